"""enrol, export, inspect, schema, list deliveries."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange import delivery, disclosing, enrolment, importing, peeking
from klikks_desktop.services.exchange.schema_file import write_schema
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.workspace import KEY_FILE

VERDICTS = {
    Verdict.APPLIED: "übernommen",
    Verdict.DUPLICATE: "schon übernommen, nichts geändert",
    Verdict.OLDER: "älter als der vorhandene Stand, nichts geändert",
    Verdict.FORK: "zwei Stände: diese Datei beruht auf einem überholten Stand, nichts geändert",
}


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    enrol = branch(groups.commands, "enrol", "Anmeldung: Schlüssel tauschen und am Telefon vergleichen")
    create = leaf(enrol, "create", enrol_create, "Anmeldedatei schreiben (Regionalmanagement)")
    create.add_argument("--out", type=Path, required=True, metavar="FILE")
    accept = leaf(
        enrol,
        "accept",
        enrol_accept,
        "Anmeldedatei annehmen, Antwort schreiben (Kommune; Region bei einer koordinierenden Stelle)",
    )
    accept.add_argument("file", type=Path)
    accept.add_argument("answer", type=Path, nargs="?", help="Antwortdatei")
    accept.add_argument("--out", type=Path, metavar="ANSWER", help="Antwortdatei")
    confirm = leaf(enrol, "confirm", enrol_confirm, "gemeinsame Nummer vom Telefon eingeben")
    confirm.add_argument("answer", type=Path, nargs="?", help="Antwortdatei (nur Regionalmanagement)")
    confirm.add_argument("--number", required=True, metavar="DIGITS")
    leaf(enrol, "renew", enrol_renew, "neue Schlüssel erzeugen, wenn die alten verloren sind")
    exported = leaf(
        groups.commands,
        "export",
        export,
        "Bericht schreiben: Kommune an ihre Region, Region an eine koordinierende Stelle",
        json=True,
    )
    exported.add_argument("--out", type=Path, required=True, metavar="FILE")
    exported.add_argument("--dry-run", action="store_true", help="nur zeigen, was das Haus verlässt")
    exported.add_argument(
        "--confirm-clock", action="store_true", help="das heutige Datum ist richtig (nach Meldung K-519)"
    )
    look = leaf(groups.commands, "inspect", inspect, "eine Datei ansehen, ohne sie zu übernehmen", json=True)
    look.add_argument("file", type=Path)
    described = leaf(groups.commands, "schema", schema, "Format aller Dateien im Austausch als JSON-Schema")
    described.add_argument("--out", type=Path, required=True, metavar="FILE")
    leaf(groups.lists, "deliveries", show, "gesendete und empfangene Dateien", json=True, place=True)


def enrol_create(context: Context, options: Namespace) -> int:
    """Write the region's enrolment file."""
    path = enrolment.create_enrolment_file(context.workspace, expect_new(options.out))
    say(f"Anmeldedatei: {path}")
    return 0


def enrol_accept(context: Context, options: Namespace) -> int:
    """Take an enrolment file, write the answer, show the joint number."""
    workspace = context.workspace
    answer = options.out or options.answer or Path(enrolment.suggested_answer_name(workspace))
    awaited = enrolment.accept_enrolment_file(workspace, options.file, expect_new(answer))
    say(f"Antwort: {answer}")
    _say_number(awaited)
    return 0


def enrol_confirm(context: Context, options: Namespace) -> int:
    """Trust the other side when the number heard on the phone is the one computed here."""
    workspace = context.workspace
    if options.answer:
        awaited = enrolment.read_answer(workspace, options.answer)
        peer = enrolment.confirm(workspace, awaited.peer.id, options.number)
        if awaited.replaces:
            warn(f"Diese Orte meldete bisher: {', '.join(awaited.replaces)}. Sie sind übergegangen.")
    else:
        peer = enrolment.confirm(workspace, enrolment.awaited_peer(workspace).id, options.number)
    say(f"Bestätigt: {peer.name}.")
    return 0


def enrol_renew(context: Context, options: Namespace) -> int:
    """Make new keys."""
    workspace = context.workspace
    had_keys = (workspace.folder / KEY_FILE).exists()
    path = enrolment.renew_keys(workspace)
    if had_keys:
        say(f"Die bisherigen Schlüssel liegen in {path}.")
    say("Neue Schlüssel erzeugt. Bitte melden Sie sich neu an.")
    return 0


def _say_number(awaited: enrolment.Awaited) -> None:
    say(f"Gegenstelle: {awaited.peer.name}")
    say(f"Gemeinsame Nummer: {awaited.joint_number}")
    say("Vergleichen Sie diese Nummer am Telefon und bestätigen Sie sie mit: enrol confirm --number …")
    if awaited.is_key_change:
        warn("Der Schlüssel der Gegenstelle hat sich geändert. Bis zur Bestätigung gilt der alte.")


def export(context: Context, options: Namespace) -> int:
    """Show what leaves and, unless it is a dry run, write the file."""
    workspace = context.workspace
    preview = disclosing.preview_export(workspace)
    written = None
    if not options.dry_run:
        written = delivery.export_sync_file(workspace, options.out, clock_confirmed=options.confirm_clock)
    if options.json:
        print_json(disclosing.disclosure_rows(preview))
        return 0
    for row in disclosing.disclosure_rows(preview):
        fate = row.value if row.leaves else f"bleibt hier ({row.reason})"
        say(f"{row.place} | {row.record} | {row.label}: {fate}")
    if written is not None:
        counts = json.loads(written.delivery.counts)
        say(f"Geschrieben: {written.path} ({counts['named']} namentlich von {counts['in_office']} im Amt)")
    return 0


def inspect(context: Context, options: Namespace) -> int:
    """Describe a sync file without taking it."""
    seen = importing.inspect(context.workspace, options.file)
    if options.json:
        print_json([peeking.facts(options.file, seen)])
    else:
        for line in peeking.lines(options.file, seen):
            say(line)
    if seen.problem is not None and seen.header is None:
        raise UserError(seen.problem.code, seen.problem.facts)
    return 0


def schema(context: Context, options: Namespace) -> int:
    """Write the format of all that is exchanged as JSON Schema."""
    path = write_schema(expect_new(options.out))
    say(f"Schema: {path}")
    return 0


def show(context: Context, options: Namespace) -> int:
    """Files sent and received."""
    rows = delivery.deliveries(context.workspace)
    if options.json:
        print_json(rows)
        return 0
    print_table(
        ("Wann", "Richtung", "Datei", "Folge", "Ergebnis"),
        [
            (
                r.handled_at,
                r.direction,
                r.file_name,
                r.sequence,
                VERDICTS.get(r.verdict, "") if r.verdict else "",
            )
            for r in rows
        ],
    )
    return 0
