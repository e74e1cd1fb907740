"""The settings as a clerk uses them: type, leave, saved; wrong entries; backups; look."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.participation_fields import STEPS
from klikks_desktop.domain.records import Locality
from klikks_desktop.services import care
from klikks_desktop.services.places import places
from klikks_desktop.services.register.certificate_sheets import edited_templates
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.settings import SettingsPage
from klikks_desktop.ui.pages.settings.about_section import AboutSection
from klikks_desktop.ui.pages.settings.add_place_dialog import AddPlaceDialog
from klikks_desktop.ui.pages.settings.backup_section import BackupSection
from klikks_desktop.ui.pages.settings.factors_section import FactorsSection
from klikks_desktop.ui.pages.settings.keys_section import KeysSection
from klikks_desktop.ui.pages.settings.locality_section import LocalitySection
from klikks_desktop.ui.pages.settings.look_section import LookSection
from klikks_desktop.ui.pages.settings.office_section import OfficeSection
from klikks_desktop.ui.pages.settings.participation_section import ParticipationSection
from klikks_desktop.ui.pages.settings.place_section import PlaceSection
from klikks_desktop.ui.pages.settings.privacy_section import PrivacySection
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.pages.settings.signup_dialog import SignUpDialog
from klikks_desktop.ui.pages.settings.wording_section import WordingSection
from klikks_desktop.ui.theme import Mode, Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import FormField

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
WAIT_MS = 20_000
HOSTILE_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script></svg>'
CONSTITUTIVE = "{Nominativ} beruft unter Berufung in das Ehrenbeamtenverhältnis"


@pytest.fixture
def settings(window: MainWindow) -> SettingsPage:
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def enter(field: FormField, text: str) -> None:
    """Type a text over what is there and leave the field."""
    widget = field.input
    widget.setFocus()
    widget.selectAll()  # type: ignore[union-attr]  # only fields with text are typed into
    type_text(widget, text)
    widget.clearFocus()


def type_text(widget: QWidget, text: str) -> None:
    if not text:
        QApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        )
    for char in text:
        QApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        )


def drop(widget: QWidget, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    where, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    widget.dropEvent(QDropEvent(where, copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def press_in_dialog(button: str, told: list[str], also: Callable[[Dialog], object] = bool) -> None:
    """When the next dialog stands, note what it says and press one of its buttons."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        also(dialog)
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        next(b for b in dialog.findChildren(Button) if b.text() == button).click()

    QTimer.singleShot(0, act)


def shown_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# ---------------------------------------------------------------------- places


def test_a_field_is_saved_when_it_is_left_and_taken_back_by_undo(
    settings: SettingsPage, window: MainWindow, town: Workspace, qtbot: QtBot
) -> None:
    section = settings.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    field = section.details.form.field("genitive")
    enter(field, "unserer Stadt Auenbrück")
    assert town.own_place().genitive == "unserer Stadt Auenbrück"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert town.own_place().genitive == "der Stadt Auenbrück"
    assert field.input.value() == "der Stadt Auenbrück"


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [("designation", "", "Bezeichnung"), ("postcode", "2999", "Postleitzahl"), ("contact_email", "a@", "")],
)
def test_what_is_wrong_stays_typed_and_says_why(
    settings: SettingsPage, town: Workspace, name: str, text: str, part: str
) -> None:
    section = settings.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    before = town.own_place()
    field = section.details.form.field(name)
    enter(field, text)
    assert field.problem
    assert part in field.problem
    assert town.own_place() == before
    settings.reload()
    assert field.input.value() == text


def test_the_coat_of_arms_is_dropped_coloured_and_removed(
    settings: SettingsPage, town: Workspace, tmp_path: Path
) -> None:
    section = settings.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    image = QImage(600, 700, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    assert image.save(str(tmp_path / "Wappen.png"))
    before = town.own_place().arms_hash
    drop(section.arms, tmp_path / "Wappen.png")
    assert town.own_place().arms_hash not in {before, None}
    chips = section.accents.findChildren(QWidget)
    blue = next(chip for chip in chips if "lau" in chip.accessibleName())
    blue.click()  # type: ignore[attr-defined]  # a chip is a button
    assert town.own_place().accent == section.accents.value() != ""
    section.arms.remove.click()
    assert town.own_place().arms_hash is None


def test_a_hostile_picture_is_refused_and_the_old_one_stays(
    settings: SettingsPage, town: Workspace, tmp_path: Path
) -> None:
    section = settings.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    before = town.own_place()
    (tmp_path / "Wappen.svg").write_bytes(HOSTILE_SVG)
    drop(section.arms, tmp_path / "Wappen.svg")
    assert town.own_place() == before
    assert any(text.startswith("K-412") for text in shown_texts(section.arms))


def test_a_further_place_is_found_and_then_shown(
    settings: SettingsPage, town: Workspace, window: MainWindow
) -> None:
    section = settings.section(PlaceSection)
    assert isinstance(section, PlaceSection)
    told: list[str] = []

    def search(dialog: Dialog) -> None:
        assert isinstance(dialog, AddPlaceDialog)
        dialog.search.field.setText("Schneverdingen")

    press_in_dialog("Kommune anlegen", told, search)
    section.add.click()
    assert "Stadt Schneverdingen im Heidekreis" in told
    assert [place.name for place in town.own_places()] == ["Auenbrück", "Schneverdingen"]
    assert settings.place.isVisible()
    assert section.details.form.values()["genitive"] == "der Stadt Schneverdingen"
    settings.section(LocalitySection)
    assert settings.place.currentText() == "Stadt Schneverdingen · 03358019"


def test_a_town_without_a_place_is_offered_to_set_one_up(
    qtbot: QtBot, empty_town: Workspace, theme: Theme
) -> None:
    window = MainWindow(empty_town, theme, "settings")
    qtbot.addWidget(window)
    window.show()
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    assert "Noch keine Kommune" in shown_texts(page)
    page.section(BackupSection)
    assert "Noch keine Kommune" not in shown_texts(page)


# ---------------------------------------------------------------------- parts of a place


def test_a_locality_is_added_renamed_and_deleted(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(LocalitySection)
    assert isinstance(section, LocalitySection)
    place = town.own_place()
    section.name.input.setFocus()
    type_text(section.name.input, "Öhrlingen")
    section.add.click()

    def known() -> dict[str, str]:
        return {found.name: found.genitive for found in places.localities_of(town, place.id)}

    assert known()["Öhrlingen"] == "des Ortsteils Öhrlingen"
    made = next(found for found in places.localities_of(town, place.id) if found.name == "Öhrlingen")
    section.table.select(made.id)
    enter(section.genitive, "der Ortschaft Öhrlingen")
    assert known()["Öhrlingen"] == "der Ortschaft Öhrlingen"
    section.delete.click()
    assert "Öhrlingen" not in known()


def test_a_locality_in_use_is_not_deleted(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(LocalitySection)
    assert isinstance(section, LocalitySection)
    used = next(found for found in places.localities_of(town, town.own_place().id) if found.name == "Harber")
    section.table.select(used.id)
    told: list[str] = []
    press_in_dialog("Schließen", told)
    section.delete.click()
    assert "K-139" in told
    with town.store.read() as reader:
        assert reader.get(Locality, used.id) == used


# ---------------------------------------------------------------------- participation, privacy


def test_the_steps_in_the_programme_are_entered_and_seen(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(ParticipationSection)
    assert isinstance(section, ParticipationSection)

    def seen() -> list[str]:
        return [
            step.accessibleName() for step in section.strip.findChildren(QWidget) if step.accessibleName()
        ]

    assert len([name for name in seen() if name.endswith(": offen")]) == 10
    enter(section.form.field("workshop_on"), "15.3.2025")
    enter(section.form.field("networking_on"), "1.12.2099")
    enter(section.form.field("resolution_number"), " 24/1 ")
    enter(section.form.field("call_on"), "31.02.2025")
    assert section.form.field("call_on").problem
    enter(section.form.field("contact_on"), "1.2.2024")
    stored = places.participation_of(town, town.own_place().id)
    assert (stored.workshop_on, stored.contact_on) == (date(2025, 3, 15), date(2024, 2, 1))
    assert (stored.resolution_number, stored.call_on) == ("24/1", None)
    assert "8. Zukunftswerkstatt: 15.03.2025" in seen()
    assert "10. Vernetzung: am 01.12.2099" in seen(), "planned, not done"
    assert section.form.field("call_on").input.value() == "31.02.2025", "what is no date stays as typed"
    assert all(section.form.field(step.name).spec.help for step in STEPS)


def test_the_day_until_which_the_town_can_sign_up(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(ParticipationSection)
    assert isinstance(section, ParticipationSection)
    field = section.form.field("signup_deadline")
    enter(field, "31.3.2027")
    assert town.own_place().signup_deadline == date(2027, 3, 31)
    assert field.input.value() == "31.03.2027"
    enter(field, "31.02.2027")
    assert field.problem
    assert town.own_place().signup_deadline == date(2027, 3, 31)
    enter(field, "")
    assert not field.problem
    assert town.own_place().signup_deadline is None


def test_the_letter_that_signs_up_asks_for_the_day_first(
    settings: SettingsPage, town: Workspace, qtbot: QtBot
) -> None:
    section = settings.section(ParticipationSection)
    assert isinstance(section, ParticipationSection)
    field = section.form.field("signup_deadline")
    section.letter.click()
    assert field.problem == "Der Brief nennt diesen Tag. Bitte eintragen."
    assert field.input.hasFocus()
    section.reload(town.own_place())
    assert not field.problem, "nothing was typed that has to be kept"
    type_text(field.input, "31.03.2031")

    def write(dialog: Dialog) -> None:
        assert isinstance(dialog, SignUpDialog)
        dialog.fields["address"].set_value("\n".join("abcde"))
        dialog.verb.click()
        assert "Höchstens 4 Zeilen" in dialog.fields["address"].problem
        dialog.fields["address"].set_value("Kreisstraße 1\n29998 Auenstadt")
        dialog.fields["note"].set_value("Wir freuen uns darauf.")

    told: list[str] = []
    press_in_dialog("Brief ansehen", told, write)
    section.letter.setFocus()
    section.letter.click()
    assert town.own_place().signup_deadline == date(2031, 3, 31)
    assert "Der Brief geht an: Regionalmanagement Auenland, Auenstadt." in told
    qtbot.waitUntil(lambda: bool(section.findChildren(PaperDialog)), timeout=WAIT_MS)
    paper = section.findChildren(PaperDialog)[0]
    words = " ".join(paper.preview._document.getAllText(0).text().split())
    assert "Regionalmanagement Auenland Kreisstraße 1 29998 Auenstadt" in words
    assert "Anmeldeschluss ist der 31. März 2031." in words
    assert "Wir freuen uns darauf." in words
    assert paper._name.endswith("_Anmeldung.pdf")
    paper.close()


def test_who_it_goes_to_is_asked_for_where_it_is_not_known(settings: SettingsPage, town: Workspace) -> None:
    nobody = replace(town.own_place(), region_office="")
    dialog = SignUpDialog(settings.section(ParticipationSection).host, nobody, settings)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("noch nicht eingetragen" in text for text in labels)
    dialog.fields["address"].set_value("\n".join("abcde"))
    order = dialog.order()
    assert order is not None
    assert order.address == tuple("abcde")
    dialog.deleteLater()


def test_dates_of_participation_are_read_and_wrong_ones_told(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(ParticipationSection)
    assert isinstance(section, ParticipationSection)
    enter(section.form.field("resolution_on"), "3.3.26")
    enter(section.form.field("agreement_on"), "30.02.2026")
    stored = places.participation_of(town, town.own_place().id)
    assert stored.resolution_on is not None
    assert stored.resolution_on.isoformat() == "2026-03-03"
    assert stored.agreement_on is None
    assert section.form.field("agreement_on").problem
    assert section.form.values()["agreement_on"] == "30.02.2026"


def test_retention_takes_numbers_only(settings: SettingsPage, town: Workspace) -> None:
    section = settings.section(PrivacySection)
    assert isinstance(section, PrivacySection)
    enter(section.details.form.field("months_contact"), "0")
    assert "1 bis 100" in section.details.form.field("months_contact").problem
    enter(section.details.form.field("months_contact"), "6")
    assert town.own_place().months_contact == 6
    enter(section.details.form.field("controller"), "Stadt Auenbrück, Am Markt 1")
    assert town.own_place().controller == "Stadt Auenbrück, Am Markt 1"


# ---------------------------------------------------------------------- wording


def test_wording_is_kept_seen_and_restored(settings: SettingsPage, town: Workspace, qtbot: QtBot) -> None:
    section = settings.section(WordingSection)
    assert isinstance(section, WordingSection)
    assert section.preview.page_count() == 1
    editor = section.parts.editors["berufung.f.intro"]
    assert not editor.restore.isVisible()
    enter(editor.field, "{Nominativ} bittet")
    assert edited_templates(town) == {"berufung.f.intro": "{Nominativ} bittet"}
    assert editor.restore.isVisible()
    editor.restore.click()
    assert editor.text == "{Nominativ} beruft"
    assert edited_templates(town) == {}


@pytest.mark.parametrize(
    ("text", "part"), [(CONSTITUTIVE, "Beamtenstatusgesetz"), ("{Nominatif} beruft", "{Nominatif}")]
)
def test_a_refused_wording_says_why_and_is_not_kept(
    settings: SettingsPage, town: Workspace, text: str, part: str
) -> None:
    section = settings.section(WordingSection)
    assert isinstance(section, WordingSection)
    editor = section.parts.editors["berufung.f.intro"]
    enter(editor.field, text)
    assert part in editor.field.problem
    assert edited_templates(town) == {}
    settings.reload()
    assert editor.text == text


def test_each_kind_and_form_of_address_has_its_own_texts(settings: SettingsPage) -> None:
    section = settings.section(WordingSection)
    assert isinstance(section, WordingSection)
    section.address.set_value("n")
    section.address.edited.emit()
    assert section.parts.editors["berufung.n.intro"].text == "{Nominativ} betraut"
    section.title.set_value("Dankurkunde")
    section.title.edited.emit()
    assert next(iter(section.parts.editors)) == "dank.n.intro"
    assert section.preview.page_count() == 1


def test_a_placeholder_goes_where_the_cursor_is(settings: SettingsPage) -> None:
    section = settings.section(WordingSection)
    assert isinstance(section, WordingSection)
    editor = section.parts.editors["dank"]
    editor.field.input.setFocus()
    editor.field.set_value("")
    chip = next(b for b in section.parts.findChildren(Button) if b.text() == "{Genitiv}")
    assert chip.toolTip()
    chip.click()
    assert editor.text == "{Genitiv}"


# ---------------------------------------------------------------------- backups


def test_backing_up_now_adds_a_line(settings: SettingsPage, town: Workspace, qtbot: QtBot) -> None:
    section = settings.section(BackupSection)
    assert isinstance(section, BackupSection)
    assert section.table.model.rowCount() == 0
    section.now.click()
    qtbot.waitUntil(lambda: section.table.model.rowCount() == 1, timeout=WAIT_MS)
    (made,) = care.backups(town)
    old = made.path.with_name("KlikKS_Sicherung_2025-01-02_0800.klikksdb")
    old.touch()
    made.path.with_stem(made.path.stem.replace("_von-Hand", "_vor-Einlesen_2")).touch()
    section.reload(None)
    rows = [section.table.model.row(place) for place in range(3)]
    assert [row.cells[1].text for row in rows] == ["vor dem Einlesen", "von Hand", "–"], "newest first"


def test_all_data_are_written_as_json(
    settings: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = settings.section(BackupSection)
    assert isinstance(section, BackupSection)
    target = tmp_path / "alles.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    section.whole.click()
    qtbot.waitUntil(lambda: "nicht verschlüsselt" in section.state.accessibleName(), timeout=WAIT_MS)
    assert json.loads(target.read_bytes())["counts"]["patron"] > 0


def test_a_second_place_is_set_and_forgotten(settings: SettingsPage, town: Workspace, tmp_path: Path) -> None:
    section = settings.section(BackupSection)
    assert isinstance(section, BackupSection)
    section._set_second(tmp_path)
    second = care.second_place(town)
    assert second is not None
    assert second.folder == tmp_path
    assert str(tmp_path) in shown_texts(section)
    section.forget_second.click()
    assert care.second_place(town) is None


def test_a_backup_is_brought_back_after_a_preview_and_the_program_ends(
    settings: SettingsPage, town: Workspace, theme: Theme
) -> None:
    section = settings.section(BackupSection)
    assert isinstance(section, BackupSection)
    place = town.own_place()
    saved = care.backup(town)
    places.add_locality(town, place.id, "Danach")
    ended: list[bool] = []
    section.end = lambda: ended.append(True)
    told: list[str] = []

    def then_end(_dialog: Dialog) -> None:
        press_in_dialog("Programm beenden", told)

    press_in_dialog("Zurückholen und beenden", told, then_end)
    section.restore(saved)
    assert ended
    assert any("Jetziger Stand" in text for text in told)
    assert any(text.startswith("Zurückgeholt") for text in told)
    again = open_workspace(town.folder, clock=town.clock, resources=RESOURCES)
    names = [found.name for found in places.localities_of(again, place.id)]
    again.close()
    assert "Danach" not in names
    assert "Harber" in names


def test_a_file_that_is_no_backup_is_refused(settings: SettingsPage, town: Workspace, tmp_path: Path) -> None:
    section = settings.section(BackupSection)
    assert isinstance(section, BackupSection)
    wrong = tmp_path / "Urlaub.klikksdb"
    wrong.write_bytes(b"no database")
    told: list[str] = []
    press_in_dialog("Schließen", told)
    section.restore(wrong)
    assert any(text.startswith("K-23") for text in told)
    assert town.own_places()


# ---------------------------------------------------------------------- look, about, region


@pytest.mark.parametrize("scale", [125, 200])
def test_a_low_section_asks_for_no_more_room_than_it_needs(
    settings: SettingsPage, window: MainWindow, theme: Theme, scale: int
) -> None:
    window.resize(1366, 768)
    theme.set_scale(scale)
    for kind in (FactorsSection, KeysSection, BackupSection):
        settings.section(kind)
    low = settings.section(LookSection)
    holder: QWidget | None = settings
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    assert holder is not None
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert holder.verticalScrollBar().maximum() == 0
    assert low.minimumSizeHint().height() <= low.height()


def test_look_and_size_change_at_once(settings: SettingsPage, theme: Theme) -> None:
    section = settings.section(LookSection)
    assert isinstance(section, LookSection)
    section.mode.set_value("dark")
    section.mode.input.left.emit()
    assert theme.dark
    section.scale.set_value("150")
    section.scale.input.left.emit()
    assert theme.scale == 150


def test_about_names_the_sources_word_for_word(settings: SettingsPage, town: Workspace) -> None:
    texts = shown_texts(settings.section(AboutSection))
    directory = town.shipped.directory
    assert any(directory.attribution in text for text in texts)
    assert any(directory.edition in text for text in texts)
    assert any(town.shipped.map.attribution in text for text in texts)
    for part in ("EUPL-1.2", "DIN-91379-Characters-and-Sequences", "SIL Open Font License 1.1"):
        assert any(part in text for text in texts), part


def test_a_region_can_rename_its_office(qtbot: QtBot, region_window: MainWindow, region: Workspace) -> None:
    region_window.shell.show_page("settings")
    page = region_window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    assert [row.text() for row in page.list.rows] == [
        "Ihre Stelle",
        "Gemeinsame Daten",
        "Koordinierende Stelle",
        "Programmpaket schreiben",
        "Programmpaket",
        "Faktoren und Richtwerte",
        "Sicherung",
        "Schlüssel",
        "Darstellung",
        "Über",
    ]
    section = page.section(OfficeSection)
    assert isinstance(section, OfficeSection)
    enter(section.name, "Klimaschutzagentur Auenland")
    assert region.name == "Klimaschutzagentur Auenland"
    enter(section.name, " ")
    assert section.name.problem
    enter(section.name, "A" * 201)
    assert section.name.problem == "„Name der Stelle“ ist zu lang: höchstens 200 Zeichen."
    assert region.name == "Klimaschutzagentur Auenland"
    enter(section.name, "Klima\u202eagentur")
    assert not section.name.problem
    assert region.name == "Klimaagentur"


# ---------------------------------------------------------------------- every section

SECTIONS: list[type[Section]] = [
    *(PlaceSection, LocalitySection, WordingSection, ParticipationSection),
    *(PrivacySection, BackupSection, LookSection, AboutSection),
]


@pytest.mark.parametrize("look", [("light", 100), ("dark", 100), ("light", 150), ("light", 200)])
def test_nothing_is_clipped_and_nothing_nameless(
    settings: SettingsPage,
    window: MainWindow,
    theme: Theme,
    look: tuple[Mode, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    for kind in SECTIONS:
        settings.section(kind)
        for _ in range(5):  # a layout that breaks lines settles in several rounds
            QApplication.processEvents()
        assert find_clipped(settings) == [], kind.__name__
        nameless = [
            type(widget).__name__
            for widget in settings.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not widget.accessibleName()
        ]
        assert nameless == [], kind.__name__
        assert settings.minimumSizeHint().width() <= window.width()


def test_tab_walks_through_a_section_and_comes_back(
    settings: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    settings.section(PlaceSection)
    first = settings.list.rows[0]
    first.setFocus()
    walked: list[str] = []
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is first:
            break
        walked.append(focused.objectName() or focused.accessibleName())
    for before, after in (
        ("designation", "nominative"),
        ("nominative", "genitive"),
        ("genitive", "locative"),
    ):
        assert walked.index(before) < walked.index(after)
    assert "Weitere Kommune anlegen …" in walked
