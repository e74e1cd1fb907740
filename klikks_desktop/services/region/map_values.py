"""What the map tells of each participating municipality: read in one go, told apart by factor set.

Participating are the region's partners, the municipalities that its peers may report, and those
that did. A town's own window shows its own municipality.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.map.values import MapPlace
from klikks_desktop.domain.patron_state import in_office
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.records import (
    Appointment,
    Partner,
    Patron,
    Peer,
    Period,
    Place,
    PlaceReport,
    Project,
    ReportedEffect,
    Role,
    Stage,
)
from klikks_desktop.reference.directory import Directory
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.factors import chosen_within, library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

WITHOUT_PERIOD: Final = timedelta(days=365)
"""Where no reporting period has begun, a report is up to date for so long."""
COUNTED: Final = (Stage.ACHIEVED, Stage.DECIDED)
_GRAMS, _CENTS = Decimal(1_000_000), Decimal(100)


@dataclass(frozen=True, slots=True)
class MapValues:
    """The participating municipalities. since: the day from which a report is up to date.

    notes: German sentences about what is not counted.
    """

    places: tuple[MapPlace, ...]
    since: date
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
    directory = workspace.shipped.directory
    with workspace.store.read() as reader:
        places = [place for place in reader.find(Place) if place.source is not None]
        reports = {report.id: report for report in reader.find(PlaceReport)}
        projects: defaultdict[UUID, list[Project]] = defaultdict(list)
        for project in reader.find(Project):
            projects[project.place_id].append(project)
        saved = _saved(workspace, reader, reports.values())
        expected = _expected(reader, workspace.today)
        since = _since(reader, workspace.today)
    found: dict[str, MapPlace] = {}
    unknown = 0
    # Of two programs that reported the same place, the later report stands.
    for place in sorted(places, key=lambda each: _when(reports.get(each.id))):
        report, own = reports.get(place.id), projects[place.id]
        amounts = saved.amounts.get(place.id, (Decimal(0), Decimal(0)))
        tonnes, euros = (None, None) if place.id in saved.apart else amounts
        new = _place(
            directory,
            place.key,
            place.designation,
            reported_on=report.reported_at.astimezone().date() if report else None,
            projects=own,
            tonnes=tonnes,
            euros=euros,
            patrons=report.in_office if report else 0,
        )
        if new is None:
            unknown += 1
        else:
            found[place.key] = new
    for key, name in expected.items():
        if key not in found:
            new = _place(directory, key, name)
            if new is None:
                unknown += 1
            else:
                found[key] = new
    return MapValues(tuple(found.values()), since, (*saved.notes, *_unknown_note(unknown)))


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
            place.designation,
            reported_on=today,
            projects=projects,
            tonnes=sums.tonnes.achieved + sums.tonnes.decided,
            euros=sums.eur.achieved + sums.eur.decided,
            patrons=len({term.patron_id for term in terms if in_office(term, today)}),
        )
        if new is not None:
            found.append(new)
    return MapValues(tuple(found), today, _unknown_note(len(places) - len(found)))


def _place(
    directory: Directory,
    key: str,
    designation: str,
    *,
    reported_on: date | None = None,
    projects: Iterable[Project] = (),
    tonnes: Decimal | None = Decimal(0),
    euros: Decimal | None = Decimal(0),
    patrons: int = 0,
) -> MapPlace | None:
    """A place with its position; ``None`` where the directory does not know it."""
    known = directory.find(key)
    if known is None:
        return None
    members = directory.members(key) if known.is_association else [known]
    listed = list(projects)
    return MapPlace(
        key=key,
        name=designation or known.name,
        county=known.county,
        state=state_of(key),
        longitude=known.lon,
        latitude=known.lat,
        covers=tuple(member.key for member in members),
        reported_on=reported_on,
        projects=len(listed),
        tonnes=tonnes,
        euros=euros,
        patrons=patrons,
        points=tuple(
            (float(each.longitude), float(each.latitude))
            for each in listed
            if each.longitude is not None and each.latitude is not None
        ),
    )


def _expected(reader: Reader, today: date) -> dict[str, str]:
    """Keys of municipalities that are to report, with their names as far as the region noted them."""
    expected = {
        key: "" for peer in reader.find(Peer, role=Role.MUNICIPALITY) for key in peer.place_keys.split()
    }
    for partner in reader.find(Partner, source=None):
        if partner.until is None or partner.until >= today:
            expected[partner.place_key] = partner.designation
    return expected


def _since(reader: Reader, today: date) -> date:
    begun = [each.opens_on for each in reader.find(Period, source=None) if each.opens_on <= today]
    return max(begun, default=today - WITHOUT_PERIOD)


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
