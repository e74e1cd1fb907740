"""What the region has to make of each file, known from when it was written and by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from tests.year.post import Letter

NO_LONGER_FOR_THIS_PLACE = "K-512"


@dataclass
class Judge:
    """Knows every letter; says where the region was wrong.

    exactly: one after the other was taken, so that it is known who was first. forks: files that have to be
    noticed as such; noticed: those that were. replaced: installations whose place was taken over; refused:
    files that came from one of these. newest: number in force, by sender.
    """

    exactly: bool
    letters: dict[Path, Letter] = field(default_factory=dict)
    senders: dict[Path, UUID] = field(default_factory=dict)
    newest: dict[UUID, int] = field(default_factory=dict)
    forks: set[Path] = field(default_factory=set)
    noticed: set[Path] = field(default_factory=set)
    replaced: set[UUID] = field(default_factory=set)
    refused: set[Path] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    _handled: set[Path] = field(default_factory=set)

    def remember(self, letter: Letter, sender: UUID) -> None:
        """A letter was written."""
        self.letters[letter.file], self.senders[letter.file] = letter, sender

    def check(self, outcome: ImportOutcome, where: str) -> None:
        """Whether the region made of a file what had to be made of it."""
        file, is_replaced = outcome.file, self.senders[outcome.file] in self.replaced
        where = f"{where}, {file.name}"
        if outcome.problem is not None:
            code = outcome.problem.code
            assert is_replaced, f"{where}: {outcome.problem}"
            assert code == NO_LONGER_FOR_THIS_PLACE, f"{where}: {code}"
            self.refused.add(file)
            self.counts["abgelehnt"] += 1
            return
        assert outcome.verdict is not None
        is_known = outcome.verdict is Verdict.DUPLICATE and file in self._handled
        assert is_known or not is_replaced, f"{where}: taken, although others report this place"
        expected = self._expected(file)
        assert outcome.verdict in expected, f"{where}: {outcome.verdict} instead of {expected}"
        self._note(file, outcome.verdict)

    def decided(self, file: Path) -> None:
        """A person decided that this file is in force."""
        self._note(file, Verdict.APPLIED)

    def _expected(self, file: Path) -> set[Verdict]:
        is_newest = self.letters[file].number > self.newest.get(self.senders[file], 0)
        if file in self.forks and is_newest:
            return {Verdict.FORK}
        if file in self.forks:
            # Sent again after the decision, because its receipt was lost.
            return {Verdict.DUPLICATE if file == max(self.forks) else Verdict.OLDER}
        if not self.exactly:
            # Who was faster decides; that nothing is lost shows at the end.
            return {Verdict.APPLIED, Verdict.OLDER, Verdict.DUPLICATE}
        if file in self._handled:
            return {Verdict.DUPLICATE}
        return {Verdict.APPLIED if is_newest else Verdict.OLDER}

    def _note(self, file: Path, verdict: Verdict) -> None:
        sender, number = self.senders[file], self.letters[file].number
        if verdict is Verdict.APPLIED:
            self.newest[sender] = max(number, self.newest.get(sender, 0))
        if verdict is Verdict.FORK:
            self.noticed.add(file)
        self._handled.add(file)
        self.counts[verdict.value] += 1
