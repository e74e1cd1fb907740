"""The page on the invented town and what somebody does on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.places.demo_work import fill_work
from klikks_desktop.services.savings.potentials import list_potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.amount_field import AmountField

D = TypeVar("D", bound=QDialog)
Open = Callable[[Workspace], PotentialsPage]
Answer = Callable[[type[D], Callable[[D], object]], None]
Type = Callable[[PotentialsPage, str, str], None]
LAMPS = "LED-Straßenbeleuchtung, 420 Leuchten"
HEAT_PUMP = "Wärmepumpe Kita Sonnenhügel"


def find(workspace: Workspace, title: str) -> UUID:
    """The potential with this title."""
    return next(row.id for row in list_potentials(workspace) if row.title == title)


def fill(workspace: Workspace) -> None:
    town = fill_practice_town(workspace)
    if not list_potentials(town):
        fill_work(town)


@pytest.fixture
def works(take: Callable[..., Workspace]) -> Workspace:
    """The invented town with buildings, potentials and projects."""
    return take("werke", "Stadt Auenbrück", fill=fill)


@pytest.fixture
def lamps(works: Workspace) -> UUID:
    """A potential that was checked, with all its inputs."""
    return find(works, LAMPS)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the page on a workspace."""

    def opened(workspace: Workspace) -> PotentialsPage:
        window = MainWindow(workspace, theme, "potentials")
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        page = window.shell.page("potentials")
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


@pytest.fixture
def answer() -> Answer[QDialog]:
    """Does something in the next dialog of a kind, which is shown modally."""

    def ask(kind: type[D], act: Callable[[D], object]) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                try:
                    act(dialog)
                except BaseException:
                    # Otherwise the dialog would wait for ever.
                    dialog.reject()
                    raise
            else:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)

    return ask
