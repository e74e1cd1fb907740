"""Das verlässt Ihr Haus: what the clerk sees, and the file that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.disclosure_items import Fate
from klikks_desktop.domain.records import Patron, Purpose
from klikks_desktop.services.exchange import delivery, disclosing
from klikks_desktop.services.exchange.importing import import_files, preview_import
from klikks_desktop.services.exchange.outgoing import export_target, remember_export_folder, staying
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.pages.delivery.sent_dialog import SentDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Row

pytestmark = pytest.mark.usefixtures("enrolled")


@pytest.fixture
def page(enrolled: None, town: Workspace, tmp_path: Path, town_page: DeliveryPage) -> DeliveryPage:
    """The page of an enrolled town that writes into a folder of its own."""
    folder = tmp_path / "ausgang"
    folder.mkdir()
    remember_export_folder(town, folder)
    town_page.reload()
    return town_page


def groups(page: DeliveryPage) -> dict[str, Row]:
    model = page.tree.model
    found = [model.row_at(model.index(place, 0)) for place in range(model.rowCount())]
    return {row.cell(0).text: row for row in found}


def people(page: DeliveryPage) -> dict[str, list[str]]:
    group = next(row for title, row in groups(page).items() if title.startswith("Patinnen und Paten"))
    return {row.cell(0).text: [row.cell(column).text for column in range(1, 5)] for row in group.children}


def patron_id(town: Workspace, family_name: str) -> UUID:
    with town.store.read() as reader:
        return reader.find(Patron, family_name=family_name)[0].id


def card_texts(page: DeliveryPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.record.findChildren(QLabel) if label.isVisible()]


def test_every_person_stands_with_icon_and_word(page: DeliveryPage) -> None:
    assert people(page)["Behrens, Frauke"] == ["geht mit", "geht mit", "keine Angabe", "geht mit"]
    assert people(page)["Ahrens-Wiechmann, Jörg"][0] == "bleibt hier"
    group = groups(page)["Patinnen und Paten (10)"]
    assert [group.cell(column).text for column in (1, 2)] == ["6 von 10", "5 von 10"]
    cell = next(row for row in group.children if row.cell(0).text == "Behrens, Frauke").cell(1)
    assert cell.icon == "leaves-house"


def test_tree_and_list_and_file_say_the_same(
    page: DeliveryPage, town: Workspace, region: Workspace, tmp_path: Path
) -> None:
    rows = disclosing.disclosure_rows(disclosing.preview_export(town))
    named = {row.record for row in rows if row.field == "family_name" and row.leaves}
    assert {name for name, words in people(page).items() if words[0] == Fate.LEAVES.value} == named
    written = delivery.export_sync_file(town, tmp_path / "bericht.klikks")
    import_files(region, [written.path])
    with region.store.read() as reader:
        assert {patron.sorting_name for patron in reader.find(Patron)} == named


def test_consent_taken_away_changes_the_tree_at_once(
    page: DeliveryPage, window: MainWindow, town: Workspace
) -> None:
    behrens = patron_id(town, "Behrens")
    window.shell.show_page("patrons")
    consents.withdraw_consent(town, behrens, Purpose.REPORTING, on=town.today)
    window.changed()
    window.shell.show_page("exchange")
    assert set(people(page)["Behrens, Frauke"]) == {"bleibt hier", "keine Angabe"}
    page.open_record(behrens)
    assert "Einwilligung widerrufen" in card_texts(page)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert people(page)["Behrens, Frauke"][0] == "geht mit"


def test_card_says_every_field_and_why(page: DeliveryPage, town: Workspace) -> None:
    page.open_record(patron_id(town, "Größchen"))
    texts = card_texts(page)
    assert "Maximiliane Dorothea Größchen" in texts
    assert {"Nachname", "Telefon", "Ortsteil", "Wolterdingen"} <= set(texts)
    assert "in der Einwilligung nicht angekreuzt" in texts
    assert "05191 555-104" not in texts, "what stays is not shown as if it went"
    assert page.record.open.text() == "Person öffnen"
    assert not page.record.form.isVisible()


def test_consent_button_leads_to_the_person(page: DeliveryPage, window: MainWindow, town: Workspace) -> None:
    page.open_record(patron_id(town, "Lüdemann"))
    assert page.record.open.text() == "Einwilligung eintragen"
    assert page.record.form.isVisible()
    page.record.open.click()
    assert window.shell.current == "patrons"


def test_drafts_and_recycle_bin_stay_and_are_counted(page: DeliveryPage, town: Workspace) -> None:
    assert not any(title.startswith(("Entwürfe", "Papierkorb")) for title in groups(page))
    patrons.begin_draft(town, town.own_places()[0].id, {"family_name": "Unfertig"})
    patrons.delete_patron(town, patron_id(town, "Brammer"))
    page.reload()
    assert staying(town).drafts == 1
    assert groups(page)["Entwürfe (1)"].cell(1).text == "bleibt hier"
    assert groups(page)["Papierkorb (1)"].cell(1).text == "bleibt hier"
    assert "Patinnen und Paten (9)" in groups(page)
    page.tree.select("deleted")
    assert any("in keinem Bericht" in text for text in card_texts(page))


def test_one_key_writes_the_file_and_says_where(
    qtbot: QtBot, page: DeliveryPage, town: Workspace, region: Workspace
) -> None:
    target = export_target(town, Path.home())
    page.foot.write.setFocus()
    QTest.keyClick(page.foot.write, Qt.Key.Key_Return)
    qtbot.waitUntil(target.is_file, timeout=10_000)
    qtbot.waitUntil(page.told.isVisible, timeout=10_000)
    words = page.told.accessibleName()
    assert target.name in words
    assert str(target.parent) in words
    assert "E-Mail" in words
    assert preview_import(region, [target])[0].problem is None
    assert page.foot.file.text().endswith("(2).klikks"), "the next one replaces nothing"


def test_the_file_stays_in_sight_below_what_is_told(page: DeliveryPage, window: MainWindow) -> None:
    """On 1366 x 768 less title bar and task bar."""
    window.window().resize(1366, 697)
    page.tree.select(patron_id(page._host.workspace, "Ahrens-Wiechmann"))
    page.told.tell("Geschrieben. " * 13, Path.home())
    for _ in range(5):  # labels that wrap ask for another round of layout
        QApplication.processEvents()
    assert page.foot.write.visibleRegion().boundingRect() == page.foot.write.rect()


def test_names_of_fields_stand_below_each_other(page: DeliveryPage, town: Workspace) -> None:
    page.tree.select(patron_id(town, "Ahrens-Wiechmann"))
    QApplication.processEvents()
    found = {each.text(): each for each in page.record.findChildren(QLabel) if each.isVisible()}
    left = {found[name].mapTo(page, found[name].rect().topLeft()).x() for name in ("Vorname", "E-Mail")}
    assert len(left) == 1


def test_wrong_clock_is_asked_about(
    qtbot: QtBot, page: DeliveryPage, town: Workspace, tmp_path: Path, when_shown: Callable[..., None]
) -> None:
    ahead = replace(town, clock=lambda: town.clock() + timedelta(days=30))
    delivery.export_sync_file(ahead, tmp_path / "morgen.klikks")
    asked: list[str] = []

    def decline(dialog: MessageDialog) -> None:
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    when_shown(MessageDialog, decline)
    page.foot.write.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    assert any("Ist das Datum richtig?" in text for text in asked)
    target = export_target(town, Path.home())
    assert not target.exists()
    when_shown(MessageDialog, lambda dialog: dialog.accept())
    page.foot.write.click()
    qtbot.waitUntil(target.is_file, timeout=10_000)


def test_folder_is_chosen_and_remembered(
    page: DeliveryPage, town: Workspace, tmp_path: Path, pick_file: Callable[..., None]
) -> None:
    other = tmp_path / "anderswo"
    other.mkdir()
    pick_file(other)
    page.foot.change.click()
    assert str(other) in page.foot.folder.text()
    assert export_target(town, Path.home()).parent == other
    other.rmdir()
    assert export_target(town, tmp_path).parent == tmp_path, "a folder that went is not insisted on"


def test_list_is_shown_on_paper_and_saved(
    qtbot: QtBot, page: DeliveryPage, tmp_path: Path, pick_file: Callable[..., None], window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog), timeout=20_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    assert dialog.preview.page_count() >= 1
    pick_file(tmp_path / "liste.pdf")
    dialog.save.click()
    assert (tmp_path / "liste.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.saved.isVisible()
    dialog.reject()


def test_earlier_files_are_listed(page: DeliveryPage, export: Callable[[str], Path], qtbot: QtBot) -> None:
    export("eins.klikks")
    export("zwei.klikks")
    page.earlier.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SentDialog)
    assert dialog.table.model.row(0).cell(0).text == "zwei.klikks"
    assert dialog.table.model.row(0).cell(2).text == "6 von 8"
    dialog.accept()
    page.reload()
    assert any("heute" in label.text() for label in page.receiver.findChildren(QLabel))


def test_narrow_window_shows_the_record_alone_and_leads_back(
    page: DeliveryPage, window: MainWindow, theme: Theme
) -> None:
    theme.set_scale(200)
    QApplication.processEvents()
    assert page.foot.isVisible()
    page.tree.view.setFocus()
    QTest.keyClick(page.tree.view, Qt.Key.Key_Return)
    assert page.record.isVisible()
    assert not page.foot.isVisible()
    page.record.back.click()
    assert page.foot.isVisible()
    assert page.tree.view.hasFocus()


def test_never_more_than_one_primary(page: DeliveryPage) -> None:
    buttons = [button for button in page.findChildren(Button) if button.isVisible()]
    assert [button.text() for button in buttons if button.kind in ("primary", "big")] == ["Datei schreiben"]


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_is_clipped_and_everything_has_a_name(
    *,
    page: DeliveryPage,
    window: MainWindow,
    theme: Theme,
    scale: int,
    mode: str,
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_scale(scale)
    theme.set_mode("dark" if mode == "dark" else "light")
    for _ in range(5):  # labels that wrap ask for another round of layout
        QApplication.processEvents()
    assert not find_clipped(page)
    page.tree.view.setFocus()
    seen: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName(), f"{focused} has no name"
        if page.isAncestorOf(focused):
            seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert page.foot.write in seen
    assert page.tree.view in seen
    assert seen.index(page.foot.print) < seen.index(page.foot.write), "Tab goes as one reads"
