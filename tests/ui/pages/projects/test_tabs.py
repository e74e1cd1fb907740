"""The tabs of a project: effect, funding, tasks, activities, papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from modal import when_shown
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Attachment,
    Funding,
    FundingState,
    Potential,
    Task,
)
from klikks_desktop.services.projects import project_parts, projects
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.pages.projects.detail import ACTIVITIES, EFFECT, FUNDING, PAPERS, TASKS, WHAT
from klikks_desktop.ui.pages.projects.effect_tab import INDICATORS, MEASURED
from klikks_desktop.ui.pages.projects.link_dialog import LinkDialog
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.widgets.part_table import PartTable


def cells(table: PartTable, row: int) -> list[str]:
    return [table.model.row(row).cell(column).text for column in range(table.model.columnCount())]


def titles(table: PartTable) -> list[str]:
    return [cells(table, row)[0] for row in range(table.model.rowCount())]


def write(qtbot: QtBot, editor: PartsEditor, name: str, text: str) -> None:
    editor.view.go_to(name)
    field = editor.view.form.field(name).input
    assert isinstance(field, QLineEdit)
    field.selectAll()
    field.insert(text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    QApplication.processEvents()


def parts(workspace: Workspace, kind: type, project: UUID) -> list:
    with workspace.store.read() as reader:
        return reader.find(kind, project_id=project)


def undo(page: ProjectsPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()


def test_who_comes_from_elsewhere_begins_at_the_first_tab(page: ProjectsPage, lamps: UUID) -> None:
    """As with a project just made of a potential; going through the list the tab stays."""
    page.detail.tabs.choose(FUNDING)
    other = next(key for key in page.listing.keys if key != lamps)
    page.listing.table.select(other)
    assert page.detail.record == other
    assert page.detail.tabs.current == FUNDING
    page.window().go(Target.PROJECT, lamps)
    assert page.detail.tabs.current == WHAT
    task = page.detail.data.tasks[0].record.id
    page.window().go(Target.PROJECT, lamps, task)
    assert page.detail.tabs.current == TASKS


# ------------------------------------------------------------------ tasks and activities


def test_a_task_is_added_filled_ticked_off_and_opened_again(
    page: ProjectsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    page.detail.tabs.choose(TASKS)
    editor = page.detail.tasks
    assert titles(editor.table) == ["Drei Angebote vergleichen", "Abnahme mit dem Sportverein"]
    editor.add.click()
    QApplication.processEvents()
    assert QApplication.focusWidget() is editor.view.form.field("title").input
    assert editor.view.form.problem_count() == 0
    write(qtbot, editor, "title", "Sportverein anrufen")
    write(qtbot, editor, "due_on", format_short(works.today))
    assert titles(editor.table)[0] == "Sportverein anrufen"
    assert cells(editor.table, 0)[2] == "fällig"
    editor.done.click()
    QApplication.processEvents()
    task = next(each for each in parts(works, Task, lamps) if each.title == "Sportverein anrufen")
    assert task.done_on == works.today
    assert editor.done.text() == "Wieder öffnen"
    undo(page)
    QApplication.processEvents()
    assert editor.done.text() == "Erledigt"
    editor.delete.click()
    QApplication.processEvents()
    assert titles(editor.table) == ["Drei Angebote vergleichen", "Abnahme mit dem Sportverein"]


def test_another_row_saves_what_was_typed_in_the_one_before(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    page.detail.tabs.choose(TASKS)
    editor = page.detail.tasks
    first = editor.current
    field = editor.view.form.field("note").input
    field.set_value("")
    field.insertPlainText("Bis Freitag.")
    other = editor.table.model.row(1).key
    editor.table.select(other)
    QApplication.processEvents()
    assert editor.current == other != first
    assert next(each.note for each in parts(works, Task, lamps) if each.id == first) == "Bis Freitag."
    assert editor.view.texts()["title"] == "Abnahme mit dem Sportverein"


def test_an_open_point_in_another_tab_is_led_to(page: ProjectsPage, works: Workspace, qtbot: QtBot) -> None:
    page.detail.tabs.choose(ACTIVITIES)
    editor = page.detail.activities
    editor.begin()
    QApplication.processEvents()
    write(qtbot, editor, "people", "viele")
    assert page.detail.foot._open.text() == "1 Angabe prüfen"
    page.detail.tabs.choose(TASKS)
    page.detail.foot._open.click()
    assert page.detail.tabs.current == ACTIVITIES
    assert QApplication.focusWidget() is editor.view.form.field("people").input
    write(qtbot, editor, "people", "24")
    assert not editor.view.form.field("people").problem
    page.detail.foot._open.click()
    assert QApplication.focusWidget() is editor.view.form.field("title").input
    write(qtbot, editor, "title", "Rundgang mit der Kamera")
    write(qtbot, editor, "hours", "12,5")
    assert not page.detail.foot._open.isVisible()
    record = page.detail.record
    assert record is not None
    [activity] = parts(works, Activity, record)
    assert (activity.people, activity.hours) == (24, Decimal("12.5"))
    assert editor.table._count.text() == "24 Personen erreicht · 12,5 Std."


# ------------------------------------------------------------------ effect


def test_measured_savings_stand_beside_what_was_expected(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    page.detail.tabs.choose(EFFECT)
    tab = page.detail.effect
    assert tab.overview.savings._count.text() == "Noch nichts gemessen"
    part = project_parts.add_part(works, lamps, Achievement)
    texts = {"year": "2025", "carrier": Carrier.ELECTRICITY.value, "kwh": "21.500", "saved_cents": "6.400"}
    project_parts.save_part(works, Achievement, part, texts)
    page.reload()
    assert tab.overview.savings._count.text() == "erreicht in 2025"
    savings = projects.load_project(works, lamps).savings
    rows = {row[0]: row[1:] for row in (cells(tab.overview.savings, place) for place in range(3))}
    assert rows["Strom (kWh)"][1] == "21.500"
    assert rows["Entlastung (EUR)"][1] == "6.400"
    tonnes = savings.co2e_t_per_year.achieved
    assert tonnes is not None
    assert rows["CO₂e (t)"][1] == f"{tonnes:.1f}".replace(".", ",")
    tab.choose(MEASURED)
    assert tab.editor is tab.measured
    assert cells(tab.measured.table, 0)[:3] == ["2025", "Strom", "21.500"]
    tab.choose(INDICATORS)
    assert titles(tab.indicators.table) == ["Leuchten getauscht"]


def test_potentials_are_linked_and_lead_to_their_page(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    page.detail.tabs.choose(EFFECT)
    overview = page.detail.effect.overview
    assert titles(overview.potentials) == ["LED in der Sporthalle"]
    chosen: list[str] = []

    def tick_another(dialog: QDialog) -> None:
        assert isinstance(dialog, LinkDialog)
        row = next(
            row
            for row in range(dialog.list.count())
            if dialog.list.item(row).checkState() != Qt.CheckState.Checked
        )
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
        chosen.append(dialog.list.item(row).text())
        dialog.verb.click()

    when_shown(LinkDialog, tick_another)
    overview.link.click()
    QApplication.processEvents()
    assert sorted(titles(overview.potentials)) == sorted(["LED in der Sporthalle", *chosen])
    linked = {each.title for each in parts(works, Potential, lamps)}
    assert linked == {"LED in der Sporthalle", *chosen}
    window = page.window()
    assert isinstance(window, MainWindow)
    overview.potentials.activated.emit(overview.potentials.model.row(0).key)
    assert window.shell.current == "potentials"


# ------------------------------------------------------------------ funding


def test_suggestions_are_taken_by_a_click_and_never_by_themselves(
    page: ProjectsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    page.detail.tabs.choose(FUNDING)
    editor = page.detail.funding.editor
    editor.add.click()
    QApplication.processEvents()
    write(qtbot, editor, "title", "Zuschuss des Kreises")
    write(qtbot, editor, "granted_on", "15.03.2026")
    key = editor.current
    [funding] = [each for each in parts(works, Funding, lamps) if each.id == key]
    assert funding.objection_until is None
    offers = [button.accessibleName() for box in page.detail.funding.offers for button in box.buttons]
    assert "Vorschlag übernehmen: Rechtsbehelf möglich bis: 15.04.2026" in offers
    for name in ("Rechtsbehelf", "Stand: bewilligt"):
        button = next(
            button
            for box in page.detail.funding.offers
            for button in box.buttons
            if name in button.accessibleName()
        )
        button.click()
        QApplication.processEvents()
    [funding] = [each for each in parts(works, Funding, lamps) if each.id == key]
    assert funding.objection_until == date(2026, 4, 15)
    assert funding.state is FundingState.GRANTED
    assert editor.view.texts()["objection_until"] == "15.04.2026"


def test_an_application_after_the_begin_is_warned_of(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    page.detail.tabs.choose(FUNDING)
    [funding] = parts(works, Funding, lamps)
    projects.save_project(works, lamps, {"contract_on": "02.01.2020"})
    page.reload()
    [bar] = page.detail.funding.warnings.bars
    assert "Antrag vor Beginn" in bar.accessibleName()
    assert "02.01.2020" in bar.accessibleName()
    assert funding.id == page.detail.funding.editor.current


# ------------------------------------------------------------------ papers


def picture(path: Path, colour: Qt.GlobalColor) -> Path:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(colour)
    image.save(str(path))
    return path


def drop(page: ProjectsPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    box = page.detail.papers.files
    enter = QDragEnterEvent(QPoint(20, 20), action, data, button, none)
    QApplication.sendEvent(box, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(box, QDropEvent(QPointF(20, 20), action, data, button, none))
    QApplication.processEvents()


def test_files_are_dropped_described_chosen_as_cover_and_removed(
    page: ProjectsPage, works: Workspace, lamps: UUID, tmp_path: Path
) -> None:
    page.detail.tabs.choose(PAPERS)
    box = page.detail.papers.files
    red, blue = (
        picture(tmp_path / "vorher.png", Qt.GlobalColor.red),
        picture(tmp_path / "nachher.png", Qt.GlobalColor.blue),
    )
    program = tmp_path / "nicht.exe"
    program.write_bytes(b"MZ\0\0")
    codes: list[str] = []
    when_shown(MessageDialog, lambda dialog: (codes.append(dialog._code), dialog.reject()))
    drop(page, red, program, blue)
    assert codes == ["K-763"]
    assert sorted(titles(box.table)) == ["nachher.png", "vorher.png"]
    assert [each.file_name for each in parts(works, Attachment, lamps) if each.is_cover] == ["vorher.png"]
    assert box.picture.isVisible()
    box.cover.click()
    QApplication.processEvents()
    assert [each.file_name for each in parts(works, Attachment, lamps) if each.is_cover] == ["nachher.png"]
    field = box.caption.input
    assert isinstance(field, QLineEdit)
    field.setText("Neue Lampen")
    field.left.emit()
    QApplication.processEvents()
    assert {each.caption for each in parts(works, Attachment, lamps)} == {"", "Neue Lampen"}
    box.remove.click()
    QApplication.processEvents()
    assert titles(box.table) == ["vorher.png"]
    undo(page)
    assert sorted(titles(box.table)) == ["nachher.png", "vorher.png"]


def test_a_copy_of_a_file_is_saved(
    page: ProjectsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.detail.tabs.choose(PAPERS)
    box = page.detail.papers.files
    box.take([picture(tmp_path / "bild.png", Qt.GlobalColor.green)])
    QApplication.processEvents()
    folder = tmp_path / "kopien"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(folder))
    box.copy.click()
    assert (folder / "bild.png").read_bytes() == (tmp_path / "bild.png").read_bytes()


def test_the_papers_of_a_project_are_shown_and_written(
    page: ProjectsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page.detail.tabs.choose(PAPERS)
    for press in (page.detail.sheet, page.detail.papers.council):
        press.click()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog)
        assert dialog._data.startswith(b"%PDF")
        assert dialog._name.endswith("_Neues-Licht-in-der-Sporthalle.pdf")
        dialog.reject()
        QApplication.processEvents()
    target = tmp_path / "vorlage.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    page.detail.papers.word.click()
    assert "word/document.xml" in ZipFile(target).namelist()
    assert page.detail.papers.written.isVisible()
