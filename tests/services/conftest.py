"""Real workspaces of towns and a region with a clock that a test sets."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Record, Role
from klikks_desktop.exchange.keys import create_keys, save_keys
from klikks_desktop.services.exchange import delivery, enrolment
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.register import issuing
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace

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

    def __init__(self, folder: Path, shelf: Path) -> None:
        self.folder = folder
        self.clock = SetClock()
        self._shelf = shelf
        self._open: list[Workspace] = []
        self._files = 0

    @property
    def today(self) -> date:
        return self.clock().astimezone().date()

    def create(self, name: str, role: Role = Role.MUNICIPALITY, *, practice: bool = False) -> Workspace:
        """An empty workspace with keys of its own."""
        return self.keep(
            create_workspace(
                self.folder / name,
                role=role,
                name=name,
                clock=self.clock,
                resources=RESOURCES,
                practice=practice,
            )
        )

    def town(self, name: str = "stadt") -> Workspace:
        """The invented town with ten people in every state (services/demo_data.py)."""
        return self.copy("town", name, lambda: fill_practice_town(self.create(name)))

    def region(self, name: str = "region") -> Workspace:
        return self.copy("region", name, lambda: self.create(name, Role.REGION))

    def copy(self, template: str, name: str, make: Callable[[], Workspace]) -> Workspace:
        """What ``make`` makes, copied from the shelf with new keys when it was made before."""
        folder, kept = self.folder / name, self._shelf / template
        if not kept.exists():
            make().close()
            shutil.copytree(folder, kept)
        else:
            shutil.copytree(kept, folder)
            save_keys(folder / "keys.json", create_keys(), replace=True)
        return self.open(folder)

    def open(self, folder: Path, *, read_only: bool = False) -> Workspace:
        return self.keep(open_workspace(folder, clock=self.clock, resources=RESOURCES, read_only=read_only))

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
    """Where templates of workspaces stand."""
    return tmp_path_factory.mktemp("vorlagen")


@pytest.fixture
def desk(tmp_path: Path, shelf: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, shelf)
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
