"""The words of the command line. Commands and options are English, every sentence is German."""

from __future__ import annotations

import argparse
from pathlib import Path

from klikks_desktop import __version__
from klikks_desktop.cli import (
    calculation,
    care,
    certificates,
    energy,
    exchange,
    factors,
    keys,
    list_import,
    pack,
    papers,
    patrons,
    post,
    potentials,
    projects,
    region_map,
    region_status,
    region_totals,
    reports,
    setup,
    take_files,
    world,
)
from klikks_desktop.cli.grammar import GermanParser, Group, branch, day, leaf
from klikks_desktop.domain.records import CertificateKind, ConsentForm, Design, EndReason, Purpose, Role
from klikks_desktop.domain.wording import THANKS_TITLE, TITLES


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
    tables = branch(commands, "import-table", "aus einer Tabelle übernehmen")
    lists = branch(commands, "list", "Listen")
    _setup(commands)
    _patrons(commands, tables)
    _lists(lists)
    for add in (_certificates, _papers, _exchange, _care, calculation.add_commands, factors.add_commands):
        add(commands)
    list_import.add_commands(tables)
    energy.add_commands(commands, lists)
    potentials.add_commands(commands, lists)
    projects.add_commands(commands, lists)
    reports.add_commands(commands)
    post.add_commands(commands)
    pack.add_commands(commands)
    region_status.add_commands(commands, tables)
    world.add_commands(commands)
    region_map.add_commands(commands)
    region_totals.add_commands(commands)
    keys.add_commands(commands)
    return parser


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


def _setup(commands: Group) -> None:
    init = leaf(commands, "init", setup.init, "Arbeitsbereich anlegen")
    init.add_argument("--role", choices=[role.value for role in Role], required=True)
    init.add_argument("--key", metavar="KEY", help="AGS (8 Stellen) oder Schlüssel des Verbands (9 Stellen)")
    init.add_argument(
        "--practice", action="store_true", help="Übungsmodus: mit Wasserzeichen, nicht zum Versand"
    )
    init.add_argument(
        "--shared", action="store_true", help="auf einem gemeinsamen Laufwerk: Rechte folgen dem Ordner"
    )
    _signatory(init)
    place = branch(commands, "place", "eigene Kommunen")
    add = leaf(place, "add", setup.add_place, "weitere eigene Kommune anlegen")
    add.add_argument("--key", required=True, metavar="KEY")
    _signatory(add)
    change = leaf(place, "set", setup.set_place, "Angaben einer Kommune ändern: FELD=WERT …", place=True)
    change.add_argument("values", nargs="*", metavar="FELD=WERT")
    change.add_argument("--arms", type=Path, metavar="FILE")
    locality = leaf(place, "add-locality", setup.add_locality, "Ortsteil anlegen", place=True)
    locality.add_argument("name")
    locality.add_argument("--genitive", default="", help="Form auf der Urkunde, sonst „des Ortsteils NAME“")
    search = leaf(commands, "search-place", setup.search_place, "im amtlichen Verzeichnis suchen", json=True)
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=20)


def _patrons(commands: Group, tables: Group) -> None:
    people = leaf(
        tables, "patrons", patrons.import_table, "Patinnen und Paten aus CSV oder XLSX", json=True, place=True
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
    group = branch(commands, "patron", "Patinnen und Paten")
    add = leaf(group, "add", patrons.add, "aufnehmen und ernennen", place=True)
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
    end = leaf(group, "end", patrons.end, "Amtszeit beenden")
    end.add_argument("patron", help="Kennung oder Name")
    end.add_argument("--on", type=day, required=True, metavar="DATE")
    end.add_argument(
        "--reason", choices=[reason.value for reason in EndReason], default=EndReason.EXPIRED.value
    )
    delete = leaf(group, "delete", patrons.delete, "in den Papierkorb legen (30 Tage)")
    delete.add_argument("patron")
    erase = leaf(group, "erase", patrons.erase, "endgültig löschen (Art. 17 DSGVO)")
    erase.add_argument("patron")
    consent = branch(commands, "consent", "Einwilligungen")
    give = leaf(consent, "give", patrons.give, "Einwilligung eintragen")
    withdraw = leaf(consent, "withdraw", patrons.withdraw, "Widerruf eintragen")
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
    leaf(commands, "undo", patrons.take_back, "die letzte Änderung zurücknehmen")


def _lists(lists: Group) -> None:
    for name, run, text in (
        ("patrons", patrons.show, "Patinnen und Paten"),
        ("certificates", certificates.show, "Urkundenregister"),
        ("places", setup.show_places, "Kommunen"),
        ("deliveries", exchange.show, "gesendete und empfangene Dateien"),
    ):
        leaf(lists, name, run, text, json=True, place=True)


def _certificates(commands: Group) -> None:
    group = branch(commands, "certificate", "Urkunden")
    issue = leaf(group, "issue", certificates.issue, "Urkunden ausstellen", place=True)
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
    copy = leaf(group, "copy", certificates.copy, "noch einmal ausgeben, nach Aushändigung als Zweitschrift")
    copy.add_argument("number")
    copy.add_argument("--out", type=Path, required=True, metavar="DIR")
    handed = leaf(group, "handed-over", certificates.handed_over, "Aushändigung eintragen")
    handed.add_argument("number")
    handed.add_argument("--on", type=day, required=True, metavar="DATE")
    void = leaf(group, "void", certificates.void, "für ungültig erklären; die Nummer bleibt")
    void.add_argument("number")
    void.add_argument("--reason", required=True)
    verify = leaf(
        group, "verify", certificates.verify, "eine PDF-Datei mit dem Register vergleichen", json=True
    )
    verify.add_argument("file", type=Path)


def _papers(commands: Group) -> None:
    group = branch(commands, "paper", "Vordrucke")
    for name, text in (
        ("consent", "Einwilligungserklärung"),
        ("information", "Informationsblatt nach Art. 13 DSGVO"),
        ("duty-notice", "Niederschrift über die Pflichtenbelehrung"),
    ):
        paper = leaf(group, name, papers.write, text, place=True)
        paper.set_defaults(paper=name)
        paper.add_argument("--patron", metavar="ID", help="Kennung oder Name; ohne bleibt der Name frei")
        paper.add_argument("--out", type=Path, required=True, metavar="DIR")


def _exchange(commands: Group) -> None:
    enrol = branch(commands, "enrol", "Anmeldung: Schlüssel tauschen und am Telefon vergleichen")
    create = leaf(enrol, "create", exchange.enrol_create, "Anmeldedatei schreiben (Regionalmanagement)")
    create.add_argument("--out", type=Path, required=True, metavar="FILE")
    accept = leaf(
        enrol,
        "accept",
        exchange.enrol_accept,
        "Anmeldedatei annehmen, Antwort schreiben (Kommune; Region bei einer koordinierenden Stelle)",
    )
    accept.add_argument("file", type=Path)
    accept.add_argument("answer", type=Path, nargs="?", help="Antwortdatei")
    accept.add_argument("--out", type=Path, metavar="ANSWER", help="Antwortdatei")
    confirm = leaf(enrol, "confirm", exchange.enrol_confirm, "gemeinsame Nummer vom Telefon eingeben")
    confirm.add_argument("answer", type=Path, nargs="?", help="Antwortdatei (nur Regionalmanagement)")
    confirm.add_argument("--number", required=True, metavar="DIGITS")
    leaf(enrol, "renew", exchange.enrol_renew, "neue Schlüssel erzeugen, wenn die alten verloren sind")
    export = leaf(
        commands,
        "export",
        exchange.export,
        "Bericht schreiben: Kommune an ihre Region, Region an eine koordinierende Stelle",
        json=True,
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--dry-run", action="store_true", help="nur zeigen, was das Haus verlässt")
    export.add_argument(
        "--confirm-clock", action="store_true", help="das heutige Datum ist richtig (nach Meldung K-519)"
    )
    take = leaf(
        commands,
        "import",
        take_files.take,
        "Dateien von Kommunen übernehmen, Post der koordinierenden Stelle öffnen",
        json=True,
    )
    take.add_argument("files", type=Path, nargs="+", metavar="FILE|DIR")
    take.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    take.add_argument(
        "--confirm-fork", action="store_true", help="von zwei Ständen diesen nach Rückfrage übernehmen"
    )
    take.add_argument("--receipts", type=Path, metavar="DIR", help="für jede Datei eine Quittung hierhin")
    look = leaf(
        commands, "inspect", exchange.inspect, "eine Datei ansehen, ohne sie zu übernehmen", json=True
    )
    look.add_argument("file", type=Path)
    schema = leaf(commands, "schema", exchange.schema, "Format aller Dateien im Austausch als JSON-Schema")
    schema.add_argument("--out", type=Path, required=True, metavar="FILE")


def _care(commands: Group) -> None:
    leaf(commands, "check", care.check, "Daten prüfen", json=True)
    backup = leaf(commands, "backup", care.backup, "Sicherung schreiben")
    backup.add_argument("--out", type=Path, metavar="FILE")
    restore = leaf(commands, "restore", care.restore, "Sicherung zurückholen")
    restore.add_argument("file", type=Path)
    restore.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    demo = leaf(commands, "demo", care.demo, "Beispiel von der Einrichtung bis zum Import, mit Bildern")
    demo.add_argument("folder", type=Path, metavar="DIR")
    leaf(commands, "explain", care.explain, "eine Meldung K-nnn erklären").add_argument("code")
