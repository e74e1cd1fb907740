"""Enrolment by one phone call (Anmeldung): how region and town come to trust each other's keys.

1. The region gives the town its enrolment file: plain JSON, signed with its own key.
2. The town's program answers with a sealed file, which repeats the region's keys as it saw them.
3. Both screens show the same joint number. Each side types the digits it hears on the phone; only
   then does either trust the other's key.

A region enrols in the same way with a coordinating office that runs this program as a region: there it
is the one that answers.

The files prove nothing about who wrote them; the call does. Someone who exchanges keys in a file on
its way changes the number that at least one side computes.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Role
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER, Sealed, open_introduction, seal
from klikks_desktop.exchange.keys import OwnKeys, PublicKeys
from klikks_desktop.exchange.wire_types import Line, Moment, Name, PlaceKey

NAMESPACE = "klikks-enrolment@1"
VERSION = 1
_MAX_FILE = 65_536
_DIGITS = 30

_SignKey = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a region's enrolment file says; not trusted before the joint number was compared."""

    region: PublicKeys
    name: str
    created: datetime


class AnsweredPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place that the town wants to report: key, name, designation ("Stadt Soltau")."""

    key: PlaceKey
    name: Name
    designation: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a town answered, or a region; not trusted before the joint number was compared.

    name: of a region, which names no places: it reports those of its towns.
    """

    town: PublicKeys
    role: Role
    name: str
    places: tuple[AnsweredPlace, ...]
    program: str
    created: datetime


class EnrolmentKeys(msgspec.Struct, frozen=True, kw_only=True):
    """The public keys of a program: Ed25519 (hex) to sign, an age recipient to encrypt for it."""

    installation: UUID
    sign_key: _SignKey
    age_key: Annotated[str, msgspec.Meta(max_length=80)]


class EnrolmentRegion(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks to be enrolled with."""

    keys: EnrolmentKeys
    name: Name
    created: Moment
    practice: bool


class EnrolmentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A region's enrolment file: the signature covers the bytes of ``region`` as they stand in the file."""

    format: Literal["klikks-anmeldung"] = "klikks-anmeldung"
    version: Annotated[int, msgspec.Meta(ge=1)]
    region: msgspec.Raw
    signature: Annotated[str, msgspec.Meta(max_length=400)]


class _EnrolmentVersion(msgspec.Struct, frozen=True):
    format: Literal["klikks-anmeldung"]
    version: int


class EnrolmentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a town answers, with its places, or a region, with its name; region_as_seen: whom it answers."""

    town: EnrolmentKeys
    region_as_seen: EnrolmentKeys
    places: Annotated[list[AnsweredPlace], msgspec.Meta(max_length=1_000)]
    program: Line
    created: Moment
    role: Role = Role.MUNICIPALITY
    name: Line = ""


def create_enrolment(keys: OwnKeys, *, name: str, created: datetime) -> bytes:
    """The region's enrolment file. created: aware. Raises K-518 when ``name`` does not fit."""
    region = EnrolmentRegion(keys=_public(keys.public), name=name, created=created, practice=keys.practice)
    raw = _encode(region)
    signature = signing.sign(raw, seed=keys.seed, namespace=NAMESPACE)
    return msgspec.json.encode(EnrolmentFile(version=VERSION, region=msgspec.Raw(raw), signature=signature))


def read_enrolment(data: bytes, *, keys: OwnKeys) -> Enrolment:
    """Read a region's enrolment file into the workspace of ``keys``.

    Raises K-530 no such file, K-531 changed, K-532 too new, K-533 our own, K-514 or K-515 when only
    one of both sides is practising.
    """
    if len(data) > _MAX_FILE:
        raise UserError("K-530")
    try:
        version = msgspec.json.decode(data, type=_EnrolmentVersion).version
        if version > VERSION:
            raise UserError("K-532", {"version": version})
        file = msgspec.json.decode(data, type=EnrolmentFile)
        raw = bytes(file.region)
        region = msgspec.json.decode(raw, type=EnrolmentRegion)
    except (ValueError, RecursionError) as error:
        raise UserError("K-530") from error
    if not age.is_recipient(region.keys.age_key):
        raise UserError("K-530")
    if not signing.is_signed(raw, file.signature.encode(), key=region.keys.sign_key, namespace=NAMESPACE):
        raise UserError("K-531")
    if region.practice != keys.practice:
        raise UserError("K-514" if region.practice else "K-515")
    if region.keys.installation == keys.installation:
        raise UserError("K-533")
    return Enrolment(region=_known(region.keys), name=region.name, created=region.created)


def seal_answer(
    keys: OwnKeys,
    enrolment: Enrolment,
    places: Sequence[AnsweredPlace],
    *,
    program: str,
    created: datetime,
    region: str = "",
) -> Sealed:
    """The town's answer, for the region alone. created: aware. Raises K-518 when a place does not fit.

    region: name of a region that answers its coordinating office, without any place.
    """
    payload = EnrolmentAnswer(
        town=_public(keys.public),
        region_as_seen=_public(enrolment.region),
        places=list(places),
        program=program,
        created=created,
        role=Role.REGION if region else Role.MUNICIPALITY,
        name=region,
    )
    return seal(
        _encode(payload),
        kind=ENROLMENT_ANSWER,
        keys=keys,
        receiver=enrolment.region.installation,
        receiver_age=enrolment.region.age_key,
        sequence=milliseconds(created),
        previous="",
        created=created,
        program=program,
        schema=VERSION,
    )


def open_answer(data: bytes, *, keys: OwnKeys, now: datetime) -> Answer:
    """Open a town's answer at the region. now: aware.

    Raises K-534 when the town answered to other keys than ours, K-513 when the content is none, and
    what ``open_introduction`` raises.
    """
    try:
        opened = open_introduction(data, keys=keys, now=now, kind=ENROLMENT_ANSWER)
    except UserError as error:
        if error.code == "K-506":
            # The signed header names the keys that the town saw: they were not ours.
            raise UserError("K-534") from error
        raise
    try:
        payload = msgspec.json.decode(opened.payload, type=EnrolmentAnswer)
    except (ValueError, RecursionError) as error:
        raise UserError("K-513", {"place": "Antwort"}) from error
    header, town = opened.header, payload.town
    if (town.installation, town.sign_key) != (header.sender, header.sender_key):
        raise UserError("K-513", {"place": "Schlüssel"})
    if not age.is_recipient(town.age_key):
        raise UserError("K-513", {"place": "Schlüssel"})
    # A town names its places, a region itself.
    told = (bool(payload.places), bool(payload.name))
    if told != ((False, True) if payload.role is Role.REGION else (True, False)):
        raise UserError("K-513", {"place": "Orte"})
    if _known(payload.region_as_seen) != keys.public:
        raise UserError("K-534")
    return Answer(
        town=_known(town),
        role=payload.role,
        name=payload.name,
        places=tuple(payload.places),
        program=payload.program,
        created=payload.created,
    )


def joint_number(region: PublicKeys, town: PublicKeys) -> str:
    """The joint number of both sides' public keys: six groups of five digits, "01234 56789 …".

    Computed on each side from the keys it holds, never read from a file. Someone between both sides
    who gives each a key of his own needs two key pairs that lead to the same number: among 30 digits
    (100 bit) he would find such a pair after about 2^50 trials. scrypt makes each trial cost 32 MiB
    and about a tenth of a second, which puts 2^50 of them out of reach.
    """
    parts = [
        part
        for side in (region, town)
        for part in (side.installation.bytes, bytes.fromhex(side.sign_key), side.age_key.encode())
    ]
    material = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    hashed = hashlib.scrypt(
        material, salt=b"klikks-joint-number-1", n=2**15, r=8, p=1, maxmem=64 << 20, dklen=32
    )
    digits = f"{int.from_bytes(hashed, 'big') % 10**_DIGITS:0{_DIGITS}d}"
    return " ".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))


def parse_joint_number(text: str) -> str:
    """The number as typed, with any spaces, line breaks or punctuation between the digits.

    Returns it as ``joint_number`` writes it; raises K-535 unless there are exactly 30 digits.
    """
    digits: list[str] = []
    others = ""
    for char in unicodedata.normalize("NFKC", text):
        if char in "0123456789":
            digits.append(char)
        elif not (char.isspace() or unicodedata.category(char)[0] in "PZC"):
            others = " und andere Zeichen"
    if len(digits) != _DIGITS or others:
        raise UserError("K-535", {"digits": len(digits), "other": others})
    joined = "".join(digits)
    return " ".join(joined[start : start + 5] for start in range(0, _DIGITS, 5))


def check_joint_number(expected: str, typed: str) -> None:
    """Raises K-535 for an incomplete number, K-536 for another one; never says where they differ."""
    if not hmac.compare_digest(parse_joint_number(expected), parse_joint_number(typed)):
        raise UserError("K-536")


def _public(keys: PublicKeys) -> EnrolmentKeys:
    return EnrolmentKeys(installation=keys.installation, sign_key=keys.sign_key, age_key=keys.age_key)


def _known(keys: EnrolmentKeys) -> PublicKeys:
    return PublicKeys(installation=keys.installation, sign_key=keys.sign_key, age_key=keys.age_key)


def _encode(value: EnrolmentRegion | EnrolmentAnswer) -> bytes:
    """Encode and make sure that the other side will be able to read it."""
    try:
        data = msgspec.json.encode(value)
        msgspec.json.decode(data, type=type(value))
    except ValueError as error:
        raise UserError("K-518", {"place": "Name"}) from error
    return data
