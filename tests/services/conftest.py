"""Real workspaces of towns and a region with a clock that a test sets."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Record, Role
from klikks_desktop.exchange.keys import create_keys, save_keys
from klikks_desktop.services.exchange import delivery, enrolment
from klikks_desktop.services.office_keys import note_keys
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.register import issuing
from klikks_desktop.services.workspace import (
    ServerAddress,
    Shipped,
    Workspace,
    create_workspace,
    open_workspace,
)
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import metadata

if TYPE_CHECKING:
    from postgres_server import Server

RESOURCES = Path(__file__).parents[2] / "resources"
LOG_TABLES = {"delivery", "history", "history_change"}


class SetClock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)


class Desk:
    """Makes workspaces in ``folder``, from templates where one was made before, and closes them."""

    resources = RESOURCES

    def __init__(self, folder: Path, shelf: Path, servers: Server | None = None) -> None:
        self.folder = folder
        self.clock = SetClock()
        self._shelf = shelf
        self._servers = servers
        self._addresses: dict[Path, ServerAddress] = {}
        self._open: list[Workspace] = []
        self._taken: set[str] = set()
        self._files = 0

    @property
    def today(self) -> date:
        return self.clock().astimezone().date()

    def create(
        self, name: str, role: Role = Role.MUNICIPALITY, *, practice: bool = False, called: str = ""
    ) -> Workspace:
        """An empty workspace with keys of its own; called: the office, as its folder unless said."""
        return self.keep(
            create_workspace(
                self.folder / name,
                role=role,
                name=called or name,
                clock=self.clock,
                resources=RESOURCES,
                practice=practice,
                server=self._new_database(self.folder / name),
            )
        )

    def town(self, name: str = "stadt") -> Workspace:
        """The invented town with ten people in every state (services/demo_data.py)."""
        return self.copy("town", name, lambda: fill_practice_town(self.create(name, called="stadt")))

    def region(self, name: str = "region") -> Workspace:
        return self.copy("region", name, lambda: self.create(name, Role.REGION, called="region"))

    def copy(self, template: str, name: str, make: Callable[[], Workspace]) -> Workspace:
        """What ``make`` makes, copied from the shelf when it was made before; a second copy gets new keys."""
        folder, kept = self.folder / name, self._shelf / template
        if not kept.exists():
            make().close()
            shutil.copytree(folder, kept)
            if self._servers:
                self._servers.keep(self._addresses[folder], template)
        else:
            shutil.copytree(kept, folder)
            if template in self._taken:
                save_keys(folder / "keys.json", create_keys(), replace=True)
            if address := self._new_database(folder, template):
                store = Store.open(folder, clock=self.clock, server=address)
                note_keys(Workspace(store, self.clock, Shipped(RESOURCES)))
                store.close()
        self._taken.add(template)
        return self.open(folder)

    def _new_database(self, folder: Path, template: str = "template1") -> ServerAddress | None:
        """For a workspace in ``folder``; none where its data lie there."""
        if self._servers is None:
            return None
        self._addresses[folder] = self._servers.database(template)
        return self._addresses[folder]

    def copy_of(self, workspace: Workspace, name: str) -> Workspace:
        """The same data on another computer, with keys of its own."""
        workspace.close()
        shutil.copytree(workspace.folder, self.folder / name)
        self._open.remove(workspace)
        save_keys(self.folder / name / "keys.json", create_keys(), replace=True)
        return self.open(self.folder / name)

    def put_aside(self, workspace: Workspace) -> Callable[[Workspace], Workspace]:
        """Close a workspace and keep its data; the result brings them back, as an old backup does."""
        self.close(workspace)
        folder = workspace.folder
        if self._servers is None:
            kept = Path(shutil.copy(folder / "klikks.db", self.path("db")))
            return lambda now: self._with_data(now, lambda: shutil.copy(kept, folder / "klikks.db"))
        servers, dumped = self._servers, self._servers.dump(self._addresses[folder])

        def load() -> None:
            self._addresses[folder] = servers.database()
            servers.load(self._addresses[folder], dumped)

        return lambda now: self._with_data(now, load)

    def _with_data(self, workspace: Workspace, bring: Callable[[], object]) -> Workspace:
        self.close(workspace)
        bring()
        return self.open(workspace.folder)

    def join(self, folder: Path, other: Path) -> None:
        """Let the workspace in ``folder`` work on the same database as that in ``other``."""
        self._addresses[folder] = self._addresses[other]

    def colleague(self, workspace: Workspace, name: str) -> Workspace:
        """Somebody else of the same office, at another computer."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(workspace.folder / "keys.json", folder)
        self.join(folder, workspace.folder)
        return self.open(folder)

    def open(self, folder: Path, *, read_only: bool = False) -> Workspace:
        return self.keep(
            open_workspace(
                folder,
                clock=self.clock,
                resources=RESOURCES,
                read_only=read_only,
                server=self._addresses.get(folder),
            )
        )

    def reopen(self, workspace: Workspace) -> Workspace:
        self.close(workspace)
        return self.open(workspace.folder)

    def keep(self, workspace: Workspace) -> Workspace:
        self._open.append(workspace)
        return workspace

    def close(self, workspace: Workspace) -> None:
        if workspace in self._open:
            self._open.remove(workspace)
            workspace.close()

    def close_all(self) -> None:
        for workspace in list(self._open):
            self.close(workspace)

    # ------------------------------------------------------------------ what people do

    def patron(self, workspace: Workspace, name: str) -> UUID:
        return patron_list.find_patron(workspace, name)

    def issue(self, workspace: Workspace, *names: str, **options: Any) -> list[issuing.Issued]:
        chosen = [self.patron(workspace, name) for name in names]
        chosen = chosen or [p.id for p in issuing.patrons_without_certificate(workspace, "berufung")]
        options.setdefault("issued_on", self.today)
        out = options.pop("out", None)
        return issuing.issue(workspace, chosen, issuing.IssueOptions(**options), out=out)

    def enrol(self, region: Workspace, town: Workspace) -> None:
        """As two people would by phone."""
        invitation, answer = self.path("json"), self.path("klikks")
        enrolment.create_enrolment_file(region, invitation)
        at_town = enrolment.accept_enrolment_file(town, invitation, answer)
        at_region = enrolment.read_answer(region, answer)
        enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
        enrolment.confirm(town, at_town.peer.id, at_region.joint_number)

    def report(self, town: Workspace, **options: Any) -> Path:
        """A sync file, a minute after whatever was before."""
        self.clock.move(minutes=1)
        return delivery.export_sync_file(town, self.path("klikks"), **options).path

    def path(self, suffix: str) -> Path:
        """A new file name."""
        self._files += 1
        return self.folder / f"{self._files}.{suffix}"

    def records(self, workspace: Workspace, kind: type[Record], **where: object) -> list[Any]:
        with workspace.store.read() as reader:
            return reader.find(kind, **where)

    def dump(self, workspace: Workspace, *, without: set[str] = LOG_TABLES) -> dict[str, list[Any]]:
        """Every row of every table, read beside the program."""
        if self._servers and (address := self._addresses.get(workspace.folder)):
            rows = {name: f'SELECT * FROM "{name}"' for name in metadata.tables if name not in without}  # noqa: S608
            return {
                name: sorted(self._servers.sql(query, database=address.database), key=repr)
                for name, query in rows.items()
            }
        with closing(sqlite3.connect(workspace.folder / "klikks.db")) as raw:
            names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608 - names from the schema
                for name in names
                if name not in without and not name.startswith("sqlite_")
            }

    @contextmanager
    def refused(self, code: str) -> Iterator[None]:
        """The block is refused with ``code``, and the message can be shown in full."""
        with pytest.raises(UserError) as caught:
            yield
        assert caught.value.code == code, caught.value
        text = caught.value.text
        for part in (text.title, text.happened, text.kept, text.advice):
            assert part
            assert not re.search(r"\{[a-z_]*\}", part), "a place in the message was not filled"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where templates of workspaces stand, in a folder for each kind of database."""
    return tmp_path_factory.mktemp("vorlagen")


@pytest.fixture
def desk(tmp_path: Path, shelf: Path, database_kind: str, request: pytest.FixtureRequest) -> Iterator[Desk]:
    servers = request.getfixturevalue("postgres") if database_kind == "postgresql" else None
    (shelf / database_kind).mkdir(exist_ok=True)
    made = Desk(tmp_path, shelf / database_kind, servers)
    yield made
    made.close_all()


@pytest.fixture
def town(desk: Desk) -> Workspace:
    return desk.town()


@pytest.fixture
def region(desk: Desk) -> Workspace:
    return desk.region()


@pytest.fixture
def pair(desk: Desk) -> tuple[Workspace, Workspace]:
    """A region and a town that trust each other."""
    region, town = desk.region(), desk.town()
    desk.enrol(region, town)
    return region, town
