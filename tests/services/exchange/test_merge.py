"""Towns edit, lose, copy, restore; files arrive late, twice, never: the region still tells the truth.

Real workspaces, real keys, real files. The model knows what each file said when it was written and
which files its author knew of; it shares no code with the program's own decision.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from klikks_desktop.domain.records import (
    ConsentForm,
    Patron,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectPatron,
    Purpose,
    Remark,
    RemarkKind,
    Role,
    Verdict,
)
from klikks_desktop.services.exchange import delivery, enrolment, importing
from klikks_desktop.services.exchange.imported import IMPORTED
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.projects import projects
from klikks_desktop.services.workspace import ServerAddress, Workspace, create_workspace, open_workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from postgres_server import Server

RESOURCES = Path(__file__).parents[3] / "resources"
TOWNS = ("a", "b")
FAMILIES = st.sampled_from(("Ahrens", "Behrens", "Çelik", "Dörr", "Wójcik"))
WHO = st.integers(0, 3)


@dataclass(frozen=True)
class Person:
    """What the model knows of a patron."""

    family: str
    consent: bool = False
    with_email: bool = False


@dataclass(frozen=True)
class Work:
    """What the model knows of a town's projects (with their potential), and of its remarks."""

    projects: Mapping[UUID, tuple[str, bool, UUID | None]] = field(default_factory=dict)
    potentials: Mapping[UUID, UUID | None] = field(default_factory=dict)
    remarks: Mapping[UUID, str] = field(default_factory=dict)

    def leaving(self, people: Mapping[UUID, Person]) -> frozenset[tuple[object, ...]]:
        """All that a report says of it."""
        named = {each for each, person in people.items() if person.consent}
        told: set[tuple[object, ...]] = set()
        for project, (title, shared, patron) in self.projects.items():
            told.add((project, title, shared, patron if patron in named else None))
        return frozenset(told | set(self.potentials.items()) | set(self.remarks.items()))


@dataclass(frozen=True)
class File:
    """A sync file: what it said and which files its author had written before, latest last."""

    path: Path
    town: str
    number: int
    says: frozenset[tuple[UUID, str, str]]
    in_office: int
    before: tuple[int, ...]
    work: frozenset[tuple[object, ...]] = frozenset()


@dataclass
class Town:
    """A town's real workspace beside what the model expects of it."""

    workspace: Workspace
    people: dict[UUID, Person] = field(default_factory=dict)
    work: Work = Work()
    written: tuple[int, ...] = ()
    copies: list[tuple[bytes, dict[UUID, Person], Work, tuple[int, ...]]] = field(default_factory=list)

    def chosen(self, who: int) -> list[UUID]:
        """One of the people, where there is anybody."""
        people = list(self.people)
        return people[who % len(people) :][:1] if people else []


class Clock:
    """Time passes with every question: what came later has the later key."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


class Breaking:
    """A clock that fails at its n-th question: in the middle of whatever asked."""

    def __init__(self, now: datetime, calls: int) -> None:
        self.now, self.calls = now, calls

    def __call__(self) -> datetime:
        self.calls -= 1
        if self.calls < 0:
            raise InterruptedError
        return self.now


def appoint(workspace: Workspace, family: str, number: int) -> UUID:
    texts = {"address": "keine", "given_name": "Kim", "family_name": family, "begins_on": "1.1.2026"}
    texts["email"] = f"kim{number}@example.org"
    return patrons.add_patron(workspace, workspace.own_place().id, texts).id


def consent(workspace: Workspace, patron_id: UUID, with_email: bool) -> None:
    consents.give_consent(
        workspace,
        patron_id,
        Purpose.REPORTING,
        given_on=workspace.today,
        form=ConsentForm.PAPER,
        with_email=with_email,
    )


def make_template(folder: Path, server: ServerAddress | None = None) -> None:
    """A region and two towns that trust each other, each with two people who agreed.

    server: where the region's data shall lie.
    """
    clock = Clock()

    def create(name: str, role: Role, server: ServerAddress | None = None) -> Workspace:
        return create_workspace(
            folder / name, role=role, name=name, clock=clock, resources=RESOURCES, server=server
        )

    region = create("region", Role.REGION, server)
    invitation = enrolment.create_enrolment_file(region, folder / "einladung.json")
    for name, key in zip(TOWNS, ("03358021", "03351006"), strict=True):
        town = create(name, Role.MUNICIPALITY)
        places.add_place(town, places.describe_place(town.shipped, town.new_id(), key).place)
        at_town = enrolment.accept_enrolment_file(town, invitation, folder / f"{name}.klikks")
        at_region = enrolment.read_answer(region, folder / f"{name}.klikks")
        enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
        enrolment.confirm(town, at_town.peer.id, at_town.joint_number)
        for number, family in enumerate(("Ahrens", "Behrens")):
            consent(town, appoint(town, family, number), with_email=False)
        town.close()
    region.close()


class Exchange(RuleBasedStateMachine):
    """All that may happen between two towns and their region."""

    def __init__(self, template: Path) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="klikks-merge-"))
        shutil.copytree(template, self.folder, dirs_exist_ok=True)
        self.clock = Clock()
        self.clock.now += timedelta(hours=1)  # after the template was made
        self.region = self.open("region")
        self.towns = {name: Town(self.open(name)) for name in TOWNS}
        for town in self.towns.values():
            with town.workspace.store.read() as reader:
                people = reader.find(Patron, order=("family_name",))
            town.people = {each.id: Person(each.family_name, consent=True) for each in people}
        self.ids = {name: town.workspace.keys.installation for name, town in self.towns.items()}
        self.files: list[File] = []
        self.heads: dict[str, File | None] = dict.fromkeys(TOWNS)
        self.taken: set[int] = set()
        self.aside: set[int] = set()

    def open(self, name: str) -> Workspace:
        return open_workspace(self.folder / name, clock=self.clock, resources=RESOURCES)

    def teardown(self) -> None:
        for town in self.towns.values():
            town.workspace.close()
        self.region.close()
        shutil.rmtree(self.folder)

    # ------------------------------------------------------------------ in the towns

    @rule(name=st.sampled_from(TOWNS), family=FAMILIES)
    def appoint(self, name: str, family: str) -> None:
        town = self.towns[name]
        if len(town.people) == 4:
            return
        town.people[appoint(town.workspace, family, len(town.people))] = Person(family)

    @rule(name=st.sampled_from(TOWNS), who=WHO, family=FAMILIES)
    def rename(self, name: str, who: int, family: str) -> None:
        town = self.towns[name]
        for patron_id in town.chosen(who):
            patrons.save_texts(town.workspace, patron_id, {"family_name": family})
            town.people[patron_id] = replace(town.people[patron_id], family=family)

    @rule(name=st.sampled_from(TOWNS), who=WHO, with_email=st.booleans())
    def agree(self, name: str, who: int, with_email: bool) -> None:
        town = self.towns[name]
        for patron_id in town.chosen(who):
            consent(town.workspace, patron_id, with_email)
            town.people[patron_id] = replace(town.people[patron_id], consent=True, with_email=with_email)

    @rule(name=st.sampled_from(TOWNS), who=WHO)
    def withdraw(self, name: str, who: int) -> None:
        town = self.towns[name]
        for patron_id in town.chosen(who):
            if town.people[patron_id].consent:
                today = town.workspace.today
                consents.withdraw_consent(town.workspace, patron_id, Purpose.REPORTING, on=today)
                town.people[patron_id] = replace(town.people[patron_id], consent=False)

    @rule(name=st.sampled_from(TOWNS), who=WHO)
    def delete(self, name: str, who: int) -> None:
        town = self.towns[name]
        for patron_id in town.chosen(who):
            patrons.delete_patron(town.workspace, patron_id)
            del town.people[patron_id]
            left = {
                key: (title, shared, None if patron == patron_id else patron)
                for key, (title, shared, patron) in town.work.projects.items()
            }
            town.work = replace(town.work, projects=left)

    @rule(name=st.sampled_from(TOWNS), who=WHO, title=FAMILIES)
    def begin_project(self, name: str, who: int, title: str) -> None:
        """A project with somebody responsible, a potential and a remark."""
        town = self.towns[name]
        if len(town.work.projects) == 3:
            return
        new, place = town.workspace.new_id, town.workspace.own_place()
        project = Project(id=new(), place_id=place.id, title=title, note="Vertraulich")
        potential = Potential(
            id=new(), place_id=place.id, title=title, measure="INSUL", project_id=project.id
        )
        remark = Remark(
            id=new(),
            place_key=place.key,
            kind=RemarkKind.SUPPORT,
            about=project.id,
            text=title,
            made_on=town.workspace.today,
            shared=True,
        )
        patron = next(iter(town.chosen(who)), None)
        with town.workspace.store.write("Projekt") as unit:
            unit.add(project, potential, remark)
            if patron is not None:
                unit.add(ProjectPatron(id=new(), project_id=project.id, patron_id=patron))
        town.work = Work(
            {**town.work.projects, project.id: (title, False, patron)},
            {**town.work.potentials, potential.id: project.id},
            {**town.work.remarks, remark.id: title},
        )

    @rule(name=st.sampled_from(TOWNS), which=WHO, title=FAMILIES, shared=st.booleans())
    def change_project(self, name: str, which: int, title: str, shared: bool) -> None:
        town = self.towns[name]
        for key in list(town.work.projects)[which : which + 1]:
            with town.workspace.store.write("Projekt") as unit:
                (project,) = unit.find(Project, id=key)
                unit.update(replace(project, title=title, contact_shared=shared))
            changed = {**town.work.projects, key: (title, shared, town.work.projects[key][2])}
            town.work = replace(town.work, projects=changed)

    @rule(name=st.sampled_from(TOWNS), which=WHO)
    def drop_project(self, name: str, which: int) -> None:
        """Its potential stays, without it."""
        town = self.towns[name]
        for key in list(town.work.projects)[which : which + 1]:
            projects.delete_project(town.workspace, key)
            town.work = replace(
                town.work,
                projects={each: value for each, value in town.work.projects.items() if each != key},
                potentials={each: None if of == key else of for each, of in town.work.potentials.items()},
            )

    @rule(name=st.sampled_from(TOWNS))
    def export(self, name: str) -> None:
        town = self.towns[name]
        self.clock.now += timedelta(seconds=1)
        number = len(self.files)
        exported = delivery.export_sync_file(town.workspace, self.folder / f"{number}.klikks")
        says = frozenset(
            (each, person.family, self.email(town, each) if person.with_email else "")
            for each, person in town.people.items()
            if person.consent
        )
        work = town.work.leaving(town.people)
        self.files.append(File(exported.path, name, number, says, len(town.people), town.written, work))
        town.written = (*town.written, number)

    def email(self, town: Town, patron_id: UUID) -> str:
        with town.workspace.store.read() as reader:
            return reader.get(Patron, patron_id).email

    @rule(name=st.sampled_from(TOWNS))
    def copy_database(self, name: str) -> None:
        town = self.towns[name]
        town.workspace.close()
        data = (town.workspace.folder / "klikks.db").read_bytes()
        town.copies.append((data, dict(town.people), town.work, town.written))
        town.workspace = self.open(name)

    @rule(name=st.sampled_from(TOWNS), which=st.integers(0, 5))
    def put_an_old_database_back(self, name: str, which: int) -> None:
        town = self.towns[name]
        if not town.copies:
            return
        data, people, town.work, town.written = town.copies[which % len(town.copies)]
        town.people = dict(people)
        town.workspace.close()
        (town.workspace.folder / "klikks.db").write_bytes(data)
        town.workspace = self.open(name)

    # ------------------------------------------------------------------ at the region

    def rows(self, source: UUID | None) -> list[Any]:
        with self.region.store.read() as reader:
            return [record for kind in IMPORTED for record in reader.find(kind, source=source, order=("id",))]

    def expected(self, file: File, confirm: bool) -> Verdict:
        head = self.heads[file.town]
        if file.number in self.taken:
            return Verdict.DUPLICATE
        if head is None or head.number in file.before:
            continues = True
        else:
            # Written without knowledge of the head. The region can tell when it knows the file before.
            known = self.taken | self.aside
            continues = not (file.before and file.before[-1] in known)
        if head is not None and file.number < head.number:
            return Verdict.OLDER
        return Verdict.APPLIED if continues or confirm else Verdict.FORK

    @precondition(lambda self: self.files)
    @rule(which=st.integers(0, 200), confirm=st.sampled_from((False, False, True)))
    def deliver(self, which: int, confirm: bool) -> None:
        """Any file, early, late or again; the newest more often."""
        file = self.files[min(which, len(self.files) - 1)] if which < 100 else self.files[-1]
        others = [self.rows(each) for name, each in self.ids.items() if name != file.town]
        own = self.rows(None)
        expected = self.expected(file, confirm)
        (seen,) = importing.preview_import(self.region, [file.path])
        (outcome,) = importing.import_files(self.region, [file.path], confirm_fork=confirm)
        assert outcome.problem is None, outcome.problem
        assert outcome.verdict is expected, f"{file.number}: {outcome.verdict} instead of {expected}"
        assert confirm or seen.verdict is expected
        assert [self.rows(each) for name, each in self.ids.items() if name != file.town] == others
        assert self.rows(None) == own
        if expected is Verdict.APPLIED:
            self.heads[file.town] = file
        if expected is Verdict.FORK:
            self.aside.add(file.number)
        else:
            self.aside.discard(file.number)
            self.taken.add(file.number)

    @rule(name=st.sampled_from(TOWNS))
    def report(self, name: str) -> None:
        """The way it should go: written and delivered."""
        self.export(name)
        self.deliver(200, False)

    @precondition(lambda self: self.files)
    @rule(which=st.integers(0, 200), calls=st.integers(1, 2))
    def deliver_and_break_off(self, which: int, calls: int) -> None:
        """Whatever goes wrong on the way, a file is taken as a whole or not at all."""
        file = self.files[which % len(self.files)]
        before = [self.rows(each) for each in self.ids.values()]
        broken = replace(self.region, clock=Breaking(self.clock.now, calls))
        try:
            (outcome,) = importing.import_files(broken, [file.path])
        except InterruptedError:
            assert [self.rows(each) for each in self.ids.values()] == before
        else:
            assert outcome.verdict is Verdict.DUPLICATE, "nothing else comes this far without the time"

    @invariant()
    def the_region_shows_what_the_file_in_force_said(self) -> None:
        with self.region.store.read() as reader:
            for name, source in self.ids.items():
                head = self.heads[name]
                people = {(p.id, p.family_name, p.email) for p in reader.find(Patron, source=source)}
                assert people == (head.says if head else frozenset())
                reports = reader.find(PlaceReport, source=source)
                assert [(r.in_office, r.named) for r in reports] == (
                    [(head.in_office, len(head.says))] if head else []
                )
                assert reader.count(Place, source=source) == bool(head)
                assert self.work_of(reader, source) == (head.work if head else frozenset())

    def work_of(self, reader: Reader, source: UUID) -> frozenset[tuple[object, ...]]:
        responsible = {each.project_id: each.patron_id for each in reader.find(ProjectPatron, source=source)}
        told: set[tuple[object, ...]] = {
            (each.id, each.title, each.contact_shared, responsible.get(each.id))
            for each in reader.find(Project, source=source)
        }
        told |= {(each.id, each.project_id) for each in reader.find(Potential, source=source)}
        told |= {(each.id, each.text) for each in reader.find(Remark, source=source)}
        return frozenset(told)


class InOneLine(Exchange):
    """No copy of a database is ever put back: then nothing may be called a fork."""

    put_an_old_database_back = None
    copy_database = None

    def expected(self, file: File, confirm: bool) -> Verdict:
        verdict = super().expected(file, confirm)
        assert verdict is not Verdict.FORK
        return verdict

    def teardown(self) -> None:
        """Whatever came in whatever order: once the newest is there, everything is right."""
        try:
            for name in TOWNS:
                of_town = [file for file in self.files if file.town == name]
                for file in reversed(of_town):
                    assert importing.import_files(self.region, [file.path])[0].problem is None
                if of_town:
                    self.heads[name] = of_town[-1]
            self.the_region_shows_what_the_file_in_force_said()
        finally:
            super().teardown()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Region and towns, to be copied."""
    folder = tmp_path_factory.mktemp("merge") / "vorlage"
    make_template(folder)
    return folder


def run(machine: Callable[[Path], Exchange], template: Path, *, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        lambda: machine(template),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            # Shrinking works on real files and would take minutes: a failure shows the steps as they came.
            phases=(Phase.generate,),
        ),
    )


def test_two_towns_and_their_region(template: Path) -> None:
    run(Exchange, template, examples=18, steps=40)


def test_two_towns_and_their_region_on_a_server(tmp_path: Path, postgres: Server) -> None:
    server = postgres.database()
    make_template(tmp_path / "vorlage", server)

    class OnServer(Exchange):
        """The same, with the region's data in a database of its own for each example."""

        address: ServerAddress | None = None

        def open(self, name: str) -> Workspace:
            if name != "region":
                return super().open(name)
            self.address = self.address or postgres.database(server.database)
            return open_workspace(
                self.folder / name, clock=self.clock, resources=RESOURCES, server=self.address
            )

    run(OnServer, tmp_path / "vorlage", examples=3, steps=30)


def test_without_copies_nothing_is_ever_a_fork(template: Path) -> None:
    run(InOneLine, template, examples=8, steps=30)


def test_what_arrives_late_is_older(template: Path) -> None:
    """The state machine does not come by here in every run."""
    machine = Exchange(template)
    try:
        machine.export("a")
        machine.rename("a", 0, "Dörr")
        machine.export("a")
        machine.deliver(1, False)
        assert machine.expected(machine.files[0], False) is Verdict.OLDER
        machine.deliver(0, False)
        machine.the_region_shows_what_the_file_in_force_said()
    finally:
        machine.teardown()


def test_a_fork_goes_on_being_one(template: Path) -> None:
    """The road on which the third mutant of such tests survives, walked by hand."""
    machine = Exchange(template)
    try:
        machine.appoint("a", "Ahrens")
        machine.agree("a", 0, True)
        machine.export("a")
        machine.copy_database("a")
        machine.deliver(200, False)
        machine.export("a")
        machine.deliver(200, False)
        machine.put_an_old_database_back("a", 0)
        for _ in range(2):
            machine.rename("a", 0, "Dörr")
            machine.export("a")
            assert machine.expected(machine.files[-1], False) is Verdict.FORK
            machine.deliver(200, False)
            machine.the_region_shows_what_the_file_in_force_said()
        machine.deliver(200, True)
        machine.the_region_shows_what_the_file_in_force_said()
        machine.export("a")
        assert machine.expected(machine.files[-1], False) is Verdict.APPLIED
        machine.deliver(200, False)
    finally:
        machine.teardown()
