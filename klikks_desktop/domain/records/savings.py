"""Savings: potentials, the projects that they become, and what was done and reached.

Money is integer cents, amounts are ``Decimal``. Texts called JSON are read and written by services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier


class Grade(StrEnum):
    """How good a figure is (Datengüte), best first."""

    MEASURED = "gemessen"
    READ = "abgelesen"
    ESTIMATED = "geschätzt"
    GUIDE = "Richtwert"


class Priority(StrEnum):
    """How urgent a potential is."""

    HIGH = "hoch"
    MEDIUM = "mittel"
    LOW = "niedrig"


class PotentialState(StrEnum):
    """How far a potential has come."""

    IDEA = "Idee"
    CHECKED = "geprüft"
    DECIDED = "beschlossen"
    DONE = "umgesetzt"
    DROPPED = "verworfen"


class ProjectState(StrEnum):
    """How far a project has come."""

    IDEA = "Idee"
    PLANNING = "Planung"
    RESOLUTION = "Beschluss"
    IMPLEMENTATION = "Umsetzung"
    DONE = "abgeschlossen"
    PAUSED = "ruht"


class Stage(StrEnum):
    """How sure a saving is, surest first."""

    ACHIEVED = "erreicht"
    DECIDED = "beschlossen"
    POSSIBLE = "möglich"


class ProjectKind(StrEnum):
    """What a project is about."""

    LIGHTING = "Beleuchtung"
    SOLAR = "Solarenergie"
    HEATING = "Heizung"
    ENVELOPE = "Gebäudehülle"
    MANAGEMENT = "Energiemanagement"
    MOBILITY = "Mobilität"
    PARTICIPATION = "Bildung und Beteiligung"
    GREEN = "Grün und Klimaanpassung"
    OTHER = "Sonstiges"


class ActivityKind(StrEnum):
    """What was done with the citizens."""

    INFORMATION = "Infoveranstaltung"
    WORKSHOP = "Workshop"
    ACTION = "Aktionstag"
    ADVICE = "Beratung"
    WALK = "Rundgang"
    MEETING = "Treffen"
    OTHER = "Sonstiges"


class IndicatorKind(StrEnum):
    """What an indicator counts: what was done (output) or what it changed (effect)."""

    OUTPUT = "Umsetzung"
    EFFECT = "Wirkung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Potential:
    """A savings potential (Einsparpotenzial): one measure at one place, with its frozen result.

    measure: id as in ``domain.measures`` ("LED_STREET"). inputs: JSON object, input key -> text as
    typed (dates ISO); grades: JSON object, input key -> ``Grade``. factor_set: id of the set
    the result was calculated with. result: JSON of the frozen result, "" while an input is missing
    or wrong. variant_of: the potential this is an alternative to; a variant never counts in totals.
    """

    id: UUID
    source: UUID | None = None
    place_id: UUID
    title: str
    measure: str
    building_id: UUID | None = None
    locality_id: UUID | None = None
    project_id: UUID | None = None
    variant_of: UUID | None = None
    priority: Priority = Priority.MEDIUM
    state: PotentialState = PotentialState.IDEA
    inputs: str = "{}"
    grades: str = "{}"
    factor_set: str = ""
    result: str = ""
    calculated_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project (Projekt). latitude, longitude: WGS84 degrees of the point on the map.

    contract_on: the first contract (Auftrag, Maßnahmenbeginn). planned_cents, actual_cents: gross costs.
    contact_shared: as a good example it may name the municipality and its office to other towns.
    """

    id: UUID
    source: UUID | None = None
    place_id: UUID
    title: str
    kind: ProjectKind = ProjectKind.OTHER
    description: str = ""
    state: ProjectState = ProjectState.IDEA
    building_id: UUID | None = None
    locality_id: UUID | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    contract_on: date | None = None
    resolution_on: date | None = None
    resolution_number: str = ""
    planned_cents: int | None = None
    actual_cents: int | None = None
    next_step: str = ""
    note: str = ""
    contact_shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPatron:
    """A patron responsible for a project."""

    id: UUID
    source: UUID | None = None
    project_id: UUID
    patron_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something done with the citizens (Aktivität). people: reached; hours: of volunteers, all together."""

    id: UUID
    source: UUID | None = None
    project_id: UUID
    held_on: date
    kind: ActivityKind = ActivityKind.OTHER
    title: str
    people: int | None = None
    hours: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do (Aufgabe), within a project or for the municipality.

    shared: the regional management may see it; its note never leaves.
    """

    id: UUID
    source: UUID | None = None
    place_id: UUID
    project_id: UUID | None = None
    title: str
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file or photo copied into the workspace. size: bytes; digest: SHA-256, key of the stored bytes.

    is_cover: the picture on the project sheet (Steckbrief).
    """

    id: UUID
    source: UUID | None = None
    project_id: UUID
    file_name: str
    media_type: str
    size: int
    digest: str
    caption: str = ""
    added_on: date
    is_cover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure by which a project is told to succeed (Indikator): "Leuchten getauscht", "Stück"."""

    id: UUID
    source: UUID | None = None
    project_id: UUID
    kind: IndicatorKind = IndicatorKind.OUTPUT
    title: str
    unit: str = ""
    target: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What a project saved in one year (erreichte Einsparung), in kWh Hi of one carrier.

    co2e_kg: with the factor of ``factor_set``, frozen when entered. saved_cents: energy cost saved.
    """

    id: UUID
    source: UUID | None = None
    project_id: UUID
    year: int
    carrier: Carrier
    kwh: Decimal
    saved_cents: int | None = None
    co2e_kg: Decimal | None = None
    factor_set: str = ""
    grade: Grade = Grade.MEASURED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPoint:
    """One point of the target path (Zielpfad): t CO2e to be saved per year by then."""

    id: UUID
    source: UUID | None = None
    place_id: UUID
    year: int
    tonnes: Decimal
