"""Verdicts and numbers of sync files, as pure decisions."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict
from klikks_desktop.domain.sync import (
    MAX_AHEAD,
    Head,
    check_places,
    decide,
    milliseconds,
    next_sequence,
    sequence_time,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MS = milliseconds(NOW)
HOUR = 3_600_000

File = tuple[int, str, str]
"""sequence, digest of the file before, digest"""


class Receiver:
    """What a receiver remembers of one sender."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.seen: set[str] = set()

    def receive(self, file: File, *, fork_confirmed: bool = False) -> Verdict:
        sequence, previous, digest = file
        verdict = decide(self.head, self.seen, sequence, previous, digest, fork_confirmed=fork_confirmed)
        if verdict is Verdict.APPLIED:
            self.head = Head(sequence, digest)
        if verdict is not Verdict.FORK:
            self.seen.add(digest)
        return verdict


def chain(gaps: list[int], first: int = 1, name: str = "") -> list[File]:
    """The files of one sender with one history."""
    numbers = itertools.accumulate(gaps, initial=first)
    files: list[File] = []
    for number in numbers:
        files.append((number, files[-1][2] if files else "", f"{name}digest {number}"))
    return files


gap_lists = st.lists(st.integers(1, 5), max_size=6)


@given(gaps=gap_lists, data=st.data())
def test_any_order_and_any_repetition_converge_to_the_highest_number(
    gaps: list[int], data: st.DataObject
) -> None:
    files = chain(gaps)
    arrivals = data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=15))
    receiver = Receiver()
    verdicts = [receiver.receive(file) for file in arrivals]
    assert Verdict.FORK not in verdicts
    newest = max(arrivals)
    assert receiver.head == Head(newest[0], newest[2])


@given(gaps=gap_lists, data=st.data())
def test_each_verdict_says_what_it_means(gaps: list[int], data: st.DataObject) -> None:
    files = chain(gaps)
    receiver = Receiver()
    for file in data.draw(st.lists(st.sampled_from(files), max_size=15)):
        before, seen = receiver.head, set(receiver.seen)
        verdict = receiver.receive(file)
        if file[2] in seen:
            assert verdict is Verdict.DUPLICATE
        elif before is not None and file[0] < before.sequence:
            assert verdict is Verdict.OLDER
        else:
            assert verdict is Verdict.APPLIED
        if verdict is not Verdict.APPLIED:
            assert receiver.head == before
        assert receiver.receive(file) is Verdict.DUPLICATE


@given(gaps=gap_lists, data=st.data())
def test_a_lost_file_is_healed_by_the_next(gaps: list[int], data: st.DataObject) -> None:
    files = chain([1, *gaps])
    kept = [file for file in files[:-1] if data.draw(st.booleans())]
    receiver = Receiver()
    for file in kept:
        receiver.receive(file)
    assert receiver.receive(files[-1]) is Verdict.APPLIED


@given(gaps=gap_lists, at=st.integers(0, 6), later=st.integers(1, 9))
def test_a_split_history_is_noticed(gaps: list[int], at: int, later: int) -> None:
    """A copy of the sender's database, or a restored backup, goes on from a superseded file."""
    files = chain([1, *gaps])
    receiver = Receiver()
    for file in files:
        assert receiver.receive(file) is Verdict.APPLIED
    branch = files[at % (len(files) - 1)]
    split: File = (files[-1][0] + later, branch[2], "split")
    head = receiver.head
    assert receiver.receive(split) is Verdict.FORK
    assert receiver.head == head
    assert receiver.receive(split) is Verdict.FORK, "a fork set aside is not a duplicate"
    assert receiver.receive(split, fork_confirmed=True) is Verdict.APPLIED
    assert receiver.head == Head(split[0], "split")
    assert receiver.receive((split[0] + 1, "split", "after")) is Verdict.APPLIED


def test_the_same_number_with_another_content_is_a_fork_that_nobody_can_confirm() -> None:
    receiver = Receiver()
    receiver.receive((5, "", "a"))
    assert receiver.receive((5, "", "b")) is Verdict.FORK
    assert receiver.receive((5, "", "b"), fork_confirmed=True) is Verdict.FORK
    assert receiver.receive((6, "b", "c")) is Verdict.APPLIED, "the next whole state heals it"


def test_confirming_changes_nothing_else() -> None:
    receiver = Receiver()
    receiver.receive((5, "", "a"), fork_confirmed=True)
    assert receiver.receive((4, "", "b"), fork_confirmed=True) is Verdict.OLDER
    assert receiver.receive((5, "", "a"), fork_confirmed=True) is Verdict.DUPLICATE


@given(last=st.integers(0, MS + 47 * HOUR), mark=st.integers(0, MS + 47 * HOUR))
def test_numbers_rise_and_never_fall_behind_the_clock(last: int, mark: int) -> None:
    number = next_sequence(last, mark, NOW)
    assert number > last
    assert number > mark
    assert number >= MS


@pytest.mark.parametrize(("last", "mark"), [(MS + 49 * HOUR, 0), (0, MS + 49 * HOUR), (2**53, 2**53)])
def test_a_wrong_clock_is_told_before_a_number_is_given(last: int, mark: int) -> None:
    with pytest.raises(UserError, match=r"K-519.*22\.11\.2026 12:00"):
        next_sequence(last, mark, NOW)
    number = next_sequence(last, mark, NOW, clock_confirmed=True)
    assert MS <= number <= milliseconds(NOW + MAX_AHEAD)


def test_after_the_date_was_confirmed_numbers_still_rise() -> None:
    first = next_sequence(2**53, 2**53, NOW, clock_confirmed=True)
    assert next_sequence(first, 2**53, NOW, clock_confirmed=True) == first + 1


def test_the_clock_may_be_a_little_behind() -> None:
    last = MS + 3 * HOUR
    assert next_sequence(last, last, NOW) == last + 1
    assert next_sequence(last, last, NOW + timedelta(hours=4)) == MS + 4 * HOUR


def test_only_enrolled_places_may_be_reported() -> None:
    check_places(["03358021", "033585402"], {"03358021", "033585402", "03358001"})
    with pytest.raises(UserError, match=r"K-512.*03358022"):
        check_places(["03358021", "03358022"], {"03358021"})
    with pytest.raises(UserError, match="K-512"):
        check_places(["03358021"], set())


def test_a_number_is_shown_as_a_time() -> None:
    assert sequence_time(MS) == "22.11.2026 12:00"
    assert sequence_time(2**53) == "jenseits des Kalenders"


def test_what_follows_a_file_that_was_set_aside_is_set_aside_too() -> None:
    """Otherwise the second file of a split history would be taken without a question."""
    head, seen = Head(20, "b"), {"a", "b"}
    assert decide(head, seen, 40, "c", "d", forks={"c"}) is Verdict.FORK
    assert decide(head, seen, 40, "c", "d", forks={"c"}, fork_confirmed=True) is Verdict.APPLIED
    assert decide(head, seen, 40, "lost", "d", forks={"c"}) is Verdict.APPLIED
