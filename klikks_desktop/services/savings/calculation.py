"""A calculation by itself: the catalogue of measures and one answer, also without a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures import catalogue as measures
from klikks_desktop.domain.measures.calculate import calculate as reckon
from klikks_desktop.domain.measures.model import Input, InputKind, Measure, Result
from klikks_desktop.domain.values import quoted
from klikks_desktop.services.savings import factors
from klikks_desktop.services.workspace import Shipped, Workspace

if TYPE_CHECKING:
    from klikks_desktop.reference.factors import FactorLibrary


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reckoned with: a factor set, and the defaults and prices."""

    factors: FactorSet
    assumptions: Assumptions


def figures(of: Shipped | Workspace, set_id: str = "") -> Figures:
    """The figures of a workspace, with its imported files and its chosen set, or those shipped.

    set_id: another set than the chosen one; K-738 when there is none of that name.
    """
    if isinstance(of, Shipped):
        known: FactorLibrary = of.factors
        return Figures(known.set(set_id or known.default_set), known.assumptions)
    known = factors.library(of)
    return Figures(known.set(set_id) if set_id else factors.chosen_set(of), known.assumptions)


def list_measures(of: Shipped | Workspace) -> tuple[Measure, ...]:
    """The catalogue of measures with the defaults in force."""
    return measures.catalogue(figures(of).assumptions)


def find(of: Shipped | Workspace, measure_id: str) -> Measure:
    """One measure of the catalogue; K-701 when there is none."""
    return measures.find_measure(figures(of).assumptions, measure_id)


def calculate(
    of: Shipped | Workspace,
    measure_id: str,
    given: Iterable[tuple[str, str]],
    *,
    set_id: str = "",
    place_key: str = "",
    today: date,
) -> Result:
    """Reckon one measure with inputs as typed; nothing is stored.

    place_key: of the municipality, whose Land says how much the sun yields. Raises K-701 for an unknown
    measure, K-702 for inputs that are missing, wrong or given twice, K-703, K-704, K-738.
    """
    used = figures(of, set_id)
    measure = measures.find_measure(used.assumptions, measure_id)
    return reckon(
        measure,
        _once(measure, given),
        factors=used.factors,
        assumptions=used.assumptions,
        place_key=place_key,
        today=today,
    )


def describe(measure: Measure) -> dict[str, object]:
    """A measure with its inputs as ``measures --json`` prints it (issue 3, section 8)."""
    return {
        "id": measure.id,
        "title": measure.title,
        "inputs": [
            {
                "key": field.key,
                "unit": field.unit,
                "default": _default(field),
                "min": _first(field.usual_min, field.minimum),
                "max": _first(field.usual_max, field.maximum),
                "source": field.source,
            }
            for field in measure.inputs
        ],
    }


def _once(measure: Measure, given: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for key, text in given:
        if key in texts:
            problem = f"Die Eingabe {quoted(key)} steht zweimal da."
            raise UserError("K-702", {"measure": measure.title, "problems": problem})
        texts[key] = text
    return texts


def _default(field: Input) -> Decimal | str | None:
    if not field.default:
        return None
    return Decimal(field.default) if field.kind is InputKind.NUMBER else field.default


def _first(*values: Decimal | None) -> Decimal | None:
    return next((value for value in values if value is not None), None)
