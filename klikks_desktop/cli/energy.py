"""import-table and list for buildings and consumption."""

from __future__ import annotations

from klikks_desktop.cli.grammar import Group


def add_commands(tables: Group, lists: Group) -> None:
    """Teach the parser these commands."""
