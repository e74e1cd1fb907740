"""A region to which four invented towns reported, and its window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Stage
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).parents[3] / "services" / "region"))
from reported_towns import AURICH, BREMEN, OTHER, SAMTGEMEINDE, SOLTAU, Saving, add_town

P = TypeVar("P", bound=QWidget)


@pytest.fixture
def filled(region: Workspace) -> Workspace:
    """Three towns of one factor set, one of another."""
    more = [Saving(stage=stage, measure="TREES", grams=900_000) for stage in Stage]
    add_town(region, SOLTAU, [Saving(grams=1_500_000), *more], people=("Frauke Behrens", "Änne Müßig"))
    add_town(region, AURICH, [Saving(stage=Stage.DECIDED)], people=("Jörg Özdemir",), projects=3)
    add_town(region, SAMTGEMEINDE, [Saving(year=2024)], people=())
    add_town(region, BREMEN, [Saving(factor_set=OTHER)], people=())
    return region


@pytest.fixture
def show(filled: Workspace, region_window: MainWindow, qtbot: QtBot) -> Callable[[str, type[P]], P]:
    """Bring a page of the window to the front."""

    def bring(key: str, kind: type[P]) -> P:
        with qtbot.waitActive(region_window):
            region_window.activateWindow()
        region_window.shell.show_page(key)
        page = region_window.shell.page(key)
        assert isinstance(page, kind)
        for _ in range(3):
            QApplication.processEvents()
        return page

    return bring
