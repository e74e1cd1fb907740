"""A town's finished project with a grant and a saving, as good examples begin."""

from __future__ import annotations

from typing import Any

from klikks_desktop.domain.records import (
    Funding,
    FundingState,
    Potential,
    PotentialState,
    Project,
    ProjectKind,
    ProjectState,
)
from klikks_desktop.services.savings.potential_results import recalculated, stored
from klikks_desktop.services.workspace import Workspace


def finished_project(town: Workspace, **more: Any) -> Project:
    """A finished project with a grant and a potential that was carried out."""
    place = town.own_place()
    raw: dict[str, Any] = {
        "title": "LED in der Turnhalle",
        "kind": ProjectKind.LIGHTING,
        "description": "84 Leuchten getauscht.",
        "state": ProjectState.DONE,
        "actual_cents": 4_000_000,
        "contact_shared": True,
        **more,
    }
    project = Project(id=town.new_id(), place_id=place.id, **raw)
    with town.store.write("Arbeit") as unit:
        unit.add(
            project,
            Funding(
                id=town.new_id(),
                project_id=project.id,
                title="Kommunalrichtlinie",
                state=FundingState.GRANTED,
                amount_cents=1_000_000,
            ),
        )
        potential = Potential(
            id=town.new_id(),
            place_id=place.id,
            title="LED",
            measure="LED_STREET",
            project_id=project.id,
            state=PotentialState.DONE,
            inputs=stored({"n": "200", "P_old": "90", "P_new": "25", "I": "82000", "Z": "9000"}),
        )
        unit.add(recalculated(town, unit, potential))
    return project
