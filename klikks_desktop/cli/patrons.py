"""import-table patrons, patron, consent, undo, list patrons."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, day, leaf
from klikks_desktop.cli.import_words import tell_import
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.records import ConsentForm, EndReason, Purpose
from klikks_desktop.services.people import consents, patron_list, patrons, table_import
from klikks_desktop.services.records import history


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    people = leaf(
        groups.tables, "patrons", import_table, "Patinnen und Paten aus CSV oder XLSX", json=True, place=True
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
    group = branch(groups.commands, "patron", "Patinnen und Paten")
    added = leaf(group, "add", add, "aufnehmen und ernennen", place=True)
    added.add_argument(
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
        added.add_argument(
            option, default="", help=text, required=option in {"--given-name", "--family-name", "--from"}
        )
    ended = leaf(group, "end", end, "Amtszeit beenden")
    ended.add_argument("patron", help="Kennung oder Name")
    ended.add_argument("--on", type=day, required=True, metavar="DATE")
    ended.add_argument(
        "--reason", choices=[reason.value for reason in EndReason], default=EndReason.EXPIRED.value
    )
    deleted = leaf(group, "delete", delete, "in den Papierkorb legen (30 Tage)")
    deleted.add_argument("patron")
    erased = leaf(group, "erase", erase, "endgültig löschen (Art. 17 DSGVO)")
    erased.add_argument("patron")
    leaf(groups.commands, "undo", take_back, "die letzte Änderung zurücknehmen")
    leaf(groups.lists, "patrons", show, "Patinnen und Paten", json=True, place=True)
    _add_consents(groups)


def _add_consents(groups: Groups) -> None:
    consent = branch(groups.commands, "consent", "Einwilligungen")
    given = leaf(consent, "give", give, "Einwilligung eintragen")
    withdrawn = leaf(consent, "withdraw", withdraw, "Widerruf eintragen")
    for parser in (given, withdrawn):
        parser.add_argument("patron", help="Kennung oder Name")
        parser.add_argument(
            "--purpose", choices=[purpose.value for purpose in Purpose], default=Purpose.REPORTING.value
        )
        parser.add_argument("--on", type=day, metavar="DATE")
    given.add_argument("--form", choices=[form.value for form in ConsentForm])
    given.add_argument("--evidence", default="", help="wo der Nachweis liegt")
    for contact in ("email", "phone", "photo"):
        given.add_argument(f"--with-{contact}", action="store_true")


def add(context: Context, options: Namespace) -> int:
    """Enter and appoint one patron."""
    workspace = context.workspace
    texts = {
        "address": options.address,
        "degree": options.degree,
        "given_name": options.given_name,
        "family_name": options.family_name,
        "email": options.email,
        "phone": options.phone,
        "locality": options.locality,
        "begins_on": getattr(options, "from"),
        "ends_on": options.until,
        "resolution_on": options.resolution_on,
        "resolution_number": options.resolution_number,
        "agreed_on": options.agreed_on,
    }
    form = patrons.add_patron(workspace, workspace.own_place(options.place).id, texts)
    for hint in form.hints:
        warn(hint.message)
    say(f"Ernannt. Kennung: {form.id}")
    return 0


def end(context: Context, options: Namespace) -> int:
    """End the current term."""
    workspace = context.workspace
    patron_id = patron_list.find_patron(workspace, options.patron)
    patrons.end_appointment(workspace, patron_id, on=options.on, reason=EndReason(options.reason))
    say("Amtszeit beendet.")
    return 0


def delete(context: Context, options: Namespace) -> int:
    """Move to the recycle bin."""
    workspace = context.workspace
    patrons.delete_patron(workspace, patron_list.find_patron(workspace, options.patron))
    say(f"Im Papierkorb. Mit undo zurückzuholen, {history.BIN_DAYS} Tage lang auch im Fenster.")
    return 0


def erase(context: Context, options: Namespace) -> int:
    """Erase for good."""
    workspace = context.workspace
    history.erase_patron(workspace, patron_list.find_patron(workspace, options.patron))
    say("Endgültig gelöscht, auch aus den Sicherungen hier. Kopien an anderen Orten löschen Sie selbst.")
    return 0


def give(context: Context, options: Namespace) -> int:
    """Record a consent."""
    workspace = context.workspace
    consent = consents.give_consent(
        workspace,
        patron_list.find_patron(workspace, options.patron),
        Purpose(options.purpose),
        given_on=options.on,
        form=ConsentForm(options.form) if options.form else None,
        evidence=options.evidence,
        with_email=options.with_email,
        with_phone=options.with_phone,
        with_photo=options.with_photo,
    )
    say(
        "Einwilligung eingetragen."
        if consent.is_proven
        else "Eingetragen, aber unbelegt: Datum oder Form fehlt."
    )
    return 0


def withdraw(context: Context, options: Namespace) -> int:
    """Record a withdrawal."""
    workspace = context.workspace
    consents.withdraw_consent(
        workspace,
        patron_list.find_patron(workspace, options.patron),
        Purpose(options.purpose),
        on=options.on or workspace.today,
    )
    say("Widerruf eingetragen.")
    return 0


def take_back(context: Context, options: Namespace) -> int:
    """Undo the last change."""
    say(f"Zurückgenommen: {history.undo(context.workspace).label}.")
    return 0


def show(context: Context, options: Namespace) -> int:
    """List patrons and drafts."""
    workspace = context.workspace
    place_id = workspace.own_place(options.place).id if options.place else None
    rows = patron_list.list_patrons(workspace, place_id=place_id)
    if options.json:
        print_json(
            {
                "id": row.id,
                "name": row.name,
                "place": row.place,
                "locality": row.locality,
                "begins_on": row.begins_on,
                "ends_on": row.ends_on,
                "open_ended": row.is_open_ended,
                "state": row.state.word,
                "active": row.state.is_active,
                "own": row.is_own,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Name", "Kommune", "Ortsteil", "Amtszeit bis", "Stand", "Kennung"),
        [
            (r.name, r.place, r.locality, "offen" if r.is_open_ended else r.ends_on, r.state.word, r.id)
            for r in rows
        ],
    )
    return 0


def import_table(context: Context, options: Namespace) -> int:
    """Take patrons from a table; good rows are kept, the others written to a file."""
    workspace = context.workspace
    report = table_import.import_patrons(
        workspace,
        options.file,
        place=workspace.own_place(options.place),
        dry_run=options.dry_run,
        split_names=options.split_names,
        add_localities=options.add_localities,
        refused_file=options.refused,
    )
    tell_import(report, options)
    return 0
