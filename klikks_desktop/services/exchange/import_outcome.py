"""What became of files that were taken: of each one, and of an import that had to stop among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange.difference import NOTHING, Difference, KindDifference

_NAMED: Final = 5
"""So many files that are left are named; the list has them all."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One file: whose it is and what became (or would become) of it; ``problem`` when refused.

    kinds: the difference by kind. digest: of the content, as its delivery has it. places: keys of what it
    reports. is_left: the import stopped before it was in.
    """

    file: Path
    sender: str = ""
    created: str = ""
    verdict: Verdict | None = None
    difference: Difference = NOTHING
    kinds: tuple[KindDifference, ...] = ()
    named: int = 0
    in_office: int = 0
    digest: str = ""
    places: tuple[str, ...] = ()
    problem: UserError | None = None
    is_left: bool = False

    @property
    def is_in(self) -> bool:
        """Whether what it says is in force here, or was."""
        return self.verdict in {Verdict.APPLIED, Verdict.DUPLICATE}


class ImportStopped(UserError):  # noqa: N818 - says what happened, as its parent
    """K-546: disk, server or keys failed, so no further file was tried; what is in stays.

    problem: what failed. outcomes: every file that was given, those that are left too.
    """

    def __init__(self, done: Sequence[ImportOutcome], left: Sequence[Path], problem: UserError) -> None:
        text, count = problem.text, len(done) + len(left)
        facts = {
            "taken": _count_words(sum(each.is_in for each in done), count),
            "code": problem.code,
            "reason": text.happened,
            "left": _names(left),
            "kept": text.kept,
            "advice": text.advice,
        }
        super().__init__("K-546", facts)
        self.problem = problem
        self.outcomes = [*done, *(ImportOutcome(file, is_left=True) for file in left)]


def _count_words(taken: int, count: int) -> str:
    if not taken:
        return f"Keine der {count} Dateien ist"
    return f"{taken} von {count} Dateien {'ist' if taken == 1 else 'sind'}"


def _names(files: Sequence[Path]) -> str:
    named = ", ".join(file.name for file in files[:_NAMED])
    more = len(files) - _NAMED
    return f"{named} und {more} weitere" if more > 0 else named
