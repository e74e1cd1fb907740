"""The certificate register as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Certificate, CertificateKind, Place
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.register.certificates import sheet_of
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace

KIND_WORDS = {CertificateKind.APPOINTMENT: "Berufung", CertificateKind.THANKS: "Dank"}


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the lines come from several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Urkundenregister")


def export_register(workspace: Workspace, path: Path, certificates: Sequence[Certificate]) -> int:
    """Write these lines of the register to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    text, day = ColumnKind.TEXT, ColumnKind.DATE
    columns = [
        Column("Nummer", text),
        Column("Kommune", text),
        Column("Name", text),
        Column("Art", text),
        Column("Titel", text),
        Column("Datum", day),
        Column("Ausgehändigt am", day),
        Column("Ungültig seit", day),
        Column("Grund", text),
    ]
    with workspace.store.read() as reader:
        places = {place.id: place.designation for place in reader.find(Place)}
    rows: list[list[CellValue]] = []
    for line in certificates:
        sheet = sheet_of(line)
        rows.append(
            [
                line.number,
                places.get(line.place_id, ""),
                line.name,
                KIND_WORDS[line.kind],
                sheet.title if sheet else "",
                line.issued_on,
                line.handed_over_on,
                line.voided_on,
                line.void_reason,
            ]
        )
    return write_table(path, "Urkundenregister", columns, rows)
