"""Climate factors (Klimafaktoren) from a table: one row per postcode and period, or a column per period.

Accepted headings, in any order among the first rows: PLZ or Postleitzahl; KF or Klimafaktor; Jahr,
Zeitraum, or von and bis. Instead of KF and period a column may be headed by its period itself ("2024",
"01/2024 - 12/2024", "01.01.2024-31.12.2024"). Only whole calendar years are taken, other twelve months
are passed over. The DWD publishes factors for all twelve-month periods (facts 4.10: F25, F32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.energy.weather import known_postcode, known_year, read_factor
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow
from klikks_desktop.domain.values import ValueFormatError

HEADING_ROWS: Final = 30
_POSTCODE: Final = frozenset({"plz", "postleitzahl", "postcode", "plzgebiet", "plzbereich"})
_FACTOR: Final = frozenset({"kf", "klimafaktor", "klimafaktoren", "faktor", "wert"})
_PERIOD: Final = frozenset({"jahr", "kalenderjahr", "zeitraum", "periode", "berechnungszeitraum"})
_BEGIN: Final = frozenset({"von", "beginn", "anfang", "start", "zeitraumvon", "datumvon"})
_END: Final = frozenset({"bis", "ende", "zeitraumbis", "datumbis"})
_DAY: Final = re.compile(
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iy>\d{4})-(?P<im>\d{2})(?:-(?P<id>\d{2}))?"
    r"|(?P<cy>\d{4})(?P<cm>\d{2})(?P<cd>\d{2})|(?P<mm>\d{1,2})[./](?P<my>\d{4})",
    re.ASCII,
)
_YEAR: Final = re.compile(r"(?:KF|Klimafaktor|Jahr)?\s*(\d{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WeatherRow:
    """The factor of a calendar year for a postcode; row: where it stood."""

    postcode: str
    year: int
    factor: Decimal
    row: int


@dataclass(frozen=True, slots=True)
class WeatherTable:
    """What a table holds. refused: sentences that name the row. other_periods: not calendar years."""

    rows: tuple[WeatherRow, ...]
    refused: tuple[str, ...]
    other_periods: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand. years: column -> year, ``None`` for a period that is no calendar year."""

    postcode: int
    factor: int | None
    period: tuple[int, ...]
    years: Mapping[int, int | None]


def read_weather_table(sheet: Sheet) -> WeatherTable | None:
    """The factors of a sheet; ``None`` when it has no headings as described above."""
    for index, row in enumerate(sheet.rows[:HEADING_ROWS]):
        columns = _columns(row)
        if columns is not None:
            return _read(columns, sheet.rows[index + 1 :])
    return None


def calendar_year(text: str) -> int | None:
    """The year that a period is, ``None`` when it is another one.

    Raises ``ValueFormatError`` when it cannot be read as a period.
    """
    if match := _YEAR.fullmatch(text.strip()):
        return known_year(int(match[1]))
    months = [_month(match) for match in _DAY.finditer(text)]
    if len(months) != 2:
        raise ValueFormatError(f"„{text[:40]}“ ist weder ein Jahr noch ein Zeitraum.")
    (first_year, first_month), (last_year, last_month) = months
    if first_year == last_year and (first_month, last_month) == (1, 12):
        return known_year(first_year)
    return None


def _month(match: re.Match[str]) -> tuple[int, int]:
    parts = match.groupdict()
    year = parts["y"] or parts["iy"] or parts["cy"] or parts["my"]
    month = parts["m"] or parts["im"] or parts["cm"] or parts["mm"]
    return int(year or 0), int(month or 0)


def _columns(row: SheetRow) -> _Columns | None:
    """The columns that a row of headings names, or ``None`` when it is no such row."""
    names = [re.sub(r"[\W_]", "", _text(cell)).casefold() for cell in row.cells]
    postcodes = [index for index, name in enumerate(names) if name in _POSTCODE]
    if not postcodes:
        return None
    factor = next((index for index, name in enumerate(names) if name in _FACTOR), None)
    period = [index for index, name in enumerate(names) if name in _PERIOD][:1] or [
        index for index, name in enumerate(names) if name in _BEGIN | _END
    ]
    if factor is not None and period:
        return _Columns(postcodes[0], factor, tuple(period), {})
    years = dict(_year_columns(row.cells))
    return _Columns(postcodes[0], None, (), years) if years else None


def _year_columns(cells: Sequence[CellValue]) -> Iterator[tuple[int, int | None]]:
    for index, cell in enumerate(cells):
        try:
            yield index, calendar_year(_text(cell))
        except ValueFormatError:
            continue


def _read(columns: _Columns, rows: Sequence[SheetRow]) -> WeatherTable:
    taken: list[WeatherRow] = []
    refused: list[str] = []
    others = 0
    for row in rows:
        try:
            found = list(_row(columns, row))
        except ValueFormatError as error:
            refused.append(f"Zeile {row.number}: {error}")
            continue
        taken += [each for each in found if each is not None]
        others += found.count(None)
    return WeatherTable(tuple(taken), tuple(refused), others)


def _row(columns: _Columns, row: SheetRow) -> Iterator[WeatherRow | None]:
    """The factors of a row; ``None`` stands for one of another period."""
    postcode = known_postcode(_cell(row, columns.postcode).zfill(5))
    if columns.factor is None:
        for index, year in columns.years.items():
            if text := _cell(row, index):
                yield None if year is None else WeatherRow(postcode, year, read_factor(text), row.number)
        return
    year = calendar_year(" - ".join(_cell(row, index) for index in columns.period))
    factor = _cell(row, columns.factor)
    yield None if year is None else WeatherRow(postcode, year, read_factor(factor), row.number)


def _cell(row: SheetRow, index: int) -> str:
    return _text(row.cells[index]) if index < len(row.cells) else ""


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
