"""The fields of a patron, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.patron_form import ADDRESS_WORDS, YES
from klikks_desktop.domain.records import Address, ConsentForm, Purpose
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection, Value

PERSON, OFFICE, CONSENTS, CERTIFICATES = range(4)
"""Numbers of the sections."""

CONSENT_PARTS: Final[Mapping[Purpose, tuple[str, ...]]] = {
    Purpose.REPORTING: ("_email", "_phone", "_on", "_form", "_evidence"),
    Purpose.NETWORK: ("_email", "_phone", "_on", "_form", "_evidence"),
    Purpose.PUBLICITY: ("_photo", "_on", "_form", "_evidence"),
}
"""What is asked once a consent is ticked."""

INDENTED: Final = ("_email", "_photo", "_on", "_evidence")
"""The first of each row, which moves in to stand under its consent."""

CHECKS: Final = frozenset(
    purpose.value + part
    for purpose, parts in CONSENT_PARTS.items()
    for part in ("", *parts)
    if part in {"", "_email", "_phone", "_photo"}
)
"""Fields that are check boxes."""


def tr(text: str) -> str:
    """Translate a text of this page."""
    return QCoreApplication.translate("PatronFields", text)


def patron_sections() -> list[FormSection]:
    """Person, Ernennung, Einwilligungen, Urkunden."""
    return [_person(), _office(), _consents(), FormSection(tr("Urkunden"), "document", [])]


def to_value(name: str, text: str) -> Value:
    """A text of the form as its widget shows it."""
    return text == YES if name in CHECKS else text


def to_text(value: Value) -> str:
    """What a widget shows as a text of the form."""
    if isinstance(value, bool):
        return YES if value else ""
    return value


def _person() -> FormSection:
    addresses = [
        (ADDRESS_WORDS[Address.FEMALE], tr("Frau")),
        (ADDRESS_WORDS[Address.MALE], tr("Herr")),
        (ADDRESS_WORDS[Address.NONE], tr("keine Anrede")),
    ]
    return FormSection(
        tr("Person"),
        "person",
        [
            FieldSpec("address", tr("Anrede"), "segments", choices=addresses),
            (FieldSpec("given_name", tr("Vorname")), FieldSpec("family_name", tr("Nachname"))),
            (
                FieldSpec("email", tr("E-Mail"), optional=True),
                FieldSpec("phone", tr("Telefon"), optional=True),
            ),
            FieldSpec("degree", tr("Akademischer Grad"), optional=True, width=51),
        ],
    )


def _office() -> FormSection:
    return FormSection(
        tr("Ernennung"),
        "certificate",
        [
            (
                FieldSpec("locality", tr("Wirkungsbereich"), "choice"),
                FieldSpec("resolution_on", tr("Ratsbeschluss vom"), "date"),
            ),
            (
                FieldSpec("begins_on", tr("Im Amt ab"), "date"),
                FieldSpec("ends_on", tr("bis"), "date", placeholder=tr("auf unbestimmte Zeit")),
            ),
            (
                FieldSpec("resolution_number", tr("Nummer des Beschlusses"), optional=True),
                FieldSpec("agreed_on", tr("Einverständnis vom"), "date"),
            ),
            FieldSpec("duty_notice_on", tr("Pflichtenbelehrung am"), "date", width=51),
        ],
    )


def _consents() -> FormSection:
    labels = {
        Purpose.REPORTING: tr("Name an das Regionalmanagement"),
        Purpose.NETWORK: tr("Vernetzung mit anderen Patinnen und Paten"),
        Purpose.PUBLICITY: tr("Nennung auf der Karte und in der Öffentlichkeit"),
    }
    rows: list[FieldSpec | tuple[FieldSpec, FieldSpec]] = []
    for purpose, label in labels.items():
        rows += [FieldSpec(purpose.value, label, "check"), *_consent_parts(purpose)]
    return FormSection(tr("Einwilligungen"), "lock", rows)


def _consent_parts(purpose: Purpose) -> list[FieldSpec | tuple[FieldSpec, FieldSpec]]:
    key = purpose.value
    forms = [("", tr("noch offen")), *((form.value, form.value) for form in ConsentForm)]
    ticks: FieldSpec | tuple[FieldSpec, FieldSpec] = (
        FieldSpec(f"{key}_email", tr("auch E-Mail"), "check"),
        FieldSpec(f"{key}_phone", tr("auch Telefon"), "check"),
    )
    if purpose is Purpose.PUBLICITY:
        ticks = FieldSpec(f"{key}_photo", tr("auch mit Foto"), "check")
    return [
        ticks,
        (
            FieldSpec(f"{key}_on", tr("Einwilligung vom"), "date"),
            FieldSpec(f"{key}_form", tr("Form"), "choice", choices=forms),
        ),
        FieldSpec(f"{key}_evidence", tr("Wo liegt der Nachweis"), optional=True),
    ]
