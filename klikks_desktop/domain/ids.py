"""Keys of records: UUIDs of version 7, which sort by the time they were made."""

from __future__ import annotations

from uuid import UUID

RANDOM_BYTES = 10


def uuid7(milliseconds: int, random: bytes) -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7), without a clock or a random source of its own.

    milliseconds: since 1970-01-01 UTC, 0 to 2**48 - 1. random: ten bytes, of which 74 bits are used.
    Raises ``ValueError`` when either is out of range.
    """
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError("milliseconds do not fit into 48 bits")
    if len(random) != RANDOM_BYTES:
        raise ValueError("ten random bytes are needed")
    bits = int.from_bytes(random, "big")
    version_and_a = 0x7000 | (bits >> 68) & 0xFFF
    variant_and_b = 0b10 << 62 | bits & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | version_and_a << 64 | variant_and_b)
