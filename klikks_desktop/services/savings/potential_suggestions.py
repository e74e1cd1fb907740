"""Amounts that a potential may take over from its building; offered, never filled in by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.measures.model import InputKind, Measure
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.energy.known_consumption import Known
from klikks_desktop.services.savings.potential_results import Surroundings

SPACE_HEATING_ONLY: Final = frozenset({"HYDRAULIC", "TEMP", "INSUL", "WINDOW"})
"""Measures whose Q_heat leaves hot water out (facts/savings-decisions.md, inputs)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """text: to be taken over into the input. sentence: German, where it comes from."""

    text: str
    sentence: str


def suggested(measure: Measure, around: Surroundings, texts: Mapping[str, str]) -> dict[str, Suggestion]:
    """Suggestions by key, for the inputs of ``measure`` that are still empty."""
    keys = {each.key for each in measure.inputs if not texts.get(each.key, "").strip()}
    return {key: suggestion for key, suggestion in _all(measure, around) if key in keys}


def _all(measure: Measure, around: Surroundings) -> Iterator[tuple[str, Suggestion]]:
    known = around.known
    yield from _heat(measure, known)
    if known.power_kwh is not None:
        yield "E_el", _amount(known.power_kwh, f"Stromverbrauch {known.power_year} laut Zählern")
    heating = around.building.heating if around.building else None
    if heating is not None:
        yield from _carrier(measure, heating)


def _heat(measure: Measure, known: Known) -> Iterator[tuple[str, Suggestion]]:
    if known.usual_heat_kwh is None:
        return
    origin = f"Wärmeverbrauch {known.heat_year} laut Zählern"
    origin += ", witterungsbereinigt" if known.is_corrected else ", nicht witterungsbereinigt"
    yield "Q_fuel", _amount(known.usual_heat_kwh, origin)
    if measure.id in SPACE_HEATING_ONLY and known.hot_water_kwh:
        yield "Q_heat", _amount(known.usual_heat_kwh - known.hot_water_kwh, f"{origin}, ohne Warmwasser")
    else:
        yield "Q_heat", _amount(known.usual_heat_kwh, origin)


def _amount(kwh: Decimal, origin: str) -> Suggestion:
    text = format_number(kwh, 0)
    return Suggestion(text, f"{origin}: {text} kWh Hi")


def _carrier(measure: Measure, heating: Carrier) -> Iterator[tuple[str, Suggestion]]:
    """What the building is heated with now, for the input that asks for it."""
    for key in ("fuel", "carrier"):
        found = next((each for each in measure.inputs if each.key == key), None)
        if found is not None and found.kind is InputKind.CHOICE:
            if heating.value in found.choices:
                yield key, Suggestion(heating.value, f"Heizung des Gebäudes: {CARRIER_WORDS[heating]}")
            return
