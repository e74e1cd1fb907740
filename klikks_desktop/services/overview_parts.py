"""What an overview is made of, for a municipality and for a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.effects import ZERO, Stages
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.savings.effects import Effects, MeasureRow
from klikks_desktop.services.targets import Target


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its unit and, as three steps, what is achieved, decided and possible.

    figure: in German. are_things: the steps count people or things, so that each may be a dot.
    """

    icon: str
    title: str
    figure: str
    unit: str
    achieved: Decimal | int
    decided: Decimal | int
    possible: Decimal | int
    line: str
    are_things: bool = True


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do first."""

    title: str
    text: str
    action: str
    target: Target


@dataclass(frozen=True, slots=True)
class MeasureSums:
    """What each measure brings. outside_eur: of others than the budget; notes: what is left out."""

    by_measure: Sequence[MeasureRow]
    outside_eur: Stages
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows. effects: ``None`` while there is no project and no potential.

    measures: ``None`` while nothing is saved; a region has no ``effects`` of its own.
    """

    tiles: tuple[Tile, ...]
    due: tuple[Deadline, ...]
    next_step: NextStep | None
    is_empty: bool
    effects: Effects | None = None
    measures: MeasureSums | None = None


def project_tile(done: int, decided: int, total: int) -> Tile:
    """How many projects have come how far."""
    rest = total - done - decided
    words = f"{format_integer(decided)} beschlossen · {format_integer(rest)} möglich"
    unit = f"von {format_integer(total)} umgesetzt"
    return Tile("project", "Projekte", format_integer(done), unit, done, decided, rest, words)


def sum_tile(icon: str, title: str, unit: str, stages: Stages, digits: int) -> Tile:
    """A saving in its three steps."""
    return Tile(
        icon,
        title,
        rounded(stages.achieved, digits),
        unit,
        max(ZERO, stages.achieved),
        max(ZERO, stages.decided),
        max(ZERO, stages.possible),
        f"{rounded(stages.decided, digits)} beschlossen · {rounded(stages.possible, digits)} möglich",
        are_things=False,
    )
