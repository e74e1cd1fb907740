"""Reading a list of patrons: each row taken, refused with column and reason, or skipped.

Nothing is guessed: an empty cell says nothing (and overwrites nothing), a cell that cannot be
read refuses its row, and the refused rows go back to the clerk as a table of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_cells import NameOrder, read_short
from klikks_desktop.domain.patron_columns import Column, normal
from klikks_desktop.domain.patron_header import Layout, choose_sheet
from klikks_desktop.domain.patron_row import CheckName, PatronRow, RowReader, RowRefusal, read_row
from klikks_desktop.domain.sheets import SUM_WORDS, CellValue, Sheet, SheetRow, cell_address, column_letters

_FOOTER: Final = re.compile(
    r"(stand|quelle|hinweis|anmerkung|bemerkung|legende|erstellt|gedruckt|ausgedruckt|seite|datenschutz|vertraulich|"
    r"ansprechpartner|rückfragen|gez)\b\s*[.:]?|[*†¹²]|\(c\)|©",
    re.IGNORECASE,
)
_NOTE_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that holds no person: sum, footer, repeated header."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class PatronTable:
    """A list of patrons as read. A row is in exactly one of rows, refusals (once or more), skipped."""

    sheet: Sheet
    layout: Layout
    rows: tuple[PatronRow, ...]
    refusals: tuple[RowRefusal, ...]
    skipped: tuple[SkippedRow, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return how the file and its columns were read, in German sentences."""
        ignored = ", ".join(f"„{title}“" for title in self.layout.ignored)
        unread = (f"Nicht gelesen wurden die Spalten {ignored}.",) if ignored else ()
        return (*self.sheet.remarks, *self.layout.remarks, *unread)

    def refusal(self, row: int, column: Column, reason: str) -> RowRefusal:
        """Build the refusal of a row that was read but cannot be taken (unknown Ortsteil, no Anrede)."""
        indexes = self.layout.columns.get(column, ())
        address = cell_address(indexes[0], row) if indexes else ""
        return RowRefusal(row, self.layout.title(column), address, reason)

    def rejected(self, refusals: Iterable[RowRefusal]) -> tuple[list[str], list[list[CellValue]]]:
        """Return titles and rows for the file of refused rows: as found, with "Zeile" and "Grund"."""
        reasons: dict[int, list[str]] = {}
        for refusal in refusals:
            reasons.setdefault(refusal.row, []).append(f"{refusal.column}: {refusal.reason}")
        refused = [row for row in self.sheet.rows if row.number in reasons]
        width = max([len(self.layout.titles), *(len(row.cells) for row in refused)])
        untitled = [f"Spalte {column_letters(index)}" for index in range(len(self.layout.titles), width)]
        rows: list[list[CellValue]] = [
            [*row.cells, *[None] * (width - len(row.cells)), row.number, " ".join(reasons[row.number])]
            for row in refused
        ]
        return [*self.layout.titles, *untitled, "Zeile", "Grund"], rows


def read_patrons(
    sheets: Sequence[Sheet], check_name: CheckName, name_order: NameOrder | None = None
) -> PatronTable:
    """Read the sheet that looks most like a list of patrons.

    ``UserError`` K-320 or K-321 where there is none; K-322 where whole names stand in one
    column and ``name_order`` does not say how they are written (see ``find_layout`` to ask first).
    """
    sheet, layout = choose_sheet(sheets)
    if layout.needs_name_order and name_order is None:
        raise UserError("K-322", {"column": layout.title(Column.FULL_NAME)})
    rows: list[PatronRow] = []
    refusals: list[RowRefusal] = []
    skipped: list[SkippedRow] = []
    for row in sheet.rows:
        if row.number < layout.first_row:
            continue
        if reason := _skip_reason(row, layout, sheet.problems):
            skipped.append(SkippedRow(row.number, reason))
            continue
        reader = RowReader(sheet, layout, row)
        patron = read_row(reader, check_name, name_order)
        if reader.refusals:
            refusals.extend(reader.refusals)
        else:
            rows.append(patron)
    return PatronTable(sheet, layout, tuple(rows), tuple(refusals), tuple(skipped))


def _skip_reason(row: SheetRow, layout: Layout, problems: Mapping[tuple[int, int], str]) -> str | None:
    """Say why a row holds no person; ``None`` when it must be read (and perhaps refused)."""
    known = {index for indexes in layout.columns.values() for index in indexes}
    broken = any((row.number, index) in problems for index in known)
    filled = [index for index, value in enumerate(row.cells) if value is not None]
    inside = [index for index in filled if index in known]
    if not filled:
        return None if broken else "Zeile ohne Namen"
    if inside and all(
        index < len(layout.header) and _same_title(row.cells[index], layout.header[index]) for index in inside
    ):
        return "Wiederholte Kopfzeile"
    first = read_short(row.cells[filled[0]])
    named = [
        column
        for column in (Column.GIVEN_NAME, Column.FAMILY_NAME, Column.FULL_NAME)
        if any(_has_letters(cell) for cell in layout.cells(row, column))
    ]
    # A comma makes it a whole name: "Summe, Erika".
    if SUM_WORDS.match(first) and len(named) < 2 and "," not in first:
        return "Summenzeile"
    if (
        not broken
        and len(filled) <= 2
        and len(named) < 2
        and (_FOOTER.match(first) or len(first) > _NOTE_LENGTH)
    ):
        return "Fußzeile"
    return None if broken or named or len(inside) > 1 else "Zeile ohne Namen"


def _same_title(cell: CellValue, title: CellValue) -> bool:
    """Whether a cell repeats a title, though perhaps on one line where the title has two."""
    return cell == title or (
        isinstance(cell, str) and isinstance(title, str) and normal(cell) == normal(title)
    )


def _has_letters(value: CellValue) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value))
