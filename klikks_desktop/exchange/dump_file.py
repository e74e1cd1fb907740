"""All data of a workspace as one JSON document (Gesamtabzug), written and read row by row.

The line feeds are part of the format, so that neither side ever holds more than one row::

    {"dump":
    {"format":"klikks-dump","version":1,"schema":2,…},
    "tables":{
    "place":[
    {"id":"…","key":"03358021",…},
    {"id":"…","key":"03358022",…}
    ],
    "locality":[
    ]
    },
    "counts":{"place":2,"locality":0}}

Tables stand in the order parents before children, rows in the order of their key; fields are those of
the records. Dates are ISO 8601, points in time UTC, exact numbers texts of plain digits, bytes base64.

Rules of evolution: ``schema`` is the revision of the database. A dump of an older one lacks what came
later: tables are empty then, fields take the default of their record, so every new field has one. What
a migration set from other values stands in ``_set_later``; a revision that renames or drops a field
adds it there. A stored dump of each revision is kept in ``tests/services/data`` for good, and has to
become what the migrations make of the same data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, BinaryIO, Final, Literal, NoReturn, get_args, get_type_hints

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Role
from klikks_desktop.domain.values import quoted

VERSION: Final = 1
LONGEST_LINE: Final = 64 * 2**20
"""Bytes; an attachment has 20 MB at most, in base64 a third more."""

# Any: a row holds values of every type.
Row = Mapping[str, Any]

_OPENING: Final = b'{"dump":'
_TABLES: Final = b'"tables":{'
_COUNTS: Final = b'"counts":'
_CLOSED: Final = (b"]", b"],")
_HEAD: Final = re.compile(rb'"([a-z_]{1,60})":\[')
_FROM_MSGSPEC: Final = (
    (re.compile(r"Object contains unknown field `(.*?)`"), "Das Feld {} ist hier nicht bekannt"),
    (re.compile(r"Object missing required field `(.*?)`"), "Das Feld {} fehlt"),
    (re.compile(r".* - at `\$\.(.*?)`"), "Der Wert von {} passt nicht zum Format"),
)

_Number = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_Moment = Annotated[datetime, Meta(tz=True)]
_Digits = Annotated[str, Meta(pattern=r"^-?[0-9]{1,60}(\.[0-9]{1,60})?$(?!\n)")]
_Year = Annotated[str, Meta(pattern=r"^(19|2[0-9])[0-9]{2}$(?!\n)")]
_STRICT: Final[Mapping[type, Any]] = {int: _Number, datetime: _Moment, Decimal: _Digits}


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said before the tables.

    certificates: the highest serial ever given, by key of the place and year; delivery: the highest
    sequence ever sent. Both may be above what the tables hold.
    """

    format: Literal["klikks-dump"] = "klikks-dump"
    version: Annotated[int, Meta(ge=1)] = VERSION
    schema: Annotated[int, Meta(ge=1)]
    program: str
    created: _Moment
    certificates: dict[str, dict[_Year, Annotated[int, Meta(ge=1, le=99_999)]]]
    delivery: Annotated[int, Meta(ge=0, le=2**53)]


class _Versions(msgspec.Struct, frozen=True):
    format: Literal["klikks-dump"]
    version: int
    schema: int


def write_dump(stream: BinaryIO, header: Header, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
    """Write the document; each table with its rows."""
    encode = msgspec.json.encode
    stream.write(b'{"dump":\n' + encode(header) + b',\n"tables":{')
    counts: dict[str, int] = {}
    for name, rows in tables:
        stream.write((b",\n" if counts else b"\n") + encode(name) + b":[")
        count = 0
        for row in rows:
            stream.write((b",\n" if count else b"\n") + encode(_plain(row)))
            count += 1
        stream.write(b"\n]")
        counts[name] = count
    stream.write(b'\n},\n"counts":' + encode(counts) + b"}\n")


def _plain(row: Row) -> Row:
    """With exact numbers as their digits; all else has one form in JSON."""
    if Decimal not in map(type, row.values()):
        return row
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in row.items()}


class DumpReader:
    """Reads the document from ``stream``, strictly: whatever is not as it was written is refused.

    name: of the file, for messages. kinds: a dataclass for each table, which names its fields with type
    and default. schema: the newest revision known. header: read at once. heads: the line on which each
    table begins; its rows follow, one a line. Raises K-810, K-811.
    """

    def __init__(self, stream: BinaryIO, name: str, kinds: Mapping[str, type], schema: int) -> None:
        self._stream = stream
        self._name = name
        self._kinds = kinds
        self._line = 0
        self._text = b""
        self.header = self._read_header(schema)
        self._is_older = self.header.schema < schema
        self.heads: dict[str, int] = {}

    def rows(self) -> Iterator[tuple[str, Row]]:
        """The name of the table and the row, for each row of each table.

        Raises K-812 when the file ends too early or rows are missing, K-813 for a line that does not fit.
        """
        counts: dict[str, int] = {}
        is_followed = True
        while is_followed:
            name = self._read_head()
            counts[name] = 0
            for row in self._rows_of(name):
                counts[name] += 1
                yield row
            is_followed = self._text.endswith(b",")
        self._read_end(counts)

    def _read_header(self, schema: int) -> Header:
        try:
            opening, text, tables = self._next(), self._next(), self._next()
            is_ours = (opening, text[-1:], tables) == (_OPENING, b",", _TABLES)
            text = text[:-1] if is_ours else b""
            versions = msgspec.json.decode(text, type=_Versions)
            if versions.version <= VERSION and versions.schema <= schema:
                return msgspec.json.decode(text, type=Header)
        except (ValueError, RecursionError, UserError) as error:
            raise UserError("K-810", {"file": self._name}) from error
        known = {"known_version": VERSION, "known_schema": schema}
        found = {"file": self._name, "version": versions.version, "schema": versions.schema}
        raise UserError("K-811", {**found, **known})

    def _read_head(self) -> str:
        head = _HEAD.fullmatch(self._next())
        name = head[1].decode() if head else ""
        if name not in self._kinds or name in self.heads:
            self._refuse(name, "Hier müsste eine andere Tabelle beginnen")
        self.heads[name] = self._line
        return name

    def _rows_of(self, name: str) -> Iterator[tuple[str, Row]]:
        kind = self._kinds[name]
        decoder = msgspec.json.Decoder(_shape(kind, fills=self._is_older))
        exact = [field for field, hint in _hints(kind).items() if hint[0] is Decimal]
        is_followed: bool | None = None
        while True:
            is_row = self._next() not in _CLOSED
            if is_followed not in {None, is_row}:
                self._refuse(name, "Die Kommas stimmen nicht")
            if not is_row:
                return
            is_followed = self._text.endswith(b",")
            try:
                row = msgspec.structs.asdict(decoder.decode(self._text.removesuffix(b",")))
            except (ValueError, RecursionError) as error:
                self._refuse(name, _german(error))
            if b"\\u0000" in self._text and _holds_nul(row):
                self._refuse(name, "Ein Text enthält ein Zeichen, das es in Texten nicht gibt")
            decimals = {field: Decimal(row[field]) for field in exact if row[field] is not None}
            yield name, row | decimals | _set_later(name, row, self.header.schema)

    def _read_end(self, counts: Mapping[str, int]) -> None:
        closing, text = self._next(), self._next()
        try:
            said = msgspec.json.decode(text.removeprefix(_COUNTS).removesuffix(b"}"), type=dict[str, int])
        except (ValueError, RecursionError):
            said = {}
        is_whole = self._is_older or counts.keys() == self._kinds.keys()
        if closing != b"}," or said != counts or not is_whole or self._stream.read(1):
            self._break_off("Die Zahl der Einträge stimmt nicht mit der überein, die am Ende steht")

    def _next(self) -> bytes:
        """The next line without its line feed; ``_text`` holds it, too."""
        self._line += 1
        line = self._stream.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            self._break_off("Die Zeile ist zu lang" if len(line) == LONGEST_LINE else "Der Rest fehlt")
        self._text = line[:-1]
        return self._text

    def _break_off(self, reason: str) -> NoReturn:
        raise UserError("K-812", {"file": self._name, "line": self._line, "reason": reason})

    def _refuse(self, table: str, reason: str) -> NoReturn:
        raise UserError(
            "K-813", {"file": self._name, "line": self._line, "table": table or "?", "reason": reason}
        )


# Any: types as annotations write them.
def _hints(kind: type) -> dict[str, tuple[Any, bool]]:
    """The plain type of each field and whether it may be empty."""
    return {
        name: (get_args(hint)[0], True) if isinstance(hint, UnionType) else (hint, False)
        for name, hint in get_type_hints(kind).items()
    }


@cache
def _shape(kind: type, *, fills: bool) -> type[msgspec.Struct]:
    """What a row of ``kind`` is made of. fills: what is missing takes its default."""
    hints = _hints(kind)
    shaped: list[Any] = []
    for field in fields(kind):
        plain, is_optional = hints[field.name]
        hint = _STRICT.get(plain, plain)
        hint = hint | None if is_optional else hint
        has_default = fills and field.default is not MISSING
        shaped.append((field.name, hint, field.default) if has_default else (field.name, hint))
    return msgspec.defstruct(kind.__name__, shaped, kw_only=True, forbid_unknown_fields=True)


def _holds_nul(row: Row) -> bool:
    return any("\0" in value for value in row.values() if isinstance(value, str))


def _set_later(table: str, row: Row, schema: int) -> dict[str, object]:
    """What the migrations after ``schema`` set from other values of the row rather than to a default."""
    if table == "peer" and schema < 3:
        return {"upward": row["role"] is Role.REGION}
    return {}


def _german(error: BaseException) -> str:
    """What msgspec says, without what it found."""
    for pattern, words in _FROM_MSGSPEC:
        if found := pattern.search(str(error)):
            return words.format(quoted(found[1]))
    return "Die Zeile ist kein Eintrag in JSON"
