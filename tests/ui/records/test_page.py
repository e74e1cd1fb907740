"""The frame of a page of records, with a page as a region has it: the list first, then the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.domain.records import Locality, Place, Role
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.records.parts import PageWords
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup, GroupFilterButton
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList

RESOURCES = Path(__file__).parents[3] / "resources"
NAMES = ("Dittmern", "Harber", "Tetendorf", "Wolterdingen")
MARK = b"0123456789"


class Villages(RecordList):
    def __init__(self, host: Host) -> None:
        self._host = host
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [Column("name", "Ortsteil"), Column("length", "Länge", "number")],
            ListWords("Ortsteile", "Ortsteil suchen", "Filter", "Zu Suche und Filter passt kein Ortsteil."),
            [
                FilterGroup("Anfang", [(name[0], name[0]) for name in NAMES]),
                FilterGroup("Merkmal", [("long", "Lang"), ("er", "Mit er")], every=True),
            ],
            query=lambda text: search_query(text, alphabet),
            count=lambda shown, total: f"{len(shown)} von {total}",
            with_bin=False,
        )

    def reload(self) -> None:
        with self._host.workspace.store.read() as reader:
            found = reader.find(Locality, order=("name",))
        alphabet = self._host.workspace.shipped.alphabet
        self.set_lines([_line(each, search_key(each.name, alphabet)) for each in found])


def _line(each: Locality, found_by: str) -> Line:
    long, er = len(each.name) > len("Dittmern"), "er" in each.name
    passes = {each.name[0], *(["long"] if long else []), *(["er"] if er else [])}
    cells = (Cell(each.name), Cell(str(len(each.name)), sort=float(len(each.name))))
    return Line(Row(each.id, cells), found_by, frozenset(passes))


class VillageCard(RecordPane):
    built = 0

    def __init__(self, host: Host, parent: QWidget) -> None:
        type(self).built += 1
        super().__init__(host, "Alle Ortsteile", parent)
        self.village: Locality | None = None
        self.parts: list[UUID] = []
        self.words = Label(host.theme, "")
        self.fill(self.words)

    @property
    def record(self) -> UUID | None:
        return self.village.id if self.village else None

    @property
    def name(self) -> str:
        return self.village.name if self.village else ""

    @property
    def is_foreign(self) -> bool:
        return self.village is not None and self.village.source is not None

    def load(self, record: UUID, *, fresh: bool = False) -> None:  # noqa: ARG002 - nothing is entered here
        with self._host.workspace.store.read() as reader:
            self.village = village = reader.get(Locality, record)
            place = reader.get(Place, village.place_id) if village else None
        self.head.show_record(self.name)
        self.words.setText(self.name)
        self.show_bars(place)

    def refresh(self) -> None:
        if self.village is not None:
            self.load(self.village.id)

    def forget(self) -> None:
        self.village = None

    def enter(self) -> None:
        self.setFocus()

    def open_part(self, part: UUID) -> None:
        self.parts.append(part)


class VillageDeeds(RecordDeeds):
    exported: Collection[UUID] = ()

    def export(self, ids: Collection[UUID], place: Place | None) -> None:  # noqa: ARG002 - one town reports
        self.exported = ids


class VillagesPage(RecordPage[Villages, VillageCard, VillageDeeds]):
    """What a region's page of records looks like, in whole."""

    def __init__(self, host: Host) -> None:
        words = PageWords("Ortsteile", "Noch kein Ortsteil", "Sie kommen mit der Datei.", "Zum Posteingang")
        super().__init__(host, "villages", words, listing=Villages, pane=VillageCard, deeds=VillageDeeds)


Open = Callable[[], VillagesPage]


@pytest.fixture
def region(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A region to which one town reported four localities."""
    workspace = create_workspace(
        tmp_path / "region",
        role=Role.REGION,
        name="Regionalmanagement Auenland",
        clock=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC),
        resources=RESOURCES,
        rasterise=rasterise_svg,
    )
    peer, place_id = uuid7(1, MARK), uuid7(2, MARK)
    with workspace.store.write("Eingelesen") as unit:
        unit.add(
            Place(
                id=place_id,
                source=peer,
                key="03358021",
                name="Soltau",
                kind="Stadt",
                designation="Stadt Soltau",
                nominative="die Stadt Soltau",
                genitive="der Stadt Soltau",
                locative="in der Stadt Soltau",
            )
        )
        unit.add(
            *(
                Locality(
                    id=uuid7(10 + at, MARK),
                    source=peer,
                    place_id=place_id,
                    name=name,
                    genitive=f"des Ortsteils {name}",
                )
                for at, name in enumerate(NAMES)
            )
        )
    yield workspace
    workspace.close()


@pytest.fixture
def window(qtbot: QtBot, region: Workspace, theme: Theme) -> MainWindow:
    """The window of the region, with the page among its pages, not made yet."""
    window = MainWindow(region, theme)
    qtbot.addWidget(window)
    window.shell.add_maker("villages", lambda: VillagesPage(window))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def open_page(window: MainWindow) -> Open:
    """Shows the page for the first time."""

    def opened() -> VillagesPage:
        window.shell.show_page("villages")
        page = window.shell.page("villages")
        assert isinstance(page, VillagesPage)
        return page

    return opened


def names(page: VillagesPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def village(page: VillagesPage, name: str) -> UUID:
    return page.listing.keys[NAMES.index(name)]


def wait_for_record(qtbot: QtBot, page: VillagesPage) -> None:
    qtbot.waitUntil(lambda: isinstance(page.panes.record, VillageCard))


# ------------------------------------------------------------------ the record comes after the list


def test_the_list_is_painted_before_the_record_is_built(
    open_page: Open, window: MainWindow, qtbot: QtBot
) -> None:
    VillageCard.built = 0
    page = open_page()
    window.grab()
    assert VillageCard.built == 0
    assert names(page) == list(NAMES)
    assert page.listing.table.selected_key() == village(page, "Dittmern")
    wait_for_record(qtbot, page)
    assert VillageCard.built == 1
    assert page.detail.name == "Dittmern"
    assert page.detail.isVisible()


def test_who_asks_for_a_record_before_need_not_wait(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    page.open_record(village(page, "Harber"))
    assert page.panes.record is page.detail
    assert page.detail.name == "Harber"
    assert page.listing.table.selected_key() == village(page, "Harber")
    QApplication.processEvents()
    assert page.detail.name == "Harber"


def test_nothing_is_built_for_a_page_without_records(
    region: Workspace, open_page: Open, window: MainWindow
) -> None:
    with region.store.write("Geleert") as unit:
        for each in unit.find(Locality):
            unit.delete(Locality, each.id)
    VillageCard.built = 0
    page = open_page()
    window.grab()
    QApplication.processEvents()
    assert VillageCard.built == 0
    assert page.empty.isVisible()
    assert page.empty.primary.text() == "Zum Posteingang"
    assert not page.panes.isVisible()


def test_a_record_that_is_gone_makes_room_for_the_first(region: Workspace, open_page: Open) -> None:
    page = open_page()
    gone = village(page, "Harber")
    page.open_record(gone)
    with region.store.write("Gelöscht") as unit:
        unit.delete(Locality, gone)
    page.reload()
    assert page.detail.name == "Dittmern"
    assert names(page) == ["Dittmern", "Tetendorf", "Wolterdingen"]


# ------------------------------------------------------------------ what can be done


def test_what_another_reported_is_read_only(open_page: Open) -> None:
    page = open_page()
    assert page.detail.notice.isVisibleTo(page)
    assert "Stadt Soltau" in page.detail.notice.accessibleName()
    assert page.detail.delete.isHidden()
    assert page.detail.history.isHidden()
    shown = [each.text() for each in page.findChildren(Button) if each.isVisible() and each.text()]
    assert shown == ["Filter", "Nach Excel"]
    # Would raise: this page has no such deed.
    page.listing.delete_wanted.emit()
    page.begin_new()


def test_enter_leads_to_the_record_and_escape_back(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.keyClick(page.search_widget(), Qt.Key.Key_Down)
    view = page.listing.table.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert page.detail.name == "Harber"
    page.detail.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.detail.hasFocus()
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_in_one_pane_the_record_is_built_when_it_is_gone_to(
    open_page: Open, theme: Theme, window: MainWindow, qtbot: QtBot
) -> None:
    theme.set_scale(200)
    VillageCard.built = 0
    page = open_page()
    window.grab()
    QApplication.processEvents()
    assert VillageCard.built == 0
    page.listing.table.view.setFocus()
    qtbot.keyClick(page.listing.table.view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.listing.isVisible()
    assert not page.head.isVisible()
    page.detail.went_back.emit()
    assert page.listing.isVisible()


def test_what_is_shown_is_exported(open_page: Open) -> None:
    page = open_page()
    page.listing.search.setText("dorf")
    page.listing.export_wanted.emit()
    assert page.deeds.exported == [village(page, "Tetendorf")]


def test_a_way_to_a_part_of_a_record_is_gone_to_its_end(open_page: Open) -> None:
    page = open_page()
    page.open_part(village(page, "Harber"))
    assert page.detail.parts == [village(page, "Harber")]


# ------------------------------------------------------------------ filters that stay


def test_filters_of_one_group_add_up_and_those_of_several_narrow(open_page: Open) -> None:
    listing = open_page().listing
    page_names = {"D": ["Dittmern"], "W": ["Wolterdingen"]}
    for key, found in page_names.items():
        listing.filter_button.choose(key)
        assert [NAMES[listing.keys.index(each)] for each in listing.shown] == found
    listing.filter_button.choose("D", "H", "W")
    assert len(listing.shown) == 3
    listing.filter_button.choose("D", "H", "W", "long")
    assert [NAMES[listing.keys.index(each)] for each in listing.shown] == ["Wolterdingen"]
    listing.filter_button.choose("er")
    assert [NAMES[listing.keys.index(each)] for each in listing.shown] == [
        "Dittmern",
        "Harber",
        "Wolterdingen",
    ]
    listing.filter_button.choose("long", "er")
    assert [NAMES[listing.keys.index(each)] for each in listing.shown] == ["Wolterdingen"]


def test_what_narrows_the_list_is_said_and_lifted(open_page: Open) -> None:
    page = open_page()
    line = page.listing._narrowed
    assert not line.isVisible()
    page.listing.filter_button.choose("D", "H", "long")
    assert line.isVisible()
    assert line._text.text() == "Filter: D oder H · Lang"
    assert page.listing.filter_button.text() == "Filter (3)"
    assert names(page) == []
    line.lift.click()
    assert not line.isVisible()
    assert page.listing.filter_button.text() == "Filter"
    assert names(page) == list(NAMES)


def test_the_menu_stays_open_while_several_are_ticked(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    button = page.listing.filter_button
    assert isinstance(button, GroupFilterButton)
    group = button.findChildren(QMenu)[0].actions()[0].menu()
    assert isinstance(group, QMenu)
    group.popup(button.mapToGlobal(button.rect().bottomLeft()))
    for at in (0, 1):
        group.setActiveAction(group.actions()[at])
        qtbot.keyClick(group, Qt.Key.Key_Space)
        assert group.isVisible()
    place = group.actionGeometry(group.actions()[2]).center()
    qtbot.mouseMove(group, place)
    group.setActiveAction(group.actions()[2])
    qtbot.mouseClick(group, Qt.MouseButton.LeftButton, pos=place)
    assert group.isVisible()
    assert button.chosen == ["D", "H", "T"]
    group.setActiveAction(group.actions()[1])
    qtbot.keyClick(group, Qt.Key.Key_Return)
    assert not group.isVisible()
    assert names(page) == ["Dittmern", "Tetendorf"]


def test_a_choice_waits_until_it_is_offered_again(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    button = page.listing.filter_button
    assert isinstance(button, GroupFilterButton)
    groups = button._groups
    button.choose("D", "long")
    page.listing.offer([FilterGroup("Merkmal", [("er", "Mit er")], every=True)])
    page.reload()
    assert names(page) == list(NAMES)
    assert button.text() == "Filter"
    assert button.chosen == ["D", "long"]
    page.listing.offer(groups)
    page.reload()
    assert names(page) == []
    assert button.text() == "Filter (2)"
    menu = button.findChildren(QMenu)[0]
    menu.actions()[-1].trigger()
    assert names(page) == list(NAMES)
    qtbot.waitUntil(lambda: [each.title() for each in menu.findChildren(QMenu)] == ["Anfang", "Merkmal"])


def test_filter_and_order_are_kept_and_taken_up(
    region: Workspace, theme: Theme, open_page: Open, window: MainWindow
) -> None:
    page = open_page()
    assert "villages" not in window.list_states
    page.listing.filter_button.choose("D", "W")
    page.listing.table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    page.listing.search.setText("wolter")
    kept = window.list_states["villages"]
    assert kept == ListState(("D", "W"), "length", down=True)
    window.list_states["villages"] = ListState(("H", "W", "unknown"), "length", down=True)
    again = VillagesPage(window)
    assert names(again) == ["Wolterdingen", "Harber"]
    assert again.listing.search.text() == ""
    assert again.listing.filter_button.text() == "Filter (2)"
    again.deleteLater()


def test_widths_of_columns_are_kept_and_given_back(theme: Theme, open_page: Open, window: MainWindow) -> None:
    page = open_page()
    head = page.listing.table.view.horizontalHeader()
    usual = head.sectionSize(1)
    line, moved = QPoint(head.sectionViewportPosition(1), 5), QPoint(head.sectionViewportPosition(1) - 24, 5)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=line)
    QTest.mouseMove(head.viewport(), moved)
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=moved)
    assert window.list_states["villages"].widths == {"length": (usual + 24) / theme.u}
    again = VillagesPage(window)
    assert again.listing.table.view.horizontalHeader().sectionSize(1) == usual + 24
    again.listing.table.view.customContextMenuRequested.emit(QPoint(0, 0))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert window.list_states["villages"].widths == {}
    again.deleteLater()


def test_a_kept_filter_that_leaves_nothing_stays_and_says_so(open_page: Open, window: MainWindow) -> None:
    window.list_states["villages"] = ListState(("D", "long"), "no longer there")
    page = open_page()
    assert names(page) == []
    assert page.detail.name == "Dittmern"
    assert page.listing.filter_button.chosen == ["D", "long"]
    page.listing._all.click()
    assert names(page) == list(NAMES)
    assert page.listing.table.selected_key() == page.detail.record
