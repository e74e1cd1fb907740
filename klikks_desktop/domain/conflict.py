"""Two people changed the same record (Konflikt): both versions, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from klikks_desktop.domain.errors import UserError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the versions differ; base: what both saw, in words as people read them."""

    name: str
    title: str
    base: str
    mine: str
    theirs: str

    @property
    def is_clash(self) -> bool:
        """Both changed it."""
        return self.base not in {self.mine, self.theirs}

    @property
    def takes_mine(self) -> bool:
        """What to suggest: the side that changed the field, one's own when both did."""
        return self.mine != self.base


class Conflict(UserError):  # noqa: N818 - says what happened, as its parent
    """K-268: somebody changed what was typed over since it was shown; nothing was stored.

    redo: stores again, with one's own version of the named fields and the other one elsewhere.
    """

    def __init__(
        self, title: str, found: Sequence[Difference], redo: Callable[[Collection[str]], object]
    ) -> None:
        super().__init__("K-268", {"title": title})
        self.title = title
        self.differences = tuple(found)
        self.redo = redo


def differences(
    titles: Mapping[str, str],
    base: Mapping[str, str],
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    *,
    fit_together: bool = True,
) -> list[Difference]:
    """Where one's own and the other version differ; nothing when no field was changed by both.

    fit_together: whether what each changed elsewhere can stand beside the other's; else it is asked, too.
    """
    found = [
        Difference(name, title, base[name], mine[name], theirs[name])
        for name, title in titles.items()
        if mine[name] != theirs[name]
    ]
    return found if not fit_together or any(each.is_clash for each in found) else []


def ticks(seen: Collection[T], mine: Collection[T], now: Collection[T]) -> frozenset[T]:
    """``now`` with what was ticked and what was taken away here; there are no two versions of a tick."""
    return (frozenset(now) | (frozenset(mine) - frozenset(seen))) - (frozenset(seen) - frozenset(mine))
