"""Projects as points for a web map (GeoJSON): what a municipality may publish, without any person."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Project
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.projects.project_list import ProjectRow, list_projects
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.exchange.geojson import Feature


def export_points(workspace: Workspace, path: Path, place_id: UUID | None = None) -> int:
    """Write the projects that have a point; how many there were. K-816 when none has, K-631."""
    from klikks_desktop.exchange.geojson import to_geojson

    rows = list_projects(workspace, place_id)
    with workspace.store.read() as reader:
        records = {each.id: each for each in reader.find(Project, id=[row.id for row in rows])}
    features = [point for row in rows if (point := _point(row, records[row.id])) is not None]
    if not features:
        raise UserError("K-816")
    attribution = f"{workspace.name}, Stand {workspace.today:%d.%m.%Y}"
    replace_file(path, to_geojson(features, title=f"Klimaschutz: {workspace.name}", attribution=attribution))
    return len(features)


def _point(row: ProjectRow, project: Project) -> Feature | None:
    from klikks_desktop.exchange.geojson import Feature

    if project.latitude is None or project.longitude is None:
        return None
    return Feature(
        id=str(row.id),
        point=(float(project.longitude), float(project.latitude)),
        properties={
            "title": row.title,
            "kind": row.kind.value,
            "state": row.state.value,
            "place": row.place,
            "where": row.where,
            "begins_on": project.begins_on.isoformat() if project.begins_on else None,
            "ends_on": project.ends_on.isoformat() if project.ends_on else None,
            "co2e_t_per_year": _rounded(row.co2e_t_per_year),
        },
    )


def _rounded(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 2))
