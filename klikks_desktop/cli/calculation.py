"""measures, calculate: the catalogue and a pure calculation without a workspace."""

from __future__ import annotations

from klikks_desktop.cli.grammar import Group


def add_commands(commands: Group) -> None:
    """Teach the parser these commands."""
