"""How a municipality stands in a period: every rule, and that the order of files does not matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.records import Partner, Period, Verdict
from klikks_desktop.domain.region.fields import check_partner, check_period, next_period
from klikks_desktop.domain.region.status import ReportFile, Standing, Status, Why, status_of

OPENS, DUE = date(2027, 1, 1), date(2027, 3, 31)
PERIOD = Period(id=UUID(int=1), title="2026", opens_on=OPENS, due_on=DUE)
TODAY = date(2027, 5, 1)


def partner(**dates: date) -> Partner:
    return Partner(id=UUID(int=2), place_key="03358021", designation="Stadt Soltau", **dates)


def file(day: date, verdict: Verdict = Verdict.APPLIED, *, at: int = 0, outdated: bool = False) -> ReportFile:
    """at: days after which it was looked at."""
    handled = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=at)
    return ReportFile(day, handled, verdict, outdated)


def stand(*files: ReportFile, enrolled: bool = True, today: date = TODAY, **dates: date) -> Status:
    return status_of(partner(**dates), PERIOD, files, enrolled=enrolled, today=today)


def test_without_a_file_it_is_missing_or_not_enrolled() -> None:
    assert stand() == Status(Standing.MISSING)
    assert stand(enrolled=False) == Status(Standing.NOT_ENROLLED)


@pytest.mark.parametrize(
    ("day", "why"), [(OPENS, Why.NONE), (DUE, Why.NONE), (DUE + timedelta(days=1), Why.LATE)]
)
def test_a_file_since_the_opening_answers_and_is_late_after_the_due_day(day: date, why: Why) -> None:
    assert stand(file(day)) == Status(Standing.ARRIVED, why, day)


def test_the_first_file_of_the_period_counts() -> None:
    assert stand(file(date(2027, 2, 1)), file(date(2027, 4, 20))).on == date(2027, 2, 1)


def test_a_file_written_the_day_before_is_an_older_version() -> None:
    before = OPENS - timedelta(days=1)
    assert stand(file(before)) == Status(Standing.OLDER, Why.BEFORE, before)
    assert stand(file(before), enrolled=False).standing is Standing.OLDER


def test_the_newest_file_of_an_older_program_is_an_older_version() -> None:
    old, new = file(date(2027, 2, 1), outdated=True), file(date(2027, 4, 20))
    assert stand(old) == Status(Standing.OLDER, Why.PROGRAM, date(2027, 2, 1))
    assert stand(old, new) == Status(Standing.ARRIVED, on=date(2027, 2, 1))


def test_a_file_overtaken_on_its_way_was_written_in_time() -> None:
    late, overtaken = file(date(2027, 4, 2)), file(date(2027, 3, 30), Verdict.OLDER, at=9)
    assert stand(late, overtaken) == Status(Standing.ARRIVED, on=date(2027, 3, 30))


def test_a_fork_is_to_be_settled_until_something_is_taken() -> None:
    first, fork = file(date(2027, 2, 1)), file(date(2027, 3, 1), Verdict.FORK)
    assert stand(first, fork) == Status(Standing.FORK, on=date(2027, 3, 1))
    assert stand(first, fork, file(date(2027, 3, 2))).standing is Standing.ARRIVED
    assert stand(first, file(date(2026, 12, 1), Verdict.FORK)).standing is Standing.ARRIVED


def test_not_expected_before_since_after_until_and_before_the_opening() -> None:
    assert stand(file(DUE), today=OPENS - timedelta(days=1)).why is Why.NOT_OPEN
    assert stand(since=DUE + timedelta(days=1)).why is Why.NOT_YET
    assert stand(until=OPENS - timedelta(days=1)).why is Why.NO_LONGER
    assert stand(since=DUE, until=DUE).standing is Standing.MISSING


days = st.dates(date(2026, 6, 1), date(2027, 12, 31))
files = st.lists(
    st.builds(
        file,
        days,
        st.sampled_from([Verdict.APPLIED, Verdict.OLDER]),
        at=st.integers(0, 400),
        outdated=st.booleans(),
    ),
    max_size=6,
)


@given(files, st.randoms(use_true_random=False), st.booleans())
def test_order_and_repetition_do_not_matter(came: list[ReportFile], random: object, enrolled: bool) -> None:
    mixed = [*came, *came]
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert stand(*mixed, enrolled=enrolled) == stand(*came, enrolled=enrolled)


@given(files, days)
def test_another_current_file_never_makes_it_worse(came: list[ReportFile], day: date) -> None:
    before, after = stand(*came), stand(*came, file(day))
    if before.standing is Standing.ARRIVED:
        assert after.standing is Standing.ARRIVED
        assert after.on is not None
        assert before.on is not None
        assert after.on <= before.on
    if day >= OPENS and all(each.written_on < day for each in came):
        assert after.standing is Standing.ARRIVED


@given(files, st.booleans())
def test_who_arrived_is_not_reminded(came: list[ReportFile], enrolled: bool) -> None:
    found = stand(*came, enrolled=enrolled)
    assert found.is_open == (found.standing is not Standing.ARRIVED)


def test_next_period_is_a_year_later() -> None:
    assert next_period(PERIOD) == {"title": "2027", "opens_on": "01.01.2028", "due_on": "31.03.2028"}
    leap = Period(id=UUID(int=3), title="Herbst", opens_on=date(2028, 2, 29), due_on=date(2028, 2, 29))
    assert next_period(leap) == {"title": "", "opens_on": "28.02.2029", "due_on": "28.02.2029"}


def test_what_is_wrong_with_a_whole_record() -> None:
    turned = Period(id=UUID(int=4), title="2026", opens_on=DUE, due_on=OPENS)
    assert [problem.field for problem in check_period(turned)] == ["due_on"]
    assert check_period(PERIOD) == []
    wrong = Partner(
        id=UUID(int=5), place_key="03358021", designation="Soltau", email="rathaus", since=DUE, until=OPENS
    )
    assert [problem.field for problem in check_partner(wrong)] == ["email", "until"]
