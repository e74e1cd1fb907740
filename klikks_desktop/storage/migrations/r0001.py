"""Revision 0001: the first schema.

Written out rather than taken from ``tables``: a revision must not change when the tables do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables and indexes."""
    _blob()
    _erased()
    _history_change()
    _peer()
    _place()
    _setting()
    _certificate()
    _delivery()
    _draft()
    _history()
    _locality()
    _participation()
    _patron()
    _place_report()
    _appointment()
    _certificate_copy()
    _consent()


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_blob"),
        sqlite_strict=True,
    )


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erased"),
        sqlite_strict=True,
    )


def _history_change() -> None:
    op.create_table(
        "history_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text()),
        sa.Column("undoable", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_history_change"),
        sa.CheckConstraint("undoable IN (0, 1)", name=op.f("ck_history_change_undoable")),
        sa.UniqueConstraint("id", name="uq_history_change_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_history_change_undoes", "history_change", ["undoes"])


def _peer() -> None:
    op.create_table(
        "peer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sign_key", sa.Text(), nullable=False),
        sa.Column("age_key", sa.Text(), nullable=False),
        sa.Column("place_keys", sa.Text(), nullable=False),
        sa.Column("joint_number", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.Text()),
        sa.Column("pending_sign_key", sa.Text(), nullable=False),
        sa.Column("pending_age_key", sa.Text(), nullable=False),
        sa.Column("pending_place_keys", sa.Text(), nullable=False),
        sa.Column("head_sequence", sa.Integer(), nullable=False),
        sa.Column("head_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_peer"),
        sqlite_strict=True,
    )


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("nominative", sa.Text(), nullable=False),
        sa.Column("genitive", sa.Text(), nullable=False),
        sa.Column("locative", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("signatory_name", sa.Text(), nullable=False),
        sa.Column("signatory_title", sa.Text(), nullable=False),
        sa.Column("signatory_address", sa.Text(), nullable=False),
        sa.Column("deputy_name", sa.Text(), nullable=False),
        sa.Column("deputy_title", sa.Text(), nullable=False),
        sa.Column("deputy_mode", sa.Text(), nullable=False),
        sa.Column("deputy_signs", sa.Integer(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("second_title", sa.Text(), nullable=False),
        sa.Column("second_address", sa.Text(), nullable=False),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("arms_hash", sa.Text()),
        sa.Column("arms_blazon", sa.Text(), nullable=False),
        sa.Column("accent", sa.Text(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("show_legal_note", sa.Integer(), nullable=False),
        sa.Column("controller", sa.Text(), nullable=False),
        sa.Column("data_protection_contact", sa.Text(), nullable=False),
        sa.Column("supervisory_authority", sa.Text(), nullable=False),
        sa.Column("consent_contact", sa.Text(), nullable=False),
        sa.Column("region_office", sa.Text(), nullable=False),
        sa.Column("months_contact", sa.Integer(), nullable=False),
        sa.Column("years_register", sa.Integer(), nullable=False),
        sa.Column("years_consent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        sa.CheckConstraint("length(key) IN (8, 9)", name=op.f("ck_place_key")),
        sa.CheckConstraint("deputy_signs IN (0, 1)", name=op.f("ck_place_deputy_signs")),
        sa.CheckConstraint("show_legal_note IN (0, 1)", name=op.f("ck_place_show_legal_note")),
        sqlite_strict=True,
    )
    op.create_index("ix_place_source_key", "place", ["source", "key"])


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
        sqlite_strict=True,
    )


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("patron_id", sa.Text()),
        sa.Column("appointment_id", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text()),
        sa.Column("handed_over_on", sa.Text()),
        sa.Column("voided_on", sa.Text()),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_certificate_serial")),
        sa.UniqueConstraint("place_id", "year", "serial", name="uq_certificate_place_id_year_serial"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_certificate_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_certificate_file_hash", "certificate", ["file_hash"])
    op.create_index("ix_certificate_patron_id", "certificate", ["patron_id"])


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("peer_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("handled_at", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name="fk_delivery_peer_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_delivery_digest", "delivery", ["digest"])
    op.create_index("ix_delivery_peer_id_sequence", "delivery", ["peer_id", "sequence"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text()),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_draft_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_draft_place_id", "draft", ["place_id"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("pk", sa.Text(), nullable=False),
        sa.Column("old", sa.Text()),
        sa.Column("new", sa.Text()),
        sa.PrimaryKeyConstraint("seq", name="pk_history"),
        sa.CheckConstraint("op IN ('I', 'U', 'D')", name=op.f("ck_history_op")),
        sa.ForeignKeyConstraint(["change_id"], ["history_change.id"], name="fk_history_change_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_history_change_id", "history", ["change_id"])
    op.create_index("ix_history_table_pk", "history", ["table", "pk"])


def _locality() -> None:
    op.create_table(
        "locality",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("genitive", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_locality"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_locality_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_locality_place_id", "locality", ["place_id"])
    op.create_index("ix_locality_source", "locality", ["source"])


def _participation() -> None:
    op.create_table(
        "participation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("resolution_on", sa.Text()),
        sa.Column("resolution_number", sa.Text(), nullable=False),
        sa.Column("agreement_on", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_participation"),
        sa.ForeignKeyConstraint(["id"], ["place.id"], name="fk_participation_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_participation_source", "participation", ["source"])


def _patron() -> None:
    op.create_table(
        "patron",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("degree", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patron"),
        sa.CheckConstraint("given_name <> '' OR family_name <> ''", name=op.f("ck_patron_named")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_patron_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_patron_place_id", "patron", ["place_id"])
    op.create_index("ix_patron_search_key", "patron", ["search_key"])
    op.create_index("ix_patron_source", "patron", ["source"])


def _place_report() -> None:
    op.create_table(
        "place_report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.Text(), nullable=False),
        sa.Column("in_office", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place_report"),
        sa.ForeignKeyConstraint(["id"], ["place.id"], name="fk_place_report_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_place_report_source", "place_report", ["source"])


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("patron_id", sa.Text(), nullable=False),
        sa.Column("locality_id", sa.Text()),
        sa.Column("begins_on", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Text()),
        sa.Column("resolution_on", sa.Text()),
        sa.Column("resolution_number", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Text()),
        sa.Column("duty_notice_on", sa.Text()),
        sa.Column("ended_on", sa.Text()),
        sa.Column("end_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.CheckConstraint(
            "source IS NOT NULL OR ends_on IS NULL OR ends_on >= begins_on", name=op.f("ck_appointment_term")
        ),
        sa.ForeignKeyConstraint(["patron_id"], ["patron.id"], name="fk_appointment_patron_id"),
        sa.ForeignKeyConstraint(["locality_id"], ["locality.id"], name="fk_appointment_locality_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_appointment_locality_id", "appointment", ["locality_id"])
    op.create_index("ix_appointment_patron_id", "appointment", ["patron_id"])
    op.create_index("ix_appointment_source", "appointment", ["source"])


def _certificate_copy() -> None:
    op.create_table(
        "certificate_copy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("certificate_id", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_copy"),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name="fk_certificate_copy_certificate_id"
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_certificate_copy_certificate_id", "certificate_copy", ["certificate_id"])
    op.create_index("ix_certificate_copy_file_hash", "certificate_copy", ["file_hash"])


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("patron_id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Text()),
        sa.Column("form", sa.Text()),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("with_email", sa.Integer(), nullable=False),
        sa.Column("with_phone", sa.Integer(), nullable=False),
        sa.Column("with_photo", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.CheckConstraint("with_email IN (0, 1)", name=op.f("ck_consent_with_email")),
        sa.CheckConstraint("with_phone IN (0, 1)", name=op.f("ck_consent_with_phone")),
        sa.CheckConstraint("with_photo IN (0, 1)", name=op.f("ck_consent_with_photo")),
        sa.ForeignKeyConstraint(["patron_id"], ["patron.id"], name="fk_consent_patron_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_consent_patron_id", "consent", ["patron_id"])
    op.create_index("ix_consent_source", "consent", ["source"])
