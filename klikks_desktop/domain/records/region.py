"""What the regional management and the municipalities tell each other, beside the towns' own records.

A region never edits a town's rows. Its own rows point at a town by ``place_key`` (AGS): the id of an
imported place belongs to the installation that reported it and changes when the town gets a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.records.exchange import Verdict
from klikks_desktop.domain.records.savings import ProjectKind, Stage


class RemarkKind(StrEnum):
    """What a remark is for. NOTE never leaves the house; SUPPORT and ANSWER are the town's."""

    NOTE = "Notiz"
    QUESTION = "Frage"
    FEEDBACK = "Rückmeldung"
    TASK = "Aufgabe"
    SUPPORT = "Unterstützung gesucht"
    ANSWER = "Antwort"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark (Vermerk) on a municipality or on one of its records, by either side.

    about: the record it is on, of any kind, also another remark; ``None`` is the municipality itself.
    about_title: what that record was called then. shared: goes with the next file to the other side.
    """

    id: UUID
    source: UUID | None = None
    place_key: str
    kind: RemarkKind
    about: UUID | None = None
    about_title: str = ""
    text: str
    due_on: date | None = None
    done_on: date | None = None
    made_on: date
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """News of the programme (Programmnachricht) for every town. due_on: a deadline; until: shown until."""

    id: UUID
    source: UUID | None = None
    title: str
    text: str = ""
    due_on: date | None = None
    until: date | None = None
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A reporting period (Berichtszeitraum): reports written from ``opens_on`` count, due by ``due_on``."""

    id: UUID
    source: UUID | None = None
    title: str
    opens_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A municipality that is expected to report (Partnerkommune), enrolled or not, and where to write to."""

    id: UUID
    source: UUID | None = None
    place_key: str
    designation: str
    office: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodExample:
    """A finished project worth copying (gutes Beispiel), as the region words it for other towns.

    project_id: of the town's project; a plain reference. place_key, place_name, contact: "" unless the
    town agreed to be named (``named``). Figures per year, frozen with ``factor_set``; ``None`` is unknown.
    inhabitants: of the town, rounded when it is not named.
    """

    id: UUID
    source: UUID | None = None
    project_id: UUID
    named: bool = False
    place_key: str = ""
    place_name: str = ""
    contact: str = ""
    state: str = ""
    inhabitants: int | None = None
    title: str
    kind: ProjectKind = ProjectKind.OTHER
    measure: str = ""
    summary: str = ""
    lesson: str = ""
    investment_cents: int | None = None
    grant_cents: int | None = None
    saved_cents: int | None = None
    kwh: int | None = None
    co2e_kg: int | None = None
    factor_set: str = ""
    finished_on: date | None = None
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContact:
    """A patron of another town who agreed to be found by peers (Vernetzung); id: of the patron."""

    id: UUID
    source: UUID
    name: str
    place_name: str
    locality: str = ""
    topics: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A signed receipt (Quittung) for a file of ours, kept as proof. digest: of the file it answers.

    created_at: when the receiver took that file or set it aside; handled_at: when we opened the receipt.
    counts: JSON of what was taken. gone: JSON object, kind -> list of ids that the receiver deleted.
    backup_until: until then a backup of the receiver may still hold what was deleted. file_hash: the
    receipt as it came.
    """

    id: UUID
    peer_id: UUID
    digest: str
    verdict: Verdict
    created_at: datetime
    handled_at: datetime
    counts: str = "{}"
    gone: str = "{}"
    backup_until: date | None = None
    file_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePack:
    """A programme pack (Programmpaket), own or accepted. data: JSON of what it sets; sequence: rising."""

    id: UUID
    source: UUID | None = None
    title: str
    sequence: int
    created_at: datetime
    accepted_at: datetime | None = None
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTotal:
    """Energy of a town's buildings in one calendar year, as it reported them.

    kWh Hi as counted, not weather-corrected; cents gross. ``None`` is unknown; complete: nothing is
    missing. co2e_kg: with ``factor_set``. area_m2: of the buildings that count.
    """

    id: UUID
    source: UUID
    place_id: UUID
    year: int
    buildings: int
    area_m2: Decimal | None = None
    heat_kwh: int | None = None
    power_kwh: int | None = None
    cents: int | None = None
    co2e_kg: int | None = None
    factor_set: str = ""
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedEffect:
    """What one potential, or a measured project, saves in a year, as its town counts it.

    Rounded to watt-hours, grams and cents, so that sums are exact. year: when it was achieved; ``None``
    when it is not, or undated. saved_cents: of the municipal budget only when ``budget_relevant``.
    """

    id: UUID
    source: UUID
    place_id: UUID
    project_id: UUID | None = None
    potential_id: UUID | None = None
    measure: str = ""
    stage: Stage
    year: int | None = None
    wh: int = 0
    co2e_g: int = 0
    saved_cents: int = 0
    feed_in_g: int = 0
    sink_g: int = 0
    budget_relevant: bool = True
    measured: bool = False
    factor_set: str = ""
