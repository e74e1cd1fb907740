"""Ideenpool of a region: a finished project is chosen, worded, looked at as towns see it, and taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import GoodExample, Project
from klikks_desktop.services.exchange import delivery, importing
from klikks_desktop.services.ideas import examples
from klikks_desktop.services.ideas.shared import shared_examples
from klikks_desktop.services.ideas.suggestions import candidates
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.region_ideas import RegionIdeasPage
from klikks_desktop.ui.pages.region_ideas.choose_dialog import ChooseDialog
from klikks_desktop.ui.pages.region_ideas.detail import PREVIEW
from klikks_desktop.ui.pages.region_projects import RegionProjectsPage
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.pill import Pill
from tests.ui.pages.conftest import open_window
from tests.ui.pages.ideas.conftest import nameless

WhenShown = Callable[..., None]


def stored(region: Workspace) -> list[GoodExample]:
    return [row.example for row in examples.list_examples(region)]


def remember(region: Workspace, page: RegionIdeasPage) -> GoodExample:
    key = examples.add_example(region, candidates(region)[0].project.id)
    page.reload()
    page.open_record(key)
    (example,) = (each for each in stored(region) if each.source is None)
    return example


def test_a_finished_project_is_chosen(
    region_page: RegionIdeasPage, reported: Workspace, when_shown: WhenShown
) -> None:
    assert region_page.empty.isVisible()

    def choose(dialog: ChooseDialog) -> None:
        assert dialog.table.model.rowCount() == 1
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)

    when_shown(ChooseDialog, choose)
    QTest.mouseClick(region_page.empty.primary, Qt.MouseButton.LeftButton)
    (example,) = stored(reported)
    assert region_page.detail.record == example.id
    assert region_page.detail.name == "LED in der Turnhalle"
    assert not region_page.suggested.isVisible()


def test_the_mark_stands_at_the_column_in_whose_order_projects_are(
    region_page: RegionIdeasPage, reported: Workspace
) -> None:
    (one,) = candidates(reported)
    found = [
        replace(one, project=replace(one.project, id=UUID(int=number), title=title), is_measured=measured)
        for number, (title, measured) in enumerate([("Zebra", True), ("Mond", True), ("Apfel", False)])
    ]
    dialog = ChooseDialog(region_page.window(), found)
    head = dialog.table.view.horizontalHeader()
    assert head.sortIndicatorSection() == 2
    assert titles(dialog) == ["Zebra", "Mond", "Apfel"]
    dialog.table.sort_by("title")
    assert titles(dialog) == ["Apfel", "Mond", "Zebra"]
    dialog.deleteLater()


def titles(dialog: ChooseDialog) -> list[str]:
    return [dialog.table.model.row(place).cell(0).text for place in range(dialog.table.model.rowCount())]


def test_what_is_typed_is_kept_and_shown_as_towns_see_it(
    region_page: RegionIdeasPage, reported: Workspace
) -> None:
    remember(reported, region_page)
    pane = region_page.detail
    lesson = pane.view.form.field("lesson").input
    lesson.set_value("Früh bestellen.")
    pane.settle()
    assert stored(reported)[0].lesson == "Früh bestellen."
    pane.tabs.choose(PREVIEW)
    assert pane.preview.lesson.text() == "Früh bestellen."
    assert pane.preview.about.text().startswith("Niedersachsen")
    assert not pane.preview.contact.copy.isVisible()


def test_a_state_has_one_name_in_list_and_head(region_page: RegionIdeasPage, reported: Workspace) -> None:
    remember(reported, region_page)
    pane = region_page.detail
    pane.view.form.field("co2e_kg").input.setText("viel")
    pane.settle()
    region_page.reload()
    table = region_page.listing.table.model
    assert table.row(0).cell(table.columnCount() - 1).text == "Änderung offen"
    assert pane.head.findChild(Pill).accessibleName() == "Änderung offen"


def test_a_town_that_may_be_named_is(region_page: RegionIdeasPage, reported: Workspace) -> None:
    remember(reported, region_page)
    pane = region_page.detail
    pane.view.form.field("named").input.set_value(True)
    pane.settle()
    assert stored(reported)[0].place_name == "Stadt Auenbrück"
    assert "Stadt Auenbrück" in pane.preview.about.text()


def test_the_box_is_shut_for_a_town_that_may_not_be_named(
    region_page: RegionIdeasPage, reported: Workspace, town: Workspace, tmp_path: Path
) -> None:
    example = remember(reported, region_page)
    with town.store.write("Haken weg") as unit:
        unit.update(*(replace(each, contact_shared=False, actual_cents=1) for each in unit.find(Project)))
    importing.import_files(reported, [delivery.export_sync_file(town, tmp_path / "neu.klikks").path])
    region_page.reload()
    pane = region_page.detail
    assert not pane.view.form.field("named").input.isEnabled()
    assert pane.newer.isVisible(), "the town reports another cost"
    QTest.mouseClick(pane.take, Qt.MouseButton.LeftButton)
    assert stored(reported)[0].investment_cents == 1
    assert stored(reported)[0].id == example.id
    assert not pane.newer.isVisible()


def test_names_are_warned_of(region_page: RegionIdeasPage, reported: Workspace) -> None:
    remember(reported, region_page)
    pane = region_page.detail
    assert not pane.warning.isVisible()
    pane.view.form.field("summary").input.set_value("In Auenbrück war es Frau Behrens.")
    pane.settle()
    assert pane.warning.isVisible()
    assert "Behrens" in pane.warning.accessibleName()
    assert "Auenbrück" in pane.warning.accessibleName()


def test_it_is_deleted_and_comes_back(
    region_page: RegionIdeasPage, reported: Workspace, when_shown: WhenShown
) -> None:
    remember(reported, region_page)

    def agree(dialog: ConfirmDialog) -> None:
        dialog.accept()

    when_shown(ConfirmDialog, agree)
    QTest.mouseClick(region_page.detail.delete, Qt.MouseButton.LeftButton)
    assert stored(reported) == []
    assert region_page.empty.isVisible()


def test_a_project_is_remembered_where_it_is_read(qtbot: QtBot, reported: Workspace, theme: Theme) -> None:
    window: MainWindow = open_window(qtbot, reported, theme, "region_projects")
    page = window.shell.page("region_projects")
    assert isinstance(page, RegionProjectsPage)
    project = candidates(reported)[0].project
    page.open_record(project.id)
    button = next(each for action, each in page.detail.buttons.items() if action.icon == "idea")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.shell.current == "ideas"
    window.go(Target.STATUS)
    window.shell.show_page("region_projects")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.shell.current == "ideas"
    assert len(stored(reported)) == 1


def test_nothing_is_clipped_and_everything_has_a_name(
    region_page: RegionIdeasPage,
    reported: Workspace,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    qtbot: QtBot,
) -> None:
    remember(reported, region_page)
    theme.set_scale(200)
    for tab in range(2):
        region_page.detail.tabs.choose(tab)
        qtbot.wait(1)
        assert find_clipped(region_page) == []
        assert nameless(region_page) == []


def test_an_example_of_the_office_is_read_and_can_be_held_back(
    region_page: RegionIdeasPage, reported: Workspace, qtbot: QtBot
) -> None:
    made = GoodExample(
        id=UUID(int=5), source=UUID(int=6), project_id=UUID(int=7), title="Nahwärme im Dorf",
        summary="Ein Netz für 40 Häuser.", made_on=reported.today,
    )  # fmt: skip
    with reported.store.write("Rücksendung", undoable=False) as unit:
        unit.add(made)
    region_page.reload()
    region_page.open_record(made.id)
    pane = region_page.detail

    def pill() -> str:
        model = region_page.listing.table.model
        return model.row(0).cell(2).text

    assert pill() == "koordinierende Stelle"
    assert "Von der koordinierenden Stelle" in pane.notice.accessibleName()
    assert pane.view.form.field("title").input.isReadOnly()
    assert not pane.delete.isVisible()
    assert pane.hold.text() == "Nicht weitergeben"
    pane.hold.click()
    qtbot.waitUntil(lambda: pill() == "bleibt hier")
    with reported.store.read() as reader:
        assert shared_examples(reader) == []
    assert pane.hold.text() == "Doch weitergeben"
    pane.hold.click()
    with reported.store.read() as reader:
        assert shared_examples(reader) == [made]
    remember(reported, region_page)
    assert not pane.hold.isVisible(), "own examples always go"
