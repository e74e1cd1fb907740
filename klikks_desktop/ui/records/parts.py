"""What a page says, its empty state, and what stands for the record until it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.empty_state import EmptyState


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says.

    nothing, why, first, steps: while there is no record, with the words of the first step and what
    follows from it. new, take: on the buttons for a new record and for a table; "" where there is none.
    """

    title: str
    nothing: str
    why: str
    first: str
    steps: Sequence[tuple[str, str]] = ()
    new: str = ""
    take: str = ""


def make_empty(theme: Theme, words: PageWords) -> EmptyState:
    """What the page shows while there is no record: the first step, and the table where one can be taken."""
    icon = "add" if words.new else ""
    return EmptyState(
        theme,
        words.nothing,
        words.why,
        primary=Button(theme, words.first, "big", icon),
        secondary=Button(theme, words.take, "big-secondary", "import") if words.take else None,
        steps=words.steps,
    )


class StandIn(Card):
    """An empty card that tells when it was ``seen``: until then nobody waits for the record."""

    seen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and tell."""
        super().paintEvent(event)
        self.seen.emit()
