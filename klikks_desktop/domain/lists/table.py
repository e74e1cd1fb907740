"""Reading a list: its header wherever it stands, each row as texts, and what cannot be used with reason.

Nothing is guessed: a heading that means nothing is named, a cell that cannot be read refuses its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.lists.columns import ListColumn, cell_text, find_column
from klikks_desktop.domain.patron_columns import normal
from klikks_desktop.domain.sheets import (
    SUM_WORDS,
    CellValue,
    Sheet,
    SheetRow,
    cell_address,
    column_letters,
)
from klikks_desktop.domain.values import ValueFormatError

_SEARCHED_ROWS: Final = 30


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: number as Excel shows it, and a text for each column that is there."""

    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListRefusal:
    """Why a row is not taken. column: heading in the file; cell: "C17"."""

    row: int
    column: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListLayout:
    """Where the columns of a sheet are: key -> index. ignored: headings that mean nothing to us."""

    titles: tuple[str, ...]
    indexes: Mapping[str, int]
    first_row: int
    header: tuple[CellValue, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as read. A row is in exactly one of rows, refusals (once or more), skipped."""

    sheet: Sheet
    layout: ListLayout
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    refusals: tuple[ListRefusal, ...]
    skipped: tuple[tuple[int, str], ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """How the file and its columns were read, in German sentences."""
        ignored = ", ".join(f"„{title}“" for title in self.layout.ignored)
        return (*self.sheet.remarks, *((f"Nicht gelesen wurden die Spalten {ignored}.",) if ignored else ()))

    def refusal(self, row: int, key: str, reason: str) -> ListRefusal:
        """The refusal of a row that was read but cannot be taken."""
        index = self.layout.indexes.get(key)
        title = next((column.title for column in self.columns if column.key == key), key)
        if index is None:
            return ListRefusal(row, title, "", reason)
        return ListRefusal(row, self.layout.titles[index], cell_address(index, row), reason)

    def rejected(self, reasons: Mapping[int, Sequence[str]]) -> tuple[list[str], list[list[CellValue]]]:
        """Headings and rows for the file of refused rows: as found, with "Zeile" and "Grund"."""
        refused = [row for row in self.sheet.rows if row.number in reasons]
        width = max([len(self.layout.titles), *(len(row.cells) for row in refused)])
        more = [f"Spalte {column_letters(index)}" for index in range(len(self.layout.titles), width)]
        rows: list[list[CellValue]] = [
            [*row.cells, *[None] * (width - len(row.cells)), row.number, " ".join(reasons[row.number])]
            for row in refused
        ]
        return [*self.layout.titles, *more, "Zeile", "Grund"], rows


def read_list(
    sheets: Sequence[Sheet], columns: Sequence[ListColumn], mapping: Mapping[str, str] | None = None
) -> ListTable:
    """Read the sheet that knows most of our columns.

    mapping: heading in the file -> key or title of our column ("": not read), before what is recognised.
    Raises K-321 when a required column is missing, K-323 when no header is found, K-324 when the mapping
    names what is not there.
    """
    found = [(sheet, _find_layout(sheet, columns, mapping or {})) for sheet in sheets]
    known = [(sheet, layout) for sheet, layout in found if layout is not None]
    if not known:
        titles = ", ".join(column.title for column in columns if column.required)
        raise UserError("K-323", {"sheet": sheets[0].name, "required": titles})
    sheet, layout = max(known, key=lambda pair: (len(pair[1].indexes), len(pair[0].rows)))
    _check_mapping(layout, columns, mapping or {})
    for column in columns:
        if column.required and column.key not in layout.indexes:
            names = ", ".join(layout.titles[index] for index in layout.indexes.values())
            raise UserError("K-321", {"sheet": sheet.name, "column": column.title, "found": names})
    return _read_rows(sheet, layout, tuple(columns))


def headings(sheets: Sequence[Sheet], columns: Sequence[ListColumn]) -> Iterator[tuple[str, str]]:
    """Headings of the best sheet with the key each is taken for, "" where none: to map the rest by hand."""
    found = [layout for sheet in sheets if (layout := _find_layout(sheet, columns, {})) is not None]
    row = sheets[0].rows[0]
    layout = max(found, key=lambda each: len(each.indexes)) if found else _layout(row, columns, {})
    keys = {index: key for key, index in layout.indexes.items()}
    yield from ((title, keys.get(index, "")) for index, title in enumerate(layout.titles))


def _find_layout(
    sheet: Sheet, columns: Sequence[ListColumn], mapping: Mapping[str, str]
) -> ListLayout | None:
    best: tuple[int, SheetRow] | None = None
    for row in sheet.rows[:_SEARCHED_ROWS]:
        score = len(_assign(row, columns, mapping)[0])
        if score and (best is None or score > best[0]):
            best = (score, row)
    if best is None or best[0] < min(2, len(columns)):
        return None
    return _layout(best[1], columns, mapping)


def _layout(row: SheetRow, columns: Sequence[ListColumn], mapping: Mapping[str, str]) -> ListLayout:
    """The layout with ``row`` as its header."""
    indexes, ignored = _assign(row, columns, mapping)
    titles = (_title(cell) or f"Spalte {column_letters(index)}" for index, cell in enumerate(row.cells))
    return ListLayout(tuple(titles), indexes, row.number + 1, row.cells, tuple(ignored))


def _assign(
    row: SheetRow, columns: Sequence[ListColumn], mapping: Mapping[str, str]
) -> tuple[dict[str, int], list[str]]:
    """Columns by the headings of ``row``; the first of two that mean the same, and what means nothing."""
    wanted = {normal(heading): key for heading, key in mapping.items()}
    indexes: dict[str, int] = {}
    ignored: list[str] = []
    for index, cell in enumerate(row.cells):
        title = _title(cell)
        if not title:
            continue
        column = find_column(wanted.get(normal(title), title), columns)
        if column is None or column.key in indexes:
            ignored.append(title)
        else:
            indexes[column.key] = index
    return indexes, ignored


def _title(cell: CellValue) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= 120 else ""


def _check_mapping(layout: ListLayout, columns: Sequence[ListColumn], mapping: Mapping[str, str]) -> None:
    there = {normal(title) for title in layout.titles}
    for heading, key in mapping.items():
        if normal(heading) not in there:
            raise UserError("K-324", {"what": f"die Spalte „{heading}“", "known": ", ".join(layout.titles)})
        if key and find_column(key, columns) is None:
            known = ", ".join(column.title for column in columns)
            raise UserError("K-324", {"what": f"die Angabe „{key}“", "known": known})


def _read_rows(sheet: Sheet, layout: ListLayout, columns: tuple[ListColumn, ...]) -> ListTable:
    rows: list[ListRow] = []
    refusals: list[ListRefusal] = []
    skipped: list[tuple[int, str]] = []
    here = [(column, layout.indexes[column.key]) for column in columns if column.key in layout.indexes]
    for row in sheet.rows:
        if row.number < layout.first_row:
            continue
        if reason := _skip_reason(sheet, row, layout):
            skipped.append((row.number, reason))
            continue
        texts, wrong = _texts(sheet, row, here)
        if wrong:
            refusals += [
                ListRefusal(row.number, layout.titles[index], cell_address(index, row.number), why)
                for index, why in wrong
            ]
        else:
            rows.append(ListRow(row.number, texts))
    return ListTable(sheet, layout, columns, tuple(rows), tuple(refusals), tuple(skipped))


def _texts(
    sheet: Sheet, row: SheetRow, here: Iterable[tuple[ListColumn, int]]
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    texts: dict[str, str] = {}
    wrong: list[tuple[int, str]] = []
    for column, index in here:
        if problem := sheet.problems.get((row.number, index)):
            wrong.append((index, problem))
            continue
        try:
            texts[column.key] = cell_text(row.cells[index] if index < len(row.cells) else None, column.holds)
        except ValueFormatError as error:
            wrong.append((index, str(error)))
            continue
        if column.required and not texts[column.key]:
            wrong.append((index, f"„{column.title}“ fehlt."))
    return texts, wrong


def _skip_reason(sheet: Sheet, row: SheetRow, layout: ListLayout) -> str | None:
    known = set(layout.indexes.values())
    filled = [index for index in known if index < len(row.cells) and row.cells[index] is not None]
    if not filled:
        return None if any((row.number, index) in sheet.problems for index in known) else "Leere Zeile"
    if all(index < len(layout.header) and row.cells[index] == layout.header[index] for index in filled):
        return "Wiederholte Kopfzeile"
    first = next(cell for cell in row.cells if cell is not None)
    return "Summenzeile" if isinstance(first, str) and SUM_WORDS.match(first) else None
