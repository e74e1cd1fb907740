"""Only the module of the command asked for is imported, and nobody notices: help and messages are whole."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from klikks_desktop.cli.parser import HOMES, build_parser, homes_of

BRANCHES = ("list", "import-table")
COMMANDS = [command for commands in HOMES.values() for command in commands]


def parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands right below this one."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """As the table of homes names them."""
    for name, below in parsers(parser).items():
        if name in BRANCHES:
            yield from (f"{name} {each}" for each in parsers(below))
        else:
            yield name


def helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The help of a command and of all below it."""
    yield parser.format_help()
    for below in parsers(parser).values():
        yield from helps(below)


def find(parser: argparse.ArgumentParser, command: str) -> argparse.ArgumentParser:
    for word in command.split():
        parser = parsers(parser)[word]
    return parser


@pytest.mark.parametrize("home", HOMES)
def test_the_table_names_what_a_module_carries_out(home: str) -> None:
    assert sorted(commands(build_parser([home]))) == sorted(HOMES[home])


def test_every_command_has_one_home() -> None:
    assert len(COMMANDS) == len(set(COMMANDS))
    assert sorted(commands(build_parser())) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_the_same_alone(command: str) -> None:
    homes = homes_of([*command.split(), "--help"])
    assert len(homes) == 1
    assert list(helps(find(build_parser(homes), command))) == list(helps(find(build_parser(), command)))


@pytest.mark.parametrize(
    ("arguments", "homes"),
    [
        (["--workspace", "list", "patron", "end", "x"], ["patrons"]),
        (["--workspace=x", "--read-only", "list", "--json", "patrons"], ["patrons"]),
        (["import", "list", "patrons"], ["take_files"]),
        (["--version"], []),
        (["--workspace", "map"], []),
        ([], []),
        (["--help", "map"], HOMES),
        (["--he"], HOMES),
        (["--work", "x", "map"], HOMES),
        (["list"], HOMES),
        (["list", "nichts"], HOMES),
        (["import-table", "--help"], HOMES),
        (["nichts"], HOMES),
    ],
)
def test_which_modules_are_asked(arguments: Sequence[str], homes: Sequence[str]) -> None:
    assert list(homes_of(arguments)) == list(homes)


def imported(*arguments: str) -> set[str]:
    """Modules of ours that a program of its own has imported once it understood these words."""
    program = (
        "import json, sys\n"
        "from klikks_desktop.cli.parser import parse\n"
        f"parse({list(arguments)!r})\n"
        "print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(json.loads(done.stdout))


def test_nothing_else_is_imported() -> None:
    of_window = imported("--read-only")
    assert "sqlalchemy" not in of_window
    assert not {f"klikks_desktop.cli.{home}" for home in HOMES} & of_window
    of_patrons = imported("list", "patrons")
    assert {f"klikks_desktop.cli.{home}" for home in HOMES} & of_patrons == {"klikks_desktop.cli.patrons"}
    assert "klikks_desktop.domain.measures.catalogue" not in of_patrons
