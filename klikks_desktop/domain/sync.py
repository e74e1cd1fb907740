"""What becomes of a received sync file, and how files are numbered: pure decisions.

Each row has one owner, each file is the whole state of its sender. So the receiver only needs to
know which file is newest, and notices when a sender's history has split.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict

# A sender's clock may be this far ahead before its files are refused.
MAX_AHEAD = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Head:
    """The file of a sender that is in force: its sequence number and digest."""

    sequence: int
    digest: str


def decide(
    head: Head | None,
    seen: Collection[str],
    sequence: int,
    previous: str,
    digest: str,
    *,
    forks: Collection[str] = (),
    fork_confirmed: bool = False,
) -> Verdict:
    """The verdict on a file that passed every check of its container.

    head: what is in force from this sender. seen: digests of this sender's files handled before,
    except those set aside as a fork, which are in forks. previous: digest of the file the sender
    wrote before, or "". fork_confirmed: a person decided that this file is the true continuation.

    An unknown previous file got lost on its way: a whole state heals that. A known but superseded
    one, or one set aside, means that two copies of the sender's database are in use, or a backup
    was restored.
    """
    if digest in seen:
        return Verdict.DUPLICATE
    if head is None:
        return Verdict.APPLIED
    if sequence == head.sequence:
        return Verdict.FORK
    if sequence < head.sequence:
        return Verdict.OLDER
    is_superseded = previous in seen or previous in forks
    if previous != head.digest and is_superseded and not fork_confirmed:
        return Verdict.FORK
    return Verdict.APPLIED


def next_sequence(last: int, mark: int, now: datetime, *, clock_confirmed: bool = False) -> int:
    """The number of the next file: milliseconds since 1970, always above those used before.

    last: of the file sent last. mark: the highest ever used, kept outside the database, so that a
    restored backup does not use a number twice. now: aware.

    Raises K-519 when a number used before lies more than ``MAX_AHEAD`` in the future: the clock was
    wrong then or is wrong now. After a person has confirmed the date, such numbers are ignored:
    no receiver with a right clock can have taken them.
    """
    limit = milliseconds(now + MAX_AHEAD)
    used = [number for number in (last, mark) if number <= limit]
    if len(used) < 2 and not clock_confirmed:
        facts = {"last": sequence_time(max(last, mark)), "now": sequence_time(milliseconds(now))}
        raise UserError("K-519", facts)
    return max([milliseconds(now), *(number + 1 for number in used)])


def check_places(keys: Iterable[str], allowed: Collection[str]) -> None:
    """Refuse with K-512 a file that reports a place its sender is not enrolled for."""
    for key in keys:
        if key not in allowed:
            raise UserError("K-512", {"key": key})


def places_of_region(
    keys: Iterable[str], *, direct: Collection[str], elsewhere: Mapping[str, str]
) -> list[str]:
    """Of the places that a region reports to its coordinating office those that count.

    direct: keys that a town's own program reported; what a town says itself wins. elsewhere: keys that
    another region reported, with its name: counted twice would be wrong whoever is right, so K-597.
    """
    taken = []
    for key in keys:
        if key in elsewhere:
            raise UserError("K-597", {"key": key, "name": elsewhere[key]})
        if key not in direct:
            taken.append(key)
    return taken


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware moment."""
    return int(moment.timestamp() * 1000)


def sequence_time(sequence: int) -> str:
    """A sequence number as a date and time in UTC: "22.11.2026 14:05"."""
    try:
        return datetime.fromtimestamp(sequence / 1000, UTC).strftime("%d.%m.%Y %H:%M")
    except (OverflowError, ValueError, OSError):
        return "jenseits des Kalenders"
