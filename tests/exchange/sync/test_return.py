"""The content of a return: whole, strict, and without anything that is not to leave."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Announcement,
    GoodExample,
    NetworkContact,
    Period,
    ProjectKind,
    Remark,
    RemarkKind,
)
from klikks_desktop.exchange.envelope import RETURN, open_sealed
from klikks_desktop.exchange.keys import load_keys
from klikks_desktop.exchange.return_content import Returning, build_return, for_town, returned_records
from klikks_desktop.exchange.return_file import Return, decode_return, encode_return

DATA = Path(__file__).parent.parent / "data"
REGION = UUID(int=99)
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def uid(number: int) -> str:
    return f"01930000-0000-7000-8000-{number:012x}"


def example() -> dict[str, Any]:
    return {
        "format": "klikks-return",
        "schema": 1,
        "program": "KlikKS Desktop 1.0",
        "created": "2026-11-22T12:00:00Z",
        "remarks": [
            {
                "id": uid(1),
                "place_key": "03358021",
                "kind": "Aufgabe",
                "about": uid(9),
                "about_title": "Neue Lampen",
                "text": "Bitte ein Foto.\nDanke",
                "due_on": "2026-12-01",
                "done_on": "2026-11-21",
                "made_on": "2026-11-20",
            }
        ],
        "announcements": [
            {
                "id": uid(2),
                "title": "Anmeldung",
                "text": "Bis Ende März.",
                "due_on": "2027-03-31",
                "until": "2027-04-30",
                "made_on": "2026-11-20",
            }
        ],
        "periods": [{"id": uid(3), "title": "2026", "opens_on": "2026-10-01", "due_on": "2027-01-31"}],
        "contacts": [
            {
                "id": uid(4),
                "name": "Łucja Đorđević",
                "place_name": "Stadt Celle",
                "locality": "Garßen",
                "topics": "Solarenergie",
                "email": "l@example.org",
                "phone": "05141 0",
            }
        ],
        "examples": [
            {
                "id": uid(5),
                "project_id": uid(6),
                "named": True,
                "place_key": "03351006",
                "place_name": "Stadt Celle",
                "contact": "Umweltamt",
                "state": "Niedersachsen",
                "inhabitants": 70000,
                "title": "LED in der Sporthalle",
                "kind": "Beleuchtung",
                "measure": "LED_INDOOR",
                "summary": "120 Leuchten.",
                "lesson": "Früh bestellen.",
                "investment_cents": 1,
                "grant_cents": 2,
                "saved_cents": -3,
                "kwh": 4,
                "co2e_kg": 5,
                "factor_set": "2026",
                "finished_on": "2026-05-01",
                "made_on": "2026-11-20",
            }
        ],
    }


def decoded(raw: object) -> Return:
    return decode_return(json.dumps(raw).encode())


def changed(path: str, value: object) -> dict[str, Any]:
    raw: Any = copy.deepcopy(example())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    target = raw
    for step in steps:
        target = target[step]
    target[last] = value
    return raw


def test_what_is_encoded_is_decoded_and_always_the_same() -> None:
    data = encode_return(decoded(example()))
    assert json.loads(data) == example()
    assert encode_return(decode_return(data)) == data


def test_the_stored_return_of_version_1_stays_readable() -> None:
    """Written once, by version 1; the town of ``wire-1.klikks`` got it. It may never be made again."""
    region, town = (load_keys(DATA / f"wire-1-{who}-keys.json") for who in ("region", "town"))
    opened = open_sealed(
        (DATA / "return-1.klikks").read_bytes(),
        keys=town,
        trusted={region.installation: region.public.sign_key},
        now=NOW,
        kind=RETURN,
    )
    assert json.loads(opened.payload) == example()
    assert decode_return(opened.payload) == decoded(example())


def test_what_later_versions_add_is_ignored_and_what_is_optional_may_be_missing() -> None:
    for path in ("novelty", "remarks.0.novelty", "examples.0.novelty"):
        assert decoded(changed(path, {"any": ["thing"]})) == decoded(example())
    assert decoded(changed("schema", 7)).schema == 7
    bare = {"program": "x", "created": "2026-11-22T12:00:00Z"}
    assert returned_records(decoded(bare), source=REGION) == []


def test_kinds_that_came_later_and_notes() -> None:
    for kind in ("Lob", "Notiz"):
        records = returned_records(decoded(changed("remarks.0.kind", kind)), source=REGION)
        assert not [each for each in records if isinstance(each, Remark)]
    (found,) = [
        each
        for each in returned_records(decoded(changed("examples.0.kind", "Wasserkraft")), source=REGION)
        if isinstance(each, GoodExample)
    ]
    assert found.kind is ProjectKind.OTHER


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("format", ["klikks-sync", None]),
        ("created", ["2026-11-22", None]),
        ("remarks", [None, {}, [1]]),
        ("remarks.0.text", [None, "x" * 10_001, "a\x00", "a\u202e"]),
        ("remarks.0.place_key", ["", "3358021", None]),
        ("remarks.0.about", ["", "x", uid(9).upper() + "A"]),
        ("remarks.0.due_on", ["2026-02-30", "morgen"]),
        ("announcements.0.title", ["", "x" * 201, None, "A\x1b[0m"]),
        ("announcements.0.id", ["", uid(2) + "\n", 7]),
        ("periods.0.opens_on", [None, "", "2026-13-01"]),
        ("contacts.0.name", ["", None, "A\u2066B"]),
        ("contacts.0.email", ["x" * 255, 1]),
        ("examples.0.kwh", [1.5, "4", 2**60]),
        ("examples.0.investment_cents", [-1]),
        ("examples.0.named", [False, 1]),
        ("examples.0.place_key", ["", "x"]),
    ],
)
def test_everything_else_is_refused(bench, path: str, values: list[object]) -> None:
    for value in values:
        with bench.refused("K-562"):
            decoded(changed(path, value))


@pytest.mark.parametrize("field", ["remarks", "announcements", "periods", "contacts", "examples"])
def test_nothing_is_given_twice(bench, field: str) -> None:
    with bench.refused("K-562"):
        decoded({**example(), field: example()[field] * 2})


@st.composite
def contents(draw: st.DrawFn) -> tuple[list[Remark], Returning]:
    """Anything a region may share, with one town and with all."""
    words = st.text(st.characters(whitelist_categories=("L", "N", "Zs")), min_size=1, max_size=20)
    days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
    some = st.none() | days

    def remark() -> Remark:
        return Remark(
            id=uuid4(), source=REGION, place_key="03358021", kind=draw(st.sampled_from(RemarkKind)),
            about=draw(st.sampled_from([None, UUID(int=5)])), about_title=draw(words), text=draw(words),
            due_on=draw(some), done_on=draw(some), made_on=draw(days), shared=True,
        )  # fmt: skip

    def good() -> GoodExample:
        named = draw(st.booleans())
        return GoodExample(
            id=uuid4(), source=REGION, project_id=uuid4(), named=named, place_key="03351006" if named else "",
            place_name="Celle-x" if named else "", contact="Amt-x" if named else "", title=draw(words),
            kind=draw(st.sampled_from(ProjectKind)), kwh=draw(st.none() | st.integers(-10, 10)), made_on=DAY,
        )  # fmt: skip

    many = st.integers(0, 3)
    return [remark() for _ in range(draw(many))], Returning(
        announcements=tuple(
            Announcement(id=uuid4(), source=REGION, title=draw(words), due_on=draw(some), made_on=DAY)
            for _ in range(draw(many))
        ),
        periods=tuple(
            Period(id=uuid4(), source=REGION, title=draw(words), opens_on=draw(days), due_on=draw(days))
            for _ in range(draw(many))
        ),
        contacts=tuple(
            NetworkContact(id=uuid4(), source=REGION, name=draw(words), place_name=draw(words))
            for _ in range(draw(many))
        ),
        examples=tuple(good() for _ in range(draw(many))),
    )


@settings(max_examples=60)
@given(contents())
def test_what_is_written_is_what_is_read_but_for_notes(content: tuple[list[Remark], Returning]) -> None:
    remarks, everything = content
    own = [each.id for each in everything.contacts[:1]]
    shared = build_return(everything, program="x", created=NOW)
    data = encode_return(for_town(shared, created=NOW, remarks=remarks, own=own))
    assert returned_records(decode_return(data), source=REGION) == [
        *(each for each in remarks if each.kind is not RemarkKind.NOTE),
        *everything.announcements,
        *everything.periods,
        *everything.contacts[1:],
        *everything.examples,
    ]


def test_an_example_of_a_town_that_did_not_agree_names_nobody() -> None:
    careless = GoodExample(
        id=uuid4(), project_id=uuid4(), place_key="03351006", place_name="Celle-x", contact="Amt-x",
        title="LED", made_on=DAY,
    )  # fmt: skip
    data = encode_return(build_return(Returning(examples=(careless,)), program="x", created=NOW))
    for trace in (b"03351006", b"Celle-x", b"Amt-x"):
        assert trace not in data


def test_a_field_that_does_not_fit_is_named_and_nothing_of_its_content(bench) -> None:
    remark = Remark(id=uuid4(), place_key="x", kind=RemarkKind.TASK, text="geheim", made_on=DAY)
    news = Announcement(id=uuid4(), title="geheim" * 40, made_on=DAY)
    empty = build_return(Returning(), program="x", created=NOW)
    for deed in (
        lambda: for_town(empty, created=NOW, remarks=[remark], own=[]),
        lambda: build_return(Returning(announcements=(news,)), program="x", created=NOW),
        lambda: encode_return(build_return(Returning(), program="x" * 201, created=NOW)),
    ):
        with bench.refused("K-567"):
            deed()
        with pytest.raises(UserError) as caught:
            deed()
        assert "geheim" not in str(caught.value)
