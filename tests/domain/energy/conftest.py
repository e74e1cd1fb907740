"""Invented buildings, meters and years."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.energy.account import MeterYear, add_up
from klikks_desktop.domain.records import Building, Meter, MeterPurpose, WeatherFactor


class Invent:
    """Makes records with keys of their own."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.place_id = self.id()

    def id(self) -> UUID:
        return UUID(int=next(self._numbers))

    def building(self, **values: Any) -> Building:
        usual = {"id": self.id(), "place_id": self.place_id, "name": "Rathaus", "area_m2": Decimal(1000)}
        return Building(**{**usual, **values})

    def meter(
        self,
        of: Building,
        carrier: Carrier = Carrier.NATURAL_GAS,
        purpose: MeterPurpose = MeterPurpose.HEAT,
        *,
        unit: Unit = Unit.KWH,
        name: str = "",
    ) -> Meter:
        return Meter(id=self.id(), building_id=of.id, carrier=carrier, purpose=purpose, unit=unit, name=name)

    def factor(self, year: int, value: str, postcode: str = "") -> WeatherFactor:
        return WeatherFactor(
            id=self.id(), place_id=self.place_id, postcode=postcode, year=year, factor=Decimal(value)
        )

    def years(self, figures: Mapping[Meter, Mapping[int, int]]) -> dict[UUID, dict[int, MeterYear]]:
        """Year values in whole units, without costs."""
        rows = [
            (one.id, year, value * 1000, 1, 0, 0)
            for one, years in figures.items()
            for year, value in years.items()
        ]
        return add_up(figures, rows, [])


@pytest.fixture
def invent() -> Invent:
    return Invent()
