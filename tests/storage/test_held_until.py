"""Until when a backup may hold what was deleted: what the rotation really does stays below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from klikks_desktop.storage.copies import held_until, rotate


def daily(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)


def at_the_end_of_each_later_month(first: date) -> Iterator[date]:
    yield first
    for day in daily(first):
        is_later = (day.year, day.month) > (first.year, first.month)
        if is_later and (day + timedelta(days=1)).day == 1:
            yield day


def last_day_held(folder: Path, days: Iterator[date]) -> date:
    """The day on which the first backup is rotated away, with a backup on each of these days."""
    first = None
    for day in days:
        made = folder / f"KlikKS_Sicherung_{day:%Y-%m-%d}_0800.klikksdb"
        made.touch()
        first = first or made
        rotate(folder)
        if not first.exists():
            return day
    raise AssertionError("never")


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 1, 31), date(2027, 12, 1), date(2028, 2, 29)])
def test_it_is_never_later_and_the_fewest_backups_reach_it(tmp_path: Path, day: date) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert last_day_held(tmp_path / "a", daily(day)) <= held_until(day)
    assert last_day_held(tmp_path / "b", at_the_end_of_each_later_month(day)) == held_until(day)
