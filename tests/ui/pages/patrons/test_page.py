"""Patinnen und Paten: find, enter, correct, appoint, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.records import Address, Appointment, Draft, Patron, Place
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patron_list import find_patron
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.widgets.pill import Pill

EVERYONE = [
    "Ahrens-Wiechmann, Jörg",
    "Behrens, Frauke",
    "Brammer, Wilfried",
    "Çelik, Deniz",
    "Größchen, Maximiliane Dorothea",
    "Ķauliņš, Žanis",
    "Lüdemann, Heinrich",
    "Meyer zu Bexten, Antje",
    "Nguyễn, Thị Ánh",
    "Wójcik-Świątek, Łukasz",
]


def names(page: PatronsPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def person(page: PatronsPage, name: str) -> UUID:
    return next(row.id for row in page.listing.rows if row.name == name)


def line(page: PatronsPage, name: str) -> QLineEdit:
    field = page.detail.view.form.field(name).input
    assert isinstance(field, QLineEdit)
    return field


def type_into(qtbot: QtBot, page: PatronsPage, name: str, text: str) -> None:
    """As a person does: click, replace, leave with Tab."""
    field = line(page, name)
    field.setFocus()
    field.selectAll()
    if text:
        write(field, text)
    else:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    QApplication.processEvents()


def write(field: QWidget, text: str) -> None:
    """Key by key; ``qtbot.keyClicks`` aborts on letters outside Latin-1."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def choose_address(page: PatronsPage, label: str) -> None:
    choice = page.detail.view.form.field("address").input
    segment = next(part for part in choice.findChildren(QWidget) if part.accessibleName() == label)
    segment.click()  # type: ignore[attr-defined]  # a segment is a radio button
    QApplication.processEvents()


def stored(workspace: Workspace, record: UUID) -> Patron | None:
    with workspace.store.read() as reader:
        return reader.get(Patron, record)


def drafts(workspace: Workspace) -> list[Draft]:
    with workspace.store.read() as reader:
        return reader.find(Draft)


# ------------------------------------------------------------------ finding


def test_everyone_is_listed_by_name_and_the_first_is_shown(page: PatronsPage) -> None:
    assert names(page) == EVERYONE
    assert page.detail.name == "Jörg Ahrens-Wiechmann"
    assert page.listing.table.selected_key() == person(page, EVERYONE[0])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("celik", ["Çelik, Deniz"]),
        ("luedemann", ["Lüdemann, Heinrich"]),
        ("lude", ["Lüdemann, Heinrich"]),
        ("Thị nguyen", ["Nguyễn, Thị Ánh"]),
        ("harber", ["Behrens, Frauke", "Brammer, Wilfried"]),
    ],
)
def test_search_finds_names_and_places_as_typed(
    page: PatronsPage, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    write(page.search_widget(), typed)
    assert names(page) == found


def test_nobody_found_says_so_and_offers_the_way_back(page: PatronsPage, qtbot: QtBot) -> None:
    write(page.listing.search, "gibtesnicht")
    assert page.listing.shown == []
    assert page.detail.name == "Jörg Ahrens-Wiechmann"
    reset = next(
        button
        for button in page.listing.findChildren(QWidget)
        if button.accessibleName() == "Alle zeigen" and button.isVisible()
    )
    reset.click()  # type: ignore[attr-defined]  # a button
    assert names(page) == EVERYONE


def test_the_filter_stays(page: PatronsPage) -> None:
    page.listing.set_filter("ending")
    page.reload()
    assert names(page) == ["Brammer, Wilfried", "Lüdemann, Heinrich"]


def test_arrow_keys_choose_and_enter_leads_into_the_form(page: PatronsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.search_widget(), Qt.Key.Key_Down)
    view = page.listing.table.view
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert page.detail.name == "Frauke Behrens"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_a_person_hidden_by_the_filter_can_be_opened(page: PatronsPage) -> None:
    page.listing.set_filter("ending")
    page.open_record(person(page, "Çelik, Deniz"))
    assert page.listing.table.selected_key() == person(page, "Çelik, Deniz")


# ------------------------------------------------------------------ entering


def test_leaving_an_empty_form_leaves_nothing_behind(
    page: PatronsPage, qtbot: QtBot, town: Workspace
) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.record is None
    line(page, "given_name").setFocus()
    qtbot.keyClick(line(page, "given_name"), Qt.Key.Key_Tab)
    page.listing.table.view.selectRow(2)
    assert page.detail.name == "Wilfried Brammer"
    assert drafts(town) == []


def test_the_first_entry_makes_a_draft_and_typing_goes_on(
    page: PatronsPage, qtbot: QtBot, town: Workspace
) -> None:
    page.open_record(None)
    type_into(qtbot, page, "given_name", "Łucja")
    assert len(drafts(town)) == 1
    assert line(page, "family_name").hasFocus()
    write(line(page, "family_name"), "Zieliń")
    page.reload()
    assert line(page, "family_name").text() == "Zieliń"
    assert line(page, "family_name").cursorPosition() == 6
    assert page.listing.table.selected_key() == page.detail.record
    assert page.listing.rows[[row.id for row in page.listing.rows].index(drafts(town)[0].id)].has_draft


def test_a_new_person_is_appointed(
    page: PatronsPage, qtbot: QtBot, town: Workspace, led: list[tuple[Target, UUID | None]]
) -> None:
    page.open_record(None)
    assert not page.detail.main.isEnabled()
    choose_address(page, "Frau")
    type_into(qtbot, page, "given_name", "Ayşe")
    type_into(qtbot, page, "family_name", "Yıldırım")
    assert not page.detail.main.isEnabled()
    type_into(qtbot, page, "begins_on", "1.3.26")
    assert line(page, "begins_on").text() == "01.03.2026"
    assert page.detail.main.isEnabled()
    page.detail.main.click()
    record = find_patron(town, "Yildirim")
    patron = stored(town, record)
    assert patron is not None
    assert (patron.given_name, patron.address) == ("Ayşe", Address.FEMALE)
    assert drafts(town) == []
    page.detail.main.click()
    assert led == [(Target.CERTIFICATES, record)]


def test_open_points_are_told_when_asked_for(page: PatronsPage, qtbot: QtBot) -> None:
    page.open_record(None)
    type_into(qtbot, page, "family_name", "Yıldırım")
    form = page.detail.view.form
    assert form.problem_count() == 0
    page.detail.foot.wants_problem.emit()
    assert form.field("given_name").problem == "Bitte den Vornamen eintragen."
    assert form.isAncestorOf(QApplication.focusWidget())


def test_what_is_wrong_is_kept_as_typed_beside_the_record(
    page: PatronsPage, qtbot: QtBot, town: Workspace
) -> None:
    record = person(page, "Behrens, Frauke")
    page.open_record(record)
    before = line(page, "ends_on").text()
    type_into(qtbot, page, "ends_on", "30.02.2031")
    assert "Februar" in page.detail.view.form.field("ends_on").problem
    assert not page.detail.main.isEnabled()
    page.open_record(person(page, "Çelik, Deniz"))
    page.open_record(record)
    assert line(page, "ends_on").text() == "30.02.2031"
    with town.store.read() as reader:
        assert reader.find(Appointment, patron_id=record)[0].ends_on is not None
    type_into(qtbot, page, "ends_on", before)
    assert page.detail.view.form.problem_count() == 0
    assert drafts(town) == []


def test_a_state_has_one_name_in_list_head_and_filter(page: PatronsPage, qtbot: QtBot) -> None:
    page.open_record(None)
    type_into(qtbot, page, "family_name", "Yıldırım")
    record = person(page, "Behrens, Frauke")
    page.open_record(record)
    type_into(qtbot, page, "ends_on", "30.02.2031")
    page.reload()
    for key, word in (("drafts", "Entwurf"), ("changes", "Änderung offen")):
        page.listing.set_filter(key)
        (row,) = page.listing.shown
        assert page.listing.table.model.row(0).cell(3).text == word
        page.open_record(row)
        assert page.detail.head.findChild(Pill).accessibleName() == word


def test_a_begin_taken_away_is_told(page: PatronsPage, qtbot: QtBot) -> None:
    type_into(qtbot, page, "ends_on", "")
    type_into(qtbot, page, "begins_on", "")
    assert page.detail.view.form.field("begins_on").problem == "Bitte den Beginn der Amtszeit eintragen."


def test_undo_takes_the_last_change_back(page: PatronsPage, qtbot: QtBot, town: Workspace) -> None:
    record = page.detail.record
    assert record is not None
    type_into(qtbot, page, "given_name", "Jörn")
    assert line(page, "family_name").hasFocus()
    qtbot.keyClick(line(page, "family_name"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    patron = stored(town, record)
    assert patron is not None
    assert patron.given_name == "Jörg"
    assert line(page, "given_name").text() == "Jörg"


def test_undo_of_a_first_entry_takes_the_draft_away(page: PatronsPage, qtbot: QtBot, town: Workspace) -> None:
    page.open_record(None)
    type_into(qtbot, page, "family_name", "Yıldırım")
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drafts(town) == []
    assert names(page) == EVERYONE
    assert page.detail.record in {row.id for row in page.listing.rows}


def test_going_to_another_page_saves_what_is_being_typed(
    page: PatronsPage, qtbot: QtBot, town: Workspace
) -> None:
    record = page.detail.record
    assert record is not None
    line(page, "phone").setFocus()
    line(page, "phone").selectAll()
    write(line(page, "phone"), "05191 4711")
    window = page.window()
    assert isinstance(window, MainWindow)
    window.shell.show_page("overview")
    patron = stored(town, record)
    assert patron is not None
    assert patron.phone == "05191 4711"


def test_a_click_on_another_row_meets_it_though_the_list_is_sorted_anew(
    page: PatronsPage, qtbot: QtBot
) -> None:
    field = line(page, "family_name")
    field.setFocus()
    field.selectAll()
    write(field, "Zander")
    view = page.listing.table.view
    place = view.visualRect(page.listing.table.model.index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    assert page.detail.name == "Deniz Çelik"
    assert names(page)[-1] == "Zander, Jörg"
    assert page.listing.table.selected_key() == page.detail.record


# ------------------------------------------------------------------ other towns


def test_rows_of_other_towns_are_read_only(
    empty_town: Workspace, open_page: Callable[[Workspace], PatronsPage]
) -> None:
    peer = uuid7(1, b"0123456789")
    place = Place(
        id=uuid7(2, b"0123456789"),
        source=peer,
        key="03358021",
        name="Soltau",
        kind="Stadt",
        designation="Stadt Soltau",
        nominative="die Stadt Soltau",
        genitive="der Stadt Soltau",
        locative="in der Stadt Soltau",
    )
    patron = Patron(
        id=uuid7(3, b"0123456789"),
        source=peer,
        place_id=place.id,
        address=Address.NONE,
        given_name="Deniz",
        family_name="Çelik",
        search_key="CELIK DENIZ",
    )
    with empty_town.store.write("Eingelesen") as unit:
        unit.add(place, patron, replace(patron, id=uuid7(4, b"0123456789"), given_name="Jale"))
    page = open_page(empty_town)
    assert line(page, "given_name").isReadOnly()
    assert page.detail.notice.isVisible()
    assert "Stadt Soltau" in page.detail.notice.accessibleName()
    assert not page.detail.foot.isVisible()
    page.listing.delete_wanted.emit()
    assert len(page.listing.rows) == 2


def test_while_somebody_else_writes_everything_can_only_be_read(
    qtbot: QtBot, town: Workspace, open_page: Callable[[Workspace], PatronsPage]
) -> None:
    reading = open_workspace(town.folder, clock=town.clock, resources=town.shipped.folder, read_only=True)
    page = open_page(reading)
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.name == "Jörg Ahrens-Wiechmann"
    assert line(page, "given_name").isReadOnly()
    assert page.detail.notice.accessibleName().startswith("Nur lesen")
    assert not page.detail.foot.isVisible()
    page.detail.settle()
    QApplication.processEvents()
    page.window().close()
    reading.close()


def test_an_open_change_does_not_slip_into_the_next_term(page: PatronsPage, qtbot: QtBot) -> None:
    assert page.detail.menu.actions()[1].isEnabled()
    type_into(qtbot, page, "ends_on", "31.02.2030")
    assert not page.detail.menu.actions()[1].isEnabled()


def test_an_empty_town_is_offered_the_first_step(
    town: Workspace, open_page: Callable[[Workspace], PatronsPage]
) -> None:
    for row in patrons_of(town):
        patrons.delete_patron(town, row)
    page = open_page(town)
    assert page.empty.isVisible()
    page.empty.primary.click()
    assert not page.empty.isVisible()
    assert page.detail.isVisible()


def patrons_of(workspace: Workspace) -> list[UUID]:
    with workspace.store.read() as reader:
        return [patron.id for patron in reader.find(Patron)]
