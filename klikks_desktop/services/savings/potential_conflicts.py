"""Inputs of a potential and their grades (Datengüte) that a colleague changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.records import Potential
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.savings.potential_results import basis, texts_of
from klikks_desktop.services.workspace import Workspace

Texts = Mapping[str, str]
_GRADE: Final = "grade "
"""Before the key of an input whose grade is meant; no key of an input has a space."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The inputs and the grades that were typed over, by key of the input."""

    texts: Texts
    grades: Texts


def over_others(
    workspace: Workspace,
    before: Potential,
    inputs: Texts,
    grades: Texts,
    *,
    seen: Shown,
    redo: Callable[[Texts, Texts, Shown], object],
) -> tuple[Texts, Texts]:
    """What of typed inputs and grades is to be stored; ``Conflict`` when somebody changed the same."""
    named = {
        each.key: each.title for each in find_measure(basis(workspace).assumptions, before.measure).inputs
    }
    titles = {}
    for key, title in named.items():
        titles[key] = title
        titles[_GRADE + key] = f"Datengüte: {title}"
    empty = dict.fromkeys(titles, "")
    left = expect_seen(
        workspace,
        before.title,
        titles,
        seen=empty | _joined(seen.texts, seen.grades),
        typed=_joined(inputs, grades),
        now=empty | _joined(texts_of(before.inputs), texts_of(before.grades)),
        redo=lambda mine, shown: redo(*_parted(mine), Shown(*_parted(shown))),
    )
    return _parted(left)


def _joined(texts: Texts, grades: Texts) -> dict[str, str]:
    return {**texts, **{_GRADE + key: word for key, word in grades.items()}}


def _parted(joined: Texts) -> tuple[Texts, Texts]:
    texts = {key: text for key, text in joined.items() if not key.startswith(_GRADE)}
    grades = {key.removeprefix(_GRADE): word for key, word in joined.items() if key not in texts}
    return texts, grades
