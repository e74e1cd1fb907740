"""init, place, search-place, list places."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from uuid import UUID

from klikks_desktop import paths
from klikks_desktop.cli.context import Context, now, rasterise
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.place_fields import read_place_values
from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services import places
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.workspace import Workspace, create_workspace

MAX_ARMS = 20 << 20


def init(context: Context, options: Namespace) -> int:
    """Make a workspace and, for a municipality with a key, its place."""
    role = Role(options.role)
    described = None
    if options.key:
        described = places.describe_place(context.shipped, UUID(int=0), options.key, options.name)
    elif role is Role.MUNICIPALITY and (options.mayor or options.arms):
        raise UserError("K-133")
    name = (
        options.name
        or (described.place.designation if described else "")
        or ("Regionalmanagement" if role is Role.REGION else "Kommune")
    )
    workspace = create_workspace(
        context.folder,
        role=role,
        name=name,
        clock=now,
        resources=paths.resources_dir(),
        rasterise=rasterise,
        practice=options.practice,
        shared=options.shared,
    )
    context.use(workspace)
    say(f"Arbeitsbereich angelegt: {context.folder}")
    if options.key:
        _add_place(workspace, options)
    return 0


def add_place(context: Context, options: Namespace) -> int:
    """Add a further own place."""
    _add_place(context.workspace, options)
    return 0


def _add_place(workspace: Workspace, options: Namespace) -> Place:
    described = places.describe_place(workspace.shipped, workspace.new_id(), options.key, options.name)
    for warning in described.warnings:
        warn(warning)
    address = next(known for known, word in ADDRESS_WORDS.items() if word == options.mayor_address)
    place = places.add_place(
        workspace,
        replace(
            described.place,
            signatory_name=options.mayor,
            signatory_title=options.mayor_title,
            signatory_address=address,
        ),
    )
    if options.arms:
        place = places.set_arms(workspace, place, read_bytes(options.arms, MAX_ARMS))
    say(
        f"Kommune angelegt: {place.designation} ({place.key}). Die Urkunden sprechen von: {place.nominative}."
    )
    return place


def set_place(context: Context, options: Namespace) -> int:
    """Change fields of an own place, given as FELD=WERT."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    changed = read_place_values(place, options.values)
    if changed != place:
        changed = places.update_place(workspace, changed)
    if options.arms:
        changed = places.set_arms(workspace, changed, read_bytes(options.arms, MAX_ARMS))
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
