"""The sidebar: mark, pages, and whose data these are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from klikks_desktop.ui.sidebar_parts import Brand, NavButton, NavItem, PlaceButton, PlaceItem, brand_font
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Separator

__all__ = ["NavItem", "PlaceItem", "Sidebar"]


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
        self._brand = Brand(theme, self)
        self._buttons = {item.key: NavButton(theme, item, self) for item in items}
        self._place = PlaceButton(theme, self)
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
        if isinstance(button, NavButton):
            self.set_current(button.item.key)
            self.chosen.emit(button.item.key)

    def _offer_places(self) -> None:
        if len(self._places) < 2:
            return
        self._menu.clear()
        for place in self._places:
            action = self._menu.addAction(place.name.replace("&", "&&") + f"\t{place.key}")
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
        brand = theme.px(14) + QFontMetrics(brand_font(theme)).horizontalAdvance("KlikKS")
        full = max(theme.width("sidebar"), wanted + 2 * side, brand + 2 * side)
        self.setFixedWidth(theme.width("sidebar_slim") if self._slim else full)
        self.update()
