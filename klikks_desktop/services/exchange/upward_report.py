"""A region's report to its coordinating office: what leaves of each town that reported here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from klikks_desktop.domain.disclosure import PlaceDisclosure
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import (
    EnergyTotal,
    Funding,
    Participation,
    Place,
    PlaceReport,
    Potential,
    Project,
    ReportedEffect,
)
from klikks_desktop.domain.upward import Reported, disclose_upward
from klikks_desktop.services.region.totals import who_counts
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_OfPlace = TypeVar("_OfPlace", Project, Potential, ReportedEffect, EnergyTotal)


def upward_disclosures(workspace: Workspace, reader: Reader) -> tuple[PlaceDisclosure, ...]:
    """Each town that counts in the region's own sums, by key."""
    counted = who_counts(workspace, reader).towns
    projects = _by_place(reader.find(Project, order=("id",)))
    potentials = _by_place(reader.find(Potential, order=("id",)))
    effects = _by_place(reader.find(ReportedEffect, order=("id",)))
    energy = _by_place(reader.find(EnergyTotal, order=("year", "id")))
    steps = {each.id: each for each in reader.find(Participation)}
    reports = {each.id: each for each in reader.find(PlaceReport)}
    funding: defaultdict[UUID, list[Funding]] = defaultdict(list)
    for grant in reader.find(Funding, order=("id",)):
        funding[grant.project_id].append(grant)
    library = library_within(workspace, reader)
    measures = {each.id: each.title for each in catalogue(library.assumptions)}
    programmes = {each.id: each.title for each in library.programmes.values()}
    return tuple(
        disclose_upward(
            Reported(
                place=place,
                report=reports[place.id],
                participation=steps.get(place.id),
                projects=projects[place.id],
                potentials=potentials[place.id],
                effects=effects[place.id],
                energy=energy[place.id],
                funding=funding,
                measures=measures,
                programmes=programmes,
            )
        )
        for place in reader.find(Place, order=("key",))
        if place.id in counted
    )


def _by_place(records: Iterable[_OfPlace]) -> defaultdict[UUID, list[_OfPlace]]:
    grouped: defaultdict[UUID, list[_OfPlace]] = defaultdict(list)
    for record in records:
        grouped[record.place_id].append(record)
    return grouped
