"""How the page Gebäude und Verbrauch says things: lines of the list, figures, classes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.energy.benchmark import EnergyClass
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.energy.buildings import BuildingRow
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.widgets.cells import Cell, Row
from klikks_desktop.ui.widgets.pill import State
from klikks_desktop.ui.widgets.record_list import Line

ABOVE: Final = "above"
NOTED: Final = "noted"
SILENT: Final = "silent"
_STATES: Final[dict[str, State]] = {
    **dict.fromkeys("ABC", "ok"),
    **dict.fromkeys("DEF", "warn"),
    "G": "error",
}


def class_state(energy_class: EnergyClass) -> State:
    """State of the pill of a class: up to the comparison value, above it, far above it."""
    return _STATES[energy_class.letter]


def per_area_words(value: Decimal | None) -> str:
    """For example "145 kWh/m²"."""
    return f"{format_number(value, 0)} kWh/m²" if value is not None else "offen"


def worst_class(row: BuildingRow) -> EnergyClass | None:
    """The class further from its comparison value, of heat and power."""
    known = [each for each in (row.heat_class, row.power_class) if each is not None]
    return max(known, key=lambda each: each.letter, default=None)


def line_of(row: BuildingRow, workspace: Workspace, *, several: bool) -> Line:
    """A building as the list shows and finds it; several: buildings of more than one place.

    Heat is weather-corrected unless "roh" stands below it.
    """
    second = [row.place] if several else []
    second += [row.kind_title or "Art offen"]
    if row.area_m2 is not None:
        second.append(f"{format_number(row.area_m2, 0)} m²")
    if row.problems:
        second.append(count_words(len(row.problems), "Hinweis", "Hinweise"))
    judged = worst_class(row)
    cells = (
        Cell(row.name, second=" · ".join(second)),
        _figure(row.heat_kwh_per_m2, row.heat_year, "" if row.is_corrected else "roh"),
        _figure(row.power_kwh_per_m2, row.power_year, ""),
        Cell(judged.letter, state=class_state(judged)) if judged else Cell("offen", muted=True),
    )
    found = " ".join((row.name, row.kind_title, row.place, row.where))
    return Line(Row(row.id, cells), search_key(found, workspace.shipped.alphabet), _filters(row))


def count_sentence(rows: Sequence[BuildingRow], shown: int) -> str:
    """For example "12 Gebäude · 8.450 m²"."""
    if shown < len(rows):
        return f"{shown} von {count_words(len(rows), 'Gebäude', 'Gebäuden')}"
    area = sum((row.area_m2 for row in rows if row.area_m2 is not None), Decimal(0))
    words = count_words(len(rows), "Gebäude", "Gebäude")
    return f"{words} · {format_number(area, 0)} m²" if area else words


def _figure(value: Decimal | None, year: int | None, basis: str) -> Cell:
    if value is None:
        return Cell("offen", muted=True, sort="–")
    second = " ".join(filter(None, (str(year or ""), basis)))
    return Cell(format_number(value, 0), second=second, sort=float(value))


def _filters(row: BuildingRow) -> frozenset[str]:
    classes = [each for each in (row.heat_class, row.power_class) if each is not None]
    passes = {
        ABOVE: any(class_state(each) != "ok" for each in classes),
        NOTED: bool(row.problems),
        SILENT: row.heat_year is None and row.power_year is None,
    }
    return frozenset(key for key, applies in passes.items() if applies)
