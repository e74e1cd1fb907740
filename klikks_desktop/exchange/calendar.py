"""Calendar files (iCalendar, RFC 5545): whole days with reminders.

Each event lasts one day and ends with the next (3.6.1); the lines are those of ``content_lines``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from klikks_desktop.domain.calendar_event import CalendarEvent
from klikks_desktop.exchange.content_lines import escaped, folded

PRODUCT: Final = "-//KlikKS Desktop//Termine//DE"


def write_calendar(events: Iterable[CalendarEvent], *, name: str, now: datetime) -> bytes:
    """The events as a calendar called ``name``. now: aware, when it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(event: CalendarEvent, now: datetime) -> Iterator[str]:
    title = escaped(event.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(event.on)}"
    yield f"DTEND;VALUE=DATE:{_day(event.on + timedelta(days=1))}"
    yield f"SUMMARY:{title}"
    if event.detail:
        yield f"DESCRIPTION:{escaped(event.detail)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    if event.is_private:
        yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for days in event.reminders:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{title}"
        yield f"TRIGGER:-P{days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
