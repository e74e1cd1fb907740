"""What leaves of the work and what stays: boxes that were ticked, people by consent, never a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.disclosure import WorkDisclosure, disclose, disclose_work
from klikks_desktop.domain.disclosure_items import Disclosure, Fate, Item, Reason
from klikks_desktop.domain.disclosure_savings import EnergyYear, Savings
from klikks_desktop.domain.disclosure_work import Work
from klikks_desktop.domain.effects import Effect, Part
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Address,
    Consent,
    ConsentForm,
    Funding,
    Indicator,
    Locality,
    Patron,
    Place,
    Potential,
    Project,
    ProjectPatron,
    Purpose,
    Remark,
    RemarkKind,
    Stage,
    Task,
)
from klikks_desktop.reference.alphabet import load_alphabet

ALPHABET = load_alphabet(Path(__file__).parents[2] / "resources")
TODAY = date(2026, 11, 22)


def uid(number: int) -> UUID:
    return UUID(int=number)


PLACE = Place(
    id=uid(1),
    key="03358021",
    name="Soltau",
    kind="Stadt",
    designation="Stadt Soltau",
    nominative="die Stadt Soltau",
    genitive="der Stadt Soltau",
    locative="in der Stadt Soltau",
)
LOCALITY = Locality(id=uid(10), place_id=uid(1), name="Harber", genitive="des Ortsteils Harber")
NAMED = Patron(id=uid(20), place_id=uid(1), address=Address.FEMALE, given_name="Anna", family_name="Öztürk")
UNNAMED = replace(NAMED, id=uid(21), given_name="Jörg", family_name="Ahrens-Wiechmann")
CONSENT = Consent(
    id=uid(40),
    patron_id=NAMED.id,
    purpose=Purpose.REPORTING,
    text_version="1",
    given_on=TODAY,
    form=ConsentForm.PAPER,
)
PROJECT = Project(
    id=uid(50),
    place_id=uid(1),
    title="LED im Rathaus",
    building_id=uid(51),
    locality_id=LOCALITY.id,
    latitude=Decimal("52.98"),
    longitude=Decimal("9.84"),
    planned_cents=123_456,
    resolution_on=TODAY,
    resolution_number="7/2026",
    next_step="Anrufen",
    note="Streit",
)
ACTIVITY = Activity(id=uid(52), project_id=uid(50), held_on=TODAY, title="Rundgang", note="Wer fehlte")
INDICATOR = Indicator(id=uid(53), project_id=uid(50), title="Leuchten", unit="Stück", target=Decimal(5))
ACHIEVEMENT = Achievement(
    id=uid(54), project_id=uid(50), year=2025, carrier=Carrier.LPG, kwh=Decimal("1.5"), note="unsicher"
)
FUNDING = Funding(id=uid(55), project_id=uid(50), title="Richtlinie", reference="67K", note="Ärger")
TASK = Task(id=uid(56), place_id=uid(1), title="Angebote", note="nicht bei Meier", shared=True)
POTENTIAL = Potential(id=uid(60), place_id=uid(1), title="Melder", measure="LED_INDOOR", note="geheim")
REMARK = Remark(
    id=uid(70),
    place_key="03358021",
    kind=RemarkKind.SUPPORT,
    about=PROJECT.id,
    about_title=PROJECT.title,
    text="Wer hilft?",
    made_on=TODAY,
    shared=True,
)
WORK = Work(
    projects=[PROJECT],
    project_patrons=[
        ProjectPatron(id=uid(57), project_id=uid(50), patron_id=NAMED.id),
        ProjectPatron(id=uid(58), project_id=uid(50), patron_id=UNNAMED.id),
    ],
    activities=[ACTIVITY],
    indicators=[INDICATOR],
    achievements=[ACHIEVEMENT],
    funding=[FUNDING],
    tasks=[TASK, replace(TASK, id=uid(59), project_id=uid(50))],
)


def report(
    work: Work = WORK, savings: Savings | None = None, remarks: Sequence[Remark] = (REMARK,)
) -> WorkDisclosure:
    page = disclose(
        PLACE,
        participation=None,
        localities=[LOCALITY],
        patrons=[NAMED, UNNAMED],
        appointments=[],
        consents=[CONSENT],
        today=TODAY,
    )
    return disclose_work(
        page,
        work,
        savings or Savings(potentials=[POTENTIAL]),
        localities=[LOCALITY],
        remarks=remarks,
        alphabet=ALPHABET,
    )


def item(disclosure: Disclosure, field: str) -> Item:
    return next(item for item in disclosure.items if item.field == field)


def project(work: Work = WORK) -> Disclosure:
    return report(work).projects[0].make()


def test_notes_next_steps_and_buildings_stay() -> None:
    whole = project()
    reasons = {each.field: each.reason for each in whole.items if each.fate is Fate.STAYS}
    assert reasons == {
        "building_id": Reason.HOUSE,
        "resolution_on": Reason.NOT_NEEDED,
        "resolution_number": Reason.NOT_NEEDED,
        "next_step": Reason.NOTE,
        "note": Reason.NOTE,
    }
    for part in (each for group in whole.groups.values() for each in group):
        assert not {"note", "reference"} & part.leaving.keys()
    assert item(whole, "locality_id").text == "Harber"
    assert item(whole, "planned_cents").text == "1.234,56 EUR"
    assert item(whole, "contact_shared").text == "nein"


def test_who_is_responsible_leaves_by_own_consent_only() -> None:
    named, unnamed = project().groups["patrons"]
    assert named.leaving == {"id": uid(57), "patron_id": NAMED.id}
    assert unnamed.leaving == {}
    assert item(unnamed, "patron_id").reason is Reason.NO_CONSENT
    assert project().content["patrons"] == [named.leaving]


def test_a_task_leaves_when_its_box_is_ticked() -> None:
    assert report().tasks[0].leaves
    assert report().tasks[0].make().leaving == {"id": TASK.id, "title": "Angebote"}
    hidden = report(Work(tasks=[replace(TASK, shared=False)])).tasks[0]
    assert (hidden.leaves, hidden.make().content) == (False, {})
    assert item(hidden.make(), "title").reason is Reason.NOT_SHARED


@pytest.mark.parametrize(
    ("changes", "leaves"),
    [
        ({}, True),
        ({"kind": RemarkKind.QUESTION}, True),
        ({"kind": RemarkKind.ANSWER}, True),
        ({"kind": RemarkKind.NOTE}, False),
        ({"kind": RemarkKind.FEEDBACK}, False),
        ({"shared": False}, False),
    ],
)
def test_a_remark_leaves_when_it_is_meant_for_the_region(changes: dict[str, Any], leaves: bool) -> None:
    entry = report(remarks=[replace(REMARK, **changes)]).remarks[0]
    assert entry.leaves == leaves
    assert bool(entry.make().content) == leaves


def test_a_remark_on_what_stays_does_not_say_what_it_is_on() -> None:
    on_person = replace(REMARK, about=UNNAMED.id, about_title="Ahrens-Wiechmann, Jörg")
    content = report(remarks=[on_person]).remarks[0].make().leaving
    assert content["text"] == "Wer hilft?"
    assert not {"about", "about_title"} & content.keys()
    of_region = replace(REMARK, id=uid(71), source=uid(99), shared=False)
    answer = replace(REMARK, kind=RemarkKind.ANSWER, about=of_region.id, about_title="Frage")
    (told,) = report(remarks=[of_region, answer]).remarks
    assert told.make().leaving["about"] == of_region.id
    on_town = replace(REMARK, about=None, about_title="Stadt Soltau")
    assert report(remarks=[on_town]).remarks[0].make().leaving["about_title"] == "Stadt Soltau"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mit Jörg Ahrens-Wiechmann abgestimmt", True),
        ("AHRENS WIECHMANN weiß Bescheid", True),
        ("Ahrens-Wiechmanns Garten", True),
        ("Haus Öztürk", False),
        ("In der Ahrensstraße", False),
        ("", False),
    ],
)
def test_a_name_that_may_not_leave_is_found_in_texts_that_do(text: str, found: bool) -> None:
    work = replace(WORK, projects=[replace(PROJECT, description=text)])
    (entry,) = report(work).projects
    named = ("Ahrens-Wiechmann, Jörg",) if found else ()
    assert entry.named == named
    assert item(entry.make(), "description").named == named
    quiet = report(replace(WORK, projects=[replace(PROJECT, note=text)]))
    assert quiet.projects[0].named == ()
    told_by_part = replace(WORK, activities=[replace(ACTIVITY, title=text)])
    assert report(told_by_part).projects[0].named == named


def test_of_a_potential_the_result_leaves_and_its_inputs_stay() -> None:
    told = report(savings=Savings(potentials=[replace(POTENTIAL, inputs='{"n":"5"}')])).potentials[0].make()
    assert item(told, "inputs").reason is Reason.INPUTS
    assert "inputs" not in told.leaving
    assert told.leaving["measure"] == "LED_INDOOR"
    assert told.parts == {}


def test_an_effect_is_told_once_and_rounded_so_that_sums_are_exact() -> None:
    effect = Effect(
        measure="LED_INDOOR",
        stage=Stage.ACHIEVED,
        parts={Carrier.LPG: Part(Decimal("1.0005"), Decimal("0.0000015"), Decimal("0.015"))},
        potential_id=POTENTIAL.id,
        project_id=PROJECT.id,
    )
    savings = Savings(potentials=[POTENTIAL], effects=[effect], years={PROJECT.id: 2026})
    whole = report(savings=savings)
    told = whole.potentials[0].make().content["effect"]
    assert told == {
        "stage": Stage.ACHIEVED,
        "year": 2026,
        "wh": 1001,
        "co2e_g": 2,
        "saved_cents": 2,
        "feed_in_g": 0,
        "sink_g": 0,
        "budget_relevant": True,
        "measured": False,
    }
    assert "effect" not in whole.projects[0].make().content
    measured = replace(savings, effects=[replace(effect, potential_id=None, stage=Stage.DECIDED)])
    told = report(savings=measured).projects[0].make().content["effect"]
    assert isinstance(told, dict)
    assert "year" not in told


def test_energy_leaves_as_sums() -> None:
    years = [EnergyYear(year=2025, buildings=3, heat_kwh=1000, area_m2=Decimal("12.5"))]
    whole = report(savings=Savings(energy=years, factor_set="geg-2020", left_out=2))
    assert whole.energy[0].leaving == {
        "year": 2025,
        "buildings": 3,
        "area_m2": Decimal("12.5"),
        "heat_kwh": 1000,
        "complete": False,
    }
    assert whole.sums.leaving == {"factor_set": "geg-2020", "left_out": 2}


def test_rows_of_others_and_of_other_places_are_passed_over() -> None:
    foreign = {"source": uid(99)}
    work = replace(
        WORK,
        projects=[replace(PROJECT, **foreign), replace(PROJECT, id=uid(80), place_id=uid(2))],
        tasks=[replace(TASK, **foreign), replace(TASK, place_id=uid(2))],
    )
    potentials = [replace(POTENTIAL, **foreign), replace(POTENTIAL, place_id=uid(2))]
    elsewhere = replace(REMARK, place_key="03358001")
    whole = report(work, Savings(potentials=potentials), [replace(REMARK, **foreign), elsewhere])
    assert list(whole.entries) == []
    parts = replace(WORK, activities=[replace(ACTIVITY, **foreign)])
    assert project(parts).groups["activities"] == ()


@pytest.mark.parametrize(
    ("record", "told", "internal"),
    [
        (Project, project(), {"place_id"}),
        (Activity, project().groups["activities"][0], {"project_id"}),
        (Indicator, project().groups["indicators"][0], {"project_id"}),
        (Achievement, project().groups["achievements"][0], {"project_id"}),
        (Funding, project().groups["funding"][0], {"project_id"}),
        (ProjectPatron, project().groups["patrons"][0], {"project_id"}),
        (Task, report().tasks[0].make(), {"place_id", "project_id", "shared"}),
        (Potential, report().potentials[0].make(), {"place_id", "result"}),
        (Remark, report().remarks[0].make(), {"shared"}),
    ],
)
def test_every_field_is_shown_to_the_clerk(record: type, told: Disclosure, internal: set[str]) -> None:
    """A field added to a record must be given a place in the disclosure, or be named here."""
    assert {each.field for each in told.items} | internal | {"source"} == {
        field.name for field in fields(record)
    }
