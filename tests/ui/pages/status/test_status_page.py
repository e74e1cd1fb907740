"""The page Rückmeldestand: what it says, how it is narrowed, and every deed from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Partner, Period, Remark
from klikks_desktop.services.region import partners, periods
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.status import StatusPage
from klikks_desktop.ui.pages.status.partner_dialogs import (
    AddPartnerDialog,
    ChangePartnerDialog,
    PartnerImportDialog,
    PasteDialog,
)
from klikks_desktop.ui.pages.status.partners_dialog import PartnersDialog
from klikks_desktop.ui.pages.status.period_dialog import PeriodDialog
from klikks_desktop.ui.pages.status.remind_dialog import DRAFTS, LETTERS, NO_LETTERS, RemindDialog
from klikks_desktop.ui.pages.status.sender_dialog import SenderDialog
from klikks_desktop.ui.pages.status.summary import SummaryCard
from klikks_desktop.ui.pages.status.words import Lane, due_words
from klikks_desktop.ui.tasks import MANY
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button

ALL = {Lane.MISSING: 30, Lane.REMINDED: 0, Lane.UNCLEAR: 6, Lane.ARRIVED: 24}


def lanes(page: StatusPage) -> dict[Lane, int]:
    return {lane: view.model.rowCount() for lane, view in page.board.lanes.items()}


def test_it_counts_in_words_and_lanes(page: StatusPage) -> None:
    assert lanes(page) == ALL
    assert page.summary.accessibleName() == "24 von 60 Kommunen haben gemeldet"
    told = page.summary.accessibleDescription()
    assert "in 10 Tagen" in told
    assert "Angekommen: 24, Zu klären: 6, Erinnert: 0, Fehlt: 30" in told
    assert page.board.lanes[Lane.MISSING].button.text() == "Alle 30 erinnern …"
    assert page.board.lanes[Lane.UNCLEAR].button.text() == "Zum Posteingang"
    assert not page.board.lanes[Lane.REMINDED].button.isVisible()


def test_a_deadline_that_is_over_urges_nobody_once_all_arrived() -> None:
    over = Period(id=uuid4(), title="2026", opens_on=date(2026, 1, 1), due_on=date(2026, 11, 1))
    assert due_words(over, date(2026, 11, 3)) == ("Frist 01.11.2026, seit 2 Tagen vorbei", "error")
    assert due_words(over, date(2026, 11, 3), all_arrived=True) == ("Frist 01.11.2026", "muted")


def test_of_none_and_of_one_it_says_so(theme: Theme, qtbot: QtBot) -> None:
    summary = SummaryCard(theme)
    qtbot.addWidget(summary)
    period = Period(id=uuid4(), title="2026", opens_on=date(2026, 1, 1), due_on=date(2026, 11, 1))
    nobody = dict.fromkeys(Lane, 0)
    for counts, said in (
        (nobody, "Noch wird keine Kommune erwartet"),
        ({**nobody, Lane.MISSING: 1}, "1 Kommune wird erwartet"),
        ({**nobody, Lane.ARRIVED: 1}, "Die Kommune hat gemeldet"),
        ({**nobody, Lane.ARRIVED: 1, Lane.MISSING: 1}, "1 von 2 Kommunen haben gemeldet"),
    ):
        summary.show_counts(counts, 0, period, date(2026, 10, 1))
        assert summary.sentence.text() == said


def test_search_and_filters_narrow_lanes_and_list(page: StatusPage) -> None:
    page.tools.search.setText("soltau")
    assert sum(lanes(page).values()) == 1
    page.tools.search.clear()
    page.tools.filter.choose("stand:angekommen")
    assert lanes(page) == {**dict.fromkeys(Lane, 0), Lane.ARRIVED: 24}
    page.tools.filter.choose("stand:angekommen", "kreis:Heidekreis")
    narrowed = sum(lanes(page).values())
    assert 0 < narrowed < 24
    assert len(page.board.order) == narrowed
    assert page.summary.accessibleName() == "24 von 60 Kommunen haben gemeldet"


def test_filters_period_view_and_order_stay(
    page: StatusPage, region_window: MainWindow, region: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    before = periods.add_period(region, {"title": "2020", "opens_on": "1.1.2021", "due_on": "31.3.2021"})
    page.reload()
    page.view.click()
    page.board.table.sort_by("standing", down=True)
    page.tools.filter.choose("land:Niedersachsen")
    page.tools.chooser.set_value(str(before.id))
    page.tools.chooser.edited.emit()
    kept = region_window.list_states
    other = MainWindow(region, theme, "status", list_states=kept)
    qtbot.addWidget(other)
    again = other.shell.page("status")
    assert isinstance(again, StatusPage)
    assert again.tools.period == before
    assert again.board.as_list
    assert again.tools.filter.chosen == ["land:Niedersachsen"]
    assert again.board.table.order == ("standing", True)


def test_keyboard_leads_through_the_board(page: StatusPage, when_shown: Callable[..., None]) -> None:
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.tools.search.hasFocus()
    QTest.keyClick(page.tools.search, Qt.Key.Key_Down)
    view = page.board.lanes[Lane.MISSING].view
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    wanted, titles = view.current_key(), []
    when_shown(ChangePartnerDialog, lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert titles == [next(row.town.designation for row in page._found.rows if row.town.key == wanted)]


def test_reminding_writes_notes_and_moves_the_towns(
    *, qtbot: QtBot, page: StatusPage, region: Workspace, pick_file: Callable[[Path], None], tmp_path: Path
) -> None:
    page.tools.search.setText("Landkreis Celle")
    missing = lanes(page)[Lane.MISSING]
    assert missing > 1
    page.board.lanes[Lane.MISSING].button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RemindDialog)
    assert dialog.towns.count() == missing
    dialog.towns.item(0).setCheckState(Qt.CheckState.Unchecked)
    out = tmp_path / "post"
    out.mkdir()
    pick_file(out)
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(page.told.accessibleName()), timeout=30_000)
    assert f"{missing - 1} Kommunen erinnert" in page.told.accessibleName()
    assert len(list(out.glob("*.pdf"))) == 1
    page.tools.search.clear()
    assert lanes(page)[Lane.REMINDED] == missing - 1
    with region.store.read() as reader:
        assert reader.count(Remark) == missing - 1
    lane, listed = page.board.lanes[Lane.REMINDED].button, page.board.reminders
    assert lane.text() == listed[Lane.REMINDED].text() == "Noch einmal erinnern …"
    open_now = lanes(page)[Lane.MISSING]
    assert listed[Lane.MISSING].text() == f"Alle {open_now} erinnern …", "who was reminded has a button apart"
    page.board.set_as_list(True)
    listed[Lane.MISSING].click()
    again = QApplication.activeModalWidget()
    assert isinstance(again, RemindDialog)
    assert again.towns.count() == open_now
    again.reject()


@pytest.mark.parametrize("scale", [100, 200])
def test_the_dialog_leaves_room_for_title_and_taskbar(page: StatusPage, theme: Theme, scale: int) -> None:
    theme.set_scale(scale)
    page.deeds.remind(page.tools.period or pytest.fail("no period"), page._found.rows)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RemindDialog)
    QApplication.processEvents()
    dialog.towns.tick_all(False)
    QApplication.processEvents()
    assert dialog.problem.isVisible()
    if scale == 100:
        assert dialog.height() <= 660
    assert dialog.rect().contains(dialog.go.mapTo(dialog, dialog.go.rect().bottomRight()))
    assert dialog.height() < dialog.screen().availableGeometry().height()
    dialog.reject()


def test_what_is_missing_to_remind_is_said(page: StatusPage, when_shown: Callable[..., None]) -> None:
    page.board.lanes[Lane.MISSING].button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RemindDialog)
    dialog.letters.set_value(NO_LETTERS)
    dialog.letters.input.edited.emit()
    dialog.drafts.set_value(False)
    dialog.drafts.input.edited.emit()
    assert dialog.problem.accessibleName() == "Bitte Briefe oder E-Mail-Entwürfe wählen."
    assert not dialog.go.isEnabled()
    dialog.drafts.set_value(True)
    dialog.drafts.input.edited.emit()
    assert dialog.go.isEnabled()
    dialog.towns.tick_all(False)
    assert "mindestens eine Kommune" in dialog.problem.accessibleName()
    assert {LETTERS, DRAFTS} == {dialog.letters.spec.name, dialog.drafts.spec.name}

    def empty(asking: SenderDialog) -> None:
        asking.fields["city"].set_value("")
        asking.verb.click()
        assert asking.fields["city"].problem
        asking.reject()

    when_shown(SenderDialog, empty)
    dialog.from_whom.click()
    dialog.reject()


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_table_is_exactly_what_is_shown(
    *, page: StatusPage, pick_file: Callable[[Path], None], tmp_path: Path, suffix: str
) -> None:
    page.tools.filter.choose("stand:fehlt", "stand:nicht angemeldet")
    page.board.table.sort_by("town", down=True)
    target = tmp_path / f"stand.{suffix}"
    pick_file(target)
    page.excel.click()
    keys = [str(key) for key in page.board.order]
    if suffix == "xlsx":
        written = [row[0] for row in list(openpyxl.load_workbook(target).active.values)[1:]]
    else:
        written = [line.split(";")[0].strip('"') for line in target.read_text("utf-8-sig").splitlines()[1:]]
    assert written == keys
    assert len(keys) == 18


def test_from_nothing_to_the_first_towns(
    *, qtbot: QtBot, region_window: MainWindow, region: Workspace, when_shown: Callable[..., None]
) -> None:
    region_window.shell.show_page("status")
    page = region_window.shell.page("status")
    assert isinstance(page, StatusPage)
    assert page.empty.period.isVisible()

    def enter_period(dialog: PeriodDialog) -> None:
        dialog.verb.click()
        assert dialog.fields["title"].problem
        for name, text in (("title", "2026"), ("opens_on", "1.1.2026"), ("due_on", "1.12.2025")):
            dialog.fields[name].set_value(text)
        dialog.verb.click()
        assert "vor dem Beginn" in dialog.fields["due_on"].problem
        dialog.fields["due_on"].set_value("31.12.2199")
        dialog.verb.click()

    when_shown(PeriodDialog, enter_period)
    page.empty.period.click()
    assert page.empty.partners.isVisible()

    def search(dialog: AddPartnerDialog) -> None:
        dialog.search.field.setText("Soltau")
        dialog.main.click()

    def enter(dialog: PartnersDialog) -> None:
        when_shown(AddPartnerDialog, search)
        dialog.add.click()
        assert dialog.table.selected_key() == "03358021"
        when_shown(
            PasteDialog, lambda asking: (asking.fields["list"].set_value("Munster\nX"), asking.verb.click())
        )
        dialog.paste.click()
        qtbot.waitUntil(
            lambda: isinstance(QApplication.activeModalWidget(), PartnerImportDialog), timeout=20_000
        )
        importing = QApplication.activeModalWidget()
        assert isinstance(importing, PartnerImportDialog)
        assert importing.windowTitle() == "Liste übernehmen"
        assert "(" not in importing.reason.text()
        importing.apply.click()
        qtbot.waitUntil(lambda: importing.applied is not None, timeout=20_000)
        importing.reject()
        dialog.accept()

    when_shown(PartnersDialog, enter)
    page.empty.partners.click()
    with region.store.read() as reader:
        assert {each.designation for each in reader.find(Partner)} == {"Stadt Soltau", "Stadt Munster"}
    assert lanes(page)[Lane.MISSING] == 2
    assert page.summary.isVisible()


def test_a_pasted_list_that_is_none_stays_to_be_mended(
    page: StatusPage, when_shown: Callable[..., None], qtbot: QtBot
) -> None:
    told, again = [], []

    def paste(dialog: PartnersDialog) -> None:
        when_shown(
            PasteDialog, lambda asked: (asked.fields["list"].set_value("A;B\n1;2"), asked.verb.click())
        )
        dialog.paste.click()
        when_shown(MessageDialog, lambda message: (told.append(message.windowTitle()), message.reject()))
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        when_shown(PasteDialog, lambda asked: (again.append(asked.text("list")), asked.reject()))
        dialog.paste.click()
        dialog.accept()

    when_shown(PartnersDialog, paste)
    page.partners.click()
    assert told == ["Eine Spalte fehlt"]
    assert again == ["A;B\n1;2"]


def test_an_address_is_changed_and_taken_back(
    *,
    qtbot: QtBot,
    page: StatusPage,
    region: Workspace,
    region_window: MainWindow,
    when_shown: Callable[..., None],
) -> None:
    key = page.board.lanes[Lane.MISSING].model.rows[0].town.key

    def change(dialog: ChangePartnerDialog) -> None:
        dialog.fields["email"].set_value("keine Adresse")
        dialog.verb.click()
        assert dialog.fields["email"].problem
        dialog.fields["email"].set_value("neu@ort.example")
        dialog.verb.click()

    when_shown(ChangePartnerDialog, change)
    page.board.opened.emit(key)

    def mail() -> str:
        return next(town.partner.email for town in partners.expected_towns(region) if town.key == key)

    assert mail() == "neu@ort.example"
    QApplication.processEvents()
    region_window.activateWindow()
    qtbot.waitUntil(region_window.isActiveWindow)
    QTest.keyClick(region_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mail() != "neu@ort.example"


def test_a_period_is_changed_and_deleted(
    page: StatusPage, period: Period, region: Workspace, when_shown: Callable[..., None]
) -> None:
    when_shown(PeriodDialog, lambda dialog: (dialog.fields["title"].set_value("Herbst"), dialog.verb.click()))
    page.tools.change.click()
    assert page.tools.chooser.currentText() == "Herbst"

    def without_title(dialog: PeriodDialog) -> None:
        assert dialog.fields["opens_on"].input.value(), "a year after the last one"
        dialog.verb.click()
        assert dialog.fields["title"].problem
        dialog.reject()

    when_shown(PeriodDialog, without_title)
    page.tools.new.click()
    assert len(periods.periods(region)) == 1
    when_shown(PeriodDialog, lambda dialog: dialog.delete.click())
    page.tools.change.click()
    assert periods.periods(region) == []
    assert page.empty.isVisible()


def test_a_town_is_found_whatever_is_filtered(page: StatusPage) -> None:
    key = page.board.lanes[Lane.ARRIVED].model.rows[-1].town.key
    page.tools.filter.choose("stand:fehlt")
    page.open_town(key)
    assert page.board.lanes[Lane.ARRIVED].view.current_key() == key
    assert page.board.table.selected_key() == key


def test_hundreds_of_towns_are_read_beside_the_window(
    qtbot: QtBot, region: Workspace, region_window: MainWindow
) -> None:
    lines = (region.shipped.folder / "places" / "places.tsv").read_text("utf-8").splitlines()
    keys = [line.split("\t")[1] for line in lines[: MANY + 50]]
    with region.store.write("Partnerkommunen", undoable=False) as unit:
        unit.add(*(partners.new_partner(region.shipped, key, region.new_id()) for key in keys))
    periods.add_period(region, {"title": "2026", "opens_on": "1.1.2026", "due_on": "31.12.2199"})
    region_window.shell.show_page("status")
    page = region_window.shell.page("status")
    assert isinstance(page, StatusPage)
    qtbot.waitUntil(lambda: bool(page.summary.accessibleName()), timeout=20_000)
    assert page.summary.accessibleName() == f"0 von {len(keys)} Kommunen haben gemeldet"
    page.tools.search.setText("berlin")
    assert 0 < sum(lanes(page).values()) < len(keys)


@pytest.mark.parametrize("look_and_size", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped_and_everything_has_a_name(
    *,
    page: StatusPage,
    theme: Theme,
    look_and_size: tuple[str, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    mode, scale = look_and_size
    theme.set_scale(scale)
    theme.set_mode("dark" if mode == "dark" else "light")
    QApplication.processEvents()
    assert not find_clipped(page)
    buttons = [button for button in page.findChildren(Button) if button.isVisible()]
    assert len([button for button in buttons if button.kind == "primary"]) == 1
    page.partners.setFocus()
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName(), f"{focused} has no name"
        QTest.keyClick(focused, Qt.Key.Key_Tab)
