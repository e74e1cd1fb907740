"""Where a patron stands today: the word and icon at the end of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.records import Appointment, Consent, Purpose

ENDS_SOON = timedelta(days=60)


class Standing(StrEnum):
    """Standing of a patron, in German as shown."""

    DRAFT = "Entwurf"
    UPCOMING = "Ab {date}"
    CONSENT_MISSING = "Einwilligung fehlt"
    IN_OFFICE = "Im Amt"
    ENDS_SOON = "Endet bald"
    FORMER = "Verabschiedet"
    EXPIRED = "Abgelaufen"
    NOT_APPOINTED = "Nicht ernannt"


@dataclass(frozen=True, slots=True)
class PatronState:
    """Standing and the appointment it comes from."""

    standing: Standing
    appointment: Appointment | None

    @property
    def is_active(self) -> bool:
        """In office today."""
        return self.standing in {Standing.IN_OFFICE, Standing.ENDS_SOON, Standing.CONSENT_MISSING}

    @property
    def word(self) -> str:
        """What the pill says."""
        if self.standing is Standing.UPCOMING and self.appointment is not None:
            return self.standing.value.format(date=self.appointment.begins_on.strftime("%d.%m.%Y"))
        return self.standing.value


def in_office(appointment: Appointment, today: date) -> bool:
    """Whether the term has begun and has not ended; the last day still counts."""
    last = appointment.last_day
    return appointment.begins_on <= today and (last is None or today <= last)


def current_appointment(appointments: Iterable[Appointment], today: date) -> Appointment | None:
    """The appointment that matters today: in office, else the next one, else the latest."""
    by_begin = sorted(appointments, key=lambda a: (a.begins_on, a.id))
    running = [a for a in by_begin if in_office(a, today)]
    if running:
        return running[-1]
    upcoming = [a for a in by_begin if a.begins_on > today and a.ended_on is None]
    if upcoming:
        return upcoming[0]
    return by_begin[-1] if by_begin else None


def state_of(appointments: Sequence[Appointment], consents: Sequence[Consent], today: date) -> PatronState:
    """The state of a patron with these appointments and consents."""
    appointment = current_appointment(appointments, today)
    if appointment is None:
        return PatronState(Standing.NOT_APPOINTED, None)
    if in_office(appointment, today):
        return PatronState(_standing_in_office(appointment, consents, today), appointment)
    if appointment.ended_on is not None:
        return PatronState(Standing.FORMER, appointment)
    is_upcoming = appointment.begins_on > today
    return PatronState(Standing.UPCOMING if is_upcoming else Standing.EXPIRED, appointment)


def _standing_in_office(appointment: Appointment, consents: Sequence[Consent], today: date) -> Standing:
    last = appointment.last_day
    if last is not None and last - today <= ENDS_SOON:
        return Standing.ENDS_SOON
    asked = any(c.purpose is Purpose.REPORTING and c.withdrawn_on is None for c in consents)
    if asked and consent_in_force(consents, Purpose.REPORTING, today)[0] is None:
        return Standing.CONSENT_MISSING
    return Standing.IN_OFFICE
