"""Programmpaket in the settings: drafted and written by a region, looked at and accepted by a town."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from modal import pick_file, when_shown
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Role
from klikks_desktop.services.exchange.enrolment import awaited_peer
from klikks_desktop.services.pack.accepted import accepted
from klikks_desktop.services.pack.accepting import preview_pack
from klikks_desktop.services.pack.draft import PackDraft
from klikks_desktop.services.pack.drafting import change_draft, pack_draft, set_logo
from klikks_desktop.services.pack.opening import open_pack
from klikks_desktop.services.pack.writing import write_draft
from klikks_desktop.services.records import history
from klikks_desktop.services.region.announcements import save_announcement
from klikks_desktop.services.region.sender import sender
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.dialogs.pack import PackDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.inbox import InboxPage
from klikks_desktop.ui.pages.settings import SettingsPage
from klikks_desktop.ui.pages.settings.pack_draft_section import PackDraftSection
from klikks_desktop.ui.pages.settings.pack_section import PackSection
from klikks_desktop.ui.pages.settings.pack_text_dialog import PackTextDialog
from klikks_desktop.ui.theme import Theme

WAIT_MS = 20_000
FUNCTION = "berufung.f.function"
LINE = "Klima vor Ort · Landesprogramm"
Clipped = Callable[[QWidget], list[str]]


def settings(window: MainWindow, kind: type) -> PackSection | PackDraftSection:
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    return page.section(kind)  # type: ignore[return-value]  # of that kind


@pytest.fixture
def section(window: MainWindow) -> PackSection:
    shown = settings(window, PackSection)
    assert isinstance(shown, PackSection)
    return shown


@pytest.fixture
def draft(region_window: MainWindow) -> PackDraftSection:
    shown = settings(region_window, PackDraftSection)
    assert isinstance(shown, PackDraftSection)
    return shown


@pytest.fixture
def pack(region: Workspace, tmp_path: Path) -> Path:
    change_draft(
        region,
        title="Klima vor Ort",
        programme=LINE,
        texts={FUNCTION: "zur Klimalotsin"},
        signup_deadline=date(2099, 3, 31),
    )
    return write_draft(region, tmp_path / "p.klikkspaket")


def wait_for(qtbot: QtBot, done: Callable[[], bool]) -> None:
    """Packs are read and accepted off the window's thread."""
    qtbot.waitUntil(done, timeout=WAIT_MS)


# ------------------------------------------------------------------ at a town


def test_without_a_pack_the_section_says_what_it_is(section: PackSection) -> None:
    assert section.state.text() == "Kein Programmpaket angenommen"
    assert not section.remove.isVisible()
    assert not section.join.isVisible()
    assert not section.logo.isVisible()


def test_a_pack_is_looked_at_accepted_and_taken_back(
    section: PackSection, pack: Path, town: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    told: list[str] = []

    def look(dialog: PackDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.list.go_to(f"text {FUNCTION}")
        told.append(f"{dialog.old.text()} / {dialog.new.text()}")
        dialog.take.click()

    when_shown(PackDialog, look)
    pick_file(pack)
    section.open.click()
    wait_for(qtbot, lambda: accepted(town) is not None and section.remove.isVisible())
    assert any("Fingerabdruck" in text for text in told), "the region is not enrolled"
    assert "zur Klimaschutzpatin / zur Klimalotsin" in told
    assert section.told.accessibleName().startswith("Programmpaket angenommen: Klima vor Ort.")
    assert section.state.text() == "Klima vor Ort"
    shown = [label.text() for label in section.facts.findChildren(QLabel)]
    assert "Anmeldung zum Programm bis; 1 Text" in " ".join(shown)
    history.undo(town)
    section.reload(None)
    assert section.state.text() == "Kein Programmpaket angenommen"
    assert window.isVisible()


def test_only_what_is_ticked_is_followed(
    section: PackSection, pack: Path, town: Workspace, qtbot: QtBot
) -> None:
    def act(dialog: PackDialog) -> None:
        dialog.list.tick_all(False)
        dialog.take.click()

    when_shown(PackDialog, act)
    section.files.take(pack)
    wait_for(qtbot, lambda: accepted(town) is not None)
    found = accepted(town)
    assert found is not None
    assert found.contents() == []


def test_nothing_is_accepted_by_looking(
    section: PackSection, pack: Path, town: Workspace, qtbot: QtBot
) -> None:
    closed: list[bool] = []
    when_shown(PackDialog, lambda dialog: closed.append(bool(dialog.leave.click()) or True))
    section.files.take(pack)
    wait_for(qtbot, lambda: bool(closed))
    assert accepted(town) is None


def test_the_pack_is_removed_again(section: PackSection, pack: Path, town: Workspace, qtbot: QtBot) -> None:
    when_shown(PackDialog, lambda dialog: dialog.take.click())
    section.files.take(pack)
    wait_for(qtbot, section.remove.isVisible)
    when_shown(ConfirmDialog, lambda dialog: dialog.accept())
    section.remove.click()
    wait_for(qtbot, lambda: accepted(town) is None and not section.remove.isVisible())
    assert section.told.accessibleName() == "Programmpaket entfernt: Klima vor Ort."


def test_the_enrolment_begins_from_the_pack(
    section: PackSection, pack: Path, town: Workspace, region: Workspace, qtbot: QtBot
) -> None:
    answer = pack.with_name("antwort.klikks")
    when_shown(PackDialog, lambda dialog: dialog.take.click())
    section.files.take(pack)
    wait_for(qtbot, section.join.isVisible)
    pick_file(answer)
    when_shown(JointNumberDialog, lambda dialog: dialog.later.click())
    section.join.click()
    wait_for(qtbot, answer.exists)
    assert awaited_peer(town).pending_sign_key == region.keys.public.sign_key
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT_MS)


@pytest.mark.parametrize("page", ["overview", "post"])
def test_a_pack_is_dropped_on_the_window(
    window: MainWindow, pack: Path, town: Workspace, page: str, qtbot: QtBot
) -> None:
    window.shell.show_page(page)
    when_shown(PackDialog, lambda dialog: dialog.take.click())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target = window.shell.page(page) if page == "post" else window
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(20, 20), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), copy, data, left, none))
    wait_for(qtbot, lambda: accepted(town) is not None)


def test_a_region_takes_the_pack_of_its_agency_where_files_of_towns_are_dropped(
    region_window: MainWindow, region: Workspace, take: Callable[..., Workspace], tmp_path: Path, qtbot: QtBot
) -> None:
    agency = take("agentur", "Landesagentur", Role.REGION)
    change_draft(agency, title="Landesprogramm", programme=LINE)
    file = write_draft(agency, tmp_path / "a.klikkspaket")
    region_window.shell.show_page("exchange")
    page = region_window.shell.page("exchange")
    assert isinstance(page, InboxPage)
    when_shown(PackDialog, lambda dialog: dialog.take.click())
    page.take_files([file])
    wait_for(qtbot, page.told.isVisible)
    assert page.told.accessibleName().startswith("Programmpaket angenommen: Landesprogramm.")
    assert sender(region).programme == LINE


def test_read_only_nothing_can_be_opened(town: Workspace, theme: Theme, qtbot: QtBot) -> None:
    folder = town.folder
    reading = open_workspace(folder, clock=town.clock, resources=town.shipped.folder, read_only=True)
    window = MainWindow(reading, theme)
    qtbot.addWidget(window)
    window.show()
    shown = settings(window, PackSection)
    assert isinstance(shown, PackSection)
    assert not shown.open.isEnabled()
    window.close()
    reading.close()


# ------------------------------------------------------------------ at a region


def test_a_region_drafts_and_writes_a_pack(
    draft: PackDraftSection, region: Workspace, town: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    draft.write.click()
    assert draft.form.field("title").problem, "without a name nothing is written"
    field = draft.form.field("title").input
    field.setFocus()
    QTest.keyClicks(field, "Klima vor Ort")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert pack_draft(region).title == "Klima vor Ort"
    assert not draft.form.field("title").problem

    def word(dialog: PackTextDialog) -> None:
        dialog.search.setText("Klimaschutzpatin Berufung")
        dialog.search.searched.emit("Klimaschutzpatin Berufung")
        assert dialog.table.select(FUNCTION)
        dialog.text.set_value("zu {Unbekannt}")
        dialog.take.click()
        assert "{Unbekannt}" in dialog.text.problem
        QTest.keyClick(dialog.text.input, Qt.Key.Key_1)
        assert not dialog.text.problem
        dialog.text.set_value("zur Klimalotsin")
        dialog.take.click()

    when_shown(PackTextDialog, word)
    draft.parts.add_text.click()
    assert pack_draft(region).texts == {FUNCTION: "zur Klimalotsin"}
    out = tmp_path / "aus.klikkspaket"
    pick_file(out)
    draft.write.click()
    assert out.exists()
    assert str(out) in draft.told.accessibleName()
    offer = open_pack(town, out)
    assert (offer.title, offer.texts) == ("Klima vor Ort", {FUNCTION: "zur Klimalotsin"})
    assert offer.fingerprint in draft.state.text()


def test_enclosures_come_and_go(draft: PackDraftSection, region: Workspace, tmp_path: Path) -> None:
    parts = draft.parts
    logo, factors = tmp_path / "logo.svg", tmp_path / "f.json"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" '
                    'height="20" fill="#0A6E75"/></svg>', encoding="utf-8")  # fmt: skip
    content = {
        "format": "klikks-faktoren",
        "version": 1,
        "id": "programm",
        "title": "Preise",
        "edition": "2027",
        "valid_from": "2027-01-01",
        "prices": [{"id": "p_gas", "value": 0.11, "unit": "EUR/kWh", "source": "M"}],
    }
    factors.write_text(json.dumps(content), encoding="utf-8")
    pick_file(logo)
    parts.choose_logo.click()
    pick_file(factors)
    parts.add_file.click()
    assert pack_draft(region).logo
    assert [each.title for each in pack_draft(region).files] == ["Preise"]
    assert parts.logo.isVisible()
    assert parts.files.select("programm")
    parts.drop_file.click()
    parts.drop_logo.click()
    assert pack_draft(region) == PackDraft()
    assert not parts.logo.isVisible()


def test_texts_are_changed_and_taken_out(draft: PackDraftSection, region: Workspace) -> None:
    change_draft(region, texts={FUNCTION: "zur Klimalotsin"})
    draft.reload(None)
    assert not draft.parts.change_text.isEnabled()
    draft.parts.texts.select(FUNCTION)

    def word(dialog: PackTextDialog) -> None:
        assert dialog.text.input.value() == "zur Klimalotsin"
        dialog.text.set_value("zur Klimabotin")
        dialog.take.click()

    when_shown(PackTextDialog, word)
    draft.parts.change_text.click()
    assert pack_draft(region).texts == {FUNCTION: "zur Klimabotin"}
    draft.parts.texts.select(FUNCTION)
    draft.parts.drop_text.click()
    assert pack_draft(region).texts == {}


def test_dates_are_ticked_and_a_wrong_day_stays_as_typed(draft: PackDraftSection, region: Workspace) -> None:
    news = save_announcement(region, title="Anmeldung", due_on=date(2099, 3, 31))
    draft.reload(None)
    draft.parts.dates.tick_all(True)
    assert pack_draft(region).news == {news.id}
    field = draft.form.field("signup_deadline")
    field.set_value("31.02.2099")
    draft.form.field_left.emit("signup_deadline")
    assert field.problem
    draft.reload(None)
    assert field.input.value() == "31.02.2099"
    field.set_value("31.03.2099")
    draft.form.field_left.emit("signup_deadline")
    assert pack_draft(region).signup_deadline == date(2099, 3, 31)


def test_a_picture_that_is_none_is_told(draft: PackDraftSection, region: Workspace, tmp_path: Path) -> None:
    from klikks_desktop.domain.errors import UserError

    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"kein Bild")
    with pytest.raises(UserError, match="K-587"):
        set_logo(region, wrong)
    assert draft.parts.drop_logo.isHidden()


# ------------------------------------------------------------------ the look


def fill_draft(region: Workspace) -> None:
    news = save_announcement(region, title="Anmeldung zum Programm bis Ende März", due_on=date(2099, 3, 31))
    texts = {FUNCTION: "zur Klimalotsin", "einwilligung.titel": "Einwilligung"}
    change_draft(region, title="Klima vor Ort", programme=LINE, texts=texts, news=frozenset({news.id}))


def nameless(widget: QWidget) -> list[str]:
    return [
        type(each).__name__
        for each in widget.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_clipped_and_nothing_nameless(
    window: MainWindow,
    region_window: MainWindow,
    pack: Path,
    theme: Theme,
    *,
    scale: int,
    find_clipped: Clipped,
) -> None:
    theme.set_scale(scale)
    fill_draft(region_window.workspace)
    dialog = PackDialog(window, preview_pack(window.workspace, pack), window)
    texts = PackTextDialog(region_window, {FUNCTION: "zur Klimalotsin"}, FUNCTION, region_window)
    shown = [settings(window, PackSection), settings(region_window, PackDraftSection), dialog, texts]
    for widget in shown:
        widget.show()
        for _ in range(5):  # a layout that breaks lines settles in several rounds
            QApplication.processEvents()
        assert find_clipped(widget) == [], type(widget).__name__
        assert nameless(widget) == [], type(widget).__name__
    for each in (dialog, texts):
        each.close()
        each.deleteLater()


def test_every_control_of_the_draft_is_reached_by_tab(draft: PackDraftSection, qtbot: QtBot) -> None:
    fill_draft(draft.host.workspace)
    draft.reload(None)
    draft.form.field("title").input.setFocus()
    walked: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused.accessibleName())
        if focused is draft.write:
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    names = [
        "Name des Programms",
        "Programmzeile",
        "Stelle, an die Daten gehen",
        "Anmeldung zum Programm bis",
        "Logo wählen …",
        "Texte im Paket",
        "Text hinzufügen …",
        "Datei beilegen …",
        "Empfohlener Faktorensatz",
        "Nachrichten und Termine im Paket",
        "Paket schreiben …",
    ]
    assert [name for name in walked if name in names] == names
