"""The tables: one per record, columns taken from its fields; what the fields cannot say stands here.

Foreign keys carry no action: children that go with their parent (``OWNED``) are deleted by the
unit of work, row by row, so that history holds each of them and undo is exact.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Final, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Announcement,
    Appointment,
    Attachment,
    Building,
    Certificate,
    CertificateCopy,
    Consent,
    Consumption,
    Delivery,
    DeliveryKind,
    Draft,
    EnergyTotal,
    FactorFile,
    Funding,
    GoodExample,
    Indicator,
    Locality,
    Meter,
    NetworkContact,
    Participation,
    Partner,
    Patron,
    Peer,
    Period,
    Place,
    PlaceReport,
    Potential,
    ProgrammePack,
    Project,
    ProjectPatron,
    Receipt,
    Record,
    Remark,
    ReportedEffect,
    Setting,
    TargetPoint,
    Task,
    WeatherFactor,
)
from klikks_desktop.storage.column_types import PLAIN_INTEGER, Choice, Day, Exact, Key, Moment, Truth, Words

APPLICATION_ID: Final = 0x4B4C4B53
"""Marks a file as ours in SQLite's header: "KLKS"."""

SCHEMA_REVISION: Final = 3
"""The newest revision in ``storage/migrations``; the ``user_version`` of the database."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# Any: what Python type a column yields is known to its decorator, not to the type checker.
_DECORATORS: Final[dict[type, type[TypeDecorator[Any]]]] = {
    str: Words,
    bool: Truth,
    UUID: Key,
    date: Day,
    datetime: Moment,
    Decimal: Exact,
}


_ADDED: Final = {
    ("project", "contact_shared"): "0",
    ("task", "shared"): "0",
    ("peer", "upward"): "0",
    ("delivery", "kind"): f"'{DeliveryKind.REPORT.value}'",
    ("place_report", "factor_set"): "''",
    ("place_report", "left_out"): "0",
    ("place_report", "program"): "''",
}
"""Columns that must not be empty and came into a table with rows: SQL of what those got."""


def _column(table: str, name: str, hint: Any, target: str | None, *, is_key: bool) -> Column[Any]:
    """The column of one field; ``target`` is the "table.column" it refers to."""
    is_optional = isinstance(hint, UnionType)
    plain: type = get_args(hint)[0] if is_optional else hint
    kind: Any = PLAIN_INTEGER
    if issubclass(plain, StrEnum):
        kind = Choice(plain)
    elif plain is not int:
        kind = _DECORATORS[plain]()
    references = [] if target is None else [ForeignKey(target)]
    added = _ADDED.get((table, name))
    default = None if added is None else text(added)
    return Column(name, kind, *references, nullable=is_optional, primary_key=is_key, server_default=default)


def _table(kind: type[Record], name: str, *rules: SchemaItem, **targets: str) -> Table:
    """The table of a record type; its first field is the primary key."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    columns = [_column(name, each, hints[each], targets.get(each), is_key=each == names[0]) for each in names]
    # SQLite adds no constraint to a table that is there already.
    truths = [
        CheckConstraint(f"{column.name} IN (0, 1)", name=column.name)
        for column in columns
        if isinstance(column.type, Truth) and (name, column.name) not in _ADDED
    ]
    return Table(name, metadata, *columns, *truths, *rules, sqlite_strict=True)


# Rules that a foreign town's rows might break are asked of our own rows only (source IS NULL):
# an import must not end in a broken constraint.
place = _table(
    Place,
    "place",
    CheckConstraint("length(key) IN (8, 9)", name="key"),
    Index("ix_place_source_key", "source", "key"),
)
locality = _table(
    Locality,
    "locality",
    Index("ix_locality_place_id", "place_id"),
    Index("ix_locality_source", "source"),
    place_id="place.id",
)
participation = _table(
    Participation, "participation", Index("ix_participation_source", "source"), id="place.id"
)
patron = _table(
    Patron,
    "patron",
    CheckConstraint("given_name <> '' OR family_name <> ''", name="named"),
    Index("ix_patron_place_id", "place_id"),
    Index("ix_patron_search_key", "search_key"),
    Index("ix_patron_source", "source"),
    place_id="place.id",
)
appointment = _table(
    Appointment,
    "appointment",
    CheckConstraint("source IS NOT NULL OR ends_on IS NULL OR ends_on >= begins_on", name="term"),
    Index("ix_appointment_patron_id", "patron_id"),
    Index("ix_appointment_locality_id", "locality_id"),
    Index("ix_appointment_source", "source"),
    patron_id="patron.id",
    locality_id="locality.id",
)
consent = _table(
    Consent,
    "consent",
    Index("ix_consent_patron_id", "patron_id"),
    Index("ix_consent_source", "source"),
    patron_id="patron.id",
)
# A register line outlives the person: patron_id and appointment_id are plain references.
certificate = _table(
    Certificate,
    "certificate",
    CheckConstraint("serial >= 1", name="serial"),
    UniqueConstraint("place_id", "year", "serial", name="uq_certificate_place_id_year_serial"),
    UniqueConstraint("number", name="uq_certificate_number"),
    Index("ix_certificate_patron_id", "patron_id"),
    Index("ix_certificate_file_hash", "file_hash"),
    place_id="place.id",
)
certificate_copy = _table(
    CertificateCopy,
    "certificate_copy",
    Index("ix_certificate_copy_certificate_id", "certificate_id"),
    Index("ix_certificate_copy_file_hash", "file_hash"),
    certificate_id="certificate.id",
)
peer = _table(Peer, "peer")
delivery = _table(
    Delivery,
    "delivery",
    Index("ix_delivery_peer_id_sequence", "peer_id", "sequence"),
    Index("ix_delivery_digest", "digest"),
    peer_id="peer.id",
)
place_report = _table(PlaceReport, "place_report", Index("ix_place_report_source", "source"), id="place.id")
draft = _table(Draft, "draft", Index("ix_draft_place_id", "place_id"), place_id="place.id")
setting = _table(Setting, "setting")

building = _table(
    Building,
    "building",
    Index("ix_building_place_id", "place_id"),
    Index("ix_building_source", "source"),
    place_id="place.id",
    locality_id="locality.id",
)
meter = _table(
    Meter,
    "meter",
    Index("ix_meter_building_id", "building_id"),
    Index("ix_meter_source", "source"),
    building_id="building.id",
)
consumption = _table(
    Consumption,
    "consumption",
    CheckConstraint("month BETWEEN 0 AND 12", name="month"),
    UniqueConstraint("meter_id", "year", "month", name="uq_consumption_meter_id_year_month"),
    Index("ix_consumption_source", "source"),
    meter_id="meter.id",
)
weather_factor = _table(
    WeatherFactor,
    "weather_factor",
    UniqueConstraint("place_id", "postcode", "year", name="uq_weather_factor_place_id_postcode_year"),
    Index("ix_weather_factor_source", "source"),
    place_id="place.id",
)
factor_file = _table(FactorFile, "factor_file")
project = _table(
    Project,
    "project",
    Index("ix_project_place_id", "place_id"),
    Index("ix_project_source", "source"),
    place_id="place.id",
    building_id="building.id",
    locality_id="locality.id",
)
# A potential may stand before the potential it is a variant of: variant_of is a plain reference.
potential = _table(
    Potential,
    "potential",
    Index("ix_potential_place_id", "place_id"),
    Index("ix_potential_project_id", "project_id"),
    Index("ix_potential_building_id", "building_id"),
    Index("ix_potential_source", "source"),
    place_id="place.id",
    building_id="building.id",
    locality_id="locality.id",
    project_id="project.id",
)
project_patron = _table(
    ProjectPatron,
    "project_patron",
    UniqueConstraint("project_id", "patron_id", name="uq_project_patron_project_id_patron_id"),
    Index("ix_project_patron_patron_id", "patron_id"),
    Index("ix_project_patron_source", "source"),
    project_id="project.id",
    patron_id="patron.id",
)
activity = _table(
    Activity,
    "activity",
    Index("ix_activity_project_id", "project_id"),
    Index("ix_activity_source", "source"),
    project_id="project.id",
)
task = _table(
    Task,
    "task",
    Index("ix_task_project_id", "project_id"),
    Index("ix_task_place_id", "place_id"),
    Index("ix_task_source", "source"),
    place_id="place.id",
    project_id="project.id",
)
attachment = _table(
    Attachment,
    "attachment",
    Index("ix_attachment_project_id", "project_id"),
    Index("ix_attachment_digest", "digest"),
    Index("ix_attachment_source", "source"),
    project_id="project.id",
)
indicator = _table(
    Indicator,
    "indicator",
    Index("ix_indicator_project_id", "project_id"),
    Index("ix_indicator_source", "source"),
    project_id="project.id",
)
achievement = _table(
    Achievement,
    "achievement",
    Index("ix_achievement_project_id", "project_id"),
    Index("ix_achievement_source", "source"),
    project_id="project.id",
)
target_point = _table(
    TargetPoint,
    "target_point",
    UniqueConstraint("place_id", "year", name="uq_target_point_place_id_year"),
    Index("ix_target_point_source", "source"),
    place_id="place.id",
)
funding = _table(
    Funding,
    "funding",
    Index("ix_funding_project_id", "project_id"),
    Index("ix_funding_source", "source"),
    project_id="project.id",
)

remark = _table(
    Remark,
    "remark",
    Index("ix_remark_place_key", "place_key"),
    Index("ix_remark_about", "about"),
    Index("ix_remark_source", "source"),
)
announcement = _table(Announcement, "announcement", Index("ix_announcement_source", "source"))
period = _table(Period, "period", Index("ix_period_source", "source"))
partner = _table(Partner, "partner", Index("ix_partner_place_key", "place_key"))
good_example = _table(
    GoodExample,
    "good_example",
    Index("ix_good_example_project_id", "project_id"),
    Index("ix_good_example_source", "source"),
)
network_contact = _table(NetworkContact, "network_contact", Index("ix_network_contact_source", "source"))
receipt = _table(
    Receipt,
    "receipt",
    Index("ix_receipt_digest", "digest"),
    Index("ix_receipt_peer_id", "peer_id"),
    peer_id="peer.id",
)
programme_pack = _table(ProgrammePack, "programme_pack", Index("ix_programme_pack_source", "source"))
energy_total = _table(
    EnergyTotal,
    "energy_total",
    Index("ix_energy_total_place_id", "place_id"),
    Index("ix_energy_total_source", "source"),
    place_id="place.id",
)
# Both hold what the sums of all towns are made of, in the order of their groups: nothing is sorted for them.
reported_effect = _table(
    ReportedEffect,
    "reported_effect",
    Index(
        "ix_reported_effect_place_id",
        "place_id",
        "factor_set",
        "stage",
        "budget_relevant",
        "wh",
        "co2e_g",
        "saved_cents",
    ),
    Index(
        "ix_reported_effect_sums",
        "factor_set",
        "stage",
        "budget_relevant",
        "measure",
        "year",
        "wh",
        "co2e_g",
        "saved_cents",
        "feed_in_g",
        "sink_g",
    ),
    Index("ix_reported_effect_source", "source"),
    place_id="place.id",
)

blob = Table(
    "blob",
    metadata,
    Column("hash", Words, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
history_change = Table(
    "history_change",
    metadata,
    Column("seq", PLAIN_INTEGER, primary_key=True),
    Column("id", Key, nullable=False),
    Column("at", Moment, nullable=False),
    Column("label", Words, nullable=False),
    Column("undoes", Key),
    Column("undoable", Truth, nullable=False),
    CheckConstraint("undoable IN (0, 1)", name="undoable"),
    UniqueConstraint("id", name="uq_history_change_id"),
    Index("ix_history_change_undoes", "undoes"),
    sqlite_strict=True,
)
history = Table(
    "history",
    metadata,
    Column("seq", PLAIN_INTEGER, primary_key=True),
    Column("change_id", Key, ForeignKey("history_change.id"), nullable=False),
    Column("op", Words, nullable=False),
    Column("table", Words, nullable=False),
    Column("pk", Words, nullable=False),
    Column("old", Words),
    Column("new", Words),
    CheckConstraint("op IN ('I', 'U', 'D')", name="op"),
    Index("ix_history_change_id", "change_id"),
    Index("ix_history_table_pk", "table", "pk"),
    sqlite_strict=True,
)
erased = Table(
    "erased",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)

# Any: the union of all records and a type variable over it are the same to us, not to the checker.
TABLES: Final[dict[type[Any], Table]] = {
    Place: place,
    Locality: locality,
    Participation: participation,
    Patron: patron,
    Appointment: appointment,
    Consent: consent,
    Certificate: certificate,
    CertificateCopy: certificate_copy,
    Peer: peer,
    Delivery: delivery,
    PlaceReport: place_report,
    Draft: draft,
    Setting: setting,
    Building: building,
    Meter: meter,
    Consumption: consumption,
    WeatherFactor: weather_factor,
    FactorFile: factor_file,
    Project: project,
    Potential: potential,
    ProjectPatron: project_patron,
    Activity: activity,
    Task: task,
    Attachment: attachment,
    Indicator: indicator,
    Achievement: achievement,
    TargetPoint: target_point,
    Funding: funding,
    Remark: remark,
    Announcement: announcement,
    Period: period,
    Partner: partner,
    GoodExample: good_example,
    NetworkContact: network_contact,
    Receipt: receipt,
    ProgrammePack: programme_pack,
    EnergyTotal: energy_total,
    ReportedEffect: reported_effect,
}
"""Table of each record type, parents before children."""

KINDS: Final[dict[str, type[Record]]] = {table.name: kind for kind, table in TABLES.items()}
"""Record type of each table."""

OWNED: Final[dict[Table, tuple[Column[Any], ...]]] = {
    place: (
        participation.c.id,
        place_report.c.id,
        draft.c.place_id,
        potential.c.place_id,
        task.c.place_id,
        project.c.place_id,
        building.c.place_id,
        weather_factor.c.place_id,
        target_point.c.place_id,
        energy_total.c.place_id,
        reported_effect.c.place_id,
    ),
    patron: (appointment.c.patron_id, consent.c.patron_id, project_patron.c.patron_id),
    building: (meter.c.building_id,),
    meter: (consumption.c.meter_id,),
    project: (
        project_patron.c.project_id,
        activity.c.project_id,
        task.c.project_id,
        attachment.c.project_id,
        indicator.c.project_id,
        achievement.c.project_id,
        funding.c.project_id,
    ),
    certificate: (certificate_copy.c.certificate_id,),
}
"""Columns through which rows belong to a parent and are deleted with it."""

JOURNALED: Final[tuple[str, ...]] = tuple(
    table.name
    for table in TABLES.values()
    if table not in (peer, delivery, place_report, receipt, network_contact, energy_total, reported_effect)
)
"""Tables with history; keys, deliveries and reports of others are never undone."""
