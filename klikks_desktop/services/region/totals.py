"""The sums of all municipalities (Auswertung), read once for every way to put them together.

Counted are the municipalities whose report was taken and that still take part. Of two programs that
report the same one, the later report counts, as on the map.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.records import (
    EnergyTotal,
    Funding,
    FundingState,
    Partner,
    Place,
    PlaceReport,
    Project,
    ProjectState,
    ReportedEffect,
    Role,
    Stage,
)
from klikks_desktop.domain.region.amounts import STAGE_AT, Amounts, Saved
from klikks_desktop.domain.region.totals import EnergyYear, Part, Totals, Town
from klikks_desktop.domain.region.totals_words import names
from klikks_desktop.reference.directory import Directory
from klikks_desktop.services.region.partners import enrolled_keys
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

GRANTED: Final = frozenset(
    {FundingState.GRANTED, FundingState.AWARDED, FundingState.CALLED, FundingState.PROOF, FundingState.CLOSED}
)
"""Grants that were promised."""
APPLIED: Final = GRANTED | {FundingState.APPLIED, FundingState.REJECTED}
"""Grants that were applied for, whatever became of it."""
_AMOUNTS: Final = ("wh", "co2e_g", "saved_cents")


class Reported(NamedTuple):
    """A municipality that reported."""

    id: UUID
    key: str
    designation: str
    county: str
    reported_at: datetime
    in_office: int
    named: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose reports count, by place id, and whose do not: of partners that left, and replaced ones.

    missing: expected municipalities without any report.
    """

    towns: Mapping[UUID, Reported]
    left: Sequence[Reported]
    replaced: Sequence[Reported]
    missing: int

    @property
    def without(self) -> list[UUID]:
        """Ids of the places that do not count."""
        return [each.id for each in chain(self.left, self.replaced)]


def totals(workspace: Workspace) -> Totals:
    """Everything that was reported, as of now; K-540 at a town."""
    if workspace.role is not Role.REGION:
        raise UserError("K-540")
    directory = workspace.shipped.directory
    with workspace.store.read() as reader:
        counted = who_counts(workspace, reader)
        library = library_within(workspace, reader)
        parts = list(_parts(reader, counted.without))
        saved = saved_by_place(reader)
        projects, finished = _projects(reader), _projects(reader, state=ProjectState.DONE)
        states = _states(reader, counted.without)
        applied, granted = (_grants(reader, states) for states in (APPLIED, GRANTED))
        energy = list(_energy(reader, counted.without))
    members = {each: _members(directory, found.key) for each, found in counted.towns.items()}
    towns = [
        Town(
            id=each,
            key=found.key,
            name=found.designation,
            county=found.county,
            state=state_of(found.key),
            members=tuple(members[each]),
            patrons=found.in_office,
            named=found.named,
            projects=projects.get(each, 0),
            finished=finished.get(each, 0),
            applied_cents=applied.get(each, 0),
            granted_cents=granted.get(each, 0),
            saved=saved[each],
        )
        for each, found in counted.towns.items()
    ]
    return Totals(
        towns=sorted(towns, key=lambda town: (town.name.casefold(), town.key)),
        parts=parts,
        population={key: number for each in members.values() for key, number in each.items()},
        measures={each.id: each.title for each in catalogue(library.assumptions)},
        set_titles={each.id: each.title for each in library.sets.values()},
        states=states,
        energy=energy,
        left_out=sum(each.left_out for each in counted.towns.values()),
        notes=tuple(_notes(counted)),
    )


def find_set(found: Totals, wanted: str = "") -> str:
    """The factor set with this id or title, without ``wanted`` that of most municipalities; K-850."""
    return find_shown_set({each: found.set_title(each) for each in found.sets}, wanted)


def find_shown_set(sets: Mapping[str, str], wanted: str = "") -> str:
    """As ``find_set``, among these sets with their titles, that of most municipalities first."""
    if not wanted:
        return next(iter(sets), "")
    for factor_set, title in sets.items():
        if wanted in {factor_set, title}:
            return factor_set
    known = ", ".join(sets) or "keiner"
    raise UserError("K-850", {"set": wanted, "known": known})


def who_counts(workspace: Workspace, reader: Reader) -> Counted:
    """Whose reports are in all sums."""
    partners = reader.find(Partner, source=None)
    over = {each.place_key for each in partners if each.until and each.until < workspace.today}
    of_reports = ("id", "reported_at", "in_office", "named", "left_out")
    reports = {each: told for each, *told in reader.fields(PlaceReport, of_reports)}
    places = reader.fields(Place, ("id", "key", "designation", "county"))
    reported = [Reported(*place, *reports[place[0]]) for place in places if place[0] in reports]
    reported.sort(key=lambda each: each.reported_at)
    newest = {each.key: each for each in reported}
    counted = {each.id: each for key, each in newest.items() if key not in over}
    expected = {each.place_key for each in partners} | enrolled_keys(reader)
    return Counted(
        towns=counted,
        left=[each for key, each in newest.items() if key in over],
        replaced=[each for each in reported if newest[each.key] is not each],
        missing=len(expected - over - newest.keys()),
    )


def _parts(reader: Reader, without: Sequence[UUID]) -> Iterator[Part]:
    """Sums by set, measure, year and stage, those of places that do not count taken away."""
    found = _amounts_by(reader, {})
    for key, (amounts, count) in _amounts_by(reader, {"place_id": without}).items() if without else ():
        before, all_of_them = found[key]
        found[key] = before.plus(amounts, -1), all_of_them - count
    for (factor_set, stage, measure, year), (amounts, count) in found.items():
        if count:
            yield Part(factor_set, measure, year, stage, amounts, count)


_PartKey = tuple[str, Stage, str, int | None]


def _amounts_by(reader: Reader, where: Mapping[str, object]) -> dict[_PartKey, tuple[Amounts, int]]:
    by = ("factor_set", "stage", "budget_relevant", "measure", "year")
    of = (*_AMOUNTS, "feed_in_g", "sink_g")
    made: defaultdict[_PartKey, tuple[Amounts, int]] = defaultdict(lambda: (Amounts(), 0))
    for *group, wh, count, grams, _, cents, _, feed, _, sink, _ in reader.sums(
        ReportedEffect, by=by, of=of, **where
    ):
        factor_set, stage, relevant, measure, year = group
        amounts, before = made[factor_set, stage, measure, year]
        relief, outside = (cents, 0) if relevant else (0, cents)
        more = Amounts(wh, grams, relief, outside, feed, sink)
        made[factor_set, stage, measure, year] = amounts.plus(more), before + count
    return made


def saved_by_place(reader: Reader) -> defaultdict[UUID, dict[str, Saved]]:
    """By place and factor set. What stands apart from t CO2e is told of all of them only."""
    figures: defaultdict[UUID, dict[str, list[int]]] = defaultdict(dict)
    by = ("place_id", "factor_set", "stage")
    for place_id, factor_set, stage, *sums in reader.sums(ReportedEffect, by=by, of=_AMOUNTS):
        known = figures[place_id].setdefault(factor_set, list(Saved().figures))
        begin = STAGE_AT[stage]
        known[begin : begin + len(_AMOUNTS)] = sums[::2]
    # Most relieve the budget: what does not is taken out of them afterwards.
    outside = reader.sums(ReportedEffect, by=by, of=("saved_cents",), budget_relevant=False)
    for place_id, factor_set, stage, cents, _ in outside:
        known, begin = figures[place_id][factor_set], STAGE_AT[stage]
        known[begin + 2] -= cents
        known[begin + 3] = cents
    return defaultdict(
        dict,
        {
            place_id: {each: Saved(tuple(numbers)) for each, numbers in of_sets.items()}
            for place_id, of_sets in figures.items()
        },
    )


def amounts_of(effect: ReportedEffect) -> Amounts:
    """What one potential or measurement saves."""
    relief, outside = (effect.saved_cents, 0) if effect.budget_relevant else (0, effect.saved_cents)
    return Amounts(effect.wh, effect.co2e_g, relief, outside, effect.feed_in_g, effect.sink_g)


def _projects(reader: Reader, **where: object) -> dict[UUID, int]:
    return dict(reader.counts(Project, by=("place_id",), **where))


def _states(reader: Reader, without: Sequence[UUID]) -> dict[ProjectState, int]:
    found = Counter(dict(reader.counts(Project, by=("state",))))
    if without:
        found.subtract(dict(reader.counts(Project, by=("state",), place_id=without)))
    return dict(found)


def _grants(reader: Reader, states: Collection[FundingState]) -> dict[UUID, int]:
    rows = reader.sums(Funding, by=("project_id.place_id",), of=("amount_cents",), state=list(states))
    return {place_id: cents for place_id, cents, _ in rows}


def _energy(reader: Reader, without: Sequence[UUID]) -> Iterator[EnergyYear]:
    counts = {row[0]: row[1] for row in reader.counts(EnergyTotal, by=("year",))}
    sums = _energy_sums(reader, {})
    gases = _gases(reader, {})
    if without:
        where = {"place_id": without}
        for year, count in reader.counts(EnergyTotal, by=("year",), **where):
            counts[year] -= count
        for year, taken in _energy_sums(reader, where).items():
            sums[year] = [before - each for before, each in zip(sums[year], taken, strict=True)]
        for year, of_sets in _gases(reader, where).items():
            for factor_set, kilograms in of_sets.items():
                gases[year][factor_set] -= kilograms
    for year, (heat, heats, power, powers, cents, costs) in sums.items():
        if counts[year]:
            yield EnergyYear(
                year=year,
                towns=counts[year],
                heat_kwh=heat,
                heat_towns=heats,
                power_kwh=power,
                power_towns=powers,
                cents=cents,
                cents_towns=costs,
                co2e_kg={each: kilograms for each, kilograms in gases[year].items() if kilograms},
            )


def _energy_sums(reader: Reader, where: Mapping[str, object]) -> dict[int, list[int]]:
    of = ("heat_kwh", "power_kwh", "cents")
    return {row[0]: list(row[1:]) for row in reader.sums(EnergyTotal, by=("year",), of=of, **where)}


def _gases(reader: Reader, where: Mapping[str, object]) -> defaultdict[int, dict[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for year, factor_set, kilograms, _ in reader.sums(
        EnergyTotal, by=("year", "factor_set"), of=("co2e_kg",), **where
    ):
        found[year][factor_set] = kilograms
    return found


def _members(directory: Directory, key: str) -> dict[str, int]:
    """The municipalities that a place stands for, with their inhabitants; none that the directory lacks."""
    known = directory.find(key)
    if known is None:
        return {}
    members = directory.members(key) if known.is_association else [known]
    return {member.key: member.population for member in members}


def _notes(counted: Counted) -> Iterable[str]:
    if counted.missing:
        words = count_words(counted.missing, "Kommune fehlt", "Kommunen fehlen")
        yield f"{words} in allen Summen, weil noch kein Bericht da ist."
    if counted.left:
        left = names(sorted(each.designation for each in counted.left))
        yield f"Nicht mehr dabei und deshalb nicht gezählt: {left}."
    if counted.replaced:
        replaced = names(sorted(each.designation for each in counted.replaced))
        yield f"Von zwei Programmen gemeldet, gezählt ist der spätere Bericht: {replaced}."
