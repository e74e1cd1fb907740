"""Three levels: towns report to a region, the region to a coordinating office, with real workspaces."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.map.values import Level, Subject
from klikks_desktop.domain.records import (
    Activity,
    Appointment,
    Consent,
    EnergyTotal,
    Funding,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Potential,
    Project,
    Remark,
    ReportedEffect,
    Role,
    Task,
    Verdict,
)
from klikks_desktop.domain.region.totals import Totals
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange.envelope import SNAPSHOT, open_sealed, seal
from klikks_desktop.services.exchange import delivery, disclosing, enrolment, importing, post, proof, receipts
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.inbox import registered_towns
from klikks_desktop.services.places.places import add_place, describe_place, list_places
from klikks_desktop.services.projects.projects import delete_project
from klikks_desktop.services.region.announcements import save_announcement
from klikks_desktop.services.region.map_export import MapKind, map_file
from klikks_desktop.services.region.map_values import map_values
from klikks_desktop.services.region.map_view import MapWish
from klikks_desktop.services.region.partners import add_partner
from klikks_desktop.services.region.periods import add_period
from klikks_desktop.services.region.returns import receivers, write_returns
from klikks_desktop.services.region.status import status_rows, summary
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.workspace import Workspace
from tests.services.exchange.work_town import fill_work

KEY = "03999888"
WORK = (Project, Funding, Potential, ReportedEffect, EnergyTotal, Participation)
PRIVATE = (Patron, Appointment, Consent, Locality, Activity, Task, Remark)


def take(desk, office: Workspace, file: Path) -> ImportOutcome:
    (outcome,) = importing.import_files(office, [file])
    assert outcome.problem is None, outcome.problem
    return outcome


def refused_with(office: Workspace, file: Path) -> str:
    (outcome,) = importing.import_files(office, [file])
    return outcome.problem.code if outcome.problem else ""


@pytest.fixture
def office(desk) -> Workspace:
    return desk.create("leitstelle", Role.REGION)


@pytest.fixture
def levels(desk, pair, office) -> tuple[Workspace, Workspace, Workspace]:
    """Office, region and a town with work, each enrolled with the next, the town's report taken."""
    region, town = pair
    fill_work(town, 6, 15)
    take(desk, region, desk.report(town))
    desk.enrol(office, region)
    return office, region, town


def second_town(desk, region: Workspace) -> None:
    """The report of another town of the region, with work of its own."""
    town = desk.create("soltau")
    add_place(town, describe_place(town.shipped, town.new_id(), "03358021").place)
    fill_work(town, 2, 3)
    desk.enrol(region, town)
    take(desk, region, desk.report(town))


def comparable(found: Totals) -> dict[str, Any]:
    """Sums without what is different by intention: names stay at the region."""
    towns = [replace(each, id=KEY, named=0) for each in found.towns]  # type: ignore[arg-type]  # ids differ
    return {
        "towns": towns,
        "parts": sorted(map(repr, found.parts)),
        "energy": found.energy,
        "states": found.states,
    }


# ------------------------------------------------------------------ enrolment


def test_a_region_enrols_with_an_office_by_the_same_call(desk, region, office) -> None:
    desk.enrol(office, region)
    (above,) = desk.records(region, Peer)
    (below,) = desk.records(office, Peer)
    assert (above.role, above.upward, above.place_keys) == (Role.REGION, True, "")
    assert (below.role, below.upward, below.place_keys) == (Role.REGION, False, "")
    assert below.name == region.name
    assert [each.peer.name for each in registered_towns(office)] == [region.name]
    assert registered_towns(region) == []


def test_nobody_reports_to_whom_reports_to_them(desk, region, office) -> None:
    desk.enrol(office, region)
    invitation = enrolment.create_enrolment_file(region, desk.path("json"))
    with desk.refused("K-596"):
        enrolment.accept_enrolment_file(office, invitation, desk.path("klikks"))


def test_a_town_does_not_become_a_region(desk, pair) -> None:
    region, town = pair
    with town.store.write("Rolle", undoable=False) as unit:
        unit.put_setting("role", Role.REGION.value)
    town = desk.reopen(town)
    invitation, answer = enrolment.create_enrolment_file(region, desk.path("json")), desk.path("klikks")
    enrolment.accept_enrolment_file(town, invitation, answer)
    with desk.refused("K-596"):
        enrolment.read_answer(region, answer)


def test_without_an_office_or_a_report_nothing_is_written(desk, region, office) -> None:
    with desk.refused("K-541"):
        delivery.export_sync_file(region, desk.path("klikks"))
    desk.enrol(office, region)
    with desk.refused("K-598"):
        delivery.export_sync_file(region, desk.path("klikks"))
    assert delivery.suggested_export_name(region) == "KlikKS_region_2026-11-22_Bericht.klikks"


# ------------------------------------------------------------------ what leaves


def test_no_person_and_no_text_stands_in_the_file_of_a_region(desk, levels) -> None:
    office, region, town = levels
    people = desk.records(region, Patron)
    assert people, "the region knows people by name"
    trusted = {region.keys.installation: region.keys.public.sign_key}
    opened = open_sealed(
        desk.report(region).read_bytes(), keys=office.keys, trusted=trusted, now=desk.clock()
    )
    text = opened.payload.decode()
    for person in people:
        for word in (person.family_name, person.given_name, person.email, person.phone, str(person.id)):
            assert not word or word not in text, word
    for project in desk.records(region, Project):
        assert project.title not in text
        assert project.description not in text
    for kind in (Activity, Task, Funding, Locality, Potential):
        for record in desk.records(region, kind):
            title = getattr(record, "title", "") or getattr(record, "name", "")
            assert not title or title not in text, title
    place = town.own_place()
    for word in (place.contact_email, place.contact_phone, place.office, "Vertraulich", "@"):
        assert word not in text
    assert not re.search(r"\d{3,5} ?\d{3}-\d", text), "no telephone number"
    (told,) = json.loads(text)["places"]
    assert told["patrons"] == []
    assert told["counts"]["named"] == 0
    assert told["counts"]["in_office"] > 0
    assert all(len(each["latitude"].partition(".")[2]) <= 3 for each in told["projects"])


def test_the_list_shows_what_leaves_and_what_stays(desk, levels) -> None:
    _, region, _ = levels
    rows = disclosing.disclosure_rows(disclosing.preview_export(region))
    stays = {row.field for row in rows if not row.leaves}
    assert {"office", "contact_email", "contact_phone", "description"} <= stays
    titles = {row.value for row in rows if row.field == "title" and row.leaves}
    assert titles.isdisjoint({each.title for each in desk.records(region, Project)})


def test_the_office_counts_what_its_regions_count(desk, levels) -> None:
    office, region, _ = levels
    second_town(desk, region)
    outcome = take(desk, office, desk.report(region))
    assert outcome.verdict is Verdict.APPLIED
    assert set(outcome.places) == {KEY, "03358021"}
    assert comparable(totals(office)) == comparable(totals(region))
    assert sum(each.granted_cents for each in totals(office).towns) > 0, "grants are told upwards"
    assert {(each.title, each.reference, each.applied_on) for each in desk.records(office, Funding)} == {
        ("", "", None)
    }
    for kind in PRIVATE:
        assert desk.records(office, kind) == [], kind
    for kind in WORK:
        assert len(desk.records(office, kind)) == len(desk.records(region, kind)), kind
    assert {row.reporter for row in list_places(office)} == {region.name}
    known = {each.key: each for each in map_values(region).places}
    for place in map_values(office).places:
        assert (place.projects, place.tonnes, place.patrons) == (
            known[place.key].projects,
            known[place.key].tonnes,
            known[place.key].patrons,
        )


def test_the_office_sees_whose_report_is_here(desk, levels) -> None:
    office, region, _ = levels
    take(desk, office, desk.report(region))
    day = format_short(desk.today)
    period = add_period(office, {"title": "2026", "opens_on": day, "due_on": day})
    assert [(row.town.key, row.status.standing.value) for row in status_rows(office, period)] == [
        (KEY, "angekommen")
    ]
    assert summary(status_rows(office, period)).arrived == 1


def test_the_web_map_of_the_office_names_no_person(desk, levels) -> None:
    office, region, _ = levels
    take(desk, office, desk.report(region))
    for workspace in (region, office):
        values = map_values(workspace)
        data = map_file(
            workspace, values, MapWish(Level.COUNTY, "03", Subject.TONNES), MapKind.GEOJSON
        ).decode()
        for person in desk.records(region, Patron):
            assert person.family_name not in data
        for project in desk.records(region, Project):
            assert project.title not in data


# ------------------------------------------------------------------ as with a town


def test_files_of_a_region_are_numbered_as_those_of_a_town(desk, levels) -> None:
    office, region, town = levels
    first = desk.report(region)
    delete_project(town, desk.records(town, Project)[0].id)
    take(desk, region, desk.report(town))
    second = desk.report(region)
    assert take(desk, office, second).verdict is Verdict.APPLIED
    assert take(desk, office, first).verdict is Verdict.OLDER
    assert take(desk, office, second).verdict is Verdict.DUPLICATE
    assert len(desk.records(office, Project)) == len(desk.records(town, Project)) == 5


def test_receipts_and_returns_of_an_office_reach_the_region(desk, levels) -> None:
    office, region, _ = levels
    outcome = take(desk, office, desk.report(region))
    (receipt,) = receipts.write_receipts(office, receipts.handled(office, [outcome]), desk.folder)
    assert receipt.name == "KlikKS_region_2026-11-22_Quittung.klikks"
    view = proof.open_receipt(region, receipt)
    assert view.arrived
    (sent,) = proof.sent_files(region)
    assert sent.delivery.acknowledged_at == desk.clock()
    save_announcement(office, title="Tagung im März")
    desk.clock.move(minutes=1)
    (file,) = write_returns(office, [peer.id for peer in receivers(office)], desk.folder)
    assert post.open_return(region, file).added == 1


def test_an_office_sends_no_report_down(desk, levels) -> None:
    office, region, _ = levels
    take(desk, office, desk.report(region))
    top = desk.create("bund", Role.REGION)
    desk.enrol(top, office)
    file = desk.report(office)
    assert take(desk, top, file).verdict is Verdict.APPLIED
    assert {place.key for place in desk.records(top, Place)} == {KEY}, "any number of levels"
    assert refused_with(region, file) in {"K-505", "K-507"}


# ------------------------------------------------------------------ a town twice


def sources(desk, office: Workspace, *kinds: type) -> set[UUID]:
    return {each.source for kind in kinds for each in desk.records(office, kind)}


def test_what_a_town_reports_itself_replaces_what_its_region_said(desk, levels) -> None:
    office, region, town = levels
    take(desk, office, desk.report(region))
    desk.enrol(office, town)
    assert sources(desk, office, Place) == {region.keys.installation}, "until its own report is here"
    take(desk, office, desk.report(town))
    assert sources(desk, office, Place, PlaceReport, *WORK) == {town.keys.installation}
    outcome = take(desk, office, desk.report(region))
    assert (outcome.verdict, outcome.places) == (Verdict.APPLIED, ())
    assert sources(desk, office, Place, PlaceReport, *WORK) == {town.keys.installation}
    assert len(desk.records(office, Project)) == 6


def test_what_a_region_says_of_a_town_that_reports_itself_does_not_count(desk, levels) -> None:
    office, region, town = levels
    second_town(desk, region)
    desk.enrol(office, town)
    take(desk, office, desk.report(town))
    outcome = take(desk, office, desk.report(region))
    assert outcome.places == ("03358021",)
    by_key = {each.key: each.source for each in desk.records(office, Place)}
    assert by_key == {KEY: town.keys.installation, "03358021": region.keys.installation}


def test_two_regions_do_not_report_the_same_town(desk, levels) -> None:
    office, region, town = levels
    take(desk, office, desk.report(region))
    heath = desk.create("heide", Role.REGION)
    desk.enrol(heath, town)
    take(desk, heath, desk.report(town))
    desk.enrol(office, heath)
    file = desk.report(heath)
    before = desk.dump(office)
    assert [each.problem.code for each in importing.preview_import(office, [file]) if each.problem] == [
        "K-597"
    ]
    assert refused_with(office, file) == "K-597"
    assert desk.dump(office) == before
    second_town(desk, region)
    gone = {"designation": "Stadt Auenbrück", "until": format_short(desk.today - timedelta(days=1))}
    add_partner(region, KEY, gone)
    take(desk, office, desk.report(region))
    assert take(desk, office, file).verdict is Verdict.APPLIED
    assert {each.key: each.source for each in desk.records(office, Place)}[KEY] == heath.keys.installation


def test_people_in_the_file_of_a_region_are_refused(desk, levels) -> None:
    """No version of this program writes such a file."""
    office, region, town = levels
    trusted = {town.keys.installation: town.keys.public.sign_key}
    of_town = open_sealed(desk.report(town).read_bytes(), keys=region.keys, trusted=trusted, now=desk.clock())
    sealed = seal(
        of_town.payload,
        kind=SNAPSHOT,
        keys=region.keys,
        receiver=office.keys.installation,
        receiver_age=office.keys.public.age_key,
        sequence=milliseconds(desk.clock()),
        previous="",
        created=desk.clock(),
        program="Fremd 1.0",
        schema=2,
    )
    file = desk.path("klikks")
    file.write_bytes(sealed.data)
    before = desk.dump(office)
    assert refused_with(office, file) == "K-599"
    assert desk.dump(office) == before
