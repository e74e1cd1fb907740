"""Calendar files, read back with a small reader of their own (RFC 5545)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.calendar_event import CalendarEvent
from klikks_desktop.exchange.calendar import write_calendar
from klikks_desktop.exchange.content_lines import escaped, folded

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)
EVENT = CalendarEvent(
    uid="task-1@klikks-desktop",
    on=date(2026, 12, 31),
    title="Nachweis; Rathaus, Süd",
    detail="Zeile 1\nZeile 2 \\ Ende",
    category="Förderung",
    reminders=(90, 30),
)


def unfold(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    raw = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw)
    for line in raw:
        line.decode("utf-8")  # no character is split
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


def read(data: bytes) -> dict[str, Any]:
    stack: list[dict[str, Any]] = [{"parts": []}]
    for line in unfold(data):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            part: dict[str, Any] = {"kind": value, "parts": []}
            stack[-1]["parts"].append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop()["kind"] == value
        else:
            assert name not in stack[-1], f"{name} twice"
            stack[-1][name] = value
    (calendar,) = stack[0]["parts"]
    return calendar


def test_an_event_is_a_whole_day_with_reminders() -> None:
    calendar = read(write_calendar([EVENT], name="KlikKS Soltau", now=NOW))
    assert (calendar["kind"], calendar["VERSION"], calendar["METHOD"]) == ("VCALENDAR", "2.0", "PUBLISH")
    (event,) = calendar["parts"]
    assert event["kind"] == "VEVENT"
    assert event["UID"] == EVENT.uid
    assert event["DTSTAMP"] == "20261122T090005Z"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert plain(event["SUMMARY"]) == EVENT.title
    assert event["SUMMARY"] == r"Nachweis\; Rathaus\, Süd"
    assert plain(event["DESCRIPTION"]) == EVENT.detail
    assert "CLASS" not in event
    assert [(alarm["ACTION"], alarm["TRIGGER"]) for alarm in event["parts"]] == [
        ("DISPLAY", "-P90D"),
        ("DISPLAY", "-P30D"),
    ]
    assert all(plain(alarm["DESCRIPTION"]) == EVENT.title for alarm in event["parts"])


def test_an_empty_calendar_is_one() -> None:
    assert read(write_calendar([], name="x", now=NOW))["parts"] == []


def test_an_event_about_a_person_is_private() -> None:
    private = CalendarEvent(uid="u", on=date(2026, 1, 1), title="t", is_private=True)
    (event,) = read(write_calendar([private], name="x", now=NOW))["parts"]
    assert event["CLASS"] == "PRIVATE"
    assert "DESCRIPTION" not in event


@given(st.text(max_size=400))
def test_any_text_comes_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    line = f"SUMMARY:{escaped(text)}"
    (unfolded,) = unfold(folded(line))
    expected = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    expected = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", expected)
    assert plain(unfolded.removeprefix("SUMMARY:")) == expected


@given(st.text(alphabet="aä€😀 ,;\\", min_size=60, max_size=300))
def test_a_line_is_folded_as_late_as_it_can_be(text: str) -> None:
    parts = folded(text).split(b"\r\n")[:-1]
    for part, following in pairwise(parts):
        assert len(part) + len(following[1:].decode()[0].encode()) > 75
