"""A day in a calendar, as it is handed to other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One whole day. uid: stays the same from export to export. reminders: days before.

    is_private: it names a person, and others who see the calendar need not read it.
    """

    uid: str
    on: date
    title: str
    detail: str = ""
    category: str = ""
    reminders: tuple[int, ...] = ()
    is_private: bool = False
