"""The sidebar: mark, pages, and whose data these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Separator
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


class _NavButton(QAbstractButton):
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
        self.badge = count
        words = self.tr("{name}, {count} offen").format(name=self.item.text, count=count)
        self.setAccessibleName(words if count else self.item.text)
        self.updateGeometry()
        self.update()

    def set_slim(self, slim: bool) -> None:
        self.slim = slim
        self.setToolTip(self.item.text if slim else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        if self.slim:
            return QSize(theme.px(9.5), theme.px(7.75))
        text = QFontMetrics(theme.font("strong")).horizontalAdvance(self.item.text)
        return QSize(text + theme.px(21 if self.badge else 13), theme.height("nav"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
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


class _Brand(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.slim = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(9.5), self.theme.px(10.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        size = theme.px(7.5 if self.slim else 9)
        left = (self.width() - size) / 2 if self.slim else theme.px(1.5)
        box = QRectF(left, (self.height() - size) / 2, size, size)
        theme.icons.paint(painter, "mark", box, theme.colour("sideText"))
        if not self.slim:
            painter.setFont(_brand_font(theme))
            painter.setPen(theme.colour("sideText"))
            painter.drawText(QRectF(theme.px(13), 0, self.width(), self.height()), LEFT, "KlikKS")
        painter.end()


class _PlaceButton(QAbstractButton):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.slim = False
        self.several = False
        self.place = PlaceItem("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_place(self, place: PlaceItem, *, several: bool) -> None:
        self.place = place
        self.several = several
        self.setAccessibleName(place.name)
        change = self.tr("Andere Kommune wählen")
        self.setAccessibleDescription(f"{place.detail}. {change}" if several else place.detail)
        self.setToolTip(f"{place.name}\n{place.detail}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        lines = QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(theme.px(9.5), lines + theme.px(3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
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

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        lines = (("strong", "sideText", self.place.name), ("small", "sideMuted", self.place.detail))
        for font, colour, text in lines:
            painter.setFont(self.theme.font(font))
            painter.setPen(self.theme.colour(colour))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(QRectF(box.left(), box.top(), box.width(), metrics.height()), LEFT, shown)
            box.translate(0, metrics.height())


class Sidebar(QWidget):
    """Pages by ``key``; ``chosen`` when one is clicked, ``place_chosen`` when another place is.

    Slim it shows icons only, with their names as tool tip and accessible name.
    """

    chosen = Signal(str)
    place_chosen = Signal(str)

    def __init__(self, theme: Theme, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Seiten"))
        self._slim = False
        self._brand = _Brand(theme, self)
        self._buttons = {item.key: _NavButton(theme, item, self) for item in items}
        self._place = _PlaceButton(theme, self)
        self._places: Sequence[PlaceItem] = ()
        self._menu = QMenu(self)
        self._column = QVBoxLayout(self)
        self._build(items)
        self._place.clicked.connect(self._offer_places)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_current(self, key: str) -> None:
        """Mark the page now shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait on a page; 0 takes the badge away."""
        self._buttons[key].set_badge(count)

    def set_item_visible(self, key: str, visible: bool) -> None:
        """Show or hide a page that a role does not need."""
        self._buttons[key].setVisible(visible)

    def set_places(self, places: Sequence[PlaceItem], current: str) -> None:
        """Show whose data these are; with several places the foot becomes a switch."""
        self._places = places
        shown = next((place for place in places if place.key == current), PlaceItem("", "", ""))
        self._place.show_place(shown, several=len(places) > 1)

    def set_slim(self, slim: bool) -> None:
        """Icons only, or icons and names."""
        self._slim = slim
        self._brand.slim = self._place.slim = slim
        for button in self._buttons.values():
            button.set_slim(slim)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("side"))
        painter.end()

    def _build(self, items: Sequence[NavItem]) -> None:
        column = self._column
        column.addWidget(self._brand)
        column.addSpacing(self.theme.px(1))
        for item in items:
            if not item.low:
                column.addWidget(self._buttons[item.key])
        column.addStretch(1)
        for item in items:
            if item.low:
                column.addWidget(self._buttons[item.key])
        self._line = Separator(self.theme, "sideSel")
        column.addWidget(self._line)
        column.addWidget(self._place)
        for button in self._buttons.values():
            button.clicked.connect(self._tell)

    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, _NavButton):
            self.set_current(button.item.key)
            self.chosen.emit(button.item.key)

    def _offer_places(self) -> None:
        if len(self._places) < 2:
            return
        self._menu.clear()
        for place in self._places:
            action = self._menu.addAction(f"{place.name}\t{place.key}")
            action.setData(place.key)
            action.triggered.connect(self._take_place)
        self._menu.popup(self._place.mapToGlobal(self._place.rect().topLeft()))

    def _take_place(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.place_chosen.emit(str(action.data()))

    def _restyle(self) -> None:
        theme = self.theme
        side = theme.px(2 if self._slim else 3)
        self._column.setContentsMargins(side, theme.px(1.75), side, theme.px(3))
        self._column.setSpacing(theme.px(0.5))
        wanted = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        brand = theme.px(14) + QFontMetrics(_brand_font(theme)).horizontalAdvance("KlikKS")
        full = max(theme.width("sidebar"), wanted + 2 * side, brand + 2 * side)
        self.setFixedWidth(theme.width("sidebar_slim") if self._slim else full)
        self.update()


def _brand_font(theme: Theme) -> QFont:
    font = theme.font("section")
    font.setPointSizeF(theme.font().pointSizeF() * 1.3)
    return font
