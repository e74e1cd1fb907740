"""Rules of funding (facts 5): caps, amounts, deadlines as suggestions, the warning "Antrag vor Beginn".

Nothing here is stored by itself: a legal deadline stands as the notice says (facts 5.1, R).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.factors import FundingProgramme
from klikks_desktop.domain.records import Funding, FundingState, Project
from klikks_desktop.domain.values import format_number

REMINDER_DAYS: Final = (90, 30, 7)
"""Days before a date of a grant at which it comes to mind (facts 5.1, R)."""

KFW_422: Final = "kfw-422"
KFW_422_BASE_EUR: Final = Decimal(30_000)
KFW_422_BANDS: Final = (
    (Decimal(150), Decimal(400), Decimal(200)),
    (Decimal(400), Decimal(1_000), Decimal(120)),
    (Decimal(1_000), None, Decimal(80)),
)
"""From m2, to m2, EUR for each m2 within (facts 5, G7, G8, G9)."""
KFW_422_BONUS: Final = Decimal("0.05")
"""Further share of the same eligible cost for some heat pumps (facts 5, G7)."""

OWN_SHARE: Final = Decimal("0.15")
"""Own funds of the Kommunalrichtlinie, of the eligible cost (facts 5.1, G6)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A date that might belong into ``field``. source: keys of facts, "M" for a guide value."""

    field: str
    on: date
    sentence: str
    source: str

    @property
    def is_guide_value(self) -> bool:
        """Richtwert, bitte prüfen."""
        return "M" in self.source.split(",")


@dataclass(frozen=True, slots=True)
class FundingHint:
    """A sentence beside a grant. is_warning: money is at stake. source: keys of facts."""

    sentence: str
    source: str
    is_warning: bool = False


def kfw_422_cap(area_m2: Decimal) -> Decimal:
    """Highest eligible cost of KfW 422 for a non-residential building, EUR (facts 5, G7, G8, G9).

    30,000 EUR up to 150 m2, then 200 EUR for each m2 to 400, 120 to 1,000 and 80 above.
    """
    cap = KFW_422_BASE_EUR
    for start, end, price in KFW_422_BANDS:
        top = area_m2 if end is None else min(area_m2, end)
        cap += max(top - start, Decimal(0)) * price
    return cap


def kfw_422_words(area_m2: Decimal) -> str:
    """The cap with its numbers filled in: "30.000 + 250 × 200 + … = 168.000 EUR"."""
    parts = [format_number(KFW_422_BASE_EUR)]
    for start, end, price in KFW_422_BANDS:
        within = (area_m2 if end is None else min(area_m2, end)) - start
        if within > 0:
            parts.append(f"{format_number(within)} × {format_number(price)}")
    return f"{' + '.join(parts)} = {format_number(kfw_422_cap(area_m2))} EUR"


def funding_amount(eligible: Decimal, rate: Decimal, cap: Decimal | None = None) -> Decimal:
    """Grant in EUR, rounded to the cent: ``rate`` (0 to 1) of the eligible cost, at most of ``cap``.

    A bonus (KfW 422: + 5 %) is added to the rate, as it is paid on the same eligible cost.
    """
    counted = eligible if cap is None else min(eligible, cap)
    return (counted * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day (§ 188 BGB)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def suggested_dates(funding: Funding, programme: FundingProgramme | None = None) -> list[Suggestion]:
    """Dates for fields that are still empty, each with the rule it follows; never stored unasked."""
    found: list[Suggestion] = []
    if funding.granted_on:
        found.append(
            Suggestion(
                "objection_until",
                add_months(funding.granted_on, 1),
                "Einen Monat nach Bekanntgabe (§ 74 VwGO), hier ab dem Datum des Bescheids gerechnet.",
                "M",
            )
        )
        if programme is not None and "leuchtung" in programme.measure.casefold():
            begin = funding.period_from or funding.granted_on
            found.append(
                Suggestion(
                    "period_to",
                    add_months(begin, 12) - timedelta(days=1),
                    "Zwölf Monate, wie bei Beleuchtung nach der Kommunalrichtlinie üblich.",
                    "G17",
                )
            )
    if funding.period_to:
        found += _after_the_period(funding.period_to)
    if proof := funding.proof_sent_on or funding.proof_due:
        found.append(
            Suggestion("keep_until", add_months(proof, 60), "Fünf Jahre nach dem Verwendungsnachweis.", "G18")
        )
    return [each for each in found if getattr(funding, each.field) is None]


def _after_the_period(end: date) -> list[Suggestion]:
    return [
        Suggestion(
            "proof_due",
            add_months(end, 6),
            "Sechs Monate nach Ende des Bewilligungszeitraums (ANBest-P).",
            "G18",
        ),
        Suggestion(
            "proof_due",
            add_months(end, 12),
            "Ein Jahr nach Ende des Bewilligungszeitraums (ANBest-Gk, Bundesmittel für Kommunen).",
            "M",
        ),
        Suggestion(
            "bound_until",
            add_months(end, 60),
            "Fünf Jahre; üblich sind fünf bis zehn.",
            "M",
        ),
        Suggestion(
            "bound_until",
            add_months(end, 120),
            "Zehn Jahre; üblich sind fünf bis zehn.",
            "M",
        ),
    ]


@dataclass(frozen=True, slots=True)
class FundingDate:
    """A date of a grant that is still to come or was missed. field: where it stands."""

    field: str
    title: str
    on: date
    is_overdue: bool


def due_dates(funding: Funding, today: date) -> list[FundingDate]:
    """What a grant still has coming, by date.

    Only a proof of use that was not sent can be overdue; the other dates pass by themselves.
    """
    if funding.state is FundingState.REJECTED:
        names = ["objection_until"]
    elif funding.state is FundingState.CLOSED or funding.closed_on:
        names = ["bound_until", "keep_until"]
    elif funding.proof_sent_on:
        names = ["objection_until", "bound_until", "keep_until"]
    else:
        names = list(_DATES)
    found = []
    for name in names:
        on: date | None = getattr(funding, name)
        is_overdue = on is not None and on < today
        if on is not None and (not is_overdue or name == "proof_due"):
            found.append(FundingDate(name, _DATES[name], on, is_overdue))
    return sorted(found, key=lambda each: each.on)


_DATES: Final = {
    "objection_until": "Rechtsbehelfsfrist endet",
    "period_to": "Bewilligungszeitraum endet",
    "proof_due": "Verwendungsnachweis fällig",
    "bound_until": "Zweckbindung endet",
    "keep_until": "Belege aufbewahren bis",
}
_STATES: Final = (
    ("closed_on", FundingState.CLOSED),
    ("proof_sent_on", FundingState.PROOF),
    ("called_on", FundingState.CALLED),
    ("awarded_on", FundingState.AWARDED),
    ("granted_on", FundingState.GRANTED),
    ("applied_on", FundingState.APPLIED),
    ("resolution_on", FundingState.OWN_FUNDS),
)
_ORDER: Final = tuple(FundingState)


def suggested_state(funding: Funding, today: date) -> FundingState | None:
    """The state that the dates entered speak of, when it is further on than the one that stands."""
    if funding.state is FundingState.REJECTED:
        return None
    for name, state in _STATES:
        on = getattr(funding, name)
        if on is not None and on <= today:
            return state if _ORDER.index(state) > _ORDER.index(funding.state) else None
    return None


def hints(funding: Funding, project: Project) -> list[FundingHint]:
    """What to mind with this grant, warnings first."""
    if funding.state in {FundingState.REJECTED, FundingState.CLOSED}:
        return []
    found = _before_begin(funding, project)
    if funding.programme.startswith("krl") and funding.amount_cents and funding.eligible_cents:
        own = 1 - Decimal(funding.amount_cents) / funding.eligible_cents
        if own < OWN_SHARE:
            found.append(
                FundingHint(
                    f"Eigenmittel von {format_number(own * 100, 1)} %: Die Kommunalrichtlinie verlangt "
                    "mindestens 15 %, von finanzschwachen Kommunen 10 %.",
                    "G6",
                    is_warning=True,
                )
            )
    if funding.granted_on and not funding.proof_sent_on:
        found.append(
            FundingHint(
                "Teilen Sie dem Fördergeber sofort mit, wenn Kosten sinken, weitere Förderung dazukommt oder "
                "sich etwas verzögert (ANBest-Gk 5).",
                "G14",
            )
        )
        found.append(
            FundingHint(
                "Abgerufenes Geld ist binnen zwei Monaten zu verwenden (ANBest-Gk 1.2); neuere Bescheide "
                "nennen sechs Wochen. Es gilt Ihr Bescheid.",
                "G14,M",
            )
        )
    return found


def _before_begin(funding: Funding, project: Project) -> list[FundingHint]:
    """Antrag vor Beginn: the first contract before the application kills the grant (facts 5.1, G7)."""
    begins = [
        (project.contract_on, "Der erste Vertrag ist vom"),
        (project.begins_on, "Das Projekt beginnt am"),
    ]
    found = []
    for on, words in begins:
        if on is None:
            continue
        begin = f"{words} {format_short(on)}"
        if funding.applied_on is None and on == project.contract_on:
            sentence = (
                f"Antrag vor Beginn: {begin}, ein Antrag ist noch nicht eingetragen. "
                "Ein Vertrag vor dem Antrag kostet in der Regel die Förderung."
            )
        elif funding.applied_on is not None and on < funding.applied_on:
            sentence = (
                f"Antrag vor Beginn: {begin}, der Antrag erst vom {format_short(funding.applied_on)}. "
                "Ein Beginn vor dem Antrag kostet in der Regel die Förderung."
            )
        elif funding.applied_on is not None and on == project.contract_on and _before_grant(funding, on):
            sentence = (
                f"Antrag vor Beginn: {begin}, vor dem Bescheid. Das geht nur mit einer Bedingung im "
                "Vertrag oder wenn der Fördergeber dem früheren Beginn zugestimmt hat."
            )
        else:
            continue
        found.append(FundingHint(sentence, "G7", is_warning=True))
    return found[:1]


def _before_grant(funding: Funding, contract_on: date) -> bool:
    return funding.granted_on is None or contract_on < funding.granted_on
