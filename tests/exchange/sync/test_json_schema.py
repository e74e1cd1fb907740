"""The published schema describes real files of every kind, member by member, and refuses what is none."""

from __future__ import annotations

import copy
import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.exchange import age
from klikks_desktop.exchange.enrolment import AnsweredPlace, create_enrolment, read_enrolment, seal_answer
from klikks_desktop.exchange.json_schema import schema
from klikks_desktop.exchange.keys import OwnKeys, load_keys

DATA = Path(__file__).parent.parent / "data"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ROOT = schema()
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
KINDS = ("report 1", "report 2", "receipt", "return", "answer", "pack", "enrolment")


def key_of(who: str) -> OwnKeys:
    return load_keys(DATA / f"wire-1-{who}-keys.json")


def unpacked(data: bytes, who: str) -> tuple[Any, Any]:
    """Header and content of a container, opened as another program would."""
    _, header, packed = age.decrypt(data, key_of(who).age_identity).split(b"\n", 2)
    return json.loads(header), json.loads(gzip.decompress(packed))


@pytest.fixture(scope="module")
def contents() -> dict[str, Any]:
    region, town = key_of("region"), key_of("town")
    enrolment = create_enrolment(region, name="Klimaschutzagentur Süd", created=NOW)
    place = AnsweredPlace(key="03358021", name="Soltau", designation="Stadt Soltau")
    answer = seal_answer(town, read_enrolment(enrolment, keys=town), [place], program="KlikKS", created=NOW)
    files = {
        "report 1": ((DATA / "wire-1.klikks").read_bytes(), "region"),
        "report 2": ((DATA / "wire-2.klikks").read_bytes(), "region"),
        "receipt": ((DATA / "receipt-1.klikks").read_bytes(), "town"),
        "return": ((DATA / "return-1.klikks").read_bytes(), "town"),
        "answer": (answer.data, "region"),
    }
    return {
        **{kind: unpacked(*file)[1] for kind, file in files.items()},
        "pack": json.loads((DATA / "pack-1.klikkspaket").read_bytes()),
        "enrolment": json.loads(enrolment),
    }


def faults(value: Any, rule: dict[str, Any], at: str = "$") -> list[str]:
    """What the rule says against the value; a member that it does not tell of is a fault too."""
    if "$ref" in rule:
        return faults(value, ROOT["$defs"][rule["$ref"].rpartition("/")[2]], at)
    for word in ("oneOf", "anyOf"):
        if word in rule:
            tried = [faults(value, each, at) for each in rule[word]]
            fitting = tried.count([])
            right = fitting == 1 if word == "oneOf" else fitting > 0
            return [] if right else [f"{at}: {word} {fitting}", *min(tried, key=len)]
    found = []
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{at}: {value} is none of {rule['enum']}")
    if "type" in rule and not isinstance(value, TYPES[rule["type"]]):
        return [f"{at}: {value!r} is no {rule['type']}"]
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        found.append(f"{at}: {value!r} against the pattern")
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += faults(each, rule["items"], f"{at}[{number}]")
    if isinstance(value, dict) and "type" in rule:
        found += [f"{at}: lacks {name}" for name in rule.get("required", ()) if name not in value]
        for name, each in value.items():
            told = rule.get("properties", {}).get(name, rule.get("additionalProperties"))
            found += [f"{at}.{name} is not told of"] if told is None else faults(each, told, f"{at}.{name}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_file_of_each_kind_is_just_what_is_published(contents, kind: str) -> None:
    assert faults(contents[kind], ROOT) == []


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("report 2", ("places", 0, "projects", 0, "funding", 0, "amount_cents"), "viel"),
        ("receipt", ("verdict",), "verloren"),
        ("receipt", ("format",), "klikks-sync"),
        ("return", ("announcements", 0, "title"), None),
        ("pack", ("pack", "texts", 0, "key"), "Schlüssel"),
        ("pack", ("format",), "anders"),
        ("enrolment", ("region", "keys", "sign_key"), "kurz"),
        ("answer", ("places", 0, "key"), "99"),
    ],
)
def test_what_is_wrong_in_a_file_is_against_the_schema(contents, kind, path, value) -> None:
    other = copy.deepcopy(contents[kind])
    *steps, last = path
    target = other
    for step in steps:
        target = target[step]
    target[last] = value
    assert faults(other, ROOT)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "answer"])
def test_a_content_that_does_not_say_what_it_is_is_none(contents, kind: str) -> None:
    bare = {name: value for name, value in contents[kind].items() if name != "format"}
    assert faults(bare, ROOT)


def test_the_header_line_is_published_too() -> None:
    for name, who in (("wire-2", "region"), ("receipt-1", "town"), ("return-1", "town")):
        header, _ = unpacked((DATA / f"{name}.klikks").read_bytes(), who)
        assert faults(header, {"$ref": "#/$defs/Header"}) == []
        assert header["kind"] in ROOT["description"]


def test_every_part_says_what_it_is() -> None:
    for name, definition in ROOT["$defs"].items():
        assert definition["description"], name
        assert "``" not in definition["description"].splitlines()[0] or name != "Snapshot"
    assert json.loads(json.dumps(ROOT)) == ROOT
