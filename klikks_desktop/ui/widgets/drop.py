"""Files dropped from the desktop: where they may fall, and which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.painting import frame


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class FileDrop(QObject):
    """Makes a whole widget take files, wherever no widget inside takes them itself.

    taken: gets the files. hovering: told while files hang over the widget.
    """

    def __init__(
        self,
        widget: QWidget,
        taken: Callable[[Sequence[Path]], None],
        hovering: Callable[[bool], None] = lambda _over: None,
    ) -> None:
        super().__init__(widget)
        self._taken, self._hovering = taken, hovering
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Welcome files, pass on everything else."""
        if isinstance(event, QDragEnterEvent) and dropped_files(event):
            self._hovering(True)
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._hovering(False)
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._hovering(False)
            event.acceptProposedAction()
            self._taken(dropped_files(event))
            return True
        return False


class DropZone(QWidget):
    """A dashed place that says what may be dropped, with a button for those who do not drag."""

    def __init__(
        self, theme: Theme, title: str, text: str, button: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconLabel(theme, "import", "primary", 7))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(theme, title, "strong", wrap=True))
        words.addWidget(Label(theme, text, "body", "muted", wrap=True))
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_over(self, over: bool) -> None:
        """Show that files hang over the page."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and dashes."""
        theme = self.theme
        painter = QPainter(self)
        ground = theme.colour("primarySoft") if self._over else None
        edge = theme.colour("primary" if self._over else "outline")
        frame(painter, self.rect().toRectF(), theme.radius("card"), ground, edge, width=2, dashed=True)
        painter.end()

    def _restyle(self) -> None:
        side, top = self.theme.px(5), self.theme.px(3)
        self._row.setContentsMargins(side, top, side, top)
        self._row.setSpacing(self.theme.px(4))
