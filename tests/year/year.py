"""A region with its towns in the course of a year, step by step as in life."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from klikks_desktop.domain.records import Period, Verdict
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.workspace import ServerAddress
from tests.year.clock import Clock
from tests.year.judge import Judge
from tests.year.light_town import START, LightTown, enrol_all, make_towns
from tests.year.office import Office
from tests.year.post import Letter, Post
from tests.year.town_office import TownOffice

MONTHS = 12
REAL_TOWNS = 10
"""At least; what happens to each of them stands in ``Year.plans``."""
REPORTS = {TownOffice: 0.9, LightTown: 0.35}
"""How many of the towns write in a month."""
FORKS = range(6, 8)
"""Months in which the restored town reports and nobody has decided yet."""
FORKED_MONTHS = range(2, 9)
"""From the backup to the first report after the decision, the post of the forked town is safe."""

Anyone = TownOffice | LightTown


@dataclass(frozen=True)
class Gone:
    """Somebody whom the region has to forget with the first report of the town after these."""

    name: str
    town: TownOffice
    after: int


class Year:
    """``live`` runs it all; ``tests.year.end`` says whether it is right.

    gone: people who may be nowhere at the region once their town reported.
    """

    def __init__(
        self,
        folder: Path,
        *,
        real: int,
        light: int,
        seed: int,
        server: ServerAddress | None = None,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        assert real >= REAL_TOWNS
        self.places = real + light
        self.folder, self.log = folder, log
        self.random = Random(seed)  # noqa: S311 - the same year every time, no secrets
        self.clock = Clock(START)
        self.office = Office(folder, self.clock, server)
        self.post, self.way_back = Post(self.random), Post(self.random)
        senders = make_towns(real + light)
        self.towns = [
            TownOffice(each.number, each.place.key, folder / each.place.key, self.clock, seed)
            for each in senders[:real]
        ]
        keys = self.office.anna.keys
        self.light = [LightTown(each, self.clock, keys) for each in senders[real:]]
        self.by_sender: dict[UUID, Anyone] = {}
        self.judge = Judge(exactly=len(self.office.colleagues) == 1)
        self.gone: list[Gone] = []
        self.periods: list[Period] = []
        self.month = 0

    def __iter__(self) -> Iterator[Anyone]:
        yield from self.towns
        yield from self.light

    def live(self) -> None:
        """Twelve months and a last round in which nothing gets lost."""
        for town in self.towns:
            self.enrol(town)
        enrol_all(self.office.anna, [town.sender for town in self.light])
        self.by_sender |= {town.sender.keys.installation: town for town in self.light}
        plans = self.plans()
        for self.month in range(MONTHS):
            self.clock.reach(self.month, 0)
            for town in self.towns:
                town.live_a_month()
            for deed in plans.get(self.month, ()):
                deed()
            self.begin_quarter()
            self.write_reports()
            self.clock.reach(self.month, 10)
            self.take_what_arrived()
            self.end_quarter()
            self.open_what_came_back()
            self.log(f"Monat {self.month + 1:2}: {dict(self.judge.counts)}; Post {dict(self.post.counts)}")
        self.last_round()

    def close(self) -> None:
        for town in self.towns:
            town.close()
        self.office.close()

    # ------------------------------------------------------------------ what is planned

    def plans(self) -> dict[int, list[Callable[[], object]]]:
        """What happens to whom, by month."""
        forked, replaced, keyless, moving, *three, leaving, merged, growing = self.towns[:REAL_TOWNS]
        return {
            3: [forked.back_up, replaced.back_up],
            4: [
                lambda: self.erase_somebody(forked),
                lambda: self.change_keys(keyless, keyless.lose_the_keys),
                moving.change_the_computer,
            ],
            5: [lambda: self.change_keys(replaced, replaced.restore_on_a_new_computer)],
            6: [forked.restore_the_backup],
            7: [lambda: self.merge(merged, growing)],
            8: [*(lambda town=town: self.withdraw_a_consent(town) for town in three)],
            9: [lambda: self.erase_somebody(leaving)],
        }

    def erase_somebody(self, town: TownOffice) -> None:
        person = self.somebody_known(town)
        town.erase(person)

    def withdraw_a_consent(self, town: TownOffice) -> None:
        town.withdraw(self.somebody_known(town))

    def somebody_known(self, town: TownOffice) -> UUID:
        """Whom the region knows by name and must forget."""
        data = self.office.everything()
        known = [each for each in town.reported_people() if town.names[each].encode() in data]
        assert known, f"{town}, month {self.month}: the region knows nobody"
        self.gone.append(Gone(town.names[known[0]], town, town.written))
        return known[0]

    def change_keys(self, town: TownOffice, how: Callable[[], None]) -> None:
        """What the former keys signed and is still under way will be refused."""
        former = town.workspace.keys.installation
        how()
        taken = self.enrol(town)
        assert len(taken) == 1, f"{town}: takes over from {taken}"
        self.judge.replaced.add(former)

    def merge(self, merged: TownOffice, growing: TownOffice) -> None:
        """The place of one town goes on in the program of another; its last report comes too late."""
        late = self.folder / f"zu-spät-{merged.key}.klikks"
        self.hand_in(merged, late, merged.report(late), safely=True)
        growing.join(merged.key)
        former = merged.workspace.keys.installation
        assert len(self.enrol(growing)) == 1, f"{growing}: takes over {merged.key}"
        self.judge.replaced.add(former)
        merged.close()
        self.towns.remove(merged)

    def enrol(self, town: TownOffice) -> tuple[str, ...]:
        taken = self.office.enrol(town)
        self.by_sender[town.workspace.keys.installation] = town
        return taken

    # ------------------------------------------------------------------ to the region

    def write_reports(self) -> None:
        for town in self:
            is_forked = town is self.towns[0] and self.month in FORKED_MONTHS
            if is_forked or self.random.random() < REPORTS[type(town)]:
                file = self.report_of(town)
                self.hand_in(town, file, town.report(file), safely=is_forked)
                if is_forked and self.month in FORKS:
                    self.judge.forks.add(file)

    def report_of(self, town: Anyone) -> Path:
        return self.folder / f"{self.month:02}-{town.key}.klikks"

    def hand_in(self, town: Anyone, file: Path, number: int, *, safely: bool = False) -> None:
        letter = Letter(town.key, number, file, self.month)
        keys = town.workspace.keys if isinstance(town, TownOffice) else town.sender.keys
        self.judge.remember(letter, keys.installation)
        self.post.hand_in(letter, safely=safely)

    def take_what_arrived(self) -> None:
        files = [letter.file for letter in self.post.arrivals(self.month)]
        outcomes = self.office.take(files)
        for outcome in outcomes:
            town = self.by_sender[self.judge.senders[outcome.file]]
            self.judge.check(outcome, f"{town}, month {self.month}")
        if self.month == FORKS[-1]:
            outcomes += self.decide_for_the_fork()
        self.look_for_the_gone()
        receipts = self.office.write_receipts(outcomes, self.folder / f"quittungen-{self.month:02}")
        self.send_back(receipts, safely=self.month >= MONTHS)

    def look_for_the_gone(self) -> None:
        """No byte is left of who was erased or withdrew, as soon as a report without them was taken."""
        data = self.office.everything()
        for each in self.gone:
            if self.judge.newest.get(each.town.workspace.keys.installation, 0) > each.after:
                for word in (each.name, each.name.lower()):
                    where = f"{each.town}, month {self.month}"
                    assert word.encode() not in data, f"{where}: {word} can still be read at the region"

    def decide_for_the_fork(self) -> list[ImportOutcome]:
        """The region called the town: what it reports now is right."""
        town = self.towns[0]
        standings = self.office.standings(self.periods[-1])
        assert standings[Standing.FORK] == 1, f"month {self.month}: {standings}"
        file = self.report_of(town)
        outcome = self.office.settle(file)
        assert outcome.verdict is Verdict.APPLIED, f"{town}: {outcome}"
        self.judge.decided(file)
        return [outcome]

    # ------------------------------------------------------------------ and back

    def send_back(self, files: Sequence[Path], *, safely: bool = False) -> None:
        for number, (receiver, file) in enumerate(self.office.receivers(files)):
            letter = Letter(str(receiver), number, file, self.month)
            self.way_back.hand_in(letter, safely=safely)

    def open_what_came_back(self) -> None:
        for letter in self.way_back.arrivals(self.month):
            town = self.by_sender[UUID(letter.town)]
            if town in self.towns or isinstance(town, LightTown):
                town.open_letter(letter.file)

    def begin_quarter(self) -> None:
        if self.month % 3 == 0:
            self.periods.append(self.office.open_period(f"Quartal {self.month // 3 + 1}"))

    def end_quarter(self) -> None:
        """A look at the board, reminders, questions, news; at midyear a return for everybody."""
        if self.month % 3 != 2:
            return
        standings = self.office.standings(self.periods[-1])
        assert sum(standings.values()) == self.places, f"month {self.month}: {standings}"
        reminded = self.office.remind(self.periods[-1], self.folder / f"erinnerungen-{self.month:02}")
        assert reminded <= standings[Standing.MISSING] + standings[Standing.OLDER]
        for town in self.random.sample(list(self), 5):
            self.office.write_to(town.key, f"Wie geht es weiter? (Monat {self.month})")
        self.office.announce(f"Treffen nach Monat {self.month}")
        if self.month == MONTHS // 2 - 1:
            self.send_back(self.office.write_returns(self.folder / "rücksendungen"))
        self.log(f"          Stand: {dict(standings)}, erinnert: {reminded}")

    def last_round(self) -> None:
        """Everybody sends what was never answered once more, and a last report; nothing gets lost."""
        self.month = MONTHS
        self.clock.reach(self.month, 0)
        self.periods.append(self.office.open_period("Jahresbericht"))
        for town in self:
            for file in town.unanswered():
                self.post.hand_in(self.judge.letters[file], safely=True)
            file = self.report_of(town)
            self.hand_in(town, file, town.report(file), safely=True)
        self.month += 3
        self.clock.reach(MONTHS, 10)
        self.take_what_arrived()
        self.send_back(self.office.write_returns(self.folder / "rücksendungen-zuletzt"), safely=True)
        self.open_what_came_back()
