"""Where a region's data lie, and moving to a database that the office shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Role
from klikks_desktop.services.workspace import Workspace, create_workspace, find_server
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.settings.backup_section import BackupSection
from klikks_desktop.ui.pages.settings.database_section import DatabaseSection
from klikks_desktop.ui.pages.settings.page import SettingsPage
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[3] / "resources"


def clock() -> datetime:
    return datetime.now(UTC)


def settings_of(window: MainWindow) -> SettingsPage:
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def section(region_window: MainWindow) -> DatabaseSection:
    found = settings_of(region_window).section(DatabaseSection)
    assert isinstance(found, DatabaseSection)
    return found


@pytest.fixture
def shared(postgres: Any, tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of a region whose administrator named a server."""
    given: dict[str, Any] = {"clock": clock, "resources": RESOURCES, "server": postgres.database()}
    with closing(create_workspace(tmp_path / "r", role=Role.REGION, name="Nord", **given)) as workspace:
        window = MainWindow(workspace, theme)
        qtbot.addWidget(window)
        window.show()
        yield window
        window.close()


def test_the_address_is_looked_at_and_kept_without_password(
    section: DatabaseSection, postgres: Any, region: Workspace
) -> None:
    address = postgres.database()
    section.address.set_value(address.shown.replace("klikks@", "klikks:geheim@"))
    section.use.click()
    assert "noch leer" in section.told.accessibleName()
    kept = find_server(region.folder)
    assert kept is not None
    assert kept.shown == address.shown
    assert "geheim" not in (region.folder / "database.json").read_text()
    assert section.address.input.value() == address.shown


def test_what_is_no_address_is_told_at_the_field(section: DatabaseSection, region: Workspace) -> None:
    section.address.set_value("klikks.db")
    section.use.click()
    assert "postgresql+psycopg://" in section.address.problem
    assert find_server(region.folder) is None


def test_an_administrators_server_is_shown_and_left_alone(shared: MainWindow) -> None:
    section = settings_of(shared).section(DatabaseSection)
    assert isinstance(section, DatabaseSection)
    assert "postgresql+psycopg://klikks@" in section.where.text()
    assert not section.use.isEnabled()
    assert not section.back.isVisible()


def test_a_server_is_backed_up_elsewhere(shared: MainWindow) -> None:
    section = settings_of(shared).section(BackupSection)
    assert isinstance(section, BackupSection)
    assert not section.now.isVisible()
    assert not section.table.isVisible()
    assert section.whole.isVisible()
