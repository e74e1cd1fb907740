"""The page on the invented town and what somebody does on it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klikks_desktop.services.savings.potentials import list_potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.amount_field import AmountField
from tests.ui.pages.conftest import open_window

Open = Callable[[Workspace], PotentialsPage]
Type = Callable[[PotentialsPage, str, str], None]
LAMPS = "LED-Straßenbeleuchtung, 420 Leuchten"
HEAT_PUMP = "Wärmepumpe Kita Sonnenhügel"


def find(workspace: Workspace, title: str) -> UUID:
    """The potential with this title."""
    return next(row.id for row in list_potentials(workspace) if row.title == title)


@pytest.fixture
def lamps(works: Workspace) -> UUID:
    """A potential that was checked, with all its inputs."""
    return find(works, LAMPS)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the page on a workspace."""

    def opened(workspace: Workspace) -> PotentialsPage:
        page = open_window(qtbot, workspace, theme, "potentials").shell.page("potentials")
        assert isinstance(page, PotentialsPage)
        return page

    return opened


@pytest.fixture
def page(open_page: Open, works: Workspace, lamps: UUID) -> PotentialsPage:
    """The page, showing the street lamps."""
    made = open_page(works)
    made.open_record(lamps)
    QApplication.processEvents()
    return made


@pytest.fixture
def type_in(qtbot: QtBot) -> Type:
    """Types into an input of the measure as a person does, without leaving it."""

    def typed(page: PotentialsPage, key: str, text: str) -> None:
        form = page.detail.inputs.form
        assert form is not None
        form.go_to(key)
        amount = form.field(key).input
        assert isinstance(amount, AmountField)
        amount.line.selectAll()
        qtbot.keyClick(amount.line, Qt.Key.Key_Delete)
        qtbot.keyClicks(amount.line, text)

    return typed
