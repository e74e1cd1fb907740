"""Revision 0003: what region and towns tell each other; life cycle, receipts, sums of the towns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of the way back and the columns that the sync file gained."""
    _columns()
    _remark()
    _announcement()
    _period()
    _partner()
    _good_example()
    _network_contact()
    _receipt()
    _programme_pack()
    _energy_total()
    _reported_effect()


def _columns() -> None:
    steps = ("contact", "call", "appointment", "onboarding", "analysis", "workshop", "projects", "networking")
    for step in steps:
        op.add_column("participation", sa.Column(f"{step}_on", sa.Text(), nullable=True))
    op.add_column("delivery", sa.Column("acknowledged_at", sa.Text(), nullable=True))
    op.add_column(
        "project", sa.Column("contact_shared", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("task", sa.Column("shared", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("peer", sa.Column("upward", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column(
        "delivery", sa.Column("kind", sa.Text(), server_default=sa.text("'bericht'"), nullable=False)
    )
    op.add_column(
        "place_report", sa.Column("factor_set", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "place_report", sa.Column("left_out", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "place_report", sa.Column("program", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    # Until now every region that a workspace knew was the one it reports to.
    op.execute("UPDATE peer SET upward = 1 WHERE role = 'region'")


def _remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("about_title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sa.CheckConstraint("shared IN (0, 1)", name=op.f("ck_remark_shared")),
        sqlite_strict=True,
    )
    op.create_index("ix_remark_about", "remark", ["about"])
    op.create_index("ix_remark_place_key", "remark", ["place_key"])
    op.create_index("ix_remark_source", "remark", ["source"])


def _announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sqlite_strict=True,
    )
    op.create_index("ix_announcement_source", "announcement", ["source"])


def _period() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sqlite_strict=True,
    )
    op.create_index("ix_period_source", "period", ["source"])


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_partner"),
        sqlite_strict=True,
    )
    op.create_index("ix_partner_place_key", "partner", ["place_key"])


def _good_example() -> None:
    op.create_table(
        "good_example",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("inhabitants", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("investment_cents", sa.Integer(), nullable=True),
        sa.Column("grant_cents", sa.Integer(), nullable=True),
        sa.Column("saved_cents", sa.Integer(), nullable=True),
        sa.Column("kwh", sa.Integer(), nullable=True),
        sa.Column("co2e_kg", sa.Integer(), nullable=True),
        sa.Column("factor_set", sa.Text(), nullable=False),
        sa.Column("finished_on", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_good_example"),
        sa.CheckConstraint("named IN (0, 1)", name=op.f("ck_good_example_named")),
        sqlite_strict=True,
    )
    op.create_index("ix_good_example_project_id", "good_example", ["project_id"])
    op.create_index("ix_good_example_source", "good_example", ["source"])


def _network_contact() -> None:
    op.create_table(
        "network_contact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_network_contact"),
        sqlite_strict=True,
    )
    op.create_index("ix_network_contact_source", "network_contact", ["source"])


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("peer_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("handled_at", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("gone", sa.Text(), nullable=False),
        sa.Column("backup_until", sa.Text(), nullable=True),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name="fk_receipt_peer_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_receipt_digest", "receipt", ["digest"])
    op.create_index("ix_receipt_peer_id", "receipt", ["peer_id"])


def _programme_pack() -> None:
    op.create_table(
        "programme_pack",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programme_pack"),
        sqlite_strict=True,
    )
    op.create_index("ix_programme_pack_source", "programme_pack", ["source"])


def _energy_total() -> None:
    op.create_table(
        "energy_total",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("buildings", sa.Integer(), nullable=False),
        sa.Column("area_m2", sa.Text(), nullable=True),
        sa.Column("heat_kwh", sa.Integer(), nullable=True),
        sa.Column("power_kwh", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("co2e_kg", sa.Integer(), nullable=True),
        sa.Column("factor_set", sa.Text(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_energy_total"),
        sa.CheckConstraint("complete IN (0, 1)", name=op.f("ck_energy_total_complete")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_energy_total_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_energy_total_place_id", "energy_total", ["place_id"])
    op.create_index("ix_energy_total_source", "energy_total", ["source"])


def _reported_effect() -> None:
    op.create_table(
        "reported_effect",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("potential_id", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("wh", sa.Integer(), nullable=False),
        sa.Column("co2e_g", sa.Integer(), nullable=False),
        sa.Column("saved_cents", sa.Integer(), nullable=False),
        sa.Column("feed_in_g", sa.Integer(), nullable=False),
        sa.Column("sink_g", sa.Integer(), nullable=False),
        sa.Column("budget_relevant", sa.Integer(), nullable=False),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.Column("factor_set", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reported_effect"),
        sa.CheckConstraint("budget_relevant IN (0, 1)", name=op.f("ck_reported_effect_budget_relevant")),
        sa.CheckConstraint("measured IN (0, 1)", name=op.f("ck_reported_effect_measured")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_reported_effect_place_id"),
        sqlite_strict=True,
    )
    figures = ["wh", "co2e_g", "saved_cents"]
    op.create_index(
        "ix_reported_effect_place_id",
        "reported_effect",
        ["place_id", "factor_set", "stage", "budget_relevant", *figures],
    )
    op.create_index(
        "ix_reported_effect_sums",
        "reported_effect",
        ["factor_set", "stage", "budget_relevant", "measure", "year", *figures, "feed_in_g", "sink_g"],
    )
    op.create_index("ix_reported_effect_source", "reported_effect", ["source"])
