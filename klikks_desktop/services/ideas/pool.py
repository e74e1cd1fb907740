"""The idea pool at a town: what came, what is new in it, and making it one's own.

An example is never copied: what is made of it begins without its figures and only names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.good_examples import comparison_words, where_words
from klikks_desktop.domain.measures.catalogue import catalogue, find_measure
from klikks_desktop.domain.records import GoodExample, Place, Potential, Project
from klikks_desktop.services.cards import export_card, office_card
from klikks_desktop.services.ideas.seen import seen_ideas
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.savings.potential_results import basis, recalculated
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

_MODELS: Final = "ideas.models"
"""Potential -> the example that it follows."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An example as a town sees it. measure: title of its measure, "" when it has none known here.

    factor_set: title of that of its figures.
    """

    example: GoodExample
    measure: str
    factor_set: str
    is_new: bool = False

    @property
    def can_be_reckoned(self) -> bool:
        """Whether a potential can be made of it."""
        return bool(self.measure)


def ideas(workspace: Workspace) -> list[Idea]:
    """All that came, the newest first."""
    with workspace.store.read() as reader:
        found, seen = _came(reader), seen_ideas(reader)
    made = as_ideas(workspace, found)
    return [replace(each, is_new=str(each.example.id) not in seen) for each in made]


def as_ideas(workspace: Workspace, examples: Iterable[GoodExample]) -> list[Idea]:
    """How a town sees these examples."""
    known = library(workspace)
    titles = {each.id: each.title for each in catalogue(known.assumptions)}
    sets = {key: each.title for key, each in known.sets.items()}
    return [
        Idea(each, titles.get(each.measure, ""), sets.get(each.factor_set, each.factor_set))
        for each in examples
    ]


def adopt_as_potential(workspace: Workspace, example_id: UUID, place_id: UUID) -> UUID:
    """Begin a potential with the measure of an example, for own numbers; as one change.

    K-865 when the example is gone, K-701 when its measure is not known here, K-750 and K-751 as the place
    says.
    """
    with workspace.store.write("Idee übernommen") as unit:
        example = _example(unit, example_id)
        measure = find_measure(basis(workspace).assumptions, example.measure)
        _expect_own(unit, place_id)
        potential = Potential(
            id=workspace.new_id(),
            place_id=place_id,
            title=measure.title,
            measure=measure.id,
            note=_after(example),
        )
        unit.add(recalculated(workspace, unit, potential))
        unit.put_setting(_MODELS, {**_models(unit), str(potential.id): str(example_id)})
    return potential.id


def adopt_as_project(workspace: Workspace, example_id: UUID, place_id: UUID) -> UUID:
    """Begin a project after an example, as one change; K-865, K-750 and K-751 as the place says."""
    with workspace.store.write("Idee übernommen") as unit:
        example = _example(unit, example_id)
        _expect_own(unit, place_id)
        project = Project(
            id=workspace.new_id(),
            place_id=place_id,
            title=example.title,
            kind=example.kind,
            description=_after(example),
        )
        unit.add(project)
    return project.id


def model_words(workspace: Workspace, potential_id: UUID) -> str:
    """The example that a potential follows with its figures, to stand beside own ones; "" without one."""
    with workspace.store.read() as reader:
        example_id = _models(reader).get(str(potential_id))
        example = reader.get(GoodExample, example_id) if example_id else None
    return comparison_words(example) if example else ""


def card_name(workspace: Workspace, example: GoodExample) -> str:
    """The name offered for the address card."""
    return file_name(example.place_key, example.place_name, workspace.today, "vcf", "Kontakt")


def save_card(workspace: Workspace, example: GoodExample, path: Path) -> int:
    """Write the address card of the office of a named example; K-631; K-815 when it has none."""
    return export_card(workspace, path, office_card(example))


# ------------------------------------------------------------------ inside


def _came(reader: Reader) -> list[GoodExample]:
    found = reader.find(GoodExample, order=("-made_on", "title", "id"))
    return [each for each in found if each.source is not None]


def _example(reader: Reader, example_id: UUID) -> GoodExample:
    example = reader.get(GoodExample, example_id)
    if example is None:
        raise UserError("K-865")
    return example


def _expect_own(unit: Unit, place_id: UUID) -> None:
    place = unit.get(Place, place_id)
    if place is None:
        raise UserError("K-750")
    refuse_foreign(place)


def _after(example: GoodExample) -> str:
    return f"Nach dem Vorbild von {where_words(example)}: „{example.title}“."


def _models(reader: Reader) -> dict[str, str]:
    known = reader.setting(_MODELS, {})
    return {key: str(value) for key, value in known.items()} if isinstance(known, Mapping) else {}
