"""The format of the dump: whatever a record can hold comes back, whatever is cut or changed is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Patron, Record, Task
from klikks_desktop.exchange.dump_file import DumpReader, Header, Row, write_dump

SCHEMA = 7
KINDS: dict[str, type] = {kind.__name__.lower(): kind for kind in get_args(Record)}
HEADER = Header(
    schema=SCHEMA,
    program="KlikKS Desktop",
    created=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    certificates={"03358021": {"2026": 5}},
    delivery=3,
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    UUID: st.uuids(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Decimal: st.decimals(-(10**15), 10**15, places=6),
}


def value_of(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, UnionType):
        return st.none() | value_of(get_args(hint)[0])
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else VALUES[hint]


def rows_of(kind: type) -> st.SearchStrategy[list[Row]]:
    hints = get_type_hints(kind)
    row = st.fixed_dictionaries({each.name: value_of(hints[each.name]) for each in fields(kind)})
    return st.lists(row, max_size=2)


def written(tables: Iterable[tuple[str, Iterable[Row]]], header: Header = HEADER) -> bytes:
    stream = BytesIO()
    write_dump(stream, header, tables)
    return stream.getvalue()


def read(data: bytes, kinds: dict[str, type], schema: int = SCHEMA) -> tuple[Header, list[tuple[str, Row]]]:
    reader = DumpReader(BytesIO(data), "abzug.json", kinds, schema)
    return reader.header, list(reader.rows())


@pytest.mark.parametrize("name", KINDS, ids=lambda name: KINDS[name].__name__)
@settings(max_examples=15)
@given(st.data())
def test_every_record_comes_back(name: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(KINDS[name]))
    document = written([(name, rows)])
    assert read(document, {name: KINDS[name]}) == (HEADER, [(name, row) for row in rows])
    assert len(json.loads(document)["tables"][name]) == len(rows)


PATRON: Row = {
    each.name: "" if each.default == "" else value
    for each, value in zip(
        fields(Patron),
        (UUID(int=1), None, UUID(int=2), "f", "", "Žanis", "Ķauliņš", "", "", ""),
        strict=True,
    )
}
TWO = {"patron": Patron, "task": Task}
DOCUMENT = written([("patron", [PATRON, {**PATRON, "id": UUID(int=3)}]), ("task", [])])


@given(st.integers(0, len(DOCUMENT) - 1))
def test_a_file_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(UserError, match=r"K-81[023]"):
        read(DOCUMENT[:length], TWO)


@given(st.integers(0, len(DOCUMENT) - 1), st.binary(min_size=1, max_size=3))
def test_changed_bytes_are_refused_or_read(at: int, other: bytes) -> None:
    try:
        _, rows = read(DOCUMENT[:at] + other + DOCUMENT[at + len(other) :], TWO)
    except UserError as error:
        assert error.code in {"K-810", "K-811", "K-812", "K-813"}
    else:
        assert [name for name, _ in rows] == ["patron", "patron"]


def test_an_older_dump_takes_defaults_for_what_came_later() -> None:
    few = {name: PATRON[name] for name in ("id", "place_id", "address", "given_name", "family_name")}
    older = Header(**{**{name: getattr(HEADER, name) for name in HEADER.__struct_fields__}, "schema": 6})
    document = written([("patron", [few])], older)
    assert read(document, TWO)[1] == [("patron", PATRON)]
    with pytest.raises(UserError, match=r"K-813 .*„source“ fehlt"):
        read(written([("patron", [few]), ("task", [])]), TWO)


def test_exact_numbers_are_plain_digits() -> None:
    row = {"value": Decimal("1E-9"), "more": Decimal("0E-3"), "none": None}
    (read_back,) = json.loads(written([("factor", [row])]))["tables"]["factor"]
    assert read_back == {"value": "0.000000001", "more": "0.000", "none": None}
