"""UUIDs of version 7."""

from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.ids import uuid7

moments = st.integers(0, 2**48 - 1)
randoms = st.binary(min_size=10, max_size=10)


def test_example_of_the_standard() -> None:
    # RFC 9562, A.6: unix_ts_ms 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F
    random = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert str(uuid7(0x017F22E279B0, random)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(moments, randoms)
def test_version_variant_and_time(milliseconds: int, random: bytes) -> None:
    made = uuid7(milliseconds, random)
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == milliseconds


@given(moments, moments, randoms, randoms)
def test_sorts_by_time(first: int, second: int, random: bytes, other: bytes) -> None:
    if first < second:
        assert str(uuid7(first, random)) < str(uuid7(second, other))


def test_every_random_bit_that_fits_is_used() -> None:
    used = {uuid7(0, (1 << bit).to_bytes(10, "big")) for bit in range(80)} - {uuid7(0, bytes(10))}
    assert len(used) == 74


@pytest.mark.parametrize(("milliseconds", "random"), [(-1, bytes(10)), (2**48, bytes(10)), (0, bytes(9))])
def test_out_of_range_is_refused(milliseconds: int, random: bytes) -> None:
    with pytest.raises(ValueError, match=r"bits|bytes"):
        uuid7(milliseconds, random)
