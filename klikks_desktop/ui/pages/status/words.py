"""German words, lanes and colours of the Rückmeldestand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.place_naming import short_county
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.status import Standing, Status, Why
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.ui.widgets.pill import State


class Lane(StrEnum):
    """The lanes of the board, from what is to do to what is done; the values are their heads."""

    MISSING = "Fehlt"
    REMINDED = "Erinnert"
    UNCLEAR = "Zu klären"
    ARRIVED = "Angekommen"


@dataclass(frozen=True, slots=True)
class LaneLook:
    """icon and colour role of a lane; nothing: what an empty one says."""

    icon: str
    colour: str
    nothing: str


LOOKS: Final = {
    Lane.MISSING: LaneLook("alert", "error", "Hier ist nichts mehr offen."),
    Lane.REMINDED: LaneLook("mail", "warn", "Noch keine Erinnerung offen."),
    Lane.UNCLEAR: LaneLook("help", "info", "Nichts ist zu klären."),
    Lane.ARRIVED: LaneLook("done", "ok", "Noch ist kein Bericht angekommen."),
}
PILLS: Final[dict[Standing, State]] = {
    Standing.ARRIVED: "ok",
    Standing.OLDER: "warn",
    Standing.FORK: "warn",
    Standing.MISSING: "error",
    Standing.NOT_ENROLLED: "draft",
    Standing.NOT_EXPECTED: "past",
}

_NOT_REMINDED: Final = {Standing.OLDER: "nur älterer Stand", Standing.NOT_ENROLLED: "nicht angemeldet"}


def lane_of(row: StatusRow) -> Lane | None:
    """Where a municipality lies on the board; ``None`` when it is not expected."""
    status = row.status
    if status.standing is Standing.NOT_EXPECTED:
        return None
    if status.standing is Standing.ARRIVED:
        return Lane.ARRIVED
    if status.standing is Standing.FORK or status.why is Why.PROGRAM:
        return Lane.UNCLEAR
    return Lane.REMINDED if row.reminded else Lane.MISSING


def second_line(row: StatusRow) -> tuple[str, str]:
    """The county, and when something came last: ("Heidekreis", "zuletzt 12.05.2026")."""
    county = short_county(row.town.county) or row.town.state
    if lane_of(row) is Lane.ARRIVED:
        return county, ""
    return county, "noch nie" if row.last_on is None else f"zuletzt {format_short(row.last_on)}"


def third_line(row: StatusRow) -> str:
    """What is special about it; once reminded, that."""
    status, reminded = row.status, reminded_words(row.reminded)
    day = format_short(status.on) if status.on else ""
    match status.standing, status.why:
        case Standing.ARRIVED, why:
            words = f"Datei vom {day}" + (" · verspätet" if why is Why.LATE else "")
        case Standing.FORK, _:
            words = f"zwei Stände, {day}"
        case Standing.OLDER, Why.PROGRAM:
            words = f"älteres Programm · {reminded or day}"
        case standing, _:
            words = reminded or _NOT_REMINDED.get(standing, "nicht erinnert")
    return words


def third_colour(row: StatusRow) -> str:
    """Colour role of the third line; a late one is due to be noticed."""
    lane = lane_of(row)
    if lane is Lane.ARRIVED and row.status.why is Why.LATE:
        return "warn"
    return LOOKS[lane].colour if lane else "neutral"


def reminded_words(days: Sequence[date]) -> str:
    """When last: "erinnert am 16.11.2026", later "zum 2. Mal, 20.11.2026"; nothing when never."""
    if not days:
        return ""
    day = format_short(days[-1])
    return f"erinnert am {day}" if len(days) == 1 else f"zum {len(days)}. Mal, {day}"


def hint(status: Status) -> str:
    """What a row of the list says below its standing."""
    match status.why:
        case Why.NONE:
            return ""
        case Why.PROGRAM:
            return "älteres Programm"
        case Why.BEFORE:
            return "von vor dem Zeitraum"
    return status.why.value


def due_words(period: Period, today: date, *, all_arrived: bool = False) -> tuple[str, str]:
    """The deadline, "Frist 30.11.2026, in 7 Tagen", and its colour role; nobody is urged once all arrived."""
    day, left = format_short(period.due_on), (period.due_on - today).days
    if today < period.opens_on:
        return f"Beginnt am {format_short(period.opens_on)}, Frist {day}", "muted"
    if all_arrived:
        return f"Frist {day}", "muted"
    if left < 0:
        return f"Frist {day}, seit {count_words(-left, 'Tag', 'Tagen')} vorbei", "error"
    if left == 0:
        return f"Frist {day}, heute", "warn"
    return f"Frist {day}, in {count_words(left, 'Tag', 'Tagen')}", "warn" if left <= 14 else "muted"
