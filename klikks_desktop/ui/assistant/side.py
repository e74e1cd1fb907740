"""The petrol side of the assistant: mark, promise, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.painting import CENTRE, LEFT

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
SHARE = 0.3
"""The side takes at most this part of the window."""


@dataclass(frozen=True, slots=True)
class Station:
    """One step as the side names it; detail: what was chosen, or what it is about."""

    name: str
    detail: str = ""


class Side(QWidget):
    """Shows all steps; slim it shows their numbers only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("sidebar")
        self._slim = False
        self._brand = _Brand(theme)
        self._promise = Label(
            theme,
            self.tr("Klimaschutzpatinnen und Klimaschutzpaten verwalten, würdigen, zeigen, was es bringt."),
            "body",
            "sideMuted",
            wrap=True,
        )
        self._foot = Label(
            theme,
            self.tr("Alles bleibt auf diesem Rechner. Das Programm baut keine Verbindung ins Netz auf."),
            "small",
            "sideMuted",
            wrap=True,
        )
        self._marks: list[_StationMark] = []
        self._stations = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._brand)
        self._column.addWidget(self._promise)
        self._column.addLayout(self._stations)
        self._column.addStretch(1)
        self._column.addWidget(self._foot)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_stations(self, stations: Sequence[Station], current: int) -> None:
        """Show these steps; those before ``current`` are done."""
        while len(self._marks) < len(stations):
            mark = _StationMark(self.theme)
            self._marks.append(mark)
            self._stations.addWidget(mark)
        for place, mark in enumerate(self._marks):
            mark.setVisible(place < len(stations))
            if place < len(stations):
                mark.show_station(place, stations[place], current, slim=self._slim)

    def fit(self, window_width: int) -> None:
        """Take the width that the window leaves; icons only where it is narrow."""
        theme = self.theme
        self._slim = window_width < theme.breakpoint("sidebar_text")
        full = min(theme.px(80), round(window_width * SHARE))
        self.setFixedWidth(theme.px(14) if self._slim else full)
        for widget in (self._promise, self._foot):
            widget.setVisible(not self._slim)
        self._brand.set_slim(self._slim)
        for mark in self._marks:
            mark.set_slim(self._slim)
        side = theme.px(3 if self._slim else 8)
        self._column.setContentsMargins(side, theme.px(7), side, theme.px(7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("side"))
        painter.end()

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(4))
        self._stations.setSpacing(self.theme.px(3.25))
        self._stations.setContentsMargins(0, self.theme.px(6), 0, 0)
        if self.parentWidget() is not None:
            self.fit(self.window().width())
        self.update()


class _Brand(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._slim = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("KlikKS")
        theme.changed.connect(self.updateGeometry)

    def set_slim(self, slim: bool) -> None:
        self._slim = slim
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = self.theme.px(8 if self._slim else 13)
        return QSize(height, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        size = float(self.height())
        theme.icons.paint(painter, "mark", QRectF(0, 0, size, size), theme.colour("sideText"))
        if not self._slim:
            painter.setFont(self._font())
            painter.setPen(theme.colour("sideText"))
            box = QRectF(size + theme.px(3.5), 0, self.width() - size - theme.px(3.5), size)
            painter.drawText(box, LEFT, "KlikKS")
        painter.end()

    def _font(self) -> QFont:
        font = self.theme.font("strong")
        font.setPointSizeF(self.theme.font().pointSizeF() * 1.6)
        return font


class _StationMark(QWidget):
    """A numbered ring with name and detail; a tick once it is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._number = 0
        self._station = Station("")
        self._current = 0
        self._slim = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_station(self, number: int, station: Station, current: int, *, slim: bool) -> None:
        self._number, self._station, self._current, self._slim = number, station, current, slim
        states = {True: self.tr("fertig"), False: self.tr("kommt noch")}
        state = self.tr("jetzt") if number == current else states[number < current]
        self.setAccessibleName(f"{number + 1}. {station.name}, {state}")
        self.setAccessibleDescription(station.detail)
        self.setToolTip(station.name if slim else "")
        self.updateGeometry()
        self.update()

    def set_slim(self, slim: bool) -> None:
        self._slim = slim
        self.setToolTip(self._station.name if slim else "")
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._slim:
            return self.theme.px(7)
        return max(self.theme.px(7), self._boxes(width)[1].bottom() + 1)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(8), self.heightForWidth(self.theme.px(60)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self._number == self._current
        size = theme.px(6.5)
        ring = QRectF(1, (self.height() - size) / 2 if not self._slim else 1, size, size)
        self._paint_ring(painter, ring, here=here, done=self._number < self._current)
        if not self._slim:
            name, detail = self._boxes(self.width())
            shift = max(0, (self.height() - detail.bottom()) // 2)
            painter.setFont(theme.font("strong" if here else "body"))
            painter.setPen(theme.colour("sideText" if self._number <= self._current else "sideMuted"))
            painter.drawText(name.translated(0, shift), _WRAP, self._station.name)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("sideMuted"))
            painter.drawText(detail.translated(0, shift), _WRAP, self._station.detail)
        painter.end()

    def _paint_ring(self, painter: QPainter, ring: QRectF, *, here: bool, done: bool) -> None:
        theme = self.theme
        if done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sideSel"))
            painter.drawEllipse(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = theme.px(1.5)
            box = ring.adjusted(inset, inset, -inset, -inset)
            theme.icons.paint(painter, "check", box, theme.colour("sideMark"))
            return
        painter.setPen(QPen(theme.colour("sideMark" if here else "sideMuted"), 2 if here else 1.25))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font("strong" if here else "small"))
        painter.setPen(theme.colour("sideText" if here else "sideMuted"))
        painter.drawText(ring, CENTRE, str(self._number + 1))

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where name and detail stand; both wrap."""
        theme = self.theme
        left = theme.px(10)
        room = max(1, width - left)
        bold = QFontMetrics(theme.font("strong"))
        name = bold.boundingRect(QRect(left, 0, room, 10_000), _WRAP, self._station.name)
        name.setWidth(room)
        if not self._station.detail:
            return name, QRect(left, name.bottom(), room, 0)
        small = QFontMetrics(theme.font("small"))
        below = QRect(left, name.bottom() + 1, room, 10_000)
        detail = small.boundingRect(below, _WRAP, self._station.detail)
        detail.setWidth(room)
        return name, detail
