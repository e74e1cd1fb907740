"""Forms from a list of field specifications (Formular)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from klikks_desktop.domain.problems import Problem
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField, FormSection, Value
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import IconLabel, Label, Separator

PAIR_NEEDS = 62
"""Width in units below which two fields of a row stand one below the other."""


class FormView(QScrollArea):
    """A scrolling form: labels above, help below, problems in place of help.

    ``field_left`` tells that a person has left a field with another value than was loaded or told
    before; ``field_edited`` tells every keystroke, for a preview. Values are raw: what was typed, or
    a truth value for check boxes.
    """

    field_left = Signal(str)
    field_edited = Signal(str)

    def __init__(
        self,
        theme: Theme,
        sections: Sequence[FormSection],
        *,
        margin: float = 5,
        pair_needs: float = PAIR_NEEDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._margin = margin
        self._pair_needs = pair_needs
        self._fields: dict[str, FormField] = {}
        self._settled: dict[str, Value] = {}
        self._gaps: list[QBoxLayout] = []
        self._parts: list[list[QWidget]] = []
        self.setProperty("plain", "true")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self.viewport().setAutoFillBackground(False)
        self._column = QVBoxLayout(content)
        self._bar = InfoBar(theme, "error", "")
        self._bar.hide()
        self._column.addWidget(self._bar)
        self._sections = [self._add_section(section, first=not n) for n, section in enumerate(sections)]
        self._column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self._settled = self.values()
        theme.changed.connect(self._restyle)
        self._restyle()

    def values(self) -> dict[str, Value]:
        """Raw values of all fields by name."""
        return {name: field.input.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Load values without telling anyone; fields not named keep what they show."""
        for name, value in values.items():
            self._fields[name].set_value(value)
            self._settled[name] = self._fields[name].input.value()

    def field(self, name: str) -> FormField:
        """The field of that name: its ``input`` widget, ``set_help``, ``setVisible``."""
        return self._fields[name]

    def section(self, index: int) -> QVBoxLayout:
        """Column of a section, to add a widget that is no field."""
        return self._sections[index]

    def show_section(self, index: int, shown: bool) -> None:
        """Show a section with its heading and fields, or none of it; what was added to it is the owner's."""
        for part in self._parts[index]:
            part.setVisible(shown)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem at its field, those of no field above the form; others are cleared."""
        told = {problem.field: problem.message for problem in reversed(problems)}
        for name, field in self._fields.items():
            field.set_problem(told.pop(name, ""))
        self._bar.set_text(" ".join(told.values()))
        self._bar.setVisible(bool(told))

    def problem_count(self) -> int:
        """Number of fields that show a problem."""
        return sum(bool(field.problem) for field in self._fields.values())

    def go_to_problem(self) -> None:
        """Put the cursor into the first field with a problem and bring its text into view."""
        for field in self._fields.values():
            if field.problem:
                field.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.bring_into_view(field)
                return

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self._fields[name]
        field.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bring_into_view(field)

    def set_read_only(self, read_only: bool) -> None:
        """Show everything and let nothing be changed."""
        for field in self._fields.values():
            field.set_read_only(read_only)

    def bring_into_view(self, field: QWidget) -> None:
        """Scroll so that the field with label and error is seen."""
        self._column.activate()
        self.ensureWidgetVisible(field, 0, self.theme.px(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand pairs one below the other where it gets narrow."""
        super().resizeEvent(event)
        self._arrange_pairs()

    def _add_section(self, section: FormSection, *, first: bool) -> QVBoxLayout:
        parts: list[QWidget] = [] if first else [Separator(self.theme)]
        if section.title:
            parts.append(self._head(section))
        if section.note:
            parts.append(Label(self.theme, section.note, "small", "muted", wrap=True))
        for part in parts:
            self._column.addWidget(part)
        column = QVBoxLayout()
        for widget in section.lead:
            column.addWidget(widget)
        self._parts.append([*parts, *section.lead])
        checks: QVBoxLayout | None = None
        for row in section.rows:
            specs = (row,) if isinstance(row, FieldSpec) else row
            if specs[0].kind != "check":
                checks = None
                column.addLayout(self._row(specs))
                continue
            if checks is None:
                checks = QVBoxLayout()
                checks.setSpacing(0)
                column.addLayout(checks)
            checks.addLayout(self._row(specs))
        self._column.addLayout(column)
        return column

    def _head(self, section: FormSection) -> QWidget:
        holder = QWidget()
        head = QHBoxLayout(holder)
        head.setContentsMargins(0, 0, 0, 0)
        if section.icon:
            head.addWidget(IconLabel(self.theme, section.icon))
        head.addWidget(Label(self.theme, section.title, "section"), 1)
        return holder

    def _row(self, specs: Sequence[FieldSpec]) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for spec in specs:
            field = self._fields[spec.name] = FormField(self.theme, spec)
            field.left.connect(self._tell_left)
            field.edited.connect(self.field_edited)
            field.entered.connect(self._bring_sender)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self._parts[-1].append(field)
        if len(specs) > 1:
            self._gaps.append(row)
        return row

    def _tell_left(self, name: str) -> None:
        value = self._fields[name].input.value()
        if self._settled[name] != value:
            self._settled[name] = value
            self.field_left.emit(name)

    def _bring_sender(self, name: str) -> None:
        self.bring_into_view(self._fields[name])

    def _arrange_pairs(self) -> None:
        narrow = self.viewport().width() < self.theme.px(self._pair_needs)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in self._gaps:
            row.setDirection(direction)

    def _restyle(self) -> None:
        theme = self.theme
        side = theme.px(self._margin)
        self._column.setContentsMargins(side, theme.px(3), side, theme.px(4))
        self._column.setSpacing(theme.px(2.5))
        for column in self._sections:
            column.setSpacing(theme.px(3))
        for row in self._gaps:
            row.setSpacing(theme.px(3))
        self._arrange_pairs()
