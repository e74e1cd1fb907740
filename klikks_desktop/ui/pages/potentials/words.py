"""German words, pills and lines of the page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Final

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.figures import NEVER, rounded
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import PotentialState, Priority
from klikks_desktop.services.savings.potentials import PotentialRow
from klikks_desktop.ui.widgets.cells import Cell
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.pill import State

PILLS: Final[dict[PotentialState, State]] = {
    PotentialState.IDEA: "possible",
    PotentialState.CHECKED: "possible",
    PotentialState.DECIDED: "decided",
    PotentialState.DONE: "ok",
    PotentialState.DROPPED: "past",
}
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Strom": ("LED_STREET", "LED_INDOOR", "PV_ROOF"),
    "Wärme": ("HEAT_PUMP", "BIOMASS", "HYDRAULIC", "TEMP", "INSUL", "WINDOW"),
    "Verhalten und Management": ("ENMGMT", "BEHAVIOUR"),
    "Mobilität": ("EV_FLEET", "CAR_SHARING", "BIKE_SHARING"),
    "Bürgerinnen und Bürger": ("BALCONY_PV", "THERMO_WALK"),
    "Grün": ("TREES", "ADAPT"),
}
"""Groups of the catalogue, by the ids of their measures."""
BUDGET, OUTSIDE, HIGH, OPEN, STALE, VARIANTS = "budget", "outside", "high", "open", "stale", "variants"
"""Filters beside those of the state."""
MEASURE, LOCALITY = "measure:", "locality:"
"""Before the id of a measure and the name of a locality."""
_PRIORITIES: Final = tuple(Priority)


def tr(text: str) -> str:
    """Translate a text of this page."""
    return QCoreApplication.translate("PotentialsPage", text)


def filters(rows: Sequence[PotentialRow]) -> list[FilterGroup]:
    """What a list of these can be narrowed to."""
    names = {
        PotentialState.IDEA: tr("Ideen"),
        PotentialState.CHECKED: tr("Geprüft"),
        PotentialState.DECIDED: tr("Beschlossen"),
        PotentialState.DONE: tr("Umgesetzt"),
        PotentialState.DROPPED: tr("Verworfen"),
    }
    measures = {MEASURE + row.measure_id: row.measure_title for row in rows}
    localities = {LOCALITY + row.locality: row.locality for row in rows if row.locality}
    return [
        FilterGroup(tr("Stand"), [(state.value, name) for state, name in names.items()]),
        FilterGroup(tr("Maßnahme"), sorted(measures.items(), key=itemgetter(1))),
        FilterGroup(tr("Ortsteil"), sorted(localities.items(), key=itemgetter(1))),
        FilterGroup(
            tr("Merkmal"),
            [
                (BUDGET, tr("Entlastet den Haushalt")),
                (OUTSIDE, tr("Außerhalb des Haushalts")),
                (HIGH, tr("Hohe Priorität")),
                (OPEN, tr("Angaben fehlen")),
                (STALE, tr("Anderer Faktorensatz")),
                (VARIANTS, tr("Nur Varianten")),
            ],
            every=True,
        ),
    ]


def passes(row: PotentialRow) -> frozenset[str]:
    """The filters that a potential passes."""
    result = row.result
    found = {
        row.state.value: True,
        MEASURE + row.measure_id: True,
        LOCALITY + row.locality: bool(row.locality),
        BUDGET: result is not None and result.budget_relevant,
        OUTSIDE: result is not None and not result.budget_relevant,
        HIGH: row.priority is Priority.HIGH,
        OPEN: row.is_own and result is None,
        STALE: row.is_stale,
        VARIANTS: row.is_variant,
    }
    return frozenset(key for key, passed in found.items() if passed)


def second_line(row: PotentialRow, *, several: bool) -> str:
    """Where and which measure, below the title."""
    where = ", ".join(filter(None, (row.place, row.where))) if several else row.where
    measure = "" if row.title.startswith(row.measure_title) else row.measure_title
    return " · ".join(filter(None, (where, measure))) or row.measure_title


def priority_cell(priority: Priority) -> Cell:
    """The priority, sorted by urgency."""
    return Cell(priority.value, sort=_PRIORITIES.index(priority))


def number_cell(value: Decimal | None, digits: int) -> Cell:
    """A figure, a dash where there is none."""
    if value is None:
        return Cell("–", muted=True)
    return Cell(rounded(value, digits), sort=float(value))


def payback_cell(row: PotentialRow) -> Cell:
    """Years until the money is back, with the grant where there is one."""
    result = row.result
    if result is None:
        return Cell("–", muted=True)
    years = (result.with_grant if result.grant_eur else result.without_grant).payback_years
    if years is None:
        return Cell(tr("nie"), muted=True, sort=float("inf"))
    return Cell(rounded(years, 1), sort=float(years))


def payback_words(row: PotentialRow) -> str:
    """The payback as a second line, where there is no column for it."""
    result = row.result
    if result is None:
        return ""
    years = (result.with_grant if result.grant_eur else result.without_grant).payback_years
    return NEVER if years is None else tr("{years} Jahre").format(years=rounded(years, 1))


def euro_cell(row: PotentialRow, *, with_payback: bool) -> Cell:
    """Euros a year; what does not relieve the budget is muted and says so."""
    result = row.result
    if result is None:
        return Cell("–", muted=True)
    outside = not result.budget_relevant
    second = payback_words(row) if with_payback else ""
    return Cell(
        rounded(result.eur_per_year, 0),
        tr("nicht Haushalt") if outside else second,
        muted=outside,
        sort=float(result.eur_per_year),
    )


def short_title(title: str, main: str) -> str:
    """What tells a variant from the potential: what stands behind the same beginning."""
    rest = title.removeprefix(main).strip(" ()") if title != main else ""
    return rest or title


def state_cell(row: PotentialRow) -> Cell:
    """The state, or that inputs are missing."""
    if row.is_own and row.result is None:
        return Cell(tr("Angaben fehlen"), state="draft")
    if row.is_variant:
        return Cell(tr("Variante"), state="draft")
    return Cell(row.state.value, state=PILLS[row.state])


def count_sentence(shown: int, rows: Sequence[PotentialRow]) -> str:
    """Bottom left of the list."""
    total = count_words(len(rows), tr("Potenzial"), tr("Potenziale"))
    if shown == len(rows):
        return total
    return tr("{shown} von {total}").format(shown=shown, total=total)
