"""The content of the file: strict, deterministic, tolerant of what later versions add."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.envelope import open_sealed
from klikks_desktop.exchange.keys import load_keys
from klikks_desktop.exchange.wire import (
    Snapshot,
    WireCounts,
    WirePlace,
    decode_snapshot,
    encode_snapshot,
    schema,
)

DATA = Path(__file__).parent.parent / "data"


def uid(number: int) -> str:
    return f"01930000-0000-7000-8000-{number:012x}"


def example() -> dict[str, Any]:
    return {
        "format": "klikks-sync",
        "schema": 1,
        "program": "KlikKS Desktop 1.0",
        "created": "2026-11-22T12:00:00Z",
        "places": [
            {
                "key": "03358021",
                "name": "Soltau",
                "designation": "Stadt Soltau",
                "kind": "Stadt",
                "county": "Heidekreis",
                "state": "Niedersachsen",
                "contact": {"function": "Umwelt", "email": "umwelt@soltau.example", "phone": "05191 0"},
                "resolution_on": "2024-03-14",
                "agreement_on": None,
                "localities": [{"id": uid(1), "name": "Harber", "genitive": "des Ortsteils Harber"}],
                "counts": {"in_office": 3, "named": 1, "ended": 0},
                "patrons": [
                    {
                        "id": uid(2),
                        "address": "f",
                        "degree": "Dr.",
                        "given_name": "Łucja Đorđević",
                        "family_name": "Şahin-Müller",
                        "email": "l@example.org",
                        "phone": None,
                        "appointments": [
                            {
                                "id": uid(3),
                                "locality_id": uid(1),
                                "begins_on": "2024-04-01",
                                "ends_on": None,
                                "ended_on": None,
                            }
                        ],
                        "consents": [
                            {
                                "id": uid(4),
                                "purpose": "weitergabe",
                                "text_version": "1",
                                "given_on": "2024-04-01",
                                "with_email": True,
                                "with_phone": False,
                                "with_photo": False,
                            }
                        ],
                    }
                ],
            }
        ],
    }


def decoded(raw: object) -> Snapshot:
    return decode_snapshot(json.dumps(raw).encode())


def changed(path: str, value: object) -> dict[str, Any]:
    raw: Any = copy.deepcopy(example())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    target = raw
    for step in steps:
        target = target[step]
    target[last] = value
    return raw


def test_what_is_encoded_is_decoded_and_always_the_same() -> None:
    snapshot = decoded(example())
    data = encode_snapshot(snapshot)
    assert decode_snapshot(data) == snapshot
    assert encode_snapshot(decode_snapshot(data)) == data
    assert json.loads(data) == example()


def test_the_stored_file_of_version_1_stays_readable() -> None:
    """Keys and file were written once, by version 1. Neither may ever be made again."""
    keys = load_keys(DATA / "wire-1-region-keys.json")
    town = load_keys(DATA / "wire-1-town-keys.json")
    opened = open_sealed(
        (DATA / "wire-1.klikks").read_bytes(),
        keys=keys,
        trusted={town.installation: town.public.sign_key},
        now=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    )
    assert decode_snapshot(opened.payload) == decoded(example())
    assert json.loads(opened.payload) == example()


def test_what_later_versions_add_is_ignored() -> None:
    for path in ("novelty", "places.0.novelty", "places.0.patrons.0.novelty", "places.0.counts.novelty"):
        assert decoded(changed(path, {"any": ["thing"]})) == decoded(example())
    assert decoded(changed("schema", 2)).schema == 2
    assert decoded(changed("places.0.patrons.0.consents.0.purpose", "forschung"))


def test_what_is_optional_may_be_missing() -> None:
    raw = example()
    place = raw["places"][0]
    for field in ("county", "state", "contact", "resolution_on", "agreement_on", "localities", "patrons"):
        del place[field]
    assert decoded(raw).places[0].patrons == []


@pytest.mark.parametrize("key", ["03358021", "16077001", "033585402", "01051001"])
def test_keys_of_places(key: str) -> None:
    assert decoded(changed("places.0.key", key)).places[0].key == key


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("format", ["klikks", "", None]),
        ("schema", [0, -1, "1", 1.5, True, 2**53]),
        ("created", ["2026-11-22T12:00:00", "2026-11-22", "gestern", 5]),
        ("places", [None, {}, "x", [1]]),
        (
            "places.0.key",
            ["3358021", "00358021", "17358021", "0335802１", "03358021\n", "0335802100", "", 3358021],
        ),
        ("places.0.name", ["", "x" * 201, None, "A\x00", "A\x1b[0m", "A\x85", "A\u202eB", "A\u2066B", 1]),
        ("places.0.resolution_on", ["2026-02-30", "30.02.2026", "", "2026-02-03T00:00", 20260203]),
        ("places.0.counts.in_office", [-1, 1.5, "3", True, None, 10**12]),
        ("places.0.localities.0.id", ["", "x", uid(1).upper() + "A", uid(1) + "\n", f"{{{uid(1)}}}", 7]),
        ("places.0.patrons.0.address", ["x", "", None, "F"]),
        ("places.0.patrons.0.email", ["x" * 255, "a\x00b@example.org", 1]),
        ("places.0.patrons.0.family_name", ["x" * 201, None, "M\u202eüller"]),
        ("places.0.patrons.0.appointments.0.begins_on", [None, "2026-13-01", "0000-01-01"]),
        ("places.0.patrons.0.appointments.0.locality_id", [uid(9), uid(2), "x"]),
        ("places.0.patrons.0.consents.0.purpose", ["", "Weitergabe", "x" * 41, "a b"]),
        ("places.0.patrons.0.consents.0.with_email", [1, "true", None]),
        ("places.0.patrons.0.id", [uid(1), uid(3), uid(4)]),
    ],
)
def test_everything_else_is_refused(bench, path: str, values: list[object]) -> None:
    for value in values:
        with bench.refused("K-513"):
            decoded(changed(path, value))


def test_a_place_is_reported_once(bench) -> None:
    raw = example()
    with bench.refused("K-513"):
        decoded(changed("places", raw["places"] * 2))


def test_an_appointment_points_into_its_own_place(bench) -> None:
    raw = example()
    raw["places"].append({**raw["places"][0], "key": "03358001", "localities": [], "patrons": []})
    raw["places"][1]["localities"] = [{"id": uid(8), "name": "Anderswo"}]
    assert decoded(raw)
    raw["places"][0]["patrons"][0]["appointments"][0]["locality_id"] = uid(8)
    with bench.refused("K-513"):
        decoded(raw)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xef\xbb\xbf{}",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"x":' + b"[" * 200_000,
        b'{"x":' + b'{"x":' * 200_000,
        b'{"places":NaN}',
        b"{} {}",
    ],
)
def test_no_snapshot_at_all(bench, data: bytes) -> None:
    with bench.refused("K-513"):
        decode_snapshot(data)


@pytest.mark.parametrize(
    "text", [rb"\ud800", rb"\u0000", rb"\u202e", b"\xed\xa0\x80", b"\xc0\x80", b"\x00", b"\x1f"]
)
def test_hostile_text_in_any_spelling(bench, text: bytes) -> None:
    data = json.dumps(example()).encode()
    with bench.refused("K-513"):
        decode_snapshot(data.replace(b'"Soltau"', b'"Sol' + text + b'tau"'))


def test_trailing_content_and_numbers_that_are_none(bench) -> None:
    data = json.dumps(example()).encode()
    for bad in (data + b"x", data + data, data.replace(b"3,", b"NaN,", 1), data.replace(b"3,", b"1e999,", 1)):
        with bench.refused("K-513"):
            decode_snapshot(bad)


def test_the_message_names_the_field_and_nothing_of_its_content() -> None:
    raw = changed("places.0.patrons.0.email", "geheim@example.org" * 20)
    with pytest.raises(UserError, match=r"places\[0\]\.patrons\[0\]\.email") as caught:
        decoded(raw)
    assert "geheim" not in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=300)
@given(value=JSON, at=st.integers(0, 10**6))
def test_any_value_anywhere_is_taken_or_refused_but_never_crashes(value: object, at: int) -> None:
    paths = list(paths_of(example()))
    raw = changed(paths[at % len(paths)], value)
    try:
        snapshot = decoded(raw)
    except UserError as error:
        assert error.code == "K-513"
    else:
        assert decode_snapshot(encode_snapshot(snapshot)) == snapshot


def paths_of(raw: Any, prefix: str = "") -> Any:
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw)
    for step, value in steps:
        yield f"{prefix}{step}"
        if isinstance(value, dict | list):
            yield from paths_of(value, f"{prefix}{step}.")


@pytest.mark.parametrize("name", ["", "A\x00", "A\ud800", "A\u202e", "x" * 201])
def test_what_a_receiver_would_refuse_is_not_written(bench, name: str) -> None:
    place = WirePlace(
        key="03358021", name=name, designation="x", kind="", counts=WireCounts(in_office=0, named=0, ended=0)
    )
    with bench.refused("K-518"):
        encode_snapshot(Snapshot(program="x", created=bench.now, places=[place]))


def test_the_schema_is_a_json_document() -> None:
    text = json.dumps(schema())
    for field in ("WirePatron", "locality_id", "resolution_on", "genitive"):
        assert field in text
