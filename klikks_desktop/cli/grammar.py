"""The grammar of the command line: a parser that speaks German, groups and single commands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from klikks_desktop.domain.dates import DateError, parse_date

if TYPE_CHECKING:
    from klikks_desktop.cli.context import Run

_GERMAN = (
    (r"the following arguments are required: (.*)", r"es fehlt: \1"),
    (r"unrecognized arguments: (.*)", r"unbekannt: \1"),
    (
        r"argument ([^:]*): invalid choice: (.*?) \(choose from (.*)\)",
        r"\1: \2 ist nicht möglich, möglich sind \3",
    ),
    (r"argument ([^:]*): expected one argument", r"\1: eine Angabe fehlt"),
    (r"argument ([^:]*): expected at least one argument", r"\1: mindestens eine Angabe fehlt"),
    (r"argument ([^:]*): not allowed with argument (.*)", r"\1 und \2 schließen einander aus"),
    (r"one of the arguments (.*) is required", r"eine dieser Angaben ist nötig: \1"),
    (r"argument ([^:]*): invalid (?:int|Path) value: (.*)", r"\1: \2 ist nicht möglich"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)


class _GermanFormatter(argparse.HelpFormatter):
    """Help with German headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The usage line, called "Aufruf"."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """An argument parser that speaks German; what it does not understand ends with exit code 2.

    options_anywhere: options may stand between the words of a list, which argparse by itself refuses.
    """

    options_anywhere = False

    def __init__(self, **options: Any) -> None:  # Any: handed on to argparse as they are
        super().__init__(**options, add_help=False, formatter_class=_GermanFormatter)
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]  # one for all its overloads
        """As argparse does it, with its types; options last where they may stand anywhere."""
        if self.options_anywhere and args is not None:
            args = self._options_last(args)
        return super().parse_known_args(args, namespace)

    def _options_last(self, words: Sequence[str]) -> list[str]:
        options: list[str] = []
        others: list[str] = []
        left = iter(words)
        for word in left:
            (options if word.startswith("-") else others).append(word)
            option = self._option_string_actions.get(word)
            if option is not None and option.nargs is None:
                options.extend(islice(left, 1))
        return others + options

    def error(self, message: str) -> NoReturn:
        """Print usage and the reason, and leave with 2."""
        for pattern, german in _GERMAN:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, german, message, flags=re.DOTALL)
                break
        self.exit(2, f"{self.format_usage()}Aufruf nicht verstanden: {message}\n")


def day(text: str) -> date:
    """A date as TT.MM.JJJJ or ISO."""
    try:
        return parse_date(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def pair(text: str) -> tuple[str, str]:
    """A name and what it shall be: name=value."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Eingabe. Bitte so: n=100.")
    return key.strip(), value


Group: TypeAlias = "argparse._SubParsersAction[GermanParser]"


@dataclass(frozen=True, slots=True)
class Groups:
    """Where commands may be added: at the top, to ``list`` and to ``import-table``."""

    commands: Group
    lists: Group
    tables: Group


def leaf(
    group: Group, name: str, run: Run, text: str, *, json: bool = False, place: bool = False
) -> GermanParser:
    """One command and the function that carries it out."""
    parser = group.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    if json:
        parser.add_argument("--json", action="store_true", help="ein JSON-Feld von Objekten ausgeben")
    if place:
        parser.add_argument(
            "--place", metavar="KEY", help="Schlüssel der eigenen Kommune, wenn es mehrere gibt"
        )
    return parser


def branch(commands: Group, name: str, text: str) -> Group:
    """A command that has commands of its own."""
    parser = commands.add_parser(name, help=text, description=text)
    return parser.add_subparsers(dest="action", metavar="AKTION", required=True, parser_class=GermanParser)
