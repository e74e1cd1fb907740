"""The words of the command line. Commands and options are English, every sentence is German.

Each command has a home, the module that carries it out; only the home of the command asked for is imported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from klikks_desktop import __version__
from klikks_desktop.cli.grammar import GermanParser, Groups, branch

HOMES: Final[Mapping[str, Sequence[str]]] = {
    "setup": ("init", "place", "search-place", "list places"),
    "patrons": ("patron", "undo", "consent", "list patrons", "import-table patrons"),
    "certificates": ("certificate", "list certificates"),
    "papers": ("paper",),
    "exchange": ("enrol", "export", "inspect", "schema", "list deliveries"),
    "take_files": ("import",),
    "care": ("check", "backup", "restore", "demo", "explain"),
    "calculation": ("measures", "calculate"),
    "factors": ("factors",),
    "list_import": (
        "import-table buildings",
        "import-table consumption",
        "import-table projects",
        "import-table potentials",
    ),
    "energy": ("weather", "list buildings", "list consumption"),
    "potentials": ("potential", "list potentials"),
    "projects": ("project", "task", "calendar", "list projects", "list funding", "list deadlines"),
    "reports": ("report",),
    "post": ("receipt", "return"),
    "pack": ("pack",),
    "region_status": ("status", "period", "import-table partners"),
    "world": ("dump", "load", "export-table", "export-vcard", "export-geojson"),
    "region_map": ("map",),
    "region_totals": ("totals",),
    "keys": ("keys",),
}
"""Modules by the commands they carry out, in the order of the help."""
_HOME_OF: Final = {command: home for home, commands in HOMES.items() for command in commands}
_WORKSPACE: Final = "--workspace"
_FLAGS: Final = ("--read-only", "--version")


class _Home(Protocol):
    def add_commands(self, groups: Groups) -> None: ...


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What is asked for; prints help or what is wrong with it, and leaves, where nothing is to be done."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    return build_parser(homes_of(given)).parse_args(given)


def homes_of(arguments: Sequence[str]) -> Sequence[str]:
    """Modules that know the command; all of them for help and for a command that nobody knows."""
    words = _words(arguments)
    if words is None:
        return tuple(HOMES)
    if not words:
        return ()
    for command in (" ".join(words[:2]), words[0]):
        if command in _HOME_OF:
            return (_HOME_OF[command],)
    return tuple(HOMES)


def _words(arguments: Sequence[str]) -> list[str] | None:
    """The words of a command without options; ``None`` when options before it are not simply skipped."""
    words: list[str] = []
    left = iter(arguments)
    for each in left:
        if not each.startswith("-"):
            words.append(each)
        elif each == _WORKSPACE:
            next(left, None)
        elif not words and each not in _FLAGS and not each.startswith(f"{_WORKSPACE}="):
            return None
    return words


def build_parser(homes: Sequence[str] = tuple(HOMES)) -> argparse.ArgumentParser:
    """The commands of these modules with their options, of all by default."""
    parser = GermanParser(
        prog="klikks-desktop",
        description="Klimaschutzpatinnen und -paten verwalten. Ohne Befehl öffnet sich das Fenster.",
        epilog="Rückgabe: 0 erledigt, 1 abgelehnt (K-nnn auf der Fehlerausgabe), 2 Aufruf nicht verstanden, "
        "3 Fehler im Programm.",
    )
    parser.add_argument(
        _WORKSPACE,
        type=Path,
        metavar="DIR",
        help="Ordner des Arbeitsbereichs (sonst KLIKKS_WORKSPACE oder der übliche Ort)",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="nur lesen, auch wenn ein anderer Platz schreibt"
    )
    parser.add_argument(
        "--version", action="version", help="Version zeigen", version=f"KlikKS Desktop {__version__}"
    )
    commands = parser.add_subparsers(dest="command", metavar="BEFEHL", parser_class=GermanParser)
    groups = Groups(
        commands=commands,
        tables=branch(commands, "import-table", "aus einer Tabelle übernehmen"),
        lists=branch(commands, "list", "Listen"),
    )
    for home in homes:
        cast(_Home, import_module(f"klikks_desktop.cli.{home}")).add_commands(groups)
    return parser
