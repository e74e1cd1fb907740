"""The calendar of the simulated year: months of thirty days, and a tick with every question."""

from __future__ import annotations

from datetime import datetime, timedelta

MONTH = timedelta(days=30)


class Clock:
    """A clock that is set on and never back."""

    def __init__(self, begin: datetime) -> None:
        self.begin = self.now = begin

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=2)
        return self.now

    def reach(self, month: int, day: int) -> None:
        """Let it be this day of this month, counted from 0."""
        self.now = max(self.now, self.begin + month * MONTH + timedelta(days=day))
