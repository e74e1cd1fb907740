"""A town with buildings, consumption and one project with all its parts, for the report tests."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Building,
    ConsentForm,
    Consumption,
    Funding,
    Meter,
    MeterPurpose,
    Place,
    Purpose,
    Task,
    WeatherFactor,
)
from klikks_desktop.services.people import consents, patron_list
from klikks_desktop.services.projects import attachments, project_parts, projects
from klikks_desktop.services.savings import potential_steps, potentials
from klikks_desktop.services.workspace import Workspace

TITLE = "Straßenbeleuchtung Harber auf LED umrüsten"
LED = {"n": "120", "P_old": "90", "P_new": "28", "I": "84000", "Z": "21000"}


@dataclass(frozen=True)
class ReportTown:
    """What was made."""

    place: Place
    project: UUID
    potential: UUID
    named: UUID
    unnamed: UUID


def account(workspace: Workspace, place: Place, *, buildings: int = 2) -> None:
    """Buildings with gas and electricity of 2023 to 2025, climate factors of the first two years."""
    with workspace.store.write("Energie") as unit:
        for year, factor in ((2023, "1.10"), (2024, "1.20")):
            unit.add(
                WeatherFactor(
                    id=workspace.new_id(), place_id=place.id, year=year, factor=Decimal(factor), origin="DWD"
                )
            )
        for number in range(1, buildings + 1):
            house = Building(
                id=workspace.new_id(), place_id=place.id, name=f"Gebäude {number:03}", area_m2=Decimal(1000)
            )
            power = Meter(
                id=workspace.new_id(),
                building_id=house.id,
                carrier=Carrier.ELECTRICITY,
                purpose=MeterPurpose.POWER,
            )
            heat = Meter(
                id=workspace.new_id(),
                building_id=house.id,
                carrier=Carrier.NATURAL_GAS,
                purpose=MeterPurpose.HEAT,
                unit=Unit.KWH_HS,
            )
            unit.add(house, power, heat)
            for year in (2023, 2024, 2025):
                for meter, kwh, cents in ((power, 10_000, 330_000), (heat, 111_000, 1_200_000)):
                    unit.add(
                        Consumption(
                            id=workspace.new_id(),
                            meter_id=meter.id,
                            year=year,
                            quantity_milli=kwh * 1000,
                            cents=cents,
                        )
                    )


def with_project(workspace: Workspace, folder: Path) -> ReportTown:
    """One lighting project in Umsetzung with grant, people, activities, tasks and a cover."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
    from report_samples import photo_file

    place = workspace.own_place()
    potential = potentials.new_potential(workspace, place.id, "LED_STREET")
    potentials.save_inputs(workspace, potential, LED)
    potentials.save_fields(workspace, potential, {"title": TITLE})
    project = potential_steps.make_project(workspace, potential)
    projects.save_project(
        workspace,
        project,
        {
            "state": "Umsetzung",
            "description": "120 Leuchten sind von 1984.\nErsatzteile sind kaum zu bekommen.",
            "begins_on": "1.3.2026",
            "planned_cents": "84.000",
            "next_step": "Ausschreibung bis 15. Januar 2027",
        },
    )
    grant = {"title": "Kommunalrichtlinie", "rate": "25", "amount_cents": "21.000", "state": "bewilligt"}
    project_parts.add_part(workspace, project, Funding, grant)
    for texts in (
        {
            "title": "Solarparty",
            "kind": "Infoveranstaltung",
            "people": "34",
            "hours": "6",
            "held_on": "12.3.2026",
        },
        {"title": "Rundgang", "kind": "Rundgang", "people": "18", "hours": "4,5", "held_on": "2.10.2026"},
        {"title": "Vorjahr", "people": "99", "hours": "9", "held_on": "2.10.2025"},
    ):
        project_parts.add_part(workspace, project, Activity, texts)
    project_parts.add_part(
        workspace, project, Task, {"title": "Lichtplanung beauftragen", "due_on": "15.1.2027"}
    )
    named = patron_list.find_patron(workspace, "Frauke Behrens")
    unnamed = patron_list.find_patron(workspace, "Jörg Ahrens-Wiechmann")
    projects.set_patrons(workspace, project, [named, unnamed])
    for key in (named, unnamed):
        _withdraw(workspace, key)
    consents.give_consent(
        workspace,
        named,
        Purpose.PUBLICITY,
        given_on=date(2026, 1, 1),
        form=ConsentForm.PAPER,
        with_email=True,
    )
    picture = folder / "dorfstrasse.jpg"
    picture.write_bytes(photo_file())
    cover = attachments.add_attachment(workspace, project, picture, "Dorfstraße in Harber am Abend")
    attachments.set_cover(workspace, cover.id)
    return ReportTown(place, project, potential, named, unnamed)


def _withdraw(workspace: Workspace, patron: UUID) -> None:
    consents.take_back(workspace, patron, Purpose.PUBLICITY, on=workspace.today)


def measured(workspace: Workspace, project: UUID) -> None:
    """25,000 kWh of electricity and 6,750 EUR were saved in 2025."""
    texts = {"year": "2025", "carrier": "Strom", "kwh": "25.000", "saved_cents": "6.750"}
    project_parts.add_part(workspace, project, Achievement, texts)
