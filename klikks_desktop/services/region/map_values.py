"""What the map tells of each participating municipality: read in one go, told apart by factor set.

Participating are the region's partners, the municipalities that its peers may report, and those
that did. A town's own window shows its own municipality.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from klikks_desktop.services.region.periods import current_period, periods
from klikks_desktop.services.region.status import rows_of
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.factors import chosen_within, library_within
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

    notes: German sentences about what is not counted.
    """

    places: tuple[MapPlace, ...]
    basis: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Saved:
    """Savings of one factor set by place id; the places whose sums are of another one."""

    amounts: Mapping[UUID, tuple[Decimal, Decimal]]
    apart: frozenset[UUID]
    notes: tuple[str, ...]


def map_values(workspace: Workspace) -> MapValues:
    """The values of all municipalities that take part."""
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
        saved = _saved(workspace, reader, reports.values())
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
    return MapValues(tuple(known), basis, (*saved.notes, *_unknown_note(len(found) - len(known))))


def _up_to_date(
    workspace: Workspace, towns: Sequence[Town], reports: Mapping[str, PlaceReport | None]
) -> tuple[set[str], str]:
    """Keys of the places whose report is up to date, and in words what that means.

    With a period that has begun it is what the Rückmeldestand calls arrived.
    """
    period = current_period(workspace, periods(workspace))
    if period is not None and period.opens_on <= workspace.today:
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


def _saved(workspace: Workspace, reader: Reader, reports: Iterable[PlaceReport]) -> _Saved:
    """Sums of the chosen factor set or, where nobody uses that, of the one that most use."""
    rows = reader.sums(
        ReportedEffect,
        by=("place_id", "factor_set", "budget_relevant"),
        of=("co2e_g", "saved_cents"),
        stage=list(COUNTED),
    )
    used = Counter(set_id for set_id in (report.factor_set for report in reports) if set_id)
    used.update({row[1]: 0 for row in rows})
    chosen = chosen_within(workspace, reader).id
    shown = chosen if chosen in used or not used else used.most_common(1)[0][0]
    amounts: defaultdict[UUID, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    others: set[UUID] = set()
    for place_id, factor_set, relevant, grams, _, cents, _ in rows:
        if factor_set != shown:
            others.add(place_id)
            continue
        tonnes, euros = amounts[place_id]
        amounts[place_id] = (tonnes + grams / _GRAMS, euros + (cents / _CENTS if relevant else 0))
    apart = frozenset(others - amounts.keys())
    titles = {each.id: each.title for each in library_within(workspace, reader).sets.values()}
    return _Saved(amounts, apart, tuple(_set_notes(len(others), titles.get(shown, shown))))


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
