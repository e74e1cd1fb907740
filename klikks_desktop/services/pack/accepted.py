"""The programme pack that holds here: its texts, its logo, its news, and what it replaced.

At most one pack holds. Its row belongs to who accepted it (``source`` is ``None``), so that accepting has
a history and can be taken back; who wrote it stands in its data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import (
    Announcement,
    Delivery,
    DeliveryKind,
    Direction,
    Period,
    ProgrammePack,
    Verdict,
)
from klikks_desktop.domain.reports.sheet import Arms
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.reference.texts import ShippedText, Texts

SOURCE: Final = "Programmpaket"
FIELD_TITLES: Final = {
    "programme": "Programmzeile",
    "region_office": "Stelle, an die Daten gehen",
    "signup_deadline": "Anmeldung zum Programm bis",
}
"""Fields of a place that a pack sets."""
_CONSENT: Final = "einwilligung."


@dataclass(frozen=True, slots=True, kw_only=True)
class PackData:
    """What an accepted pack sets here and what stood there before.

    logo: hash of a PNG, or "". texts: key -> text. factors: ids of factor files. fields: "owner name" ->
    (before, value), the owner a place or "sender". wording_before: own wording that gave way.
    factor_set: the chosen one when the pack chose it; set_before: the choice before, "" for none.
    signup_deadline: ISO or "", at a region, which has no place to keep it with. enrolment: the file that
    came along.
    """

    issuer: UUID
    sign_key: str
    issuer_name: str
    logo: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[str, ...] = ()
    factor_set: str = ""
    set_before: str = ""
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    wording_before: Mapping[str, str] = field(default_factory=dict)
    news: tuple[Announcement, ...] = ()
    periods: tuple[Period, ...] = ()
    signup_deadline: str = ""
    enrolment: str = ""

    @property
    def signup_day(self) -> date | None:
        """Until when towns may sign up, at a region."""
        return date.fromisoformat(self.signup_deadline) if self.signup_deadline else None

    def to_json(self) -> str:
        """As the row keeps it."""
        plain = {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in {"issuer", "news", "periods"}
        }
        plain["issuer"] = str(self.issuer)
        plain["news"] = [
            {
                "id": str(each.id),
                "title": each.title,
                "text": each.text,
                "due_on": _iso(each.due_on),
                "until": _iso(each.until),
                "made_on": _iso(each.made_on),
            }
            for each in self.news
        ]
        plain["periods"] = [
            {
                "id": str(each.id),
                "title": each.title,
                "opens_on": _iso(each.opens_on),
                "due_on": _iso(each.due_on),
            }
            for each in self.periods
        ]
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> PackData:
        """Read back what ``to_json`` wrote."""
        raw = json.loads(text)
        issuer = UUID(raw["issuer"])
        return cls(
            **{
                **raw,
                "issuer": issuer,
                "factors": tuple(raw["factors"]),
                "fields": {key: (before, value) for key, (before, value) in raw["fields"].items()},
                "news": tuple(Announcement(**_dated(each), source=issuer) for each in raw["news"]),
                "periods": tuple(Period(**_dated(each), source=issuer) for each in raw["periods"]),
            }
        )


@dataclass(frozen=True, slots=True)
class AcceptedPack:
    """The pack that holds: its row and what it says."""

    row: ProgrammePack
    data: PackData

    @property
    def text_version(self) -> str:
        """The version that its texts carry: no two packs of a programme have the same."""
        return f"{self.row.created_at:%Y-%m-%d %H:%M:%S} {self.row.title}"

    def contents(self) -> list[str]:
        """What it sets here, in words."""
        data = self.data
        names = {key.partition(" ")[2] for key in data.fields}
        names |= {"signup_deadline"} if data.signup_deadline else set()
        told = [title for name, title in FIELD_TITLES.items() if name in names]
        told += ["Logo"] if data.logo else []
        told += ["Faktorensatz"] if data.factor_set else []
        for found, one, many in (
            (data.texts, "Text", "Texte"),
            (data.factors, "Faktoren-Datei", "Faktoren-Dateien"),
            (data.news, "Nachricht", "Nachrichten"),
            (data.periods, "Berichtszeitraum", "Berichtszeiträume"),
        ):
            if found:
                told.append(count_words(len(found), one, many))
        return told


def accepted(workspace: Workspace) -> AcceptedPack | None:
    """The pack that holds; ``None`` without one."""
    with workspace.store.read() as reader:
        return accepted_within(reader)


def accepted_within(reader: Reader) -> AcceptedPack | None:
    """As ``accepted``, within a transaction."""
    for row in reader.find(ProgrammePack):
        if row.accepted_at is not None:
            return AcceptedPack(row, _decoded(row.data))
    return None


def texts_of(workspace: Workspace) -> Texts:
    """The texts that hold here: shipped, with those of the accepted pack in their place.

    The municipality's own wording goes over them (``certificate_sheets.templates``).
    """
    with workspace.store.read() as reader:
        return texts_within(workspace, reader)


def texts_within(workspace: Workspace, reader: Reader) -> Texts:
    """As ``texts_of``, within a transaction."""
    shipped, pack = workspace.shipped.texts, accepted_within(reader)
    if pack is None or not pack.data.texts:
        return shipped
    return _overlaid(
        shipped,
        tuple(sorted(pack.data.texts.items())),
        pack.text_version,
        f"{SOURCE} {pack.row.title}",
    )


def consent_version(workspace: Workspace) -> str:
    """The version of the consent form as it is handed out now; one word of it makes another version."""
    texts = texts_of(workspace)
    of_pack = {each.version for each in texts if each.key.startswith(_CONSENT) and _is_of_pack(each)}
    return next(iter(of_pack), texts.get(f"{_CONSENT}weitergabe").version)


def logo_of(workspace: Workspace) -> Arms | None:
    """The programme's logo for the head of reports."""
    with workspace.store.read() as reader:
        pack = accepted_within(reader)
        png = reader.blob(pack.data.logo) if pack and pack.data.logo else None
        return Arms(png, f"Logo: {pack.row.title}") if pack and png else None


def pack_news(reader: Reader) -> tuple[tuple[Announcement, ...], tuple[Period, ...]]:
    """News and reporting periods of the pack, as rows of its issuer.

    A return that the issuer wrote later is the whole state of its news: then only that one counts.
    """
    pack = accepted_within(reader)
    if pack is None:
        return (), ()
    returns = reader.find(
        Delivery,
        peer_id=pack.data.issuer,
        direction=Direction.RECEIVED,
        kind=DeliveryKind.RETURN,
        verdict=Verdict.APPLIED,
    )
    if any(each.created_at > pack.row.created_at for each in returns):
        return (), ()
    return pack.data.news, pack.data.periods


def pack_factor_ids(reader: Reader) -> frozenset[tuple[str, object]]:
    """Id and time of the factor files that came with the pack; one imported since is the town's own."""
    pack = accepted_within(reader)
    return frozenset((each, pack.row.accepted_at) for each in pack.data.factors) if pack else frozenset()


@lru_cache(maxsize=4)
def _decoded(text: str) -> PackData:
    return PackData.from_json(text)


@lru_cache(maxsize=4)
def _overlaid(shipped: Texts, texts: tuple[tuple[str, str], ...], version: str, source: str) -> Texts:
    return shipped.with_overrides(dict(texts), version, source)


def _is_of_pack(text: ShippedText) -> bool:
    return text.source.startswith(SOURCE)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# Any: fields of two kinds of record, as their types say.
def _dated(raw: Mapping[str, str]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(raw[name]) if raw[name] else None
        for name in ("due_on", "until", "made_on", "opens_on")
        if name in raw
    }
    return {**raw, "id": UUID(raw["id"]), **days}
