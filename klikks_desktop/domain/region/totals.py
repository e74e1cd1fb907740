"""Sums over all municipalities that reported (Auswertung): exact integers, of one factor set at a time.

What was reckoned with another set stands apart and is never added. Inhabitants are those of the
municipalities that reported; who lives in a member of a reporting association is counted once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID

from klikks_desktop.domain.records import ProjectState, Stage
from klikks_desktop.domain.region.amounts import Amounts, Saved, added, saved_in

NO_MEASURE: Final = "Projekte ohne Potenzial"
NO_YEAR: Final = "ohne Jahr"
NOT_YET: Final = "noch nicht erreicht"
_KEY_DIGITS: Final = {"land": 2, "kreis": 5, "kommune": 9}


class Grouping(StrEnum):
    """What a row stands for; the value is the word of the command line."""

    STATE = "land"
    COUNTY = "kreis"
    PLACE = "kommune"
    MEASURE = "measure"
    YEAR = "year"

    @property
    def heading(self) -> str:
        """As the head of a column."""
        return _HEADINGS[self]

    @property
    def is_of_places(self) -> bool:
        """Whether a row holds municipalities, so that people, projects and grants can be told too."""
        return self.value in _KEY_DIGITS


_HEADINGS: Final = {
    Grouping.STATE: "Land",
    Grouping.COUNTY: "Kreis",
    Grouping.PLACE: "Kommune",
    Grouping.MEASURE: "Maßnahme",
    Grouping.YEAR: "Jahr",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A sum over all municipalities of one measure, year and factor set. count: effects in it."""

    factor_set: str
    measure: str
    year: int | None
    stage: Stage
    amounts: Amounts
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A municipality or association that reported. members: keys of the municipalities it stands for.

    saved: by factor set.
    """

    id: UUID
    key: str
    name: str
    county: str
    state: str
    members: tuple[str, ...]
    patrons: int = 0
    named: int = 0
    projects: int = 0
    finished: int = 0
    applied_cents: int = 0
    granted_cents: int = 0
    saved: Mapping[str, Saved] = field(default_factory=dict)

    def is_apart(self, factor_set: str) -> bool:
        """Whether something it saves was reckoned with another set."""
        return any(each != factor_set for each in self.saved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, or the total. saved: of one factor set.

    Of a measure or a year only ``saved`` and ``effects`` are known, of places all but ``effects``.
    inhabitants: of all its towns; counted_towns, counted_inhabitants: those whose savings are all in
    ``saved``.
    """

    key: str
    name: str
    saved: Saved
    effects: int | None = None
    towns: int | None = None
    patrons: int | None = None
    projects: int | None = None
    finished: int | None = None
    applied_cents: int | None = None
    granted_cents: int | None = None
    inhabitants: int | None = None
    counted_towns: int | None = None
    counted_inhabitants: int | None = None

    @property
    def stands_apart(self) -> bool:
        """Whether all its towns reckon with another factor set, so that nothing is known in this one."""
        return bool(self.towns) and self.counted_towns == 0 and self.saved == Saved()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyYear:
    """Energy of municipal buildings in one year, as reported; each sum with how many towns told it."""

    year: int
    towns: int
    heat_kwh: int
    heat_towns: int
    power_kwh: int
    power_towns: int
    cents: int
    cents_towns: int
    co2e_kg: Mapping[str, int]


@dataclass(frozen=True)
class Totals:
    """All that was reported, to be put together in any way. measures: id -> title, in their order.

    population: key of a municipality -> inhabitants. states: of the projects. left_out: potentials without
    a result that counts.
    """

    towns: Sequence[Town]
    parts: Sequence[Part]
    population: Mapping[str, int]
    measures: Mapping[str, str]
    set_titles: Mapping[str, str]
    states: Mapping[ProjectState, int] = field(default_factory=dict)
    energy: Sequence[EnergyYear] = ()
    left_out: int = 0
    notes: Sequence[str] = ()
    _known: dict[str, Row] = field(default_factory=dict, init=False, repr=False, compare=False)
    _rows: dict[tuple[Grouping, str], list[Row]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def sets(self) -> tuple[str, ...]:
        """Factor sets in use, that of most municipalities first."""
        used = Counter(each for town in self.towns for each in town.saved)
        return tuple(sorted(used, key=lambda each: (-used[each], each)))

    @property
    def factor_set(self) -> str:
        """The set shown where none is chosen, "" while nothing is saved."""
        return self.sets[0] if self.sets else ""

    def set_title(self, factor_set: str) -> str:
        """What a set is called."""
        return self.set_titles.get(factor_set, factor_set)

    def inhabitants(self, towns: Iterable[Town]) -> int:
        """Who lives there, each person once."""
        return sum(self.population.get(key, 0) for key in {key for town in towns for key in town.members})

    def total(self, factor_set: str) -> Row:
        """All municipalities together; reckoned once for each set."""
        if factor_set not in self._known:
            effects = sum(part.count for part in self.parts if part.factor_set == factor_set)
            made = self._of_towns("", "zusammen", self.towns, factor_set)
            self._known[factor_set] = replace(made, effects=effects)
        return self._known[factor_set]

    def rows(self, grouping: Grouping, factor_set: str) -> list[Row]:
        """The rows of a grouping: places by name, measures as in the catalogue, years as they went by.

        Reckoned once for each grouping and set.
        """
        if (grouping, factor_set) not in self._rows:
            self._rows[grouping, factor_set] = self._grouped(grouping, factor_set)
        return self._rows[grouping, factor_set]

    def _grouped(self, grouping: Grouping, factor_set: str) -> list[Row]:
        if grouping is Grouping.MEASURE:
            return self._by_measure(factor_set)
        if grouping is Grouping.YEAR:
            return self._by_year(factor_set)
        groups: defaultdict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            groups[town.key[: _KEY_DIGITS[grouping]]].append(town)
        made = [
            self._of_towns(key, _name(grouping, towns[0]), towns, factor_set) for key, towns in groups.items()
        ]
        return sorted(made, key=lambda row: (row.name.casefold(), row.key))

    def saved(self, factor_set: str) -> Saved:
        """Everything of one set, with what stands apart from t CO2e and the budget."""
        parts = (part for part in self.parts if part.factor_set == factor_set)
        return added(saved_in(part.stage, part.amounts) for part in parts)

    def energy_year(self) -> EnergyYear | None:
        """The last year that most municipalities told of; later ones are still coming in."""
        return max(self.energy, key=lambda each: (each.towns, each.year), default=None)

    def _of_towns(self, key: str, name: str, towns: Sequence[Town], factor_set: str) -> Row:
        counted = [town for town in towns if not town.is_apart(factor_set)]
        return Row(
            key=key,
            name=name,
            saved=added(town.saved[factor_set] for town in towns if factor_set in town.saved),
            towns=len(towns),
            patrons=sum(town.patrons for town in towns),
            projects=sum(town.projects for town in towns),
            finished=sum(town.finished for town in towns),
            applied_cents=sum(town.applied_cents for town in towns),
            granted_cents=sum(town.granted_cents for town in towns),
            inhabitants=self.inhabitants(towns),
            counted_towns=len(counted),
            counted_inhabitants=self.inhabitants(counted),
        )

    def _by_measure(self, factor_set: str) -> list[Row]:
        groups: defaultdict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            if part.factor_set == factor_set:
                groups[part.measure].append(part)
        known = [key for key in self.measures if key in groups]
        others = sorted(groups.keys() - self.measures.keys(), reverse=True)
        keys = (*known, *others)
        return [_of_parts(key, self.measures.get(key, key) or NO_MEASURE, groups[key]) for key in keys]

    def _by_year(self, factor_set: str) -> list[Row]:
        years: defaultdict[int, list[Part]] = defaultdict(list)
        undated, not_yet = [], []
        for part in self.parts:
            if part.factor_set != factor_set:
                continue
            if part.stage is not Stage.ACHIEVED:
                not_yet.append(part)
            elif part.year is None:
                undated.append(part)
            else:
                years[part.year].append(part)
        rows = [_of_parts(str(year), str(year), years[year]) for year in sorted(years)]
        rows += [_of_parts("", NO_YEAR, undated)] if undated else []
        return rows + ([_of_parts("", NOT_YET, not_yet)] if not_yet else [])


def together(name: str, rows: Sequence[Row]) -> Row:
    """Rows of places as one; inhabitants are left open, as two of them may share some."""
    return Row(
        key="",
        name=name,
        saved=added(row.saved for row in rows),
        towns=sum(row.towns or 0 for row in rows),
        patrons=sum(row.patrons or 0 for row in rows),
        projects=sum(row.projects or 0 for row in rows),
        finished=sum(row.finished or 0 for row in rows),
        applied_cents=sum(row.applied_cents or 0 for row in rows),
        granted_cents=sum(row.granted_cents or 0 for row in rows),
        counted_towns=sum(row.counted_towns or 0 for row in rows),
    )


def _of_parts(key: str, name: str, parts: Sequence[Part]) -> Row:
    saved = added(saved_in(part.stage, part.amounts) for part in parts)
    return Row(key=key, name=name, saved=saved, effects=sum(part.count for part in parts))


def _name(grouping: Grouping, town: Town) -> str:
    return {Grouping.STATE: town.state, Grouping.COUNTY: town.county or town.name}.get(grouping, town.name)
