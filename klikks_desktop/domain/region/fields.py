"""Fields of reporting periods and partner municipalities, and what must be right about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import LONGEST_NAMING, Field, FieldKind
from klikks_desktop.domain.records import Partner, Period
from klikks_desktop.domain.values import check_email, check_phone, check_postcode

OFFICE_NAME: Final = Field(name="name", title="Name der Stelle", required=True, longest=LONGEST_NAMING)
"""What a region calls its office (Stelle)."""

PERIOD_FIELDS: Final = (
    Field(
        name="title",
        title="Bezeichnung",
        required=True,
        longest=LONGEST_NAMING,
        help="Zum Beispiel das Jahr, über das berichtet wird.",
    ),
    Field(
        name="opens_on",
        title="Beginnt am",
        kind=FieldKind.DATE,
        required=True,
        help="Dateien, die ab diesem Tag geschrieben sind, zählen.",
    ),
    Field(
        name="due_on",
        title="Frist",
        kind=FieldKind.DATE,
        required=True,
        help="Danach geschriebene Dateien gelten als verspätet.",
    ),
)

PARTNER_FIELDS: Final = (
    Field(
        name="designation",
        title="Kommune",
        required=True,
        help="So steht sie in Briefen, zum Beispiel Stadt Soltau.",
    ),
    Field(name="office", title="Stelle", help="Zum Beispiel Klimaschutzmanagement."),
    Field(name="street", title="Straße und Hausnummer"),
    Field(name="postcode", title="PLZ"),
    Field(name="city", title="Ort"),
    Field(name="email", title="E-Mail", help="Postfach der Stelle, nicht einer Person."),
    Field(name="phone", title="Telefon"),
    Field(name="since", title="Dabei seit", kind=FieldKind.DATE),
    Field(name="until", title="Dabei bis", kind=FieldKind.DATE, help="Danach wird kein Bericht erwartet."),
)


def check_period(period: Period) -> list[Problem]:
    """What is wrong with a period as a whole."""
    if period.due_on < period.opens_on:
        return [Problem("due_on", "Die Frist liegt vor dem Beginn des Zeitraums.")]
    return []


def check_partner(partner: Partner) -> list[Problem]:
    """What is wrong with a partner as a whole."""
    checks = {"email": check_email, "phone": check_phone, "postcode": check_postcode}
    problems = [
        Problem(name, problem)
        for name, check in checks.items()
        if (text := getattr(partner, name)) and (problem := check(text))
    ]
    if partner.since is not None and partner.until is not None and partner.until < partner.since:
        problems.append(Problem("until", "Das Ende liegt vor dem Beginn."))
    return problems


def next_period(last: Period) -> Mapping[str, str]:
    """Texts of the period that probably follows: a year later, its year counted up."""
    years = range(last.due_on.year, last.opens_on.year - 3, -1)
    year = next((str(each) for each in years if str(each) in last.title), "")
    title = last.title.replace(year, str(int(year) + 1)) if year else ""
    days = {"opens_on": last.opens_on, "due_on": last.due_on}
    return {"title": title, **{name: format_short(_a_year_later(day)) for name, day in days.items()}}


def _a_year_later(day: date) -> date:
    """The same day; the 29 February becomes the 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
