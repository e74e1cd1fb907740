"""Returns in any order, lost, doubled, with the region's database put back: the town ends as the newest says.

The model knows what each file said and which files its author had written before; it shares no code
with the program's decision. The town writes rows of its own all the while.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from klikks_desktop.domain.records import Announcement, Remark, RemarkKind, Role, Verdict
from klikks_desktop.services.exchange import enrolment, post
from klikks_desktop.services.places import places
from klikks_desktop.services.region.announcements import delete_announcement, save_announcement
from klikks_desktop.services.region.remarks import add_remark, answer, delete_remark, set_done
from klikks_desktop.services.region.returns import receivers, write_returns
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace

RESOURCES = Path(__file__).parents[3] / "resources"
KEY = "03358021"
WORDS = st.sampled_from(("Anmeldung", "Treffen", "Förderung"))
WHICH = st.integers(0, 3)


@dataclass(frozen=True)
class File:
    """A return: what it said and which returns its author had written before, latest last."""

    path: Path
    number: int
    says: frozenset[tuple[UUID, str]]
    before: tuple[int, ...]


class Clock:
    """Time passes with every question."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


def make_template(folder: Path) -> None:
    """A region and a town that trust each other."""
    clock = Clock()

    def create(name: str, role: Role) -> Workspace:
        return create_workspace(folder / name, role=role, name=name, clock=clock, resources=RESOURCES)

    region, town = create("region", Role.REGION), create("town", Role.MUNICIPALITY)
    places.add_place(town, places.describe_place(town.shipped, town.new_id(), KEY).place)
    invitation = enrolment.create_enrolment_file(region, folder / "einladung.json")
    at_town = enrolment.accept_enrolment_file(town, invitation, folder / "antwort.klikks")
    at_region = enrolment.read_answer(region, folder / "antwort.klikks")
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_town.joint_number)
    for workspace in (region, town):
        workspace.close()


class WayBack(RuleBasedStateMachine):
    """All that may happen to what a region sends to a town."""

    def __init__(self, template: Path) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="klikks-return-"))
        shutil.copytree(template, self.folder, dirs_exist_ok=True)
        self.clock = Clock()
        self.clock.now += timedelta(hours=1)
        self.region, self.town = self.open("region"), self.open("town")
        self.files: list[File] = []
        self.written: tuple[int, ...] = ()
        self.head: File | None = None
        self.taken: set[int] = set()
        self.aside: set[int] = set()
        self.own: dict[UUID, Remark] = {}
        self.kept: tuple[bytes, tuple[int, ...]] | None = None

    def open(self, name: str) -> Workspace:
        return open_workspace(self.folder / name, clock=self.clock, resources=RESOURCES)

    def teardown(self) -> None:
        self.region.close()
        self.town.close()
        shutil.rmtree(self.folder)

    # ------------------------------------------------------------------ at the region

    def says(self) -> frozenset[tuple[UUID, str]]:
        with self.region.store.read() as reader:
            news = {(each.id, each.title) for each in reader.find(Announcement, source=None)}
            remarks = {(each.id, each.text) for each in reader.find(Remark, source=None) if each.shared}
        return frozenset(news | remarks)

    @rule(word=WORDS)
    def announce(self, word: str) -> None:
        save_announcement(self.region, title=word)

    @rule(which=WHICH, word=WORDS)
    def change_news(self, which: int, word: str) -> None:
        with self.region.store.read() as reader:
            found = reader.find(Announcement, order=("id",))
        for each in found[which : which + 1]:
            save_announcement(self.region, each.id, title=f"{word} neu")

    @rule(which=WHICH)
    def drop_news(self, which: int) -> None:
        with self.region.store.read() as reader:
            found = reader.find(Announcement, order=("id",))
        for each in found[which : which + 1]:
            delete_announcement(self.region, each.id)

    @rule(word=WORDS, kind=st.sampled_from((RemarkKind.TASK, RemarkKind.QUESTION, RemarkKind.NOTE)))
    def remark(self, word: str, kind: RemarkKind) -> None:
        add_remark(self.region, place_key=KEY, kind=kind, text=word)

    @rule(which=WHICH)
    def drop_remark(self, which: int) -> None:
        with self.region.store.read() as reader:
            found = reader.find(Remark, order=("id",))
        for each in found[which : which + 1]:
            delete_remark(self.region, each.id)

    @rule()
    def write(self) -> None:
        self.clock.now += timedelta(seconds=1)
        number = len(self.files)
        (path,) = write_returns(
            self.region, [peer.id for peer in receivers(self.region)], self.folder / str(number)
        )
        self.files.append(File(path, number, self.says(), self.written))
        self.written = (*self.written, number)

    @rule()
    def copy_database(self) -> None:
        self.region.close()
        self.kept = ((self.folder / "region" / "klikks.db").read_bytes(), self.written)
        self.region = self.open("region")

    @rule()
    def put_the_copy_back(self) -> None:
        if self.kept is not None:
            self.region.close()
            data, self.written = self.kept
            (self.folder / "region" / "klikks.db").write_bytes(data)
            self.region = self.open("region")

    # ------------------------------------------------------------------ in the town

    def expected(self, file: File, confirm: bool) -> Verdict:
        if file.number in self.taken:
            return Verdict.DUPLICATE
        if self.head is None or self.head.number in file.before:
            continues = True
        else:
            known = self.taken | self.aside
            continues = not (file.before and file.before[-1] in known)
        if self.head is not None and file.number < self.head.number:
            return Verdict.OLDER
        return Verdict.APPLIED if continues or confirm else Verdict.FORK

    @precondition(lambda self: self.files)
    @rule(which=st.integers(0, 60), confirm=st.sampled_from((False, False, True)))
    def open_file(self, which: int, confirm: bool) -> None:
        """Any file, early, late or again; the newest more often."""
        file = self.files[which] if which < len(self.files) else self.files[-1]
        expected = self.expected(file, confirm)
        outcome = post.open_return(self.town, file.path, confirm_fork=confirm)
        assert outcome.verdict is expected, f"{file.number}: {outcome.verdict} instead of {expected}"
        if expected is Verdict.APPLIED:
            self.head = file
        if expected is Verdict.FORK:
            self.aside.add(file.number)
        else:
            self.aside.discard(file.number)
            self.taken.add(file.number)

    @rule(which=WHICH, word=WORDS)
    def react(self, which: int, word: str) -> None:
        """The town answers, ticks off or asks for help."""
        with self.town.store.read() as reader:
            theirs = [each for each in reader.find(Remark, order=("id",)) if each.source is not None]
        for each in theirs[which : which + 1]:
            made = answer(self.town, each.id, word)
            self.own[made.id] = made
        made = add_remark(self.town, place_key=KEY, kind=RemarkKind.SUPPORT, text=word)
        self.own[made.id] = made
        set_done(self.town, made.id)
        set_done(self.town, made.id, done=False)

    @invariant()
    def the_town_shows_what_the_return_in_force_said_and_its_own(self) -> None:
        with self.town.store.read() as reader:
            theirs = {(each.id, each.title) for each in reader.find(Announcement)}
            remarks = reader.find(Remark)
        theirs |= {(each.id, each.text) for each in remarks if each.source is not None}
        assert theirs == (self.head.says if self.head else frozenset())
        assert {each.id: each for each in remarks if each.source is None} == self.own


def test_a_town_and_its_region(tmp_path: Path) -> None:
    template = tmp_path / "vorlage"
    make_template(template)
    run_state_machine_as_test(
        lambda: WayBack(template),
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
            # Shrinking works on real files and would take minutes: a failure shows the steps as they came.
            phases=(Phase.generate,),
        ),
    )
