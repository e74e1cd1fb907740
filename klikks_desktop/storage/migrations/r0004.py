"""Revision 0004: places are found by their key, so that an import does not look through all towns."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_place_key", "place", ["key"])
