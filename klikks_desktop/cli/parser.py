"""The words of the command line. Commands and options are English, every sentence is German."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from klikks_desktop import __version__
from klikks_desktop.cli import care, certificates, exchange, papers, patrons, setup
from klikks_desktop.cli.context import Run
from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.domain.records import CertificateKind, ConsentForm, Design, EndReason, Purpose, Role
from klikks_desktop.domain.wording import THANKS_TITLE, TITLES

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
    """An argument parser that speaks German; what it does not understand ends with exit code 2."""

    def __init__(self, **options: Any) -> None:  # Any: handed on to argparse as they are
        super().__init__(**options, add_help=False, formatter_class=_GermanFormatter)
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

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


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = GermanParser(
        prog="klikks-desktop",
        description="Klimaschutzpatinnen und -paten verwalten. Ohne Befehl öffnet sich das Fenster.",
        epilog="Rückgabe: 0 erledigt, 1 abgelehnt (K-nnn auf der Fehlerausgabe), 2 Aufruf nicht verstanden, "
        "3 Fehler im Programm.",
    )
    parser.add_argument(
        "--workspace",
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
    for add in (_setup, _patrons, _certificates, _papers, _exchange, _care):
        add(commands)
    return parser


_Group: TypeAlias = "argparse._SubParsersAction[GermanParser]"


def _leaf(
    group: _Group, name: str, run: Run, text: str, *, json: bool = False, place: bool = False
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


def _group(commands: _Group, name: str, text: str) -> _Group:
    parser = commands.add_parser(name, help=text, description=text)
    return parser.add_subparsers(dest="action", metavar="AKTION", required=True, parser_class=GermanParser)


def _signatory(parser: GermanParser) -> None:
    parser.add_argument("--name", default="", help="Name der Kommune oder des Regionalmanagements")
    parser.add_argument("--mayor", default="", metavar="NAME", help="wer die Urkunden unterschreibt")
    parser.add_argument("--mayor-title", default="", metavar="AMT", help="Amt, zum Beispiel Bürgermeisterin")
    parser.add_argument(
        "--mayor-address",
        choices=("Frau", "Herr", "keine"),
        default="keine",
        help="Anrede (für „Die Bürgermeisterin“)",
    )
    parser.add_argument("--arms", type=Path, metavar="FILE", help="Wappen als PNG, JPEG oder SVG")


def _setup(commands: _Group) -> None:
    init = _leaf(commands, "init", setup.init, "Arbeitsbereich anlegen")
    init.add_argument("--role", choices=[role.value for role in Role], required=True)
    init.add_argument("--key", metavar="KEY", help="AGS (8 Stellen) oder Schlüssel des Verbands (9 Stellen)")
    init.add_argument(
        "--practice", action="store_true", help="Übungsmodus: mit Wasserzeichen, nicht zum Versand"
    )
    init.add_argument(
        "--shared", action="store_true", help="auf einem gemeinsamen Laufwerk: Rechte folgen dem Ordner"
    )
    _signatory(init)
    place = _group(commands, "place", "eigene Kommunen")
    add = _leaf(place, "add", setup.add_place, "weitere eigene Kommune anlegen")
    add.add_argument("--key", required=True, metavar="KEY")
    _signatory(add)
    change = _leaf(place, "set", setup.set_place, "Angaben einer Kommune ändern: FELD=WERT …", place=True)
    change.add_argument("values", nargs="*", metavar="FELD=WERT")
    change.add_argument("--arms", type=Path, metavar="FILE")
    locality = _leaf(place, "add-locality", setup.add_locality, "Ortsteil anlegen", place=True)
    locality.add_argument("name")
    locality.add_argument("--genitive", default="", help="Form auf der Urkunde, sonst „des Ortsteils NAME“")
    search = _leaf(commands, "search-place", setup.search_place, "im amtlichen Verzeichnis suchen", json=True)
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=20)


def _patrons(commands: _Group) -> None:
    table = _group(commands, "import-table", "aus einer Tabelle übernehmen")
    people = _leaf(
        table, "patrons", patrons.import_table, "Patinnen und Paten aus CSV oder XLSX", json=True, place=True
    )
    people.add_argument("file", type=Path)
    people.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    people.add_argument(
        "--split-names",
        choices=("nachname-komma", "vorname-zuerst"),
        help="wie volle Namen in einer Spalte zu lesen sind",
    )
    people.add_argument("--add-localities", action="store_true", help="unbekannte Ortsteile anlegen")
    people.add_argument(
        "--refused", type=Path, metavar="FILE", help="wohin abgelehnte Zeilen geschrieben werden"
    )
    group = _group(commands, "patron", "Patinnen und Paten")
    add = _leaf(group, "add", patrons.add, "aufnehmen und ernennen", place=True)
    add.add_argument(
        "--address", choices=("Frau", "Herr", "keine"), required=True, help="Anrede, nie geraten"
    )
    for option, text in (
        ("--degree", "akademischer Grad"),
        ("--given-name", "Vorname"),
        ("--family-name", "Nachname"),
        ("--email", "E-Mail"),
        ("--phone", "Telefon"),
        ("--locality", "Ortsteil"),
        ("--from", "Amtszeit von"),
        ("--until", "Amtszeit bis (ohne: auf unbestimmte Zeit)"),
        ("--resolution-on", "Beschluss vom"),
        ("--resolution-number", "Nummer des Beschlusses oder der Vorlage"),
        ("--agreed-on", "Einverständnis der Person vom"),
    ):
        add.add_argument(
            option, default="", help=text, required=option in {"--given-name", "--family-name", "--from"}
        )
    end = _leaf(group, "end", patrons.end, "Amtszeit beenden")
    end.add_argument("patron", help="Kennung oder Name")
    end.add_argument("--on", type=day, required=True, metavar="DATE")
    end.add_argument(
        "--reason", choices=[reason.value for reason in EndReason], default=EndReason.EXPIRED.value
    )
    delete = _leaf(group, "delete", patrons.delete, "in den Papierkorb legen (30 Tage)")
    delete.add_argument("patron")
    erase = _leaf(group, "erase", patrons.erase, "endgültig löschen (Art. 17 DSGVO)")
    erase.add_argument("patron")
    consent = _group(commands, "consent", "Einwilligungen")
    give = _leaf(consent, "give", patrons.give, "Einwilligung eintragen")
    withdraw = _leaf(consent, "withdraw", patrons.withdraw, "Widerruf eintragen")
    for parser in (give, withdraw):
        parser.add_argument("patron", help="Kennung oder Name")
        parser.add_argument(
            "--purpose", choices=[purpose.value for purpose in Purpose], default=Purpose.REPORTING.value
        )
        parser.add_argument("--on", type=day, metavar="DATE")
    give.add_argument("--form", choices=[form.value for form in ConsentForm])
    give.add_argument("--evidence", default="", help="wo der Nachweis liegt")
    for contact in ("email", "phone", "photo"):
        give.add_argument(f"--with-{contact}", action="store_true")
    _leaf(commands, "undo", patrons.take_back, "die letzte Änderung zurücknehmen")
    lists = _group(commands, "list", "Listen")
    for name, run, text in (
        ("patrons", patrons.show, "Patinnen und Paten"),
        ("certificates", certificates.show, "Urkundenregister"),
        ("places", setup.show_places, "Kommunen"),
        ("deliveries", exchange.show, "gesendete und empfangene Dateien"),
    ):
        _leaf(lists, name, run, text, json=True, place=True)


def _certificates(commands: _Group) -> None:
    group = _group(commands, "certificate", "Urkunden")
    issue = _leaf(group, "issue", certificates.issue, "Urkunden ausstellen", place=True)
    who = issue.add_mutually_exclusive_group(required=True)
    who.add_argument("--patron", metavar="ID", help="Kennung oder Name")
    who.add_argument("--all", action="store_true", help="alle im Amt ohne gültige Urkunde dieser Art")
    issue.add_argument(
        "--kind", choices=[kind.value for kind in CertificateKind], default=CertificateKind.APPOINTMENT.value
    )
    issue.add_argument("--design", choices=[design.value for design in Design])
    issue.add_argument("--title", choices=(*TITLES, THANKS_TITLE), help="Überschrift der Urkunde")
    issue.add_argument("--date", type=day, metavar="DATE", help="Datum auf der Urkunde, sonst heute")
    issue.add_argument("--deputy", action="store_true", help="die Vertretung unterschreibt")
    issue.add_argument("--together", action="store_true", help="zusätzlich eine Datei mit allen Seiten")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR")
    copy = _leaf(group, "copy", certificates.copy, "noch einmal ausgeben, nach Aushändigung als Zweitschrift")
    copy.add_argument("number")
    copy.add_argument("--out", type=Path, required=True, metavar="DIR")
    handed = _leaf(group, "handed-over", certificates.handed_over, "Aushändigung eintragen")
    handed.add_argument("number")
    handed.add_argument("--on", type=day, required=True, metavar="DATE")
    void = _leaf(group, "void", certificates.void, "für ungültig erklären; die Nummer bleibt")
    void.add_argument("number")
    void.add_argument("--reason", required=True)
    verify = _leaf(
        group, "verify", certificates.verify, "eine PDF-Datei mit dem Register vergleichen", json=True
    )
    verify.add_argument("file", type=Path)


def _papers(commands: _Group) -> None:
    group = _group(commands, "paper", "Vordrucke")
    for name, text in (
        ("consent", "Einwilligungserklärung"),
        ("information", "Informationsblatt nach Art. 13 DSGVO"),
        ("duty-notice", "Niederschrift über die Pflichtenbelehrung"),
    ):
        paper = _leaf(group, name, papers.write, text, place=True)
        paper.set_defaults(paper=name)
        paper.add_argument("--patron", metavar="ID", help="Kennung oder Name; ohne bleibt der Name frei")
        paper.add_argument("--out", type=Path, required=True, metavar="DIR")


def _exchange(commands: _Group) -> None:
    enrol = _group(commands, "enrol", "Anmeldung: Schlüssel tauschen und am Telefon vergleichen")
    create = _leaf(enrol, "create", exchange.enrol_create, "Anmeldedatei schreiben (Regionalmanagement)")
    create.add_argument("--out", type=Path, required=True, metavar="FILE")
    accept = _leaf(
        enrol, "accept", exchange.enrol_accept, "Anmeldedatei annehmen, Antwort schreiben (Kommune)"
    )
    accept.add_argument("file", type=Path)
    accept.add_argument("answer", type=Path, nargs="?", help="Antwortdatei")
    accept.add_argument("--out", type=Path, metavar="ANSWER", help="Antwortdatei")
    confirm = _leaf(enrol, "confirm", exchange.enrol_confirm, "gemeinsame Nummer vom Telefon eingeben")
    confirm.add_argument("answer", type=Path, nargs="?", help="Antwortdatei (nur Regionalmanagement)")
    confirm.add_argument("--number", required=True, metavar="DIGITS")
    _leaf(enrol, "renew", exchange.enrol_renew, "neue Schlüssel erzeugen, wenn die alten verloren sind")
    export = _leaf(
        commands, "export", exchange.export, "Datei für das Regionalmanagement schreiben", json=True
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--dry-run", action="store_true", help="nur zeigen, was das Haus verlässt")
    export.add_argument(
        "--confirm-clock", action="store_true", help="das heutige Datum ist richtig (nach Meldung K-519)"
    )
    take = _leaf(commands, "import", exchange.take, "Dateien von Kommunen übernehmen", json=True)
    take.add_argument("files", type=Path, nargs="+", metavar="FILE")
    take.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    take.add_argument("--confirm-fork", action="store_true", help="eine Abzweigung nach Rückfrage übernehmen")
    look = _leaf(
        commands, "inspect", exchange.inspect, "eine Datei ansehen, ohne sie zu übernehmen", json=True
    )
    look.add_argument("file", type=Path)


def _care(commands: _Group) -> None:
    _leaf(commands, "check", care.check, "Daten prüfen", json=True)
    backup = _leaf(commands, "backup", care.backup, "Sicherung schreiben")
    backup.add_argument("--out", type=Path, metavar="FILE")
    restore = _leaf(commands, "restore", care.restore, "Sicherung zurückholen")
    restore.add_argument("file", type=Path)
    restore.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    demo = _leaf(commands, "demo", care.demo, "Beispiel von der Einrichtung bis zum Import, mit Bildern")
    demo.add_argument("folder", type=Path, metavar="DIR")
    _leaf(commands, "explain", care.explain, "eine Meldung K-nnn erklären").add_argument("code")
