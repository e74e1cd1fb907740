"""factors list, import, diff: factor sets and the other figures that savings rest on."""

from __future__ import annotations

from klikks_desktop.cli.grammar import Group


def add_commands(commands: Group) -> None:
    """Teach the parser these commands."""
