"""One municipality with all that its town reported."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from klikks_desktop.domain.records import EnergyTotal, Project, ReportedEffect
from klikks_desktop.domain.region.amounts import Saved, added, saved_in
from klikks_desktop.services.exchange.place_report import PlaceDetail, place_detail
from klikks_desktop.services.region.totals import amounts_of
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A municipality. saved: by title of the factor set. energy: newest year first."""

    detail: PlaceDetail
    projects: tuple[Project, ...]
    saved: tuple[tuple[str, Saved], ...]
    energy: tuple[EnergyTotal, ...]


def place_view(workspace: Workspace, place_id: UUID) -> PlaceView:
    """All about one municipality; K-132 when it is gone."""
    with workspace.store.read() as reader:
        detail = place_detail(workspace, place_id)
        titles = {each.id: each.title for each in library_within(workspace, reader).sets.values()}
        effects = reader.find(ReportedEffect, order=("factor_set", "id"), place_id=place_id)
        sets = dict.fromkeys(each.factor_set for each in effects)
        saved = [
            (
                titles.get(factor_set, factor_set),
                added(
                    saved_in(each.stage, amounts_of(each))
                    for each in effects
                    if each.factor_set == factor_set
                ),
            )
            for factor_set in sets
        ]
        return PlaceView(
            detail=detail,
            projects=tuple(reader.find(Project, order=("title", "id"), place_id=place_id)),
            saved=tuple(saved),
            energy=tuple(reader.find(EnergyTotal, order=("-year",), place_id=place_id)),
        )
