"""Koordinierende Stelle in the settings of a region: enrol, look at what leaves, write, take the receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Role
from klikks_desktop.services.exchange import delivery, enrolment, importing, receipts
from klikks_desktop.services.exchange.outgoing import remember_export_folder
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.dialogs.post_file import PostDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.settings import SettingsPage
from klikks_desktop.ui.pages.settings.upward_section import UpwardSection
from klikks_desktop.ui.theme import Theme
from tests.services.ideas.finished import finished_project
from tests.ui.pages.conftest import Take
from tests.ui.pages.exchange.conftest import enrol_both
from tests.ui.pages.ideas.conftest import nameless


@pytest.fixture
def office(take: Take) -> Workspace:
    """A coordinating office."""
    return take("leitstelle", "Landesagentur", Role.REGION)


@pytest.fixture
def reporting(town: Workspace, region: Workspace, office: Workspace, tmp_path: Path) -> Workspace:
    """The region with a town's report, enrolled at the office."""
    enrol_both(town, region, tmp_path / "unten")
    finished_project(town)
    report = delivery.export_sync_file(town, tmp_path / "bericht.klikks").path
    (outcome,) = importing.import_files(region, [report])
    assert outcome.problem is None
    enrol_both(region, office, tmp_path / "oben")
    remember_export_folder(region, tmp_path)
    return region


@pytest.fixture
def opens(pick_file: Callable[..., None], when_shown: Callable[..., None]) -> Callable[..., None]:
    """Choose these files in the dialogs to come, then press this in the next one of a class."""

    def arm(kind: type[QDialog], action: Callable[[QDialog], None], *files: Path) -> None:
        when_shown(kind, action)
        pick_file(*files)

    return arm


def section_of(window: MainWindow) -> UpwardSection:
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    found = page.section(UpwardSection)
    assert isinstance(found, UpwardSection)
    return found


def test_a_region_without_an_office_sees_only_the_way_to_one(
    region_window: MainWindow,
    office: Workspace,
    tmp_path: Path,
    opens: Callable[..., None],
) -> None:
    section = section_of(region_window)
    assert not section.report.isVisible()
    assert not section.open.isVisible()
    file, answer = tmp_path / "anmeldung.json", tmp_path / "antwort.klikks"
    enrolment.create_enrolment_file(office, file)
    opens(JointNumberDialog, QDialog.reject, file, answer)
    QTest.mouseClick(section.enrol, Qt.MouseButton.LeftButton)
    assert answer.exists()
    awaited = enrolment.read_answer(office, answer)
    assert awaited.peer.role is Role.REGION
    assert awaited.peer.name == region_window.workspace.name
    enrolment.confirm(region_window.workspace, office.keys.installation, awaited.joint_number)
    section.reload(None)
    assert section.report.isVisible()
    assert "bestätigt" in section.state.text()


def test_what_leaves_is_shown_and_the_report_written(
    reporting: Workspace, region_window: MainWindow, office: Workspace, qtbot: QtBot
) -> None:
    section = section_of(region_window)
    qtbot.waitUntil(lambda: section.table.model.rowCount() == 1)
    assert [section.table.model.row(0).cell(column).text for column in range(4)] == [
        "Stadt Auenbrück",
        "8",
        "1",
        "1",
    ]
    QTest.mouseClick(section.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(section.told.isVisible)
    (sent,) = [each for each in delivery.deliveries(reporting) if each.file_name.endswith("_Bericht.klikks")]
    (file,) = section.writing.target().parent.glob("*_Bericht.klikks")
    (outcome,) = importing.import_files(office, [file])
    assert (outcome.problem, outcome.digest) == (None, sent.digest)
    qtbot.waitUntil(lambda: "Letzter Bericht vom" in section.state.text())


def test_every_field_goes_to_excel(
    reporting: Workspace,
    region_window: MainWindow,
    tmp_path: Path,
    pick_file: Callable[..., None],
    qtbot: QtBot,
) -> None:
    section = section_of(region_window)
    qtbot.waitUntil(section.list.isVisible)
    pick_file(tmp_path / "liste.xlsx")
    QTest.mouseClick(section.list, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "liste.xlsx").exists)
    qtbot.waitUntil(section.told.isVisible)
    rows = list(openpyxl.load_workbook(tmp_path / "liste.xlsx").active.values)
    assert rows[0] == ("Kommune", "Datensatz", "Angabe", "Geht mit", "Inhalt", "Grund")
    titles = {row[4] for row in rows if row[2] == "Titel"}
    assert titles == {"Beleuchtung"}, "the kind, never the title"
    assert {row[3] for row in rows[1:]} == {"ja", "nein"}


def test_a_receipt_of_the_office_is_opened(
    reporting: Workspace,
    region_window: MainWindow,
    office: Workspace,
    tmp_path: Path,
    opens: Callable[..., None],
) -> None:
    report = delivery.export_sync_file(reporting, tmp_path / "b.klikks").path
    outcomes = importing.import_files(office, [report])
    (receipt,) = receipts.write_receipts(office, receipts.handled(office, outcomes), tmp_path)
    section = section_of(region_window)

    opens(PostDialog, QDialog.accept, receipt)
    QTest.mouseClick(section.open, Qt.MouseButton.LeftButton)
    assert "angekommen" in section.state.text()
    assert section.told.isVisible()


def test_nothing_is_clipped_and_everything_has_a_name(
    reporting: Workspace,
    region_window: MainWindow,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    qtbot: QtBot,
) -> None:
    theme.set_scale(200)
    section = section_of(region_window)
    qtbot.waitUntil(section.list.isVisible)
    qtbot.waitUntil(lambda: find_clipped(section) == [])
    assert nameless(section) == []
