"""What the map tells of each participating municipality: read in one go, told apart by factor set.

Participating are the region's partners, the municipalities that its peers may report, and those
that did. A town's own window shows its own municipality.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeAlias
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.map.values import MapPlace, ReportState
from klikks_desktop.domain.patron_state import in_office
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.records import (
    Appointment,
    Patron,
    Place,
    PlaceReport,
    Project,
    ReportedEffect,
    Role,
    Stage,
)
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.reference.directory import Directory
from klikks_desktop.services.region.partners import Town, expected_towns
from klikks_desktop.services.region.periods import begun_period
from klikks_desktop.services.region.status import rows_of
from klikks_desktop.services.region.totals import who_counts
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

WITHOUT_PERIOD: Final = timedelta(days=365)
"""Where no reporting period has begun, a report is up to date for so long."""
COUNTED: Final = (Stage.ACHIEVED, Stage.DECIDED)
_Point: TypeAlias = tuple[Decimal | None, Decimal | None]
"""Where a project lies, east and north, as far as it is known."""
_GRAMS, _CENTS = Decimal(1_000_000), Decimal(100)


@dataclass(frozen=True, slots=True)
class MapValues:
    """The participating municipalities. basis: in words, which reports are up to date.

    notes: German sentences about what is not counted. sets: factor sets in use with their titles, that of
    most municipalities first; factor_set: the one of t CO2e and euros, "" while nothing is saved.
    """

    places: tuple[MapPlace, ...]
    basis: str
    notes: tuple[str, ...]
    sets: Mapping[str, str] = field(default_factory=dict)
    factor_set: str = ""

    @property
    def set_title(self) -> str:
        """What the set that is shown is called."""
        return self.sets.get(self.factor_set, "")


@dataclass(frozen=True, slots=True)
class _Saved:
    """Savings of one factor set by place id; the places whose sums are of another one."""

    amounts: Mapping[UUID, tuple[Decimal, Decimal]]
    apart: frozenset[UUID]
    notes: tuple[str, ...]
    sets: Mapping[str, str]
    shown: str


def map_values(workspace: Workspace, factor_set: str = "") -> MapValues:
    """The values of all municipalities that take part.

    factor_set: id of that of t CO2e and euros where it is in use, else that of most, as in the evaluation.
    """
    if workspace.role is Role.MUNICIPALITY:
        return _own_values(workspace)
    directory, towns = workspace.shipped.directory, expected_towns(workspace)
    over = {town.key for town in towns if town.partner.until and town.partner.until < workspace.today}
    with workspace.store.read() as reader:
        places = [
            (place_id, key, name)
            for place_id, source, key, name in reader.fields(Place, ("id", "source", "key", "name"))
            if source and key not in over
        ]
        reports = {report.id: report for report in reader.find(PlaceReport)}
        projects: defaultdict[UUID, list[_Point]] = defaultdict(list)
        for place_id, *point in reader.fields(Project, ("place_id", "longitude", "latitude")):
            projects[place_id].append((point[0], point[1]))
        saved = _saved(workspace, reader, factor_set)
    # Of two programs that reported the same place, the later report stands.
    places.sort(key=lambda place: _when(reports.get(place[0])))
    current, basis = _up_to_date(workspace, towns, {key: reports.get(each) for each, key, _ in places})
    found = {town.key: _place(directory, town.key, town.name) for town in towns if town.key not in over}
    for place_id, key, name in places:
        report = reports.get(place_id)
        amounts = saved.amounts.get(place_id, (Decimal(0), Decimal(0)))
        tonnes, euros = (None, None) if place_id in saved.apart else amounts
        found[key] = _place(
            directory,
            key,
            name,
            report=ReportState.REPORTED if key in current else ReportState.OLDER,
            projects=projects[place_id],
            tonnes=tonnes,
            euros=euros,
            patrons=report.in_office if report else 0,
        )
    known = [place for place in found.values() if place is not None]
    notes = (*saved.notes, *_unknown_note(len(found) - len(known)))
    return MapValues(tuple(known), basis, notes, saved.sets, saved.shown)


def _up_to_date(
    workspace: Workspace, towns: Sequence[Town], reports: Mapping[str, PlaceReport | None]
) -> tuple[set[str], str]:
    """Keys of the places whose report is up to date, and in words what that means.

    With a period that has begun it is what the Rückmeldestand calls arrived.
    """
    period = begun_period(workspace)
    if period is not None:
        rows = rows_of(workspace, period, towns)
        arrived = {row.town.key for row in rows if row.status.standing is Standing.ARRIVED}
        return arrived, f"Berichtszeitraum {period.title}"
    since = workspace.today - WITHOUT_PERIOD
    recent = {key for key, report in reports.items() if report and _day(report) >= since}
    return recent, f"Berichte seit {format_short(since)}"


def _own_values(workspace: Workspace) -> MapValues:
    today, found = workspace.today, []
    places = workspace.own_places()
    for place in places:
        sums = effects(workspace, place.id)
        with workspace.store.read() as reader:
            patrons = {each.id for each in reader.find(Patron, place_id=place.id)}
            terms = reader.find(Appointment, patron_id=list(patrons))
            projects = reader.find(Project, place_id=place.id)
        new = _place(
            workspace.shipped.directory,
            place.key,
            place.name,
            report=ReportState.REPORTED,
            projects=[(each.longitude, each.latitude) for each in projects],
            tonnes=sums.tonnes.achieved + sums.tonnes.decided,
            euros=sums.eur.achieved + sums.eur.decided,
            patrons=len({term.patron_id for term in terms if in_office(term, today)}),
        )
        if new is not None:
            found.append(new)
    return MapValues(tuple(found), "", _unknown_note(len(places) - len(found)))


def _place(
    directory: Directory,
    key: str,
    name: str,
    *,
    report: ReportState = ReportState.MISSING,
    projects: Sequence[_Point] = (),
    tonnes: Decimal | None = Decimal(0),
    euros: Decimal | None = Decimal(0),
    patrons: int = 0,
) -> MapPlace | None:
    """A place with its position; ``None`` where the directory does not know it."""
    known = directory.find(key)
    if known is None:
        return None
    members = directory.members(key) if known.is_association else [known]
    return MapPlace(
        key=key,
        name=name or known.name,
        county=known.county,
        state=state_of(key),
        longitude=known.lon,
        latitude=known.lat,
        covers=tuple(member.key for member in members),
        report=report,
        projects=len(projects),
        tonnes=tonnes,
        euros=euros,
        patrons=patrons,
        points=tuple(
            (float(longitude), float(latitude))
            for longitude, latitude in projects
            if longitude is not None and latitude is not None
        ),
    )


def _saved(workspace: Workspace, reader: Reader, wanted: str) -> _Saved:
    """Sums of the set that is wanted, else of the one that most use: as in the evaluation."""
    counted = who_counts(workspace, reader).towns
    rows = reader.sums(
        ReportedEffect,
        by=("place_id", "factor_set", "stage", "budget_relevant"),
        of=("co2e_g", "saved_cents"),
    )
    uses = Counter(set_id for _, set_id in {(row[0], row[1]) for row in rows if row[0] in counted})
    titles = {each.id: each.title for each in library_within(workspace, reader).sets.values()}
    ranked = sorted(uses, key=lambda each: (-uses[each], each))
    sets = {each: titles.get(each, each) for each in ranked}
    shown = wanted if wanted in sets else next(iter(sets), "")
    amounts: defaultdict[UUID, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    others: set[UUID] = set()
    for place_id, factor_set, stage, relevant, grams, _, cents, _ in rows:
        if factor_set != shown:
            others.add(place_id)
        elif stage in COUNTED:
            tonnes, euros = amounts[place_id]
            amounts[place_id] = (tonnes + grams / _GRAMS, euros + (cents / _CENTS if relevant else 0))
        else:
            amounts[place_id] = amounts[place_id]
    apart = frozenset(others - amounts.keys())
    told = len(others & counted.keys())
    return _Saved(amounts, apart, tuple(_set_notes(told, sets.get(shown, shown))), sets, shown)


def _set_notes(others: int, title: str) -> Iterable[str]:
    if others:
        words = count_words(others, "Kommune rechnet", "Kommunen rechnen")
        yield (
            f"t CO₂e und Euro zeigen den Faktorensatz „{title}“. {words} ganz oder zum Teil mit einem "
            "anderen; was damit gerechnet ist, zählt hier nicht mit."
        )


def _unknown_note(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    words = count_words(count, "Kommune", "Kommunen")
    return (f"Auf der Karte nicht zu zeigen, weil nicht im amtlichen Verzeichnis: {words}.",)


def _when(report: PlaceReport | None) -> float:
    return report.reported_at.timestamp() if report else 0.0


def _day(report: PlaceReport) -> date:
    return report.reported_at.astimezone().date()
