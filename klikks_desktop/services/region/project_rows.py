"""All towns' projects as rows of a list that stays light, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.records import (
    Funding,
    FundingState,
    Place,
    Project,
    ProjectKind,
    ProjectState,
    ReportedEffect,
)
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.region.totals import GRANTED
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_UNTITLED: Final = "Ohne Titel"
_FIELDS: Final = (
    "id",
    "place_id",
    "title",
    "kind",
    "state",
    "begins_on",
    "ends_on",
    "planned_cents",
    "actual_cents",
    "latitude",
)


@dataclass(frozen=True, slots=True)
class ProjectPlace:
    """The municipality that a project belongs to. search: folded."""

    key: str
    name: str
    county: str
    state: str
    search: str


@dataclass(frozen=True, slots=True)
class RegionProject:
    """One line. grams: CO2e a year, achieved or expected, by factor set. measures: their ids."""

    id: UUID
    title: str
    kind: ProjectKind
    state: ProjectState
    place: ProjectPlace
    begins_on: date | None
    ends_on: date | None
    planned_cents: int | None
    actual_cents: int | None
    has_point: bool
    funding: frozenset[FundingState]
    granted_cents: int
    grams: Mapping[str, int]
    cents: int
    measures: frozenset[str]
    search: str

    @property
    def factor_set(self) -> str:
        """That its savings were reckoned with; "" without any, or with several."""
        return next(iter(self.grams)) if len(self.grams) == 1 else ""

    @property
    def tonnes(self) -> Decimal | None:
        """T CO2e a year; ``None`` where nothing is saved, or sums of several sets would be needed."""
        return Decimal(self.grams[self.factor_set]) / 1_000_000 if self.factor_set else None


@dataclass(frozen=True, slots=True)
class RegionProjects:
    """All projects by title. measures: id -> title of those that occur."""

    rows: tuple[RegionProject, ...]
    measures: Mapping[str, str]


@dataclass(slots=True)
class _Saved:
    """What the potentials and measurements of one project amount to."""

    grams: dict[str, int]
    cents: int
    measures: set[str]


@dataclass(slots=True)
class _Funded:
    states: set[FundingState]
    granted: int = 0


def region_projects(workspace: Workspace) -> RegionProjects:
    """Every project that a town reported."""
    alphabet = workspace.shipped.alphabet
    with workspace.store.read() as reader:
        places = {
            place_id: ProjectPlace(
                key, name, county, state_of(key), search_key(f"{name} {county} {key}", alphabet)
            )
            for place_id, source, key, name, county in reader.fields(
                Place, ("id", "source", "key", "designation", "county")
            )
            if source is not None
        }
        projects = reader.fields(Project, _FIELDS)
        saved, funded = _saved(reader), _funded(reader)
        titles = {each.id: each.title for each in catalogue(library_within(workspace, reader).assumptions)}
    rows = [
        _row(project, places[project[1]], saved, funded, alphabet)
        for project in projects
        if project[1] in places
    ]
    rows.sort(key=lambda row: (row.search, row.id))
    used = {measure for row in rows for measure in row.measures}
    return RegionProjects(tuple(rows), {key: title for key, title in titles.items() if key in used})


def region_projects_name(workspace: Workspace) -> str:
    """The name offered for the table."""
    return file_name("", workspace.name, workspace.today, "xlsx", "Projekte")


def export_region_projects(workspace: Workspace, path: Path, ids: Collection[UUID] | None = None) -> int:
    """Write all projects, or those with these ids, to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    wanted = None if ids is None else set(ids)
    found = region_projects(workspace)
    columns = [
        Column("Projekt", ColumnKind.TEXT),
        Column("Art", ColumnKind.TEXT),
        Column("Stand", ColumnKind.TEXT),
        Column("Kommune", ColumnKind.TEXT),
        Column("AGS", ColumnKind.TEXT),
        Column("Landkreis", ColumnKind.TEXT),
        Column("Land", ColumnKind.TEXT),
        Column("Maßnahmen", ColumnKind.TEXT),
        Column("Beginn", ColumnKind.DATE),
        Column("Ende", ColumnKind.DATE),
        Column("Kosten geplant (EUR)", ColumnKind.EURO),
        Column("Kosten tatsächlich (EUR)", ColumnKind.EURO),
        Column("Förderung", ColumnKind.TEXT),
        Column("Bewilligte Förderung (EUR)", ColumnKind.EURO),
        Column("t CO2e im Jahr", ColumnKind.DECIMAL),
        Column("EUR im Jahr", ColumnKind.INTEGER),
        Column("Faktorensatz", ColumnKind.TEXT),
    ]
    rows = [_cells(row, found.measures) for row in found.rows if wanted is None or row.id in wanted]
    return write_table(path, "Projekte", columns, rows)


def _row(
    project: tuple[Any, ...],
    place: ProjectPlace,
    saved: Mapping[UUID, _Saved],
    funded: Mapping[UUID, _Funded],
    alphabet: Alphabet,
) -> RegionProject:
    """project: ``_FIELDS``. Any: fields of every type."""
    key, _, title, kind, state, begins_on, ends_on, planned_cents, actual_cents, latitude = project
    savings, grants = saved.get(key, _NO_SAVINGS), funded.get(key, _NO_GRANTS)
    shown = title or _UNTITLED
    return RegionProject(
        id=key,
        title=shown,
        kind=kind,
        state=state,
        place=place,
        begins_on=begins_on,
        ends_on=ends_on,
        planned_cents=planned_cents,
        actual_cents=actual_cents,
        has_point=latitude is not None,
        funding=frozenset(grants.states),
        granted_cents=grants.granted,
        grams=savings.grams,
        cents=savings.cents,
        measures=frozenset(savings.measures),
        search=f"{search_key(shown, alphabet)} {place.search}",
    )


def _saved(reader: Reader) -> dict[UUID, _Saved]:
    """By project; euros only of the municipal budget."""
    found: dict[UUID, _Saved] = {}
    fields = ("project_id", "measure", "factor_set", "co2e_g", "saved_cents", "budget_relevant")
    for project_id, measure, factor_set, grams, cents, relevant in reader.fields(ReportedEffect, fields):
        if project_id is None:
            continue
        known = found.setdefault(project_id, _Saved({}, 0, set()))
        known.grams[factor_set] = known.grams.get(factor_set, 0) + grams
        known.cents += cents if relevant else 0
        if measure:
            known.measures.add(measure)
    return found


def _funded(reader: Reader) -> dict[UUID, _Funded]:
    found: dict[UUID, _Funded] = {}
    for project_id, state, cents in reader.fields(Funding, ("project_id", "state", "amount_cents")):
        known = found.setdefault(project_id, _Funded(set()))
        known.states.add(state)
        if state in GRANTED:
            known.granted += cents or 0
    return found


def _cells(row: RegionProject, titles: Mapping[str, str]) -> list[CellValue]:
    tonnes = row.tonnes
    return [
        row.title,
        row.kind.value,
        row.state.value,
        row.place.name,
        row.place.key,
        row.place.county,
        row.place.state,
        ", ".join(sorted(titles.get(each, each) for each in row.measures)),
        row.begins_on,
        row.ends_on,
        _euros(row.planned_cents),
        _euros(row.actual_cents),
        ", ".join(sorted(state.value for state in row.funding)),
        _euros(row.granted_cents or None),
        None if tonnes is None else float(round(tonnes, 3)),
        None if tonnes is None else round(row.cents / 100),
        row.factor_set,
    ]


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


_NO_SAVINGS: Final = _Saved({}, 0, set())
_NO_GRANTS: Final = _Funded(set())
