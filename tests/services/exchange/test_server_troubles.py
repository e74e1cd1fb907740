"""A region's server goes away, is full or takes nothing while files come and go: nothing is half done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from klikks_desktop.domain.records import Delivery, DeliveryKind, Verdict
from klikks_desktop.services.exchange import importing, receipts
from klikks_desktop.services.exchange.import_outcome import ImportStopped
from klikks_desktop.services.places import places
from klikks_desktop.services.region import returns
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from postgres_server import Server

Trouble = Callable[[Workspace], AbstractContextManager[str]]
FULL = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'"
READ_ONLY = "RAISE EXCEPTION 'cannot execute INSERT' USING ERRCODE = '25006'"
KILLED = "PERFORM pg_terminate_backend(pg_backend_pid())"
# From the second row on: the first was taken and has to go again.
SECOND = "IF (SELECT count(*) FROM delivery WHERE kind = NEW.kind) > 0 THEN {deed}; END IF; RETURN NEW;"
WHEN = {
    "at once": "CREATE TRIGGER trouble BEFORE INSERT ON delivery",
    "when saving": (
        "CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON delivery DEFERRABLE INITIALLY DEFERRED"
    ),
}


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture(
    params=[
        (FULL, "at once", "K-261"),
        (FULL, "when saving", "K-261"),
        (READ_ONLY, "at once", "K-262"),
        (KILLED, "at once", "K-252"),
        (KILLED, "when saving", "K-252"),
    ],
    ids=["full", "full when saving", "read only", "killed", "killed when saving"],
)
def trouble(request: pytest.FixtureRequest, postgres: Server) -> Trouble:
    """As long as the block lasts the server refuses deliveries; yields the code that it is told with."""
    deed, when, code = request.param

    @contextmanager
    def make(region: Workspace) -> Iterator[str]:
        with region.store.read() as reader:
            ((name,),) = reader.connection.exec_driver_sql("SELECT current_database()")
        body = SECOND.format(deed=deed)
        postgres.sql(
            f"CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
            f"{WHEN[when]} FOR EACH ROW EXECUTE FUNCTION trouble()",
            database=name,
        )
        yield code
        postgres.sql("DROP FUNCTION trouble CASCADE", database=name)

    return make


def enrolled(desk: Any, region: Workspace, count: int) -> list[Workspace]:
    """Towns with places of their own."""
    made = []
    for key in ("03358021", "03351006", "03355022")[:count]:
        town = desk.create(f"ort-{key}")
        places.add_place(town, places.describe_place(town.shipped, town.new_id(), key).place)
        desk.enrol(region, town)
        made.append(town)
    return made


def test_reports_receipts_and_returns(desk: Any, trouble: Trouble) -> None:
    region = desk.region()
    towns = enrolled(desk, region, 3)
    reports(desk, region, towns, trouble)
    answers(desk, region, trouble)
    way_back(desk, region, towns, trouble)


def reports(desk: Any, region: Workspace, towns: list[Workspace], trouble: Trouble) -> None:
    first, second, third = (desk.report(town) for town in towns)
    importing.import_files(region, [first])
    before = desk.dump(region, without=set())
    with trouble(region) as code:
        with pytest.raises(ImportStopped) as caught:
            importing.import_files(region, [first, second, third])
        assert caught.value.problem.code == code
        assert [each.is_left for each in caught.value.outcomes] == [False, True, True]
        assert desk.dump(region, without=set()) == before
    outcomes = importing.import_files(region, [first, second, third])
    assert [each.verdict for each in outcomes] == [Verdict.DUPLICATE, Verdict.APPLIED, Verdict.APPLIED]


def answers(desk: Any, region: Workspace, trouble: Trouble) -> None:
    folder = desk.folder / "quittungen"
    before = desk.dump(region, without=set())
    with trouble(region) as code:
        with desk.refused(code):
            receipts.write_receipts(region, receipts.unanswered(region), folder)
        assert desk.dump(region, without=set()) == before
        assert list(folder.iterdir()) == [], "a receipt that nobody knows of"
    assert len(receipts.write_receipts(region, receipts.unanswered(region), folder)) == 3
    assert len({path.name.split(" (")[0] for path in folder.iterdir()}) == 3
    assert receipts.count_unanswered(region) == 0


def way_back(desk: Any, region: Workspace, towns: list[Workspace], trouble: Trouble) -> None:
    folder, keys = desk.folder / "post", [town.keys.installation for town in towns]
    before = desk.dump(region, without=set())
    with trouble(region) as code:
        with desk.refused(code):
            returns.write_returns(region, keys, folder)
        assert desk.dump(region, without=set()) == before
        assert not folder.exists()
    assert len(returns.write_returns(region, keys, folder)) == 3
    sent = [each for each in desk.records(region, Delivery) if each.kind is DeliveryKind.RETURN]
    assert len(sent) == 3


def test_a_folder_that_takes_nothing(desk: Any) -> None:
    """The other way round: nothing is on record that was not written."""
    region = desk.region()
    towns = enrolled(desk, region, 2)
    importing.import_files(region, [desk.report(town) for town in towns])
    before = desk.dump(region, without={"history_change"})
    blocked: Path = desk.path("txt")
    blocked.write_text("eine Datei")
    with desk.refused("K-630"):
        receipts.write_receipts(region, receipts.unanswered(region), blocked)
    with desk.refused("K-630"):
        returns.write_returns(region, [town.keys.installation for town in towns], blocked)
    assert desk.dump(region, without={"history_change"}) == before
