"""Columns of a list: what they hold and under which headings they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.patron_columns import normal
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.domain.values import ValueFormatError, format_number

_UNIT: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_NUMBERS: Final = frozenset({FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.EUROS, FieldKind.SHARE})


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """One column. aliases: other headings, compared without case, blanks and units in brackets.

    exact: headings compared letter by letter, for keys like "A" and "a" that differ in case only.
    """

    key: str
    title: str
    holds: Holds = Holds.TEXT
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    required: bool = False


def columns_of(
    fields: Iterable[Field], aliases: Mapping[str, tuple[str, ...]], required: Sequence[str]
) -> tuple[ListColumn, ...]:
    """Columns for the fields of a record. aliases: field name -> other headings."""
    return tuple(
        ListColumn(
            key=field.name,
            title=f"{field.title} ({field.unit})" if field.unit else field.title,
            holds=_holds(field),
            aliases=aliases.get(field.name, ()),
            required=field.name in required,
        )
        for field in fields
    )


def _holds(field: Field) -> Holds:
    if field.kind in _NUMBERS:
        return Holds.NUMBER
    if field.kind is FieldKind.DATE:
        return Holds.DATE
    return Holds.POSTCODE if field.name == "postcode" else Holds.TEXT


def cell_text(value: CellValue, holds: Holds) -> str:
    """What a cell says, as a person would type it; ``ValueFormatError`` where its type cannot be meant."""
    if value is None:
        return ""
    if isinstance(value, bool):
        if holds in {Holds.NUMBER, Holds.DATE}:
            raise ValueFormatError(f"Hier steht {'WAHR' if value else 'FALSCH'}, erwartet wird eine Angabe.")
        return "ja" if value else "nein"
    if isinstance(value, date):
        if holds is Holds.NUMBER:
            raise ValueFormatError(
                f"Hier steht das Datum {format_short(value)}, erwartet wird eine Zahl. Excel hat sie wohl "
                "umgewandelt: Bitte die Zelle als Zahl formatieren und die Zahl neu eintippen."
            )
        return format_short(value)
    if isinstance(value, int | float):
        return _number_text(value, holds)
    return value


def _number_text(value: float, holds: Holds) -> str:
    if holds is Holds.DATE:
        raise ValueFormatError(
            f"Hier steht die Zahl {format_number(value)}, erwartet wird ein Datum. Bitte die Zelle in Excel "
            "als Datum formatieren."
        )
    if holds is Holds.POSTCODE and isinstance(value, int):
        return f"{value:05d}"
    return format_number(value, grouped=False)


def find_column(heading: str, columns: Iterable[ListColumn]) -> ListColumn | None:
    """The column that a heading means: its key or title first, then what others call it."""
    plain = _UNIT.sub("", heading.strip())
    for column in columns:
        if plain in {column.key, *column.exact}:
            return column
    word = normal(heading)
    for column in columns:
        if word and word in {normal(column.title), *(normal(alias) for alias in column.aliases)}:
            return column
    return None
