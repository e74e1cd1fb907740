"""Projekte: find, begin, edit, see what is wrong, take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from modal import when_shown
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.records import Draft, Place, Project, ProjectPatron, ProjectState
from klikks_desktop.services.people.patron_list import find_patron
from klikks_desktop.services.projects import projects
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.history import HistoryDialog
from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.pages.projects.detail import TASKS, WHAT
from klikks_desktop.ui.widgets.check_field import CheckField

Open = Callable[[Workspace], ProjectsPage]
TITLES = [
    "Heizungen richtig einstellen",
    "Mitfahrbänke an drei Dorfeingängen",
    "Neues Licht in der Sporthalle",
    "Photovoltaik auf dem Feuerwehrhaus",
    "Sonne für alle: Balkonsolar",
]


def titles(page: ProjectsPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def write(qtbot: QtBot, page: ProjectsPage, name: str, text: str) -> None:
    """As a person does: go there, replace, leave with Tab."""
    view = page.detail.what.view
    view.go_to(name)
    field = view.form.field(name).input
    assert isinstance(field, QLineEdit)
    field.selectAll()
    field.insert(text)
    field.textEdited.emit(text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    QApplication.processEvents()


def stored(workspace: Workspace, key: UUID) -> Project:
    with workspace.store.read() as reader:
        project = reader.get(Project, key)
    assert project is not None
    return project


def test_the_list_tells_what_each_brings_and_when_it_is_due(page: ProjectsPage, works: Workspace) -> None:
    assert titles(page) == TITLES
    row = next(row for row in page.listing.rows if row.id == page.detail.record)
    cells = page.listing.table.model.row(2).cells
    assert [cell.text for cell in cells if not isinstance(cell, str)] == [
        "Neues Licht in der Sporthalle",
        f"{row.co2e_t_per_year:.1f}".replace(".", ",") + " t CO₂e",
        row.next_due.strftime("%d.%m.%Y") if row.next_due else "–",
        "Umsetzung",
    ]


def test_search_and_filter_narrow_the_list_and_stay(page: ProjectsPage) -> None:
    page.listing.search.setText("behrens")
    assert titles(page) == ["Photovoltaik auf dem Feuerwehrhaus"]
    page.listing.search.clear()
    page.listing.set_filter("underway")
    assert titles(page) == ["Mitfahrbänke an drei Dorfeingängen", "Neues Licht in der Sporthalle"]
    page.reload()
    assert len(titles(page)) == 2
    assert page.listing.filter_button.text() == "Filter: In Arbeit"
    page.listing.search.setText("nichts davon")
    assert titles(page) == []
    page.listing._all.click()
    assert titles(page) == TITLES


def test_a_new_project_begins_with_its_title(page: ProjectsPage, works: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.detail.what.view.form.field("title").input
    assert page.detail.what.view.form.problem_count() == 0
    write(qtbot, page, "title", "Solarcarport am Rathaus")
    record = page.detail.record
    assert record is not None
    assert stored(works, record).title == "Solarcarport am Rathaus"
    assert "Solarcarport am Rathaus" in titles(page)
    assert page.listing.table.selected_key() == record


def test_what_is_wrong_is_kept_and_led_to(
    page: ProjectsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    before = stored(works, lamps)
    write(qtbot, page, "ends_on", "31.02.2027")
    assert stored(works, lamps) == before
    with works.store.read() as reader:
        assert reader.get(Draft, lamps) is not None
    assert page.detail.foot._open.text() == "1 Angabe prüfen"
    page.detail.tabs.choose(TASKS)
    page.detail.foot._open.click()
    assert page.detail.tabs.current == WHAT
    assert QApplication.focusWidget() is page.detail.what.view.form.field("ends_on").input
    write(qtbot, page, "ends_on", "28.02.2027")
    assert not page.detail.foot._open.isVisible()
    assert stored(works, lamps).ends_on is not None


def test_a_project_may_be_an_example_with_its_office(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    box = page.detail.what.view.form.field("contact_shared").input
    assert isinstance(box, CheckField)
    for expected in (True, False):
        box.click()
        assert stored(works, lamps).contact_shared == expected


def test_strg_z_takes_a_change_back(page: ProjectsPage, works: Workspace, lamps: UUID, qtbot: QtBot) -> None:
    write(qtbot, page, "title", "Anderes Licht")
    assert "Anderes Licht" in titles(page)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert stored(works, lamps).title == "Neues Licht in der Sporthalle"
    assert page.detail.what.view.texts()["title"] == "Neues Licht in der Sporthalle"
    assert titles(page) == TITLES


def test_typing_survives_a_reload(page: ProjectsPage, works: Workspace, lamps: UUID) -> None:
    field = page.detail.what.view.form.field("next_step").input
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setText("halb getippt")
    page.reload()
    assert field.text() == "halb getippt"
    page.settle()
    assert stored(works, lamps).next_step == "halb getippt"


def test_people_in_office_are_ticked_as_responsible(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    people = page.detail.what.people
    shown = [people.item(row).text() for row in range(people.count())]
    assert "Frauke Behrens" in shown
    assert "Wilfried Brammer" not in shown
    people.item(shown.index("Frauke Behrens")).setCheckState(Qt.CheckState.Checked)
    QApplication.processEvents()
    with works.store.read() as reader:
        ids = {each.patron_id for each in reader.find(ProjectPatron, project_id=lamps)}
    assert find_patron(works, "Behrens") in ids


def test_a_project_goes_to_the_bin_and_comes_back(page: ProjectsPage, works: Workspace, lamps: UUID) -> None:
    when_shown(ConfirmDialog, lambda dialog: dialog.accept())
    page.detail.delete.click()
    assert "Neues Licht in der Sporthalle" not in titles(page)
    assert page.detail.record != lamps

    def bring_back(dialog: QDialog) -> None:
        assert isinstance(dialog, WorkBinDialog)
        assert dialog.table.model.rowCount() == 1
        dialog.restore.click()

    when_shown(WorkBinDialog, bring_back)
    page.listing.bin_wanted.emit()
    assert page.detail.record == lamps
    assert titles(page) == TITLES


def test_the_history_tells_of_the_project_and_its_parts(
    page: ProjectsPage, works: Workspace, lamps: UUID
) -> None:
    projects.save_project(works, lamps, {"planned_cents": "12.000,00"})
    told: list[str] = []
    when_shown(
        HistoryDialog,
        lambda dialog: (told.extend(x.text() for x in dialog.findChildren(QLabel)), dialog.reject()),
    )
    page.detail.history.click()
    everything = "\n".join(told)
    assert "12.000,00 EUR" in everything
    assert "Aufgabe „Drei Angebote vergleichen“" in everything


def test_what_is_shown_goes_to_excel(
    page: ProjectsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "projekte.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    page.listing.set_filter(ProjectState.DONE.value)
    page.listing.export_wanted.emit()
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [
        "Heizungen richtig einstellen",
        "Photovoltaik auf dem Feuerwehrhaus",
        "Sonne für alle: Balkonsolar",
    ]
    assert isinstance(rows[1][11], float)
    assert page.written.isVisible()


def test_an_empty_town_is_offered_the_first_step(town: Workspace, open_page: Open) -> None:
    for row in projects.list_projects(town):
        projects.delete_project(town, row.id)
    page = open_page(town)
    assert page.empty.isVisible()
    assert not page.panes.isVisible()
    page.empty.primary.click()
    assert not page.empty.isVisible()
    assert page.detail.record is not None
    assert page.detail.what.view.form.problem_count() == 0


def test_while_somebody_else_writes_everything_can_only_be_read(
    qtbot: QtBot, works: Workspace, open_page: Open
) -> None:
    reading = open_workspace(works.folder, clock=works.clock, resources=works.shipped.folder, read_only=True)
    page = open_page(reading)
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert titles(page) == TITLES
    title = page.detail.what.view.form.field("title").input
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()
    assert page.detail.notice.accessibleName().startswith("Nur lesen")
    for editor in (page.detail.tasks, page.detail.activities, page.detail.funding.editor):
        assert editor.add.isHidden()
        assert editor.delete.parentWidget().isHidden()
    assert page.detail.papers.files.zone.isHidden()
    assert not page.detail.what.people.isEnabled()
    page.window().close()
    reading.close()


def test_projects_of_other_towns_are_read_only(works: Workspace, open_page: Open) -> None:
    peer, mark = uuid7(1, b"0123456789"), b"0123456789"
    place = Place(
        id=uuid7(2, mark),
        source=peer,
        key="03358021",
        name="Soltau",
        kind="Stadt",
        designation="Stadt Soltau",
        nominative="die Stadt Soltau",
        genitive="der Stadt Soltau",
        locative="in der Stadt Soltau",
    )
    project = Project(id=uuid7(3, mark), source=peer, place_id=place.id, title="Anderswo")
    with works.store.write("Eingelesen") as unit:
        unit.add(place, project)
    page = open_page(works)
    page.open_record(project.id)
    assert page.detail.is_locked
    assert "Stadt Soltau" in page.detail.notice.accessibleName()
    assert not page.detail.delete.isVisible()
    page.listing.delete_wanted.emit()
    assert len(titles(page)) == len(TITLES) + 1
