"""Revision 0002: projects, potentials, funding, energy accounts; the deadline of the programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables of what the patrons work on."""
    op.add_column("place", sa.Column("signup_deadline", sa.Text(), nullable=True))
    _building()
    _meter()
    _consumption()
    _weather_factor()
    _factor_file()
    _project()
    _potential()
    _project_patron()
    _activity()
    _task()
    _attachment()
    _indicator()
    _achievement()
    _target_point()
    _funding()


def _building() -> None:
    op.create_table(
        "building",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other_kind", sa.Text(), nullable=False),
        sa.Column("locality_id", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("area_m2", sa.Text(), nullable=True),
        sa.Column("gross_area_m2", sa.Text(), nullable=True),
        sa.Column("year_built", sa.Integer(), nullable=True),
        sa.Column("heating", sa.Text(), nullable=True),
        sa.Column("central_hot_water", sa.Integer(), nullable=False),
        sa.Column("hot_water_share", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_building"),
        sa.CheckConstraint("central_hot_water IN (0, 1)", name=op.f("ck_building_central_hot_water")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_building_place_id"),
        sa.ForeignKeyConstraint(["locality_id"], ["locality.id"], name="fk_building_locality_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_building_place_id", "building", ["place_id"])
    op.create_index("ix_building_source", "building", ["source"])


def _meter() -> None:
    op.create_table(
        "meter",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("building_id", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meter"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_meter_building_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_meter_building_id", "meter", ["building_id"])
    op.create_index("ix_meter_source", "meter", ["source"])


def _consumption() -> None:
    op.create_table(
        "consumption",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("meter_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("quantity_milli", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consumption"),
        sa.CheckConstraint("month BETWEEN 0 AND 12", name=op.f("ck_consumption_month")),
        sa.UniqueConstraint("meter_id", "year", "month", name="uq_consumption_meter_id_year_month"),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name="fk_consumption_meter_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_consumption_source", "consumption", ["source"])


def _weather_factor() -> None:
    op.create_table(
        "weather_factor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_weather_factor"),
        sa.UniqueConstraint("place_id", "postcode", "year", name="uq_weather_factor_place_id_postcode_year"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_weather_factor_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_weather_factor_source", "weather_factor", ["source"])


def _factor_file() -> None:
    op.create_table(
        "factor_file",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_factor_file"),
        sqlite_strict=True,
    )


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("building_id", sa.Text(), nullable=True),
        sa.Column("locality_id", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Text(), nullable=True),
        sa.Column("longitude", sa.Text(), nullable=True),
        sa.Column("begins_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("contract_on", sa.Text(), nullable=True),
        sa.Column("resolution_on", sa.Text(), nullable=True),
        sa.Column("resolution_number", sa.Text(), nullable=False),
        sa.Column("planned_cents", sa.Integer(), nullable=True),
        sa.Column("actual_cents", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_project_place_id"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_project_building_id"),
        sa.ForeignKeyConstraint(["locality_id"], ["locality.id"], name="fk_project_locality_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_project_place_id", "project", ["place_id"])
    op.create_index("ix_project_source", "project", ["source"])


def _potential() -> None:
    op.create_table(
        "potential",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("building_id", sa.Text(), nullable=True),
        sa.Column("locality_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("variant_of", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("grades", sa.Text(), nullable=False),
        sa.Column("factor_set", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("calculated_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_potential"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_potential_place_id"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_potential_building_id"),
        sa.ForeignKeyConstraint(["locality_id"], ["locality.id"], name="fk_potential_locality_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_potential_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_potential_building_id", "potential", ["building_id"])
    op.create_index("ix_potential_place_id", "potential", ["place_id"])
    op.create_index("ix_potential_project_id", "potential", ["project_id"])
    op.create_index("ix_potential_source", "potential", ["source"])


def _project_patron() -> None:
    op.create_table(
        "project_patron",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("patron_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project_patron"),
        sa.UniqueConstraint("project_id", "patron_id", name="uq_project_patron_project_id_patron_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_project_patron_project_id"),
        sa.ForeignKeyConstraint(["patron_id"], ["patron.id"], name="fk_project_patron_patron_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_project_patron_patron_id", "project_patron", ["patron_id"])
    op.create_index("ix_project_patron_source", "project_patron", ["source"])


def _activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_activity_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_activity_project_id", "activity", ["project_id"])
    op.create_index("ix_activity_source", "activity", ["source"])


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_task_place_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_task_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_task_place_id", "task", ["place_id"])
    op.create_index("ix_task_project_id", "task", ["project_id"])
    op.create_index("ix_task_source", "task", ["source"])


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("added_on", sa.Text(), nullable=False),
        sa.Column("is_cover", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.CheckConstraint("is_cover IN (0, 1)", name=op.f("ck_attachment_is_cover")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_attachment_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_attachment_digest", "attachment", ["digest"])
    op.create_index("ix_attachment_project_id", "attachment", ["project_id"])
    op.create_index("ix_attachment_source", "attachment", ["source"])


def _indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("actual", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_indicator_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_indicator_project_id", "indicator", ["project_id"])
    op.create_index("ix_indicator_source", "indicator", ["source"])


def _achievement() -> None:
    op.create_table(
        "achievement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("kwh", sa.Text(), nullable=False),
        sa.Column("saved_cents", sa.Integer(), nullable=True),
        sa.Column("co2e_kg", sa.Text(), nullable=True),
        sa.Column("factor_set", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_achievement"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_achievement_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_achievement_project_id", "achievement", ["project_id"])
    op.create_index("ix_achievement_source", "achievement", ["source"])


def _target_point() -> None:
    op.create_table(
        "target_point",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("tonnes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_target_point"),
        sa.UniqueConstraint("place_id", "year", name="uq_target_point_place_id_year"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_target_point_place_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_target_point_source", "target_point", ["source"])


def _funding() -> None:
    op.create_table(
        "funding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rate", sa.Text(), nullable=True),
        sa.Column("eligible_cents", sa.Integer(), nullable=True),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("resolution_on", sa.Text(), nullable=True),
        sa.Column("applied_on", sa.Text(), nullable=True),
        sa.Column("granted_on", sa.Text(), nullable=True),
        sa.Column("objection_until", sa.Text(), nullable=True),
        sa.Column("period_from", sa.Text(), nullable=True),
        sa.Column("period_to", sa.Text(), nullable=True),
        sa.Column("awarded_on", sa.Text(), nullable=True),
        sa.Column("called_on", sa.Text(), nullable=True),
        sa.Column("called_cents", sa.Integer(), nullable=True),
        sa.Column("proof_due", sa.Text(), nullable=True),
        sa.Column("proof_sent_on", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("bound_until", sa.Text(), nullable=True),
        sa.Column("keep_until", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_funding"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_funding_project_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_project_id", "funding", ["project_id"])
    op.create_index("ix_funding_source", "funding", ["source"])
