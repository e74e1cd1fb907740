"""FELD=WERT on the command line: short names of fields, and buildings and localities by their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field
from klikks_desktop.domain.values import quoted
from klikks_desktop.services.places.places import spots_of
from klikks_desktop.services.projects.project_list import find_named
from klikks_desktop.services.projects.project_parts import refuse_problems
from klikks_desktop.services.workspace import Workspace


def short_name(field: Field) -> str:
    """``planned`` for ``planned_cents``, which is typed in euros; ``building`` for ``building_id``."""
    return field.name.removesuffix("_cents").removesuffix("_id")


def texts_of(
    workspace: Workspace, place_id: UUID, fields: Sequence[Field], pairs: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """The texts of a form from pairs of name and value; K-769 no such field, K-760 one named twice.

    A field answers to its short name and to its German title. Buildings and localities of the place
    are named; K-761 when there is none of this name, K-762 when several fit.
    """
    known = {short_name(each): each for each in fields}
    titles = {each.title.casefold(): each for each in fields}
    texts: dict[str, str] = {}
    for name, value in pairs:
        field = known.get(name) or titles.get(name.casefold())
        if field is None:
            raise UserError("K-769", {"name": name, "known": ", ".join(known)})
        refuse_twice(name, field.name in texts)
        texts[field.name] = _spot(workspace, place_id, field.name, value)
    return texts


def refuse_twice(name: str, is_there: bool) -> None:
    """K-760 for a name that has a value already; which of the two is meant is not guessed."""
    if is_there:
        refuse_problems([Problem(name, f"Die Eingabe {quoted(name)} steht zweimal da.")])


def _spot(workspace: Workspace, place_id: UUID, name: str, value: str) -> str:
    """The id of a building or locality that is named; other values as they are."""
    if name not in {"building_id", "locality_id"} or not value.strip():
        return value
    buildings, localities = spots_of(workspace, place_id)
    found = buildings if name == "building_id" else localities
    return str(find_named(workspace, value, [(each.id, each.name) for each in found]))
