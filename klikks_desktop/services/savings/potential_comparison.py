"""Comparing two or three potentials, mostly variants of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from klikks_desktop.domain.comparison import Comparison, ComparisonColumn, compare_columns
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import Potential
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.savings.potential_results import read_result
from klikks_desktop.services.workspace import Workspace

MOST: Final = 3


def compare(workspace: Workspace, potential_ids: Sequence[UUID]) -> Comparison:
    """Two or three potentials side by side, in the order given.

    K-750 when one is gone, K-771 when there are fewer than two or more than three.
    """
    if not 2 <= len(set(potential_ids)) == len(potential_ids) <= MOST:
        raise UserError("K-771", {"count": len(set(potential_ids))})
    factors = library(workspace)
    titles = {each.id: each.title for each in catalogue(factors.assumptions)}
    with workspace.store.read() as reader:
        found = {each.id: each for each in reader.find(Potential, id=list(potential_ids))}
    if len(found) < len(potential_ids):
        raise UserError("K-750")
    columns = []
    for potential in (found[each] for each in potential_ids):
        chosen = factors.sets.get(potential.factor_set)
        columns.append(
            ComparisonColumn(
                potential.title,
                titles.get(potential.measure, potential.measure),
                chosen.title if chosen else potential.factor_set,
                read_result(potential.result),
            )
        )
    return compare_columns(columns)
