"""What an import of a table did, on the command line."""

from __future__ import annotations

from argparse import Namespace

from klikks_desktop.cli.output import print_json, say, warn
from klikks_desktop.services.records.import_report import ImportReport


def tell_import(report: ImportReport, options: Namespace) -> None:
    """Every row with what became of it, then the sums; JSON where ``--json`` asks for it."""
    if options.json:
        print_json(report.rows)
        return
    for remark in report.remarks:
        warn(remark)
    for row in report.rows:
        where = f", {row.column} ({row.cell})" if row.column and row.cell else ""
        say(f"Zeile {row.number}{where}: {row.outcome}{f' – {row.text}' if row.text else ''}")
    would = "würden " if options.dry_run else ""
    say(f"{would}übernommen: {report.taken}, schon vorhanden: {report.known}, abgelehnt: {report.refused}")
    if report.refused_path:
        say(f"Abgelehnte Zeilen: {report.refused_path}")
