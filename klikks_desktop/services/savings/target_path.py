"""The target path of a municipality: look at it, set it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from klikks_desktop.domain.conflict import Conflict, differences
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place, TargetPoint
from klikks_desktop.domain.target_path import read_target
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.workspace import Workspace

Path: TypeAlias = Mapping[int, Decimal]
"""Tonnes by year."""


def target_points(workspace: Workspace, place_id: UUID) -> list[TargetPoint]:
    """The points of a place's target path, by year."""
    with workspace.store.read() as reader:
        return reader.find(TargetPoint, order=("year",), place_id=place_id)


def save_target_points(
    workspace: Workspace,
    place_id: UUID,
    rows: Sequence[tuple[str, str]],
    seen: Sequence[TargetPoint] | None = None,
) -> list[TargetPoint]:
    """Set the whole target path from typed years and tonnes, as one change; empty rows are left out.

    seen: the path that was typed over; ``Conflict`` when a colleague changed the same year meanwhile, or
    when the years of both make no path. K-750 when the place is gone, K-751 when it is another's, K-772
    with all that is wrong. ``domain.target_path.read_target`` tells what is wrong while somebody types.
    """
    wanted, problems = read_target(rows)
    if problems:
        raise UserError("K-772", {"problems": " ".join(problem.message for problem in problems)})
    with workspace.store.write("Zielpfad geändert") as unit:
        place = unit.get(Place, place_id)
        if place is None:
            raise UserError("K-750")
        refuse_foreign(place)
        present = {point.year: point for point in unit.find(TargetPoint, place_id=place_id)}
        if seen is not None and workspace.store.is_shared:
            wanted = _over_others(workspace, place, wanted, present.values(), seen)
        unit.delete(TargetPoint, *(point.id for year, point in present.items() if year not in wanted))
        unit.put(
            *(
                TargetPoint(
                    id=present[year].id if year in present else workspace.new_id(),
                    place_id=place_id,
                    year=year,
                    tonnes=tonnes,
                )
                for year, tonnes in wanted.items()
                if year not in present or present[year].tonnes != tonnes
            )
        )
        return unit.find(TargetPoint, order=("year",), place_id=place_id)


def _over_others(
    workspace: Workspace,
    place: Place,
    wanted: Path,
    now: Iterable[TargetPoint],
    seen: Iterable[TargetPoint],
) -> dict[int, Decimal]:
    """``wanted`` with the years that a colleague changed since ``seen``; ``Conflict`` where that fails."""
    known = list(now)
    base, theirs = ({point.year: point.tonnes for point in each} for each in (seen, known))
    years = sorted({*base, *theirs, *wanted})
    merged = _taken(theirs, wanted, [year for year in years if wanted.get(year) != base.get(year)])
    # What each typed is a path; laid over each other the two may fall.
    changed = {
        str(year): str(year) for year in years if len({each.get(year) for each in (base, theirs, wanted)}) > 1
    }
    versions = [{name: _words(each.get(int(name))) for name in changed} for each in (base, wanted, theirs)]
    found = differences(changed, *versions, fit_together=not read_target(_rows(merged))[1])
    if found:

        def again(chosen: Collection[str]) -> list[TargetPoint]:
            mine = _taken(theirs, wanted, map(int, chosen))
            return save_target_points(workspace, place.id, _rows(mine), known)

        raise Conflict(f"Zielpfad, {place.designation}", found, again)
    return merged


def _taken(theirs: Path, mine: Path, years: Iterable[int]) -> dict[int, Decimal]:
    """The other path, with these years as in one's own."""
    own = set(years)
    return {year: mine[year] for year in own if year in mine} | {
        year: tonnes for year, tonnes in theirs.items() if year not in own
    }


def _rows(path: Path) -> list[tuple[str, str]]:
    return [(str(year), format_number(tonnes)) for year, tonnes in path.items()]


def _words(tonnes: Decimal | None) -> str:
    return "" if tonnes is None else f"{format_number(tonnes)} t"
