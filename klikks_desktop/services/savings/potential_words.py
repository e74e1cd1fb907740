"""A potential's inputs and result in words, for its history."""

from __future__ import annotations

from collections.abc import Mapping

from klikks_desktop.domain.factors import FactorSet
from klikks_desktop.domain.figures import euro_words, tonnes_words
from klikks_desktop.domain.measures.model import Measure
from klikks_desktop.domain.records import Potential
from klikks_desktop.services.savings.potential_results import read_result, texts_of


def calculation_words(
    potential: Potential, measures: Mapping[str, Measure], sets: Mapping[str, FactorSet]
) -> dict[str, str]:
    """What was typed and what came of it: title -> words; an input by its title, its grade beside it."""
    measure = measures.get(potential.measure)
    titles = {each.key: each.title for each in measure.inputs} if measure else {}
    chosen = {each.key: each.choices for each in measure.inputs} if measure else {}
    words = {
        titles.get(key, key): chosen.get(key, {}).get(text, text)
        for key, text in texts_of(potential.inputs).items()
    }
    words |= {f"Datengüte {titles.get(key, key)}": text for key, text in texts_of(potential.grades).items()}
    result = read_result(potential.result)
    if result is not None:
        factors = sets.get(result.factor_set)
        words["Ergebnis"] = (
            f"{tonnes_words(result.co2e_t_per_year)}, {euro_words(result.eur_per_year)} im Jahr"
        )
        words["Faktorensatz"] = factors.title if factors else result.factor_set
    return words
