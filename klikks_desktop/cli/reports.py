"""report: energy and climate report, project sheet, council paper, annual and ministry report, letters."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from pathlib import Path
from uuid import UUID

from klikks_desktop.cli.context import Context, Run
from klikks_desktop.cli.grammar import GermanParser, Group, Groups, branch, day, leaf
from klikks_desktop.cli.output import say
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.projects import project_list
from klikks_desktop.services.reports import (
    annual,
    climate,
    council_paper,
    energy,
    letters,
    ministry,
    project_sheet,
)
from klikks_desktop.services.reports.letters import Letter

_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", re.ASCII)


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    reports = branch(groups.commands, "report", "Berichte, Vorlagen und Briefe als Datei")
    account = _paper(
        reports, "energiebericht", write_energy, "Energiebericht nach § 17 NKlimaG", "PDF oder XLSX"
    )
    account.add_argument(
        "--years", type=_years, metavar="VON-BIS", help="Kalenderjahre, zum Beispiel 2023-2025"
    )
    account.add_argument(
        "--factors",
        default="",
        metavar="SET",
        help="Faktorensatz, oder je-jahr für den Strommix jedes Jahres",
    )
    town = _paper(reports, "klimaschutz", write_climate, "Klimaschutz-Bericht, eine Seite für den Rat", "PDF")
    town.add_argument("--long", action="store_true", help="die ausführliche Fassung")
    for name, run, text, kinds in (
        ("steckbrief", write_project_sheet, "Steckbrief eines Projekts", "PDF"),
        ("vorlage", write_council_paper, "Beschlussvorlage zu einem Projekt", "PDF oder DOCX"),
    ):
        _out(leaf(reports, name, run, text), kinds).add_argument(
            "project", metavar="PROJECT", help="Kennung oder Titel"
        )
    year = leaf(reports, "jahresbericht", write_annual, "Jahresbericht einer Patin oder eines Paten")
    _out(year, "PDF").add_argument("patron", metavar="PATRON", help="Kennung oder Name")
    year.add_argument("--year", type=int, metavar="JAHR", help="ohne: das laufende Jahr")
    whole = leaf(reports, "ministerium", write_ministry, "Bericht des Regionalmanagements an das Ministerium")
    _out(whole, "PDF").add_argument(
        "--factors", default="", metavar="SET", help="Faktorensatz, sonst der der meisten Kommunen"
    )
    _letters(branch(reports, "brief", "Briefe nach DIN 5008"))


def _paper(reports: Group, name: str, run: Run, text: str, kinds: str) -> GermanParser:
    return _out(leaf(reports, name, run, text, place=True), kinds)


def _out(parser: GermanParser, kinds: str) -> GermanParser:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"Zieldatei, {kinds}")
    return parser


def _letters(briefs: Group) -> None:
    thanks = leaf(briefs, Letter.THANKS, write_letter, "Dank an Patinnen und Paten", place=True)
    invitation = leaf(briefs, Letter.INVITATION, write_letter, "Einladung dazu, mit Tag und Ort", place=True)
    sign_up = leaf(briefs, Letter.SIGN_UP, write_letter, "Anmeldung der Kommune zum Programm", place=True)
    for letter, parser in zip(Letter, (thanks, invitation, sign_up), strict=True):
        parser.set_defaults(letter=letter)
    for parser in (thanks, invitation):
        receivers = parser.add_mutually_exclusive_group(required=True)
        receivers.add_argument("--patron", metavar="PATRON", help="Kennung oder Name")
        receivers.add_argument("--all", action="store_true", help="alle, die im Amt sind")
    invitation.add_argument("--topic", required=True, metavar="TEXT", help="Anlass")
    invitation.add_argument("--on", type=day, required=True, metavar="DATE", help="Tag")
    invitation.add_argument("--time", default="", metavar="TEXT", help="zum Beispiel 19:00 Uhr")
    invitation.add_argument("--where", default="", metavar="TEXT", help="Ort")
    for parser in (thanks, invitation, sign_up):
        parser.add_argument(
            "--address",
            action="append",
            default=[],
            metavar="TEXT",
            help="Zeile der Anschrift, mehrfach möglich",
        )
        parser.add_argument("--note", default="", metavar="TEXT", help="ein eigener Absatz")
        _out(parser, "PDF")


def _years(text: str) -> range:
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"„{text}“ nennt keine Jahre, bitte so: 2023-2025")
    first = int(found[1])
    return range(first, int(found[2] or first) + 1)


def write_energy(context: Context, options: Namespace) -> int:
    """The energy report, of the period that is due where no years are named."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    years = energy.due_years(workspace) if options.years is None else options.years
    path = energy.save_energy_report(workspace, place, years, options.out, factor_set=options.factors)
    say(str(path))
    return 0


def write_climate(context: Context, options: Namespace) -> int:
    """The climate report, short or long."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    say(str(climate.save_climate_report(workspace, place, options.out, long=options.long)))
    return 0


def write_project_sheet(context: Context, options: Namespace) -> int:
    """The sheet of one project."""
    project = project_list.find_project(context.workspace, options.project)
    say(str(project_sheet.save_project_sheet(context.workspace, project, options.out)))
    return 0


def write_council_paper(context: Context, options: Namespace) -> int:
    """The council paper of one project."""
    project = project_list.find_project(context.workspace, options.project)
    say(str(council_paper.save_council_paper(context.workspace, project, options.out)))
    return 0


def write_annual(context: Context, options: Namespace) -> int:
    """The annual report of one person."""
    workspace = context.workspace
    patron = patron_list.find_patron(workspace, options.patron)
    year = workspace.today.year if options.year is None else options.year
    say(str(annual.save_annual_report(workspace, patron, year, options.out)))
    return 0


def write_ministry(context: Context, options: Namespace) -> int:
    """The report of a region over all municipalities."""
    say(str(ministry.save_ministry_report(context.workspace, options.out, factor_set=options.factors)))
    return 0


def write_letter(context: Context, options: Namespace) -> int:
    """A letter, or one to everybody in one file."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    given = vars(options)
    receivers: tuple[UUID, ...] = ()
    if given.get("all"):
        receivers = tuple(each.id for each in letters.patrons_in_office(workspace, place))
    elif given.get("patron"):
        receivers = (patron_list.find_patron(workspace, options.patron),)
    order = letters.LetterOrder(
        letter=options.letter,
        patron_ids=receivers,
        address=tuple(options.address),
        topic=given.get("topic", ""),
        on=given.get("on"),
        time=given.get("time", ""),
        where=given.get("where", ""),
        note=options.note,
    )
    say(str(letters.save_letter(workspace, place, order, options.out)))
    return 0
