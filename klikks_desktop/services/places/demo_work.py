"""What the invented town works on: buildings, consumption, potentials and projects, for practice mode."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Funding,
    Indicator,
    Place,
    Project,
    Task,
    WeatherFactor,
)
from klikks_desktop.services.list_import import ListKind, import_list
from klikks_desktop.services.projects.project_parts import Part, add_part, add_task
from klikks_desktop.services.savings.target_path import save_target_points
from klikks_desktop.services.workspace import Workspace

FILES: Final = {
    ListKind.BUILDINGS: "gebaeude.csv",
    ListKind.CONSUMPTION: "verbrauch.csv",
    ListKind.PROJECTS: "projekte.csv",
    ListKind.POTENTIALS: "potenziale.csv",
}
FOLDER: Final = "practice"

_CLIMATE: Final = {2022: "1.13", 2023: "1.15", 2024: "1.17", 2025: "1.12"}


def fill_work(workspace: Workspace) -> None:
    """Give the practice town its buildings, potentials and projects, with dates around today."""
    place = workspace.own_place()
    folder = workspace.shipped.folder / FOLDER
    for list_kind, name in FILES.items():
        import_list(workspace, list_kind, folder / name, place=place)
    _set_climate(workspace, place)
    for title, kind, texts in _parts(workspace.today):
        add_part(workspace, _project(workspace, title), kind, texts)
    year = workspace.today.year
    save_target_points(
        workspace, place.id, [(str(year), "20"), (str(year + 2), "90"), (str(year + 4), "170")]
    )
    due = format_short(workspace.today + timedelta(days=12))
    add_task(workspace, place.id, {"title": "Verbrauch 2026 bei den Versorgern anfordern", "due_on": due})


def _set_climate(workspace: Workspace, place: Place) -> None:
    with workspace.store.write("Klimafaktoren eingetragen") as unit:
        unit.add(
            *(
                WeatherFactor(
                    id=workspace.new_id(),
                    place_id=place.id,
                    year=year,
                    factor=Decimal(factor),
                    origin="erfunden, zur Übung",
                )
                for year, factor in _CLIMATE.items()
            )
        )


def _project(workspace: Workspace, title: str) -> UUID:
    with workspace.store.read() as reader:
        return reader.find(Project, title=title)[0].id


def _parts(today: date) -> list[tuple[str, type[Part], dict[str, str]]]:
    """Title of the project, kind of the part, its texts."""

    def day(distance: int) -> str:
        return format_short(today + timedelta(days=distance))

    sun, light = "Photovoltaik auf dem Feuerwehrhaus", "Neues Licht in der Sporthalle"
    heat, balcony = "Heizungen richtig einstellen", "Sonne für alle: Balkonsolar"
    return [
        (
            sun,
            Achievement,
            {"year": "2026", "carrier": "Strom", "kwh": "7.420", "saved_cents": "2.226", "grade": "gemessen"},
        ),
        (
            heat,
            Achievement,
            {
                "year": "2025",
                "carrier": "Erdgas",
                "kwh": "11.300",
                "saved_cents": "1.254",
                "grade": "gemessen",
            },
        ),
        (
            light,
            Funding,
            {
                "title": "Kommunalrichtlinie, Hallenbeleuchtung",
                "reference": "67K99999",
                "state": "bewilligt",
                "rate": "25",
                "eligible_cents": "34.500",
                "amount_cents": "8.625",
                "applied_on": day(-330),
                "granted_on": day(-260),
                "period_from": day(-250),
                "period_to": day(85),
            },
        ),
        (light, Task, {"title": "Drei Angebote vergleichen", "due_on": day(9)}),
        (light, Task, {"title": "Abnahme mit dem Sportverein", "due_on": day(75)}),
        (light, Indicator, {"title": "Leuchten getauscht", "unit": "Stück", "target": "64", "actual": "0"}),
        (
            balcony,
            Activity,
            {
                "title": "Infoabend Balkonsolar",
                "kind": "Infoveranstaltung",
                "held_on": day(-400),
                "people": "62",
                "hours": "14",
            },
        ),
        (
            balcony,
            Activity,
            {
                "title": "Sammelbestellung im Rathaus",
                "kind": "Beratung",
                "held_on": day(-310),
                "people": "45",
                "hours": "22",
            },
        ),
        (
            balcony,
            Indicator,
            {"title": "Anlagen in Betrieb", "unit": "Stück", "target": "40", "actual": "45"},
        ),
        (
            "Mitfahrbänke an drei Dorfeingängen",
            Activity,
            {"title": "Ortstermin in Harber", "kind": "Rundgang", "held_on": day(20)},
        ),
    ]
