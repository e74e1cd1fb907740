"""init, place, search-place, list places."""

from __future__ import annotations

import secrets
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from klikks_desktop import paths
from klikks_desktop.cli.context import Context, now, rasterise
from klikks_desktop.cli.grammar import GermanParser, Groups, branch, leaf
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.ids import RANDOM_BYTES, uuid7
from klikks_desktop.domain.names import normalise_name
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.place_fields import read_place_values
from klikks_desktop.domain.records import Role
from klikks_desktop.domain.region.fields import OFFICE_NAME
from klikks_desktop.domain.values import ValueFormatError
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import set_arms
from klikks_desktop.services.places.first_start import Setup, set_up
from klikks_desktop.services.register.arms import look_at_arms
from klikks_desktop.services.workspace import Shipped

MAX_ARMS = 20 << 20


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    begun = leaf(groups.commands, "init", init, "Arbeitsbereich anlegen")
    begun.add_argument("--role", choices=[role.value for role in Role], required=True)
    begun.add_argument("--key", metavar="KEY", help="AGS (8 Stellen) oder Schlüssel des Verbands (9 Stellen)")
    begun.add_argument(
        "--practice", action="store_true", help="Übungsmodus: mit Wasserzeichen, nicht zum Versand"
    )
    begun.add_argument(
        "--shared", action="store_true", help="auf einem gemeinsamen Laufwerk: Rechte folgen dem Ordner"
    )
    _signatory(begun)
    place = branch(groups.commands, "place", "eigene Kommunen")
    add = leaf(place, "add", add_place, "weitere eigene Kommune anlegen")
    add.add_argument("--key", required=True, metavar="KEY")
    _signatory(add)
    change = leaf(place, "set", set_place, "Angaben einer Kommune ändern: FELD=WERT …", place=True)
    change.add_argument("values", nargs="*", metavar="FELD=WERT")
    change.add_argument("--arms", type=Path, metavar="FILE")
    locality = leaf(place, "add-locality", add_locality, "Ortsteil anlegen", place=True)
    locality.add_argument("name")
    locality.add_argument("--genitive", default="", help="Form auf der Urkunde, sonst „des Ortsteils NAME“")
    search = leaf(groups.commands, "search-place", search_place, "im amtlichen Verzeichnis suchen", json=True)
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=20)
    leaf(groups.lists, "places", show_places, "Kommunen", json=True, place=True)


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


def init(context: Context, options: Namespace) -> int:
    """Make a workspace and, for a municipality with a key, its place; or nothing at all."""
    role = Role(options.role)
    name = _office_name(options.name) if role is Role.REGION else options.name
    described = _describe(context.shipped, options) if options.key is not None else None
    if described is None and role is Role.MUNICIPALITY and (options.mayor or options.arms):
        raise UserError("K-133")
    setup = Setup(
        role=role,
        name=name or "Kommune",
        place=described.place if described else None,
        arms=read_bytes(options.arms, MAX_ARMS) if options.arms and described else None,
        shared=options.shared,
        practice=options.practice,
    )
    context.use(
        set_up(
            context.folder,
            setup,
            clock=now,
            resources=paths.resources_dir(),
            rasterise=rasterise,
            server=context.server,
        )
    )
    say(f"Arbeitsbereich angelegt: {context.folder}")
    if described:
        _say_place(described)
    return 0


def _office_name(text: str) -> str:
    try:
        return str(OFFICE_NAME.read(text or "Regionalmanagement"))
    except ValueFormatError as error:
        raise UserError("K-130", {"problems": str(error)}) from error


def add_place(context: Context, options: Namespace) -> int:
    """Add a further own place."""
    workspace = context.workspace
    described = _describe(workspace.shipped, options)
    # Looked at before the place is there: a picture that is none leaves no place without arms.
    arms = read_bytes(options.arms, MAX_ARMS) if options.arms else None
    if arms is not None:
        look_at_arms(arms, workspace.rasterise)
    place = places.add_place(workspace, described.place)
    if arms is not None:
        set_arms(workspace, place, arms)
    _say_place(described)
    return 0


def _describe(shipped: Shipped, options: Namespace) -> places.NewPlace:
    """The place as it will be set up, with its signatory."""
    new_id = uuid7(int(now().timestamp() * 1000), secrets.token_bytes(RANDOM_BYTES))
    described = places.describe_place(shipped, new_id, options.key, options.name)
    address = next(known for known, word in ADDRESS_WORDS.items() if word == options.mayor_address)
    return replace(
        described,
        place=replace(
            described.place,
            signatory_name=normalise_name(options.mayor),
            signatory_title=normalise_name(options.mayor_title),
            signatory_address=address,
        ),
    )


def _say_place(described: places.NewPlace) -> None:
    place = described.place
    for warning in described.warnings:
        warn(warning)
    say(
        f"Kommune angelegt: {place.designation} ({place.key}). Die Urkunden sprechen von: {place.nominative}."
    )


def set_place(context: Context, options: Namespace) -> int:
    """Change fields of an own place, given as FELD=WERT."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    changed = read_place_values(place, options.values)
    if changed != place:
        changed = places.update_place(workspace, changed)
    if options.arms:
        changed = set_arms(workspace, changed, read_bytes(options.arms, MAX_ARMS))
    say(f"Gespeichert: {changed.designation}.")
    return 0


def add_locality(context: Context, options: Namespace) -> int:
    """Add an Ortsteil."""
    workspace = context.workspace
    locality = places.add_locality(
        workspace, workspace.own_place(options.place).id, options.name, options.genitive
    )
    say(f"Ortsteil angelegt: {locality.name} ({locality.genitive}).")
    return 0


def search_place(context: Context, options: Namespace) -> int:
    """Search the official directory; needs no workspace."""
    found = places.search_places(context.shipped, options.text, options.limit)
    if options.json:
        print_json(found)
        return 0
    print_table(
        ("Schlüssel", "Name", "Bezeichnung", "Kreis", "Land", "PLZ"),
        [(p.key, p.name, p.kind, p.county, p.state, p.postcode) for p in found],
    )
    directory = context.shipped.directory
    say(f"{len(found)} Treffer. Gebietsstand {directory.edition}. Je Kommune ist eine Postleitzahl bekannt.")
    return 0


def show_places(context: Context, options: Namespace) -> int:
    """Own and, at a region, reported places."""
    rows = places.list_places(context.workspace)
    if options.json:
        print_json(rows)
        return 0
    print_table(
        ("Schlüssel", "Kommune", "Herkunft", "Im Amt", "Namentlich", "Stand"),
        [
            (r.key, r.designation, "eigene" if r.is_own else r.reporter, r.in_office, r.named, r.reported_at)
            for r in rows
        ],
    )
    return 0
