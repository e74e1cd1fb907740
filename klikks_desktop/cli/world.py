"""dump, load: everything as one JSON file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop import paths
from klikks_desktop.cli.context import Context, now, rasterise
from klikks_desktop.cli.grammar import Group, leaf
from klikks_desktop.cli.output import say
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Role
from klikks_desktop.services import dump as whole
from klikks_desktop.services.files import expect_new


def add_commands(commands: Group) -> None:
    """Teach the parser these commands."""
    dumped = leaf(commands, "dump", dump, "alle Daten als JSON-Datei schreiben (Gesamtabzug)")
    dumped.add_argument("--out", type=Path, required=True, metavar="FILE")
    loaded = leaf(commands, "load", load, "einen Gesamtabzug in einen neuen Arbeitsbereich laden")
    loaded.add_argument("file", type=Path, metavar="FILE")
    loaded.add_argument(
        "--shared", action="store_true", help="auf einem gemeinsamen Laufwerk: Rechte folgen dem Ordner"
    )


def dump(context: Context, options: Namespace) -> int:
    """Write everything."""
    count = whole.dump(context.workspace, expect_new(options.out))
    say(f"{count_words(count, 'Eintrag', 'Einträge')} geschrieben: {options.out}")
    say("Die Datei ist nicht verschlüsselt und enthält alle Namen. Schlüssel sind nicht darin.")
    return 0


def load(context: Context, options: Namespace) -> int:
    """Make a new workspace with everything from a dump."""
    loaded = whole.load(
        context.folder,
        options.file,
        clock=now,
        resources=paths.resources_dir(),
        rasterise=rasterise,
        shared=options.shared,
    )
    context.use(loaded)
    say(f"Arbeitsbereich angelegt: {context.folder}")
    again = "Bitte melden Sie sich beim Regionalmanagement neu an."
    if loaded.role is Role.REGION:
        again = "Die Kommunen brauchen eine neue Anmeldedatei."
    say(f"Neue Schlüssel erzeugt. {again}")
    return 0
