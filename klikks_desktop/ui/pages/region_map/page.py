"""The page Karte: participating municipalities on the map, the same as a list beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict, Unpack
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.values import Level, Subject
from klikks_desktop.services.region.map_export import MapKind
from klikks_desktop.services.region.map_values import MapValues, map_values
from klikks_desktop.services.region.map_view import GERMANY, MapWish, home_state, make_map, settled
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.factor_choice import choose_set, chosen_set
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.region_map.area_card import AreaCard
from klikks_desktop.ui.pages.region_map.listing import AreaList
from klikks_desktop.ui.pages.region_map.saving import MapSaver, SaveButton
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.map_canvas import MapCanvas
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.segments import SegmentedChoice


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was read, and the map made of it."""

    values: MapValues
    wish: MapWish
    content: MapContent


class _Changes(TypedDict, total=False):
    level: Level
    state: str
    subject: Subject


class RegionMapPage(Page):
    """Reads values and map off the window's thread; list and map follow each other."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.subjects = SegmentedChoice(
            theme, [(subject.value, subject.label) for subject in Subject], _tr("Was die Farben zeigen")
        )
        self.save = SaveButton(theme)
        super().__init__(theme, PageHead(theme, _tr("Karte"), "", self.subjects, self.save))
        self._host = host
        self._loaded: _Loaded | None = None
        self._values: MapValues | None = None
        self._wish: MapWish | None = None
        self._loader = Loader(host, _tr("Die Karte entsteht"), _tr("Kommunen"), self._show, self)
        self._goal = ""
        self._two_panes = True
        self.card = AreaCard(theme)
        self.canvas = MapCanvas(theme, self.card)
        self.listing = AreaList(theme, host.workspace.shipped)
        self.notes = InfoBar(theme, "info", "")
        self.saver = MapSaver(host, self)
        self.switch = Button(theme, _tr("Liste zeigen"), icon="board")
        self.switch.setCheckable(True)
        self.empty = _make_empty(host)
        self._both = QWidget()
        self._row = QHBoxLayout(self._both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.listing)
        self._row.addWidget(self.canvas, 1)
        for part in (self.subjects, self.save, self.empty):
            # Until it is known whether there is anything.
            part.hide()
        for widget in (self.saver.told, self.notes):
            widget.hide()
            self.body.addWidget(widget)
        self.body.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._both, 1)
        self._show_panes()
        self._connect()
        theme.changed.connect(self._show_panes)
        self.reload()

    @property
    def content(self) -> MapContent | None:
        """The map that is shown; ``None`` until the first one is made."""
        return self._loaded.content if self._loaded else None

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read the values again."""
        self._values = None
        self._load()

    def open_record(self, record: UUID | None) -> None:
        """Nothing to open here."""

    def search_widget(self) -> QWidget | None:
        """The search field above the list."""
        if self._loaded is None or not self._loaded.values.places:
            return None
        if not self._two_panes:
            self.switch.setChecked(True)
        return self.listing.search

    def print_page(self) -> None:
        """Strg+P: the map with its figures as a paper."""
        if self._loaded is not None:
            self.saver.show_paper(self._loaded.values, self._loaded.wish, self._loaded.content)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Map and list side by side, or one of them at a time."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self._two_panes = two_panes
        self._show_panes()

    # ------------------------------------------------------------------ loading

    def _load(self) -> None:
        """Make the map that is wished for; the last one asked for is shown."""
        values, wish, wanted_set = self._values, self._wish, chosen_set(self._host)

        def read(workspace: Workspace) -> _Loaded:
            found = map_values(workspace, wanted_set) if values is None else values
            first = MapWish(Level.COUNTY, home_state(found.places), Subject.PROJECTS)
            wanted = settled(wish or first, found.places)
            content = make_map(workspace, found, wanted)
            self.canvas.prepare(content)
            return _Loaded(found, wanted, content)

        self._loader.load(read, beside=True)

    def _show(self, loaded: _Loaded) -> None:
        content, is_empty = loaded.content, not loaded.values.places
        self._loaded, self._values = loaded, loaded.values
        # As long as nobody takes part, where to begin is open.
        self._wish = None if is_empty else loaded.wish
        self.empty.setVisible(is_empty)
        for widget in (self.subjects, self.save, self._both):
            widget.setVisible(not is_empty)
        self.switch.setVisible(not is_empty and not self._two_panes)
        self.subjects.set_value(content.subject.value)
        words = " · ".join(filter(None, (content.place_and_day, content.detail, content.basis)))
        self.head.set_title(self.tr("Karte"), words)
        self.notes.set_text(" ".join(content.notes))
        self.notes.setVisible(bool(content.notes))
        key = self.canvas.key
        self.canvas.set_content(content)
        self.listing.offer_sets(loaded.values.sets, loaded.values.factor_set)
        self.listing.show_content(content)
        self._choose(key if key in content.names else "")
        self._reach()

    # ------------------------------------------------------------------ choosing

    def _connect(self) -> None:
        self.subjects.chosen.connect(self._choose_subject)
        self.listing.levels.chosen.connect(self._choose_level)
        self.listing.states.edited.connect(self._choose_state)
        self.listing.sets.edited.connect(self._choose_set)
        self.listing.area_chosen.connect(self._choose)
        self.listing.area_opened.connect(self._open)
        self.canvas.chosen.connect(self._choose)
        self.canvas.opened.connect(self._open)
        self.card.enter.clicked.connect(self._open_chosen)
        self.switch.toggled.connect(self._show_panes)
        self.save.wanted.connect(self._save)
        self.listing.excel.clicked.connect(self._save_table)

    def _change(self, **changes: Unpack[_Changes]) -> None:
        if self._wish is not None:
            self._wish = replace(self._wish, **changes)
            self._load()

    def _choose_subject(self, subject: str) -> None:
        self._change(subject=Subject(subject))

    def _choose_level(self, level: str) -> None:
        self._change(level=Level[level])

    def _choose_state(self) -> None:
        state, wish = self.listing.states.value(), self._wish
        if wish is not None and wish.level is Level.MUNICIPALITY and state == GERMANY:
            self._change(state=state, level=Level.COUNTY)
        else:
            self._change(state=state)

    def _choose_set(self) -> None:
        choose_set(self._host, self.listing.sets.value())
        self.reload()

    def _choose(self, key: str) -> None:
        """Mark an area on the map, in the list and on the card; a municipality marks what it lies in."""
        if self._loaded is None:
            return
        content = self._loaded.content
        area = key[: content.level.value]
        area = area if area in content.names else ""
        if area:
            self.card.show_area(content.names[area], content.level, content.values.get(area))
        self.canvas.choose(area)
        if key == area:
            self.listing.choose(area)

    def _open(self, key: str) -> None:
        """Go into an area: counties of a Land, municipalities of a county, or one that was searched for."""
        if self._loaded is None or not key:
            return
        level = self._loaded.content.level
        self._goal = key
        if level is Level.STATE and len(key) == Level.STATE.value:
            self._change(level=Level.COUNTY, state=key)
        elif level is not Level.MUNICIPALITY:
            self._change(level=Level.MUNICIPALITY, state=key[: Level.STATE.value])
        else:
            self._reach()

    def _open_chosen(self) -> None:
        self._open(self.canvas.key)

    def _reach(self) -> None:
        """Look at what was to be opened."""
        goal, self._goal = self._goal, ""
        if self._loaded is None or not goal:
            return
        content = self._loaded.content
        if goal in content.names:
            self._choose(goal)
        if goal not in content.states and (box := content.box_of(goal)) is not None:
            self.canvas.look_at(box)

    def _show_panes(self) -> None:
        """Side by side, or the map until the list is asked for."""
        shows_list = self.switch.isChecked()
        has_map = self._loaded is not None and not self.empty.isVisibleTo(self)
        self.switch.setVisible(has_map and not self._two_panes)
        self.switch.set_label(_tr("Karte zeigen") if shows_list else _tr("Liste zeigen"))
        self.listing.setVisible(self._two_panes or shows_list)
        self.canvas.setVisible(self._two_panes or not shows_list)
        self.listing.set_narrow(self._two_panes)
        self._row.setSpacing(self.theme.px(4))

    # ------------------------------------------------------------------ saving

    def _save(self, kind: str) -> None:
        if self._loaded is not None:
            self.saver.save(self._loaded.values, self._loaded.wish, self._loaded.content, MapKind(kind))

    def _save_table(self) -> None:
        if self._loaded is not None:
            self.saver.save_table(self._loaded.content, self.listing.shown)


def _make_empty(host: Host) -> EmptyState:
    theme = host.theme
    empty = EmptyState(
        theme,
        _tr("Noch nimmt keine Kommune teil"),
        _tr("Mit der ersten Kommune füllt sich die Karte und zeigt, wo das Programm etwas bewirkt."),
        primary=Button(theme, _tr("Zum Posteingang"), "big", "import"),
        steps=[
            (_tr("Kommune anmelden"), _tr("Schlüssel tauschen und am Telefon vergleichen.")),
            (_tr("Datei übernehmen"), _tr("Ins Fenster ziehen, ansehen, übernehmen.")),
            (_tr("Karte ansehen"), _tr("Stand, Projekte, Tonnen und Euro auf einen Blick.")),
        ],
    )
    empty.primary.clicked.connect(lambda: host.go(Target.EXCHANGE))
    return empty


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionMapPage", text)
