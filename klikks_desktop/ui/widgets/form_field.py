"""One field of a form: label, input, and help or problem below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.check_field import CheckField
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.date_field import DateField
from klikks_desktop.ui.widgets.inputs import LineField, TextField
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice
from klikks_desktop.ui.widgets.suggest_field import SuggestField

Kind = Literal["line", "date", "text", "choice", "suggest", "segments", "check", "readonly"]
Value = str | bool
Input = LineField | DateField | TextField | ChoiceField | SegmentedChoice | CheckField

DATE_WIDTH = 34


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field.

    name: key in ``values``, name of the record's field in a ``Problem``.
    label: German label above the field; text of a check box.
    choices: pairs of value and label for ``choice`` (any number) and ``segments`` (two to four);
        for ``suggest`` the values are offered and any text may be typed.
    width: in units; 0 fills the column.
    optional: says "freiwillig" in the empty field.
    proof: for ``check``: how it is proven, at the right.
    lines: height of a ``text`` field.
    """

    name: str
    label: str
    kind: Kind = "line"
    help: str = ""
    placeholder: str = ""
    choices: Sequence[tuple[str, str]] = ()
    width: float = 0
    optional: bool = False
    proof: str = ""
    lines: int = 3


@dataclass(frozen=True, slots=True)
class FormSection:
    """Fields under one heading; a pair in ``rows`` stands side by side.

    note: a sentence below the heading. lead: widgets that are no fields and stand before them.
    """

    title: str
    icon: str
    rows: Sequence[FieldSpec | tuple[FieldSpec, FieldSpec]]
    note: str = ""
    lead: Sequence[QWidget] = ()


class FormField(QWidget):
    """Label, input and the line below it; every signal carries the field's name."""

    left = Signal(str)
    edited = Signal(str)
    entered = Signal(str)

    def __init__(self, theme: Theme, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.spec = spec
        self.problem = ""
        self._help = spec.help
        self.input = self._make_input()
        self.input.setObjectName(spec.name)
        self.input.installEventFilter(self)
        self.input.left.connect(self._tell_left)
        self.input.edited.connect(self._tell_edited)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if spec.kind != "check":
            self._label = Label(theme, spec.label, "label")
            self._label.setBuddy(self.input)
            self._label.setWordWrap(True)
            self._column.addWidget(self._label)
        self._column.addWidget(self.input)
        self._column.addWidget(self._make_below())
        self._describe()
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_value(self, value: Value) -> None:
        """Show a value; text for every kind but ``check``."""
        if isinstance(self.input, CheckField):
            self.input.set_value(bool(value))
        else:
            self.input.set_value(str(value))

    def set_help(self, text: str) -> None:
        """Another line of help below the field."""
        self._help = text
        self._describe()

    def set_problem(self, message: str) -> None:
        """Show what is wrong in place of the help; an empty message clears it."""
        if message != self.problem:
            self.problem = message
            self.input.set_problem(bool(message))
            self._describe()

    def set_read_only(self, read_only: bool) -> None:
        """Texts stay selectable, choices are disabled."""
        if isinstance(self.input, QLineEdit | QPlainTextEdit):
            self.input.setReadOnly(read_only or self.spec.kind == "readonly")
            self.input.set_problem(bool(self.problem))
        else:
            self.input.setEnabled(not read_only)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell when the input is entered, so that the form can bring it into view."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.spec.name)
        return False

    def _make_input(self) -> Input:
        spec, theme = self.spec, self.theme
        placeholder = spec.placeholder or (self.tr("freiwillig") if spec.optional else "")
        makers: dict[str, Callable[[], Input]] = {
            "line": lambda: LineField(theme, spec.label, placeholder),
            "readonly": lambda: LineField(theme, spec.label, placeholder),
            "date": lambda: DateField(theme, spec.label, placeholder),
            "text": lambda: TextField(theme, spec.label, placeholder, spec.lines),
            "choice": lambda: ChoiceField(theme, spec.choices, spec.label, placeholder),
            "suggest": lambda: SuggestField(
                theme, [value for value, _ in spec.choices], spec.label, placeholder
            ),
            "segments": lambda: SegmentedChoice(theme, spec.choices, spec.label, stretch=True),
            "check": lambda: CheckField(theme, spec.label, spec.proof),
        }
        made = makers[spec.kind]()
        if spec.kind == "readonly" and isinstance(made, LineField):
            made.setReadOnly(True)
        return made

    def _make_below(self) -> QWidget:
        self._line = QWidget()
        self._below = QHBoxLayout(self._line)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._icon = IconLabel(self.theme, "error", "error", 4)
        self._text = Label(self.theme, "", "small", "muted", wrap=True)
        self._below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._below.addWidget(self._text, 1)
        return self._line

    def _describe(self) -> None:
        text = self.problem or self._help
        self._text.setText(text)
        self._text.set_role("small", "error" if self.problem else "muted")
        self._line.setVisible(bool(text))
        self._icon.setVisible(bool(self.problem))
        proof = self.spec.proof if self.spec.kind == "check" and not text else ""
        self.input.setAccessibleDescription(text or proof)

    def _tell_left(self) -> None:
        self.left.emit(self.spec.name)

    def _tell_edited(self) -> None:
        self.edited.emit(self.spec.name)

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(1))
        self._below.setSpacing(self.theme.px(1.25))
        units = self.spec.width
        if units:
            cast("QWidget", self.input).setMaximumWidth(self.theme.px(units))
