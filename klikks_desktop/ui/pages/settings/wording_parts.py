"""The editable texts of one kind of certificate, with placeholders to insert."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from klikks_desktop.domain.wording import PLACEHOLDERS
from klikks_desktop.services.register.wording_preview import WordingPart, check_part
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.page import ScrollPage

OPTIONAL = "⟨ ⟩"


class PartEditor(QWidget):
    """One text with its own way back to the shipped one. Signals carry the key."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, theme: Theme, part: WordingPart) -> None:
        super().__init__()
        self.part = part
        self.field = FormField(theme, FieldSpec(part.key, part.label, "text", lines=2))
        self.restore = Button(theme, self.tr("Mitgelieferten Text wiederherstellen"), "quiet", "undo")
        self.restore.setAccessibleDescription(part.label)
        self.restore.clicked.connect(self._restore)
        self.field.edited.connect(self._follow)
        self.field.left.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0.5))
        column.addWidget(self.field)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_part(part)

    @property
    def text(self) -> str:
        """The text as typed."""
        return str(self.field.input.value()).strip()

    def show_part(self, part: WordingPart) -> None:
        """Show what is stored."""
        self.part = part
        self.field.set_value(part.text)
        self._check()

    def insert(self, text: str) -> None:
        """Put a placeholder where the cursor is."""
        if isinstance(self.field.input, QPlainTextEdit):
            self.field.input.insertPlainText(text)
            self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        self.field.set_value(self.part.shipped)
        self._check()
        self.left.emit(self.part.key)

    def _follow(self) -> None:
        self._check()
        self.edited.emit(self.part.key)

    def _leave(self) -> None:
        self.left.emit(self.part.key)

    def _check(self) -> None:
        self.field.set_problem(check_part(self.text))
        self.restore.setVisible(self.text != self.part.shipped)


class WordingParts(QWidget):
    """All texts of a choice; ``edited`` while one types, ``left`` when done with one text."""

    edited = Signal()
    left = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.editors: dict[str, PartEditor] = {}
        self._last: PartEditor | None = None
        self._area = ScrollPage(theme)
        self._holder = QWidget()
        self._texts = QVBoxLayout(self._holder)
        self._area.body.addWidget(self._holder)
        self._area.body.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._area, 1)
        self._column.addLayout(self._placeholders())
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_parts(self, parts: Sequence[WordingPart], *, read_only: bool) -> None:
        """Show these texts; of the same ones, what is wrong and not saved stays as typed."""
        if [part.key for part in parts] != list(self.editors):
            self._make(parts)
        for part in parts:
            editor = self.editors[part.key]
            if not editor.field.problem:
                editor.show_part(part)
            editor.field.set_read_only(read_only)
            editor.restore.setEnabled(not read_only)

    def typed(self) -> dict[str, str]:
        """Key to text of everything that may stand on a certificate."""
        return {key: editor.text for key, editor in self.editors.items() if not editor.field.problem}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the text that a placeholder goes into."""
        if event.type() == QEvent.Type.FocusIn:
            self._last = next((e for e in self.editors.values() if e.field.input is watched), self._last)
        return False

    def _make(self, parts: Sequence[WordingPart]) -> None:
        for editor in self.editors.values():
            self._texts.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self._last = None
        self.editors = {part.key: PartEditor(self.theme, part) for part in parts}
        for editor in self.editors.values():
            self._texts.addWidget(editor)
            editor.show()
            editor.edited.connect(self.edited)
            editor.left.connect(self.left)
            editor.field.input.installEventFilter(self)
        self._area.verticalScrollBar().setValue(0)

    def _placeholders(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(1))
        words = self.tr("Platzhalter einsetzen (⟨ ⟩ umschließt, was ohne Angabe entfällt)")
        column.addWidget(Label(self.theme, words, "small", "muted", wrap=True))
        row = FlowLayout(self.theme, gap=0.5)
        for name, explanation in [*PLACEHOLDERS.items(), (OPTIONAL, self.tr("entfällt ohne Angabe"))]:
            text = name if name == OPTIONAL else f"{{{name}}}"
            chip = Button(self.theme, text, "quiet")
            chip.setToolTip(explanation)
            chip.setAccessibleDescription(explanation)
            chip.clicked.connect(self._insert)
            row.addWidget(chip)
        column.addLayout(row)
        return column

    def _insert(self) -> None:
        chip = self.sender()
        editor = self._last or next(iter(self.editors.values()), None)
        if isinstance(chip, Button) and editor is not None:
            editor.insert(chip.text())

    def _restyle(self) -> None:
        side = self.theme.px(1.5)
        self._texts.setContentsMargins(side, side, side, side)
        self._texts.setSpacing(self.theme.px(2.5))
        self._column.setSpacing(self.theme.px(2))
