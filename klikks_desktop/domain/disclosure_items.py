"""One record and what happens to each of its fields when a report leaves the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.participation_fields import STEPS
from klikks_desktop.domain.records import Address, EndReason, Purpose
from klikks_desktop.domain.values import format_number

Value = str | date | bool | int | Decimal | UUID | None


class Fate(StrEnum):
    """What happens to a field, in German as shown."""

    LEAVES = "geht mit"
    STAYS = "bleibt hier"
    EMPTY = "keine Angabe"


class Reason(StrEnum):
    """Why a field leaves or stays, in German as shown."""

    OFFICIAL = "Angabe der Kommune"
    COUNT = "nur eine Anzahl"
    SUM = "nur eine Summe"
    SHARED = "zur Weitergabe angekreuzt"
    CONSENTED = "Einwilligung liegt vor"
    NO_CONSENT = "keine Einwilligung zur Weitergabe"
    UNPROVEN = "Einwilligung unbelegt: Datum oder Form fehlt"
    WITHDRAWN = "Einwilligung widerrufen"
    FUTURE = "Einwilligung gilt noch nicht"
    SUPERSEDED = "durch eine neuere Einwilligung ersetzt"
    NOT_TICKED = "in der Einwilligung nicht angekreuzt"
    NOT_NEEDED = "für den Bericht nicht nötig"
    STAFF = "Name einer Person im Haus"
    NOTE = "Notizen bleiben im Haus"
    HOUSE = "Gebäude und Zähler bleiben im Haus"
    INPUTS = "nur das Ergebnis geht mit"
    NOT_SHARED = "nicht zur Weitergabe angekreuzt"
    ABOUT_STAYS = "der Datensatz selbst geht nicht mit"
    ONLY_HERE = "nur für das Regionalmanagement bestimmt"
    COARSE = "nur die Art"
    NO_VALUE = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One field: value as the file carries it, text as a person reads it.

    named: people whose name stands in a text that leaves, although they do not.
    """

    field: str
    label: str
    value: Value
    text: str
    fate: Fate
    reason: Reason
    named: tuple[str, ...] = ()


Content = Mapping[str, "Value | Content | list[Content]"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One record and what happens to each of its fields.

    parts: name in the file -> what belongs to the record once; groups: -> what belongs to it many times.
    """

    title: str
    items: tuple[Item, ...]
    parts: Mapping[str, Disclosure] = field(default_factory=dict)
    groups: Mapping[str, tuple[Disclosure, ...]] = field(default_factory=dict)

    @property
    def leaving(self) -> dict[str, Value]:
        """Field -> value of all that leaves of the record itself."""
        return {item.field: item.value for item in self.items if item.fate is Fate.LEAVES}

    @property
    def children(self) -> tuple[Disclosure, ...]:
        """What belongs to it, parts first."""
        return (*self.parts.values(), *(each for group in self.groups.values() for each in group))

    @property
    def content(self) -> Content:
        """All that leaves, with parts and groups: the only source of the sync file."""
        parts = {name: content for name, part in self.parts.items() if (content := part.content)}
        groups = {
            name: [content for each in group if (content := each.content)]
            for name, group in self.groups.items()
        }
        return {**self.leaving, **parts, **groups} if self.leaving else {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a long list; told in full only when it is asked for.

    leaves: whether anything of it does. named: people named in its texts who may not be.
    """

    id: UUID
    title: str
    leaves: bool
    make: Callable[[], Disclosure]
    named: tuple[str, ...] = ()


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
PARTICIPATION = {step.name: step.title for step in STEPS}
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

_LEAVING = {Reason.OFFICIAL, Reason.COUNT, Reason.SUM, Reason.SHARED, Reason.CONSENTED, Reason.COARSE}
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
    """One field with the words of its kind; a locality that is not in the file has no value."""
    if field == "locality_id" and value not in localities:
        value = None
    text = "" if value is None else text_of(value, localities)
    return told(field, label, value, reason, text=text)


def told(
    field: str, label: str, value: Value, reason: Reason, *, text: str, named: tuple[str, ...] = ()
) -> Item:
    """One field with its words; its fate follows from the reason, unless there is no value."""
    if value is None or value == "":
        return Item(field, label, None, "", Fate.EMPTY, Reason.NO_VALUE)
    if reason not in _LEAVING:
        return Item(field, label, value, text, Fate.STAYS, reason)
    return Item(field, label, value, text, Fate.LEAVES, reason, named)


def text_of(value: Value, localities: Mapping[UUID, str]) -> str:
    """A value as a person reads it."""
    match value:
        case date():
            return format_short(value)
        case bool():
            return "ja" if value else "nein"
        case UUID():
            return localities.get(value, str(value))
        case StrEnum():
            return _WORDS.get(value, str(value))
        case Decimal():
            return format_number(value)
    return str(value)
