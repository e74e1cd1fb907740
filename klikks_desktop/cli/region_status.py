"""status, period add, import-table partners: who is expected to report, and who has."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.import_words import tell_import
from klikks_desktop.cli.output import print_json, print_table, say
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Role
from klikks_desktop.services.region import periods
from klikks_desktop.services.region.partner_import import import_partners
from klikks_desktop.services.region.status import StatusRow, status_rows, summary
from klikks_desktop.services.workspace import Workspace


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    parser = leaf(
        groups.commands, "status", show, "Rückmeldestand: wer berichtet hat (Regionalmanagement)", json=True
    )
    parser.add_argument(
        "--period", default="", metavar="NAME", help="Berichtszeitraum, sonst der zuletzt begonnene"
    )
    group = branch(groups.commands, "period", "Berichtszeiträume (Regionalmanagement)")
    add = leaf(group, "add", add_period, "anlegen")
    add.add_argument("title", help="Bezeichnung, zum Beispiel das Jahr")
    add.add_argument("--opens", required=True, metavar="DATE", help="Dateien ab diesem Tag zählen")
    add.add_argument("--due", required=True, metavar="DATE", help="Frist")
    partners = leaf(groups.tables, "partners", take, "Partnerkommunen aus CSV oder XLSX", json=True)
    partners.add_argument("file", type=Path)
    partners.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")


def show(context: Context, options: Namespace) -> int:
    """Every expected municipality with its standing."""
    workspace = _region(context)
    period = periods.find_period(workspace, options.period)
    rows = status_rows(workspace, period)
    if options.json:
        print_json(_facts(row, period.title) for row in rows)
        return 0
    counts = summary(rows)
    say(f"{period.title}, Frist {format_short(period.due_on)}")
    say(f"{counts.arrived} von {counts.expected} Kommunen haben berichtet.")
    print_table(
        ("Schlüssel", "Kommune", "Stand", "Hinweis", "Datei vom", "Erinnert"),
        [
            (
                row.town.key,
                row.town.designation,
                row.status.standing,
                row.status.why,
                row.status.on,
                row.reminded[-1] if row.reminded else None,
            )
            for row in rows
        ],
    )
    return 0


def add_period(context: Context, options: Namespace) -> int:
    """Begin a new period."""
    texts = {"title": options.title, "opens_on": options.opens, "due_on": options.due}
    period = periods.add_period(_region(context), texts)
    say(f"Angelegt: {period.title}, Frist {format_short(period.due_on)}")
    return 0


def take(context: Context, options: Namespace) -> int:
    """Take a list of partner municipalities; refused rows are written to a file."""
    report = import_partners(_region(context), options.file, dry_run=options.dry_run)
    tell_import(report, options)
    return 0


def _region(context: Context) -> Workspace:
    if context.workspace.role is not Role.REGION:
        raise UserError("K-540")
    return context.workspace


def _facts(row: StatusRow, period: str) -> dict[str, object]:
    return {
        "key": row.town.key,
        "designation": row.town.designation,
        "county": row.town.county,
        "state": row.town.state,
        "period": period,
        "standing": row.status.standing,
        "why": row.status.why,
        "file_on": row.status.on,
        "last_on": row.last_on,
        "reminded": row.reminded,
        "enrolled": row.town.is_enrolled,
        "program": row.town.program,
    }
