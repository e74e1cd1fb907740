"""Which finished projects of the towns would make a good example."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.records import GoodExample, Place, Project, ProjectState, ReportedEffect
from klikks_desktop.services.workspace import Workspace

LARGE_WH: Final = 20_000_000
"""From 20 MWh in a year a saving is large for a municipality: the electricity of a school or so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished project that is not in the pool. is_measured: all that it saves was measured."""

    project: Project
    place: Place
    wh: int
    co2e_g: int
    saved_cents: int
    is_measured: bool

    @property
    def is_suggested(self) -> bool:
        """Whether it stands out: measured, or large."""
        return self.is_measured or self.wh >= LARGE_WH


def candidates(workspace: Workspace) -> list[Candidate]:
    """Every finished project that towns report and that is not in the pool: suggested ones first."""
    with workspace.store.read() as reader:
        taken = {each.project_id for each in reader.find(GoodExample, source=None)}
        finished = reader.find(Project, order=("title", "id"), state=ProjectState.DONE)
        wanted = [each for each in finished if each.source is not None and each.id not in taken]
        places = {each.id: each for each in reader.find(Place, id={each.place_id for each in wanted})}
        effects: defaultdict[object, list[ReportedEffect]] = defaultdict(list)
        for effect in reader.find(ReportedEffect, project_id=[each.id for each in wanted]):
            effects[effect.project_id].append(effect)
    found = [_candidate(each, places[each.place_id], effects[each.id]) for each in wanted]
    return sorted(found, key=lambda each: (not each.is_suggested, not each.is_measured, -each.wh))


def _candidate(project: Project, place: Place, effects: Iterable[ReportedEffect]) -> Candidate:
    counted = list(effects)
    return Candidate(
        project,
        place,
        wh=sum(each.wh for each in counted),
        co2e_g=sum(each.co2e_g for each in counted),
        saved_cents=sum(each.saved_cents for each in counted if each.budget_relevant),
        is_measured=bool(counted) and all(each.measured for each in counted),
    )
