"""Columns of a list of partner municipalities, and lists that are nothing but names or keys."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from klikks_desktop.domain.lists.columns import ListColumn, columns_of, find_column
from klikks_desktop.domain.region.fields import PARTNER_FIELDS
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow

KEY, NAME, COUNTY = "key", "designation", "county"
_ALIASES: Final = {
    NAME: ("Name", "Gemeinde", "Ort", "Stadt", "Partnerkommune", "Gemeindename", "Bezeichnung", "Kommunen"),
    "office": ("Dienststelle", "Amt", "Fachbereich", "Abteilung", "Ansprechstelle"),
    "street": ("Straße", "Anschrift", "Adresse"),
    "postcode": ("Postleitzahl",),
    "city": ("Postort", "Sitz", "Wohnort"),
    "email": ("Mail", "E-Mail-Adresse", "Postfach"),
    "phone": ("Tel.", "Telefonnummer"),
    "since": ("Seit", "Beginn", "Teilnahme seit"),
    "until": ("Bis", "Ende", "Teilnahme bis"),
}
_KEY_FIRST: Final = re.compile(r"([0-9][0-9 ]{6,})(?:[\s,;:–-]+(\D.*))?$")
PARTNER_COLUMNS: Final = (
    ListColumn(
        key=KEY,
        title="AGS",
        aliases=("Gemeindeschlüssel", "Schlüssel", "Amtlicher Gemeindeschlüssel", "ARS", "Regionalschlüssel"),
    ),
    *columns_of(PARTNER_FIELDS, _ALIASES, ()),
    ListColumn(key=COUNTY, title="Landkreis", aliases=("Kreis",)),
)


def plain_list(sheet: Sheet) -> Sheet:
    """A list with a single column as a table with columns for key and name; any other sheet as it is.

    A line may hold a key, a name, or a key with the name behind it. Below a single heading the comma of
    "Soltau, Stadt" parts no columns.
    """
    filled = {index for row in sheet.rows for index, cell in enumerate(row.cells) if cell is not None}
    head = [str(cell) for cell in sheet.rows[0].cells if cell is not None] if sheet.rows else []
    column = find_column(head[0], PARTNER_COLUMNS) if len(head) == 1 else None
    if len(filled) != 1 and (column is None or column.key not in {KEY, NAME}):
        return sheet
    lines = [
        (row.number, ", ".join(str(cell).strip() for cell in row.cells if cell is not None))
        for row in sheet.rows
    ]
    if lines and find_column(lines[0][1], PARTNER_COLUMNS) is not None:
        lines = lines[1:]
    titles = tuple(column.title for column in PARTNER_COLUMNS if column.key in {KEY, NAME})
    rows = (SheetRow(number, _split(line)) for number, line in lines if line)
    return replace(sheet, rows=(SheetRow(0, titles), *rows), problems={})


def _split(line: str) -> tuple[CellValue, CellValue]:
    match = _KEY_FIRST.match(line)
    return (match[1].replace(" ", ""), match[2] or None) if match else (None, line)
