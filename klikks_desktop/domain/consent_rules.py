"""Which consent is in force (Einwilligung gilt): proven, not withdrawn, not in the future."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from klikks_desktop.domain.disclosure_items import Reason
from klikks_desktop.domain.records import Consent, Purpose


def consent_in_force(
    consents: Iterable[Consent], purpose: Purpose, today: date
) -> tuple[Consent | None, Reason]:
    """The one consent that permits ``purpose`` today, or ``None`` and why there is none.

    The latest proven one that is neither withdrawn nor in the future. A withdrawal also ends what was
    consented to before it; a consent given (or, on the same day, recorded) after it counts anew.
    """
    of_purpose = [consent for consent in consents if consent.purpose is purpose]
    valid = [consent for consent in of_purpose if why_not_in_force(consent, of_purpose, today) is None]
    if valid:
        return max(valid, key=consent_age), Reason.CONSENTED
    if not of_purpose:
        return None, Reason.NO_CONSENT
    return None, why_not_in_force(max(of_purpose, key=consent_age), of_purpose, today) or Reason.NO_CONSENT


def why_not_in_force(consent: Consent, others: Sequence[Consent], today: date) -> Reason | None:
    """Why one consent among ``others`` of the same purpose permits nothing today; ``None`` when it does."""
    if consent.withdrawn_on is not None:
        return Reason.WITHDRAWN
    if not consent.is_proven or consent.given_on is None:
        return Reason.UNPROVEN
    if consent.given_on > today:
        return Reason.FUTURE
    for other in others:
        if other.withdrawn_on is None:
            continue
        if (consent.given_on, consent.id) < (other.withdrawn_on, other.id):
            return Reason.WITHDRAWN
    return None


def consent_age(consent: Consent) -> tuple[date, UUID]:
    """What orders consents: the day they were given, then when they were recorded."""
    return consent.given_on or consent.withdrawn_on or date.min, consent.id
