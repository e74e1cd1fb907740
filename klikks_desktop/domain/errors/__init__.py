"""Errors that the environment or the person causes, each with a code and three plain sentences.

Everything that is not a ``UserError`` is a bug and ends in the report window (or, on the
command line, in a crash report without personal data).

Code ranges: 1xx entries and rules, 2xx storage and backup, 3xx tables, 4xx documents,
5xx sync file and enrolment, 6xx this computer (folders, printer, window), 7xx measures, factors,
projects and energy, 8xx what region, towns and the rest of the world exchange.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# Opening and saving (on a disk, on a server), and the keys; but not what concerns one change alone.
_OF_WORKSPACE: Final = ("K-20", "K-21", "K-25", "K-26", "K-52")
_OF_ONE_CHANGE: Final = frozenset({"K-215", "K-216", "K-217", "K-268"})


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The German texts of one code; ``{placeholders}`` are filled from the facts of the error.

    title: what happened, as the head of a dialog and the one line of the command line.
    happened, kept, advice: "Was ist passiert / Was ist erhalten / Was Sie tun können".
    """

    title: str
    happened: str
    kept: str
    advice: str


class UserError(Exception):
    """Something the environment or the person caused (``K-nnn``), with the facts to explain it."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts = dict(facts or {})

    @property
    def text(self) -> ErrorText:
        """The German texts with this error's facts filled in."""
        raw = error_text(self.code)
        filled = (part.format(**self.facts) for part in (raw.title, raw.happened, raw.kept, raw.advice))
        return ErrorText(*filled)

    @property
    def line(self) -> str:
        """One line: code, what happened, what to do."""
        text = self.text
        return f"{self.code} {text.title}: {text.happened} {text.advice}".replace("\n", " ")

    @property
    def is_of_workspace(self) -> bool:
        """Whether the workspace itself failed (its disk, server or keys): the next thing would fail alike."""
        return self.code.startswith(_OF_WORKSPACE) and self.code not in _OF_ONE_CHANGE

    def __str__(self) -> str:
        return self.line


def error_text(code: str) -> ErrorText:
    """The unfilled texts of ``code``; ``KeyError`` when no catalogue has it."""
    return catalogue()[code]


def catalogue() -> Mapping[str, ErrorText]:
    """All codes with their texts, from the catalogues."""
    from klikks_desktop.domain.errors import (
        documents,
        energy,
        entries,
        evaluation,
        factors,
        ideas,
        machine,
        measures,
        pack,
        people,
        post,
        postgres,
        projects,
        recovery,
        region,
        region_map,
        reporting,
        reports,
        storage,
        sync,
        tables,
        upward,
        world,
    )

    return {
        **entries.TEXTS,
        **people.TEXTS,
        **storage.TEXTS,
        **postgres.TEXTS,
        **tables.TEXTS,
        **documents.TEXTS,
        **sync.TEXTS,
        **recovery.TEXTS,
        **reporting.TEXTS,
        **machine.TEXTS,
        **measures.TEXTS,
        **factors.TEXTS,
        **projects.TEXTS,
        **energy.TEXTS,
        **reports.TEXTS,
        **region.TEXTS,
        **evaluation.TEXTS,
        **region_map.TEXTS,
        **post.TEXTS,
        **pack.TEXTS,
        **ideas.TEXTS,
        **upward.TEXTS,
        **world.TEXTS,
    }
