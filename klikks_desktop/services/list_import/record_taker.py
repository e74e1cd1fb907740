"""Taking records that are edited through a form: new ones stored, known ones completed, never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from klikks_desktop.domain.lists.columns import ListColumn, columns_of
from klikks_desktop.domain.lists.table import ListRow
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import read_all, write_all
from klikks_desktop.domain.records import Building, Locality, Project, Record
from klikks_desktop.services.list_import.taker import Names, Run, Taker, referred
from klikks_desktop.services.records.import_report import Outcome, RowReport
from klikks_desktop.services.records.record_forms import FormKind
from klikks_desktop.services.workspace import Workspace

R = TypeVar("R", Building, Project)


class RecordTaker(Taker, Generic[R]):
    """One record a row. name: the field by which a record is known again."""

    def __init__(
        self,
        workspace: Workspace,
        kind: FormKind[R],
        name: str,
        aliases: Mapping[str, tuple[str, ...]],
        *,
        label: Callable[[R], str],
        more: Sequence[ListColumn] = (),
    ) -> None:
        super().__init__(workspace)
        self._kind: FormKind[R] = kind
        self._name = name
        self._label: Callable[[R], str] = label
        self._columns = (*columns_of(kind.fields, aliases, (name,)), *more)
        self._known: dict[str, R] = {}
        self._twice: set[str] = set()

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """The fields of the form."""
        return self._columns

    def begin(self, run: Run) -> None:
        """Note the records of the place and what they may refer to."""
        super().begin(run)
        place_id = run.place.id
        for record in run.unit.find(self._kind.record, place_id=place_id, source=None):
            key = self._label(record).casefold()
            if key in self._known:
                self._twice.add(key)
            self._known[key] = record
        self._names = {
            "building_id": Names("Das Gebäude", run.unit.find(Building, place_id=place_id, source=None)),
            "locality_id": Names("Der Ortsteil", run.unit.find(Locality, place_id=place_id, source=None)),
        }

    def take(self, row: ListRow) -> list[RowReport]:
        """Store a new record, or fill what is empty in a known one."""
        name = row.texts[self._name]
        if name.casefold() in self._twice:
            reason = "Mehrere Einträge heißen so. Bitte zuerst umbenennen."
            return [self.run.refused(row, self._name, reason, name)]
        fields = {field.name for field in self._kind.fields}
        texts, problems = referred(
            {key: text for key, text in row.texts.items() if text and key in fields}, self._names
        )
        if problems:
            return self.run.problems(row, problems, name)
        known = self._known.get(name.casefold())
        return self._add(row, name, texts) if known is None else self._complete(row, name, texts, known)

    def _add(self, row: ListRow, name: str, texts: Mapping[str, str]) -> list[RowReport]:
        values, problems = read_all([f for f in self._kind.fields if f.name in texts], texts)
        if problems:
            return self.run.problems(row, problems, name)
        # Any: each field's value has the type of the record's attribute of that name.
        typed: dict[str, Any] = dict(values)
        record = self._kind.record(id=self.workspace.new_id(), place_id=self.run.place.id, **typed)
        wrong, belongings = list(self._kind.check(record)), list[Record]()
        if not wrong:
            belongings, wrong = self.belongings(row, record)
        if wrong:
            return self.run.problems(row, wrong, name)
        self.run.unit.add(record, *belongings)
        self._known[name.casefold()] = record
        return [RowReport(row.number, Outcome.TAKEN, name)]

    def _complete(self, row: ListRow, name: str, texts: Mapping[str, str], known: R) -> list[RowReport]:
        before = write_all(self._kind.fields, known)
        missing = {key: text for key, text in texts.items() if not before[key]}
        differs = self._differing(texts, before)
        values, unread = read_all([f for f in self._kind.fields if f.name in missing], missing)
        if not missing:
            return [RowReport(row.number, Outcome.KNOWN, name, text=differs)]
        # Any: as in ``_add``.
        typed: dict[str, Any] = dict(values)
        changed: R = replace(known, **typed)
        wrong = unread + self._kind.check(changed)
        if wrong:
            return self.run.problems(row, wrong, name)
        self.run.unit.update(changed)
        self._known[name.casefold()] = changed
        return [RowReport(row.number, Outcome.COMPLETED, name, text=differs)]

    def belongings(self, row: ListRow, record: R) -> tuple[list[Record], list[Problem]]:  # noqa: ARG002 - for heirs
        """What is stored with a new record beside its fields, and what is wrong with it."""
        return [], []

    def _differing(self, texts: Mapping[str, str], before: Mapping[str, str]) -> str:
        """A sentence that names the fields where the record says something else; it stays."""
        titles = []
        for field in self._kind.fields:
            if field.name == self._name or not texts.get(field.name) or not before[field.name]:
                continue
            values, problems = read_all((field,), texts)
            if problems or field.write(values[field.name]) != before[field.name]:
                titles.append(field.title)
        return f"Anders als gespeichert und nicht übernommen: {', '.join(titles)}." if titles else ""
