"""Whatever is inside a rightly signed file of any kind: taken or refused in words, never a crash."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange import receipt, return_file


@dataclass(frozen=True)
class Content:
    """One kind of content: a whole example of it, how it is read and written, and its code of refusal."""

    name: str
    code: str
    example: dict[str, Any]
    decode: Callable[[bytes], Any]
    encode: Callable[[Any], bytes]


PERSON, DAY = "01930000-0000-7000-8000-000000000002", "2026-11-20"
CONTENTS = (
    Content(
        "receipt",
        "K-560",
        {
            "program": "Soltau",
            "digest": "ab" * 32,
            "created": "2026-11-20T12:00:00Z",
            "verdict": "uebernommen",
            "received": "2026-11-22T12:00:00Z",
            "counts": {"named": 3, "in_office": 3},
            "erased": {"patron": [PERSON]},
            "backup_until": "2028-01-31",
        },
        receipt.decode_receipt,
        receipt.encode_receipt,
    ),
    Content(
        "return",
        "K-562",
        {
            "program": "Soltau",
            "created": "2026-11-20T12:00:00Z",
            "remarks": [
                {"id": PERSON, "place_key": "03358021", "kind": "Frage", "text": "Wann?", "made_on": DAY}
            ],
            "announcements": [{"id": PERSON, "title": "Treffen", "made_on": DAY}],
            "contacts": [{"id": PERSON, "name": "A", "place_name": "B"}],
            "examples": [
                {"id": PERSON, "project_id": PERSON, "title": "LED", "inhabitants": 3, "made_on": DAY}
            ],
        },
        return_file.decode_return,
        return_file.encode_return,
    ),
)  # fmt: skip

of_any_kind = pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.name)


@of_any_kind
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
        b'{"created":NaN}',
        b"{} {}",
    ],
)
def test_nothing_of_the_kind(bench, content: Content, data: bytes) -> None:
    with bench.refused(content.code):
        content.decode(data)


@of_any_kind
@pytest.mark.parametrize(
    "text", [rb"\ud800", rb"\u0000", rb"\u202e", b"\xed\xa0\x80", b"\xc0\x80", b"\x00", b"\x1f"]
)
def test_hostile_text_in_any_spelling(bench, content: Content, text: bytes) -> None:
    data = json.dumps(content.example).encode()
    with bench.refused(content.code):
        content.decode(data.replace(b'"Soltau"', b'"Sol' + text + b'tau"'))


@of_any_kind
def test_trailing_content_and_numbers_that_are_none(bench, content: Content) -> None:
    data = json.dumps(content.example).encode()
    assert content.decode(data)
    for bad in (
        data + b"x",
        data + data,
        data.replace(b": 3", b": NaN", 1),
        data.replace(b": 3", b": 1e999", 1),
    ):
        with bench.refused(content.code):
            content.decode(bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@of_any_kind
@settings(max_examples=150)
@given(value=JSON, at=st.integers(0, 10**6))
def test_any_value_anywhere(content: Content, value: object, at: int) -> None:
    paths = list(paths_of(content.example))
    raw: Any = copy.deepcopy(content.example)
    *steps, last = paths[at % len(paths)]
    target = raw
    for step in steps:
        target = target[step]
    target[last] = value
    try:
        read = content.decode(json.dumps(raw).encode())
    except UserError as error:
        assert error.code == content.code
    else:
        assert content.decode(content.encode(read)) == read


def paths_of(raw: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw)
    for step, value in steps:
        yield (*before, step)
        if isinstance(value, dict | list):
            yield from paths_of(value, (*before, step))


@of_any_kind
def test_the_message_names_the_field_and_nothing_of_its_content(content: Content) -> None:
    raw = {**content.example, "program": "geheim" * 40}
    with pytest.raises(UserError, match="program") as caught:
        content.decode(json.dumps(raw).encode())
    assert "geheim" not in str(caught.value)
