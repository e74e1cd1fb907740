"""News of the programme (Programmnachrichten): which of them are still shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from klikks_desktop.domain.records import Announcement


def current(found: Iterable[Announcement], today: date) -> list[Announcement]:
    """Those that are still shown, in their order."""
    return [each for each in found if each.until is None or each.until >= today]
