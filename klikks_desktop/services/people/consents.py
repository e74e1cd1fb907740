"""Consents (Einwilligungen): give and withdraw, one per purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Consent, ConsentForm, Patron, Purpose
from klikks_desktop.services.pack.accepted import consent_version
from klikks_desktop.services.workspace import Workspace


def give_consent(
    workspace: Workspace,
    patron_id: UUID,
    purpose: Purpose,
    *,
    given_on: date | None,
    form: ConsentForm | None,
    evidence: str = "",
    with_email: bool = False,
    with_phone: bool = False,
    with_photo: bool = False,
) -> Consent:
    """Record a consent; one in force for the same purpose is replaced by it.

    Without date and form it is "unbelegt" and lets nothing leave. K-150 for a date in the future.
    """
    if given_on is not None and given_on > workspace.today:
        raise UserError("K-150")
    with workspace.store.write("Einwilligung eingetragen") as unit:
        patron = unit.get(Patron, patron_id)
        if patron is None:
            raise UserError("K-140")
        if patron.source is not None:
            raise UserError("K-141")
        known = unit.find(Consent, patron_id=patron_id, purpose=purpose, withdrawn_on=None)
        record = Consent(
            id=known[-1].id if known else workspace.new_id(),
            patron_id=patron_id,
            purpose=purpose,
            text_version=consent_version(workspace),
            given_on=given_on,
            form=form,
            evidence=evidence.strip(),
            with_email=with_email,
            with_phone=with_phone,
            with_photo=with_photo,
        )
        unit.put(record)
    return record


def withdraw_consent(workspace: Workspace, patron_id: UUID, purpose: Purpose, *, on: date) -> Consent:
    """Record a withdrawal (Widerruf); the consent stays on record as proof. K-151 without one."""
    with workspace.store.write("Einwilligung widerrufen") as unit:
        known = [
            consent
            for consent in unit.find(Consent, patron_id=patron_id, purpose=purpose, withdrawn_on=None)
            if consent.source is None
        ]
        if not known:
            raise UserError("K-151")
        changed = [replace(consent, withdrawn_on=on) for consent in known]
        unit.update(*changed)
    return changed[-1]


def take_back(workspace: Workspace, patron_id: UUID, purpose: Purpose, *, on: date) -> int:
    """A tick was taken away: proven consents are withdrawn as of ``on``, unproven ones go; how many.

    A consent without date and form proves nothing, so there is nothing to keep of it.
    """
    with workspace.store.write("Einwilligung zurückgenommen") as unit:
        found = unit.find(Consent, patron_id=patron_id, purpose=purpose, withdrawn_on=None)
        known = [consent for consent in found if consent.source is None]
        unit.delete(Consent, *(consent.id for consent in known if not consent.is_proven))
        unit.update(*(replace(consent, withdrawn_on=on) for consent in known if consent.is_proven))
    return len(known)
