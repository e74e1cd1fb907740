"""The first start as a clerk walks it: by keyboard, with wrong keys, wrong files, a full way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Address, Patron, Role
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.places.first_start import Setup, set_up
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.assistant import office_step, run_assistant
from klikks_desktop.ui.assistant.window import AssistantWindow
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Mode, Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WAIT_MS = 30_000
HOSTILE_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script></svg>'


def clock() -> datetime:
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "KlikKS"


@pytest.fixture
def assistant(qtbot: QtBot, theme: Theme, folder: Path) -> Iterator[AssistantWindow]:
    window = AssistantWindow(folder, theme, clock=clock, resources=RESOURCES)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield window
    if window.workspace is not None:
        window.workspace.close()
    if window.isVisible():
        window.done(0)
    window.deleteLater()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def type_text(text: str) -> None:
    """Type as a German keyboard does; QTest itself stops at letters beyond ASCII."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(focused(), event)


def answer(words: list[str], press_button: str) -> None:
    """Note what the next dialog says and press one of its buttons."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        words.extend(label.text() for label in dialog.findChildren(Label))
        next(b for b in dialog.findChildren(Button) if b.text() == press_button).click()

    QTimer.singleShot(0, act)


def picture(path: Path) -> Path:
    image = QImage(600, 700, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def to_office(assistant: AssistantWindow, key: str = "03358021") -> None:
    assistant.role.town.setChecked(True)
    assistant.go_on()
    assistant.place.search.field.setText(key)
    assistant.go_on()


def test_the_whole_way_by_keyboard_alone(qtbot: QtBot, assistant: AssistantWindow, folder: Path) -> None:
    assert focused() is assistant.role.town
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is assistant.place.search.field
    type_text("solt")
    assert assistant.foot.next.text() == "Weiter mit Stadt Soltau"
    press(qtbot, Qt.Key.Key_Return)
    type_text("Karsten Brockmann")
    press(qtbot, Qt.Key.Key_Tab)
    type_text("Bürgermeister")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert assistant.office.form.values()["signatory_address"] == "Herr"
    press(qtbot, Qt.Key.Key_Return)
    assert assistant.foot.next.text() == "Erste Patin, ersten Paten aufnehmen"
    assert not folder.exists(), "nothing is written before the last step"
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        press(qtbot, Qt.Key.Key_Return)
    assert assistant.workspace is not None
    place = assistant.workspace.own_place("03358021")
    assert (place.signatory_name, place.signatory_title) == ("Karsten Brockmann", "Bürgermeister")
    assert place.signatory_address is Address.MALE
    assert assistant.target is Target.NEW_PATRON


def test_the_second_way_on_leads_to_the_overview(qtbot: QtBot, assistant: AssistantWindow) -> None:
    to_office(assistant)
    assistant.go_on()
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        assistant.foot.other.click()
    assert assistant.target is None


def test_tab_leads_through_the_office_step_as_it_is_read(qtbot: QtBot, assistant: AssistantWindow) -> None:
    to_office(assistant)
    office = assistant.office
    office.change_forms.setFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is office.form.field("signatory_name").input
    office.form.go_to("city")
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is office.arms_field.choose
    office.change_forms.click()
    office.change_forms.setFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert office.form.field("designation").isAncestorOf(focused())


def test_the_first_choice_shows_that_it_has_the_keyboard(qtbot: QtBot, assistant: AssistantWindow) -> None:
    assert focused() is assistant.role.town
    assert assistant.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange), "what the ring goes by"
    before = assistant.grab().toImage()
    assistant.role.town.clearFocus()
    qtbot.waitUntil(lambda: assistant.grab().toImage() != before)


def test_arrows_choose_the_role(qtbot: QtBot, assistant: AssistantWindow) -> None:
    press(qtbot, Qt.Key.Key_Down)
    assert assistant.role.region.isChecked()
    press(qtbot, Qt.Key.Key_Up)
    assert assistant.role.town.isChecked()


def test_back_from_the_entry_by_hand_leads_to_the_search(qtbot: QtBot, assistant: AssistantWindow) -> None:
    assistant.role.town.setChecked(True)
    assistant.go_on()
    search = assistant.place.search
    search.own_entry.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert focused() is search.own_key.input
    search.own_entry.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert focused() is search.field


@pytest.mark.parametrize("text", ["köln", "koeln", "KOLN", "50667"])
def test_search_takes_umlauts_in_every_spelling(assistant: AssistantWindow, text: str) -> None:
    assistant.role.town.setChecked(True)
    assistant.go_on()
    assistant.place.search.field.setText(text)
    assert assistant.foot.next.text() == "Weiter mit Stadt Köln"


def test_a_key_nobody_knows_is_taken_with_a_warning_and_a_wrong_one_is_not(
    qtbot: QtBot, assistant: AssistantWindow
) -> None:
    assistant.role.town.setChecked(True)
    assistant.go_on()
    search = assistant.place.search
    search.field.setText("03999888")
    search.own_entry.click()
    assert search.own_key.input.value() == "03999888"
    assert not assistant.foot.next.isEnabled()
    search.own_name.input.setFocus()
    type_text("Neuort")
    assert assistant.foot.next.text() == "Weiter mit Gemeinde Neuort"
    assert search.place is not None
    assert "steht nicht im amtlichen Verzeichnis" in search.place.warnings[0]
    search.own_key.input.setFocus()
    search.own_key.set_value("")
    type_text("3358021")
    press(qtbot, Qt.Key.Key_Tab)
    assert "K-103" in search.own_key.problem
    assert "03358021" in search.own_key.problem
    assert not assistant.foot.next.isEnabled()


def test_going_back_and_on_keeps_what_was_typed(assistant: AssistantWindow) -> None:
    to_office(assistant)
    assistant.office.form.set_values({"signatory_name": "Karsten Brockmann", "nominative": "unser Soltau"})
    assistant.go_back()
    assistant.go_back()
    assistant.go_on()
    assert assistant.place.search.field.text() == "03358021"
    assistant.go_on()
    values = assistant.office.form.values()
    assert (values["signatory_name"], values["nominative"]) == ("Karsten Brockmann", "unser Soltau")


def test_another_town_brings_its_own_forms_and_keeps_who_signs(assistant: AssistantWindow) -> None:
    to_office(assistant)
    assistant.office.form.set_values({"signatory_name": "Karsten Brockmann"})
    assistant.go_back()
    assistant.place.search.field.setText("Langwedel Verden")
    assistant.go_on()
    values = assistant.office.form.values()
    assert values["genitive"] == "des Fleckens Langwedel"
    assert values["signatory_name"] == "Karsten Brockmann"


def test_an_empty_form_unfolds_and_is_led_to(assistant: AssistantWindow) -> None:
    to_office(assistant)
    assistant.office.form.set_values({"genitive": ""})
    assistant.go_on()
    assert assistant.office.form.field("genitive").isVisible()
    assert focused() is assistant.office.form.field("genitive").input
    assert "Genitiv" in assistant.office.form.field("genitive").problem


def drop(widget: QWidget, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)
    assert event.isAccepted()


def test_a_dropped_picture_becomes_the_coat_of_arms(
    qtbot: QtBot, assistant: AssistantWindow, tmp_path: Path
) -> None:
    to_office(assistant)
    drop(assistant.office.arms_field, picture(tmp_path / "Wappen.png"))
    assert assistant.office.arms_field.remove.isVisibleTo(assistant.office)
    assistant.go_on()
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        assistant.foot.next.click()
    assert assistant.workspace is not None
    assert assistant.workspace.own_place().arms_hash


@pytest.mark.parametrize(
    ("content", "code"), [(HOSTILE_SVG, "K-412"), (b"MZ no picture", "K-410"), (b"", "K-410")]
)
def test_a_hostile_coat_of_arms_is_refused_in_place(
    assistant: AssistantWindow, tmp_path: Path, content: bytes, code: str
) -> None:
    to_office(assistant)
    file = tmp_path / "Wappen.svg"
    file.write_bytes(content)
    drop(assistant.office.arms_field, file)
    assert assistant.office.arms is None
    shown = [label.text() for label in assistant.office.arms_field.findChildren(Label)]
    assert any(text.startswith(code) for text in shown)


def test_an_error_tells_its_code_and_loses_nothing(
    qtbot: QtBot, assistant: AssistantWindow, folder: Path
) -> None:
    to_office(assistant)
    assistant.office.form.set_values({"signatory_name": "Karsten Brockmann"})
    assistant.go_on()
    folder.write_text("a file where the folder should be")
    told: list[str] = []

    def close_message() -> None:
        dialog = next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()), None
        )
        close = [b for b in dialog.findChildren(Button) if b.text() == "Schließen"] if dialog else []
        if dialog is not None and close:
            told.extend(label.text() for label in dialog.findChildren(Label))
            close[0].click()

    watch = QTimer(assistant)
    watch.timeout.connect(close_message)
    watch.start(20)
    assistant.foot.next.click()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    watch.stop()
    assert any(text.startswith("K-2") for text in told)
    assert assistant.isVisible()
    assert assistant.office.form.values()["signatory_name"] == "Karsten Brockmann"
    folder.unlink()
    assert assistant.focusWidget() is assistant.foot.next
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        qtbot.keyClick(assistant.foot.next, Qt.Key.Key_Return)


def test_practice_is_one_click_away_and_lies_beside(
    qtbot: QtBot, assistant: AssistantWindow, folder: Path
) -> None:
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        assistant.foot.practice.click()
    assert assistant.workspace is not None
    assert assistant.workspace.is_practice
    assert assistant.workspace.folder == folder.with_name("KlikKS-uebung")
    assert not folder.exists()
    with assistant.workspace.store.read() as reader:
        assert reader.count(Patron) == 10


def test_a_region_only_names_its_office(qtbot: QtBot, assistant: AssistantWindow) -> None:
    assistant.role.region.setChecked(True)
    assistant.go_on()
    assert not assistant.foot.next.isEnabled()
    type_text("Regionalmanagement  Heide ")
    press(qtbot, Qt.Key.Key_Return)
    assert assistant.foot.next.text() == "Zur Übersicht"
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        press(qtbot, Qt.Key.Key_Return)
    assert assistant.workspace is not None
    assert (assistant.workspace.role, assistant.workspace.name) == (Role.REGION, "Regionalmanagement Heide")


def test_an_enrolment_file_is_answered_at_the_end(
    qtbot: QtBot, assistant: AssistantWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = set_up(
        tmp_path / "region", Setup(role=Role.REGION, name="Region Heide"), clock=clock, resources=RESOURCES
    )
    file = enrolment.create_enrolment_file(region, tmp_path / "Anmeldung.json")
    region.close()
    suggested: list[Path] = []

    def choose(_parent: QWidget, _title: str, _kinds: str, name: Path) -> Path:
        suggested.append(name)
        return name

    monkeypatch.setattr(office_step, "choose_target", choose)
    to_office(assistant)
    assistant.office.take_enrolment(file)
    assistant.go_on()
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT_MS):
        assistant.foot.next.click()
    assert suggested == [tmp_path / "KlikKS_03358021_Soltau_2026-11-22_Anmeldung-Antwort.klikks"]
    assert suggested[0].stat().st_size
    assert assistant.workspace is not None
    assert [peer.name for peer in enrolment.peers(assistant.workspace)] == ["Region Heide"]


def test_a_file_that_is_no_enrolment_is_refused_in_place(assistant: AssistantWindow, tmp_path: Path) -> None:
    to_office(assistant)
    wrong = tmp_path / "Rechnung.json"
    wrong.write_text("{}")
    assistant.office.take_enrolment(wrong)
    assert assistant.office.enrolment is None
    shown = [label.text() for label in assistant.office.findChildren(Label) if label.isVisibleTo(assistant)]
    assert any(text.startswith("K-530") for text in shown)


def test_esc_asks_before_entries_are_lost(qtbot: QtBot, assistant: AssistantWindow) -> None:
    to_office(assistant)
    words: list[str] = []
    answer(words, "Weiter einrichten")
    press(qtbot, Qt.Key.Key_Escape)
    assert "Einrichtung beenden?" in words
    assert assistant.isVisible()
    answer(words, "Beenden")
    qtbot.keyClick(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()
    assert assistant.workspace is None


def test_esc_leaves_at_once_while_nothing_was_entered(qtbot: QtBot, assistant: AssistantWindow) -> None:
    press(qtbot, Qt.Key.Key_Escape)
    assert not assistant.isVisible()


def test_run_assistant_gives_none_to_who_leaves(theme: Theme, folder: Path) -> None:
    wishes: list[Target] = []

    def leave() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, AssistantWindow)
        window.reject()

    QTimer.singleShot(0, leave)
    made = run_assistant(folder, theme, clock=clock, resources=RESOURCES, wish=wishes.append)
    assert made is None
    assert not wishes
    assert not folder.exists()


def walk(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    """Every widget that Tab reaches, in order, until it comes back to the first."""
    first = focused()
    found = [first]
    for _ in range(60):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() is first:
            return found
        assert focused().window() is window
        found.append(focused())
    raise AssertionError("Tab never comes back")


@pytest.mark.parametrize("look", [("light", 100), ("dark", 100), ("light", 150), ("light", 200)])
def test_every_step_names_its_controls_and_clips_nothing(
    qtbot: QtBot,
    assistant: AssistantWindow,
    theme: Theme,
    look: tuple[Mode, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    to_step: list[Callable[[], None]] = [
        lambda: None,
        lambda: (assistant.role.town.setChecked(True), assistant.go_on())[1],
        lambda: (assistant.place.search.field.setText("Neukirchen"), assistant.go_on())[1],
        lambda: (assistant.office.change_forms.click(), assistant.go_on())[1],
    ]
    for go in to_step:
        go()
        qtbot.wait(1)
        assert find_clipped(assistant) == []
        nameless = [w for w in walk(qtbot, assistant) if not w.accessibleName()]
        assert not nameless, [type(widget).__name__ for widget in nameless]
        assert assistant.minimumSizeHint().width() <= 1366
