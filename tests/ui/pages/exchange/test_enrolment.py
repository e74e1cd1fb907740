"""Enrolment between two real windows, with a phone call in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klikks_desktop.exchange.keys import renewed_keys, save_keys
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.exchange.inbox import PeerState, registered_towns
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.pages.inbox import InboxPage


def number_dialog(qtbot: QtBot) -> JointNumberDialog:
    def is_open() -> None:
        assert isinstance(QApplication.activeModalWidget(), JointNumberDialog)

    qtbot.waitUntil(is_open, timeout=10_000)
    found = QApplication.activeModalWidget()
    assert isinstance(found, JointNumberDialog)
    return found


def read_aloud(dialog: JointNumberDialog) -> str:
    return " ".join(group.text() for group in dialog.panel.groups)


def type_heard(dialog: JointNumberDialog, heard: str) -> None:
    field = dialog.panel.heard.input
    field.setFocus()
    QTest.keyClicks(field, heard)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_two_windows_and_one_call_with_keys_only(
    qtbot: QtBot,
    town_page: DeliveryPage,
    region_page: InboxPage,
    tmp_path: Path,
    pick_file: Callable[..., None],
) -> None:
    invitation, answer = tmp_path / "anmeldung.json", tmp_path / "antwort.klikks"
    assert region_page.empty.isVisible()
    region_page.empty.primary.setFocus()
    pick_file(invitation)
    QTest.keyClick(region_page.empty.primary, Qt.Key.Key_Return)
    assert invitation.is_file()

    assert town_page.start.isVisible()
    assert not town_page.foot.isVisible()
    town_page.start.primary.setFocus()
    pick_file(invitation, answer)
    QTest.keyClick(town_page.start.primary, Qt.Key.Key_Return)
    assert answer.is_file()
    at_town = number_dialog(qtbot)
    heard_at_region = read_aloud(at_town)
    at_town.later.click()
    assert town_page.waiting.isVisible()

    pick_file(answer)
    QTest.keyClick(region_page.empty.secondary, Qt.Key.Key_Return)
    at_region = number_dialog(qtbot)
    heard_at_town = read_aloud(at_region)
    assert heard_at_town == heard_at_region
    type_heard(at_region, heard_at_region)
    assert region_page.towns.table.model.rowCount() == 1
    assert registered_towns(region_page._host.workspace)[0].state is PeerState.CONFIRMED

    QTest.keyClick(town_page.waiting.primary, Qt.Key.Key_Return)
    type_heard(number_dialog(qtbot), heard_at_town.replace(" ", ""))
    assert town_page.foot.write.isVisible()
    assert not town_page.waiting.isVisible()


@pytest.fixture
def asked(qtbot: QtBot, town_page: DeliveryPage, region: Workspace, tmp_path: Path) -> JointNumberDialog:
    """The town has answered and sees the number."""
    enrolment.create_enrolment_file(region, tmp_path / "anmeldung.json")
    town_page.enrolling.answer(tmp_path / "anmeldung.json", tmp_path / "antwort.klikks")
    return number_dialog(qtbot)


def test_wrong_number_is_told_at_the_field_and_nothing_is_trusted(
    asked: JointNumberDialog, town: Workspace, town_page: DeliveryPage
) -> None:
    type_heard(asked, "12345 " * 6)
    assert asked.isVisible()
    assert asked.panel.heard.problem.startswith("K-536")
    assert asked.panel.typed().startswith("12345")
    assert enrolment.trusted_region(town) is None
    asked.panel.heard.input.clear()
    type_heard(asked, "123")
    assert asked.panel.heard.problem.startswith("K-535")
    asked.reject()
    assert town_page.waiting.isVisible()


def test_every_group_is_reached_named_and_copied_alone(asked: JointNumberDialog) -> None:
    groups = asked.panel.groups
    assert [len(group.text()) for group in groups] == [5] * 6
    third = groups[2]
    assert third.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert third.accessibleName() == f"Gruppe 3: {' '.join(third.text())}"
    third.setFocus()
    third.setSelection(0, 5)
    QTest.keyClick(third, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == third.text()
    asked.reject()


def test_changed_key_waits_while_the_old_one_stays_in_force(
    *,
    qtbot: QtBot,
    enrolled: None,
    region: Workspace,
    town_page: DeliveryPage,
    town: Workspace,
    tmp_path: Path,
) -> None:
    before = enrolment.trusted_region(town)
    assert before is not None
    save_keys(region.folder / "keys.json", renewed_keys(region.keys), replace=True)
    renewed = replace(region)
    enrolment.create_enrolment_file(renewed, tmp_path / "neu.json")
    assert not town_page.pending.isVisible()
    town_page.enrolling.answer(tmp_path / "neu.json", tmp_path / "neue-antwort.klikks")
    dialog = number_dialog(qtbot)
    assert "Neuen Schlüssel" in dialog.windowTitle()
    number = read_aloud(dialog)
    dialog.reject()
    assert town_page.pending.isVisible()
    assert town_page.foot.write.isEnabled()
    in_force = enrolment.trusted_region(town)
    assert in_force is not None
    assert in_force.sign_key == before.sign_key
    town_page.enrolling.compare()
    type_heard(number_dialog(qtbot), number)
    assert not town_page.pending.isVisible()
    now = enrolment.trusted_region(town)
    assert now is not None
    assert now.sign_key != before.sign_key


@pytest.mark.usefixtures("enrolled")
def test_new_keys_of_the_town_are_to_be_enrolled(town_page: DeliveryPage, town: Workspace) -> None:
    assert not town_page.unknown.isVisible()
    enrolment.renew_keys(town)
    town_page.reload()
    assert town_page.unknown.isVisible()
    assert town_page.foot.write.isVisible()


def test_enrolment_file_may_be_dropped(
    *,
    qtbot: QtBot,
    town_page: DeliveryPage,
    region: Workspace,
    tmp_path: Path,
    drop: Callable[..., None],
    pick_file: Callable[..., None],
) -> None:
    file = enrolment.create_enrolment_file(region, tmp_path / "anmeldung.json")
    pick_file(tmp_path / "antwort.klikks")
    drop(town_page, file)
    dialog = number_dialog(qtbot)
    assert (tmp_path / "antwort.klikks").is_file()
    dialog.reject()


def test_a_reader_may_look_but_not_enrol(
    town: Workspace, qtbot: QtBot, theme: object, tmp_path: Path
) -> None:
    from klikks_desktop.ui.main_window import MainWindow
    from klikks_desktop.ui.theme import Theme

    assert isinstance(theme, Theme)
    reader = open_workspace(
        town.folder, clock=town.clock, resources=town.shipped.folder, rasterise=None, read_only=True
    )
    window = MainWindow(reader, theme, "exchange")
    qtbot.addWidget(window)
    window.show()
    page = window.shell.page("exchange")
    assert isinstance(page, DeliveryPage)
    assert page.locked.isVisible()
    assert not page.start.primary.isEnabled()
    window.close()
    reader.close()
