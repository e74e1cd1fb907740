"""The town's mailbox: what is new, where it leads, and its days among the deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.records import (
    Announcement,
    Patron,
    Period,
    Project,
    Remark,
    RemarkKind,
    Task,
)
from klikks_desktop.services.deadlines import Deadline, calendar_file, deadlines
from klikks_desktop.services.exchange.mailbox import mailbox, own_projects, target_of
from klikks_desktop.services.exchange.post_seen import mark_seen, new_things
from klikks_desktop.services.region.remarks import add_remark, set_done
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

OFFICE = uuid4()


@pytest.fixture
def key(town: Workspace) -> str:
    return town.own_place().key


@pytest.fixture
def came(desk, town: Workspace, key: str):
    """Puts a row of the region into the town, as a return would."""

    def put(row_kind: type[Any], /, **fields: Any) -> Any:
        if row_kind is Remark:
            fields = {"place_key": key, "kind": RemarkKind.TASK, "text": "Foto", "shared": True, **fields}
        if row_kind is not Period:
            fields = {"made_on": desk.today, **fields}
        row = row_kind(id=uuid4(), source=OFFICE, **fields)
        with town.store.write("x", undoable=False) as unit:
            unit.add(row)
        return row

    return put


def post(town: Workspace) -> list[Deadline]:
    return [each for each in deadlines(town) if each.kind is DeadlineKind.POST]


def test_what_came_is_new_until_it_is_looked_at(desk, town: Workspace, key: str, came) -> None:
    assert (new_things(town), mailbox(town, [key]).is_empty) == (0, True)
    came(Remark)
    came(Announcement, title="Treffen")
    came(Announcement, title="Vorbei", until=desk.today - timedelta(days=1))
    add_remark(town, place_key=key, kind=RemarkKind.SUPPORT, text="Hilfe")
    assert new_things(town) == 2
    mark_seen(town)
    assert new_things(town) == 0
    mark_seen(desk.open(town.folder, read_only=True))
    came(Remark, text="Noch eins")
    assert new_things(town) == 1
    box = mailbox(town, [key])
    assert [each.title for each in box.news] == ["Treffen"]
    assert len(box.threads) == 3
    assert not box.is_empty


def test_where_a_remark_leads(town: Workspace) -> None:
    place = town.own_place()
    with town.store.read() as reader:
        patron = reader.find(Patron)[0]
    project = Project(id=uuid4(), place_id=place.id, title="")
    task = Task(id=uuid4(), place_id=place.id, project_id=project.id, title="x")
    lonely = Task(id=uuid4(), place_id=place.id, title="y")
    with town.store.write("x") as unit:
        unit.add(project, task, lonely)
    assert target_of(town, project.id) == (Target.PROJECT, project.id)
    assert target_of(town, task.id) == (Target.PROJECT, project.id)
    assert target_of(town, patron.id) == (Target.PATRON, patron.id)
    assert target_of(town, lonely.id) is None
    assert target_of(town, UUID(int=7)) is None
    assert (project.id, "Projekt ohne Titel") in own_projects(town, place.id)


def test_days_of_news_and_tasks_are_among_the_deadlines(desk, town: Workspace, came) -> None:
    soon = desk.today + timedelta(days=5)
    came(Announcement, title="Anmeldung", due_on=soon)
    came(Announcement, title="Gestern", due_on=desk.today - timedelta(days=1))
    task = came(
        Remark, text="Foto schicken\nbitte", due_on=desk.today - timedelta(days=2), about_title="Lampen"
    )
    came(Remark, kind=RemarkKind.QUESTION, due_on=soon)
    undated = came(Remark, text="Irgendwann")
    found = {each.title: each for each in post(town)}
    assert set(found) == {
        "Regionalmanagement: Anmeldung",
        "Regionalmanagement: Foto schicken",
        "Regionalmanagement: Irgendwann",
    }
    assert found["Regionalmanagement: Foto schicken"].is_overdue
    assert found["Regionalmanagement: Foto schicken"].detail == "Lampen"
    assert b"SUMMARY:Regionalmanagement: Anmeldung" in calendar_file(town)
    set_done(town, task.id)
    set_done(town, undated.id)
    assert [each.title for each in post(town)] == ["Regionalmanagement: Anmeldung"]


def test_a_period_is_due_until_a_report_is_written_within_it(desk, town: Workspace, came) -> None:
    desk.enrol(desk.region(), town)
    desk.report(town)
    desk.clock.move(days=10)
    begun = came(Period, title="2026", opens_on=desk.today, due_on=desk.today + timedelta(days=20))
    came(Period, title="2027", opens_on=date(2027, 10, 1), due_on=date(2027, 12, 1))
    (due,) = post(town)
    assert (due.title, due.target, due.on) == (
        "Regionalmanagement: Bericht 2026",
        Target.EXCHANGE,
        begun.due_on,
    )
    desk.report(town)
    assert post(town) == []


def test_a_regions_own_news_are_no_deadlines_of_its_own(desk, region: Workspace) -> None:
    own = Announcement(id=uuid4(), title="x", due_on=desk.today, made_on=desk.today)
    with region.store.write("x") as unit:
        unit.add(own, replace(own, id=uuid4()))
    assert post(region) == []
