"""What the card beside the tree says of one row, and how records become its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from klikks_desktop.domain.disclosure_items import Disclosure, Fate, Item, Reason
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.widgets.cells import Cell
from klikks_desktop.ui.widgets.pill import State

LEAVES = Cell("geht mit", state="ok", icon="leaves-house", bold=True)
STAYS = Cell("bleibt hier", muted=True, icon="lock")
BLANK = Cell(" ")


@dataclass(frozen=True, slots=True)
class Part:
    """One record: pairs of icon, label and what is shown for a field; reason: why they leave or stay."""

    title: str
    reason: str
    pairs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card says. warning: what to look at again, "". patron: the person to open, if it is one.

    target, record: where else the button leads; open: what it says.
    """

    title: str
    word: str
    state: State
    parts: tuple[Part, ...]
    note: str = ""
    warning: str = ""
    patron: UUID | None = None
    has_consent: bool = False
    target: Target | None = None
    record: UUID | None = None
    open: str = ""


def parts_of(records: Iterable[Disclosure]) -> tuple[Part, ...]:
    """Each record by reason, what leaves first; fields without a value come last."""
    parts: list[Part] = []
    for record in records:
        order = sorted(record.items, key=lambda item: list(Fate).index(item.fate))
        by_reason: dict[tuple[Fate, Reason], list[Item]] = {}
        for item in order:
            by_reason.setdefault((item.fate, item.reason), []).append(item)
        for place, ((fate, reason), items) in enumerate(by_reason.items()):
            words = reason.value if fate is not Fate.EMPTY else ""
            parts.append(Part("" if place else record.title, words, tuple(_pair(item) for item in items)))
    return tuple(parts)


def _pair(item: Item) -> tuple[str, str, str]:
    if item.fate is Fate.EMPTY:
        return "", item.label, Fate.EMPTY.value
    if item.fate is Fate.STAYS:
        return "lock", item.label, Fate.STAYS.value
    icon = "alert:warn" if item.named else "leaves-house:ok"
    # An id says nothing to a person; that one goes along does.
    return icon, item.label, "technisch, ohne Aussage" if item.field == "id" else item.text
