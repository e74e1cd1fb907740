"""What an import of a table did, row by row, and where its refused rows are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue


class Outcome(StrEnum):
    """What becomes of a row."""

    TAKEN = "übernommen"
    COMPLETED = "ergänzt"
    KNOWN = "schon vorhanden"
    REFUSED = "abgelehnt"
    SKIPPED = "übergangen"


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the file: its number, what became of it, and why."""

    number: int
    outcome: Outcome
    name: str = ""
    column: str = ""
    cell: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did or, on a dry run, would do."""

    rows: tuple[RowReport, ...]
    remarks: tuple[str, ...]
    refused_path: Path | None = None

    def _count(self, *outcomes: Outcome) -> int:
        return len({row.number for row in self.rows if row.outcome in outcomes})

    @property
    def taken(self) -> int:
        """Rows taken or completed."""
        return self._count(Outcome.TAKEN, Outcome.COMPLETED)

    @property
    def known(self) -> int:
        """Rows that said nothing new."""
        return self._count(Outcome.KNOWN)

    @property
    def refused(self) -> int:
        """Rows refused."""
        return self._count(Outcome.REFUSED)


def check_target(target: Path | None) -> None:
    """K-634 for an ending that says neither CSV nor Excel, K-544 where a file lies already."""
    if target is not None and target.suffix.lower() not in {".csv", ".xlsx"}:
        raise UserError("K-634", {"file": target.name})
    if target is not None and target.exists():
        raise UserError("K-544", {"file": target.name})


def keep_refused(
    file: Path, target: Path | None, titles: Sequence[str], cells: Sequence[Sequence[CellValue]]
) -> Path:
    """Write refused rows to ``target`` or beside ``file``, never over another file; K-330 when that fails."""
    from klikks_desktop.exchange.tables.writer import Column, SheetToWrite, free_path, write_csv, write_xlsx

    columns = [Column(title) for title in titles]
    path = target or free_path(file.parent, f"{file.stem} – abgelehnt.xlsx")
    if path.suffix.lower() == ".csv":
        write_csv(path, columns, cells)
    else:
        write_xlsx(path, [SheetToWrite("Abgelehnt", columns, cells)])
    return path
