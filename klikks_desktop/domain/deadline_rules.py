"""What kinds of deadlines there are, when each comes to mind, and the one that law sets for a whole Land."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from klikks_desktop.domain.funding_rules import REMINDER_DAYS


class DeadlineKind(StrEnum):
    """What is due, in German as shown."""

    TASK = "Aufgabe"
    FUNDING = "Förderung"
    ACTIVITY = "Veranstaltung"
    TERM = "Amtszeit"
    CERTIFICATE = "Urkunde"
    CONSENT = "Einwilligung"
    DRAFT = "Entwurf"
    SIGNUP = "Anmeldung"
    ENERGY_REPORT = "Energiebericht"
    POST = "Regionalmanagement"
    REPORT = "Bericht"


REMINDERS: Final[Mapping[DeadlineKind, tuple[int, ...]]] = {
    DeadlineKind.FUNDING: REMINDER_DAYS,
    DeadlineKind.SIGNUP: REMINDER_DAYS,
    DeadlineKind.ENERGY_REPORT: REMINDER_DAYS,
    DeadlineKind.TASK: (30, 7),
    DeadlineKind.ACTIVITY: (30, 7),
    DeadlineKind.POST: (30, 7),
}
"""Days before a deadline at which it comes to mind; other kinds are on the mind until they are done."""

LOWER_SAXONY: Final = "03"
FIRST_PERIOD: Final = 2023
PERIOD_YEARS: Final = 3
ENERGY_REPORT_SOURCE: Final = "L14"


def reminder(kind: DeadlineKind, on: date, today: date) -> int | None:
    """The last reminder that has come, in days before ``on``; ``None`` while there is still time.

    A kind without reminders comes to mind at once, 0.
    """
    if kind not in REMINDERS:
        return 0
    left = (on - today).days
    return min((days for days in REMINDERS[kind] if left <= days), default=None)


def reminder_day(on: date, days: int) -> date:
    """The day of a reminder."""
    return on - timedelta(days=days)


def energy_report_period(place_key: str, today: date) -> tuple[int, int, date] | None:
    """First and last year and the due day of the next energy report (§ 17 NKlimaG, facts 4.11, L14).

    Periods of three years from 2023, each due on 31.12. of the following year; only in
    Niedersachsen. Before 2026 the report on 2023 to 2025 is the next one.
    """
    if not place_key.startswith(LOWER_SAXONY):
        return None
    passed = max(0, today.year - FIRST_PERIOD - PERIOD_YEARS)
    first = FIRST_PERIOD + -(-passed // PERIOD_YEARS) * PERIOD_YEARS
    last = first + PERIOD_YEARS - 1
    return first, last, date(last + 1, 12, 31)
