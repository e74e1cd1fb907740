"""Dates as people in a German town hall type and read them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
PIVOT: Final = 70
"""Two-digit years: 00 to 69 mean 2000 to 2069, 70 to 99 mean 1970 to 1999."""

MONTHS: Final = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
WEEKDAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

_GERMAN = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LONGEST_QUOTE = 30


class DateError(ValueError):
    """The text is no date; the message is a German sentence for the person who typed it."""


def parse_date(text: str) -> date:
    """Read TT.MM.JJJJ, T.M.JJ (see ``PIVOT``) or ISO JJJJ-MM-TT; ``DateError`` otherwise."""
    stripped = text.strip()
    if not stripped:
        raise DateError("Das Datum fehlt. Bitte so: 22.11.2026.")
    if match := _GERMAN.fullmatch(stripped):
        day, month, year = match.groups()
        return _existing_date(_full_year(year), int(month), int(day))
    if match := _ISO.fullmatch(stripped):
        return _existing_date(*(int(part) for part in match.groups()))
    raise DateError(f"„{_quotable(stripped)}“ ist kein Datum. Bitte so: 22.11.2026.")


def format_short(day: date) -> str:
    """For forms, tables and files: ``22.11.2026``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def format_long(day: date) -> str:
    """For running text: ``22. November 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Name the day of the week in German."""
    return WEEKDAYS[day.weekday()]


def age_words(day: date, today: date) -> str:
    """How long ago ``day`` was, in rounded words: "heute", "vor 5 Tagen", "vor 3 Monaten"."""
    days = (today - day).days
    if days < 2:
        return "gestern" if days == 1 else "heute"
    if days < 14:
        return f"vor {days} Tagen"
    if days < 60:
        return f"vor {days // 7} Wochen"
    return f"vor {days // 30} Monaten" if days < 730 else f"vor {days // 365} Jahren"


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < PIVOT else 1900)


def _existing_date(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"Das Jahr {year} liegt nicht zwischen {FIRST_YEAR} und {LAST_YEAR}.")
    written = f"{day:02}.{month:02}.{year}"
    if not 1 <= month <= 12:
        raise DateError(f"Den {written} gibt es nicht: Einen Monat {month} gibt es nicht.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise DateError(f"Den {written} gibt es nicht: Der {MONTHS[month - 1]} {year} hat {days} Tage.")
    return date(year, month, day)


def _quotable(text: str) -> str:
    """``text`` on one line and short enough to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"
