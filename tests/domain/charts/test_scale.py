"""Round axes and decimals of charts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.scale import digits_for, round_scale

numbers = st.decimals(-(10**15), 10**15, allow_nan=False, places=3)


@given(st.lists(numbers, max_size=20), st.integers(1, 12))
def test_an_axis_holds_zero_and_every_value_in_few_round_steps(values: list[Decimal], most: int) -> None:
    scale = round_scale(values, most)
    assert scale.low <= min([Decimal(0), *values])
    assert scale.high >= max([Decimal(0), *values])
    assert Decimal(0) in scale.ticks
    assert 2 <= len(scale.ticks) <= max(2, most) + 1
    step = scale.ticks[1] - scale.ticks[0]
    assert all(after - before == step for before, after in zip(scale.ticks, scale.ticks[1:], strict=False))
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert all(0 <= scale.share(value) <= 1 for value in values)


def test_no_values_and_only_zeros_give_an_axis_from_zero_to_one() -> None:
    assert round_scale([]).words() == ("0", "1")
    assert round_scale([Decimal(0), Decimal("0.0")]).words() == ("0", "1")


def test_ticks_are_written_with_the_decimals_of_their_step() -> None:
    assert round_scale([Decimal("0.9")]).words() == ("0,0", "0,2", "0,4", "0,6", "0,8", "1,0")
    assert round_scale([Decimal(24_600)]).words() == ("0", "5.000", "10.000", "15.000", "20.000", "25.000")


@pytest.mark.parametrize(
    ("value", "digits"), [("0", 1), ("61.8", 1), ("-999.9", 1), ("1000", 0), ("0.25", 2), ("0.004", 3)]
)
def test_decimals_follow_the_largest_value(value: str, digits: int) -> None:
    assert digits_for([Decimal(0), Decimal(value)]) == digits
