"""report: energy report, climate report, project sheet, council paper, annual report, letters."""

from __future__ import annotations

from klikks_desktop.cli.grammar import Group


def add_commands(commands: Group) -> None:
    """Teach the parser these commands."""
