"""The region's window: files are dropped, looked at, taken, and what is wrong is told plainly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Patron, Purpose, Role
from klikks_desktop.services.exchange import delivery, enrolment
from klikks_desktop.services.exchange.exchange_log import exchange_log
from klikks_desktop.services.people import consents
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.pages.inbox import InboxPage
from klikks_desktop.ui.pages.inbox.fork_dialog import ForkDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button

pytestmark = pytest.mark.usefixtures("enrolled")
Export = Callable[[str], Path]
Drop = Callable[..., None]


@pytest.fixture
def page(enrolled: None, region_page: InboxPage) -> InboxPage:
    region_page.reload()
    return region_page


def shown(page: InboxPage) -> dict[str, list[str]]:
    """Rows of the table of files now looked at, by file."""
    model = page.files.now.model
    rows = [model.row(place) for place in range(model.rowCount())]
    return {row.cell(0).text: [row.cell(column).text for column in range(1, 4)] for row in rows}


def look(qtbot: QtBot, page: InboxPage, drop: Drop, *files: Path) -> dict[str, list[str]]:
    drop(page, *files)
    qtbot.waitUntil(lambda: set(shown(page)) >= {file.name for file in files}, timeout=20_000)
    return shown(page)


def take(qtbot: QtBot, page: InboxPage) -> dict[str, list[str]]:
    page.files.take.click()
    qtbot.waitUntil(lambda: page.files.heading.text() == "Ergebnis", timeout=20_000)
    return shown(page)


def names_in(region: Workspace) -> set[str]:
    with region.store.read() as reader:
        return {patron.family_name for patron in reader.find(Patron)}


def test_drop_look_and_take_with_the_keyboard(
    qtbot: QtBot, page: InboxPage, region: Workspace, export: Export, drop: Drop
) -> None:
    rows = look(qtbot, page, drop, export("bericht.klikks"))
    assert rows["bericht.klikks"][1:] == ["28 neu", "bereit"]
    assert not names_in(region), "looking takes nothing"
    assert page.files.take.text() == "1 Datei übernehmen"
    assert not page.zone.isVisible()
    QTest.keyClick(page.files.take, Qt.Key.Key_Return)
    qtbot.waitUntil(page.told.isVisible, timeout=20_000)
    assert shown(page)["bericht.klikks"][2] == "übernommen"
    assert page.told.accessibleName() == "1 Datei übernommen."
    assert "Behrens" in names_in(region)
    page.files.aside.click()
    assert page.files.log.model.row(0).cell(3).text == "übernommen"
    assert page.zone.isVisible()


def test_the_whole_window_takes_files(
    qtbot: QtBot, page: InboxPage, region_window: MainWindow, export: Export, drop: Drop
) -> None:
    region_window.shell.show_page("overview")
    drop(region_window, export("bericht.klikks"))
    assert region_window.shell.current == "exchange"
    qtbot.waitUntil(lambda: "bericht.klikks" in shown(page), timeout=20_000)


def test_duplicate_older_damaged_and_foreign_are_told_beside_the_good_one(
    *, qtbot: QtBot, page: InboxPage, town: Workspace, export: Export, drop: Drop, tmp_path: Path
) -> None:
    first, second = export("eins.klikks"), export("zwei.klikks")
    look(qtbot, page, drop, second)
    take(qtbot, page)
    page.files.aside.click()
    damaged = tmp_path / "kaputt.klikks"
    damaged.write_bytes(first.read_bytes()[:-30])
    letter = tmp_path / "brief.pdf"
    letter.write_bytes(b"%PDF-1.7 nichts")
    third = export("drei.klikks")
    rows = look(qtbot, page, drop, first, second, damaged, letter, third)
    assert {name: row[2] for name, row in rows.items()} == {
        "eins.klikks": "älter",
        "zwei.klikks": "schon übernommen",
        "kaputt.klikks": "abgelehnt K-502",
        "brief.pdf": "abgelehnt K-501",
        "drei.klikks": "bereit",
    }
    assert rows["drei.klikks"][1] == "ohne Änderung"
    assert page.files.take.text() == "1 Datei übernehmen"
    for key, code in enumerate(["K-", "K-"], start=2):
        page.files.now.select(key)
        assert page.files.reason.text().startswith(code)
    take(qtbot, page)
    assert page.told.accessibleName() == "1 Datei übernommen, 2 ohne Änderung, 2 abgelehnt."


def test_the_newest_stands_on_top_and_the_mark_of_the_column_says_so(
    qtbot: QtBot, page: InboxPage, export: Export, drop: Drop
) -> None:
    for name in ("zwei.klikks", "eins.klikks"):
        look(qtbot, page, drop, export(name))
        take(qtbot, page)
        page.files.aside.click()
    table = page.files.log
    assert [table.model.row(place).cell(0).text for place in (0, 1)] == ["eins.klikks", "zwei.klikks"]
    head = table.view.horizontalHeader()
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    table.sort_by(table.order[0])
    assert table.model.row(0).cell(0).text == "zwei.klikks"


def test_a_whole_folder_may_be_dropped_and_its_subfolders_on_demand(
    qtbot: QtBot, page: InboxPage, export: Export, drop: Drop, tmp_path: Path
) -> None:
    post = tmp_path / "post-eingang"
    (post / "märz").mkdir(parents=True)
    export("post-eingang/eins.klikks")
    export("post-eingang/märz/zwei.KLIKKS")
    (post / "notiz.txt").write_text("keine Sync-Datei", "utf-8")
    drop(page, post)
    qtbot.waitUntil(lambda: bool(shown(page)), timeout=20_000)
    assert set(shown(page)) == {"eins.klikks"}
    assert page.deeper.isVisible()
    assert "„post-eingang“" in page.deeper.accessibleName()
    page.dig.click()
    qtbot.waitUntil(lambda: len(shown(page)) == 2, timeout=20_000)
    assert set(shown(page)) == {"eins.klikks", "zwei.KLIKKS"}
    assert not page.deeper.isVisible()


def test_it_says_how_old_a_file_is_and_what_changes_of_each_kind(
    qtbot: QtBot, page: InboxPage, export: Export, drop: Drop
) -> None:
    look(qtbot, page, drop, export("bericht.klikks"))
    assert page.files.now.model.row(0).cell(1).second == "heute"
    assert "Personen: 6 neu" in page.files.reason.text()


def test_fork_is_left_alone_unless_a_person_decides(
    *,
    qtbot: QtBot,
    page: InboxPage,
    town: Workspace,
    town_copy: Callable[[], Workspace],
    region: Workspace,
    export: Export,
    drop: Drop,
    when_shown: Callable[..., None],
    tmp_path: Path,
) -> None:
    first = export("eins.klikks")
    other = town_copy()
    second = export("zwei.klikks")
    with other.store.read() as reader:
        behrens = reader.find(Patron, family_name="Behrens")[0].id
    consents.withdraw_consent(other, behrens, Purpose.REPORTING, on=other.today)
    fork = delivery.export_sync_file(other, tmp_path / "abzweigung.klikks").path
    look(qtbot, page, drop, first)
    take(qtbot, page)
    page.files.aside.click()
    look(qtbot, page, drop, second)
    take(qtbot, page)
    page.files.aside.click()

    rows = look(qtbot, page, drop, fork)
    assert rows["abzweigung.klikks"][2] == "zwei Stände"
    assert page.files.take.text() == "1 Datei klären"
    when_shown(ForkDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    take(qtbot, page)
    assert shown(page)["abzweigung.klikks"][2] == "zwei Stände"
    assert "Behrens" in names_in(region), "Enter takes nothing"
    page.files.aside.click()

    look(qtbot, page, drop, fork)
    when_shown(ForkDialog, lambda dialog: dialog.take.click())
    take(qtbot, page)
    assert shown(page)["abzweigung.klikks"][2] == "übernommen"
    assert "Behrens" not in names_in(region)


def test_a_file_with_the_number_of_another_says_why_it_is_not_taken(
    *,
    qtbot: QtBot,
    page: InboxPage,
    town: Workspace,
    town_copy: Callable[[], Workspace],
    drop: Drop,
    when_shown: Callable[..., None],
    tmp_path: Path,
) -> None:
    now = town.clock()
    one, other = (replace(each, clock=lambda: now) for each in (town, town_copy()))
    with other.store.read() as reader:
        behrens = reader.find(Patron, family_name="Behrens")[0].id
    consents.withdraw_consent(other, behrens, Purpose.REPORTING, on=other.today)
    files = [
        delivery.export_sync_file(each, tmp_path / f"{number}.klikks").path
        for number, each in enumerate((one, other))
    ]
    look(qtbot, page, drop, files[0])
    take(qtbot, page)
    page.files.aside.click()
    look(qtbot, page, drop, files[1])
    when_shown(ForkDialog, lambda dialog: dialog.take.click())
    take(qtbot, page)
    assert shown(page)["1.klikks"][2] == "zwei Stände"
    assert "dieselbe Nummer" in page.told.accessibleName()


def test_the_buttons_stay_where_they_are_whatever_the_reason_says(
    qtbot: QtBot, page: InboxPage, export: Export, drop: Drop, tmp_path: Path
) -> None:
    broken = tmp_path / "kaputt.klikks"
    broken.write_bytes(b"age-encryption.org/v1")
    page.resize(1140, 700)
    look(qtbot, page, drop, export("bericht.klikks"), broken)
    places = set()
    for row in range(2):
        page.files.now.view.selectRow(row)
        QApplication.processEvents()
        places.add(page.files.take.mapTo(page, QPoint()).y())
    assert len(places) == 1


def test_wrong_receiver_and_unknown_sender(
    *,
    qtbot: QtBot,
    page: InboxPage,
    town: Workspace,
    empty_town: Workspace,
    enrol: Callable[[Workspace, Workspace, Path], None],
    drop: Drop,
    tmp_path: Path,
) -> None:
    other = create_workspace(
        tmp_path / "andere",
        role=Role.REGION,
        name="Andere Region",
        clock=town.clock,
        resources=town.shipped.folder,
    )
    enrol(town, other, tmp_path / "andere-post")
    elsewhere = delivery.export_sync_file(town, tmp_path / "fremd.klikks").path
    other.close()
    rows = look(qtbot, page, drop, elsewhere)
    assert rows["fremd.klikks"][2] == "abgelehnt K-505"
    assert not page.files.take.isVisible()
    assert page.files.aside.text() == "Fertig"
    assert "anderen Empfänger" in page.files.reason.text()


def test_answer_among_the_files_opens_the_number(
    *, qtbot: QtBot, page: InboxPage, town: Workspace, drop: Drop, export: Export, tmp_path: Path
) -> None:
    report = export("bericht.klikks")
    region = page._host.workspace
    file = enrolment.create_enrolment_file(region, tmp_path / "neu.json")
    enrolment.accept_enrolment_file(town, file, tmp_path / "antwort.klikks")
    drop(page, tmp_path / "antwort.klikks", report)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), JointNumberDialog), timeout=20_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JointNumberDialog)
    assert set(shown(page)) == {"bericht.klikks"}
    dialog.reject()
    assert page.towns.table.model.row(0).cell(1).text == "wartet auf Anruf"
    assert page.towns.compare.isVisible()


def test_search_finds_towns_and_files(
    qtbot: QtBot, page: InboxPage, region_window: MainWindow, export: Export, drop: Drop
) -> None:
    look(qtbot, page, drop, export("bericht.klikks"))
    take(qtbot, page)
    page.files.aside.click()
    page.search.setText("auenbrueck")
    assert page.towns.table.model.rowCount() == 1
    page.search.setText("Soltau")
    assert page.towns.table.model.rowCount() == 0
    assert page.files.log.model.rowCount() == 0
    page.search.clear()
    page.towns.table.view.setFocus()
    QTest.keyClick(page.towns.table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_search_narrows_the_files_looked_at_and_says_of_how_many(
    qtbot: QtBot, page: InboxPage, export: Export, drop: Drop, tmp_path: Path
) -> None:
    (tmp_path / "zettel.klikks").write_bytes(b"nichts")
    look(qtbot, page, drop, export("bericht.klikks"), tmp_path / "zettel.klikks")
    page.search.setText("zettel")
    assert set(shown(page)) == {"zettel.klikks"}
    assert page.files.now._count.text() == "1 von 2 Dateien"
    assert page.files.take.text() == "1 Datei übernehmen"
    page.search.clear()
    assert set(shown(page)) == {"bericht.klikks", "zettel.klikks"}


def test_what_was_told_is_gone_with_the_next_thing(page: InboxPage, town: Workspace, tmp_path: Path) -> None:
    region = page._host.workspace
    file = enrolment.create_enrolment_file(region, tmp_path / "neu.json")
    enrolment.accept_enrolment_file(town, file, tmp_path / "antwort.klikks")
    enrolment.read_answer(region, tmp_path / "antwort.klikks")
    page.reload()
    page.told.tell("Geschrieben: neu.json.")
    page.towns.compare.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JointNumberDialog)
    assert not page.told.isVisible()
    dialog.panel.heard.input.setText(" ".join(group.text() for group in dialog.panel.groups))
    dialog.right.click()
    assert page.told.isVisible()
    assert "die Dateien übernehmen Sie hier" in page.told.accessibleName()


def test_f1_explains_this_page_and_not_that_of_a_town(
    qtbot: QtBot, page: InboxPage, town_page: DeliveryPage
) -> None:
    for about, title in ((page, "Posteingang"), (town_page, "Datenaustausch")):
        sender = about.window()
        assert isinstance(sender, MainWindow)
        sender.activateWindow()
        qtbot.waitUntil(sender.isActiveWindow)
        QTest.keyClick(sender, Qt.Key.Key_F1)
        browser = sender.shell.page("help").findChild(QTextBrowser)
        assert browser is not None
        assert browser.toPlainText().startswith(f"{title}\n")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_log_is_taken_along(
    *,
    qtbot: QtBot,
    page: InboxPage,
    region: Workspace,
    export: Export,
    drop: Drop,
    pick_file: Callable[..., None],
    tmp_path: Path,
    suffix: str,
) -> None:
    look(qtbot, page, drop, export("bericht.klikks"))
    take(qtbot, page)
    page.files.aside.click()
    target = tmp_path / f"verlauf.{suffix}"
    pick_file(target)
    (page.files.excel if suffix == "xlsx" else page.files.csv).click()
    assert target.is_file()
    assert len(exchange_log(region)) == 1
    if suffix == "csv":
        assert "übernommen;8;6" in target.read_text("utf-8-sig")


@pytest.mark.parametrize("look_and_size", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped_and_everything_has_a_name(
    *,
    qtbot: QtBot,
    page: InboxPage,
    theme: Theme,
    export: Export,
    drop: Drop,
    look_and_size: tuple[str, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    mode, scale = look_and_size
    theme.set_scale(scale)
    theme.set_mode("dark" if mode == "dark" else "light")
    QApplication.processEvents()
    assert not find_clipped(page)
    look(qtbot, page, drop, export("bericht.klikks"))
    QApplication.processEvents()
    assert not find_clipped(page)
    buttons = [button for button in page.findChildren(Button) if button.isVisible()]
    assert len([button for button in buttons if button.kind in ("primary", "big")]) == 1
    page.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName(), f"{focused} has no name"
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen.index(page.files.now.view) < seen.index(page.files.take) < seen.index(page.towns.table.view)


def test_what_stops_an_import_is_told_once_and_the_rest_is_taken_later(
    *,
    qtbot: QtBot,
    page: InboxPage,
    region: Workspace,
    export: Export,
    drop: Drop,
    when_shown: Callable[..., None],
) -> None:
    """The key file lies on a drive that goes away between looking and taking, and comes back."""
    files = [export(f"{name}.klikks") for name in ("eins", "zwei", "drei")]
    look(qtbot, page, drop, *files)
    keys, aside = region.folder / "keys.json", region.folder / "keys.weg"
    keys.rename(aside)
    told: list[str] = []

    def read(dialog: MessageDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    when_shown(MessageDialog, read)
    rows = take(qtbot, page)
    qtbot.waitUntil(lambda: bool(told))
    assert "K-546" in told
    assert any("Keine der 3 Dateien ist übernommen" in words and "K-520" in words for words in told)
    assert {row[2] for row in rows.values()} == {"offen"}
    assert {page.files.now.model.row(place).cell(0).second for place in range(3)} == {"Stadt Auenbrück"}
    assert page.told.accessibleName() == "Keine Datei übernommen, 3 noch offen."
    assert page.files.take.text() == "3 Dateien übernehmen"
    assert not page.files.answer.isVisible()
    assert not names_in(region)

    aside.rename(keys)
    page.files.take.click()
    qtbot.waitUntil(lambda: page.told.accessibleName() == "3 Dateien übernommen.", timeout=20_000)
    assert {row[2] for row in shown(page).values()} == {"übernommen"}
    assert not page.files.take.isVisible()
    page.files.aside.click()
    assert page.files.log.model.rowCount() == 3
