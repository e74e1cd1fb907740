"""All municipalities that reported, as rows of a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.participation_fields import STEPS
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.records import Participation, Place, PlaceReport, Project
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.region.periods import begun_period
from klikks_desktop.services.region.status import status_rows
from klikks_desktop.services.region.totals import saved_by_place
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlace:
    """One line. step: number of the last step that is dated, 0 for none. tonnes: achieved a year.

    ``None`` where several factor sets would have to be added. standing: in the current period.
    """

    id: UUID
    key: str
    name: str
    county: str
    land: str
    in_office: int
    named: int
    ended: int
    projects: int
    tonnes: Decimal | None
    factor_set: str
    reported_on: date
    reported_at: float
    step: int
    standing: Standing | None
    search: str


def short_step(number: int) -> str:
    """What a step of the life cycle is called, "" for none."""
    return STEPS[number - 1].title.removesuffix(" vom") if number else ""


def region_places(workspace: Workspace) -> list[RegionPlace]:
    """Every municipality that reported, by name."""
    alphabet = workspace.shipped.alphabet
    standings = _standings(workspace)
    with workspace.store.read() as reader:
        reports = {each.id: each for each in reader.find(PlaceReport)}
        places = reader.fields(Place, ("id", "key", "name", "designation", "county"))
        steps = _steps(reader, workspace.today)
        projects = dict(reader.counts(Project, by=("place_id",)))
        saved = saved_by_place(reader)
    rows = []
    for place_id, key, name, designation, county in places:
        if (report := reports.get(place_id)) is None:
            continue
        sets = saved[place_id]
        factor_set = next(iter(sets)) if len(sets) == 1 else ""
        land = state_of(key)
        rows.append(
            RegionPlace(
                id=place_id,
                key=key,
                name=designation,
                county=county,
                land=land,
                in_office=report.in_office,
                named=report.named,
                ended=report.ended,
                projects=projects.get(place_id, 0),
                tonnes=sets[factor_set].achieved.tonnes if factor_set else None if sets else Decimal(0),
                factor_set=factor_set,
                reported_on=report.reported_at.astimezone().date(),
                reported_at=report.reported_at.timestamp(),
                step=steps.get(place_id, 0),
                standing=standings.get(key),
                search=search_key(f"{name} {designation} {county} {land} {key}", alphabet),
            )
        )
    return sorted(rows, key=lambda row: (row.search, row.id))


def keys_of_places(workspace: Workspace, ids: Collection[UUID]) -> list[str]:
    """The keys (AGS) of these municipalities."""
    with workspace.store.read() as reader:
        return [key for (key,) in reader.fields(Place, ("key",), order=("key",), id=list(ids))]


def region_places_name(workspace: Workspace) -> str:
    """The name offered for the table."""
    return file_name("", workspace.name, workspace.today, "xlsx", "Kommunen")


def export_region_places(workspace: Workspace, path: Path, ids: Collection[UUID] | None = None) -> int:
    """Write all municipalities, or those with these ids, to ``path``; how many. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    wanted = None if ids is None else set(ids)
    with workspace.store.read() as reader:
        dated = {each.id: each for each in reader.find(Participation)}
    counted = ("Im Amt", "Mit Namen", "Nicht mehr im Amt", "Projekte")
    columns = [
        *(Column(title, ColumnKind.TEXT) for title in ("AGS", "Kommune", "Landkreis", "Land", "Stand")),
        *(Column(title, ColumnKind.INTEGER) for title in counted),
        Column("t CO2e im Jahr erreicht", ColumnKind.DECIMAL),
        Column("Faktorensatz", ColumnKind.TEXT),
        *(Column(_dated(step.title), ColumnKind.DATE) for step in STEPS),
        Column("Bericht vom", ColumnKind.DATE),
    ]
    rows = [
        _cells(row, dated.get(row.id))
        for row in region_places(workspace)
        if wanted is None or row.id in wanted
    ]
    return write_table(path, "Kommunen", columns, rows)


def _dated(title: str) -> str:
    """Ratsbeschluss vom, Schulung am."""
    return title if title.endswith(" vom") else f"{title} am"


def _standings(workspace: Workspace) -> Mapping[str, Standing]:
    """By key, in the period that has begun last; none without one."""
    period = begun_period(workspace)
    if period is None:
        return {}
    return {row.town.key: row.status.standing for row in status_rows(workspace, period)}


def _steps(reader: Reader, today: date) -> dict[UUID, int]:
    """Number of the last step whose day has come, by place."""
    names = [step.name for step in STEPS]
    found = {}
    for place_id, *days in reader.fields(Participation, ("id", *names)):
        done = (number for number, day in enumerate(days, start=1) if day and day <= today)
        found[place_id] = max(done, default=0)
    return found


def _cells(row: RegionPlace, dated: Participation | None) -> list[CellValue]:
    return [
        row.key,
        row.name,
        row.county,
        row.land,
        row.standing.value if row.standing else "",
        row.in_office,
        row.named,
        row.ended,
        row.projects,
        None if row.tonnes is None else float(round(row.tonnes, 3)),
        row.factor_set,
        *(getattr(dated, step.name) if dated else None for step in STEPS),
        row.reported_on,
    ]
