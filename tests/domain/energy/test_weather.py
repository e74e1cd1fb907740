"""Weather correction: space heating only, a missing factor is never 1; tables of factors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.energy.weather import (
    FactorTable,
    correct,
    hot_water,
    read_factor,
)
from klikks_desktop.domain.energy.weather_table import calendar_year, read_weather_table
from klikks_desktop.domain.records import Building, WeatherFactor
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow
from klikks_desktop.domain.values import ValueFormatError

ENERGY = st.decimals(min_value=0, max_value=10**7, places=2)
SHARES = st.decimals(min_value=0, max_value=1, places=3)
FACTORS = st.decimals(min_value="0.5", max_value="1.6", places=2)


def sheet(*rows: tuple[CellValue, ...]) -> Sheet:
    return Sheet("kf.csv", tuple(SheetRow(number, row) for number, row in enumerate(rows, start=1)))


# ---------------------------------------------------------------------- hot water


def test_hot_water_is_metered_or_entered_or_a_guide_value(invent: Any) -> None:
    heat = Decimal(1000)
    school = {"kind": "21", "central_hot_water": True}
    metered = hot_water(invent.building(**school, hot_water_share=Decimal("0.3")), heat, Decimal(150))
    assert (metered.kwh, metered.share, metered.is_guide_value) == (150, Decimal("0.15"), False)
    entered = hot_water(invent.building(**school, hot_water_share=Decimal("0.3")), heat, None)
    assert (entered.kwh, entered.basis, entered.is_guide_value) == (300, "Angabe zum Gebäude", False)
    guide = hot_water(invent.building(**school), heat, None)
    assert (guide.kwh, guide.basis, guide.is_guide_value) == (200, "Richtwert, bitte prüfen", True)
    office = hot_water(invent.building(kind="1", central_hot_water=True), heat, None)
    assert (office.kwh, office.is_guide_value) == (50, True)
    without = hot_water(invent.building(kind="21"), heat, None)
    assert (without.kwh, without.is_guide_value) == (0, False)
    assert hot_water(invent.building(), Decimal(0), Decimal(0)).share == 0


@given(ENERGY, SHARES, FACTORS)
def test_only_space_heating_is_corrected(heat: Decimal, share: Decimal, factor: Decimal) -> None:
    house = Building(id=UUID(int=1), place_id=UUID(int=2), name="Haus", hot_water_share=share)
    water = hot_water(house, heat, None)
    record = WeatherFactor(id=UUID(int=3), place_id=UUID(int=2), year=2024, factor=factor, origin="DWD")
    found = correct(heat, water, record)
    assert found.kwh == heat * share + heat * (1 - share) * factor
    assert (found.raw_kwh, found.is_corrected, found.origin) == (heat, True, "DWD")
    assert found.heating_kwh == heat - water.kwh
    missing = correct(heat, water, None)
    assert (missing.kwh, missing.factor, missing.is_corrected) == (heat, None, False)


# ---------------------------------------------------------------------- which factor


def test_the_own_postcode_counts_before_the_whole_municipality(invent: Any) -> None:
    table = FactorTable(
        [
            invent.factor(2024, "1.1"),
            invent.factor(2024, "1.2", "29614"),
            invent.factor(2023, "1.3", "29614"),
        ],
        "29614",
    )
    here, there, nowhere = (invent.building(postcode=each) for each in ("29614", "29640", ""))

    def value(house: Building, year: int) -> Decimal | None:
        found = table.find(house, year)
        return found.factor if found else None

    assert value(here, 2024) == Decimal("1.2")
    assert value(there, 2024) == Decimal("1.1")
    assert value(nowhere, 2024) == Decimal("1.1")
    assert value(nowhere, 2023) == Decimal("1.3"), "that of the town hall"
    assert value(there, 2023) is None, "never another postcode's"
    assert value(here, 2022) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,08", "1.08"), ("1.08", "1.08"), ("1.080", "1.08"), ("0,5", "0.5"), ("1,6", "1.6")],
)
def test_factors_are_read(text: str, expected: str) -> None:
    assert read_factor(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "warm", "0,49", "1,61", "108", "-1", "1,0,8"])
def test_no_factor_is_guessed(text: str) -> None:
    with pytest.raises(ValueFormatError):
        read_factor(text)


# ---------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("KF 2024", 2024),
        ("01.01.2024-31.12.2024", 2024),
        ("2024-01-01 - 2024-12-31", 2024),
        ("20240101 - 20241231", 2024),
        ("01/2024 - 12/2024", 2024),
        ("1.2024 bis 12.2024", 2024),
        ("01.05.2023 - 30.04.2024", None),
        ("01.01.2023 - 31.12.2024", None),
    ],
)
def test_periods(text: str, year: int | None) -> None:
    assert calendar_year(text) == year


@pytest.mark.parametrize("text", ["", "immer", "1850", "01.01.2024", "20240101"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueFormatError):
        calendar_year(text)


def test_a_row_per_postcode_and_period() -> None:
    table = read_weather_table(
        sheet(
            ("Klimafaktoren des Deutschen Wetterdienstes",),
            ("PLZ", "Zeitraum", "Klimafaktor"),
            ("29614", "01.01.2024 - 31.12.2024", "1,12"),
            (1067, "01.01.2024 - 31.12.2024", 1.2),
            ("29614", "01.02.2024 - 31.01.2025", "1,13"),
            ("29614", "01.01.2023 - 31.12.2023", "9,9"),
            ("2961", "2023", "x"),
            ("29614",),
        )
    )
    assert table is not None
    assert [(row.postcode, row.year, row.factor, row.row) for row in table.rows] == [
        ("29614", 2024, Decimal("1.12"), 3),
        ("01067", 2024, Decimal("1.2"), 4),
    ]
    assert table.other_periods == 1
    assert [line.split(":")[0] for line in table.refused] == ["Zeile 6", "Zeile 7", "Zeile 8"]


def test_begin_and_end_in_columns_of_their_own() -> None:
    rows = (("von", "bis", "Postleitzahl", "KF"), (date(2024, 1, 1), date(2024, 12, 31), "29614", "1.05"))
    table = read_weather_table(sheet(*rows))
    assert table is not None
    assert [(row.postcode, row.year, row.factor) for row in table.rows] == [("29614", 2024, Decimal("1.05"))]


def test_a_column_per_year() -> None:
    table = read_weather_table(
        sheet(("plz", "Ort", 2023, "2024", "05/2024 - 04/2025"), ("29614", "Soltau", "1,1", "", "1,2"))
    )
    assert table is not None
    assert [(row.year, row.factor) for row in table.rows] == [(2023, Decimal("1.1"))]
    assert table.other_periods == 1


@pytest.mark.parametrize(
    "rows", [(), (("PLZ", "Ort"), ("29614", "Soltau")), (("Jahr", "KF"), ("2024", "1,1"))]
)
def test_other_tables_are_none(rows: tuple[tuple[CellValue, ...], ...]) -> None:
    assert read_weather_table(sheet(*rows)) is None
