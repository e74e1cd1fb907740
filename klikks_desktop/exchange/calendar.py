"""Calendar files (iCalendar, RFC 5545): whole days with reminders.

Lines end with CRLF and are folded at 75 octets, never within a character (3.1); texts are escaped
(3.3.11); each event lasts one day and ends with the next (3.6.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from klikks_desktop.domain.calendar_event import CalendarEvent

PRODUCT: Final = "-//KlikKS Desktop//Termine//DE"
LONGEST_LINE: Final = 75
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


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


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line end escaped, control characters left out."""
    plain = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    plain = _CONTROLS.sub("", plain)
    for character in ("\\", ";", ","):
        plain = plain.replace(character, f"\\{character}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line in UTF-8 with its CRLF; each part is 75 octets at most, with its leading blank."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode("utf-8")
        if len(part) + len(octets) > LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += octets
    parts.append(part)
    return b"\r\n".join(parts) + b"\r\n"


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
