"""Before somebody is erased: where else the name stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from klikks_desktop.domain.records import Activity, Patron, Potential, Project, Remark, RemarkKind, Task
from klikks_desktop.services.people.mentions import mentions
from klikks_desktop.services.projects import attachments
from klikks_desktop.services.workspace import Workspace


def test_the_name_is_found_in_every_kind_of_text(desk, town: Workspace, tmp_path: Path) -> None:
    (patron,) = desk.records(town, Patron, family_name="Behrens")
    place, new = town.own_place(), town.new_id
    project = Project(id=new(), place_id=place.id, title="Balkonmodule", next_step="Frau BEHRENS anrufen")
    other = Project(id=new(), place_id=place.id, title="Behrensdorf leuchtet")
    remarks = [
        Remark(
            id=new(), place_key=place.key, kind=RemarkKind.SUPPORT, about=about, text=text, made_on=town.today
        )
        for about, text in (
            (None, "Behrens fragt\nnach Leitern"),
            (patron.id, "Behrens: geht mit der Person"),
        )
    ]
    with town.store.write("Texte") as unit:
        unit.add(
            project,
            other,
            Activity(id=new(), project_id=project.id, held_on=date(2026, 5, 1), title="Behrens' Rundgang"),
            Task(id=new(), place_id=place.id, title="Schlüssel", note="hat Behrens"),
            Potential(id=new(), place_id=place.id, title="Dach von Behrens", measure="INSUL"),
            *remarks,
        )
    photo = tmp_path / "Behrens vor dem Rathaus.txt"
    photo.write_text("x")
    attachments.add_attachment(town, project.id, photo)
    assert mentions(town, patron) == [
        "Projekt „Balkonmodule“",
        "Aktivität „Behrens' Rundgang“",
        "Aufgabe „Schlüssel“",
        "Datei „Behrens vor dem Rathaus.txt“",
        "Potenzial „Dach von Behrens“",
        "Nachricht „Behrens fragt“",
    ]


def test_nothing_is_found_where_nothing_is(desk, town: Workspace) -> None:
    (patron,) = desk.records(town, Patron, family_name="Behrens")
    assert mentions(town, patron) == []
