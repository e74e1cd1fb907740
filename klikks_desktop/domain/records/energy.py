"""Energy accounts: buildings, meters, what they counted, weather; and factor sets that were imported.

Quantities and money are integers (thousandths of the meter's unit, cents), so that sums are exact
and the database can add them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.records.savings import Grade


class MeterPurpose(StrEnum):
    """What the energy of a meter is for.

    HOT_WATER: heat that goes into hot water only, counted apart (an electric boiler, a gas heater); it
    is part of the heat and never corrected for the weather. A heat pump's electricity is HEAT.
    """

    HEAT = "Wärme"
    HOT_WATER = "Warmwasser"
    POWER = "Strom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building or facility of the municipality (Gebäude, Liegenschaft).

    kind: number of its category in the comparison values of 2021 (after the BWZK), "" when none fits
    (street lighting). other_kind: its row in the VDI 3807 means, "". area_m2: NGF; gross_area_m2: BGF,
    used where NGF is unknown. hot_water_share: part of the heat, where it is not metered apart.
    """

    id: UUID
    source: UUID | None = None
    place_id: UUID
    name: str
    kind: str = ""
    other_kind: str = ""
    locality_id: UUID | None = None
    street: str = ""
    postcode: str = ""
    area_m2: Decimal | None = None
    gross_area_m2: Decimal | None = None
    year_built: int | None = None
    heating: Carrier | None = None
    central_hot_water: bool = False
    hot_water_share: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A meter or a delivery account (Zähler). name: its number, or what people call it."""

    id: UUID
    source: UUID | None = None
    building_id: UUID
    carrier: Carrier
    purpose: MeterPurpose
    name: str = ""
    unit: Unit = Unit.KWH
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumption:
    """What a meter counted in a month, or in a whole year (``month`` 0).

    quantity_milli: thousandths of the meter's unit. cents: gross cost; ``None`` is unknown, never 0.
    """

    id: UUID
    source: UUID | None = None
    meter_id: UUID
    year: int
    month: int = 0
    quantity_milli: int | None = None
    cents: int | None = None
    grade: Grade = Grade.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherFactor:
    """Climate factor (Klimafaktor) of a calendar year and a postcode; "" holds for the whole municipality."""

    id: UUID
    source: UUID | None = None
    place_id: UUID
    postcode: str = ""
    year: int
    factor: Decimal
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorFile:
    """A file with factor sets that was imported (``data``: its JSON); beats the shipped file of that id."""

    id: str
    title: str
    edition: str
    valid_from: date
    imported_at: datetime
    data: str
