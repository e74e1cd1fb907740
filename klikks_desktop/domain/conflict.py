"""Two people changed the same record (Konflikt): both versions, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from klikks_desktop.domain.errors import UserError


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
    titles: Mapping[str, str], base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> list[Difference]:
    """Where one's own and the other version differ; nothing when no field was changed by both."""
    found = [
        Difference(name, title, base[name], mine[name], theirs[name])
        for name, title in titles.items()
        if mine[name] != theirs[name]
    ]
    return found if any(each.is_clash for each in found) else []
