"""What every kind of list has in common: the rows of one import while it goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from klikks_desktop.domain.lists.columns import ListColumn
from klikks_desktop.domain.lists.table import ListRow, ListTable
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Building, Locality, Place, Project
from klikks_desktop.domain.values import quoted
from klikks_desktop.services.records.import_report import Outcome, RowReport
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Run:
    """One import: whose rows, within which transaction, from which table."""

    workspace: Workspace
    place: Place
    unit: Unit
    table: ListTable

    def refused(self, row: ListRow, key: str, reason: str, name: str = "") -> RowReport:
        """Report a row as refused, with the cell that is to blame."""
        refusal = self.table.refusal(row.number, key, reason)
        return RowReport(row.number, Outcome.REFUSED, name, refusal.column, refusal.cell, reason)

    def problems(self, row: ListRow, problems: Iterable[Problem], name: str = "") -> list[RowReport]:
        """Report everything that is wrong with a row."""
        return [self.refused(row, problem.field, problem.message, name) for problem in problems]


class Taker(ABC):
    """Takes the rows of one kind of list, one after the other, within one transaction.

    ``columns`` is needed before the file is read, everything else comes with ``begin``.
    """

    run: Run

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @property
    @abstractmethod
    def columns(self) -> tuple[ListColumn, ...]:
        """The columns this kind of list may have."""

    def begin(self, run: Run) -> None:
        """Look at what is there already."""
        self.run = run

    @abstractmethod
    def take(self, row: ListRow) -> list[RowReport]:
        """Take, complete or refuse one row."""

    def finish(self) -> None:  # noqa: B027 - most takers write row by row
        """Write what was collected."""


class Names:
    """Records of a place by name, to find what a cell of the table refers to."""

    def __init__(self, what: str, records: Iterable[Building | Locality | Project]) -> None:
        self._what = what
        self._ids: dict[str, list[UUID]] = {}
        self._names: list[str] = []
        for record in records:
            name = record.title if isinstance(record, Project) else record.name
            self._ids.setdefault(name.casefold(), []).append(record.id)
            self._names.append(name)

    def find(self, name: str) -> UUID:
        """The one record of this name; ``LookupError`` with a German sentence otherwise."""
        found = self._ids.get(name.casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"{self._what} {quoted(name)} gibt es mehrmals. Bitte eindeutig benennen.")
        known = sorted(self._names, key=str.casefold)
        rest = f" und {len(known) - MOST_NAMED} weitere" if len(known) > MOST_NAMED else ""
        there = (
            f"Vorhanden: {', '.join(known[:MOST_NAMED])}{rest}." if known else "Es ist noch keines erfasst."
        )
        raise LookupError(f"{self._what} {quoted(name)} gibt es nicht. {there}")


def referred(texts: Mapping[str, str], names: Mapping[str, Names]) -> tuple[dict[str, str], list[Problem]]:
    """Texts with names of other records turned into their ids, and the names that lead nowhere."""
    resolved, problems = dict(texts), []
    for key, known in names.items():
        if texts.get(key):
            try:
                resolved[key] = str(known.find(texts[key]))
            except LookupError as error:
                problems.append(Problem(key, str(error.args[0])))
    return resolved, problems
