"""Termine: what is due in groups, tasks of the municipality, the calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.records import Task
from klikks_desktop.exchange.tables.reader import read_table
from klikks_desktop.services.deadlines import deadlines
from klikks_desktop.services.projects.project_parts import add_part, add_task
from klikks_desktop.services.projects.projects import new_project
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.deadlines import DeadlinesPage
from klikks_desktop.ui.pages.deadlines.listing import LATER, OVERDUE, SOON, UNDATED
from klikks_desktop.ui.pages.deadlines.task_dialog import TaskDialog
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.pages.projects.detail import TASKS
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.check_field import CheckField

Open = Callable[[Workspace], DeadlinesPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme) -> Open:
    def opened(workspace: Workspace) -> DeadlinesPage:
        window = MainWindow(workspace, theme, "deadlines")
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        page = window.shell.page("deadlines")
        assert isinstance(page, DeadlinesPage)
        return page

    return opened


@pytest.fixture
def page(town: Workspace, open_page: Open) -> DeadlinesPage:
    """Four tasks of the municipality, one of a project, and what the town has anyway."""
    place = town.own_place().id
    for title, days in (("Gestern", -1), ("Heute", 0), ("In 14 Tagen", 14), ("In 15 Tagen", 15)):
        add_task(town, place, {"title": title, "due_on": format_short(town.today + timedelta(days=days))})
    add_task(town, place, {"title": "Irgendwann"})
    project = new_project(town, place, "Neue Lampen")
    add_part(town, project, Task, {"title": "Angebot", "due_on": format_short(town.today)})
    return open_page(town)


def titles(page: DeadlinesPage, group: int) -> list[str]:
    return [item.what for item in page.listing.groups[group].items if "Aufgabe" in item.who]


def fill(dialog: TaskDialog, **texts: str) -> None:
    for name, text in texts.items():
        dialog.fields[name].set_value(text)
    dialog.verb.click()


def press(page: DeadlinesPage, what: str, button: str = "") -> None:
    """Click a line, or the button beside it."""
    for group in page.listing.groups:
        for item in group.items:
            if item.what == what:
                signal = group.list.settled if button else group.list.activated
                signal.emit(item.key)
                return
    raise AssertionError(what)


def test_what_is_due_stands_in_groups_by_day(page: DeadlinesPage, town: Workspace) -> None:
    assert titles(page, OVERDUE) == ["Gestern"]
    assert titles(page, SOON) == ["Heute", "Angebot", "In 14 Tagen"] or titles(page, SOON) == [
        "Angebot",
        "Heute",
        "In 14 Tagen",
    ]
    assert titles(page, LATER) == ["In 15 Tagen"]
    assert titles(page, UNDATED) == ["Irgendwann"]
    assert len(page.listing.shown) == len(deadlines(town))


def test_search_and_filter_narrow_and_stay(page: DeadlinesPage) -> None:
    page.listing.filter.choose(DeadlineKind.TASK.name)
    assert {each.kind for each in page.listing.shown} == {DeadlineKind.TASK}
    page.listing.search.setText("neue lampen")
    assert [each.title for each in page.listing.shown] == ["Angebot"]
    page.reload()
    assert [each.title for each in page.listing.shown] == ["Angebot"]
    page.listing.search.setText("gibt es nicht")
    assert page.listing._nothing.isVisible()
    page.listing._every.click()
    assert len(page.listing.shown) > 6


def test_a_task_of_the_municipality_is_entered_and_refused_without_a_title(
    page: DeadlinesPage, town: Workspace, qtbot: QtBot
) -> None:
    said: list[str] = []

    def act(dialog: TaskDialog) -> None:
        fill(dialog, due_on="31.02.2027")
        said.extend(field.problem for field in dialog.fields.values() if field.problem)
        fill(dialog, title="Bericht schreiben", due_on=format_short(town.today))

    when_shown(TaskDialog, act)
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(said) == 2
    assert said[0] == "Bitte einen Titel eintragen."
    assert "Bericht schreiben" in titles(page, SOON)


def test_a_task_is_changed_and_deleted(page: DeadlinesPage, town: Workspace) -> None:
    when_shown(
        TaskDialog,
        lambda dialog: fill(dialog, title="Morgen", due_on=format_short(town.today + timedelta(days=1))),
    )
    press(page, "Gestern")
    assert titles(page, OVERDUE) == []
    assert "Morgen" in titles(page, SOON)
    when_shown(TaskDialog, lambda dialog: dialog.delete.click())
    press(page, "Morgen")
    assert "Morgen" not in titles(page, SOON)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert "Morgen" in titles(page, SOON)


def test_a_task_is_shared_with_the_region(page: DeadlinesPage, town: Workspace) -> None:
    def shared() -> bool:
        with town.store.read() as reader:
            return reader.find(Task, title="Gestern")[0].shared

    def tick(dialog: TaskDialog) -> None:
        box = dialog.fields["shared"].input
        assert isinstance(box, CheckField)
        assert box.isChecked() == shared()
        box.click()
        dialog.verb.click()

    for expected in (True, False):
        when_shown(TaskDialog, tick)
        press(page, "Gestern")
        assert shared() == expected


def test_a_task_is_ticked_off_here(page: DeadlinesPage, town: Workspace) -> None:
    press(page, "Angebot", "Erledigt")
    assert "Angebot" not in titles(page, SOON)
    assert "Angebot" in page.told.accessibleName()
    with town.store.read() as reader:
        [task] = [each for each in reader.find(Task) if each.title == "Angebot"]
    assert task.done_on == town.today
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert "Angebot" in titles(page, SOON)


def test_the_filter_stays_until_the_next_start(page: DeadlinesPage, town: Workspace, theme: Theme) -> None:
    page.listing.filter.choose(DeadlineKind.TASK.name)
    window = page.window()
    assert isinstance(window, MainWindow)
    again = MainWindow(town, theme, "deadlines", list_states=window.list_states)
    opened = again.shell.page("deadlines")
    assert isinstance(opened, DeadlinesPage)
    assert {each.kind for each in opened.listing.shown} == {DeadlineKind.TASK}
    again.deleteLater()


def test_a_line_leads_to_its_record_and_there_to_its_tab(page: DeadlinesPage, town: Workspace) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    press(page, "Angebot")
    assert window.shell.current == "projects"
    projects = window.shell.page("projects")
    assert isinstance(projects, ProjectsPage)
    assert projects.detail.name == "Neue Lampen"
    assert projects.detail.tabs.current == TASKS
    with town.store.read() as reader:
        [task] = [each for each in reader.find(Task) if each.title == "Angebot"]
    assert projects.detail.tasks.current == task.id
    assert projects.detail.tasks.isVisible()
    assert window.shell.page("projects").detail.name == "Neue Lampen"


def test_the_overview_leads_to_a_line(page: DeadlinesPage, town: Workspace) -> None:
    page.listing.search.setText("gibt es nicht")
    with town.store.read() as reader:
        [task] = [each for each in reader.find(Task) if each.title == "In 15 Tagen"]
    page.open_record(task.id)
    assert "In 15 Tagen" in QApplication.focusWidget().accessibleName()


def test_the_calendar_is_written(
    page: DeadlinesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "termine.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    page.calendar.click()
    text = target.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:In 14 Tagen" in text
    assert "Irgendwann" not in text
    assert page.told.isVisible()


def test_what_is_shown_goes_to_excel(
    page: DeadlinesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "termine.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    page.listing.search.setText("In 14 Tagen")
    page.listing.excel.click()
    (sheet,) = read_table(target)
    assert [row.cells[1] for row in sheet.rows] == ["Was", "In 14 Tagen"]
    assert page.told.isVisible()
    page.listing.search.setText("gibt es nicht")
    assert not page.listing.excel.isEnabled()


def test_without_anything_due_the_first_task_is_offered(empty_town: Workspace, open_page: Open) -> None:
    page = open_page(empty_town)
    assert page.empty.isVisible()
    assert not page.calendar.isVisible()
    page.empty.primary.click()
    assert QApplication.activeModalWidget() is None


def test_while_somebody_else_writes_nothing_can_be_ticked(
    page: DeadlinesPage, town: Workspace, open_page: Open
) -> None:
    reading = open_workspace(town.folder, clock=town.clock, resources=town.shipped.folder, read_only=True)
    other = open_page(reading)
    assert not other.new.isVisible()
    assert all(not item.action for group in other.listing.groups for item in group.items)
    press(other, "Gestern")
    assert QApplication.activeModalWidget() is None
    other.window().close()
    reading.close()


def test_tab_meets_only_named_controls_and_nothing_is_clipped(
    page: DeadlinesPage, theme: Theme, qtbot: QtBot, find_clipped: Callable[[QWidget], list[str]]
) -> None:
    page.listing.search.setFocus()
    met: list[str] = []
    for _ in range(30):
        widget = QApplication.focusWidget()
        assert widget.accessibleName(), f"{widget} has no name"
        met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert met[0] == "Termin suchen"
    assert "Erledigt: Gestern" in met
    for scale in (100, 200):
        theme.set_scale(scale)
        QApplication.processEvents()
        assert find_clipped(page) == []
    field = page.listing.search
    assert isinstance(field, QLineEdit)
    field.setText("gibt es nicht")
    QApplication.processEvents()
    assert find_clipped(page) == []
