"""German words of the page that depend on what a record says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    CertificateKind,
    Consent,
    ConsentForm,
    Place,
)
from klikks_desktop.services.people.patron_list import PatronRow
from klikks_desktop.services.records.record_history import END_REASON_WORDS
from klikks_desktop.ui.widgets.pill import State

TITLES: Final = {"Frau": "Klimaschutzpatin", "Herr": "Klimaschutzpate", "keine": "Klimaschutzpatenschaft"}
FORMS: Final = {
    ConsentForm.PAPER: "schriftlich",
    ConsentForm.EMAIL: "per E-Mail",
    ConsentForm.RECORDED: "zur Niederschrift",
}
ANNUAL, THANKS, INVITATION = "jahresbericht", "dank", "einladung"
OWN_PAPERS: Final = {ANNUAL: "Jahresbericht …", THANKS: "Dankbrief …", INVITATION: "Einladung …"}
"""Papers about one person who was appointed; the keys are the words of the command line."""
KINDS: Final = {CertificateKind.APPOINTMENT: "Berufung", CertificateKind.THANKS: "Dank"}


def place_in_accusative(place: Place) -> str:
    """The place after "für": "die Stadt Soltau", "den Flecken Langwedel"."""
    article, _, rest = place.nominative.partition(" ")
    return f"den {rest}" if article == "der" else place.nominative


def count_sentence(rows: Sequence[PatronRow]) -> str:
    """For example "10 Personen · 7 im Amt"."""
    active = sum(row.state.is_active for row in rows)
    return f"{count_words(len(rows), 'Person', 'Personen')} · {active} im Amt"


def proof_words(given_on: date | None, form: ConsentForm | None) -> str:
    """For example "schriftlich, 19.11.2026", or "unbelegt"."""
    if given_on is None or form is None:
        return "unbelegt"
    return f"{FORMS[form]}, {format_short(given_on)}"


def withdrawn_words(consents: Iterable[Consent]) -> str:
    """For example "widerrufen am 03.02.2026", the latest; empty without any."""
    days = [consent.withdrawn_on for consent in consents if consent.withdrawn_on]
    return f"widerrufen am {format_short(max(days))}" if days else ""


def term_words(term: Appointment) -> str:
    """For example "01.11.2021 bis 31.10.2026, beendet durch Niederlegung"."""
    last = term.last_day
    words = (
        f"{format_short(term.begins_on)} {f'bis {format_short(last)}' if last else 'auf unbestimmte Zeit'}"
    )
    return f"{words} ({END_REASON_WORDS[term.end_reason]})" if term.end_reason else words


def certificate_state(certificate: Certificate) -> tuple[str, State]:
    """Word and pill of a certificate."""
    if certificate.voided_on:
        return "ungültig", "past"
    if certificate.handed_over_on:
        return f"ausgehändigt {format_short(certificate.handed_over_on)}", "ok"
    return "liegt bereit", "warn"
