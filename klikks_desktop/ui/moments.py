"""Points in time as the window tells them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from klikks_desktop.domain.dates import format_short


def saved_sentence(saved_at: datetime | None, today: date) -> str:
    """For example "Gesichert, 10:42 Uhr", never broken; an earlier day is named by its date."""
    if saved_at is None:
        return "Gesichert"
    local = saved_at.astimezone()
    if local.date() == today:
        return f"Gesichert,\N{NO-BREAK SPACE}{local:%H:%M}\N{NO-BREAK SPACE}Uhr"
    return f"Gesichert\N{NO-BREAK SPACE}am\N{NO-BREAK SPACE}{format_short(local.date())}"


def moment(at: datetime, today: date) -> str:
    """For example "Heute, 10:42 Uhr", "Gestern, 16:05 Uhr", "19.11.2026, 08:00 Uhr"."""
    local = at.astimezone()
    days = {today: "Heute", today - timedelta(days=1): "Gestern"}
    return f"{days.get(local.date(), format_short(local.date()))}, {local:%H:%M} Uhr"
