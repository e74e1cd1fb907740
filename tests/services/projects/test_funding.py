"""Grants: what is suggested, taken with a click, and warned of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.records import Building, Funding, FundingState
from klikks_desktop.services.projects import funding, project_parts, projects
from klikks_desktop.services.records import history
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.workspace import Workspace


@pytest.fixture
def project_id(town: Workspace) -> UUID:
    texts = {"title": "Wärmepumpe", "planned_cents": "200.000"}
    return projects.add_project(town, town.own_place().id, texts)


def grant(town: Workspace, project_id: UUID, **texts: str) -> UUID:
    return project_parts.add_part(town, project_id, Funding, {"title": "Förderung", **texts})


def amounts(town: Workspace, key: UUID, field: str) -> list[str]:
    return [each.text for each in funding.load_funding(town, key).amounts if each.field == field]


def test_programmes_are_offered_with_their_stand(town, project_id) -> None:
    form = project_parts.funding_form(town)
    choices = form.fields[0].choices
    assert choices.keys() == library(town).programmes.keys()
    assert all("(Stand " in words for words in choices.values())
    key = grant(town, project_id, title="", programme="kfw-422")
    view = funding.load_funding(town, key)
    assert (view.funding.programme, view.programme.id, view.project.id) == ("kfw-422", "kfw-422", project_id)
    project_parts.save_part(town, Funding, key, {"programme": ""})
    assert funding.load_funding(town, key).form.problems, "neither programme nor name"


def test_kfw_422_is_capped_by_the_area_of_the_building(town, project_id) -> None:
    key = grant(town, project_id, programme="kfw-422")
    assert amounts(town, key, "rate") == ["30", "35"], "30 %, with 5 % for some heat pumps"
    assert amounts(town, key, "eligible_cents") == ["200.000,00"]
    assert amounts(town, key, "amount_cents") == []
    project_parts.save_part(town, Funding, key, {"rate": "30", "eligible_cents": "200.000"})
    (uncapped,) = funding.load_funding(town, key).amounts
    assert (uncapped.text, "nicht geprüft" in uncapped.sentence) == ("60.000,00", True)
    hall = Building(id=uuid4(), place_id=town.own_place().id, name="Halle", area_m2=Decimal(1200))
    with town.store.write("Gebäude") as unit:
        unit.add(hall)
    projects.save_project(town, project_id, {"building_id": str(hall.id)})
    (capped,) = funding.load_funding(town, key).amounts
    # facts 5 [G9]: 168,000 EUR at 1,200 m2
    assert capped.text == "50.400,00"
    assert "168.000,00 EUR × 30 % = 50.400,00 EUR" in capped.sentence
    assert "30.000 + 250 × 200 + 600 × 120 + 200 × 80 = 168.000 EUR" in capped.sentence
    assert capped.source == "G7,G8,G9"


def test_a_suggestion_is_stored_with_a_click_only(town, desk, project_id) -> None:
    key = grant(town, project_id, granted_on="31.1.2026")
    before = desk.dump(town)
    view = funding.load_funding(town, key)
    assert desk.dump(town) == before
    (objection,) = view.dates
    form = funding.take_suggestion(town, key, objection)
    assert form.record.objection_until == date(2026, 2, 28)
    assert funding.load_funding(town, key).dates == ()
    history.undo(town)
    assert desk.dump(town) == before


def test_an_amount_is_taken_as_it_is_shown(town, project_id) -> None:
    key = grant(town, project_id, programme="krl-innenbeleuchtung")
    rate = funding.load_funding(town, key).amounts[0]
    assert funding.take_suggestion(town, key, rate).record.rate == Decimal("0.25")
    eligible = funding.load_funding(town, key).amounts[0]
    assert funding.take_suggestion(town, key, eligible).record.eligible_cents == 20_000_000
    (amount,) = funding.load_funding(town, key).amounts
    assert funding.take_suggestion(town, key, amount).record.amount_cents == 5_000_000
    assert funding.load_funding(town, key).amounts == ()


def test_the_state_follows_when_a_person_says_so(town, project_id) -> None:
    key = grant(town, project_id, applied_on="1.10.2026")
    view = funding.load_funding(town, key)
    assert (view.funding.state, view.state) == (FundingState.IDEA, FundingState.APPLIED)
    assert funding.take_state(town, key, view.state).record.state is FundingState.APPLIED
    assert funding.load_funding(town, key).state is None


def test_the_list_tells_the_next_date_and_warns(town, project_id) -> None:
    grant(town, project_id, title="", programme="kfw-422", applied_on="1.10.2026", proof_due="1.11.2026")
    grant(town, project_id, title="Stiftung", granted_on="1.10.2026", period_to="31.12.2027")
    projects.save_project(town, project_id, {"contract_on": "30.9.2026"})
    kfw, other = funding.list_funding(town)
    assert (kfw.title, kfw.next_on, kfw.is_overdue) == (
        library(town).programmes["kfw-422"].title,
        date(2026, 11, 1),
        True,
    )
    assert [sentence.split(":")[0] for sentence in kfw.warnings] == ["Antrag vor Beginn"]
    assert (other.title, other.next_title, other.is_overdue) == (
        "Stiftung",
        "Bewilligungszeitraum endet",
        False,
    )
    assert funding.list_funding(town, uuid4()) == []


def test_what_is_gone_says_so(town, desk) -> None:
    with desk.refused("K-750"):
        funding.load_funding(town, uuid4())
