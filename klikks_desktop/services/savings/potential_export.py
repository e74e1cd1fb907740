"""The list of potentials as a table with real types: what the page shows."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.figures import NEVER
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.savings.potentials import PotentialRow, list_potentials
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace

_TONNES: Final = (
    "CO2e vermieden (t/a)",
    "CO2e durch Einspeisung (t/a)",
    "CO2-Senke (t/a)",
)
_EUROS: Final = (
    "Ersparnis (EUR/a)",
    "Investition (EUR)",
    "Zuschuss (EUR)",
    "Annuität ohne Zuschuss (EUR/a)",
    "Annuität mit Zuschuss (EUR/a)",
    "Kapitalwert ohne Zuschuss (EUR)",
    "Kapitalwert mit Zuschuss (EUR)",
)
_PAYBACK: Final = ("Amortisation ohne Zuschuss (a)", "Amortisation mit Zuschuss (a)")
_WORDS: Final = ("Potenzial", "Maßnahme", "Kommune", "Gebäude oder Ortsteil", "Priorität", "Stand")
_BASIS: Final = ("Entlastet den Haushalt", "Datengüte", "Faktorensatz", "Grundlage der Emissionen")


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the potentials belong to several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Potenziale")


def export_potentials(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the potentials with these ids to ``path``; how many there were. K-634, K-330.

    One column of kWh for each carrier that one of them saves. What has no result yet leaves its figures
    empty; a payback that never comes says so.
    """
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    wanted = set(ids)
    rows = [row for row in list_potentials(workspace) if row.id in wanted]
    carriers = [
        each for each in Carrier if any(r.result and each in r.result.energy_kwh_per_year for r in rows)
    ]
    titles = {key: each.title for key, each in library(workspace).sets.items()}
    columns = [
        *(Column(title) for title in _WORDS),
        *(Column(f"{CARRIER_WORDS[each]} (kWh/a)", ColumnKind.INTEGER) for each in carriers),
        *(Column(title, ColumnKind.DECIMAL) for title in (*_TONNES, *_PAYBACK)),
        *(Column(title, ColumnKind.EURO) for title in _EUROS),
        *(Column(title) for title in _BASIS),
    ]
    cells = [_cells(row, carriers, titles.get(row.factor_set, row.factor_set)) for row in rows]
    return write_table(path, "Potenziale", columns, cells)


def _cells(row: PotentialRow, carriers: Collection[Carrier], factor_set: str) -> list[CellValue]:
    """One row in the order of the columns."""
    title = f"{row.title} (Variante, zählt nicht)" if row.is_variant else row.title
    words: list[CellValue] = [
        title,
        row.measure_title,
        row.place,
        row.where,
        row.priority.value,
        row.state.value,
    ]
    if row.result is None:
        figures = len(carriers) + len(_TONNES) + len(_PAYBACK) + len(_EUROS)
        return [*words, *([None] * (figures + len(_BASIS)))]
    result = row.result
    return [
        *words,
        *(_number(result.energy_kwh_per_year.get(each)) for each in carriers),
        _number(result.co2e_t_per_year),
        _number(result.co2e_feed_in_t_per_year),
        _number(result.sink_t_per_year),
        _payback(result.without_grant.payback_years),
        _payback(result.with_grant.payback_years),
        *_euros(result),
        "ja" if result.budget_relevant else "nein",
        result.grade.value,
        factor_set,
        result.co2_basis,
    ]


def _payback(years: Decimal | None) -> CellValue:
    return NEVER if years is None else _number(years)


def _euros(result: Result) -> list[CellValue]:
    without, granted = result.without_grant, result.with_grant
    return [
        _number(each)
        for each in (
            *(result.eur_per_year, result.investment_eur, result.grant_eur),
            *(without.annuity_eur_per_year, granted.annuity_eur_per_year),
            *(without.npv_eur, granted.npv_eur),
        )
    ]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
