"""What changed when about one patron (Verlauf), in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from klikks_desktop.domain.changes import Operation, RecordChange
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Certificate,
    Consent,
    Draft,
    EndReason,
    Locality,
    Patron,
    Purpose,
    Record,
)
from klikks_desktop.services.workspace import Workspace

PURPOSE_WORDS: Final = {
    Purpose.REPORTING: "Weitergabe",
    Purpose.NETWORK: "Vernetzung",
    Purpose.PUBLICITY: "Veröffentlichung",
}
END_REASON_WORDS: Final = {
    EndReason.EXPIRED: "Ablauf der Amtszeit",
    EndReason.RESIGNED: "Niederlegung",
    EndReason.REVOKED: "Abberufung",
    EndReason.DECEASED: "verstorben",
}
FIELD_WORDS: Final[Mapping[str, str]] = {
    "address": "Anrede",
    "degree": "Grad",
    "given_name": "Vorname",
    "family_name": "Nachname",
    "email": "E-Mail",
    "phone": "Telefon",
    "locality": "Wirkungsbereich",
    "locality_id": "Wirkungsbereich",
    "begins_on": "Im Amt ab",
    "ends_on": "Im Amt bis",
    "resolution_on": "Ratsbeschluss vom",
    "resolution_number": "Nummer des Beschlusses",
    "agreed_on": "Einverständnis vom",
    "duty_notice_on": "Pflichtenbelehrung am",
    "ended_on": "Beendet am",
    "end_reason": "Grund",
    "given_on": "gegeben am",
    "form": "Form",
    "evidence": "Nachweis",
    "with_email": "mit E-Mail",
    "with_phone": "mit Telefon",
    "with_photo": "mit Foto",
    "withdrawn_on": "widerrufen am",
    "handed_over_on": "ausgehändigt am",
    "voided_on": "ungültig seit",
    "void_reason": "Grund",
}
_DRAFT_SUFFIXES: Final = {
    "": "",
    "_on": " am",
    "_form": ": Form",
    "_evidence": ": Nachweis",
    "_email": ": mit E-Mail",
    "_phone": ": mit Telefon",
    "_photo": ": mit Foto",
}
DRAFT_WORDS: Final[Mapping[str, str]] = {
    **FIELD_WORDS,
    **{
        purpose.value + suffix: f"Einwilligung {PURPOSE_WORDS[purpose]}{words}"
        for purpose in Purpose
        for suffix, words in _DRAFT_SUFFIXES.items()
    },
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One saved change: when, what it was called, and each field as "Nachname: Meyer → Meier"."""

    at: datetime
    label: str
    lines: tuple[str, ...]


def patron_history(workspace: Workspace, patron_id: UUID) -> list[HistoryEntry]:
    """What happened to a patron, the draft, the terms, consents and certificates, newest first."""
    with workspace.store.read() as reader:
        parts: list[tuple[type[Record], UUID]] = [(Patron, patron_id), (Draft, patron_id)]
        parts += [(Appointment, term.id) for term in reader.find(Appointment, patron_id=patron_id)]
        parts += [(Consent, consent.id) for consent in reader.find(Consent, patron_id=patron_id)]
        parts += [(Certificate, paper.id) for paper in reader.find(Certificate, patron_id=patron_id)]
        changes = [change for kind, key in parts for change in reader.changes(kind, key)]
        names = {locality.id: locality.name for locality in reader.find(Locality)}
    grouped: dict[UUID, list[RecordChange]] = {}
    for change in changes:
        grouped.setdefault(change.change.id, []).append(change)
    entries = [
        HistoryEntry(
            group[0].change.at,
            group[0].change.label,
            tuple(_unique(line for c in group for line in _lines(c, names))),
        )
        for group in grouped.values()
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _unique(lines: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def _lines(change: RecordChange, localities: Mapping[UUID, str]) -> Iterator[str]:
    """The fields that changed, in words; a draft that became a record says nothing twice."""
    kind = type(change.new or change.old)
    if kind is Draft:
        if change.operation is not Operation.DELETED:
            yield from _differences(_draft_texts(change.old), _draft_texts(change.new), "")
        return
    before, after = _words(change.old, localities), _words(change.new, localities)
    subject = _subject(change.new or change.old)
    if change.operation is Operation.DELETED:
        yield f"{subject}gelöscht" if subject else "Person gelöscht"
        return
    yield from _differences(before, after, subject)


def _subject(record: Record | None) -> str:
    if isinstance(record, Consent):
        return f"Einwilligung {PURPOSE_WORDS[record.purpose]}: "
    if isinstance(record, Certificate):
        return f"Urkunde {record.number}: "
    return ""


def _differences(before: Mapping[str, str], after: Mapping[str, str], subject: str) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield f"{subject}{name}: {f'{old} → ' if old else ''}{new or 'leer'}"


def _draft_texts(record: Record | None) -> dict[str, str]:
    texts = json.loads(record.texts) if isinstance(record, Draft) else {}
    return {DRAFT_WORDS[name]: text for name, text in texts.items() if text and name in DRAFT_WORDS}


def _words(record: Record | None, localities: Mapping[UUID, str]) -> dict[str, str]:
    """The fields of a record that people know, as they read them; empty ones left out."""
    if record is None:
        return {}
    named = (
        (field.name, getattr(record, field.name)) for field in fields(record) if field.name in FIELD_WORDS
    )
    words = {FIELD_WORDS[name]: _word(value, localities) for name, value in named}
    if isinstance(record, Certificate):
        words["ausgestellt am"] = format_short(record.issued_on)
    return {name: word for name, word in words.items() if word}


def _word(value: object, localities: Mapping[UUID, str]) -> str:
    if isinstance(value, date):
        return format_short(value)
    if isinstance(value, Address):
        return ADDRESS_WORDS[value]
    if isinstance(value, EndReason):
        return END_REASON_WORDS[value]
    if isinstance(value, UUID):
        return localities.get(value, "ein früherer Ortsteil")
    if isinstance(value, bool):
        return "ja" if value else ""
    return str(value or "")
