"""What the exchange pages ask for: age in words, what stays, how far towns are, tables to take along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from klikks_desktop.domain.dates import age_words
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Direction, Patron, Role
from klikks_desktop.services.exchange import delivery, enrolment, importing
from klikks_desktop.services.exchange.exchange_log import exchange_log, export_log, log_name
from klikks_desktop.services.exchange.inbox import PeerState, registered_towns, sort_files, waiting_peer
from klikks_desktop.services.exchange.outgoing import Staying, export_target, staying
from klikks_desktop.services.exchange.place_report import export_places, place_detail
from klikks_desktop.services.exchange.proof import sent_files
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.places.places import list_places
from klikks_desktop.services.workspace import Workspace, create_workspace

RESOURCES = Path(__file__).parents[3] / "resources"


def make(folder: Path, role: Role) -> Workspace:
    return create_workspace(
        folder, role=role, name="Auenland", clock=lambda: datetime.now(UTC), resources=RESOURCES
    )


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Workspace]:
    workspace = fill_practice_town(make(tmp_path / "kommune", Role.MUNICIPALITY))
    yield workspace
    workspace.close()


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Workspace]:
    workspace = make(tmp_path / "region", Role.REGION)
    yield workspace
    workspace.close()


@pytest.fixture
def answer(town: Workspace, region: Workspace, tmp_path: Path) -> Path:
    """The town has answered; nobody has called yet."""
    enrolment.create_enrolment_file(region, tmp_path / "anmeldung.json")
    enrolment.accept_enrolment_file(town, tmp_path / "anmeldung.json", tmp_path / "antwort.klikks")
    return tmp_path / "antwort.klikks"


@pytest.fixture
def enrolled(town: Workspace, region: Workspace, answer: Path) -> None:
    awaited = enrolment.read_answer(region, answer)
    enrolment.confirm(region, awaited.peer.id, awaited.joint_number)
    enrolment.confirm(town, enrolment.awaited_peer(town).id, awaited.joint_number)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "heute"),
        (0, "heute"),
        (1, "gestern"),
        (13, "vor 13 Tagen"),
        (14, "vor 2 Wochen"),
        (60, "vor 2 Monaten"),
        (729, "vor 24 Monaten"),
        (730, "vor 2 Jahren"),
    ],
)
def test_age_in_words(days: int, words: str) -> None:
    today = date(2026, 11, 22)
    assert age_words(today - timedelta(days=days), today) == words


def test_drafts_changes_and_the_bin_are_told_apart(town: Workspace) -> None:
    assert staying(town) == Staying(0, 0, 0)
    with town.store.read() as reader:
        first, second = reader.find(Patron)[:2]
    patrons.begin_draft(town, town.own_places()[0].id, {"family_name": "Unfertig"})
    patrons.save_texts(town, first.id, {"begins_on": "30.02.2026"})
    patrons.delete_patron(town, second.id)
    assert staying(town) == Staying(drafts=1, changes=1, deleted=1)


def test_a_name_already_taken_gets_a_number(town: Workspace, tmp_path: Path, enrolled: None) -> None:
    first = export_target(town, tmp_path)
    assert sent_files(town) == []
    delivery.export_sync_file(town, first)
    second = export_target(town, tmp_path)
    assert (first.stem + " (2)", first.parent) == (second.stem, second.parent)
    last = sent_files(town)[0].delivery
    assert last.file_name == first.name


def test_states_of_a_town(region: Workspace, town: Workspace, answer: Path) -> None:
    assert not registered_towns(region)
    above = waiting_peer(town)
    assert above is not None
    assert above.id == region.keys.installation
    awaited = enrolment.read_answer(region, answer)
    assert [found.state for found in registered_towns(region)] == [PeerState.WAITING]
    assert waiting_peer(region) is None, "it waits for a town, not for an office above"
    enrolment.confirm(region, awaited.peer.id, awaited.joint_number)
    assert [found.state for found in registered_towns(region)] == [PeerState.CONFIRMED]
    enrolment.confirm(town, above.id, awaited.joint_number)
    assert waiting_peer(town) is None


def test_answers_are_told_from_reports_and_each_file_counts_once(
    town: Workspace, region: Workspace, answer: Path, enrolled: None, tmp_path: Path
) -> None:
    report = delivery.export_sync_file(town, tmp_path / "bericht.klikks").path
    missing = tmp_path / "fehlt.klikks"
    steps: list[tuple[int, int]] = []
    found = sort_files(region, [report, answer, report, missing], lambda *step: steps.append(step))
    assert found.answers == (answer,)
    assert [outcome.file for outcome in found.reports] == [report, missing]
    assert found.reports[1].problem is not None
    assert steps[-1] == (3, 3)


def test_a_folder_gives_its_sync_files_and_names_what_it_left_out(
    town: Workspace, region: Workspace, enrolled: None, tmp_path: Path
) -> None:
    post, deep = tmp_path / "post", tmp_path / "post" / "2026" / "märz"
    deep.mkdir(parents=True)
    first = delivery.export_sync_file(town, post / "b.klikks").path
    second = delivery.export_sync_file(town, deep / "a.KLIKKS").path
    (post / "notiz.txt").write_text("nichts", "utf-8")
    found = sort_files(region, [post])
    assert ([each.file for each in found.reports], found.deeper) == ([first], (post,))
    found = sort_files(region, [post, first], deep=True)
    assert ([each.file for each in found.reports], found.deeper) == ([first, second], ())
    assert sort_files(region, [post / "2026"]).deeper == (post / "2026",)
    (tmp_path / "leer").mkdir()
    with pytest.raises(UserError, match="K-847"):
        sort_files(region, [tmp_path / "leer"])


def test_log_tells_both_directions_and_becomes_a_table(
    town: Workspace, region: Workspace, enrolled: None, tmp_path: Path
) -> None:
    report = delivery.export_sync_file(town, tmp_path / "bericht.klikks").path
    importing.import_files(region, [report])
    assert [entry.direction for entry in exchange_log(town)] == [Direction.SENT]
    assert not exchange_log(town, Direction.RECEIVED)
    entry = exchange_log(region, Direction.RECEIVED)[0]
    assert (entry.peer, entry.named, entry.in_office) == ("Stadt Auenbrück", 6, 8)
    target = tmp_path / log_name(region, "xlsx")
    assert export_log(region, target) == 1
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Datum"
    assert rows[1][4] == "bericht.klikks"
    assert rows[1][5:8:2] == ("Bericht", "übernommen")
    with pytest.raises(UserError) as refused:
        export_log(region, tmp_path / "verlauf.txt")
    assert refused.value.code == "K-634"


def test_place_with_its_people(town: Workspace, region: Workspace, enrolled: None, tmp_path: Path) -> None:
    importing.import_files(region, [delivery.export_sync_file(town, tmp_path / "bericht.klikks").path])
    row = list_places(region)[0]
    detail = place_detail(region, row.id)
    assert (detail.in_office, len(detail.people), detail.ended) == (8, 6, 1)
    assert "Harber" in detail.localities
    assert not any(person.phone for person in detail.people if person.name.startswith("Größchen"))
    assert export_places(region, tmp_path / "kommunen.xlsx", [row.id]) == 1
    with pytest.raises(UserError) as gone:
        place_detail(region, region.new_id())
    assert gone.value.code == "K-132"
