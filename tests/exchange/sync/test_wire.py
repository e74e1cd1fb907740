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
from klikks_desktop.exchange.wire import Snapshot, WirePlace, decode_snapshot, encode_snapshot
from klikks_desktop.exchange.wire_people import WireCounts
from tests.exchange.sync.wire_samples import EFFECT, schema_1, schema_2, uid

DATA = Path(__file__).parent.parent / "data"


STRUCTS = (
    "places.0",
    "places.0.counts",
    "places.0.patrons.0",
    "places.0.projects.0",
    "places.0.projects.0.effect",
    "places.0.projects.0.funding.0",
    "places.0.potentials.0.result",
    "places.0.potentials.0.result.with_grant",
    "places.0.energy.0",
    "places.0.remarks.0",
)


def decoded(raw: object) -> Snapshot:
    return decode_snapshot(json.dumps(raw).encode())


def changed(path: str, value: object, of: dict[str, Any] | None = None) -> dict[str, Any]:
    raw: Any = copy.deepcopy(of) if of else schema_2()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    target = raw
    for step in steps:
        target = target[step]
    target[last] = value
    return raw


def test_what_is_encoded_is_decoded_and_always_the_same() -> None:
    snapshot = decoded(schema_2())
    data = encode_snapshot(snapshot)
    assert decode_snapshot(data) == snapshot
    assert encode_snapshot(decode_snapshot(data)) == data
    assert json.loads(data) == schema_2()


@pytest.mark.parametrize(("name", "content"), [("wire-1.klikks", schema_1()), ("wire-2.klikks", schema_2())])
def test_the_stored_file_of_each_schema_stays_readable(name: str, content: dict[str, Any]) -> None:
    """Keys and files were written once, by the version of their time. None may ever be made again."""
    keys = load_keys(DATA / "wire-1-region-keys.json")
    town = load_keys(DATA / "wire-1-town-keys.json")
    opened = open_sealed(
        (DATA / name).read_bytes(),
        keys=keys,
        trusted={town.installation: town.public.sign_key},
        now=datetime(2026, 11, 28, 12, 0, tzinfo=UTC),
    )
    assert decode_snapshot(opened.payload) == decoded(content)
    assert json.loads(opened.payload) == content


def test_schema_1_says_nothing_of_what_came_later() -> None:
    (place,) = decoded(schema_1()).places
    assert (place.projects, place.potentials, place.tasks, place.energy, place.remarks) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert (place.contact_on, place.factor_set, place.left_out) == (None, "", 0)


def test_what_later_versions_add_is_ignored() -> None:
    paths = ["novelty", *(f"{path}.novelty" for path in STRUCTS)]
    for path in paths:
        assert decoded(changed(path, {"any": ["thing"]})) == decoded(schema_2())
    assert decoded(changed("schema", 3)).schema == 3
    assert decoded(changed("places.0.patrons.0.consents.0.purpose", "forschung"))


def test_what_is_optional_may_be_missing() -> None:
    raw = schema_2()
    place = raw["places"][0]
    needed = {"key", "name", "designation", "kind", "counts"}
    raw["places"] = [{name: value for name, value in place.items() if name in needed}]
    assert decoded(raw).places[0].patrons == []


@pytest.mark.parametrize("key", ["03358021", "16077001", "033585402", "01051001"])
def test_keys_of_places(key: str) -> None:
    raw = changed("places.0.key", key)
    assert decoded(changed("places.0.remarks.0.place_key", key, raw)).places[0].key == key


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
        ("places.0.patrons.0.id", [uid(1), uid(3), uid(4), uid(10), uid(16), uid(21), uid(50)]),
        ("places.0.contact_on", ["2026-02-30", "", 1]),
        ("places.0.projects.0.title", ["x" * 301, None, "A\u202eB"]),
        ("places.0.projects.0.locality_id", [uid(9), uid(2), "x"]),
        ("places.0.projects.0.latitude", [52.5, "52,5", "NaN", "1e9", "Infinity", "", ".5", "5.", "0x1"]),
        ("places.0.projects.0.planned_cents", [-1, 2**53 + 1, 1.5, "1", True]),
        ("places.0.projects.0.contact_shared", [1, "true", None]),
        ("places.0.projects.0.patrons.0.patron_id", [uid(9), uid(1)]),
        ("places.0.projects.0.activities.0.people", [-1, 2**60, 1.0]),
        ("places.0.projects.0.achievements.0.kwh", [None, 5, "1" * 21, "1." + "1" * 61]),
        ("places.0.projects.0.achievements.0.year", [1899, 2301, "2026"]),
        ("places.0.projects.0.effect.stage", ["Erreicht", "", None]),
        ("places.0.projects.0.effect.wh", [2**53 + 1, -(2**53) - 1, 1.5]),
        ("places.0.potentials.0.project_id", [uid(20), uid(2), "x"]),
        ("places.0.potentials.1.variant_of", [uid(21), uid(10), uid(9)]),
        ("places.0.potentials.1.effect", [EFFECT]),
        ("places.0.potentials.0.result.energy", [{"lpg": 1}, {"lpg": "NaN"}, {"l\x00": "1"}, []]),
        ("places.0.energy", [[{"year": 2025, "buildings": 1}] * 2]),
        ("places.0.remarks.0.place_key", ["03358001", "x", None]),
        ("places.0.remarks.0.text", ["x" * 10_001, None, "A\x00"]),
        ("places.0.left_out", [-1, None]),
    ],
)
def test_everything_else_is_refused(bench, path: str, values: list[object]) -> None:
    for value in values:
        with bench.refused("K-513"):
            decoded(changed(path, value))


def test_a_place_is_reported_once(bench) -> None:
    raw = schema_2()
    with bench.refused("K-513"):
        decoded(changed("places", raw["places"] * 2))


def test_what_is_reported_points_into_its_own_place(bench) -> None:
    raw = schema_2()
    other = {"key": "03358001", "localities": [{"id": uid(8), "name": "Anderswo"}]}
    other["projects"] = [{**raw["places"][0]["projects"][1], "id": uid(9)}]
    raw["places"].append({**schema_1()["places"][0], "patrons": [], **other})
    assert decoded(raw)
    for path, value in (
        ("patrons.0.appointments.0.locality_id", uid(8)),
        ("projects.0.locality_id", uid(8)),
        ("potentials.0.project_id", uid(9)),
    ):
        with bench.refused("K-513"):
            decoded(changed(f"places.0.{path}", value, raw))


def test_a_person_is_responsible_for_a_project_once(bench) -> None:
    again = {"id": uid(17), "patron_id": uid(2)}
    people = schema_2()["places"][0]["projects"][0]["patrons"]
    with bench.refused("K-513"):
        decoded(changed("places.0.projects.0.patrons", [*people, again]))


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
    data = json.dumps(schema_2()).encode()
    with bench.refused("K-513"):
        decode_snapshot(data.replace(b'"Soltau"', b'"Sol' + text + b'tau"'))


def test_trailing_content_and_numbers_that_are_none(bench) -> None:
    data = json.dumps(schema_2()).encode()
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
    paths = list(paths_of(schema_2()))
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
