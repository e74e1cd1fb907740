"""What is missing in the energy account of a building, in German sentences for the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from klikks_desktop.domain.energy.account import (
    HEAT,
    MONTHS_OF_YEAR,
    POWER,
    MeterYear,
    area_of,
    first_year,
    stands,
)
from klikks_desktop.domain.energy.building_year import BuildingYear
from klikks_desktop.domain.energy.plausibility import meter_title
from klikks_desktop.domain.records import Building, Meter

PURPOSES: Final = {"Wärme": HEAT, "Strom": POWER}


def missing_of_building(
    building: Building,
    meters: Sequence[Meter],
    years: Mapping[UUID, Mapping[int, MeterYear]],
    own: Mapping[int, BuildingYear],
    asked: range,
) -> Iterator[str]:
    """Everything that ``asked`` lacks: meters, areas, values, costs, climate factors."""
    if not meters:
        yield f"{building.name}: Es ist kein Zähler eingetragen."
        return
    heated = any(meter.purpose in HEAT for meter in meters)
    if area_of(building) is None and (building.kind or building.other_kind or heated):
        yield f"{building.name}: Die Fläche fehlt; Werte je m² sind nicht möglich."
    yield from _before(building, meters, years, asked)
    for meter in meters:
        for sentence in _of_meter(years[meter.id], asked):
            yield f"{building.name}, {meter_title(meter)}: {sentence}"
    uncorrected = [
        str(year)
        for year in asked
        if year in own and own[year].corrected is not None and not own[year].is_corrected
    ]
    if uncorrected:
        where = f" für {building.postcode}" if building.postcode else ""
        yield (
            f"{building.name}: Der Klimafaktor{where} fehlt für {listed(uncorrected)}; die Wärme ist nicht "
            "witterungsbereinigt."
        )


def _before(
    building: Building, meters: Sequence[Meter], years: Mapping[UUID, Mapping[int, MeterYear]], asked: range
) -> Iterator[str]:
    """Years before the first value, of heat and of electricity."""
    for title, purposes in PURPOSES.items():
        first = first_year(meters, years, purposes)
        before = [
            str(year) for year in asked if first is not None and stands(building, year) and year < first
        ]
        if before:
            yield f"{building.name}: {title} ist erst ab {first} eingetragen; es fehlt {listed(before)}."


def _of_meter(years: Mapping[int, MeterYear], asked: range) -> Iterator[str]:
    if not years:
        yield "Es sind noch keine Werte eingetragen."
        return
    expected = [year for year in asked if year >= min(years)]
    nothing = [str(year) for year in expected if year not in years or years[year].quantity.value is None]
    if nothing:
        hint = " Wurde der Zähler ausgebaut, tragen Sie 0 ein." if int(nothing[-1]) > max(years) else ""
        yield f"Der Verbrauch fehlt für {listed(nothing)}.{hint}"
    told = [years[year] for year in expected if year in years]
    for each in told:
        if each.quantity.value is not None and not each.quantity.is_complete:
            yield f"Für {each.year} sind nur {each.quantity.months} von {MONTHS_OF_YEAR} Monaten da."
    unpaid = [str(year) for year in expected if year not in years or not years[year].cost.is_complete]
    if unpaid:
        yield f"Die Kosten fehlen ganz oder teilweise für {listed(unpaid)}."


def listed(words: Sequence[str]) -> str:
    """Words in a row: "2023, 2024 und 2025"."""
    return " und ".join(filter(None, (", ".join(words[:-1]), words[-1])))
