"""Weather correction (Witterungsbereinigung) of space heating with climate factors of the DWD.

``Q_corr = hot water + (heat - hot water) * KF`` (facts 4.10: F25, F27, F32). Hot water and electricity
are never corrected. The factor refers to Potsdam; above 1 in a mild year or place. Where it is
missing the figure stays as it was counted and says so: no factor is ever taken as 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.energy.cells import FIRST_YEAR, LAST_YEAR
from klikks_desktop.domain.records import Building, WeatherFactor
from klikks_desktop.domain.values import (
    ValueFormatError,
    check_postcode,
    format_number,
    parse_number,
    quoted,
)

LOWEST_FACTOR: Final = Decimal("0.5")
HIGHEST_FACTOR: Final = Decimal("1.6")

GUIDE_SHARE: Final = Decimal("0.05")
GUIDE_SHARE_SHOWERS: Final = Decimal("0.20")
SHOWER_KINDS: Final = frozenset({"20", "21", "22", "29", "30", "33", "37", "39"})
"""Guide values of the hot water share, 5 % as in offices, 20 % where people shower or cook: education,
sport, lodging, canteens (facts 4.10, M: Richtwert, bitte prüfen)."""


@dataclass(frozen=True, slots=True)
class HotWater:
    """How much of the heat is hot water. basis: how that is known, in German words."""

    kwh: Decimal
    share: Decimal
    basis: str
    is_guide_value: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """Heat of a year after the correction, in kWh. factor: ``None`` where it is missing; kwh is raw then."""

    kwh: Decimal
    raw_kwh: Decimal
    hot_water: HotWater
    factor: Decimal | None
    origin: str = ""

    @property
    def is_corrected(self) -> bool:
        """Whether a factor was there."""
        return self.factor is not None

    @property
    def heating_kwh(self) -> Decimal:
        """Space heating alone, as counted."""
        return self.raw_kwh - self.hot_water.kwh


def hot_water(building: Building, heat_kwh: Decimal, metered_kwh: Decimal | None) -> HotWater:
    """Hot water within ``heat_kwh``: as metered, else the building's own share, else a guide value.

    Without central hot water there is none in the heat (it is electricity then).
    """
    if metered_kwh is not None:
        share = metered_kwh / heat_kwh if heat_kwh else Decimal(0)
        return HotWater(metered_kwh, share, "eigener Zähler für Warmwasser")
    if building.hot_water_share is not None:
        share, basis, is_guide = building.hot_water_share, "Angabe zum Gebäude", False
    elif building.central_hot_water:
        share = GUIDE_SHARE_SHOWERS if building.kind in SHOWER_KINDS else GUIDE_SHARE
        basis, is_guide = "Richtwert, bitte prüfen", True
    else:
        share, basis, is_guide = Decimal(0), "kein zentrales Warmwasser", False
    return HotWater(heat_kwh * share, share, basis, is_guide)


def correct(heat_kwh: Decimal, water: HotWater, factor: WeatherFactor | None) -> Corrected:
    """Heat with its space heating part times the climate factor."""
    if factor is None:
        return Corrected(heat_kwh, heat_kwh, water, None)
    kwh = water.kwh + (heat_kwh - water.kwh) * factor.factor
    return Corrected(kwh, heat_kwh, water, factor.factor, factor.origin)


class FactorTable:
    """The climate factors of one municipality, by postcode and year.

    For a building its own postcode counts, then what holds for the whole municipality; one without a
    postcode may also take that of the town hall.
    """

    def __init__(self, factors: Iterable[WeatherFactor], town_postcode: str = "") -> None:
        self._factors: Mapping[tuple[str, int], WeatherFactor] = {
            (each.postcode, each.year): each for each in factors
        }
        self._town_postcode = town_postcode

    def find(self, building: Building, year: int) -> WeatherFactor | None:
        """The factor for a building in a year, or ``None`` when it is missing."""
        wanted = (building.postcode, "") if building.postcode else ("", self._town_postcode)
        found = (self._factors.get((postcode, year)) for postcode in wanted)
        return next((each for each in found if each is not None), None)


def read_factor(text: str) -> Decimal:
    """A climate factor as typed; ``ValueFormatError`` when it is none or beyond 0.5 to 1.6.

    A point is a decimal point here, also before three digits: no factor is in the thousands.
    """
    number = parse_number(text.replace(".", ","))
    if not LOWEST_FACTOR <= number <= HIGHEST_FACTOR:
        span = f"{format_number(LOWEST_FACTOR)} und {format_number(HIGHEST_FACTOR)}"
        raise ValueFormatError(f"Ein Klimafaktor liegt zwischen {span}; {quoted(text)} ist keiner.")
    return number


def known_year(year: int) -> int:
    """A year that an account may speak of; ``ValueFormatError`` otherwise."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueFormatError(f"Das Jahr {year} liegt nicht zwischen {FIRST_YEAR} und {LAST_YEAR}.")
    return year


def known_postcode(postcode: str) -> str:
    """A German postcode; ``ValueFormatError`` when it is none."""
    if wrong := check_postcode(postcode):
        raise ValueFormatError(wrong)
    return postcode
