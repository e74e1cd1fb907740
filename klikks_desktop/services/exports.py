"""Every list that can be taken along as a table, by the name that the command line gives it.

A further list is a line in ``EXPORTS``. Each function writes all of the list, or what belongs to one own
place, to an .xlsx or .csv file and says how many rows there were; K-634 for another ending, K-330.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from uuid import UUID

from klikks_desktop.domain.records import Role
from klikks_desktop.domain.region.totals import Grouping
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.services.deadline_export import export_deadlines
from klikks_desktop.services.deadlines import deadlines
from klikks_desktop.services.energy.building_export import export_buildings
from klikks_desktop.services.energy.buildings import list_buildings
from klikks_desktop.services.energy.consumption_export import export_consumption
from klikks_desktop.services.exchange.exchange_log import export_log
from klikks_desktop.services.exchange.place_report import export_places
from klikks_desktop.services.people.patron_export import export_patrons
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places.places import list_places
from klikks_desktop.services.projects.project_export import export_projects
from klikks_desktop.services.projects.project_list import list_projects
from klikks_desktop.services.region.people import export_region_people
from klikks_desktop.services.region.place_rows import export_region_places
from klikks_desktop.services.region.project_rows import export_region_projects
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.region.totals_export import export_totals
from klikks_desktop.services.register.certificate_export import export_register
from klikks_desktop.services.register.certificates import register
from klikks_desktop.services.savings.potential_export import export_potentials
from klikks_desktop.services.savings.potentials import list_potentials
from klikks_desktop.services.workspace import Workspace

Write: TypeAlias = Callable[[Workspace, Path, UUID | None], int]


@dataclass(frozen=True, slots=True)
class Export:
    """One list. title: German. write: with the own place to keep to, ``None`` for all of them."""

    title: str
    write: Write


def _patrons(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    if workspace.role is Role.REGION:
        return export_region_people(workspace, path)
    return export_patrons(workspace, path, [row.id for row in list_patrons(workspace, place_id=place_id)])


def _certificates(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    return export_register(workspace, path, register(workspace, place_id=place_id))


def _places(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    if workspace.role is Role.REGION:
        return export_region_places(workspace, path)
    ids = [row.id for row in list_places(workspace) if place_id in {None, row.id}]
    return export_places(workspace, path, ids)


def _projects(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    if workspace.role is Role.REGION:
        return export_region_projects(workspace, path)
    return export_projects(workspace, path, [row.id for row in list_projects(workspace, place_id)])


def _potentials(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    return export_potentials(workspace, path, [row.id for row in list_potentials(workspace, place_id)])


def _buildings(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    return export_buildings(workspace, path, [row.id for row in list_buildings(workspace, place_id)])


def _deadlines(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    return export_deadlines(workspace, path, deadlines(workspace, place_id=place_id))


def _deliveries(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    """A file holds all places of its sender: the log is never of one alone."""
    del place_id
    return export_log(workspace, path)


def _totals(workspace: Workspace, path: Path, place_id: UUID | None) -> int:
    """A region has no own place to keep to."""
    del place_id
    found = totals(workspace)
    return export_totals(found, Grouping.STATE, Figure.TONNES, found.factor_set, path)


EXPORTS: Final[Mapping[str, Export]] = {
    "patrons": Export("Patinnen und Paten", _patrons),
    "certificates": Export("Urkundenregister", _certificates),
    "places": Export("Kommunen", _places),
    "projects": Export("Projekte", _projects),
    "potentials": Export("Potenziale", _potentials),
    "buildings": Export("Gebäude mit Kennwerten", _buildings),
    "consumption": Export("Verbrauch und Kosten", export_consumption),
    "deadlines": Export("Termine und Fristen", _deadlines),
    "totals": Export("Auswertung nach Ländern (Regionalmanagement)", _totals),
    "deliveries": Export("gesendete und empfangene Dateien", _deliveries),
}
