"""What is said of points in time."""

from __future__ import annotations

from datetime import date, datetime

from klikks_desktop.ui.moments import saved_sentence


def test_when_something_was_saved_stays_on_one_line() -> None:
    at = datetime(2026, 11, 28, 14, 14).astimezone()
    assert saved_sentence(at, date(2026, 11, 28)) == "Gesichert,\u00a014:14\u00a0Uhr"
    assert saved_sentence(at, date(2026, 11, 29)) == "Gesichert\u00a0am\u00a028.11.2026"
    assert saved_sentence(None, date(2026, 11, 29)) == "Gesichert"
