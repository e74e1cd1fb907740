"""What is due, from all that the workspace holds, and the calendar made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.deadline_rules import energy_report_period, reminder
from klikks_desktop.domain.records import Activity, Consent, Funding, Place, Task
from klikks_desktop.services import deadlines
from klikks_desktop.services.deadlines import Deadline, DeadlineKind
from klikks_desktop.services.exchange import importing
from klikks_desktop.services.people import patrons
from klikks_desktop.services.projects import project_parts, projects
from klikks_desktop.services.register import certificates
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

TODAY = date(2026, 11, 22)
PERSONAL = {DeadlineKind.TERM, DeadlineKind.CERTIFICATE, DeadlineKind.CONSENT, DeadlineKind.DRAFT}


@pytest.fixture
def project_id(town: Workspace) -> UUID:
    return projects.new_project(town, town.own_place().id, "LED im Rathaus")


def of(town: Workspace, *kinds: DeadlineKind) -> list[Deadline]:
    return [each for each in deadlines.deadlines(town) if each.kind in kinds]


# ------------------------------------------------------------------ rules


@pytest.mark.parametrize(
    ("today", "first", "due"),
    [
        (date(2024, 5, 1), 2023, date(2026, 12, 31)),
        (date(2026, 12, 31), 2023, date(2026, 12, 31)),
        (date(2027, 1, 1), 2026, date(2029, 12, 31)),
        (date(2029, 12, 31), 2026, date(2029, 12, 31)),
        (date(2030, 1, 1), 2029, date(2032, 12, 31)),
    ],
)
def test_the_energy_report_covers_three_years(today: date, first: int, due: date) -> None:
    assert energy_report_period("03358021", today) == (first, first + 2, due)
    assert energy_report_period("05111000", today) is None


@pytest.mark.parametrize(
    ("left", "reached"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-5, 7)]
)
def test_reminders_of_a_grant(left: int, reached: int | None) -> None:
    assert reminder(DeadlineKind.FUNDING, TODAY + timedelta(days=left), TODAY) == reached
    assert reminder(DeadlineKind.TERM, TODAY + timedelta(days=left), TODAY) == 0


# ------------------------------------------------------------------ people


def test_people_are_told_as_on_the_overview(town: Workspace) -> None:
    found = {(each.title, each.detail, each.on) for each in of(town, *PERSONAL)}
    assert ("Amtszeit endet", "Heinrich Lüdemann", TODAY + timedelta(days=40)) in found
    assert ("Verabschieden oder erneut ernennen", "Wilfried Brammer", TODAY - timedelta(days=140)) in found
    assert ("Urkunde ausstellen", "Łukasz Wójcik-Świątek", TODAY + timedelta(days=20)) in found
    assert any(title == "Urkunden ausstellen" and "im Amt" in detail for title, detail, _ in found)
    assert all(each.is_near for each in of(town, *PERSONAL))


def test_a_draft_and_a_missing_consent_wait_without_a_day(town: Workspace, desk) -> None:
    form = patrons.begin_draft(town, town.own_place().id, {"given_name": "Ada", "family_name": "Neu"})
    (draft,) = of(town, DeadlineKind.DRAFT)
    assert (draft.title, draft.detail, draft.on) == ("Entwurf fertigstellen", "Ada Neu", None)
    assert (draft.record, draft.target, draft.icon) == (form.id, Target.PATRON, "draft")
    behrens = desk.patron(town, "Behrens")
    (consent,) = desk.records(town, Consent, patron_id=behrens)
    with town.store.write("Nachweis fehlt") as unit:
        unit.update(replace(consent, form=None, given_on=None))
    (missing,) = of(town, DeadlineKind.CONSENT)
    assert (missing.title, missing.on, missing.record) == ("Einwilligung nachholen", None, behrens)


def test_a_certificate_waits_to_be_handed_over(town: Workspace, desk) -> None:
    (issued,) = desk.issue(town, "Behrens")
    (waiting,) = [each for each in of(town, DeadlineKind.CERTIFICATE) if each.title == "Urkunde überreichen"]
    assert (waiting.detail, waiting.on, waiting.is_overdue) == ("Frauke Behrens", TODAY, False)
    assert (waiting.target, waiting.record) == (Target.PATRON, desk.patron(town, "Behrens"))
    certificates.hand_over(town, issued.certificate.number, on=TODAY)
    assert all(each.title != "Urkunde überreichen" for each in deadlines.deadlines(town))


# ------------------------------------------------------------------ projects


def test_tasks_of_projects_and_of_the_municipality(town: Workspace, project_id: UUID) -> None:
    place_id = town.own_place().id
    of_project = project_parts.add_part(town, project_id, Task, {"title": "Angebote", "due_on": "20.12.2026"})
    late = project_parts.add_task(town, place_id, {"title": "Beirat einladen", "due_on": "1.11.2026"})
    far = project_parts.add_task(town, place_id, {"title": "Jahresplan", "due_on": "1.6.2027"})
    undated = project_parts.add_task(town, place_id, {"title": "Irgendwann"})
    tasks = {each.item: each for each in of(town, DeadlineKind.TASK)}
    assert (tasks[of_project].target, tasks[of_project].record) == (Target.PROJECT, project_id)
    assert (tasks[of_project].detail, tasks[of_project].reminder) == ("LED im Rathaus", 30)
    assert (tasks[late].target, tasks[late].record) == (Target.DEADLINES, late)
    assert [tasks[key].is_overdue for key in (of_project, late, far, undated)] == [False, True, False, False]
    assert [tasks[key].is_near for key in (of_project, late, far, undated)] == [True, True, False, False]
    assert {each.item for each in deadlines.near_deadlines(town) if each.kind is DeadlineKind.TASK} == {
        of_project,
        late,
    }
    project_parts.complete_task(town, late)
    assert late not in {each.item for each in of(town, DeadlineKind.TASK)}


def test_dates_of_grants_come_to_mind_90_30_and_7_days_before(
    town: Workspace, desk, project_id: UUID
) -> None:
    texts = {"title": "KfW", "granted_on": "1.3.2026", "proof_due": "20.2.2027", "keep_until": "20.2.2032"}
    key = project_parts.add_part(town, project_id, Funding, texts)
    reached = {}
    for days in (0, 60, 61, 83, 90, 91):
        desk.clock.now = datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(days=days)
        (proof,) = [each for each in of(town, DeadlineKind.FUNDING) if each.field == "proof_due"]
        reached[90 - days] = proof.reminder, proof.is_overdue
    assert reached == {
        90: (90, False),
        30: (30, False),
        29: (30, False),
        7: (7, False),
        0: (7, False),
        -1: (7, True),
    }
    assert proof.detail == "KfW · LED im Rathaus"
    assert (proof.item, proof.record, proof.target) == (key, project_id, Target.PROJECT)
    project_parts.save_part(town, Funding, key, {"proof_sent_on": "1.2.2027"})
    assert [each.field for each in of(town, DeadlineKind.FUNDING)] == ["keep_until"]


def test_activities_to_come_but_not_those_that_were(town: Workspace, project_id: UUID) -> None:
    for title, day in (("Rundgang", "22.11.2026"), ("", "1.2.2027"), ("Vorbei", "21.11.2026")):
        project_parts.add_part(town, project_id, Activity, {"title": title or "x", "held_on": day})
    found = of(town, DeadlineKind.ACTIVITY)
    assert [(each.title, each.on, each.is_near) for each in found] == [
        ("Rundgang", TODAY, True),
        ("x", date(2027, 2, 1), False),
    ]


# ------------------------------------------------------------------ places


def test_the_place_signs_up_and_reports_energy(town: Workspace) -> None:
    place = town.own_place()
    (report,) = of(town, DeadlineKind.ENERGY_REPORT)
    assert report.title == "Energiebericht 2023 bis 2025 veröffentlichen"
    assert (report.on, report.source, report.is_near) == (date(2026, 12, 31), "L14", True)
    assert of(town, DeadlineKind.SIGNUP) == []
    for deadline, shown in ((TODAY, 1), (TODAY - timedelta(days=1), 0)):
        with town.store.write("Frist") as unit:
            unit.update(replace(place, signup_deadline=deadline))
        assert len(of(town, DeadlineKind.SIGNUP)) == shown


def test_only_of_the_place_that_is_asked_for(town: Workspace, project_id: UUID) -> None:
    project_parts.add_part(town, project_id, Task, {"title": "Angebote", "due_on": "20.12.2026"})
    other = replace(town.own_place(), id=uuid4(), key="05111000", name="Düsseldorf")
    with town.store.write("weitere Kommune") as unit:
        unit.add(other)
    project_parts.add_task(town, other.id, {"title": "Dort", "due_on": "1.1.2027"})
    assert [each.title for each in deadlines.deadlines(town, place_id=other.id)] == ["Dort"]
    first = next(place.id for place in town.own_places() if place.id != other.id)
    here = deadlines.deadlines(town, place_id=first)
    assert {each.place_id for each in here} == {first}
    assert len(here) + 1 == len(deadlines.deadlines(town))


def test_what_others_reported_is_theirs(town: Workspace, project_id: UUID) -> None:
    project_parts.add_part(town, project_id, Task, {"title": "Angebote", "due_on": "20.12.2026"})
    with town.store.write("gemeldet") as unit:
        unit.update(*(replace(each, source=uuid4()) for each in unit.find(Task)))
    assert of(town, DeadlineKind.TASK) == []


def test_a_region_asks_who_has_not_reported_for_a_year(pair, desk) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    assert deadlines.deadlines(region) == []
    desk.clock.move(days=366)
    (asked,) = deadlines.deadlines(region)
    assert (asked.title, asked.detail) == ("Bericht älter als ein Jahr", town.own_place().name)
    with region.store.read() as reader:
        assert reader.get(Place, asked.record) is not None


# ------------------------------------------------------------------ calendar


def events(data: bytes) -> dict[str, dict[str, str]]:
    text = data.replace(b"\r\n ", b"").decode()
    found = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        head = block.split("BEGIN:VALARM")[0]
        lines = dict(line.split(":", 1) for line in head.split("\r\n") if ":" in line)
        found[lines["UID"]] = {**lines, "alarms": ",".join(re.findall(r"TRIGGER:-P(\d+)D", block))}
    return found


def test_the_calendar_holds_days_to_come(town: Workspace, project_id: UUID, tmp_path) -> None:
    task = project_parts.add_part(town, project_id, Task, {"title": "Angebote", "due_on": "10.12.2026"})
    grant = project_parts.add_part(town, project_id, Funding, {"title": "KfW", "proof_due": "1.11.2027"})
    file = deadlines.export_calendar(town, tmp_path / "termine.ics")
    found = events(file.read_bytes())
    assert len(found) == sum(
        each.on is not None and each.kind is not DeadlineKind.CERTIFICATE
        for each in deadlines.deadlines(town)
    )
    event = found[f"task-{task}-due_on@klikks-desktop"]
    assert event["SUMMARY"] == "Angebote: LED im Rathaus"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261210", "20261211")
    assert event["alarms"] == "7", "30 days before has passed"
    assert event["DTSTAMP"] == datetime(2026, 11, 22, 9, tzinfo=UTC).strftime("%Y%m%dT%H%M%SZ")
    assert found[f"funding-{grant}-proof_due@klikks-desktop"]["alarms"] == "90,30,7"
    (term,) = [each for each in found.values() if "Lüdemann" in each["SUMMARY"]]
    assert (term["CLASS"], term["alarms"]) == ("PRIVATE", "30")
    assert not any("Urkunde" in each["SUMMARY"] for each in found.values())


def test_a_day_that_moves_keeps_its_identity(town: Workspace, desk, project_id: UUID) -> None:
    key = project_parts.add_part(town, project_id, Task, {"title": "Angebote", "due_on": "10.12.2026"})
    before = events(deadlines.calendar_file(town))
    project_parts.save_part(town, Task, key, {"due_on": "17.12.2026"})
    desk.clock.move(days=1)
    after = events(deadlines.calendar_file(town))
    assert before.keys() == after.keys()
    uid = f"task-{key}-due_on@klikks-desktop"
    assert before[uid]["DTSTART;VALUE=DATE"] != after[uid]["DTSTART;VALUE=DATE"]


def test_a_calendar_that_cannot_be_written(town: Workspace, desk, tmp_path) -> None:
    with desk.refused("K-631"):
        deadlines.export_calendar(town, tmp_path / "fehlt" / "termine.ics")
