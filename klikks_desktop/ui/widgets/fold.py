"""A part that is folded away until somebody wants it (Aufklappen)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label


class Fold(QWidget):
    """A button with a chevron, a note beside it, and ``body`` (a vertical layout) below while unfolded.

    ``toggled`` carries whether it is unfolded now; what is only needed then may be made at that moment.
    """

    toggled = Signal(bool)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.button = Button(theme, title, "quiet", "chevron-right")
        self.button.setCheckable(True)
        self._note = Label(theme, "", "small", "muted", wrap=True)
        self._note.hide()
        self._inner = QWidget()
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._inner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        column.addWidget(self._inner)
        self._column = column
        self.button.toggled.connect(self._show)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._describe()

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return self.button.isChecked()

    def set_open(self, shown: bool) -> None:
        """Unfold or fold."""
        self.button.setChecked(shown)

    def set_note(self, text: str, colour: str = "muted") -> None:
        """A line below the button: what is inside, or what is wrong in there."""
        self._note.setText(text)
        self._note.set_role(colour=colour)
        self._note.setVisible(bool(text))

    def _show(self, shown: bool) -> None:
        self._inner.setVisible(shown)
        self.button.set_label(self.button.text(), "chevron-down" if shown else "chevron-right")
        self._describe()
        self.toggled.emit(shown)

    def _describe(self) -> None:
        state = self.tr("aufgeklappt") if self.is_open else self.tr("eingeklappt")
        self.button.setAccessibleDescription(state)

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(1))
        self.body.setSpacing(self.theme.px(3.5))
        self.body.setContentsMargins(0, self.theme.px(2), 0, 0)
