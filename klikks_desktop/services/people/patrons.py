"""Patrons (Patinnen und Paten): fill in, appoint, end, delete.

A new patron begins as a draft: texts as typed, kept whatever they say. "Ernennen" turns a
draft without problems into records. Later edits are stored when the whole form is right;
until then the typed texts wait in a draft beside the record, which keeps its last valid state.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_form import FIELDS, TITLES, ConsentValues, PatronValues
from klikks_desktop.domain.patron_state import PatronState, Standing
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    Draft,
    EndReason,
    Patron,
    Place,
)
from klikks_desktop.services.pack.accepted import consent_version
from klikks_desktop.services.people.patron_forms import (
    PatronForm,
    appointment_of,
    checked,
    in_force,
    load_form,
    patron_of,
    read_form,
)
from klikks_desktop.services.people.patron_list import PATRON_DRAFT
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

__all__ = [
    "PatronForm",
    "add_patron",
    "appoint",
    "begin_draft",
    "change_texts",
    "delete_patron",
    "end_appointment",
    "load_form",
    "new_draft",
    "reappoint",
    "save_texts",
    "store_new",
]


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
        return read_form(workspace, unit, draft_id)


def save_texts(
    workspace: Workspace, patron_id: UUID, texts: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> PatronForm:
    """Keep what was typed: in the records when the whole form is right, else in the draft.

    seen: the texts that were typed over; ``Conflict`` when a colleague changed the same meanwhile.
    """
    with workspace.store.write("Angaben zur Person geändert") as unit:
        before = _own_form(workspace, unit, patron_id)
        if seen is not None:
            texts = expect_seen(
                workspace,
                " ".join(filter(None, (before.texts["given_name"], before.texts["family_name"]))),
                TITLES,
                seen=seen,
                typed=texts,
                now=before.texts,
                redo=partial(save_texts, workspace, patron_id),
            )
        merged = {**before.texts, **{name: texts[name] for name in texts if name in FIELDS}}
        if merged == before.texts:
            return before
        values = checked(workspace, unit, before.place, merged)[0]
        if before.patron is not None and values is not None and not _loses_office(before, values):
            _store(workspace, unit, before, values)
            if before.has_draft:
                unit.delete(Draft, patron_id)
        else:
            _keep_draft(workspace, unit, before, merged)
        return replace(read_form(workspace, unit, patron_id), saved_at=workspace.clock())


def _own_form(workspace: Workspace, unit: Unit, patron_id: UUID) -> PatronForm:
    """The form of somebody who may be changed here; K-140 when gone, K-141 when reported by a town."""
    form = read_form(workspace, unit, patron_id)
    if form.patron is not None and form.patron.source is not None:
        raise UserError("K-141")
    return form


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


def change_texts(workspace: Workspace, unit: Unit, patron_id: UUID, texts: Mapping[str, str]) -> None:
    """Change some texts of a patron within ``unit``; K-142 when something is wrong."""
    before = read_form(workspace, unit, patron_id)
    values, problems = checked(workspace, unit, before.place, {**before.texts, **texts})
    if values is None:
        raise UserError("K-142", {"problems": " ".join(problem.message for problem in problems)})
    _store(workspace, unit, before, values)


def appoint(workspace: Workspace, draft_id: UUID) -> PatronForm:
    """Turn a draft without problems into a patron with an appointment (Ernennen); K-142 otherwise."""
    with workspace.store.write("Ernannt") as unit:
        form = read_form(workspace, unit, draft_id)
        if form.patron is not None:
            return form
        values, _ = checked(workspace, unit, form.place, form.texts)
        if values is None or form.problems:
            raise UserError("K-142", {"problems": " ".join(problem.message for problem in form.problems)})
        _store(workspace, unit, form, values)
        unit.delete(Draft, draft_id)
        return read_form(workspace, unit, draft_id)


def add_patron(workspace: Workspace, place_id: UUID, texts: Mapping[str, str]) -> PatronForm:
    """Enter and appoint a patron in one go; K-142 names every problem."""
    with workspace.store.write("Patin oder Pate aufgenommen") as unit:
        place = unit.get(Place, place_id)
        if place is None:
            raise UserError("K-140")
        patron_id = workspace.new_id()
        store_new(workspace, unit, place, patron_id, texts)
        return read_form(workspace, unit, patron_id)


def store_new(
    workspace: Workspace, unit: Unit, place: Place, patron_id: UUID, texts: Mapping[str, str]
) -> None:
    """Store a new patron from texts within ``unit``; K-142 when something is wrong."""
    values, problems = checked(workspace, unit, place, texts)
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
    patron = patron_of(workspace, before, values)
    if patron != before.patron:
        unit.put(patron)
    appointment = appointment_of(workspace, before, values)
    if appointment is not None and appointment != before.appointment:
        unit.put(appointment)
    known = in_force(before.consents)
    for consent in values.consents:
        _store_consent(workspace, unit, before.id, known.get(consent.purpose), consent)


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
        text_version=known.text_version if known else consent_version(workspace),
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
    """End the current appointment (Amtszeit beenden).

    K-141 when the person is another's, K-143 without a term, K-144 before its begin, K-147 after
    its end: a term is not made longer by ending it.
    """
    with workspace.store.write("Amtszeit beendet") as unit:
        appointment = _own_form(workspace, unit, patron_id).appointment
        if appointment is None or appointment.ended_on is not None:
            raise UserError("K-143")
        if on < appointment.begins_on:
            raise UserError("K-144", {"begin": appointment.begins_on.strftime("%d.%m.%Y")})
        if appointment.ends_on is not None and on > appointment.ends_on:
            raise UserError("K-147", {"end": appointment.ends_on.strftime("%d.%m.%Y")})
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
        form = _own_form(workspace, unit, patron_id)
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
    """Move a patron or draft to the recycle bin; K-140 when gone. Register lines of certificates stay."""
    with workspace.store.write("In den Papierkorb gelegt") as unit:
        patron, draft = unit.get(Patron, patron_id), unit.get(Draft, patron_id)
        if patron is None and draft is None:
            raise UserError("K-140")
        if patron is not None and patron.source is not None:
            raise UserError("K-141")
        unit.delete(Draft, patron_id)
        unit.delete(Patron, patron_id)
