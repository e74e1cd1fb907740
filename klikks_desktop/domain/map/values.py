"""What the map tells: each participating municipality, and the same added up for counties and Länder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.map.classes import Classes, classify
from klikks_desktop.domain.values import format_number


class Level(Enum):
    """What an area of the map is; the value is the number of digits of its key."""

    STATE = 2
    COUNTY = 5
    MUNICIPALITY = 8

    @property
    def name_of_one(self) -> str:
        """As the head of a column."""
        return {Level.STATE: "Land", Level.COUNTY: "Kreis", Level.MUNICIPALITY: "Gemeinde"}[self]

    @property
    def name_of_many(self) -> str:
        """As a choice."""
        return {Level.STATE: "Länder", Level.COUNTY: "Kreise", Level.MUNICIPALITY: "Gemeinden"}[self]


class Subject(StrEnum):
    """What the colours stand for; the value is the word of the command line."""

    REPORTS = "stand"
    PROJECTS = "projekte"
    TONNES = "co2e"
    EUROS = "euro"
    PATRONS = "paten"

    @property
    def label(self) -> str:
        """As a choice and as the head of a column."""
        return _WORDS[self][0]

    @property
    def heading(self) -> str:
        """What is counted, as the head of the legend."""
        return _WORDS[self][1]

    @property
    def detail(self) -> str:
        """Which savings count, "" where none do."""
        return "erreicht und beschlossen" if self in {Subject.TONNES, Subject.EUROS} else ""

    @property
    def digits(self) -> int:
        """Decimals shown."""
        return _DIGITS.get(self, 0)


_WORDS: Final = {
    Subject.REPORTS: ("Stand", "Stand der Berichte"),
    Subject.PROJECTS: ("Projekte", "Projekte"),
    Subject.TONNES: ("t CO₂e", "t CO₂e im Jahr"),
    Subject.EUROS: ("EUR", "EUR im Jahr"),
    Subject.PATRONS: ("Im Amt", "Patinnen und Paten im Amt"),
}


_DIGITS: Final = {Subject.TONNES: 1}
_FIELDS: Final = {
    Subject.REPORTS: "reported",
    Subject.PROJECTS: "projects",
    Subject.TONNES: "tonnes",
    Subject.EUROS: "euros",
    Subject.PATRONS: "patrons",
}
"""Where an area keeps the value of a subject."""


class ReportState(StrEnum):
    """How far a participating municipality is; an area without any has none."""

    REPORTED = "berichtet"
    PARTLY = "teilweise berichtet"
    OLDER = "nur älterer Bericht"
    MISSING = "noch kein Bericht"


STATE_INKS: Final[Mapping[ReportState, Ink]] = {
    ReportState.REPORTED: Ink.SEQ5,
    ReportState.PARTLY: Ink.SEQ3,
    ReportState.OLDER: Ink.SEQ1,
}
"""What is missing is hatched, never a colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A participating municipality or association. covers: keys of the municipalities whose area it is.

    report: REPORTED, OLDER or MISSING; then the figures are 0. tonnes, euros: a year, achieved and decided;
    ``None`` where they were reckoned with another factor set than the one shown. points: its projects that
    have a place of their own, degrees.
    """

    key: str
    name: str
    county: str
    state: str
    longitude: float
    latitude: float
    covers: tuple[str, ...]
    report: ReportState = ReportState.MISSING
    projects: int = 0
    tonnes: Decimal | None = Decimal(0)
    euros: Decimal | None = Decimal(0)
    patrons: int = 0
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaValue:
    """An area with at least one participating municipality. reported: those up to date; missing: never.

    tonnes, euros: ``None`` where no municipality reckons with the factor set shown.
    """

    key: str
    name: str
    places: int
    reported: int
    missing: int
    projects: int
    tonnes: Decimal | None
    euros: Decimal | None
    patrons: int

    @property
    def report_state(self) -> ReportState:
        """That of all its municipalities together."""
        if self.reported == self.places:
            return ReportState.REPORTED
        if self.missing == self.places:
            return ReportState.MISSING
        return ReportState.PARTLY if self.reported else ReportState.OLDER

    def figure(self, subject: Subject) -> Decimal | None:
        """The value that is classed, rounded as it is shown; ``None`` where there is none."""
        if self.missing == self.places:
            return None
        exact: Decimal | int | None = getattr(self, _FIELDS[subject])
        # Adding 0 makes minus zero plain.
        return None if exact is None else round(Decimal(exact), subject.digits) + 0

    def words(self, subject: Subject) -> str:
        """The value as it is shown; a dash where there is none."""
        value = self.figure(subject)
        return "–" if value is None else format_number(value, subject.digits)

    @property
    def reports(self) -> str:
        """How many are up to date, "5 von 6"."""
        return f"{self.reported} von {self.places}"

    @property
    def sentence(self) -> str:
        """All of it in plain words, as a tool tip tells it."""
        if self.missing == self.places:
            return f"{self.name}: {self.report_state}"
        savings = f"{self.words(Subject.TONNES)} t CO₂e und {self.words(Subject.EUROS)} EUR im Jahr"
        parts = (
            count_words(self.projects, "Projekt", "Projekte"),
            "anderer Faktorensatz" if self.tonnes is None else savings,
            f"{self.patrons} im Amt",
        )
        reports = f"{self.reports} haben berichtet" if self.places > 1 else str(self.report_state)
        return f"{self.name}: {', '.join(parts)}; {reports}"


@dataclass(frozen=True, slots=True)
class Colouring:
    """How areas are coloured by one subject: each value's colour, and the classes that the legend tells."""

    subject: Subject
    classes: Classes | None

    def ink(self, value: AreaValue) -> Ink | None:
        """Colour of an area; ``None`` is hatched."""
        if self.subject is Subject.REPORTS:
            return STATE_INKS.get(value.report_state)
        figure = value.figure(self.subject)
        return None if figure is None or self.classes is None else self.classes.ink(figure)


def colouring(values: Iterable[AreaValue], subject: Subject) -> Colouring:
    """The classes of what is shown."""
    if subject is Subject.REPORTS:
        return Colouring(subject, None)
    return Colouring(
        subject, classify(figure for each in values if (figure := each.figure(subject)) is not None)
    )


def add_up(places: Sequence[MapPlace], level: Level, names: Mapping[str, str]) -> dict[str, AreaValue]:
    """The values of all areas of a level that take part. names: key of an area -> its name.

    On the level of municipalities an association stands on each area it covers, except where a member
    takes part itself.
    """
    groups: defaultdict[str, list[MapPlace]] = defaultdict(list)
    if level is Level.MUNICIPALITY:
        for place in places:
            for key in place.covers:
                groups[key].append(place)
        for key, sharing in groups.items():
            own = [place for place in sharing if place.key == key]
            groups[key] = own or sharing
    else:
        for place in places:
            groups[place.key[: level.value]].append(place)
    return {key: _area_value(key, names.get(key, key), group) for key, group in groups.items()}


def _area_value(key: str, name: str, places: Sequence[MapPlace]) -> AreaValue:
    first = places[0]
    if len(key) == Level.MUNICIPALITY.value and first.key != key:
        name = f"{name} ({first.name})"
    states = [place.report for place in places]
    return AreaValue(
        key=key,
        name=name,
        places=len(places),
        reported=states.count(ReportState.REPORTED),
        missing=states.count(ReportState.MISSING),
        projects=sum(place.projects for place in places),
        tonnes=_sum(place.tonnes for place in places if place.report is not ReportState.MISSING),
        euros=_sum(place.euros for place in places if place.report is not ReportState.MISSING),
        patrons=sum(place.patrons for place in places),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
