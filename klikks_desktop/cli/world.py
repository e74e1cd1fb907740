"""dump and load (everything as one JSON file), export-table, export-vcard, export-geojson."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop import paths
from klikks_desktop.cli.context import Context, now, rasterise
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.output import say
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Role
from klikks_desktop.services import cards
from klikks_desktop.services import dump as whole
from klikks_desktop.services.exports import EXPORTS
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.projects.project_points import export_points
from klikks_desktop.services.workspace import KEY_FILE


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    dumped = leaf(groups.commands, "dump", dump, "alle Daten als JSON-Datei schreiben (Gesamtabzug)")
    dumped.add_argument("--out", type=Path, required=True, metavar="FILE")
    loaded = leaf(groups.commands, "load", load, "einen Gesamtabzug in einen neuen Arbeitsbereich laden")
    loaded.add_argument("file", type=Path, metavar="FILE")
    loaded.add_argument(
        "--shared", action="store_true", help="auf einem gemeinsamen Laufwerk: Rechte folgen dem Ordner"
    )
    table = leaf(
        groups.commands,
        "export-table",
        export_table,
        "eine Liste als Excel- oder CSV-Datei schreiben",
        place=True,
    )
    table.add_argument(
        "list",
        choices=list(EXPORTS),
        metavar="LISTE",
        help="; ".join(f"{name}: {export.title}" for name, export in EXPORTS.items()),
    )
    table.add_argument("--out", type=Path, required=True, metavar="FILE", help="endet auf .xlsx oder .csv")
    card = leaf(groups.commands, "export-vcard", export_vcard, "Adresskarten schreiben (vCard)", place=True)
    who = card.add_mutually_exclusive_group()
    who.add_argument("--patron", metavar="ID", help="Kennung oder Name; ohne alle")
    who.add_argument("--places", action="store_true", help="statt der Personen die Stellen der Kommunen")
    card.add_argument("--out", type=Path, required=True, metavar="FILE")
    points = leaf(
        groups.commands,
        "export-geojson",
        export_geojson,
        "Projekte als Punkte für eine Karte im Netz",
        place=True,
    )
    points.add_argument("--out", type=Path, required=True, metavar="FILE")


def dump(context: Context, options: Namespace) -> int:
    """Write everything."""
    count = whole.dump(context.workspace, expect_new(options.out))
    say(f"{count_words(count, 'Eintrag', 'Einträge')} geschrieben: {options.out}")
    say("Die Datei ist nicht verschlüsselt und enthält alle Namen. Schlüssel sind nicht darin.")
    return 0


def load(context: Context, options: Namespace) -> int:
    """Make a new workspace with everything from a dump."""
    had_keys = context.server is not None and (context.folder / KEY_FILE).exists()
    loaded = whole.load(
        context.folder,
        options.file,
        clock=now,
        resources=paths.resources_dir(),
        rasterise=rasterise,
        shared=options.shared,
        server=context.server,
    )
    context.use(loaded)
    say(f"Arbeitsbereich angelegt: {context.folder}")
    if had_keys:
        say("Die Schlüssel in diesem Ordner sind die der Stelle geblieben.")
        return 0
    again = "Bitte melden Sie sich beim Regionalmanagement neu an."
    if loaded.role is Role.REGION:
        again = (
            "Holen Sie die alten mit dem Wiederherstellungsblatt zurück, sonst brauchen alle Kommunen eine "
            "neue Anmeldedatei."
        )
    say(f"Neue Schlüssel erzeugt. {again}")
    return 0


def export_table(context: Context, options: Namespace) -> int:
    """Write one list."""
    workspace, out = context.workspace, expect_new(options.out)
    place_id = workspace.own_place(options.place).id if options.place else None
    count = EXPORTS[options.list].write(workspace, out, place_id)
    say(f"{count_words(count, 'Zeile', 'Zeilen')} geschrieben: {out}")
    return 0


def export_vcard(context: Context, options: Namespace) -> int:
    """Write cards of people or of offices."""
    workspace, out = context.workspace, expect_new(options.out)
    place_id = workspace.own_place(options.place).id if options.place else None
    if options.places:
        count = cards.export_offices(workspace, out)
    elif options.patron:
        count = cards.export_people(workspace, out, [patron_list.find_patron(workspace, options.patron)])
    else:
        rows = patron_list.list_patrons(workspace, place_id=place_id)
        count = cards.export_people(workspace, out, [row.id for row in rows])
    say(f"{count_words(count, 'Adresskarte', 'Adresskarten')} geschrieben: {out}")
    return 0


def export_geojson(context: Context, options: Namespace) -> int:
    """Write projects as points."""
    workspace, out = context.workspace, expect_new(options.out)
    place_id = workspace.own_place(options.place).id if options.place else None
    count = export_points(workspace, out, place_id)
    say(f"{count_words(count, 'Punkt', 'Punkte')} geschrieben: {out}")
    return 0
