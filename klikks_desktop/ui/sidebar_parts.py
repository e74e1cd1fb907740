"""What the sidebar is made of: the mark, the pages, and whose data these are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import CENTRE, LEFT, frame


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page in the sidebar; ``low`` ones stand at the bottom."""

    key: str
    text: str
    icon: str
    low: bool = False


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """An own place: key, name ("Stadt Soltau") and second line ("Heidekreis · 03358021")."""

    key: str
    name: str
    detail: str


class NavButton(QAbstractButton):
    """One page: icon, name, badge; the page shown carries an amber bar."""

    def __init__(self, theme: Theme, item: NavItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.item = item
        self.badge = 0
        self.slim = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(item.text)
        theme.changed.connect(self.updateGeometry)

    def set_badge(self, count: int) -> None:
        """Say how many things wait; 0 takes the badge away."""
        self.badge = count
        words = self.tr("{name}, {count} offen").format(name=self.item.text, count=count)
        self.setAccessibleName(words if count else self.item.text)
        self.updateGeometry()
        self.update()

    def set_slim(self, slim: bool) -> None:
        """Icon only, the name as tool tip."""
        self.slim = slim
        self.setToolTip(self.item.text if slim else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As much as its words need."""
        theme = self.theme
        if self.slim:
            return QSize(theme.px(9.5), theme.px(7.75))
        text = QFontMetrics(theme.font("strong")).horizontalAdvance(self.item.text)
        return QSize(text + theme.px(21 if self.badge else 13), theme.height("nav"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, arrows walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        theme, here = self.theme, self.isChecked()
        painter = QPainter(self)
        if here or self.underMouse():
            frame(painter, self.rect().toRectF(), theme.radius("control"), theme.colour("sideSel"), None)
        if here:
            bar = QRectF(0, self.height() * 0.26, theme.px(0.85), self.height() * 0.48)
            frame(painter, bar, theme.px(0.4), theme.colour("sideMark"), None)
        icon = theme.px(4.5)
        left = (self.width() - icon) / 2 if self.slim else float(theme.px(3.5))
        box = QRectF(left, (self.height() - icon) / 2, icon, icon)
        theme.icons.paint(painter, self.item.icon, box, theme.colour("sideText" if here else "sideMuted"))
        if not self.slim:
            painter.setFont(theme.font("strong" if here else "body"))
            painter.setPen(theme.colour("sideText"))
            words = QRectF(theme.px(10.25), 0, self.width() - theme.px(11), self.height())
            painter.drawText(words, LEFT, self.item.text)
        if self.badge:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        theme = self.theme
        text = str(min(self.badge, 99))
        painter.setFont(theme.font("caption"))
        height = theme.px(4.25 if not self.slim else 3.5)
        width = max(float(height), painter.fontMetrics().horizontalAdvance(text) + theme.px(2))
        top = 0.0 if self.slim else (self.height() - height) / 2
        right = self.width() - (0 if self.slim else theme.px(2))
        box = QRectF(right - width, top, width, height)
        frame(painter, box, height / 2, theme.colour("sideMark"), None)
        painter.setPen(theme.colour("side"))
        painter.drawText(box, CENTRE, text)


class Brand(QWidget):
    """The two rings and the name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.slim = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As much as its words need."""
        return QSize(self.theme.px(9.5), self.theme.px(10.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        theme = self.theme
        painter = QPainter(self)
        size = theme.px(7.5 if self.slim else 9)
        left = (self.width() - size) / 2 if self.slim else theme.px(1.5)
        box = QRectF(left, (self.height() - size) / 2, size, size)
        theme.icons.paint(painter, "mark", box, theme.colour("sideText"))
        if not self.slim:
            painter.setFont(brand_font(theme))
            painter.setPen(theme.colour("sideText"))
            painter.drawText(QRectF(theme.px(13), 0, self.width(), self.height()), LEFT, "KlikKS")
        painter.end()


class PlaceButton(QAbstractButton):
    """Whose data these are; a switch when there are several places."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.slim = False
        self.several = False
        self.place = PlaceItem("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_place(self, place: PlaceItem, *, several: bool) -> None:
        """Show a place."""
        self.place = place
        self.several = several
        self.setAccessibleName(place.name)
        change = self.tr("Andere Kommune wählen")
        self.setAccessibleDescription(f"{place.detail}. {change}" if several else place.detail)
        self.setToolTip(f"{place.name}\n{place.detail}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """As much as its words need."""
        theme = self.theme
        lines = QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(theme.px(9.5), lines + theme.px(3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, arrows walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        theme = self.theme
        painter = QPainter(self)
        if self.several and self.underMouse():
            frame(painter, self.rect().toRectF(), theme.radius("control"), theme.colour("sideSel"), None)
        icon = theme.px(4.5)
        left = (self.width() - icon) / 2 if self.slim else theme.px(3.5)
        box = QRectF(left, (self.height() - icon) / 2, icon, icon)
        theme.icons.paint(painter, "townhall", box, theme.colour("sideMuted"))
        if not self.slim:
            end = theme.px(7 if self.several else 1)
            words = QRectF(theme.px(10), theme.px(1.5), self.width() - theme.px(10) - end, self.height())
            self._paint_words(painter, words)
            if self.several:
                mark = QRectF(self.width() - theme.px(6), (self.height() - icon) / 2, icon, icon)
                theme.icons.paint(painter, "chevron-down", mark, theme.colour("sideMuted"))
        painter.end()

    def break_name(self, width: int) -> tuple[str, str]:
        """The name; one too long for its line goes on in the second, and the detail is in the tool tip."""
        metrics, words = QFontMetrics(self.theme.font("strong")), self.place.name.split()
        if metrics.horizontalAdvance(self.place.name) <= width:
            return self.place.name, ""
        for count in range(len(words) - 1, 0, -1):
            if metrics.horizontalAdvance(" ".join(words[:count])) <= width:
                return " ".join(words[:count]), " ".join(words[count:])
        return self.place.name, ""

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        strong, second = self.break_name(int(box.width()))
        lines = [("strong", "sideText", strong), ("small", "sideMuted", self.place.detail)]
        if second:
            lines[1] = ("strong", "sideText", second)
        for font, colour, text in lines:
            painter.setFont(self.theme.font(font))
            painter.setPen(self.theme.colour(colour))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(QRectF(box.left(), box.top(), box.width(), metrics.height()), LEFT, shown)
            box.translate(0, metrics.height())


def brand_font(theme: Theme) -> QFont:
    """Font of the name beside the mark."""
    font = theme.font("section")
    font.setPointSizeF(theme.font().pointSizeF() * 1.3)
    return font
