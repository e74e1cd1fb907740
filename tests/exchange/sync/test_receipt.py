"""The content of a receipt: strict, the same bytes, tolerant of what later versions add."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.exchange.envelope import RECEIPT, open_sealed
from klikks_desktop.exchange.keys import load_keys
from klikks_desktop.exchange.receipt import WireReceipt, decode_receipt, encode_receipt

DATA = Path(__file__).parent.parent / "data"
PERSON = "01930000-0000-7000-8000-000000000002"


def example() -> dict[str, Any]:
    return {
        "format": "klikks-receipt",
        "schema": 1,
        "program": "KlikKS Desktop 1.0",
        "digest": "ab" * 32,
        "created": "2026-11-20T12:00:00Z",
        "verdict": "uebernommen",
        "received": "2026-11-22T12:00:00Z",
        "counts": {"named": 6, "in_office": 8, "added": 1, "changed": 2, "gone": 3},
        "erased": {"patron": [PERSON], "project_patron": []},
        "backup_until": "2028-01-31",
    }


def decoded(raw: object) -> WireReceipt:
    return decode_receipt(json.dumps(raw).encode())


def test_what_is_encoded_is_decoded_and_always_the_same() -> None:
    data = encode_receipt(decoded(example()))
    assert json.loads(data) == example()
    assert encode_receipt(decode_receipt(data)) == data


def test_the_stored_receipt_of_version_1_stays_readable() -> None:
    """Written once, by version 1; the town of ``wire-1.klikks`` got it. It may never be made again."""
    region, town = (load_keys(DATA / f"wire-1-{who}-keys.json") for who in ("region", "town"))
    opened = open_sealed(
        (DATA / "receipt-1.klikks").read_bytes(),
        keys=town,
        trusted={region.installation: region.public.sign_key},
        now=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        kind=RECEIPT,
    )
    assert json.loads(opened.payload) == example()
    assert decode_receipt(opened.payload) == decoded(example())


def test_what_later_versions_add_is_ignored_and_what_is_optional_may_be_missing() -> None:
    more = {**example(), "novelty": [1], "schema": 9}
    assert encode_receipt(decoded(more)) == encode_receipt(decoded({**example(), "schema": 9}))
    raw = example()
    for field in ("counts", "erased", "backup_until"):
        del raw[field]
    assert decoded(raw).erased == {}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("format", ["klikks-sync", None]),
        ("schema", [0, "1", 2**40]),
        ("digest", ["", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", None]),
        ("created", ["2026-11-22", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00", 5]),
        ("received", ["2026-11-22T12:00:00", "1969-12-31T00:00:00Z"]),
        ("verdict", ["", "verloren", None]),
        ("counts", [[], {"named": -1}, {"named": 1.5}, {"gone": 2**60}]),
        ("erased", [[], {"": []}, {"Patron": []}, {"patron": ["x"]}, {"patron": PERSON}]),
        ("erased", [{"patron": [PERSON + "\n"]}, {"patron": [PERSON[:-1] + "A"]}]),
        ("backup_until", ["2028-02-31", "", 1]),
        ("program", ["x\u202ey", "x" * 201, None]),
    ],
)  # fmt: skip
def test_everything_else_is_refused(bench, field: str, values: list[object]) -> None:
    for value in values:
        with bench.refused("K-560"):
            decoded({**copy.deepcopy(example()), field: value})
