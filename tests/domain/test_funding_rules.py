"""Caps, amounts, suggested dates and warnings of grants against the printed rules (facts 5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.factors import FundingProgramme
from klikks_desktop.domain.funding_rules import (
    KFW_422_BONUS,
    add_months,
    due_dates,
    funding_amount,
    hints,
    kfw_422_cap,
    kfw_422_words,
    suggested_dates,
    suggested_state,
)
from klikks_desktop.domain.project_fields import check_funding
from klikks_desktop.domain.records import Funding, FundingState, Project

KEY = UUID(int=1)
TODAY = date(2026, 11, 22)


def grant(**fields: object) -> Funding:
    return Funding(id=KEY, project_id=KEY, title="LED", **fields)  # type: ignore[arg-type]  # any field


def project(**fields: object) -> Project:
    return Project(id=KEY, place_id=KEY, title="LED", **fields)  # type: ignore[arg-type]  # any field


def programme(measure: str) -> FundingProgramme:
    return FundingProgramme(
        id="krl",
        title="KRL",
        measure=measure,
        rate=Decimal("0.25"),
        rate_finance_weak=None,
        conditions="",
        as_of="2024",
        source="G6",
    )


@pytest.mark.parametrize(
    ("area", "cap"),
    [
        (0, 30_000),
        (80, 30_000),
        (150, 30_000),
        (151, 30_200),
        (400, 30_000 + 250 * 200),
        (401, 30_000 + 250 * 200 + 120),
        (1_000, 30_000 + 250 * 200 + 600 * 120),
        (1_200, 168_000),  # facts 5, worked by KfW
        (2_000, 30_000 + 250 * 200 + 600 * 120 + 1_000 * 80),
    ],
)
def test_the_cap_of_kfw_422(area: int, cap: int) -> None:
    assert kfw_422_cap(Decimal(area)) == cap


def test_the_cap_is_told_with_its_numbers() -> None:
    assert kfw_422_words(Decimal(1200)) == "30.000 + 250 × 200 + 600 × 120 + 200 × 80 = 168.000 EUR"
    assert kfw_422_words(Decimal("150.5")) == "30.000 + 0,5 × 200 = 30.100 EUR"
    assert kfw_422_words(Decimal(100)) == "30.000 = 30.000 EUR"


areas = st.decimals(min_value=0, max_value=10**6, places=1)


@given(areas, areas)
def test_a_larger_building_has_no_lower_cap(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert kfw_422_cap(low) <= kfw_422_cap(high) <= kfw_422_cap(low) + (high - low) * 200


def test_the_grant_is_the_rate_of_the_capped_cost() -> None:
    cap = kfw_422_cap(Decimal(1200))
    assert funding_amount(Decimal(200_000), Decimal("0.30"), cap) == Decimal("50400.00")
    assert funding_amount(Decimal(200_000), Decimal("0.30") + KFW_422_BONUS, cap) == Decimal("58800.00")
    assert funding_amount(Decimal(100_000), Decimal("0.30"), cap) == Decimal("30000.00")
    assert funding_amount(Decimal("0.10"), Decimal("0.25")) == Decimal("0.03"), "half a cent counts up"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 60, date(2031, 11, 30)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_dates_are_suggested_with_their_source() -> None:
    found = suggested_dates(
        grant(granted_on=date(2026, 3, 31), period_to=date(2027, 3, 30), proof_due=date(2027, 9, 30)),
        programme("Innenbeleuchtung"),
    )
    assert [(each.field, each.on) for each in found] == [
        ("objection_until", date(2026, 4, 30)),
        ("bound_until", date(2032, 3, 30)),
        ("bound_until", date(2037, 3, 30)),
        ("keep_until", date(2032, 9, 30)),
    ]
    assert all(each.sentence and each.source for each in found)
    assert [each.is_guide_value for each in found] == [True, True, True, False]


def test_the_proof_may_be_due_after_half_a_year_or_a_year() -> None:
    found = [
        each for each in suggested_dates(grant(period_to=date(2027, 3, 31))) if each.field == "proof_due"
    ]
    assert [each.on for each in found] == [date(2027, 9, 30), date(2028, 3, 31)]
    assert ["ANBest-P" in found[0].sentence, "ANBest-Gk" in found[1].sentence] == [True, True]


def test_the_period_is_suggested_for_lighting_only() -> None:
    granted = grant(granted_on=date(2026, 5, 1))
    (period,) = [
        each
        for each in suggested_dates(granted, programme("Straßenbeleuchtung"))
        if each.field != "objection_until"
    ]
    assert (period.field, period.on, period.source) == ("period_to", date(2027, 4, 30), "G17")
    assert [each.field for each in suggested_dates(granted, programme("Heizung"))] == ["objection_until"]


def test_nothing_is_suggested_where_the_notice_was_entered() -> None:
    full = grant(
        granted_on=TODAY,
        objection_until=TODAY,
        period_to=TODAY,
        proof_due=TODAY,
        bound_until=TODAY,
        keep_until=TODAY,
    )
    assert suggested_dates(full, programme("Beleuchtung")) == []
    assert suggested_dates(grant()) == []


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, None),
        ({"resolution_on": TODAY}, FundingState.OWN_FUNDS),
        ({"applied_on": TODAY}, FundingState.APPLIED),
        ({"applied_on": TODAY, "granted_on": date(2026, 11, 23)}, FundingState.APPLIED),
        ({"granted_on": TODAY, "state": FundingState.GRANTED}, None),
        ({"granted_on": TODAY, "state": FundingState.CALLED}, None),
        ({"proof_sent_on": TODAY, "awarded_on": TODAY}, FundingState.PROOF),
        ({"closed_on": TODAY}, FundingState.CLOSED),
        ({"closed_on": TODAY, "state": FundingState.REJECTED}, None),
    ],
)
def test_the_dates_speak_of_a_state(fields: dict[str, object], state: FundingState | None) -> None:
    assert suggested_state(grant(**fields), TODAY) is state


@pytest.mark.parametrize(
    ("of_grant", "of_project", "warned"),
    [
        ({}, {}, ""),
        ({}, {"begins_on": TODAY}, ""),
        ({}, {"contract_on": TODAY}, "noch nicht eingetragen"),
        ({"applied_on": TODAY}, {"contract_on": date(2026, 11, 21)}, "der Antrag erst vom 22.11.2026"),
        ({"applied_on": TODAY}, {"begins_on": date(2026, 11, 21)}, "Das Projekt beginnt am 21.11.2026"),
        ({"applied_on": TODAY}, {"contract_on": TODAY}, "vor dem Bescheid"),
        ({"applied_on": date(2026, 1, 1), "granted_on": TODAY}, {"contract_on": TODAY}, ""),
        (
            {"applied_on": date(2026, 1, 1), "granted_on": TODAY},
            {"contract_on": date(2026, 6, 1)},
            "vor dem Bescheid",
        ),
        ({"state": FundingState.REJECTED}, {"contract_on": TODAY}, ""),
    ],
)
def test_antrag_vor_beginn(of_grant: dict[str, object], of_project: dict[str, object], warned: str) -> None:
    found = [each for each in hints(grant(**of_grant), project(**of_project)) if each.is_warning]
    assert [warned in each.sentence and each.sentence.startswith("Antrag vor Beginn") for each in found] == (
        [True] if warned else []
    )
    assert all(each.source == "G7" for each in found)


@pytest.mark.parametrize(("amount", "warned"), [(85_000, False), (85_001, True)])
def test_own_funds_of_the_kommunalrichtlinie(amount: int, warned: bool) -> None:
    led = grant(programme="krl-innenbeleuchtung", eligible_cents=100_000, amount_cents=amount)
    assert any("Eigenmittel" in each.sentence for each in hints(led, project())) is warned
    other = grant(programme="kfw-444", eligible_cents=100_000, amount_cents=amount)
    assert hints(other, project()) == []


def test_what_to_mind_while_the_money_is_spent() -> None:
    granted = grant(applied_on=date(2026, 1, 1), granted_on=TODAY)
    assert [each.source for each in hints(granted, project())] == ["G14", "G14,M"]
    proven = grant(granted_on=TODAY, proof_sent_on=TODAY)
    assert hints(proven, project()) == []


def test_what_a_grant_still_has_coming() -> None:
    days = {
        "objection_until": date(2026, 11, 1),
        "period_to": date(2026, 12, 1),
        "proof_due": date(2026, 11, 21),
        "bound_until": date(2030, 1, 1),
        "keep_until": date(2031, 1, 1),
    }
    running = due_dates(grant(**days), TODAY)
    assert [(each.field, each.is_overdue) for each in running] == [
        ("proof_due", True),
        ("period_to", False),
        ("bound_until", False),
        ("keep_until", False),
    ]
    sent = due_dates(grant(**days, proof_sent_on=TODAY), TODAY)
    assert [each.field for each in sent] == ["bound_until", "keep_until"]
    closed = due_dates(grant(**days, state=FundingState.CLOSED), TODAY)
    assert [each.field for each in closed] == ["bound_until", "keep_until"]
    rejected = due_dates(grant(objection_until=TODAY, state=FundingState.REJECTED), TODAY)
    assert [(each.field, each.is_overdue) for each in rejected] == [("objection_until", False)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"applied_on": TODAY, "granted_on": date(2026, 11, 21)}, "granted_on"),
        ({"granted_on": TODAY, "objection_until": date(2026, 11, 21)}, "objection_until"),
        ({"period_from": TODAY, "period_to": date(2026, 11, 21)}, "period_to"),
        ({"amount_cents": 2, "eligible_cents": 1}, "amount_cents"),
        ({"amount_cents": 1, "called_cents": 2}, "called_cents"),
    ],
)
def test_a_notice_that_cannot_be(fields: dict[str, object], wrong: str) -> None:
    assert [each.field for each in check_funding(grant(**fields))] == [wrong]
    assert check_funding(grant()) == []
