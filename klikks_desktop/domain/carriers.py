"""Energy carriers (Energieträger), their units, and how an amount becomes kWh Hi.

Factors and results speak of kWh Hi (lower heating value); bills for gas speak of kWh Hs. Sources of
the conversions: facts 4.5 (Hs/Hi F3; the others are guide values "Richtwert, bitte prüfen").
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Carrier(StrEnum):
    """What energy comes as; the values are the words of the command line and of files."""

    ELECTRICITY = "electricity"
    NATURAL_GAS = "natural_gas"
    HEATING_OIL = "heating_oil"
    LPG = "lpg"
    WOOD_PELLETS = "wood_pellets"
    WOOD_CHIPS = "wood_chips"
    DISTRICT_HEAT = "district_heat"
    DIESEL = "diesel"
    PETROL = "petrol"


class Unit(StrEnum):
    """What a meter or a bill counts in."""

    KWH = "kWh"
    KWH_HS = "kWh Hs"
    MWH = "MWh"
    CUBIC_METRE = "m³"
    LITRE = "l"
    KILOGRAM = "kg"


CARRIER_WORDS: Final[Mapping[Carrier, str]] = {
    Carrier.ELECTRICITY: "Strom",
    Carrier.NATURAL_GAS: "Erdgas",
    Carrier.HEATING_OIL: "Heizöl",
    Carrier.LPG: "Flüssiggas",
    Carrier.WOOD_PELLETS: "Holzpellets",
    Carrier.WOOD_CHIPS: "Hackschnitzel",
    Carrier.DISTRICT_HEAT: "Fernwärme",
    Carrier.DIESEL: "Diesel",
    Carrier.PETROL: "Benzin",
}

HS_PER_HI: Final = Decimal("1.11")
"""Upper to lower heating value of natural gas (facts 4.5, F3)."""

KWH_PER_UNIT: Final[Mapping[Carrier, Mapping[Unit, Decimal]]] = {
    Carrier.ELECTRICITY: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000)},
    Carrier.NATURAL_GAS: {
        Unit.KWH: Decimal(1),
        Unit.MWH: Decimal(1000),
        Unit.KWH_HS: 1 / HS_PER_HI,
        Unit.CUBIC_METRE: Decimal("10.3") / HS_PER_HI,
    },
    Carrier.HEATING_OIL: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000), Unit.LITRE: Decimal("10.0")},
    Carrier.LPG: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000), Unit.KILOGRAM: Decimal("12.8")},
    Carrier.WOOD_PELLETS: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000), Unit.KILOGRAM: Decimal("4.9")},
    Carrier.WOOD_CHIPS: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000)},
    Carrier.DISTRICT_HEAT: {Unit.KWH: Decimal(1), Unit.MWH: Decimal(1000)},
    Carrier.DIESEL: {Unit.KWH: Decimal(1), Unit.LITRE: Decimal("9.8")},
    Carrier.PETROL: {Unit.KWH: Decimal(1), Unit.LITRE: Decimal("8.6")},
}
"""kWh Hi in one unit of a carrier. Gas: 10.3 kWh Hs/m³; all but Hs/Hi are guide values (facts 4.5, M)."""


def kwh_hi(carrier: Carrier, amount: Decimal, unit: Unit) -> Decimal:
    """``amount`` of a carrier in kWh Hi; ``KeyError`` when the carrier is not counted in ``unit``."""
    return amount * KWH_PER_UNIT[carrier][unit]
