"""The form of a patron as the records and the draft say: read and checked, nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.patron_form import FIELDS, PatronValues, check_patron, texts_of
from klikks_desktop.domain.patron_state import PatronState, Standing, current_appointment, state_of
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    Consent,
    Draft,
    Locality,
    Patron,
    Place,
    Purpose,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


@dataclass(frozen=True, slots=True)
class PatronForm:
    """One patron as the form shows it."""

    id: UUID
    place: Place
    patron: Patron | None
    appointment: Appointment | None
    consents: tuple[Consent, ...]
    certificates: tuple[Certificate, ...]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    state: PatronState
    has_draft: bool
    saved_at: datetime | None
    terms: tuple[Appointment, ...] = ()


def load_form(workspace: Workspace, patron_id: UUID) -> PatronForm:
    """One patron or draft with texts, problems and everything that hangs on it; K-140 when gone."""
    with workspace.store.read() as reader:
        return read_form(workspace, reader, patron_id)


def read_form(workspace: Workspace, reader: Reader, patron_id: UUID) -> PatronForm:
    """As ``load_form``, within a transaction."""
    today = workspace.today
    patron = reader.get(Patron, patron_id)
    draft = reader.get(Draft, patron_id)
    place_id = patron.place_id if patron else draft.place_id if draft else None
    place = reader.get(Place, place_id) if place_id else None
    if place is None:
        raise UserError("K-140")
    appointments = reader.find(Appointment, patron_id=patron_id) if patron else []
    consents = reader.find(Consent, order=("given_on",), patron_id=patron_id) if patron else []
    localities = reader.find(Locality, order=("name",), place_id=place.id)
    state = state_of(appointments, consents, today) if patron else PatronState(Standing.DRAFT, None)
    appointment = current_appointment(appointments, today)
    texts = dict.fromkeys(FIELDS, "")
    if patron:
        here = next(
            (known for known in localities if appointment and known.id == appointment.locality_id), None
        )
        texts = texts_of(patron, appointment, in_force(consents), here)
    if draft:
        texts |= json.loads(draft.texts)
    values, problems = check_patron(
        texts, alphabet=workspace.shipped.alphabet, localities=localities, today=today
    )
    certificates = reader.find(Certificate, order=("issued_on", "serial"), patron_id=patron_id)
    is_ours = patron is None or patron.source is None
    return PatronForm(
        id=patron_id,
        place=place,
        patron=patron,
        appointment=appointment,
        consents=tuple(consents),
        certificates=tuple(certificates),
        texts=texts,
        problems=(
            *problems,
            *_office_problems(texts, begin_needed=patron is None or appointment is not None),
        ),
        hints=tuple(_hints(values, today, is_settled=bool(certificates))) if is_ours else (),
        state=state,
        has_draft=draft is not None,
        saved_at=draft.changed_at if draft else None,
        terms=tuple(sorted(appointments, key=lambda term: term.begins_on)),
    )


def in_force(consents: Iterable[Consent]) -> dict[Purpose, Consent]:
    """The consent per purpose that the form shows: the latest that was not withdrawn."""
    return {consent.purpose: consent for consent in consents if consent.withdrawn_on is None}


def _office_problems(texts: Mapping[str, str], *, begin_needed: bool) -> list[Problem]:
    """What lacks before somebody can be appointed, or was taken away from an appointment."""
    ends = bool(texts.get("ends_on", "").strip())
    # An end without a begin is told by the check of the form already.
    if begin_needed and not ends and not texts.get("begins_on", "").strip():
        return [Problem("begins_on", "Bitte den Beginn der Amtszeit eintragen.")]
    return []


def _hints(values: PatronValues | None, today: date, *, is_settled: bool) -> list[Problem]:
    """What is allowed but worth a second look. is_settled: a certificate says so already."""
    if values is None or values.begins_on is None:
        return []
    hints = []
    if values.resolution_on and values.begins_on < values.resolution_on:
        hints.append(Problem("begins_on", "Der Beginn liegt vor dem Ratsbeschluss. Bitte prüfen."))
    elif values.begins_on < today and values.resolution_on is None and not is_settled:
        hints.append(Problem("begins_on", "Der Beginn liegt in der Vergangenheit."))
    hints += [
        Problem(f"{consent.purpose.value}_on", "Ohne Datum und Form gilt die Einwilligung als unbelegt.")
        for consent in values.consents
        if consent.given and (consent.given_on is None or consent.form is None)
    ]
    return hints


def check_texts(
    workspace: Workspace, reader: Reader, place: Place, texts: Mapping[str, str]
) -> list[Problem]:
    """What is wrong with texts for a patron of ``place``."""
    return checked(workspace, reader, place, texts)[1]


def checked(
    workspace: Workspace, reader: Reader, place: Place, texts: Mapping[str, str]
) -> tuple[PatronValues | None, list[Problem]]:
    """The values of texts for a patron of ``place``, ``None`` while there are problems."""
    return check_patron(
        texts,
        alphabet=workspace.shipped.alphabet,
        localities=reader.find(Locality, place_id=place.id),
        today=workspace.today,
    )


def as_entered(
    workspace: Workspace, reader: Reader, patron_id: UUID
) -> tuple[Patron, Appointment | None, Locality | None]:
    """Person, appointment and locality as the form says, saved or not; K-142 while it has problems."""
    form = read_form(workspace, reader, patron_id)
    values, problems = checked(workspace, reader, form.place, form.texts)
    if values is None:
        raise UserError("K-142", {"problems": " ".join(problem.message for problem in problems)})
    return patron_of(workspace, form, values), appointment_of(workspace, form, values), values.locality


def patron_of(workspace: Workspace, before: PatronForm, values: PatronValues) -> Patron:
    """The person as the values of the form say."""
    return Patron(
        id=before.id,
        place_id=before.place.id,
        address=values.address,
        degree=values.degree,
        given_name=values.given_name,
        family_name=values.family_name,
        email=values.email,
        phone=values.phone,
        search_key=search_key(f"{values.family_name} {values.given_name}", workspace.shipped.alphabet),
    )


def appointment_of(workspace: Workspace, before: PatronForm, values: PatronValues) -> Appointment | None:
    """The term as the values of the form say; ``None`` without a begin."""
    if values.begins_on is None:
        return None
    return Appointment(
        id=before.appointment.id if before.appointment else workspace.new_id(),
        patron_id=before.id,
        locality_id=values.locality.id if values.locality else None,
        begins_on=values.begins_on,
        ends_on=values.ends_on,
        resolution_on=values.resolution_on,
        resolution_number=values.resolution_number,
        agreed_on=values.agreed_on,
        duty_notice_on=values.duty_notice_on,
        ended_on=before.appointment.ended_on if before.appointment else None,
        end_reason=before.appointment.end_reason if before.appointment else None,
    )
