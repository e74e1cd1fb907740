"""What one map shows: areas with their values, marks, names; the same for window, paper and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from klikks_desktop.domain.charts.shapes import ChartTable
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.geometry import Bounds, Point
from klikks_desktop.domain.map.values import AreaValue, Colouring, Level, ReportState, Subject

_MOST_NAMED, _MOST_MARKS = 5, 500
MOST_PROJECTS = 2500
"""So many dots leave the colours to be seen; where there are more, none are shown."""


@dataclass(frozen=True, slots=True)
class Town:
    """A name that may stand on the map, the more people the sooner. In the plane."""

    name: str
    x: float
    y: float
    population: int


@dataclass(frozen=True, slots=True)
class TownMark:
    """A participating municipality as a point in the plane."""

    key: str
    name: str
    x: float
    y: float
    state: ReportState


@dataclass(frozen=True)
class MapContent:
    """Everything in the plane. land: the Länder; areas: those of ``level``; names: of all of them.

    counties: for their borders, where municipalities are shown.

    region: "Deutschland" or a Land. states: keys of the Länder whose areas are coloured; the others are
    only ground. values: of areas that take part. basis: which reports are up to date. towns: most people
    first. notes: what is not counted. factor_set: title of that of t CO2e and euros.
    """

    level: Level
    region: str
    states: tuple[str, ...]
    land: AreaMap
    areas: AreaMap
    counties: AreaMap
    names: Mapping[str, str]
    values: Mapping[str, AreaValue]
    colouring: Colouring
    marks: tuple[TownMark, ...]
    projects: tuple[Point, ...]
    towns: tuple[Town, ...]
    notes: tuple[str, ...]
    attribution: str
    day: date
    basis: str
    factor_set: str = ""

    @property
    def detail(self) -> str:
        """Which savings count, reckoned with what; "" where none do."""
        detail = self.subject.detail
        return f"{detail}, Faktorensatz „{self.factor_set}“" if detail and self.factor_set else detail

    @property
    def subject(self) -> Subject:
        """What the colours stand for."""
        return self.colouring.subject

    @property
    def title(self) -> str:
        """What is shown."""
        return f"{self.subject.heading} je {self.level.name_of_one}"

    @property
    def place_and_day(self) -> str:
        """Where and when."""
        return f"{self.region}, Stand {format_short(self.day)}"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Areas that are coloured or could be, by key."""
        chosen = frozenset(self.states)
        return tuple(key for key in self.areas.areas if key[:2] in chosen)

    @cached_property
    def county_keys(self) -> tuple[str, ...]:
        """Counties whose borders are drawn over the municipalities."""
        chosen = frozenset(self.states)
        return tuple(key for key in self.counties.areas if key[:2] in chosen) if self.town_level else ()

    @property
    def town_level(self) -> bool:
        """Whether municipalities are shown."""
        return self.level is Level.MUNICIPALITY

    @cached_property
    def bounds(self) -> Bounds:
        """Around the chosen Länder."""
        first, *others = (self.land.bounds[key] for key in self.states)
        box = first
        for other in others:
            box = box.joined(other)
        return box

    def box_of(self, key: str) -> Bounds | None:
        """Around all areas whose keys begin like this; ``None`` where there are none."""
        box: Bounds | None = None
        for area, own in self.areas.bounds.items():
            if area.startswith(key):
                box = own if box is None else box.joined(own)
        return box

    @property
    def town_marks(self) -> tuple[TownMark, ...]:
        """Participating municipalities as points, unless they are areas or so many that they hide them."""
        return () if self.town_level or len(self.marks) > _MOST_MARKS else self.marks

    @property
    def has_many_projects(self) -> bool:
        """Whether dots of all projects would hide the map."""
        return len(self.projects) > MOST_PROJECTS

    @property
    def has_hatched(self) -> bool:
        """Whether an area has no value."""
        return any(self.colouring.ink(value) is None for value in self.values.values())

    @property
    def hatched_words(self) -> str:
        """What hatching means here."""
        without = [each for each in self.values.values() if each.figure(self.subject) is None]
        if any(each.report_state is not ReportState.MISSING for each in without):
            return "ohne Bericht oder anderer Faktorensatz"
        return ReportState.MISSING.value

    @cached_property
    def ordered(self) -> list[AreaValue]:
        """All values, highest first; with no report last."""

        def rank(value: AreaValue) -> tuple[bool, float, str]:
            figure = value.figure(self.subject)
            return figure is None, -float(figure or 0), value.name

        return sorted(self.values.values(), key=rank)

    @cached_property
    def summary(self) -> str:
        """The map in sentences, for who cannot see it."""
        areas = f"{len(self.values)} von {count_words(len(self.keys), self._one, self._many)}"
        shown = [value for value in self.ordered if value.figure(self.subject) is not None]
        highest = "; ".join(f"{each.name} {each.words(self.subject)}" for each in shown[:_MOST_NAMED])
        missing = [each.name for each in self.ordered if each.report_state is ReportState.MISSING]
        named = ", ".join(missing[:_MOST_NAMED])
        more = f" und {len(missing) - _MOST_NAMED} weitere" if len(missing) > _MOST_NAMED else ""
        sentences = [
            f"Karte „{self.title}“, {', '.join(filter(None, (self.detail, self.place_and_day)))}.",
            f"Dabei: {areas}.",
            f"Die höchsten Werte: {highest}." if highest else "",
            f"Noch kein Bericht: {named}{more}." if missing else "",
        ]
        return " ".join(filter(None, sentences))

    def table(self) -> ChartTable:
        """All values, by name."""
        numbers = (Subject.PROJECTS, Subject.TONNES, Subject.EUROS, Subject.PATRONS)
        head = (self.level.name_of_one, "berichtet", *(subject.label for subject in numbers))
        rows = [
            (value.name, value.reports, *(value.words(subject) for subject in numbers))
            for value in sorted(self.values.values(), key=lambda value: value.name)
        ]
        return ChartTable(head, tuple(rows))

    @property
    def _one(self) -> str:
        return self.level.name_of_one

    @property
    def _many(self) -> str:
        many = self.level.name_of_many
        return many if many.endswith("n") else f"{many}n"
