"""What towns report now of the projects behind good examples, and what of it a person saw last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final
from uuid import UUID

from klikks_desktop.domain.good_examples import ExampleFigures, figures_of
from klikks_desktop.domain.records import Funding, GoodExample, Place, Project, ReportedEffect
from klikks_desktop.services.region.totals import GRANTED
from klikks_desktop.storage.store import JSON, Reader, Unit

FIGURES: Final = tuple(each.name for each in fields(ExampleFigures) if each.name != "is_measured")
"""Fields of an example that its project tells."""
_KNOWN: Final = "ideas.figures"
"""Example -> the reported figures that a person saw last."""


def reported(reader: Reader, project_id: UUID) -> tuple[Project | None, Place | None]:
    """A town's project and the town."""
    project = reader.get(Project, project_id)
    if project is None or project.source is None:
        return None, None
    return project, reader.get(Place, project.place_id)


def figures_now(reader: Reader, project: Project) -> ExampleFigures:
    """The figures of a project as its town reports it."""
    return figures_of(
        project,
        reader.find(ReportedEffect, order=("id",), project_id=project.id),
        reader.find(Funding, project_id=project.id, state=list(GRANTED)),
    )


def are_newer(reader: Reader, example: GoodExample) -> bool:
    """Whether the town reports others since a person saw them."""
    known, project = _known(reader).get(str(example.id)), reported(reader, example.project_id)[0]
    return project is not None and known is not None and known != _listed(figures_now(reader, project))


def _listed(found: ExampleFigures) -> list[JSON]:
    return [getattr(found, name) for name in FIGURES]


def _known(reader: Reader) -> dict[str, JSON]:
    known = reader.setting(_KNOWN, {})
    return dict(known) if isinstance(known, Mapping) else {}


def note_known(unit: Unit, example_id: UUID, found: ExampleFigures) -> None:
    """A person saw these."""
    unit.put_setting(_KNOWN, {**_known(unit), str(example_id): _listed(found)})
