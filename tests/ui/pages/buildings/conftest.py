"""The page of buildings in a real window, on a town with buildings, meters and years of consumption."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.energy.cells import CellChange, CellKey, Figure
from klikks_desktop.services.energy import buildings, consumption, weather
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.records.record_forms import save
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.buildings import BuildingsPage
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[4] / "resources"
YEARS = (2023, 2024, 2025)


@pytest.fixture
def plain_town(take: Callable[..., Workspace]) -> Workspace:
    """Auenbrück without any building."""
    return take(
        "gebäude",
        "Stadt Auenbrück",
        fill=fill_practice_town,
        clock=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC),
    )


@pytest.fixture
def school(plain_town: Workspace) -> UUID:
    """A school of 1,000 m² with gas (200 MWh Hs a year, 100 EUR a MWh) and power (30,000 kWh)."""
    place = plain_town.own_place()
    made = buildings.new_building(plain_town, place.id, "Grundschule am Anger")
    texts = {"area_m2": "1.000", "kind": "20", "heating": "Erdgas", "street": "Anger 3"}
    save(plain_town, buildings.building_form(plain_town), made, texts)
    gas = buildings.add_meter(plain_town, made, Carrier.NATURAL_GAS, name="4711")
    power = buildings.add_meter(plain_town, made, Carrier.ELECTRICITY, name="0815")
    changes = []
    for year in YEARS:
        changes += [
            CellChange(CellKey(gas, year, 0, Figure.QUANTITY), "222.000"),
            CellChange(CellKey(gas, year, 0, Figure.COST), "20.000,00"),
            CellChange(CellKey(power, year, 0, Figure.QUANTITY), "30.000"),
        ]
    consumption.save_cells(plain_town, changes)
    weather.set_factor(plain_town, place.id, 2025, "1,10")
    weather.set_factor(plain_town, place.id, 2024, "1,20")
    return made


@pytest.fixture
def townhall(plain_town: Workspace) -> UUID:
    """A building of which only the name is known."""
    return buildings.new_building(plain_town, plain_town.own_place().id, "Rathaus")


@pytest.fixture
def page(qtbot: QtBot, plain_town: Workspace, theme: Theme, school: UUID, townhall: UUID) -> BuildingsPage:
    """The page on the town with a school and a town hall."""
    return open_page(qtbot, plain_town, theme)


@pytest.fixture
def empty_page(qtbot: QtBot, plain_town: Workspace, theme: Theme) -> BuildingsPage:
    """The page on the town without buildings."""
    return open_page(qtbot, plain_town, theme)


def open_page(qtbot: QtBot, workspace: Workspace, theme: Theme) -> BuildingsPage:
    window = MainWindow(workspace, theme, "buildings")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    page = window.shell.page("buildings")
    assert isinstance(page, BuildingsPage)
    return page


def hs_to_hi(kwh: str) -> Decimal:
    """kWh Hs of gas as kWh Hi (facts 4.5)."""
    return Decimal(kwh) / Decimal("1.11")
