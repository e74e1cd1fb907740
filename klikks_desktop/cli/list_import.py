"""import-table buildings, consumption, projects, potentials."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.import_words import tell_import
from klikks_desktop.services.list_import import ListKind, import_list, read_mapping

_TEXTS = {
    ListKind.BUILDINGS: "Gebäude aus CSV oder XLSX",
    ListKind.CONSUMPTION: "Verbrauch und Kosten aus CSV oder XLSX",
    ListKind.PROJECTS: "Projekte aus CSV oder XLSX",
    ListKind.POTENTIALS: "Einsparpotenziale aus CSV oder XLSX",
}


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    for kind, text in _TEXTS.items():
        parser = leaf(groups.tables, kind.value, partial(take, kind), text, json=True, place=True)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
        parser.add_argument(
            "--map", type=Path, metavar="FILE", help="JSON-Datei: Überschrift der Datei -> unsere Angabe"
        )
        parser.add_argument(
            "--refused", type=Path, metavar="FILE", help="wohin abgelehnte Zeilen geschrieben werden"
        )


def take(kind: ListKind, context: Context, options: Namespace) -> int:
    """Take a list; good rows are kept, the others written to a file."""
    workspace = context.workspace
    report = import_list(
        workspace,
        kind,
        options.file,
        place=workspace.own_place(options.place),
        mapping=read_mapping(options.map) if options.map else None,
        dry_run=options.dry_run,
        refused_file=options.refused,
    )
    tell_import(report, options)
    return 0
