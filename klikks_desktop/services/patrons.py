"""Patrons (Patinnen und Paten): fill in, appoint, end, delete.

A new patron begins as a draft: texts as typed, kept whatever they say. "Ernennen" turns a
draft without problems into records. Later edits are stored when the whole form is right;
until then the typed texts wait in a draft beside the record, which keeps its last valid state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.patron_form import (
    FIELDS,
    ConsentValues,
    PatronValues,
    check_patron,
    texts_of,
)
from klikks_desktop.domain.patron_state import PatronState, Standing, current_appointment, state_of
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    Consent,
    Draft,
    EndReason,
    Locality,
    Patron,
    Place,
    Purpose,
)
from klikks_desktop.services.patron_list import PATRON_DRAFT
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

CONSENT_TEXT_VERSION = "2026-11"


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
        return _load(workspace, reader, patron_id)


def _load(workspace: Workspace, reader: Reader, patron_id: UUID) -> PatronForm:
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
        texts = texts_of(patron, appointment, _in_force(consents), here)
    if draft:
        texts |= json.loads(draft.texts)
    values, problems = check_patron(
        texts, alphabet=workspace.shipped.alphabet, localities=localities, today=today
    )
    return PatronForm(
        id=patron_id,
        place=place,
        patron=patron,
        appointment=appointment,
        consents=tuple(consents),
        certificates=tuple(reader.find(Certificate, order=("issued_on", "serial"), patron_id=patron_id)),
        texts=texts,
        problems=(
            *problems,
            *_office_problems(texts, begin_needed=patron is None or appointment is not None),
        ),
        hints=tuple(_hints(values, today)),
        state=state,
        has_draft=draft is not None,
        saved_at=draft.changed_at if draft else None,
        terms=tuple(sorted(appointments, key=lambda term: term.begins_on)),
    )


def _in_force(consents: Iterable[Consent]) -> dict[Purpose, Consent]:
    """The consent per purpose that the form shows: the latest that was not withdrawn."""
    return {consent.purpose: consent for consent in consents if consent.withdrawn_on is None}


def _office_problems(texts: Mapping[str, str], *, begin_needed: bool) -> list[Problem]:
    """What lacks before somebody can be appointed, or was taken away from an appointment."""
    ends = bool(texts.get("ends_on", "").strip())
    # An end without a begin is told by the check of the form already.
    if begin_needed and not ends and not texts.get("begins_on", "").strip():
        return [Problem("begins_on", "Bitte den Beginn der Amtszeit eintragen.")]
    return []


def _hints(values: PatronValues | None, today: date) -> list[Problem]:
    """What is allowed but worth a second look."""
    if values is None or values.begins_on is None:
        return []
    hints = []
    if values.resolution_on and values.begins_on < values.resolution_on:
        hints.append(Problem("begins_on", "Der Beginn liegt vor dem Ratsbeschluss. Bitte prüfen."))
    elif values.begins_on < today and values.resolution_on is None:
        hints.append(Problem("begins_on", "Der Beginn liegt in der Vergangenheit."))
    hints += [
        Problem(f"{consent.purpose.value}_on", "Ohne Datum und Form gilt die Einwilligung als unbelegt.")
        for consent in values.consents
        if consent.given and (consent.given_on is None or consent.form is None)
    ]
    return hints


# ------------------------------------------------------------------ writing


def new_draft(workspace: Workspace, place_id: UUID) -> UUID:
    """Begin a new patron of this place; nothing is appointed yet."""
    draft = Draft(
        id=workspace.new_id(),
        entity=PATRON_DRAFT,
        place_id=place_id,
        texts="{}",
        changed_at=workspace.clock(),
    )
    with workspace.store.write("Neuer Entwurf") as unit:
        unit.add(draft)
    return draft.id


def begin_draft(workspace: Workspace, place_id: UUID, texts: Mapping[str, str]) -> PatronForm:
    """Begin a new patron with what was typed first, as one change that can be undone."""
    with workspace.store.write("Neuer Entwurf") as unit:
        draft_id = workspace.new_id()
        typed = {name: text for name, text in texts.items() if name in FIELDS and text}
        unit.add(
            Draft(
                id=draft_id,
                entity=PATRON_DRAFT,
                place_id=place_id,
                texts=json.dumps(typed, ensure_ascii=False),
                changed_at=workspace.clock(),
            )
        )
        return _load(workspace, unit, draft_id)


def save_texts(workspace: Workspace, patron_id: UUID, texts: Mapping[str, str]) -> PatronForm:
    """Keep what was typed: in the records when the whole form is right, else in the draft."""
    with workspace.store.write("Angaben zur Person geändert") as unit:
        before = _load(workspace, unit, patron_id)
        if before.patron is not None and before.patron.source is not None:
            raise UserError("K-141")
        merged = {**before.texts, **{name: texts[name] for name in texts if name in FIELDS}}
        if merged == before.texts:
            return before
        values = _checked(workspace, unit, before.place, merged)[0]
        if before.patron is not None and values is not None and not _loses_office(before, values):
            _store(workspace, unit, before, values)
            if before.has_draft:
                unit.delete(Draft, patron_id)
        else:
            _keep_draft(workspace, unit, before, merged)
        return replace(_load(workspace, unit, patron_id), saved_at=workspace.clock())


def _loses_office(before: PatronForm, values: PatronValues) -> bool:
    """A begin that was emptied is not a way to end an appointment."""
    return before.appointment is not None and values.begins_on is None


def _keep_draft(workspace: Workspace, unit: Unit, before: PatronForm, texts: Mapping[str, str]) -> None:
    unit.put(
        Draft(
            id=before.id,
            entity=PATRON_DRAFT,
            place_id=before.place.id,
            texts=json.dumps({name: text for name, text in texts.items() if text}, ensure_ascii=False)
            if before.patron is None
            else json.dumps(dict(texts), ensure_ascii=False),
            changed_at=workspace.clock(),
        )
    )


def _checked(
    workspace: Workspace, reader: Reader, place: Place, texts: Mapping[str, str]
) -> tuple[PatronValues | None, list[Problem]]:
    return check_patron(
        texts,
        alphabet=workspace.shipped.alphabet,
        localities=reader.find(Locality, place_id=place.id),
        today=workspace.today,
    )


def load_texts(workspace: Workspace, reader: Reader, patron_id: UUID) -> dict[str, str]:
    """The form's texts of a patron within a transaction."""
    return dict(_load(workspace, reader, patron_id).texts)


def check_texts(
    workspace: Workspace, reader: Reader, place: Place, texts: Mapping[str, str]
) -> list[Problem]:
    """What is wrong with texts for a patron of ``place``."""
    return _checked(workspace, reader, place, texts)[1]


def change_texts(workspace: Workspace, unit: Unit, patron_id: UUID, texts: Mapping[str, str]) -> None:
    """Change some texts of a patron within ``unit``; K-142 when something is wrong."""
    before = _load(workspace, unit, patron_id)
    values, problems = _checked(workspace, unit, before.place, {**before.texts, **texts})
    if values is None:
        raise UserError("K-142", {"problems": " ".join(problem.message for problem in problems)})
    _store(workspace, unit, before, values)


def appoint(workspace: Workspace, draft_id: UUID) -> PatronForm:
    """Turn a draft without problems into a patron with an appointment (Ernennen); K-142 otherwise."""
    with workspace.store.write("Ernannt") as unit:
        form = _load(workspace, unit, draft_id)
        if form.patron is not None:
            return form
        values, _ = _checked(workspace, unit, form.place, form.texts)
        if values is None or form.problems:
            raise UserError("K-142", {"problems": " ".join(problem.message for problem in form.problems)})
        _store(workspace, unit, form, values)
        unit.delete(Draft, draft_id)
        return _load(workspace, unit, draft_id)


def add_patron(workspace: Workspace, place_id: UUID, texts: Mapping[str, str]) -> PatronForm:
    """Enter and appoint a patron in one go; K-142 names every problem."""
    with workspace.store.write("Patin oder Pate aufgenommen") as unit:
        place = unit.get(Place, place_id)
        if place is None:
            raise UserError("K-140")
        patron_id = workspace.new_id()
        store_new(workspace, unit, place, patron_id, texts)
        return _load(workspace, unit, patron_id)


def store_new(
    workspace: Workspace, unit: Unit, place: Place, patron_id: UUID, texts: Mapping[str, str]
) -> None:
    """Store a new patron from texts within ``unit``; K-142 when something is wrong."""
    values, problems = _checked(workspace, unit, place, texts)
    if values is None:
        raise UserError("K-142", {"problems": " ".join(problem.message for problem in problems)})
    empty = PatronForm(
        id=patron_id,
        place=place,
        patron=None,
        appointment=None,
        consents=(),
        certificates=(),
        texts=texts,
        problems=(),
        hints=(),
        state=PatronState(Standing.DRAFT, None),
        has_draft=False,
        saved_at=None,
    )
    _store(workspace, unit, empty, values)


def _store(workspace: Workspace, unit: Unit, before: PatronForm, values: PatronValues) -> None:
    """Write person, appointment and consents as the form says."""
    patron = _patron_of(workspace, before, values)
    if patron != before.patron:
        unit.put(patron)
    appointment = _appointment_of(workspace, before, values)
    if appointment is not None and appointment != before.appointment:
        unit.put(appointment)
    known = _in_force(before.consents)
    for consent in values.consents:
        _store_consent(workspace, unit, before.id, known.get(consent.purpose), consent)


def _patron_of(workspace: Workspace, before: PatronForm, values: PatronValues) -> Patron:
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


def _appointment_of(workspace: Workspace, before: PatronForm, values: PatronValues) -> Appointment | None:
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


def as_entered(
    workspace: Workspace, reader: Reader, patron_id: UUID
) -> tuple[Patron, Appointment | None, Locality | None]:
    """Person, appointment and locality as the form says, saved or not; K-142 while it has problems."""
    form = _load(workspace, reader, patron_id)
    values, problems = _checked(workspace, reader, form.place, form.texts)
    if values is None:
        raise UserError("K-142", {"problems": " ".join(problem.message for problem in problems)})
    return _patron_of(workspace, form, values), _appointment_of(workspace, form, values), values.locality


def _store_consent(
    workspace: Workspace, unit: Unit, patron_id: UUID, known: Consent | None, entered: ConsentValues
) -> None:
    """Give, change or, when the tick was taken away, withdraw one consent as of today."""
    if not entered.given:
        if known is not None:
            unit.update(replace(known, withdrawn_on=workspace.today))
        return
    record = Consent(
        id=known.id if known else workspace.new_id(),
        patron_id=patron_id,
        purpose=entered.purpose,
        text_version=known.text_version if known else CONSENT_TEXT_VERSION,
        given_on=entered.given_on,
        form=entered.form,
        evidence=entered.evidence,
        with_email=entered.with_email,
        with_phone=entered.with_phone,
        with_photo=entered.with_photo,
    )
    if record != known:
        unit.put(record)


def end_appointment(workspace: Workspace, patron_id: UUID, *, on: date, reason: EndReason) -> Appointment:
    """End the current appointment (Amtszeit beenden); K-143 without one, K-144 before its begin."""
    with workspace.store.write("Amtszeit beendet") as unit:
        form = _load(workspace, unit, patron_id)
        appointment = form.appointment
        if appointment is None or appointment.ended_on is not None:
            raise UserError("K-143")
        if on < appointment.begins_on:
            raise UserError("K-144", {"begin": appointment.begins_on.strftime("%d.%m.%Y")})
        ended = replace(appointment, ended_on=on, end_reason=reason)
        unit.update(ended)
    return ended


def reappoint(
    workspace: Workspace,
    patron_id: UUID,
    *,
    begins_on: date,
    ends_on: date | None,
    resolution_on: date | None = None,
) -> Appointment:
    """Appoint a patron again, for a further term; the earlier terms stay on record."""
    with workspace.store.write("Erneut ernannt") as unit:
        form = _load(workspace, unit, patron_id)
        if form.patron is None:
            raise UserError("K-140")
        if ends_on is not None and ends_on < begins_on:
            raise UserError("K-145", {"begin": begins_on.strftime("%d.%m.%Y")})
        record = Appointment(
            id=workspace.new_id(),
            patron_id=patron_id,
            locality_id=form.appointment.locality_id if form.appointment else None,
            begins_on=begins_on,
            ends_on=ends_on,
            resolution_on=resolution_on,
        )
        unit.add(record)
    return record


def delete_patron(workspace: Workspace, patron_id: UUID) -> None:
    """Move a patron or draft to the recycle bin. Register lines of issued certificates stay."""
    with workspace.store.write("In den Papierkorb gelegt") as unit:
        patron = unit.get(Patron, patron_id)
        if patron is not None and patron.source is not None:
            raise UserError("K-141")
        if unit.get(Draft, patron_id) is not None:
            unit.delete(Draft, patron_id)
        if patron is None:
            return
        unit.delete_where(Consent, patron_id=patron_id)
        unit.delete_where(Appointment, patron_id=patron_id)
        unit.delete(Patron, patron_id)
