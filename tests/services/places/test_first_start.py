from datetime import UTC, datetime
from pathlib import Path

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.records import Certificate, Patron, Role
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.ideas import pool
from klikks_desktop.services.places import places
from klikks_desktop.services.places.demo import TOWN_KEY
from klikks_desktop.services.places.demo_data import ARMS_SVG
from klikks_desktop.services.places.first_start import Setup, read_region_name, set_up
from klikks_desktop.services.places.place_search import find_places, place_facts
from klikks_desktop.services.places.practice import create_practice, open_practice, practice_folder
from klikks_desktop.services.workspace import Shipped, Workspace
from klikks_desktop.ui.rasterise import rasterise_svg

RESOURCES = Path(__file__).parents[3] / "resources"
SHIPPED = Shipped(RESOURCES)
NOT_AN_IMAGE = b"MZ\x90\x00 no picture at all"


def clock() -> datetime:
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def made(folder: Path, setup: Setup) -> Workspace:
    return set_up(folder, setup, clock=clock, resources=RESOURCES, rasterise=rasterise_svg)


def soltau(**more: object) -> Setup:
    place = places.describe_place(SHIPPED, uuid7(0, bytes(10)), "03358021").place
    return Setup(role=Role.MUNICIPALITY, place=place, **more)  # type: ignore[arg-type]  # fields of Setup


def region_file(tmp_path: Path) -> Path:
    region = made(tmp_path / "region", Setup(role=Role.REGION, name="Regionalmanagement Heide"))
    file = enrolment.create_enrolment_file(region, tmp_path / "Anmeldung.json")
    region.close()
    return file


def test_everything_chosen_is_there_after_the_first_start(tmp_path: Path) -> None:
    answer = tmp_path / "Antwort.klikks"
    setup = soltau(arms=ARMS_SVG, enrolment=region_file(tmp_path), answer=answer)
    workspace = made(tmp_path / "stadt", setup)
    place = workspace.own_place()
    assert (workspace.name, workspace.role, place.key) == ("Stadt Soltau", Role.MUNICIPALITY, "03358021")
    assert place.arms_hash
    assert place.accent
    assert answer.stat().st_size
    assert [peer.name for peer in enrolment.peers(workspace)] == ["Regionalmanagement Heide"]
    workspace.close()


@pytest.mark.parametrize("existing", [False, True])
def test_what_fails_leaves_nothing_behind(tmp_path: Path, existing: bool) -> None:
    folder = tmp_path / "stadt"
    if existing:
        folder.mkdir()
        (folder / "Notiz.txt").write_text("bleibt")
    with pytest.raises(UserError, match="K-410"):
        made(folder, soltau(arms=NOT_AN_IMAGE))
    assert folder.is_dir() == existing
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["Notiz.txt"] * existing
    made(folder, soltau()).close()


def test_an_answer_that_cannot_be_written_takes_everything_back(tmp_path: Path) -> None:
    folder = tmp_path / "stadt"
    setup = soltau(enrolment=region_file(tmp_path), answer=tmp_path / "gibt es nicht" / "Antwort.klikks")
    with pytest.raises(UserError, match="K-631"):
        made(folder, setup)
    assert not folder.exists()


def test_a_workspace_that_is_there_already_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "stadt"
    made(folder, soltau()).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UserError, match="K-202"):
        made(folder, Setup(role=Role.REGION, name="Andere"))
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after["klikks.db"] == before["klikks.db"]
    assert after["keys.json"] == before["keys.json"]


def test_the_region_of_an_enrolment_file_is_read_before_anything_is_made(tmp_path: Path) -> None:
    assert read_region_name(region_file(tmp_path)) == "Regionalmanagement Heide"
    wrong = tmp_path / "falsch.json"
    wrong.write_text("{}")
    with pytest.raises(UserError, match="K-530"):
        read_region_name(wrong)


def test_practice_lies_beside_the_real_data_with_people_and_certificates(tmp_path: Path) -> None:
    folder = practice_folder(tmp_path / "KlikKS")
    workspace = create_practice(folder, clock=clock, resources=RESOURCES, rasterise=rasterise_svg)
    assert folder == tmp_path / "KlikKS-uebung"
    assert not (tmp_path / "KlikKS").exists()
    assert workspace.is_practice
    assert workspace.keys.practice
    with workspace.store.read() as reader:
        assert reader.count(Patron) == 10
        sheets = [certificate.sheet for certificate in reader.find(Certificate)]
    assert sheets
    assert all("Übungsurkunde" in sheet for sheet in sheets)
    ideas = pool.ideas(workspace)
    assert [idea.can_be_reckoned for idea in ideas] == [True, True, False]
    assert pool.adopt_as_potential(workspace, ideas[0].example.id, workspace.own_place().id)
    workspace.close()


def test_practice_is_opened_again_where_it_was_left(tmp_path: Path) -> None:
    folder = tmp_path / "uebung"
    first = open_practice(folder, clock=clock, resources=RESOURCES)
    places.add_locality(first, first.own_place().id, "Neudorf")
    first.close()
    again = open_practice(folder, clock=clock, resources=RESOURCES)
    assert "Neudorf" in [locality.name for locality in places.localities_of(again, again.own_place().id)]
    again.close()


def test_practice_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        create_practice(tmp_path / "uebung", clock=clock, resources=RESOURCES, progress=stop)
    assert not (tmp_path / "uebung").exists()


def test_the_key_of_practice_belongs_to_nobody() -> None:
    assert SHIPPED.directory.find(TOWN_KEY) is None


@pytest.mark.parametrize("text", ["Köln", "Koeln", "koln", "KÖLN", "50667", "05315000"])
def test_a_place_is_found_however_it_is_typed(text: str) -> None:
    hits = find_places(SHIPPED, text)
    assert "05315000" in [place.key for place in hits.places]
    assert hits.municipalities == 10_747


def test_many_hits_are_cut_and_say_so() -> None:
    hits = find_places(SHIPPED, "neu")
    assert hits.is_cut
    assert len(hits.places) == 50
    assert not find_places(SHIPPED, "  ").places


def test_a_place_is_confirmed_in_words() -> None:
    facts = place_facts(SHIPPED, "03358021")
    assert facts is not None
    assert facts.title == "Stadt Soltau im Heidekreis"
    assert facts.figures == "22.511 Einwohnerinnen und Einwohner · 203,77 km² · 29614 Soltau"
    assert place_facts(SHIPPED, "03999888") is None
