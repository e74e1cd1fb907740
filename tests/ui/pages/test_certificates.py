"""The page Urkunden: register, one person's certificate, a ceremony; as a clerk meets them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Certificate, CertificateKind, Design, Draft
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.register import ceremony, certificates, issuing
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.certificates import CertificatesPage
from klikks_desktop.ui.pages.certificates.dialogs import HandOverDialog, VoidDialog
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.theme import Mode, Theme
from klikks_desktop.ui.widgets.button import Button

RESOURCES = Path(__file__).parents[3] / "resources"


# ------------------------------------------------------------------ helpers


@pytest.fixture
def page(window: MainWindow) -> CertificatesPage:
    window.shell.show_page("certificates")
    found = window.shell.page("certificates")
    assert isinstance(found, CertificatesPage)
    return found


def person(town: Workspace, name: str) -> UUID:
    return next(row.id for row in list_patrons(town) if row.name.startswith(name))


def issue(town: Workspace, name: str, **options: object) -> Certificate:
    chosen = issuing.IssueOptions(issued_on=town.today, **options)  # type: ignore[arg-type]  # fields of IssueOptions
    return issuing.issue(town, [person(town, name)], chosen)[0].certificate


def lines(town: Workspace) -> list[Certificate]:
    return certificates.register(town)


def shown_numbers(page: CertificatesPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).second for place in range(model.rowCount())]


def texts(root: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def press(label: str, root: QWidget) -> None:
    button = next(b for b in root.findChildren(Button) if b.text() == label and b.isVisible())
    button.click()


def in_dialog(do: Callable[[Dialog], None]) -> list[str]:
    """Do something in the dialog that opens next; gives what the dialog said."""
    said: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        said.append(texts(dialog))
        do(dialog)
        if dialog.isVisible():
            said.append(texts(dialog))
            dialog.reject()

    QTimer.singleShot(0, act)
    return said


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person chooses in Qt's own dialog."""
    chosen = tmp_path / "Urkunden"
    chosen.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    return chosen


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes out of the printer that the person chooses in Qt's own dialog."""
    paper = tmp_path / "papier.pdf"

    def choose(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(paper))
        dialog.printer().setResolution(72)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Rathaus, 1. Stock"])
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    return paper


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)


# ------------------------------------------------------------------ one person


def begin(page: CertificatesPage, town: Workspace, name: str) -> None:
    page.open_record(person(town, name))
    assert page._person is not None
    page._person.draw()


def test_begins_with_what_fits_the_person(page: CertificatesPage, town: Workspace) -> None:
    begin(page, town, "Behrens")
    said = texts(page)
    assert "Urkunde für Frauke Behrens" in said
    assert "Klimaschutzpatin · Stadt Auenbrück · noch nicht gedruckt" in said
    assert "Alle Angaben vollständig. Zeichensatz geprüft." in said
    begin(page, town, "Brammer")
    form = page._person.options_form
    assert form.kind is CertificateKind.THANKS
    assert form.field("title").input.value() == "Dankurkunde"


def test_preview_follows_what_is_chosen(page: CertificatesPage, town: Workspace, qtbot: QtBot) -> None:
    begin(page, town, "Behrens")
    view = page._person
    form = view.options_form
    form.design.set_value(Design.MODERN)
    form.design.edited.emit()
    qtbot.keyClick(form.field("title").input, Qt.Key.Key_Down)
    described = view.preview._view.accessibleDescription
    qtbot.waitUntil(lambda: described().startswith("Urkunde mit Datum"), timeout=3000)
    assert form.options() == issuing.IssueOptions(design=Design.MODERN, title="Urkunde", issued_on=town.today)


def test_a_wrong_date_is_said_at_its_field_and_nothing_can_be_issued(
    page: CertificatesPage, town: Workspace, qtbot: QtBot
) -> None:
    begin(page, town, "Behrens")
    view = page._person
    field = view.options_form.field("issued_on")
    field.input.clear()
    qtbot.keyClicks(field.input, "30.02.2026")
    qtbot.waitUntil(lambda: bool(field.problem), timeout=3000)
    assert "Datum auf der Urkunde ist zu prüfen" in texts(view.foot)
    assert not view.main.isEnabled()
    assert not view.save.isEnabled()


def test_every_sequence_of_din_91379_can_be_seen(page: CertificatesPage, town: Workspace) -> None:
    sequences = sorted(town.shipped.alphabet.sequences)
    assert len(sequences) > 50
    patron = person(town, "Behrens")
    for start in range(0, len(sequences), 8):
        name = " ".join(sequences[start : start + 8])
        patrons.save_texts(town, patron, {"family_name": name})
        page.open_record(patron)
        view = page._person
        assert view is not None
        view.draw()
        assert view.problem is None, name
        assert view.title()[0] == f"Urkunde für Frauke {name}"


def test_saving_gives_the_number_only_once_the_folder_is_chosen(
    page: CertificatesPage, town: Workspace, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    begin(page, town, "Nguyễn")
    with monkeypatch.context() as cancelled:
        cancelled.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
        page._person.save.click()
    assert lines(town) == []
    page._person.save.click()
    (line,) = lines(town)
    (file,) = folder.iterdir()
    assert f"Urkunde {line.number} ist ausgestellt und gespeichert: {file.name}" in texts(page)
    assert shown_numbers(page) == [line.number]
    with pikepdf.open(file) as pdf:
        facts = json.loads(next(iter(pdf.attachments.values())).get_file().read_bytes())
    assert (facts["nummer"], facts["vorname"]) == (line.number, "Thị Ánh")


def test_after_issuing_the_keyboard_goes_on_in_the_register(
    page: CertificatesPage, town: Workspace, folder: Path
) -> None:
    begin(page, town, "Nguyễn")
    page._person.save.setFocus()
    page._person.save.click()
    assert page.window().focusWidget() is page.listing.table.view


def test_printing_issues_and_says_what_comes_next(
    page: CertificatesPage, town: Workspace, printed: Path
) -> None:
    begin(page, town, "Behrens")
    page._person.main.click()
    (line,) = lines(town)
    assert line.file_hash is not None
    assert f"Urkunde {line.number} ist ausgestellt und an den Drucker gegeben" in texts(page)
    with pikepdf.open(printed) as paper:
        assert len(paper.pages) == 1


def test_a_cancelled_print_dialog_gives_no_number(
    page: CertificatesPage, town: Workspace, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: int(QDialog.DialogCode.Rejected))
    begin(page, town, "Behrens")
    page._person.main.click()
    assert lines(town) == []
    assert not printed.exists()


def test_without_a_printer_saving_is_offered(
    page: CertificatesPage, town: Workspace, no_printer: None, folder: Path
) -> None:
    begin(page, town, "Behrens")
    said = in_dialog(lambda dialog: press("Als PDF speichern …", dialog))
    page._person.main.click()
    assert "K-601" in said[0]
    assert len(lines(town)) == len(list(folder.iterdir())) == 1


def test_when_printing_fails_the_certificate_lies_ready(
    page: CertificatesPage, town: Workspace, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = QPrintDialog.exec

    def choose_full_disk(dialog: QPrintDialog) -> int:
        answer = choose(dialog)
        dialog.printer().setOutputFileName(str(printed / "gibt" / "es" / "nicht.pdf"))
        return answer

    monkeypatch.setattr(QPrintDialog, "exec", choose_full_disk)
    begin(page, town, "Behrens")
    said = in_dialog(lambda _: None)
    # Qt warns of the painter that it could not begin; that is the point here.
    before = qInstallMessageHandler(lambda *_: None)
    page._person.main.click()
    qInstallMessageHandler(before)
    assert "K-603" in said[0]
    (line,) = lines(town)
    assert f"Urkunde {line.number} ist ausgestellt, aber noch nicht auf Papier" in texts(page)
    assert page.detail.print.text() == "Drucken"


def test_a_second_certificate_is_asked_about(page: CertificatesPage, town: Workspace, folder: Path) -> None:
    first = issue(town, "Behrens")
    begin(page, town, "Behrens")
    assert "Es gibt schon eine gültige Urkunde." in texts(page)
    said = in_dialog(lambda dialog: dialog.reject())
    page._person.save.click()
    assert first.number in said[0]
    assert lines(town) == [first]
    press("Zeigen", page)
    assert page.detail.certificate == first


def test_a_draft_is_previewed_and_leads_to_the_person(
    page: CertificatesPage, town: Workspace, window: MainWindow
) -> None:
    place = town.own_place()
    draft = patrons.begin_draft(
        town,
        place.id,
        {
            "address": "Frau",
            "given_name": "Ayşe",
            "family_name": "Yıldırım",
            "begins_on": town.today.isoformat(),
        },
    )
    page.open_record(draft.id)
    view = page._person
    view.draw()
    assert view.preview.page_count() == 1
    assert "Entwurf, noch nicht ernannt" in texts(page)
    assert not view.save.isVisible()
    assert view.main.text() == "Erst ernennen"
    view.main.click()
    assert window.shell.current == "patrons"
    with town.store.read() as reader:
        assert reader.count(Draft) == 1
    assert lines(town) == []


def test_a_missing_signatory_leads_to_the_settings(page: CertificatesPage, town: Workspace) -> None:
    places.update_place(town, replace(town.own_place(), signatory_name="", deputy_name=""))
    asked: list[str] = []
    begin(page, town, "Behrens")
    page._person.settings_wanted.disconnect()
    page._person.settings_wanted.connect(lambda: asked.append("settings"))
    assert "wer die Urkunden unterschreibt" in texts(page._person.foot)
    assert not page._person.main.isEnabled()
    press("Einstellungen", page._person)
    assert asked == ["settings"]


def test_thanks_without_an_end_leads_to_the_person(
    page: CertificatesPage, town: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    begin(page, town, "Nguyễn")
    view = page._person
    segments = view.options_form.field("kind").input
    segments._segments[1].click()
    view.draw()
    assert "Das Ende ist noch offen" in texts(view.foot)
    press("Zur Person", view)
    assert window.shell.current == "patrons"


def test_the_deputy_signs_when_chosen(page: CertificatesPage, town: Workspace, folder: Path) -> None:
    begin(page, town, "Behrens")
    page._person.options_form.set_values({"signer": "deputy"})
    page._person.draw()
    page._person.save.click()
    sheet = certificates.sheet_of(lines(town)[0])
    assert sheet is not None
    assert [signer.name for signer in sheet.signers] == ["Hans-Joachim Petersen"]


@pytest.fixture
def reader(town: Workspace) -> Iterator[Workspace]:
    """The town with one certificate, opened for reading."""
    issue(town, "Behrens")
    reader = open_workspace(
        town.folder, clock=town.clock, resources=RESOURCES, rasterise=rasterise_svg, read_only=True
    )
    yield reader
    reader.close()


def test_read_only_workspaces_show_why_nothing_can_be_issued(
    reader: Workspace, qtbot: QtBot, theme: Theme
) -> None:
    window = MainWindow(reader, theme, "certificates")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page = window.shell.page("certificates")
    assert isinstance(page, CertificatesPage)
    assert page.detail.print.isEnabled()
    assert not page.detail.hand_over.isEnabled()
    assert "nur zum Lesen geöffnet" in texts(page.detail)
    begin(page, reader, "Çelik")
    assert not page._person.main.isEnabled()
    assert "nur zum Lesen geöffnet" in texts(page._person.foot)
    page.open_record(None)
    assert not page._batch.main.isEnabled()


# ------------------------------------------------------------------ ceremony


def batch(page: CertificatesPage, qtbot: QtBot) -> None:
    page.open_record(None)
    assert page._batch is not None
    page._batch.draw()


def test_everyone_without_a_certificate_is_ticked(
    page: CertificatesPage, town: Workspace, qtbot: QtBot
) -> None:
    batch(page, qtbot)
    assert page._batch.main.text() == "9 Urkunden drucken"
    people = page._batch.people
    people.setCurrentRow(0)
    qtbot.keyClick(people, Qt.Key.Key_Space)
    assert page._batch.main.text() == "8 Urkunden drucken"
    press("Niemand", page)
    assert not page._batch.main.isEnabled()
    assert "Niemand ist angekreuzt." in texts(page)
    press("Alle", page)
    assert len(page._batch.chosen()) == 9


def test_the_box_ticks_and_the_name_only_shows(page: CertificatesPage, qtbot: QtBot) -> None:
    batch(page, qtbot)
    people = page._batch.people
    line = people.visualItemRect(people.item(2))
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    assert page._batch.subject() == page._batch._candidates[2].id
    assert len(page._batch.chosen()) == 9
    box = QPoint(line.left() + page.theme.px(4), line.center().y())
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert page._batch._candidates[2].id not in page._batch.chosen()
    assert len(page._batch.chosen()) == 8


def test_arrow_keys_choose_the_design(page: CertificatesPage, town: Workspace, qtbot: QtBot) -> None:
    begin(page, town, "Behrens")
    design = page._person.options_form.design
    design.setFocus()
    with qtbot.waitSignal(design.edited):
        qtbot.keyClick(QApplication.focusWidget() or design, Qt.Key.Key_Right)
    assert design.value() is Design.MODERN


def test_each_gets_a_file_of_its_own(
    page: CertificatesPage, town: Workspace, folder: Path, qtbot: QtBot
) -> None:
    batch(page, qtbot)
    page._batch.own_files.click()
    qtbot.waitUntil(page.told.isVisible, timeout=20_000)
    assert len(lines(town)) == len(list(folder.iterdir())) == 9
    assert f"9 Urkunden ausgestellt, jede als eigene Datei im Ordner {folder}." in texts(page)
    assert not page._issue.isVisible() or "Dank" in page._issue.text()


def test_all_pages_go_into_one_file(
    page: CertificatesPage, town: Workspace, folder: Path, qtbot: QtBot
) -> None:
    batch(page, qtbot)
    page._batch.one_file.click()
    qtbot.waitUntil(page.told.isVisible, timeout=20_000)
    (file,) = folder.iterdir()
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 9


def test_all_are_printed_in_one_job(
    page: CertificatesPage, town: Workspace, printed: Path, qtbot: QtBot
) -> None:
    batch(page, qtbot)
    page._batch.main.click()
    qtbot.waitUntil(page.told.isVisible, timeout=20_000)
    assert "9 Urkunden ausgestellt und an den Drucker gegeben." in texts(page)
    with pikepdf.open(printed) as paper:
        assert len(paper.pages) == 9


def test_who_cannot_get_one_is_named_and_nobody_is_numbered(
    page: CertificatesPage, town: Workspace, folder: Path, qtbot: QtBot
) -> None:
    long_name = {"family_name": "Wolfeschlegelsteinhausenbergerdorff"}
    patrons.save_texts(town, person(town, "Behrens"), long_name)
    batch(page, qtbot)
    page._batch.own_files.click()
    said = "Wolfeschlegelsteinhausenbergerdorff, Frauke: Der Name ist zu lang für eine Seite."
    qtbot.waitUntil(lambda: said in texts(page._batch.foot), timeout=20_000)
    assert "Es wurde nichts ausgestellt. Die übrigen 8 sind bereit." in texts(page._batch.foot)
    assert lines(town) == []
    assert list(folder.iterdir()) == []
    press("Zeigen", page)
    assert page._batch.subject() == person(town, "Wolfe")
    page._batch.draw()
    assert "Der Name ist zu lang für eine Seite." in texts(page._batch.foot)
    assert page._batch.main.text() == "8 Urkunden drucken"
    page._batch.own_files.click()
    qtbot.waitUntil(page.told.isVisible, timeout=20_000)
    assert len(lines(town)) == 8


def test_who_is_seen_to_lack_something_is_named_and_left_out(
    page: CertificatesPage, town: Workspace, qtbot: QtBot
) -> None:
    """The person shown in the preview, before anything is tried."""
    key = person(town, "Behrens")
    patrons.save_texts(town, key, {"family_name": "Wolfeschlegelsteinhausenbergerdorff"})
    batch(page, qtbot)
    part = page._batch
    part.people.go_to(key)
    part.draw()
    said = texts(part.foot)
    assert "Wolfeschlegelsteinhausenbergerdorff, Frauke: Der Name ist zu lang für eine Seite." in said
    assert "Die übrigen 8 sind bereit." in said
    assert "Es wurde nichts ausgestellt" not in said
    assert key not in part.chosen()
    assert (part.main.text(), part.main.isEnabled()) == ("8 Urkunden drucken", True)
    part.people.tick_all(True)
    assert not part.main.isEnabled()
    part.people.go_to(person(town, "Çelik"))
    part.draw()
    assert not part.main.isEnabled()
    assert "Wolfeschlegelsteinhausenbergerdorff, Frauke" in texts(part.foot)
    patrons.save_texts(town, key, {"family_name": "Kurz"})
    page.reload()
    part.draw()
    assert part.main.isEnabled()


def test_nobody_gets_one_while_the_settings_lack_something(
    page: CertificatesPage, town: Workspace, qtbot: QtBot
) -> None:
    place = town.own_place()
    places.update_place(town, replace(place, signatory_name=""), place)
    batch(page, qtbot)
    assert not page._batch.main.isEnabled()
    page._batch.people.tick_all(True)
    assert not page._batch.main.isEnabled()
    assert page._batch.foot.way.text() == "Einstellungen"


def test_stopping_leaves_nothing_half_done(town: Workspace, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise CancelledError

    chosen = [one.id for one in ceremony.candidates(town, CertificateKind.APPOINTMENT)]
    options = issuing.IssueOptions(issued_on=town.today)
    out = tmp_path / "halb"
    made = ceremony.issue_for_ceremony(
        town, chosen, options, ceremony.Output.OWN_FILES, out=out, progress=stop
    )
    assert made.is_stopped
    assert len(made.certificates) == len(list(out.iterdir())) == len(lines(town)) == 3
    assert all(line.file_hash for line in lines(town))
    again = ceremony.candidates(town, CertificateKind.APPOINTMENT)
    assert [one.id for one in again] == chosen[3:]


# ------------------------------------------------------------------ register


def test_the_empty_register_offers_the_first_step(page: CertificatesPage) -> None:
    assert page.empty.isVisible()
    assert "Noch keine Urkunde ausgestellt" in texts(page)
    press("Urkunden ausstellen (9)", page)
    assert page._batch is not None
    assert page._batch.isVisible()


def test_an_empty_town_begins_with_a_person(qtbot: QtBot, empty_town: Workspace, theme: Theme) -> None:
    window = MainWindow(empty_town, theme, "certificates")
    qtbot.addWidget(window)
    window.show()
    page = window.shell.page("certificates")
    assert "Erste Patin, ersten Paten eintragen" in [b.text() for b in page.findChildren(Button)]


@pytest.fixture
def issued(town: Workspace) -> list[Certificate]:
    """Three of them: ready, handed over, void; newest first in the register."""
    made = [issue(town, name) for name in ("Behrens", "Çelik", "Nguyễn")]
    certificates.hand_over(town, made[1].number, on=town.today)
    certificates.void(town, made[2].number, reason="Name falsch geschrieben")
    return [certificates.find_certificate(town, line.number) for line in made]


def test_the_register_tells_newest_first_what_became_of_each(
    issued: list[Certificate], page: CertificatesPage, town: Workspace
) -> None:
    model = page.listing.table.model
    ready, handed, void = issued
    assert shown_numbers(page) == [f"{void.number} · ungültig", handed.number, ready.number]
    states = [model.row(place).cell(3).text for place in range(3)]
    assert states == ["ungültig", f"ausgehändigt am {format_short(town.today)}", "liegt bereit"]
    assert "3 Urkunden · 1 liegt bereit" in texts(page)


def test_search_and_filter_narrow_and_stay(
    issued: list[Certificate], page: CertificatesPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search_widget(), "celik")
    assert shown_numbers(page) == [issued[1].number]
    assert "1 von 3 Urkunden" in texts(page)
    page.listing.search.clear()
    page.listing.set_filter("ready")
    page.reload()
    assert shown_numbers(page) == [issued[0].number]
    page.listing.set_filter("void")
    qtbot.keyClicks(page.listing.search, "behrens")
    assert "Zu Suche und Filter passt keine Urkunde." in texts(page)
    press("Alle zeigen", page)
    assert len(shown_numbers(page)) == 3


def test_the_number_on_the_paper_finds_the_line(
    issued: list[Certificate], page: CertificatesPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search_widget(), issued[0].number)
    assert shown_numbers(page) == [issued[0].number]


def test_the_original_is_saved_until_it_was_handed_over(
    issued: list[Certificate], page: CertificatesPage, town: Workspace, folder: Path
) -> None:
    ready, handed, _ = issued
    page.show_register(ready.id)
    assert "jeder Ausdruck das Original" in texts(page.detail)
    page.detail.save.click()
    (original,) = folder.iterdir()
    with town.store.read() as reader:
        assert original.read_bytes() == reader.blob(ready.file_hash or "")
    page.show_register(handed.id)
    assert "Zweitschrift" in texts(page.detail)
    assert certificates.copies_of(town, handed.id) == []
    page.detail.save.click()
    assert any("Zweitschrift" in file.name for file in folder.iterdir())
    assert len(certificates.copies_of(town, handed.id)) == 1
    assert "Zweitschriften" in texts(page.detail)


def test_printing_from_the_register(
    issued: list[Certificate], page: CertificatesPage, printed: Path, window: MainWindow
) -> None:
    page.show_register(issued[0].id)
    page.print_page()
    assert printed.exists()
    assert f"Urkunde {issued[0].number} ist an den Drucker gegeben." in texts(page)


def test_handing_over_before_its_date_is_refused_in_place(
    issued: list[Certificate], window: MainWindow, town: Workspace, qtbot: QtBot
) -> None:
    dialog = HandOverDialog(window, issued[0], window)
    qtbot.addWidget(dialog)
    dialog.show()
    day = dialog.fields["on"]
    for wrong, said in (
        (format_short(town.today - timedelta(days=1)), "kann nicht vorher ausgehändigt worden sein"),
        (format_short(town.today + timedelta(days=1)), "liegt in der Zukunft"),
        ("31.06.2026", "Juni"),
    ):
        day.set_value(wrong)
        dialog.verb.click()
        assert said in day.problem
        assert dialog.isVisible()
    day.set_value(format_short(town.today))
    dialog.verb.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert certificates.find_certificate(town, issued[0].number).handed_over_on == town.today


def test_a_handing_over_is_undone_but_never_a_number(
    issued: list[Certificate], page: CertificatesPage, town: Workspace, window: MainWindow
) -> None:
    page.show_register(issued[0].id)
    in_dialog(lambda dialog: press("Eintragen", dialog))
    page.detail.hand_over.click()
    assert "ausgehändigt" in texts(page.detail)
    assert page.detail.print.text() == "Zweitschrift drucken"
    window.keys.undo()
    assert certificates.find_certificate(town, issued[0].number).handed_over_on is None
    assert page.detail.print.text() == "Drucken"
    assert len(shown_numbers(page)) == 3


def test_voiding_needs_a_reason_and_keeps_the_number(
    issued: list[Certificate], page: CertificatesPage, window: MainWindow, town: Workspace, qtbot: QtBot
) -> None:
    dialog = VoidDialog(window, issued[0], window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Die Nummer bleibt mit dem Grund im Register" in texts(dialog)
    dialog.verb.click()
    assert "nur mit einem Grund ungültig" in dialog.fields["reason"].problem
    qtbot.keyClicks(dialog.fields["reason"].input, "Doppelt ausgestellt")
    qtbot.keyClick(dialog.fields["reason"].input, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    page.show_register(issued[0].id)
    assert "Doppelt ausgestellt" in texts(page.detail)
    assert not page.detail.print.isVisible()
    assert f"{issued[0].number} · ungültig" in shown_numbers(page)


def test_a_file_is_checked(
    issued: list[Certificate],
    page: CertificatesPage,
    town: Workspace,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    again = certificates.reprint(town, issued[0].number, out=folder)
    assert again.path is not None
    changed = folder / "verändert.pdf"
    changed.write_bytes(again.pdf + b"\n")
    foreign = folder / "fremd.pdf"
    foreign.write_bytes(b"%PDF-1.7 keine Urkunde")
    for file, said in (
        (again.path, "Die Urkunde ist echt"),
        (changed, "Die Datei ist verändert"),
        (foreign, "Nicht im Register"),
    ):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, file=file: (str(file), ""))
        heard = in_dialog(lambda dialog: dialog.reject())
        press("Datei prüfen …", page)
        assert said in heard[0]
        assert file.name in heard[0]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(changed), ""))
    in_dialog(lambda dialog: press("Im Register zeigen", dialog))
    press("Datei prüfen …", page)
    assert page.detail.certificate == issued[0]


def test_the_register_goes_to_excel(
    issued: list[Certificate], page: CertificatesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "register.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.listing.export_wanted.emit()
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Nummer", "Kommune", "Name", "Art")
    assert [row[0] for row in rows[1:]] == [line.number for line in reversed(issued)]
    assert "3 Urkunden geschrieben: register.xlsx" in texts(page)


def test_an_erased_person_leaves_number_and_dates(
    issued: list[Certificate], page: CertificatesPage, town: Workspace
) -> None:
    history.erase_patron(town, person(town, "Behrens"))
    page.reload()
    page.show_register(issued[0].id)
    assert issued[0].number in texts(page.detail)
    assert "Die Angaben zur Person wurden gelöscht" in texts(page.detail)
    assert "Behrens" not in texts(page)
    assert not page.detail.print.isVisible()


# ------------------------------------------------------------------ everywhere


READING_ORDER = {
    "register": ("Datei prüfen …", "Name oder Nummer suchen", "Register der Urkunden", "Zur Person"),
    "person": (
        "Klassisch",
        "Berufung",
        "Datum auf der Urkunde",
        "Wortlaut ändern …",
        "Urkunde drucken",
        "100 %",
    ),
    "batch": ("Personen", "Wer eine Urkunde bekommt", "7 Urkunden drucken", "Eine Datei …", "100 %"),
}


def views(page: CertificatesPage, town: Workspace) -> Iterator[str]:
    page.show_register()
    yield "register"
    begin(page, town, "Behrens")
    yield "person"
    page.open_record(None)
    page._batch.draw()
    yield "batch"


def test_tab_finds_a_name_on_everything(
    issued: list[Certificate], page: CertificatesPage, town: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    for view in views(page, town):
        page.setFocus()
        seen: list[QWidget] = []
        while True:
            qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
            widget = window.focusWidget()
            assert widget is not None
            if widget in seen:
                break
            assert widget.accessibleName(), f"{view}: {type(widget).__name__}"
            seen.append(widget)
        names = [widget.accessibleName() for widget in seen if page.isAncestorOf(widget)]
        places = [names.index(name) for name in READING_ORDER[view]]
        assert places == sorted(places), f"{view}: {names}"


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("look", [("light", 100), ("light", 150), ("light", 200), ("dark", 200)])
def test_nothing_is_clipped(
    page: CertificatesPage,
    town: Workspace,
    theme: Theme,
    look: tuple[Mode, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    for view in views(page, town):
        QApplication.processEvents()
        assert find_clipped(page) == [], view


def test_esc_leads_back(page: CertificatesPage, town: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    issue(town, "Behrens")
    page.open_record(None)
    qtbot.keyClick(page._batch.people, Qt.Key.Key_Escape)
    assert page.panes.isVisible()
    begin(page, town, "Çelik")
    qtbot.keyClick(page._person.save, Qt.Key.Key_Escape)
    assert window.shell.current == "patrons"
