"""Finding the header of a list of patrons, wherever it stands, or doing without."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_cells import ADDRESS_WORDS, looks_like_date, looks_like_yes_or_no
from klikks_desktop.domain.patron_columns import STANDARD, Column, assign, meaning, normal
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow, column_letters

_SEARCHED_ROWS: Final = 30
_HEADER_HEIGHT: Final = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet are.

    titles: the titles as they stand in the file, one for each column from A on.
    columns: for each known column the indexes that bear it, the clearest title first.
    first_row: number of the first row that may hold a person.
    header: the cells of the header's last row, to recognise it when a list repeats it.
    ignored: titles of columns that were not understood. remarks: German sentences.
    """

    titles: tuple[str, ...]
    columns: Mapping[Column, tuple[int, ...]]
    first_row: int
    header: tuple[CellValue, ...] = ()
    ignored: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def needs_name_order(self) -> bool:
        """First and family name share a column: somebody must say how they are written."""
        return Column.FULL_NAME in self.columns

    def title(self, column: Column) -> str:
        """Return the title that ``column`` bears in the file, or its official one where it has none."""
        indexes = self.columns.get(column)
        return self.titles[indexes[0]] if indexes else column.value

    def cells(self, row: SheetRow, column: Column) -> list[CellValue]:
        """Return what ``row`` holds in the columns that mean ``column``."""
        return [row.cells[index] for index in self.columns.get(column, ()) if index < len(row.cells)]


def find_layout(sheet: Sheet) -> Layout:
    """Find the header of a patron list, or read a list without one in the documented order.

    ``UserError`` K-320 where neither is possible, K-321 where there is no column with names.
    """
    header = _find_header(sheet.rows[:_SEARCHED_ROWS])
    if header is None:
        return _layout_without_header(sheet)
    titles, position = header
    columns, strays = assign(titles)
    if not columns.keys() & {Column.FAMILY_NAME, Column.FULL_NAME}:
        raise _missing(sheet, Column.FAMILY_NAME, columns)
    if Column.FULL_NAME not in columns and Column.GIVEN_NAME not in columns:
        raise _missing(sheet, Column.GIVEN_NAME, columns)
    last = sheet.rows[position]
    return Layout(
        titles=tuple(_named(titles, len(titles))),
        columns=columns,
        first_row=last.number + 1,
        header=last.cells,
        ignored=tuple(titles[index].replace("\n", " ") for index in strays),
        remarks=tuple(_remarks(titles, columns)),
    )


def choose_sheet(sheets: Sequence[Sheet]) -> tuple[Sheet, Layout]:
    """Choose the sheet that knows most of our columns; the first one's ``UserError`` where none fits."""
    found: list[tuple[Sheet, Layout]] = []
    refused: list[UserError] = []
    for sheet in sheets:
        try:
            found.append((sheet, find_layout(sheet)))
        except UserError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return max(found, key=lambda pair: (len(pair[1].columns), len(pair[0].rows)))


def _find_header(rows: Sequence[SheetRow]) -> tuple[list[str], int] | None:
    """Find the row (or two, three rows upon each other) with most known titles, at least two of them."""
    best: tuple[list[str], int] | None = None
    most = 1
    for height in range(1, _HEADER_HEIGHT + 1):
        for last in range(height - 1, len(rows)):
            titles = _stacked(rows[last - height + 1 : last + 1])
            score = len(assign(titles)[0])
            if score > most:
                best, most = (titles, last), score
    return best


def _stacked(rows: Sequence[SheetRow]) -> list[str]:
    """Join the titles of rows upon each other; an upper title also holds for the empty cells to its right."""
    width = max(len(row.cells) for row in rows)
    lines = [
        [_title_text(row.cells[index]) if index < len(row.cells) else "" for index in range(width)]
        for row in rows
    ]
    spread = [list(line) for line in lines[:-1]]
    for line in spread:
        for index in range(1, width):
            line[index] = line[index] or line[index - 1]
    return [
        _best_title([line[index] for line in spread], lines[-1][index])
        or next((line[index] for line in reversed(lines) if line[index]), "")
        for index in range(width)
    ]


def _best_title(above: Sequence[str], lowest: str) -> str:
    """Take "Amtszeit" over "von" together where that means something, else the lowest alone."""
    for start in range(len(above)):
        joined = " ".join(part for part in (*above[start:], lowest) if part)
        if lowest and meaning(joined) is not None:
            return joined
    return lowest


def _title_text(cell: CellValue) -> str:
    return cell if isinstance(cell, str) and len(cell) <= 80 else ""


def _layout_without_header(sheet: Sheet) -> Layout:
    """Take the documented order where the contents of the columns bear it out."""
    width = max(len(row.cells) for row in sheet.rows)
    fits = 4 <= width <= len(STANDARD) and all(
        _bears_out(STANDARD[index], [row.cells[index] for row in sheet.rows if index < len(row.cells)])
        for index in range(width)
    )
    if not fits:
        raise UserError("K-320", {"sheet": sheet.name, "columns": ", ".join(STANDARD)})
    return Layout(
        titles=tuple(STANDARD[:width]),
        columns={column: (index,) for index, column in enumerate(STANDARD[:width])},
        first_row=sheet.rows[0].number,
        remarks=(
            "Die Liste hat keine Kopfzeile. Die Spalten wurden in dieser Reihenfolge gelesen: "
            + ", ".join(STANDARD[:width])
            + ".",
        ),
    )


def _bears_out(column: Column, values: Sequence[CellValue]) -> bool:
    """Say whether at least four of five values look like what ``column`` holds."""
    filled = [value for value in values if value is not None]
    if not filled:
        return column not in {Column.ADDRESS, Column.GIVEN_NAME, Column.FAMILY_NAME}
    test = _LOOKS.get(column, _looks_like_text)
    return sum(test(value) for value in filled) * 5 >= len(filled) * 4


def _looks_like_text(value: CellValue) -> bool:
    return isinstance(value, str) and "@" not in value and not looks_like_date(value)


def _looks_like_address(value: CellValue) -> bool:
    return isinstance(value, str) and value.casefold().rstrip(".") in ADDRESS_WORDS


def _looks_like_email(value: CellValue) -> bool:
    return isinstance(value, str) and "@" in value


def _looks_like_phone(value: CellValue) -> bool:
    return isinstance(value, int) or (
        isinstance(value, str) and sum(map(str.isdigit, value)) * 2 >= len(value)
    )


_LOOKS: Final[Mapping[Column, Callable[[CellValue], bool]]] = {
    Column.ADDRESS: _looks_like_address,
    Column.EMAIL: _looks_like_email,
    Column.PHONE: _looks_like_phone,
    Column.BEGINS_ON: looks_like_date,
    Column.ENDS_ON: looks_like_date,
    Column.RESOLUTION_ON: looks_like_date,
    Column.RESOLUTION_NUMBER: lambda _value: True,
    Column.CONSENT: looks_like_yes_or_no,
    Column.CONSENT_ON: looks_like_date,
}


def _named(titles: Sequence[str], width: int) -> Iterator[str]:
    """Give every column a title of its own: an empty one its letter, a repeated one a number."""
    seen: dict[str, int] = {}
    for index in range(width):
        title = titles[index] or f"Spalte {column_letters(index)}"
        seen[title] = seen.get(title, 0) + 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def _remarks(titles: Sequence[str], columns: Mapping[Column, tuple[int, ...]]) -> Iterator[str]:
    if Column.ADDRESS not in columns:
        yield (
            "Die Spalte „Anrede“ fehlt. Sie wird nicht erraten: Personen, die noch nicht erfasst sind, "
            "werden ohne sie nicht übernommen."
        )
    for column, indexes in columns.items():
        if len(indexes) > 1:
            names = ", ".join(f"„{titles[index]}“ ({column_letters(index)})" for index in indexes)
            yield f"Für „{column}“ gibt es mehrere Spalten: {names}. Es zählt die erste, in der etwas steht."
    if Column.CONSENT not in columns and any(normal(title) == "einwilligung" for title in titles):
        yield (
            "Die Spalte „Einwilligung“ sagt nicht, wofür eingewilligt wurde, und wird nicht gelesen. "
            "Geht es um die Weitergabe an das Regionalmanagement, nennen Sie sie „Einwilligung Weitergabe“."
        )


def _missing(sheet: Sheet, column: Column, found: Mapping[Column, object]) -> UserError:
    return UserError("K-321", {"sheet": sheet.name, "column": column.value, "found": ", ".join(found)})
