"""The coat of arms (Wappen): chosen by dialog or dropped, shown on its white paper."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.dialogs.files import choose_file
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.painting import frame

KINDS: Final = "*.png *.jpg *.jpeg *.svg"


class ArmsField(QWidget):
    """Preview with two buttons; the whole widget takes a dropped file.

    ``given`` carries the path of a file to look at, ``removed`` asks to do without. Whoever reads the
    file calls ``show_arms`` or ``show_problem``.
    """

    given = Signal(object)
    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Wappen"))
        self._paper = _Paper(theme, self)
        self.choose = Button(theme, self.tr("Wappen wählen …"), icon="folder")
        self.remove = Button(theme, self.tr("Wappen entfernen"), "quiet", "delete")
        self._icon = IconLabel(theme, "error", "error", 4)
        self._note = Label(theme, "", "small", "muted", wrap=True)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self.removed)
        self._actions = FlowLayout(theme)
        self._actions.addWidget(self.choose)
        self._actions.addWidget(self.remove)
        self._told = QHBoxLayout()
        self._told.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._told.addWidget(self._note, 1)
        self._words = QVBoxLayout()
        self._words.addLayout(self._actions)
        self._words.addLayout(self._told)
        self._words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_arms(None)

    def show_arms(self, png: bytes | None, *, coarse: bool = False) -> None:
        """Show this picture, or that there is none. coarse: too few pixels for a sharp print."""
        self._paper.set_png(png)
        self.remove.setVisible(png is not None)
        self.choose.set_label(self.tr("Wappen wählen …") if png is None else self.tr("Anderes wählen …"))
        if png is None:
            self._tell(self.tr("PNG, JPEG oder SVG. Sie können die Datei auch hierher ziehen."))
        elif coarse:
            self._tell(self.tr("Das Bild hat wenige Bildpunkte und wird im Druck unscharf."), "alert", "warn")
        else:
            self._tell(self.tr("So steht das Wappen auf der Urkunde."))

    def show_problem(self, text: str) -> None:
        """Say why a file was not taken; the picture stays as it was."""
        self._tell(text, "error", "error")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome."""
        if self.isEnabled() and _dropped_file(event) is not None:
            self._paper.set_awaits(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self._paper.set_awaits(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self._paper.set_awaits(False)
        if (file := _dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.given.emit(file)

    def _ask(self) -> None:
        kinds = self.tr("Bilder ({kinds})").format(kinds=KINDS)
        if (file := choose_file(self, self.tr("Wappen wählen"), kinds)) is not None:
            self.given.emit(file)

    def _tell(self, text: str, icon: str = "", colour: str = "muted") -> None:
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, colour)
        self._note.setText(text)
        self._note.set_role("small", colour)
        self.choose.setAccessibleDescription(text)

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(4))
        self._words.setSpacing(self.theme.px(2))
        self._told.setSpacing(self.theme.px(1.25))


class _Paper(QWidget):
    """A piece of white paper with the arms, or a dashed place where they would be."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._picture = QPixmap()
        self._awaits = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_png(self, png: bytes | None) -> None:
        self._picture = QPixmap()
        if png is not None:
            self._picture.loadFromData(png)
        self.update()

    def set_awaits(self, awaits: bool) -> None:
        self._awaits = awaits
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(26), self.theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = theme.colour("primary" if self._awaits else "outline")
        radius = theme.radius("control")
        width = 2 if self._awaits else 1
        if self._picture.isNull():
            ground = theme.colour("primarySoft" if self._awaits else "surface")
            frame(painter, self.rect().toRectF(), radius, ground, edge, width=width, dashed=True)
            size = theme.px(8)
            box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
            theme.icons.paint(painter, "shield", box, theme.colour("muted"))
        else:
            frame(painter, self.rect().toRectF(), radius, QColor(Qt.GlobalColor.white), edge, width=width)
            room = self.rect().toRectF().adjusted(1, 1, -1, -1).adjusted(*_inset(theme.px(2)))
            fitted = self._picture.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(room.topLeft(), fitted)
            box.moveCenter(room.center())
            painter.drawPixmap(box, self._picture, self._picture.rect().toRectF())
        painter.end()


def _inset(margin: int) -> tuple[int, int, int, int]:
    return margin, margin, -margin, -margin


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
