"""Figures of savings as people read them: the same rounding on screen, on paper and in tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from klikks_desktop.domain.values import format_number

NEVER: Final = "rechnet sich nicht"
NONE: Final = "–"


def rounded(value: Decimal, digits: int) -> str:
    """``1.234,5`` with so many digits, rounded half up; never ``-0``."""
    exact = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return format_number(exact or abs(exact), digits)


def kwh_words(kwh: Decimal) -> str:
    """``12.345 kWh``."""
    return f"{rounded(kwh, 0)} kWh"


def tonnes_words(tonnes: Decimal | None, gas: str = "CO₂e") -> str:
    """``4,12 t CO₂e``, from 100 t on ``412,3 t``; a dash where no claim is made."""
    if tonnes is None:
        return NONE
    return f"{rounded(tonnes, 1 if abs(tonnes) >= 100 else 2)} t {gas}".rstrip()


def gas_words(text: str) -> str:
    """``CO₂e`` as people read it, for the CO2e of data and files."""
    return text.replace("CO2", "CO₂")


def euro_words(euros: Decimal) -> str:
    """``1.235 EUR``."""
    return f"{rounded(euros, 0)} EUR"


def years_words(years: Decimal | None) -> str:
    """``7,3 Jahre``; ``rechnet sich nicht`` where the money never comes back."""
    if years is None:
        return NEVER
    return f"{rounded(years, 1)} Jahre"


def per_tonne_words(euros: Decimal | None) -> str:
    """``-85 EUR/t``; a dash where CO2 does not fall."""
    return NONE if euros is None else f"{rounded(euros, 0)} EUR/t"
