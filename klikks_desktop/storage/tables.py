"""The tables: one per record, columns taken from its fields; what the fields cannot say stands here.

Foreign keys carry no action: children that go with their parent (``OWNED``) are deleted by the
unit of work, row by row, so that history holds each of them and undo is exact.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

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
from klikks_desktop.storage.column_types import PLAIN_INTEGER, Key, Moment, Truth, Words
from klikks_desktop.storage.record_table import record_table

APPLICATION_ID: Final = 0x4B4C4B53
"""Marks a file as ours in SQLite's header: "KLKS"."""

SCHEMA_REVISION: Final = 4
"""The newest revision in ``storage/migrations``; the ``user_version`` of the database."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_table = partial(record_table, metadata)

# Rules that a foreign town's rows might break are asked of our own rows only (source IS NULL):
# an import must not end in a broken constraint.
place = _table(
    Place,
    CheckConstraint("length(key) IN (8, 9)", name="key"),
    Index("ix_place_source_key", "source", "key"),
    indexed="key",
)
locality = _table(Locality, indexed="place_id source", place_id="place.id")
participation = _table(Participation, indexed="source", id="place.id")
patron = _table(
    Patron,
    CheckConstraint("given_name <> '' OR family_name <> ''", name="named"),
    indexed="place_id search_key source",
    place_id="place.id",
)
appointment = _table(
    Appointment,
    CheckConstraint("source IS NOT NULL OR ends_on IS NULL OR ends_on >= begins_on", name="term"),
    indexed="patron_id locality_id source",
    patron_id="patron.id",
    locality_id="locality.id",
)
consent = _table(Consent, indexed="patron_id source", patron_id="patron.id")
# A register line outlives the person: patron_id and appointment_id are plain references.
certificate = _table(
    Certificate,
    CheckConstraint("serial >= 1", name="serial"),
    UniqueConstraint("place_id", "year", "serial", name="uq_certificate_place_id_year_serial"),
    UniqueConstraint("number", name="uq_certificate_number"),
    indexed="patron_id file_hash",
    place_id="place.id",
)
certificate_copy = _table(
    CertificateCopy, indexed="certificate_id file_hash", certificate_id="certificate.id"
)
peer = _table(Peer, added={"upward": "0"})
delivery = _table(
    Delivery,
    Index("ix_delivery_peer_id_sequence", "peer_id", "sequence"),
    indexed="digest",
    added={"kind": f"'{DeliveryKind.REPORT.value}'"},
    peer_id="peer.id",
)
place_report = _table(
    PlaceReport, indexed="source", added={"factor_set": "''", "left_out": "0", "program": "''"}, id="place.id"
)
draft = _table(Draft, indexed="place_id", place_id="place.id")
setting = _table(Setting)

building = _table(Building, indexed="place_id source", place_id="place.id", locality_id="locality.id")
meter = _table(Meter, indexed="building_id source", building_id="building.id")
consumption = _table(
    Consumption,
    CheckConstraint("month BETWEEN 0 AND 12", name="month"),
    UniqueConstraint("meter_id", "year", "month", name="uq_consumption_meter_id_year_month"),
    indexed="source",
    meter_id="meter.id",
)
weather_factor = _table(
    WeatherFactor,
    UniqueConstraint("place_id", "postcode", "year", name="uq_weather_factor_place_id_postcode_year"),
    indexed="source",
    place_id="place.id",
)
factor_file = _table(FactorFile)
project = _table(
    Project,
    indexed="place_id source",
    added={"contact_shared": "0"},
    place_id="place.id",
    building_id="building.id",
    locality_id="locality.id",
)
# A potential may stand before the potential it is a variant of: variant_of is a plain reference.
potential = _table(
    Potential,
    indexed="place_id project_id building_id source",
    place_id="place.id",
    building_id="building.id",
    locality_id="locality.id",
    project_id="project.id",
)
project_patron = _table(
    ProjectPatron,
    UniqueConstraint("project_id", "patron_id", name="uq_project_patron_project_id_patron_id"),
    indexed="patron_id source",
    project_id="project.id",
    patron_id="patron.id",
)
activity = _table(Activity, indexed="project_id source", project_id="project.id")
task = _table(
    Task,
    indexed="project_id place_id source",
    added={"shared": "0"},
    place_id="place.id",
    project_id="project.id",
)
attachment = _table(Attachment, indexed="project_id digest source", project_id="project.id")
indicator = _table(Indicator, indexed="project_id source", project_id="project.id")
achievement = _table(Achievement, indexed="project_id source", project_id="project.id")
target_point = _table(
    TargetPoint,
    UniqueConstraint("place_id", "year", name="uq_target_point_place_id_year"),
    indexed="source",
    place_id="place.id",
)
funding = _table(Funding, indexed="project_id source", project_id="project.id")

remark = _table(Remark, indexed="place_key about source")
announcement = _table(Announcement, indexed="source")
period = _table(Period, indexed="source")
partner = _table(Partner, indexed="place_key")
good_example = _table(GoodExample, indexed="project_id source")
network_contact = _table(NetworkContact, indexed="source")
receipt = _table(Receipt, indexed="digest peer_id", peer_id="peer.id")
programme_pack = _table(ProgrammePack, indexed="source")
energy_total = _table(EnergyTotal, indexed="place_id source", place_id="place.id")
# Both hold what the sums of all towns are made of, in the order of their groups: nothing is sorted for them.
reported_effect = _table(
    ReportedEffect,
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
    indexed="source",
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
    table.info["kind"]: table for table in metadata.tables.values() if "kind" in table.info
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
