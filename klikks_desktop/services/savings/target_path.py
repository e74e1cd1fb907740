"""The target path of a municipality: look at it, set it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place, TargetPoint
from klikks_desktop.domain.target_path import read_target
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.workspace import Workspace


def target_points(workspace: Workspace, place_id: UUID) -> list[TargetPoint]:
    """The points of a place's target path, by year."""
    with workspace.store.read() as reader:
        return reader.find(TargetPoint, order=("year",), place_id=place_id)


def save_target_points(
    workspace: Workspace, place_id: UUID, rows: Sequence[tuple[str, str]]
) -> list[TargetPoint]:
    """Set the whole target path from typed years and tonnes, as one change; empty rows are left out.

    K-750 when the place is gone, K-751 when it is another's, K-772 with all that is wrong.
    ``domain.target_path.read_target`` tells what is wrong while somebody types.
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
