"""The list in Excel: what is written can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patron_export import export_name, export_patrons
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.people.table_import import import_patrons
from klikks_desktop.services.places import demo_data, places
from klikks_desktop.services.workspace import Workspace, create_workspace

RESOURCES = Path(__file__).parents[3] / "resources"
KEPT = (
    *("address", "degree", "given_name", "family_name", "email", "phone", "locality"),
    *("begins_on", "ends_on", "resolution_on", "resolution_number"),
    *("weitergabe", "weitergabe_on", "weitergabe_form"),
)


def make_town(folder: Path, key: str = "03358021") -> tuple[Workspace, Place]:
    workspace = create_workspace(
        folder, role=Role.MUNICIPALITY, name="Amt", clock=lambda: datetime.now(UTC), resources=RESOURCES
    )
    place = places.describe_place(workspace.shipped, workspace.new_id(), key).place
    places.add_place(workspace, place)
    for name in demo_data.LOCALITIES:
        places.add_locality(workspace, place.id, name)
    return workspace, place


@pytest.fixture
def town(tmp_path: Path) -> tuple[Workspace, Place]:
    workspace, place = make_town(tmp_path / "kommune")
    for index in range(len(demo_data.PEOPLE)):
        patrons.add_patron(workspace, place.id, demo_data.patron_texts(index, workspace.today))
    return workspace, place


def test_a_written_list_can_be_taken_by_another_town(town: tuple[Workspace, Place], tmp_path: Path) -> None:
    workspace, place = town
    patrons.begin_draft(workspace, place.id, {"family_name": "Entwurf"})
    path = tmp_path / export_name(workspace, place)
    assert export_patrons(workspace, path, [row.id for row in list_patrons(workspace)]) == 10
    other, there = make_town(tmp_path / "andere")
    report = import_patrons(other, path, place=there)
    assert (report.taken, report.refused) == (10, 0)
    for before, after in zip(
        [row for row in list_patrons(workspace) if row.name != "Entwurf"], list_patrons(other), strict=True
    ):
        old, new = patrons.load_form(workspace, before.id).texts, patrons.load_form(other, after.id).texts
        assert {name: old[name] for name in KEPT} == {name: new[name] for name in KEPT}
    for each in (workspace, other):
        each.close()


def test_only_the_named_are_written(town: tuple[Workspace, Place], tmp_path: Path) -> None:
    workspace, _ = town
    chosen = [row.id for row in list_patrons(workspace, query="celik")]
    assert export_patrons(workspace, tmp_path / "x.xlsx", chosen) == 1
    workspace.close()


def test_people_of_several_towns_carry_their_key(town: tuple[Workspace, Place], tmp_path: Path) -> None:
    workspace, _ = town
    second = places.describe_place(workspace.shipped, workspace.new_id(), "03358008").place
    places.add_place(workspace, second)
    patrons.add_patron(workspace, second.id, demo_data.patron_texts(0, workspace.today) | {"locality": ""})
    path = tmp_path / "alle.xlsx"
    assert export_patrons(workspace, path, [row.id for row in list_patrons(workspace)]) == 11
    report = import_patrons(workspace, path, place=second, dry_run=True)
    refused = [row for row in report.rows if row.column == "AGS"]
    assert len(refused) == 10
    workspace.close()
