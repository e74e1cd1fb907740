"""Reckoning and pages with 200 buildings, 24,000 monthly values and 500 potentials, beside bare sqlite3.

Run ``python tests/benchmarks/bench_work.py``. A page is opened for the first time in a new window, until
its painting is done; a second time when something has changed since. Prints, never fails on time.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

from page_probe import line, milliseconds, show_openings
from PySide6.QtWidgets import QApplication
from sample_town import RESOURCES, machine, make_town

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import (
    Building,
    Consumption,
    Meter,
    MeterPurpose,
    Potential,
    PotentialState,
    Project,
    ProjectState,
    WeatherFactor,
)
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.factor_change import difference
from klikks_desktop.services.savings.potential_results import recalculated, stored
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.ui.theme import Theme

BUILDINGS, YEARS, POTENTIALS, PROJECTS = 200, range(2016, 2026), 500, 200
RUNS = 5
SETS = ("geg-2020", "geg-uba-2024")
PAGES = ("overview", "projects", "potentials", "buildings", "deadlines")
ROWS = ("building", "meter", "consumption", "weather_factor", "potential", "project")
INPUTS = (
    ("LED_STREET", {"n": "100", "P_old": "90", "P_new": "25"}),
    ("PV_ROOF", {"kWp": "30", "commissioned": "2026-03-01"}),
    ("HEAT_PUMP", {"Q_fuel": "60000"}),
    ("INSUL", {"A": "300"}),
    ("ENMGMT", {"Q_heat": "90000", "E_el": "20000"}),
)


def fill(workspace: Workspace) -> None:
    """Buildings with a heat meter each, potentials of five measures, projects."""
    place_id = workspace.own_place().id
    with workspace.store.write("Gefüllt") as unit:
        for year in YEARS:
            unit.add(
                WeatherFactor(id=workspace.new_id(), place_id=place_id, year=year, factor=Decimal("1.1"))
            )
        buildings = [
            Building(
                id=workspace.new_id(),
                place_id=place_id,
                name=f"Gebäude {number:03}",
                kind="21",
                area_m2=Decimal(900 + number),
                heating=Carrier.NATURAL_GAS,
            )
            for number in range(BUILDINGS)
        ]
        meters = [
            Meter(
                id=workspace.new_id(),
                building_id=building.id,
                carrier=Carrier.NATURAL_GAS,
                purpose=MeterPurpose.HEAT,
            )
            for building in buildings
        ]
        unit.add(*buildings, *meters)
        unit.add(
            *(
                Consumption(
                    id=workspace.new_id(),
                    meter_id=meter.id,
                    year=year,
                    month=month,
                    quantity_milli=9_000_000 + 1000 * month,
                    cents=90_000,
                )
                for meter in meters
                for year in YEARS
                for month in range(1, 13)
            )
        )
        unit.add(
            *(
                Project(
                    id=workspace.new_id(),
                    place_id=place_id,
                    title=f"Projekt {number:03}",
                    state=list(ProjectState)[number % 6],
                    begins_on=date(2025, 1, 1 + number % 28),
                )
                for number in range(PROJECTS)
            )
        )
        for number in range(POTENTIALS):
            measure, inputs = INPUTS[number % len(INPUTS)]
            potential = Potential(
                id=workspace.new_id(),
                place_id=place_id,
                title=f"Potenzial {number:03}",
                measure=measure,
                building_id=buildings[number % BUILDINGS].id,
                state=list(PotentialState)[number % 5],
                inputs=stored(inputs),
            )
            unit.add(recalculated(workspace, unit, potential))


def recalculate(workspace: Workspace) -> int:
    """Reckon every potential with another factor set, for the report of differences; how many."""
    return len(difference(workspace, *SETS).rows)


def main() -> None:
    """Print the table."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_town(Path(folder) / "kommune", 20)
        fill(workspace)
        with closing(sqlite3.connect(Path(folder) / "kommune" / DATABASE)) as connection:
            read = [
                milliseconds(
                    lambda: [connection.execute(f"SELECT * FROM {name}").fetchall() for name in ROWS]  # noqa: S608 - names above
                )
                for _ in range(RUNS)
            ]
        floor = statistics.median(read)
        print(f"{'':44}{'median':>9}{'most':>9}   {'x raw':>7}")
        line("raw SQL: all rows of these tables", read)
        assert recalculate(workspace) == POTENTIALS
        line(
            f"reckon {POTENTIALS} potentials anew",
            [milliseconds(lambda: recalculate(workspace)) for _ in range(RUNS)],
            floor,
        )
        line("effects of all", [milliseconds(lambda: effects(workspace)) for _ in range(RUNS)], floor)
        theme = Theme(app, RESOURCES, "light")
        for key in PAGES:
            show_openings(app, workspace, theme, key, runs=RUNS, floor=floor)
        workspace.close()
    print(machine())


if __name__ == "__main__":
    main()
