"""The frame around all pages: sidebar, the page shown, status line. It navigates and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.ui.sidebar import NavItem, PlaceItem, Sidebar
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.focus_ring import REACH
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.page import Page


class StatusLine(QWidget):
    """What is saved, when the last backup was made, and that there is no network."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._icon = IconLabel(theme, "shield", "ok", 4)
        self._saved = Label(theme, "", "small", "muted")
        self._backup = Label(theme, "", "small", "muted")
        self._offline = Label(theme, self.tr("Dieses Programm arbeitet ohne Netz."), "small", "muted")
        self._keeps_note = self._is_slim = False
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self._saved, self._backup):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._offline)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_saved(self, text: str) -> None:
        """For example "Alle Angaben gespeichert · 10:42 Uhr"."""
        self._saved.setText(text)

    def show_backup(self, text: str, *, warn: bool = False) -> None:
        """For example "Letzte Sicherung heute, 08:12 Uhr"; ``warn`` when it is too long ago."""
        self._backup.setText(text)
        self._backup.set_role(colour="warn" if warn else "muted")

    def show_practice(self) -> None:
        """Say all the time that these are invented data."""
        self._offline.setText(self.tr("Übung mit erfundenen Daten"))
        self._offline.set_role(colour="warn")
        self._keeps_note = True
        self.set_slim(self._is_slim)

    def set_slim(self, slim: bool) -> None:
        """Leave out what is always the same; where the practice note stays, the backup makes room."""
        self._is_slim = slim
        self._offline.setVisible(self._keeps_note or not slim)
        self._backup.setVisible(not (self._keeps_note and slim))

    def _restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self.theme.px(2.5))
        self.setMinimumHeight(self.theme.px(7))


class _Holder(QScrollArea):
    """Scrolls a page only where the window is smaller than the page can be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._ground = _Ground()
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)

    def take(self, page: QWidget) -> None:
        """Hold this page; once the holder lies where it stays, because moving a built page is slow."""
        self._ground.take(page)


class _Ground(QWidget):
    """As large as the view, but never smaller than the page can be; a ring around the page has room.

    A scroll area gives a page with wrapping text its preferred height; a page shall shrink to its
    least height first, because its table or form scrolls by itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self._page: QWidget | None = None

    def take(self, page: QWidget) -> None:
        self._page = page
        page.setParent(self)
        page.setGeometry(self._room())
        page.show()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        if self._page is None:
            return super().minimumSizeHint()
        least = self._page.minimumSizeHint()
        layout = self._page.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(max(self._room().width(), least.width())))
        return least + QSize(2 * REACH, REACH)

    def _room(self) -> QRect:
        return self.rect().adjusted(REACH, REACH, -REACH, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None:
            self._page.setGeometry(self._room())
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class Shell(QWidget):
    """Pages by key in a sidebar; Strg+1 to Strg+9 lead to them, F1 asks for help.

    ``page_shown`` tells the key of the page now shown. Pages that are a ``Page`` learn the width
    class: ``two_panes`` from 300 u on, ``slim`` (sidebar without words) below 250 u.
    """

    page_shown = Signal(str)
    help_wanted = Signal(str)
    place_chosen = Signal(str)

    def __init__(self, theme: Theme, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.sidebar = Sidebar(theme, items, self)
        self.status = StatusLine(theme, self)
        self._stack = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {}
        self._holders: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._current = ""
        self._class = (False, False)
        self._column = QVBoxLayout()
        self._column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(REACH, 0, REACH, 0)
        foot.addWidget(self.status)
        self._column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self._column, 1)
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.place_chosen.connect(self.place_chosen)
        self._add_shortcuts(items)
        theme.changed.connect(self._restyle)
        self._restyle()

    def add_page(self, key: str, page: QWidget) -> None:
        """Hand over a page; the first one handed over is shown."""
        self._insert(key, page)
        if not self._current:
            self.show_page(key)

    def add_maker(self, key: str, make: Callable[[], QWidget]) -> None:
        """Promise a page that is made when it is first shown."""
        self._makers[key] = make

    def page(self, key: str) -> QWidget:
        """The page, made now when it was only promised; ``KeyError`` when it is unknown."""
        if key not in self._pages:
            self._insert(key, self._makers[key]())
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Go to a page; ``KeyError`` when it was neither handed over nor promised.

        One that cannot be made raises, and the page shown stays.
        """
        try:
            self.page(key)
            self._current = key
        finally:
            # A click has marked the button already.
            self.sidebar.set_current(self._current)
        self._stack.setCurrentWidget(self._holders[key])
        self.page_shown.emit(key)

    @property
    def current(self) -> str:
        """Key of the page shown."""
        return self._current

    @property
    def slim(self) -> bool:
        """Whether the sidebar shows icons only."""
        return self._class[0]

    @property
    def two_panes(self) -> bool:
        """Whether there is room for a list and a record side by side."""
        return self._class[1]

    def set_places(self, places: Sequence[PlaceItem], current: str) -> None:
        """Show whose data these are."""
        self.sidebar.set_places(places, current)

    def minimumSizeHint(self) -> QSize:
        """Usable down to small screens: pages scroll, the sidebar becomes slim."""
        return QSize(self.theme.px(120), self.theme.px(90))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width class."""
        super().resizeEvent(event)
        self._restyle()

    def _insert(self, key: str, page: QWidget) -> None:
        holder = _Holder(self._stack)
        self._stack.addWidget(holder)
        holder.take(page)
        self._pages[key] = page
        self._holders[key] = holder
        self._tell_width(page)

    def _add_shortcuts(self, items: Sequence[NavItem]) -> None:
        self._keys = [item.key for item in items]
        for place in range(min(9, len(items))):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            shortcut.activated.connect(self._take_shortcut)
        help_key = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        help_key.activated.connect(self._ask_help)

    def _take_shortcut(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            key = self._keys[int(shortcut.key().toString()[-1]) - 1]
            if key in self._pages or key in self._makers:
                self.show_page(key)

    def _ask_help(self) -> None:
        self.help_wanted.emit(self._current)

    def _follow_width(self) -> None:
        width = self.width()
        found = (width < self.theme.breakpoint("sidebar_text"), width >= self.theme.breakpoint("two_panes"))
        if found != self._class:
            self._class = found
            self.sidebar.set_slim(found[0])
            self.status.set_slim(found[0])
            for page in self._pages.values():
                self._tell_width(page)

    def _tell_width(self, page: QWidget) -> None:
        if isinstance(page, Page):
            page.set_width_class(slim=self.slim, two_panes=self.two_panes)

    def _restyle(self) -> None:
        self._follow_width()
        theme = self.theme
        side, top = (theme.px(4), theme.px(3)) if self.slim else (theme.px(6), theme.px(5))
        self._column.setContentsMargins(side - REACH, top - REACH, side - REACH, theme.px(1))
        self._column.setSpacing(theme.px(1))
