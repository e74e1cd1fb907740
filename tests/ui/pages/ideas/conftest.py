"""A town with a finished project, its region, and a neighbour that gets the idea."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import GoodExample, ProjectKind
from klikks_desktop.services.exchange import delivery, importing
from klikks_desktop.services.places.places import add_place, describe_place
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.ideas import IdeasPage
from klikks_desktop.ui.pages.region_ideas import RegionIdeasPage
from klikks_desktop.ui.theme import Theme
from tests.services.ideas.finished import finished_project
from tests.ui.pages.conftest import Take, open_window
from tests.ui.pages.exchange.conftest import enrol_both


@pytest.fixture
def reported(town: Workspace, region: Workspace, tmp_path: Path) -> Workspace:
    """The region, to which the town reported a finished project."""
    enrol_both(town, region, tmp_path / "post")
    finished_project(town)
    report = delivery.export_sync_file(town, tmp_path / "bericht.klikks").path
    (outcome,) = importing.import_files(region, [report])
    assert outcome.problem is None
    return region


@pytest.fixture
def region_page(qtbot: QtBot, reported: Workspace, theme: Theme) -> RegionIdeasPage:
    """The page of the region in its window."""
    page = open_window(qtbot, reported, theme, "ideas").shell.page("ideas")
    assert isinstance(page, RegionIdeasPage)
    return page


@pytest.fixture
def neighbour(take: Take) -> Workspace:
    """Another town with two ideas that came."""

    def fill(workspace: Workspace) -> None:
        add_place(workspace, describe_place(workspace.shipped, workspace.new_id(), "03358021").place)
        ideas = [
            GoodExample(
                id=UUID(int=7 + number),
                source=UUID(int=1),
                project_id=UUID(int=2),
                state="Niedersachsen",
                inhabitants=1_000,
                title=title,
                kind=kind,
                measure=measure,
                summary="Gemacht.",
                investment_cents=4_000_000,
                saved_cents=800_000,
                made_on=datetime(2026, 11, 20 - number, tzinfo=UTC).date(),
                **named,
            )
            for number, (title, kind, measure, named) in enumerate(IDEAS)
        ]
        with workspace.store.write("Rücksendung", undoable=False) as unit:
            unit.add(*ideas)

    return take("nachbarin", "Stadt Soltau", fill=fill)


# Any: fields of every type.
IDEAS: tuple[tuple[str, ProjectKind, str, dict[str, Any]], ...] = (
    (
        "Licht in der Halle",
        ProjectKind.LIGHTING,
        "LED_STREET",
        {
            "named": True,
            "place_key": "03999888",
            "place_name": "Stadt Auenbrück",
            "contact": "Bauamt\na@b.example",
        },
    ),
    ("Tauschtag", ProjectKind.PARTICIPATION, "", {}),
)


@pytest.fixture
def town_window(qtbot: QtBot, neighbour: Workspace, theme: Theme) -> MainWindow:
    """The window of the neighbour, on its overview."""
    return open_window(qtbot, neighbour, theme, "overview")


@pytest.fixture
def town_page(town_window: MainWindow) -> IdeasPage:
    """Its page of ideas, shown."""
    town_window.shell.show_page("ideas")
    page = town_window.shell.page("ideas")
    assert isinstance(page, IdeasPage)
    return page


def nameless(root: QWidget) -> list[str]:
    """Stops of the Tab key that say nothing to the ear."""
    stops = (each for each in root.findChildren(QWidget) if each.isVisibleTo(root))
    return [
        type(each).__name__
        for each in stops
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
