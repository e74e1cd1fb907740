"""Consents, terms, recycle bin, history, and lists from and to Excel."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Appointment, Consent, EndReason, Patron, Project
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.register.certificates import register
from klikks_desktop.services.register.issuing import IssueOptions, issue
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.history import HistoryDialog
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.pages.patrons.bin_dialog import BinDialog
from klikks_desktop.ui.pages.patrons.import_dialog import ImportDialog
from klikks_desktop.ui.pages.patrons.term_dialogs import EndDialog, ReappointDialog
from klikks_desktop.ui.pages.patrons.withdraw_dialog import WithdrawDialog
from klikks_desktop.ui.widgets.check_field import CheckField

D = TypeVar("D", bound=QDialog)


def person(page: PatronsPage, name: str) -> UUID:
    return next(row.id for row in page.listing.rows if row.name == name)


def tick(page: PatronsPage, name: str) -> CheckField:
    check = page.detail.view.form.field(name).input
    assert isinstance(check, CheckField)
    check.click()
    QApplication.processEvents()
    return check


def consents_of(workspace: Workspace, record: UUID) -> list[Consent]:
    with workspace.store.read() as reader:
        return reader.find(Consent, patron_id=record)


def terms_of(workspace: Workspace, record: UUID) -> list[Appointment]:
    with workspace.store.read() as reader:
        return reader.find(Appointment, order=("begins_on",), patron_id=record)


# ------------------------------------------------------------------ consents


def test_a_tick_unfolds_what_is_asked_and_is_unproven_until_then(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Ahrens-Wiechmann, Jörg")
    page.open_record(record)
    form = page.detail.view.form
    assert not form.field("weitergabe_on").isVisibleTo(page)
    check = tick(page, "weitergabe")
    assert form.field("weitergabe_on").isVisibleTo(page)
    assert check.accessibleDescription() == "unbelegt"
    assert not consents_of(town, record)[0].is_proven
    tick(page, "weitergabe")
    assert consents_of(town, record) == []
    assert check.accessibleDescription() == "liegt nicht vor"


def test_a_proven_consent_is_withdrawn_as_of_a_day(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    page.open_record(record)
    day = town.today - timedelta(days=2)

    def withdraw(dialog: WithdrawDialog) -> None:
        dialog.fields["on"].set_value(format_short(town.today + timedelta(days=1)))
        dialog.verb.click()
        assert dialog.fields["on"].problem
        dialog.fields["on"].set_value(format_short(day))
        dialog.verb.click()

    when_shown(WithdrawDialog, withdraw)
    check = tick(page, "weitergabe")
    assert [consent.withdrawn_on for consent in consents_of(town, record)] == [day]
    assert not check.isChecked()
    assert check.accessibleDescription() == f"widerrufen am {format_short(day)}"


def test_thinking_better_of_it_keeps_the_consent(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    page.open_record(record)
    when_shown(WithdrawDialog, lambda dialog: dialog.reject())
    check = tick(page, "weitergabe")
    assert check.isChecked()
    assert consents_of(town, record)[0].withdrawn_on is None


# ------------------------------------------------------------------ terms


def test_a_term_ends_with_day_and_reason(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Çelik, Deniz")
    page.open_record(record)

    def end(dialog: EndDialog) -> None:
        dialog.fields["on"].set_value("01.01.1999")
        dialog.verb.click()
        assert dialog.fields["on"].problem
        dialog.fields["on"].set_value(format_short(town.today - timedelta(days=1)))
        dialog.fields["reason"].set_value(EndReason.REVOKED.value)
        dialog.verb.click()

    when_shown(EndDialog, end)
    page.detail.wants_end.emit()
    term = terms_of(town, record)[0]
    assert (term.ended_on, term.end_reason) == (town.today - timedelta(days=1), EndReason.REVOKED)
    row = next(row for row in page.listing.rows if row.id == record)
    assert row.state.word == "Verabschiedet"
    texts = [label.text() for label in page.detail.findChildren(QLabel) if label.isVisibleTo(page)]
    assert any("Abberufung" in text for text in texts)


def test_a_person_is_appointed_again_and_the_first_term_stays(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Brammer, Wilfried")
    page.open_record(record)

    def again(dialog: ReappointDialog) -> None:
        dialog.fields["begins_on"].set_value(format_short(town.today))
        dialog.fields["ends_on"].set_value(format_short(town.today - timedelta(days=1)))
        dialog.verb.click()
        assert dialog.fields["ends_on"].problem
        dialog.fields["ends_on"].set_value("")
        dialog.verb.click()

    when_shown(ReappointDialog, again)
    page.detail.wants_reappointment.emit()
    assert [term.begins_on for term in terms_of(town, record)][-1] == town.today
    assert len(terms_of(town, record)) == 2


# ------------------------------------------------------------------ recycle bin


def test_deleted_people_come_back_as_they_were(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    page.open_record(record)
    before = patrons.load_form(town, record)
    when_shown(ConfirmDialog, lambda dialog: dialog.accept())
    page.detail.wants_deletion.emit()
    assert record not in {row.id for row in page.listing.rows}
    assert page.detail.record in {row.id for row in page.listing.rows}
    when_shown(BinDialog, lambda dialog: dialog.restore.click())
    page.listing.bin_wanted.emit()
    assert page.detail.record == record
    assert patrons.load_form(town, record) == before


def test_enter_on_a_row_of_the_bin_brings_it_back(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    patrons.delete_patron(town, record)
    page.reload()
    when_shown(BinDialog, lambda dialog: QTest.keyClick(dialog.table.view, Qt.Key.Key_Return))
    page.listing.bin_wanted.emit()
    assert page.detail.record == record


def test_keeping_deletes_nothing(page: PatronsPage) -> None:
    when_shown(ConfirmDialog, lambda dialog: dialog.reject())
    page.detail.wants_deletion.emit()
    assert len(page.listing.rows) == 10


def test_erasing_asks_again_and_keeps_the_register_line(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    issue(town, [record], IssueOptions(issued_on=town.today))
    title = "Rundgang mit Frau Behrens"
    with town.store.write("Projekt") as unit:
        unit.add(Project(id=town.new_id(), place_id=town.own_place().id, title=title))
    patrons.delete_patron(town, record)
    page.reload()
    said: list[str] = []

    def confirm(dialog: ConfirmDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    def erase(dialog: BinDialog) -> None:
        when_shown(ConfirmDialog, confirm)
        dialog.erase.click()
        assert not dialog.restore.isEnabled()
        dialog.reject()

    when_shown(BinDialog, erase)
    page.listing.bin_wanted.emit()
    assert any("Zeile im Register" in text for text in said)
    assert any(f"Der Name steht noch in: Projekt „{title}“." in text for text in said)
    assert [(line.name, line.file_hash) for line in register(town)] == [("", None)]
    with town.store.read() as reader:
        assert reader.get(Patron, record) is None


def test_history_tells_old_and_new(page: PatronsPage, town: Workspace) -> None:
    record = person(page, "Behrens, Frauke")
    patrons.save_texts(town, record, {"family_name": "Behrens-Öztürk"})
    page.open_record(record)
    said: list[str] = []

    def read(dialog: HistoryDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    when_shown(HistoryDialog, read)
    page.detail.history.click()
    assert "Nachname: Behrens → Behrens-Öztürk" in said


# ------------------------------------------------------------------ Excel

LIST = """Anrede;Name;Ortsteil;Amtszeit von
Frau;Müller, Inga;Harber;01.02.2026
Herr;Petersen, Uwe;Nirgendwo;01.02.2026
Frau;Behrens, Frauke;;
"""


def test_a_list_is_previewed_asked_about_and_taken(
    page: PatronsPage, qtbot: QtBot, town: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "Liste.csv"
    file.write_text(LIST, encoding="utf-8-sig")
    dialog = page.deeds.preview_table(file, town.own_place())
    qtbot.waitUntil(dialog.order.isVisible)
    assert not dialog.apply.isEnabled()
    choose(dialog, "Nachname, Vorname")
    qtbot.waitUntil(dialog.apply.isEnabled)
    assert dialog.apply.text() == "1 Person übernehmen"
    assert "Ortsteil" in dialog.reason.text()
    assert len(page.listing.rows) == 10
    dialog.localities.click()
    qtbot.waitUntil(lambda: dialog.apply.text() == "2 Personen übernehmen" and dialog.apply.isEnabled())
    dialog.apply.click()
    qtbot.waitUntil(lambda: dialog.applied is not None)
    assert len(page.listing.rows) == 12
    assert not dialog.apply.isVisible()
    dialog.reject()


def test_refused_rows_lie_in_a_file_that_is_named(
    page: PatronsPage, qtbot: QtBot, town: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "Liste.csv"
    file.write_text(
        LIST.replace("Name", "Nachname").replace(", ", ";").replace("Nachname", "Nachname;Vorname")
    )
    dialog = page.deeds.preview_table(file, town.own_place())
    qtbot.waitUntil(dialog.apply.isEnabled)
    dialog.apply.click()
    qtbot.waitUntil(lambda: dialog.applied is not None)
    assert "Liste – abgelehnt.xlsx" in dialog.summary.accessibleName()
    assert (tmp_path / "Liste – abgelehnt.xlsx").exists()
    dialog.reject()


def test_the_list_is_written_where_the_clerk_says(page: PatronsPage, tmp_path: Path) -> None:
    page.listing.search.setText("harber")

    def save(dialog: QFileDialog) -> None:
        dialog.selectFile(str(tmp_path / "Harber.xlsx"))
        dialog.accept()

    when_shown(QFileDialog, save)
    page.listing.export_wanted.emit()
    assert (tmp_path / "Harber.xlsx").exists()
    assert page.written.isVisible()
    assert page.written.accessibleName() == "2 Personen geschrieben: Harber.xlsx"


def test_people_become_address_cards(
    page: PatronsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def say_where(*given: str, **_more: object) -> tuple[str, str]:
        asked.append(Path(given[2]).name)
        return str(tmp_path / f"{len(asked)}.vcf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", say_where)
    page.listing.search.setText("harber")
    page.listing.cards.click()
    assert page.written.accessibleName() == "2 Adresskarten geschrieben: 1.vcf"
    page.listing.select(page.listing.shown[0])
    card = next(each for each in page.detail.menu.actions() if "Adresskarte" in each.text())
    card.trigger()
    assert asked[1].endswith("_Frauke-Behrens.vcf")
    text = (tmp_path / "2.vcf").read_bytes().decode()
    assert "FN:Frauke Behrens\r\n" in text
    assert text.count("BEGIN:VCARD") == 1


# ------------------------------------------------------------------ several places, paper


def shown_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_with_several_places_a_new_person_is_asked_for_one(page: PatronsPage, town: Workspace) -> None:
    second = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, second)
    page.reload()
    page.open_record(None)
    menu = shown_menu()
    assert [action.text() for action in menu.actions()] == ["Stadt Auenbrück", "Stadt Soltau"]
    menu.actions()[1].trigger()
    menu.close()
    assert page.detail.place == second
    assert page.detail.record is None


def test_strg_p_offers_the_papers_of_the_person(page: PatronsPage) -> None:
    page.print_page()
    menu = shown_menu()
    assert [action.text() for action in menu.actions()] == [
        "Einwilligung",
        "Informationsblatt",
        "Pflichtenbelehrung",
        "Jahresbericht …",
        "Dankbrief …",
        "Einladung …",
    ]
    menu.close()


def choose(dialog: ImportDialog, label: str) -> None:
    for segment in dialog.order.children():
        if segment.property("text") == label:
            segment.click()  # type: ignore[attr-defined]  # a segment is a radio button
