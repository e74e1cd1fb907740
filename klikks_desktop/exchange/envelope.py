"""The sync file (.klikks) as a container, version 1: who wrote it, for whom, unchanged, in which order.

    file = age( signature line LF header line LF gzip(payload) )

* age X25519 recipients are the receiver and the sender, who can so look into what was sent.
* The signature (SSHSIG, base64) covers header line, LF and gzip bytes. Without this program:
  ``age -d -i key FILE > x; tail -n +2 x | ssh-keygen -Y verify …``.
* The signed header names the receiver and the receiver's key, so that a file passed on is noticed.

Nothing is inflated or parsed, the header excepted, before the signature holds. Whatever is wrong
with a file becomes a ``UserError`` (K-501 to K-517); limits from the measurements of the format.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sync import MAX_AHEAD, milliseconds, sequence_time
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.keys import OwnKeys

NAMESPACE = "klikks-sync@1"
VERSION = 1
SNAPSHOT = "snapshot"
ENROLMENT_ANSWER = "enrolment-answer"
RECEIPT = "receipt"
RETURN = "return"

MAX_FILE = 32 << 20
MAX_PAYLOAD = 128 << 20
_MAX_HEADER_LINE = 4096
_MAX_SIGNATURE_LINE = 400
YEARS = range(1971, 3000)  # what every system turns into local time, Windows too

_KIND_NAMES = {
    SNAPSHOT: "einen Bericht",
    ENROLMENT_ANSWER: "die Antwort auf eine Anmeldung",
    RECEIPT: "eine Quittung",
    RETURN: "eine Rücksendung",
}

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9 .+_-]{0,39}$(?!\n)")]
_Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
_HexOrNone = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$(?!\n)")]
_AgeKey = Annotated[str, msgspec.Meta(pattern=r"^age1[0-9a-z]{58}$(?!\n)")]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The signed header line; later versions may add fields, never change these.

    sequence: milliseconds since 1970 or later, strictly rising per sender. previous: digest of
    the sender's file before, or "". length: bytes of the payload. sha256: of the gzip bytes.
    """

    version: _Count = VERSION
    min_version: _Count = VERSION
    kind: _Word
    practice: bool
    program: _Word
    schema: _Count
    sender: UUID
    sender_key: _Hex
    receiver: UUID
    receiver_key: _AgeKey
    sequence: _Count
    previous: _HexOrNone
    created: Annotated[datetime, msgspec.Meta(tz=True)]
    length: _Count
    sha256: _Hex


class _MinVersion(msgspec.Struct, frozen=True):
    min_version: _Count


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished file and its digest (SHA-256 of header and content, hex)."""

    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that passed every check."""

    header: Header
    payload: bytes
    digest: str


class Standing(StrEnum):
    """How a sender is known here."""

    SELF = "eigene Datei"
    TRUSTED = "angemeldet"
    OTHER_KEY = "angemeldet, aber mit anderem Schlüssel"
    UNKNOWN = "unbekannt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peeked:
    """What can be said of a file without trusting it.

    header: ``None`` when it cannot be decrypted here. signature_valid: by the key that the
    header itself names, which says nothing about whose key that is: see standing.
    problem: why an import would refuse it; ``None`` when it would not, as far as the container goes.
    """

    size: int
    header: Header | None = None
    digest: str = ""
    signature_valid: bool = False
    standing: Standing = Standing.UNKNOWN
    for_me: bool = False
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class _Letter:
    """A decrypted file, taken apart, nothing of it checked yet."""

    header: Header
    signature: bytes
    body: bytes
    packed: bytes

    @property
    def is_signed(self) -> bool:
        return signing.is_signed(self.body, self.signature, key=self.header.sender_key, namespace=NAMESPACE)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def seal(
    payload: bytes,
    *,
    kind: str,
    keys: OwnKeys,
    receiver: UUID,
    receiver_age: str,
    sequence: int,
    previous: str,
    created: datetime,
    program: str,
    schema: int,
) -> Sealed:
    """Pack, sign and encrypt ``payload``. Raises K-503 when it is too big for the format.

    The other arguments are fields of ``Header``; ``ValueError`` when one does not fit there.
    """
    packed = gzip.compress(payload, 6, mtime=0)
    header = Header(
        kind=kind,
        practice=keys.practice,
        program=program,
        schema=schema,
        sender=keys.installation,
        sender_key=keys.public.sign_key,
        receiver=receiver,
        receiver_key=receiver_age,
        sequence=sequence,
        previous=previous,
        created=created,
        length=len(payload),
        sha256=hashlib.sha256(packed).hexdigest(),
    )
    line = msgspec.json.encode(header)
    # A header that no receiver could read would be a fault of ours: better here than there.
    msgspec.json.decode(line, type=Header)
    body = line + b"\n" + packed
    signature = signing.sign(body, seed=keys.seed, namespace=NAMESPACE).encode("ascii")
    data = age.encrypt(signature + b"\n" + body, [receiver_age, keys.public.age_key])
    if len(payload) > MAX_PAYLOAD or len(data) > MAX_FILE:
        raise _too_big()
    return Sealed(data, hashlib.sha256(body).hexdigest())


def open_sealed(
    data: bytes, *, keys: OwnKeys, trusted: Mapping[UUID, str], now: datetime, kind: str = SNAPSHOT
) -> Opened:
    """Open a file from one of the ``trusted`` senders (id -> Ed25519 public key, hex).

    now: aware. Raises K-501 to K-511 and K-514 to K-517, one per reason.
    """
    letter = _read(data, keys)
    _check_origin(letter, keys, kind)
    _check_sender(letter.header, trusted)
    return _admit(letter, keys, now)


def open_introduction(data: bytes, *, keys: OwnKeys, now: datetime, kind: str) -> Opened:
    """Open a file from a sender who is not known yet.

    The signature is checked against the key the file itself names: it proves that the holder of
    that key wrote it, not who that is. Raises as ``open_sealed``, but never K-507 or K-508.
    """
    letter = _read(data, keys)
    _check_origin(letter, keys, kind)
    return _admit(letter, keys, now)


def peek(data: bytes, *, keys: OwnKeys, trusted: Mapping[UUID, str], now: datetime) -> Peeked:
    """Describe a file; never raises for a bad one, see ``Peeked.problem``."""
    problem: UserError | None = None
    try:
        letter = _read(data, keys)
    except UserError as error:
        return Peeked(size=len(data), problem=error)
    header = letter.header
    try:
        _check_origin(letter, keys, header.kind)
        if header.kind != ENROLMENT_ANSWER:
            _check_sender(header, trusted)
        _admit(letter, keys, now)
    except UserError as error:
        problem = error
    return Peeked(
        size=len(data),
        header=header,
        digest=letter.digest,
        signature_valid=letter.is_signed,
        standing=_standing(header, keys, trusted),
        for_me=_is_for(header, keys),
        problem=problem,
    )


def _read(data: bytes, keys: OwnKeys) -> _Letter:
    if len(data) > MAX_FILE:
        raise _too_big()
    if not data.startswith(age.MAGIC):
        raise UserError("K-501")
    try:
        plain = age.decrypt(data, keys.age_identity)
    except age.HeaderTooLongError as error:
        raise UserError("K-504") from error
    except age.WrongKeyError as error:
        raise UserError("K-505") from error
    except age.DamagedError as error:
        raise UserError("K-502") from error
    signature, _, body = plain.partition(b"\n")
    line, newline, packed = body.partition(b"\n")
    if not newline or len(signature) > _MAX_SIGNATURE_LINE or len(line) > _MAX_HEADER_LINE:
        raise UserError("K-502")
    return _Letter(_header(line), signature, body, packed)


def _header(line: bytes) -> Header:
    try:
        # First alone, because a newer version may have changed everything else.
        needed = msgspec.json.decode(line, type=_MinVersion).min_version
        if needed > VERSION:
            raise UserError("K-510", {"version": needed})
        header = msgspec.json.decode(line, type=Header)
    except (ValueError, RecursionError) as error:
        raise UserError("K-502") from error
    if header.created.year not in YEARS:
        raise UserError("K-502")
    return header


def _check_origin(letter: _Letter, keys: OwnKeys, kind: str) -> None:
    """Whether the named key signed this, on the same side of practice, as the kind that is awaited."""
    header = letter.header
    if not letter.is_signed:
        raise UserError("K-509")
    if header.practice != keys.practice:
        raise UserError("K-514" if header.practice else "K-515")
    if header.sender == keys.installation:
        raise UserError("K-517")
    if header.kind != kind:
        raise UserError("K-516", {"kind": _KIND_NAMES.get(header.kind, "etwas anderes")})


def _check_sender(header: Header, trusted: Mapping[UUID, str]) -> None:
    expected = trusted.get(header.sender)
    if expected is None:
        raise UserError("K-507")
    if not hmac.compare_digest(expected, header.sender_key):
        raise UserError("K-508")


def _is_for(header: Header, keys: OwnKeys) -> bool:
    return (header.receiver, header.receiver_key) == (keys.installation, keys.public.age_key)


def _admit(letter: _Letter, keys: OwnKeys, now: datetime) -> Opened:
    """The last checks, once the signer is settled: address, time, wholeness."""
    header = letter.header
    if not _is_for(header, keys):
        raise UserError("K-506")
    if header.sequence > milliseconds(now + MAX_AHEAD):
        raise UserError("K-511", {"created": sequence_time(header.sequence)})
    if header.length > MAX_PAYLOAD:
        raise _too_big()
    if hashlib.sha256(letter.packed).hexdigest() != header.sha256:
        raise UserError("K-502")
    return Opened(header, _inflate(letter.packed, header.length), letter.digest)


def _standing(header: Header, keys: OwnKeys, trusted: Mapping[UUID, str]) -> Standing:
    if (header.sender, header.sender_key) == (keys.installation, keys.public.sign_key):
        return Standing.SELF
    if header.sender not in trusted:
        return Standing.UNKNOWN
    return Standing.TRUSTED if trusted[header.sender] == header.sender_key else Standing.OTHER_KEY


def _inflate(packed: bytes, length: int) -> bytes:
    """Never holds more than one byte above the signed ``length``."""
    inflater = zlib.decompressobj(31)
    try:
        payload = inflater.decompress(packed, length + 1)
    except zlib.error as error:
        raise UserError("K-502") from error
    if len(payload) != length or not inflater.eof or inflater.unused_data:
        raise UserError("K-502")
    return payload


def _too_big() -> UserError:
    return UserError("K-503", {"limit": f"{MAX_FILE >> 20} MB, entpackt {MAX_PAYLOAD >> 20} MB"})
