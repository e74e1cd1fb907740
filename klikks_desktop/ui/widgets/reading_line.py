"""A quiet line that says what a page reads, with a way to stop; the rest of the window stays usable."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import IconLabel, Label

SHOW_AFTER_MS: Final = 600


class ReadingLine(QWidget):
    """Seen from 600 ms after ``begin`` until ``end``. ``stopped`` tells that a person wants to stop."""

    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._words = Label(theme, "", "body", "muted", wrap=True)
        self.stop = Button(theme, self.tr("Abbrechen"), "quiet", "close")
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconLabel(theme, "due", "muted"))
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.stop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.stop.clicked.connect(self.stopped)
        self.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def begin(self, words: str) -> None:
        """Say this soon: "42.988 Projekte werden gelesen …"."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._timer.start()

    def end(self) -> None:
        """What was read is there, or will not come."""
        self._timer.stop()
        self.hide()

    def _restyle(self) -> None:
        side = self.theme.px(4)
        self._row.setContentsMargins(side, 0, self.theme.px(3), self.theme.px(1))
        self._row.setSpacing(self.theme.px(2))
