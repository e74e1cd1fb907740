"""The form of a record from the descriptions of its fields (``domain.record_fields``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import YES, Field, FieldKind
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection, Kind, Value

MOST_SEGMENTS: Final = 4
"""Choices that are all in sight; more go into a list that opens."""
LONE_WIDTH: Final = 51
"""Width in units of a date or number that has no neighbour."""
_NUMBERS: Final = frozenset({FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.EUROS, FieldKind.SHARE})
_SHORT: Final = _NUMBERS | {FieldKind.DATE}
_KINDS: Final[Mapping[FieldKind, Kind]] = {
    FieldKind.TEXT: "text",
    FieldKind.DATE: "date",
    FieldKind.REFERENCE: "choice",
    FieldKind.CHECK: "check",
}
_UNITS: Final = {FieldKind.EUROS: "EUR", FieldKind.SHARE: "%"}


@dataclass(frozen=True, slots=True)
class RecordSection:
    """Fields under one heading, by name; a pair in ``rows`` stands side by side.

    note: a sentence below the heading. lead: widgets that are no fields and stand before them.
    """

    title: str
    icon: str
    rows: Sequence[str | tuple[str, str]] = ()
    note: str = ""
    lead: Sequence[QWidget] = ()


class Shown(Protocol):
    """What a form shows of a record; ``services.records.record_forms.RecordForm`` is one."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts of the fields by name."""
        ...

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with them."""
        ...


class RecordFormView(QWidget):
    """A scrolling form over ``fields``; without ``sections`` one below the other, short ones in pairs.

    ``left`` carries the texts that differ from what was loaded, when a person leaves a field; save
    them and call ``refresh`` with what came back. ``edited`` carries a field's name at every
    keystroke. Whatever is typed stays in its field until then, right or wrong.

    needed: fields that a check of the whole record asks for, and so are not "freiwillig".
    """

    left = Signal(object)
    edited = Signal(str)

    def __init__(
        self,
        theme: Theme,
        fields: Sequence[Field],
        sections: Sequence[RecordSection] = (),
        *,
        needed: Collection[str] = ("title",),
        margin: float = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._needed = needed
        self._fields = {field.name: field for field in fields}
        self._texts: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._problems: Sequence[Problem] = ()
        self._visited: set[str] = set()
        wanted = sections or [RecordSection("", "", _pairs(fields))]
        self.form = FormView(theme, [self._section(each) for each in wanted], margin=margin, parent=self)
        self._names = list(self.form.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self._set(dict.fromkeys(self._names, ""))
        self.form.field_left.connect(self._tell_left)
        self.form.field_edited.connect(self.edited)

    # ------------------------------------------------------------------ showing

    def load(self, data: Shown, *, fresh: bool = False) -> None:
        """Show another record from the top; a fresh one is not reproached with what is still empty."""
        self._visited = set() if fresh else set(self._names)
        self._set(data.texts)
        self._show_problems(data.problems)
        self.form.verticalScrollBar().setValue(0)

    def refresh(self, data: Shown, saved: Collection[str] = ()) -> None:
        """The same record, read again; what is typed and not among ``saved`` stays."""
        typed = set(self.typed()) - set(saved)
        self._visited |= set(saved)
        self._set({name: text for name, text in data.texts.items() if name not in typed})
        self._show_problems(data.problems)

    def typed(self) -> dict[str, str]:
        """Texts that differ from what was loaded."""
        return {name: text for name, text in self.texts().items() if text != self._shown[name]}

    def seen(self) -> dict[str, str]:
        """The texts that are typed over: as loaded, also where they were changed elsewhere since."""
        return dict(self._texts)

    def texts(self) -> dict[str, str]:
        """What all fields say now."""
        return {name: typed_text(value) for name, value in self.form.values().items()}

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Set the choices of a field that refers to another record: pairs of id and words."""
        typed = name in self.typed()
        chooser = self.form.field(name).input
        if not isinstance(chooser, ChoiceField):
            raise TypeError(name)
        none = [] if self._fields[name].required else [("", _nothing())]
        chooser.set_choices([*none, *choices])
        if not typed:
            self._set({name: self._texts.get(name, "")})

    def set_read_only(self, read_only: bool, names: Collection[str] | None = None) -> None:
        """Let nothing be changed, or only not what is in ``names``."""
        for name in self._names if names is None else names:
            self.form.field(name).set_read_only(read_only)

    # ------------------------------------------------------------------ problems

    def problem_count(self) -> int:
        """Number of fields that are to be checked, shown or not yet."""
        return len({problem.field for problem in self._problems})

    def go_to_problem(self) -> None:
        """Show everything that is to be checked and lead to the first."""
        self._visited = set(self._names)
        self._show_problems(self._problems)
        self.form.go_to_problem()

    def go_to(self, name: str = "") -> None:
        """Put the cursor into a field, the first without a name."""
        self.form.go_to(name or self._names[0])

    # ------------------------------------------------------------------ inside

    def _section(self, section: RecordSection) -> FormSection:
        rows: list[FieldSpec | tuple[FieldSpec, FieldSpec]] = []
        for row in section.rows:
            if isinstance(row, str):
                rows.append(self._spec(row, alone=True))
            else:
                rows.append((self._spec(row[0]), self._spec(row[1])))
        return FormSection(section.title, section.icon, rows, section.note, section.lead)

    def _spec(self, name: str, *, alone: bool = False) -> FieldSpec:
        return spec_of(self._fields[name], alone=alone, needed=name in self._needed)

    def _set(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields that show something else; note what is shown now."""
        known = {name: texts[name] for name in self._names if name in texts}
        self._texts |= known
        values = self.form.values()
        wanted = {name: self._to_value(name, text) for name, text in known.items()}
        self.form.set_values({name: value for name, value in wanted.items() if value != values[name]})
        now = self.texts()
        self._shown |= {name: now[name] for name in known}

    def _to_value(self, name: str, text: str) -> Value:
        return text == YES if self._fields[name].kind is FieldKind.CHECK else text

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        seen = self._visited | {name for name in self._names if self._shown[name]}
        self.form.show_problems([p for p in problems if p.field in seen or p.field not in self._names])

    def _tell_left(self, name: str) -> None:
        self._visited.add(name)
        if typed := self.typed():
            self.left.emit(typed)


def spec_of(field: Field, *, alone: bool = False, needed: bool = False) -> FieldSpec:
    """How a field of a record stands in a form. alone: in its row. needed: although not ``required``."""
    kind = _KINDS.get(field.kind, "line")
    choices: list[tuple[str, str]] = []
    if field.kind is FieldKind.CHOICE:
        choices = [(field.write(value), words) for value, words in field.choices.items()]
        choices = choices if field.required else [("", _nothing()), *choices]
        kind = "segments" if len(choices) <= MOST_SEGMENTS else "choice"
    unit = _UNITS.get(field.kind, field.unit)
    return FieldSpec(
        field.name,
        f"{field.title} ({unit})" if unit else field.title,
        kind,
        field.help,
        choices=choices,
        width=LONE_WIDTH if alone and field.kind in _SHORT else 0,
        optional=kind in {"line", "text"} and not field.required and not needed,
    )


def _pairs(fields: Sequence[Field]) -> list[str | tuple[str, str]]:
    """One below the other, two short ones that follow each other side by side."""
    rows: list[str | tuple[str, str]] = []
    waiting = ""
    for field in fields:
        if waiting and field.kind in _SHORT:
            rows[-1] = (waiting, field.name)
            waiting = ""
            continue
        rows.append(field.name)
        waiting = field.name if field.kind in _SHORT else ""
    return rows


def typed_text(value: Value) -> str:
    """What an input holds as the text that its field reads."""
    if isinstance(value, bool):
        return YES if value else ""
    return value


def _nothing() -> str:
    return QCoreApplication.translate("RecordForm", "keine Angabe")
