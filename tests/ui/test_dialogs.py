from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import UserError
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.report import ReportWindow, install_excepthook, report_text
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label


def show(qtbot: QtBot, dialog: Dialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()


def button(dialog: Dialog, text: str) -> Button:
    return next(found for found in dialog.findChildren(Button) if found.text() == text)


def confirm(theme: Theme) -> ConfirmDialog:
    return ConfirmDialog(
        theme,
        "Ayşe Yıldırım in den Papierkorb legen",
        "Die Person bleibt 30 Tage im Papierkorb.",
        verb="In den Papierkorb legen",
        stay="Behalten",
    )


def test_message_tells_what_happened_what_is_kept_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    error = UserError("K-601")
    dialog = MessageDialog.for_error(theme, error)
    show(qtbot, dialog)
    assert button(dialog, "Schließen").hasFocus()
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for words in (error.text.title, error.text.happened, error.text.kept, error.text.advice, "K-601"):
        assert words in said
    with qtbot.waitSignal(dialog.help_wanted) as told:
        qtbot.mouseClick(button(dialog, "Hilfe zu K-601"), Qt.MouseButton.LeftButton)
    assert told.args == ["K-601"]


def test_a_sentence_gets_the_height_of_its_lines(qtbot: QtBot, theme: Theme) -> None:
    dialog = Dialog(theme, "Am Telefon vergleichen", "Energieagentur Heide")
    words = "Lesen Sie sich gegenseitig vor, was hier steht, Ziffer für Ziffer. "
    sentence = Label(theme, words * 2, wrap=True)
    dialog.body.addWidget(sentence)
    dialog.body.addWidget(InfoBar(theme, "ok", "Schicken Sie die Antwort ab und rufen Sie dann an. " * 4))
    dialog.add_action(Button(theme, "Später vergleichen"))
    show(qtbot, dialog)
    assert sentence.height() == sentence.heightForWidth(sentence.width())


@pytest.mark.parametrize(
    ("key", "answer"),
    [(Qt.Key.Key_Escape, QDialog.DialogCode.Rejected), (Qt.Key.Key_Return, QDialog.DialogCode.Accepted)],
)
def test_escape_is_harmless_and_enter_is_the_named_verb(
    qtbot: QtBot, theme: Theme, key: Qt.Key, answer: QDialog.DialogCode
) -> None:
    dialog = confirm(theme)
    show(qtbot, dialog)
    with qtbot.waitSignal(dialog.finished) as told:
        qtbot.keyClick(dialog, key)
    assert told.args == [answer.value]


def test_what_appears_while_it_is_open_is_seen_without_scrolling(qtbot: QtBot, theme: Theme) -> None:
    dialog = Dialog(theme, "Vermerk schreiben", "Stadt Soltau")
    later = InfoBar(theme, "info", "Dieser Vermerk geht an die Kommune.")
    dialog.body.addWidget(Label(theme, "Eine Notiz bleibt in Ihrem Haus.", wrap=True))
    dialog.body.addWidget(later)
    later.hide()
    dialog.add_action(Button(theme, "Eintragen"))
    show(qtbot, dialog)
    before = dialog.height()
    later.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert later.visibleRegion().boundingRect().height() == later.height()


def test_a_high_dialog_keeps_its_actions_on_the_screen(qtbot: QtBot, theme: Theme) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(room)
    dialog = Dialog(theme, "Wiederherstellungsblatt", parent=window)
    part, late = QWidget(), QWidget()
    part.setMinimumHeight(room.height() * 2 // 3)
    late.setMinimumHeight(room.height() // 6)
    late.hide()
    dialog.body.addWidget(part)
    dialog.body.addWidget(late)
    dialog.add_action(Button(theme, "Schließen"))
    show(qtbot, dialog)
    above, below = dialog.frameGeometry().top() - room.top(), room.bottom() - dialog.frameGeometry().bottom()
    assert above >= 0
    assert abs(above - below) <= theme.px(8), "in the middle"
    dialog.move(dialog.x(), room.bottom() - dialog.height())
    late.show()
    qtbot.waitUntil(lambda: dialog.height() > room.height() * 5 // 6)
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= room.bottom())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_what_cannot_be_taken_back_needs_the_named_button(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    dialog = ConfirmDialog(
        theme, "Neue Schlüssel anlegen?", "Alle melden sich neu an.", verb="Ja", final=True
    )
    show(qtbot, dialog)
    with qtbot.waitSignal(dialog.finished) as told:
        qtbot.keyClick(dialog, key)
    assert told.args == [QDialog.DialogCode.Rejected.value]


def test_ask_waits_for_the_answer(qtbot: QtBot, theme: Theme) -> None:
    dialog = confirm(theme)
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog, lambda: button(dialog, "In den Papierkorb legen").click())
    assert dialog.ask() is True


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(
    qtbot: QtBot, theme: Theme, find_clipped: Callable[[QWidget], list[str]], scale: int
) -> None:
    theme.set_scale(scale)
    for dialog in (
        MessageDialog.for_error(theme, UserError("K-601")),
        confirm(theme),
        ReportWindow(theme, "x"),
    ):
        show(qtbot, dialog)
        QApplication.processEvents()
        assert find_clipped(dialog) == []
        assert dialog.height() <= dialog.screen().availableGeometry().height()


def test_the_report_names_no_person_and_no_folder_of_a_user() -> None:
    try:
        fail_for("Ayşe Yıldırım")
    except ValueError as error:
        report = report_text(error)
    assert "Ayşe" not in report
    assert "/" not in report.split("test_dialogs.py")[0].splitlines()[-1].strip()
    assert "ValueError" in report
    assert "KeyError" in report
    assert "fail_for" in report


def fail_for(name: str) -> None:
    try:
        {}[name]
    except KeyError as error:
        raise ValueError(f"no such person: {name}") from error


def test_the_report_can_be_copied(qtbot: QtBot, theme: Theme) -> None:
    window = ReportWindow(theme, "KlikKS Desktop\nValueError")
    show(qtbot, window)
    qtbot.mouseClick(button(window, "Bericht kopieren"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "KlikKS Desktop\nValueError"
    assert window.findChild(QPlainTextEdit).isReadOnly()


@pytest.fixture
def hook_kept() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.mark.usefixtures("hook_kept")
@pytest.mark.expects_log
def test_an_unexpected_error_is_reported_and_ends_the_program(qtbot: QtBot, theme: Theme) -> None:
    ended: list[str] = []
    install_excepthook(theme, lambda: ended.append("end"), lambda error: ended.append(error.code))

    def close_report() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, ReportWindow)
        button(window, "Programm beenden").click()

    QTimer.singleShot(0, close_report)
    sys.excepthook(ValueError, ValueError("Ayşe"), None)
    assert ended == ["end"]


@pytest.mark.usefixtures("hook_kept")
def test_a_known_error_that_nobody_caught_does_not_end_the_program(theme: Theme) -> None:
    told: list[str] = []
    install_excepthook(theme, lambda: told.append("end"), lambda error: told.append(error.code))
    sys.excepthook(UserError, UserError("K-603"), None)
    assert told == ["K-603"]
