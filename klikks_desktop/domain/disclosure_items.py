"""One record and what happens to each of its fields when a report leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Address, EndReason, Purpose

Value = str | date | bool | int | UUID | None


class Fate(StrEnum):
    """What happens to a field, in German as shown."""

    LEAVES = "geht mit"
    STAYS = "bleibt hier"
    EMPTY = "keine Angabe"


class Reason(StrEnum):
    """Why a field leaves or stays, in German as shown."""

    OFFICIAL = "Angabe der Kommune"
    COUNT = "nur eine Anzahl"
    CONSENTED = "Einwilligung liegt vor"
    NO_CONSENT = "keine Einwilligung zur Weitergabe"
    UNPROVEN = "Einwilligung unbelegt: Datum oder Form fehlt"
    WITHDRAWN = "Einwilligung widerrufen"
    FUTURE = "Einwilligung gilt noch nicht"
    SUPERSEDED = "durch eine neuere Einwilligung ersetzt"
    NOT_TICKED = "in der Einwilligung nicht angekreuzt"
    NOT_NEEDED = "für den Bericht nicht nötig"
    STAFF = "Name einer Person im Haus"
    NO_VALUE = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One field: value as the file carries it, text as a person reads it."""

    field: str
    label: str
    value: Value
    text: str
    fate: Fate
    reason: Reason


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One record and what happens to each of its fields."""

    title: str
    items: tuple[Item, ...]

    @property
    def leaving(self) -> dict[str, Value]:
        """Field -> value of all that leaves: the only source of the sync file."""
        return {item.field: item.value for item in self.items if item.fate is Fate.LEAVES}


PLACE = {
    "key": "Schlüssel",
    "name": "Name",
    "designation": "Bezeichnung",
    "kind": "Art",
    "county": "Landkreis",
    "state": "Land",
    "office": "Stelle",
    "contact_email": "Postfach",
    "contact_phone": "Telefon der Stelle",
}
PARTICIPATION = {"resolution_on": "Ratsbeschluss vom", "agreement_on": "Kooperationsvereinbarung vom"}
PLACE_STAYS = {
    "contact_name": "Ansprechperson",
    "signatory_name": "Unterzeichnende Person",
    "deputy_name": "Stellvertretung",
    "second_name": "Zweite Unterschrift",
}
LOCALITY = {"id": "Kennung", "name": "Name", "genitive": "Name im Genitiv"}
PATRON = {
    "id": "Kennung",
    "address": "Anrede",
    "degree": "Titel",
    "given_name": "Vorname",
    "family_name": "Nachname",
    "email": "E-Mail",
    "phone": "Telefon",
}
APPOINTMENT = {
    "id": "Kennung",
    "locality_id": "Ortsteil",
    "begins_on": "Amtszeit von",
    "ends_on": "Amtszeit bis",
    "ended_on": "Beendet am",
}
APPOINTMENT_STAYS = {
    "resolution_on": "Beschluss vom",
    "resolution_number": "Beschluss Nr.",
    "agreed_on": "Einverstanden am",
    "duty_notice_on": "Pflichtenbelehrung am",
    "end_reason": "Grund des Endes",
}
CONSENT = {
    "id": "Kennung",
    "purpose": "Zweck",
    "text_version": "Fassung des Textes",
    "given_on": "Erteilt am",
    "with_email": "E-Mail angekreuzt",
    "with_phone": "Telefon angekreuzt",
    "with_photo": "Foto angekreuzt",
}
CONSENT_STAYS = {"form": "Form", "evidence": "Ablage", "withdrawn_on": "Widerrufen am"}
COUNTS = {"in_office": "Im Amt", "named": "Mit Namen gemeldet", "ended": "Nicht mehr im Amt"}

_LEAVING = {Reason.OFFICIAL, Reason.COUNT, Reason.CONSENTED}
PURPOSES: Mapping[StrEnum, str] = {
    Purpose.REPORTING: "Weitergabe",
    Purpose.NETWORK: "Vernetzung",
    Purpose.PUBLICITY: "Veröffentlichung",
}
_WORDS: Mapping[StrEnum, str] = {
    **PURPOSES,
    Address.FEMALE: "Frau",
    Address.MALE: "Herr",
    Address.NONE: "keine",
    EndReason.EXPIRED: "Ablauf der Amtszeit",
    EndReason.RESIGNED: "Niederlegung",
    EndReason.REVOKED: "Abberufung",
    EndReason.DECEASED: "verstorben",
}


def items_of(
    record: object, labels: Mapping[str, str], reason: Reason, localities: Mapping[UUID, str]
) -> tuple[Item, ...]:
    """One item per field of ``labels``, all for the same reason. localities: id -> name."""
    return tuple(
        item(field, label, getattr(record, field), reason, localities) for field, label in labels.items()
    )


def item(field: str, label: str, value: Value, reason: Reason, localities: Mapping[UUID, str]) -> Item:
    """One field; its fate follows from the reason, unless there is no value."""
    if field == "locality_id" and value not in localities:
        value = None
    if value is None or value == "":
        return Item(field, label, None, "", Fate.EMPTY, Reason.NO_VALUE)
    fate = Fate.LEAVES if reason in _LEAVING else Fate.STAYS
    return Item(field, label, value, text_of(value, localities), fate, reason)


def text_of(value: Value, localities: Mapping[UUID, str]) -> str:
    """A value as a person reads it."""
    if isinstance(value, date):
        return format_short(value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, UUID):
        return localities.get(value, str(value))
    if isinstance(value, StrEnum):
        return _WORDS.get(value, str(value))
    return str(value)
