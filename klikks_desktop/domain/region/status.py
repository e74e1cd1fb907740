"""How a municipality stands with its report in a period (Rückmeldestand).

One file is the whole state of its sender, so any file answers for every period that had opened when it
was written. What counts is the day on which the town wrote a file: when the mail arrived, nobody here
knows. In this order:

1. Not expected (nicht erwartet): the period has not opened yet, or the partnership does not touch it: it
   began after the due day or ended before the period opened.
2. To be settled (zwei Stände): a fork of the town's data came in since the period opened, and nothing was
   taken from the town afterwards. Which state is the right one is open, whatever lies here.
3. Without any file written since the period opened: older version (älterer Stand) when there is an earlier
   one, else not enrolled (nicht angemeldet) or, from an enrolled town, missing (fehlt).
4. With one: older version when the town's newest file is from a program whose files hold less than ours;
   else arrived (angekommen) with the first one of them, late (verspätet) when that is after the due day.

The files may come in any order, and again: the result is the same. Files that arrived after a newer one
("älter") count as written, they only change nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from klikks_desktop.domain.records import Partner, Period, Verdict

_GENUINE = frozenset({Verdict.APPLIED, Verdict.OLDER})


class Standing(StrEnum):
    """How one municipality stands in one period."""

    MISSING = "fehlt"
    NOT_ENROLLED = "nicht angemeldet"
    OLDER = "älterer Stand"
    FORK = "zwei Stände"
    ARRIVED = "angekommen"
    NOT_EXPECTED = "nicht erwartet"


class Why(StrEnum):
    """What a standing rests on, where the word alone does not say it."""

    NONE = ""
    BEFORE = "vor dem Zeitraum geschrieben"
    PROGRAM = "mit älterem Programm geschrieben"
    LATE = "verspätet"
    NOT_OPEN = "Zeitraum noch nicht offen"
    NOT_YET = "noch nicht dabei"
    NO_LONGER = "nicht mehr dabei"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report that came in. written_on: day at this computer; handled_at: when it was looked at here.

    is_outdated: its program leaves out what ours knows.
    """

    written_on: date
    handled_at: datetime
    verdict: Verdict
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The answer. on: day of the file that it rests on; ``None`` without one."""

    standing: Standing
    why: Why = Why.NONE
    on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the town still has to send something: it can be reminded."""
        return self.standing in {Standing.MISSING, Standing.NOT_ENROLLED, Standing.OLDER}


def status_of(
    partner: Partner, period: Period, files: Collection[ReportFile], *, enrolled: bool, today: date
) -> Status:
    """How ``partner`` stands in ``period``; the rules stand at the head of this module."""
    if absence := _absence(partner, period, today):
        return Status(Standing.NOT_EXPECTED, absence)
    fork = _open_fork(files)
    if fork is not None and fork.written_on >= period.opens_on:
        return Status(Standing.FORK, on=fork.written_on)
    genuine = sorted((each for each in files if each.verdict in _GENUINE), key=lambda each: each.written_on)
    answers = [each for each in genuine if each.written_on >= period.opens_on]
    if answers:
        return _answered(period, answers)
    if genuine:
        return Status(Standing.OLDER, Why.BEFORE, genuine[-1].written_on)
    return Status(Standing.MISSING if enrolled else Standing.NOT_ENROLLED)


def _absence(partner: Partner, period: Period, today: date) -> Why:
    if today < period.opens_on:
        return Why.NOT_OPEN
    if partner.since is not None and partner.since > period.due_on:
        return Why.NOT_YET
    if partner.until is not None and partner.until < period.opens_on:
        return Why.NO_LONGER
    return Why.NONE


def _open_fork(files: Collection[ReportFile]) -> ReportFile | None:
    """The last fork, as long as nothing was taken after it."""
    forks = [each for each in files if each.verdict is Verdict.FORK]
    taken = [each.handled_at for each in files if each.verdict is Verdict.APPLIED]
    last = max(forks, key=lambda each: each.handled_at, default=None)
    return last if last is not None and all(at < last.handled_at for at in taken) else None


def _answered(period: Period, answers: Sequence[ReportFile]) -> Status:
    """answers: written since the period opened, by day."""
    newest_day = answers[-1].written_on
    if all(each.is_outdated for each in answers if each.written_on == newest_day):
        return Status(Standing.OLDER, Why.PROGRAM, newest_day)
    first = answers[0].written_on
    return Status(Standing.ARRIVED, Why.LATE if first > period.due_on else Why.NONE, first)
