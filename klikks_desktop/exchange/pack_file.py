"""The programme pack (Programmpaket): one signed file with what a programme sets, for everybody alike.

Plain JSON, as the enrolment file: no person stands in it and it goes to every town, so nothing is hidden.
The signature proves that nothing was changed and by which key it was written; whose key that is says a
confirmed enrolment, or a call in which the fingerprint is compared. Rules of evolution as in ``wire``:
unknown fields are ignored, new ones are optional; a stored pack of each version stays readable for good.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange import signing
from klikks_desktop.exchange.keys import OwnKeys
from klikks_desktop.exchange.return_file import WireAnnouncement, WirePeriod
from klikks_desktop.exchange.wire import where
from klikks_desktop.exchange.wire_types import Line, Moment, Name, Natural

NAMESPACE: Final = "klikks-pack@1"
VERSION: Final = 1
MAX_FILE: Final = 4 << 20
MAX_LOGO: Final = 512 << 10
_DIGITS: Final = 30

_NOTHING: Final = msgspec.Raw(b"null")
_TEXT: Final = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"

PackKey = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="Ed25519 public key, hex")]
TextKey = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.-]{0,79}$(?!\n)")]
Wording = Annotated[str, Meta(min_length=1, max_length=2_000, pattern=_TEXT)]
SetId = Annotated[str, Meta(pattern=r"^([a-z0-9][a-z0-9-]{0,49})?$(?!\n)")]


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote the pack; not trusted before its key is known from elsewhere."""

    installation: UUID
    sign_key: PackKey
    name: Name


class WireText(msgspec.Struct, frozen=True, kw_only=True):
    """A shipped text in other words. key: as in ``resources/texts``."""

    key: TextKey
    text: Wording


class Pack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a programme sets; what is left out stays as it is.

    title: name of the programme. sequence: milliseconds since 1970 or later, strictly rising per issuer.
    programme: line in the foot of certificates. agency: to whom data go by consent. logo: a picture file.
    factors: factor files as they are imported one by one. factor_set: the recommended one. enrolment: the
    issuer's enrolment file.
    """

    issuer: Issuer
    title: Name
    created: Moment
    sequence: Natural
    practice: bool = False
    programme: Line = ""
    agency: Line = ""
    logo: Annotated[bytes, Meta(max_length=MAX_LOGO)] = b""
    texts: Annotated[list[WireText], Meta(max_length=500)] = []
    factors: Annotated[list[msgspec.Raw], Meta(max_length=20)] = []
    factor_set: SetId = ""
    announcements: Annotated[list[WireAnnouncement], Meta(max_length=200)] = []
    periods: Annotated[list[WirePeriod], Meta(max_length=50)] = []
    signup_deadline: date | None = None
    enrolment: msgspec.Raw = _NOTHING

    @property
    def factor_files(self) -> list[bytes]:
        """The factor files, each as it would lie on a disk."""
        return [bytes(each) for each in self.factors]

    @property
    def enrolment_file(self) -> bytes:
        """The issuer's enrolment file; empty where the pack has none."""
        raw = bytes(self.enrolment)
        return b"" if raw == b"null" else raw


class PackFile(msgspec.Struct, frozen=True, kw_only=True):
    """A programme pack: the signature covers the bytes of ``pack`` as they stand in the file."""

    format: Literal["klikks-paket"] = "klikks-paket"
    version: Annotated[int, Meta(ge=1)]
    pack: msgspec.Raw
    signature: Annotated[str, Meta(max_length=400)]


class _PackVersion(msgspec.Struct, frozen=True):
    format: Literal["klikks-paket"]
    version: int


def write_pack(pack: Pack, keys: OwnKeys) -> bytes:
    """The signed file. Raises K-588 when something in it would be refused by who reads it."""
    try:
        raw = msgspec.json.encode(pack)
        _check(msgspec.json.decode(raw, type=Pack))
    except ValueError as error:
        raise UserError(
            "K-588", {"reason": f"Eine Angabe passt nicht in das Paket: {where(error)}."}
        ) from error
    signature = signing.sign(raw, seed=keys.seed, namespace=NAMESPACE)
    data = msgspec.json.encode(PackFile(version=VERSION, pack=msgspec.Raw(raw), signature=signature))
    if len(data) > MAX_FILE:
        reason = f"Mit allen Beilagen wäre das Paket größer als {MAX_FILE >> 20} MB."
        raise UserError("K-588", {"reason": reason})
    return data


def read_pack(data: bytes, *, keys: OwnKeys) -> Pack:
    """Read a pack into the workspace of ``keys``.

    Raises K-581 no such file, K-582 changed, K-583 too new, K-584 our own, K-514 or K-515 when only one of
    both sides is practising.
    """
    if len(data) > MAX_FILE:
        raise UserError("K-581", {"place": "Größe der Datei"})
    try:
        version = msgspec.json.decode(data, type=_PackVersion).version
        if version > VERSION:
            raise UserError("K-583", {"version": version})
        file = msgspec.json.decode(data, type=PackFile)
        raw = bytes(file.pack)
        pack = msgspec.json.decode(raw, type=Pack)
        _check(pack)
    except (ValueError, RecursionError) as error:
        raise UserError("K-581", {"place": where(error)}) from error
    if not signing.is_signed(raw, file.signature.encode(), key=pack.issuer.sign_key, namespace=NAMESPACE):
        raise UserError("K-582")
    if pack.practice != keys.practice:
        raise UserError("K-514" if pack.practice else "K-515")
    if pack.issuer.installation == keys.installation:
        raise UserError("K-584")
    return pack


def fingerprint(sign_key: str) -> str:
    """A public key as six groups of five digits, to be read out on the phone."""
    number = int.from_bytes(hashlib.sha256(b"klikks-pack-key-1" + bytes.fromhex(sign_key)).digest(), "big")
    digits = f"{number % 10**_DIGITS:0{_DIGITS}d}"
    return " ".join(digits[start : start + 5] for start in range(0, _DIGITS, 5))


def _check(pack: Pack) -> None:
    """Nothing is set twice."""
    for field, keys in (
        ("texts", [each.key for each in pack.texts]),
        ("announcements", [each.id for each in pack.announcements]),
        ("periods", [each.id for each in pack.periods]),
    ):
        if len(keys) != len(set(keys)):
            raise ValueError(f"given twice - at `$.{field}`")
