"""What a person types into an input of a measure becomes a value: German or plain, with or without unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import HS_PER_HI, KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.domain.measures.model import Input, InputKind
from klikks_desktop.domain.values import ValueFormatError, clean_text, format_number, parse_number, quoted

Value = Decimal | date | str

_WITH_UNIT = re.compile(r"(?P<number>[+\-−]?[\d.,' ]*\d)\s*(?P<unit>.*)", re.ASCII)
_AMBIGUOUS = re.compile(r"[+\-−]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_UNIT_WORDS: Final = {"m3": "m³", "cbm": "m³", "liter": "l", "kwhhi": "kwh", "kwh(hs)": "kwhhs"}
_MOST: Final = Decimal(10) ** 12
_DIGITS: Final = 24


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount that was typed in another unit: how it became the unit of the input."""

    amount: Decimal
    unit: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and the conversion where it was typed in another unit."""

    value: Value
    conversion: Conversion | None = None


def units_of(field: Input, choices: Mapping[str, str]) -> dict[str, Decimal]:
    """The units that an input takes besides its own, each in the input's unit.

    choices: the chosen values; the carrier among them decides whether litres or cubic metres are taken.
    """
    units = dict(field.units)
    if field.carrier_key:
        carrier = Carrier(choices.get(field.carrier_key, field.carrier_key))
        units |= {unit.value: factor for unit, factor in KWH_PER_UNIT[carrier].items() if unit != Unit.KWH}
    return units


def read_input(field: Input, text: str, choices: Mapping[str, str]) -> Reading:
    """What ``text`` means; ``ValueFormatError`` with a German sentence."""
    plain = clean_text(text)
    if field.kind is InputKind.CHOICE:
        return Reading(_read_choice(field, plain))
    if field.kind is InputKind.DATE:
        return Reading(_read_date(field, plain))
    return _read_number(field, plain, units_of(field, choices))


def plain_text(value: Value) -> str:
    """The value as it is kept: a plain decimal, an ISO date or the word of a choice."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value.isoformat() if isinstance(value, date) else value


def default_value(field: Input, text: str) -> Value:
    """The value of a default, which is a plain decimal, an ISO date or a choice."""
    if field.kind is InputKind.CHOICE:
        return text
    return date.fromisoformat(text) if field.kind is InputKind.DATE else Decimal(text)


def _read_choice(field: Input, plain: str) -> str:
    for value, words in field.choices.items():
        if plain.casefold() in {value.casefold(), words.casefold()}:
            return value
    known = ", ".join(f"{words} ({value})" for value, words in field.choices.items())
    raise ValueFormatError(f"{field.title}: {quoted(plain)} gibt es hier nicht. Möglich sind: {known}.")


def _read_date(field: Input, plain: str) -> date:
    try:
        return parse_date(plain)
    except DateError as error:
        raise ValueFormatError(f"{field.title}: {error}") from error


def _read_number(field: Input, plain: str, units: Mapping[str, Decimal]) -> Reading:
    match = _WITH_UNIT.fullmatch(plain)
    if not match or sum(character.isdigit() for character in plain) > _DIGITS:
        raise ValueFormatError(f"{field.title}: {quoted(plain)} ist keine Zahl. Bitte so: 1.234,5.")
    try:
        number = parse_number(match["number"])
    except ValueFormatError as error:
        raise ValueFormatError(f"{field.title}: {error}") from error
    unit, factor = _unit(field, match["unit"], units)
    value = number * factor
    if _AMBIGUOUS.fullmatch(match["number"]) and _outside(field, value):
        # "3.125" means 3125 in German; where that cannot be, the point is a decimal point.
        decimal = Decimal(match["number"].replace("−", "-"))
        if not _outside(field, decimal * factor):
            number, value = decimal, decimal * factor
    if field.key == "tariff" and not match["unit"] and number >= 1:
        unit, factor, value = "ct/kWh", Decimal("0.01"), number / 100
    _refuse_outside(field, plain, value)
    return Reading(value, Conversion(number, unit, factor) if unit != field.unit else None)


def _unit(field: Input, typed: str, units: Mapping[str, Decimal]) -> tuple[str, Decimal]:
    wanted = _unit_key(typed)
    if wanted in {"", _unit_key(field.unit)}:
        return field.unit, Decimal(1)
    for unit, factor in units.items():
        if _unit_key(unit) == wanted:
            return unit, factor
    known = ", ".join(unit for unit in (field.unit, *units) if unit) or "eine Zahl ohne Einheit"
    raise ValueFormatError(
        f"{field.title}: Die Einheit {quoted(typed)} passt hier nicht. Möglich sind: {known}."
    )


def _unit_key(unit: str) -> str:
    compact = unit.replace(" ", "").replace("€", "eur").casefold()
    return _UNIT_WORDS.get(compact, compact)


def _outside(field: Input, value: Decimal) -> bool:
    low = field.minimum if field.minimum is not None else -_MOST
    high = field.maximum if field.maximum is not None else _MOST
    return not low <= value <= high or (field.above_minimum and value <= low)


def _refuse_outside(field: Input, plain: str, value: Decimal) -> None:
    if field.whole and value != value.to_integral_value():
        raise ValueFormatError(f"{field.title} ist eine ganze Zahl; {quoted(plain)} ist keine.")
    if not _outside(field, value):
        return
    parts = []
    if field.minimum is not None:
        words = "mehr als" if field.above_minimum else "mindestens"
        parts.append(f"{words} {format_number(field.minimum)}")
    if field.maximum is not None:
        parts.append(f"höchstens {format_number(field.maximum)}")
    span = f"{' und '.join(parts)} {field.unit}".rstrip() if parts else "eine kleinere Zahl"
    raise ValueFormatError(f"{field.title}: {quoted(plain)} ist nicht möglich; erlaubt ist {span}.")


def conversion_words(conversion: Conversion) -> tuple[str, str]:
    """How an amount was converted, filled with numbers, and the source keys of the factor."""
    amount = f"{format_number(conversion.amount)} {conversion.unit}"
    if conversion.unit == Unit.KWH_HS.value:
        return f"{amount} / {format_number(HS_PER_HI)}", "F3"
    if conversion.unit == Unit.CUBIC_METRE.value:
        return (
            f"{amount} · {format_number(conversion.factor * HS_PER_HI, 1)} / {format_number(HS_PER_HI)}",
            "F3 M",
        )
    if conversion.unit == "EUR/kWh Hi":
        return f"{amount} / {format_number(HS_PER_HI)}", "F3"
    guide = "M" if conversion.unit in {Unit.LITRE.value, Unit.KILOGRAM.value} else ""
    return f"{amount} · {format_number(conversion.factor)}", guide
