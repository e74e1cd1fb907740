"""Factors that savings are reckoned with, as loaded from data files: emissions, prices, tariffs, yields.

A factor set is whole and has a name: sums of different sets are never added. Where a figure is not
known it is missing (``None``), never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klikks_desktop.domain.carriers import Carrier


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One figure with its source. is_guide_value: marked M in facts, "Richtwert, bitte prüfen".

    title: what it is, German. minimum, maximum: the usual range (facts 3.3), beyond which a person is
    asked to look again.
    """

    value: Decimal
    unit: str
    source: str
    title: str = ""
    note: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def is_guide_value(self) -> bool:
        """Whether somebody has to check it."""
        return "M" in self.source.replace(",", " ").split()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorSet:
    """Emission factors of one edition (Faktorensatz), g CO2 or CO2e per kWh Hi of final energy.

    id: "geg-2020". basis: "CO2e", "CO2" or, mixed, in words. upstream: with upstream chains, in words.
    vintage: "2024" for a set with the electricity mix of one year. rows: further choices for a carrier
    (district heat), name -> factor.
    """

    id: str
    title: str
    basis: str
    upstream: str
    edition: str
    valid_from: date
    vintage: str
    factors: Mapping[Carrier, Factor]
    rows: Mapping[str, Factor]

    def factor(self, carrier: Carrier) -> Factor | None:
        """The factor of a carrier, or ``None`` when the set has none."""
        return self.factors.get(carrier)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedInPeriod:
    """Feed-in tariffs in ct/kWh by share of power, fixed by the day of commissioning; ``None`` unknown."""

    begins_on: date
    ends_on: date
    to_10_kw: Decimal | None
    to_40_kw: Decimal | None
    to_100_kw: Decimal | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Everything a calculation needs beside its inputs, from data files.

    defaults: (measure, name) -> factor, also ("ECON", …). prices: name of facts 4.5 -> factor
    ("p_el", "p_el_street", "p_el_heat_pump", "p_gas" per kWh Hs, "p_oil" per l …). yields: first two
    digits of the AGS -> kWh/kWp a. co2_price: year -> EUR/t. service_lives: component -> (years,
    maintenance share of the investment per year).
    """

    edition: str
    defaults: Mapping[tuple[str, str], Factor]
    prices: Mapping[str, Factor]
    yields: Mapping[str, Factor]
    feed_in: tuple[FeedInPeriod, ...]
    co2_price: Mapping[int, Factor]
    service_lives: Mapping[str, tuple[Factor, Factor]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonValue:
    """One category of the official comparison values of 2021, kWh/(m2 NGF a) (facts 4.7).

    electricity: sum of the electric columns; columns: each of them by its German name, for a building
    that has no cooling or ventilation.
    """

    number: str
    title: str
    heat: Decimal
    hot_water: Decimal
    electricity: Decimal
    source: str
    columns: Mapping[str, Decimal] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanValue:
    """One row of the VDI 3807 means, kWh/(m2 a) (facts 4.8)."""

    title: str
    heat_mean: Decimal
    heat_target: Decimal
    power_mean: Decimal
    power_target: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingProgramme:
    """A funding programme (Förderprogramm) as data; rates as shares, "Stand" always shown."""

    id: str
    title: str
    measure: str
    rate: Decimal | None
    rate_finance_weak: Decimal | None
    conditions: str
    as_of: str
    source: str
    url: str = ""
