"""What is due (Termine) as a table: what the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the days belong to several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Termine")


def export_deadlines(workspace: Workspace, path: Path, shown: Iterable[Deadline]) -> int:
    """Write these to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    with workspace.store.read() as reader:
        places = {place.id: place.designation for place in reader.find(Place)}
    columns = [
        Column("Am", ColumnKind.DATE),
        Column("Was", ColumnKind.TEXT),
        Column("Wofür", ColumnKind.TEXT),
        Column("Art", ColumnKind.TEXT),
        Column("Kommune", ColumnKind.TEXT),
        Column("Überfällig", ColumnKind.TEXT),
    ]
    rows: list[list[CellValue]] = [
        [
            each.on,
            each.title,
            each.detail,
            each.kind.value,
            places.get(each.place_id, "") if each.place_id else "",
            "ja" if each.is_overdue else "",
        ]
        for each in shown
    ]
    return write_table(path, "Termine", columns, rows)
