"""The list "Das verlässt Ihr Haus" as a table: of a region it is too long for paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.services.exchange.disclosing import DisclosureRow
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


def list_name(workspace: Workspace) -> str:
    """The name offered for the list of what leaves."""
    return file_name("", workspace.name, workspace.today, "xlsx", "Das-verlaesst-Ihr-Haus")


def export_list(path: Path, rows: Sequence[DisclosureRow]) -> int:
    """Write what leaves and what stays, field by field, as .xlsx or .csv; how many. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    titles = ("Kommune", "Datensatz", "Angabe", "Geht mit", "Inhalt", "Grund")
    cells = [
        [row.place, row.record, row.label, "ja" if row.leaves else "nein", row.value, row.reason]
        for row in rows
    ]
    columns = [Column(title, ColumnKind.TEXT) for title in titles]
    return write_table(path, "Das verlässt Ihr Haus", columns, cells)
