"""What changed when about a project, a potential or a building (Verlauf), and what lies in the bin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.changes import BinItem, Operation, RecordChange
from klikks_desktop.domain.good_examples import example_fields
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.potential_fields import POTENTIAL_FIELDS
from klikks_desktop.domain.project_fields import PROJECT_FIELDS
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Attachment,
    Building,
    Draft,
    Funding,
    GoodExample,
    Indicator,
    Locality,
    Meter,
    Patron,
    Potential,
    Project,
    ProjectPatron,
    Record,
    Task,
)
from klikks_desktop.services.energy.buildings import METER_FORM, building_form
from klikks_desktop.services.projects.project_parts import PART_FORMS, PART_WORDS, funding_form
from klikks_desktop.services.records.history import BIN_DAYS
from klikks_desktop.services.records.record_history import HistoryEntry
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.savings.potential_words import calculation_words
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_EVER: Final = datetime.fromtimestamp(0, UTC)
PROJECT_PARTS: Final[Sequence[type[WorkRecord]]] = (
    Activity,
    Task,
    Indicator,
    Achievement,
    Funding,
    Attachment,
    ProjectPatron,
)
# Any: each kind of record has fields of its own.
_OTHER_FIELDS: Final[Mapping[type[Any], tuple[Field, ...]]] = {
    Attachment: (
        Field(name="file_name", title="Name"),
        Field(name="caption", title="Beschreibung"),
        Field(name="is_cover", title="Titelbild", kind=FieldKind.CHECK),
    ),
    ProjectPatron: (Field(name="patron_id", title="Verantwortlich", kind=FieldKind.REFERENCE),),
    Project: PROJECT_FIELDS,
    Potential: POTENTIAL_FIELDS,
}
_WORDS: Final[Mapping[type[Any], str]] = {
    **PART_WORDS,
    Attachment: "Datei",
    ProjectPatron: "Zuständigkeit",
    Meter: "Zähler",
    Project: "Projekt",
    Potential: "Potenzial",
    Building: "Gebäude",
    GoodExample: "Gutes Beispiel",
}
WorkRecord = (
    Project
    | Potential
    | Building
    | Meter
    | Activity
    | Task
    | Indicator
    | Achievement
    | Funding
    | Attachment
    | ProjectPatron
    | GoodExample
)
Key = tuple[type[WorkRecord], UUID]


@dataclass(frozen=True, slots=True)
class WorkBinItem:
    """One thing in the recycle bin. kind, name: in words.

    owner_id, about: the project or building it belonged to and still does, ``None`` and "" without one.
    """

    change_id: UUID
    record_id: UUID
    owner_id: UUID | None
    kind: str
    name: str
    about: str
    deleted_at: datetime


def project_history(workspace: Workspace, project_id: UUID) -> list[HistoryEntry]:
    """What happened to a project and its parts, newest first."""
    return _history(workspace, (Project, project_id), PROJECT_PARTS, "project_id")


def potential_history(workspace: Workspace, potential_id: UUID) -> list[HistoryEntry]:
    """What happened to a potential, newest first."""
    return _history(workspace, (Potential, potential_id), (), "")


def building_history(workspace: Workspace, building_id: UUID) -> list[HistoryEntry]:
    """What happened to a building and its meters, newest first."""
    return _history(workspace, (Building, building_id), (Meter,), "building_id")


def example_history(workspace: Workspace, example_id: UUID) -> list[HistoryEntry]:
    """What happened to a good example, newest first."""
    return _history(workspace, (GoodExample, example_id), (), "")


def work_bin(workspace: Workspace, *kinds: type[WorkRecord]) -> list[WorkBinItem]:
    """What was deleted in the last 30 days, newest first; what went with its owner comes back with it."""
    with workspace.store.read() as reader:
        items = reader.recycle_bin(workspace.clock() - timedelta(days=BIN_DAYS), *kinds)
        names = _names(reader)
    found = [(item, item.record) for item in items if isinstance(item.record, WorkRecord)]
    gone = {record.id for _, record in found}
    return [
        _bin_item(item, record, names) for item, record in found if not {_owner(record), _main(record)} & gone
    ]


def _bin_item(item: BinItem, record: WorkRecord, names: Mapping[UUID, str]) -> WorkBinItem:
    owner = _owner(record)
    return WorkBinItem(
        change_id=item.change.id,
        record_id=record.id,
        owner_id=owner,
        kind=_WORDS[type(record)],
        name=_name(record, names),
        about=names.get(owner, "") if owner else "",
        deleted_at=item.deleted_at,
    )


def _owner(record: WorkRecord) -> UUID | None:
    if isinstance(record, Project | Potential | GoodExample):
        return None
    return getattr(record, "project_id", None) or getattr(record, "building_id", None)


def _main(record: WorkRecord) -> UUID | None:
    """The potential that this one is a variant of."""
    return record.variant_of if isinstance(record, Potential) else None


def _name(record: WorkRecord, names: Mapping[UUID, str]) -> str:
    if isinstance(record, ProjectPatron):
        return names.get(record.patron_id, "")
    for attribute in ("title", "name", "file_name", "number"):
        if name := getattr(record, attribute, ""):
            return str(name)
    return str(record.year) if isinstance(record, Achievement) else "Ohne Titel"


def _history(
    workspace: Workspace, root: Key, parts: Sequence[type[WorkRecord]], link: str
) -> list[HistoryEntry]:
    with workspace.store.read() as reader:
        keys: list[Key] = [root]
        for kind in parts:
            gone = [item.record for item in reader.recycle_bin(_EVER, kind)]
            known = {each.id for each in _present(reader, kind, link, root[1])}
            known |= {each.id for each in gone if isinstance(each, kind) and getattr(each, link) == root[1]}
            keys += [(kind, key) for key in known]
        changes = [change for kind, key in keys for change in reader.changes(kind, key)]
        drafts = [(kind, change) for kind, key in keys for change in reader.changes(Draft, key)]
        names = _names(reader)
    tell = _Teller(workspace, root[0], names)
    entries: dict[UUID, tuple[RecordChange, list[str]]] = {}
    for change in changes:
        entries.setdefault(change.change.id, (change, []))[1].extend(tell.lines(change))
    for kind, change in drafts:
        entries.setdefault(change.change.id, (change, []))[1].extend(tell.draft_lines(kind, change))
    found = [
        HistoryEntry(change.change.at, change.change.label, tuple(dict.fromkeys(lines)))
        for change, lines in entries.values()
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _present(reader: Reader, kind: type[WorkRecord], link: str, owner: UUID) -> list[WorkRecord]:
    where: dict[str, object] = {link: owner}
    return list(reader.find(kind, order=("id",), **where))


def _names(reader: Reader) -> dict[UUID, str]:
    """Names of what fields refer to."""
    names = {each.id: each.name for each in reader.find(Building)}
    names |= {each.id: each.name for each in reader.find(Locality)}
    names |= {each.id: each.title for each in reader.find(Project)}
    return names | {each.id: each.full_name for each in reader.find(Patron)}


class _Teller:
    """Tells changes of records in the words of their fields."""

    def __init__(self, workspace: Workspace, root: type[WorkRecord], names: Mapping[UUID, str]) -> None:
        self._root, self._names = root, names
        known = library(workspace)
        self._measures = {each.id: each for each in catalogue(known.assumptions)}
        self._sets = known.sets
        # Any: each kind of record has fields of its own.
        self._fields: dict[type[Any], Sequence[Field]] = {
            **_OTHER_FIELDS,
            **{kind: form.fields for kind, form in PART_FORMS.items()},
            Funding: funding_form(workspace).fields,
            Building: building_form(workspace).fields,
            Meter: METER_FORM.fields,
            GoodExample: example_fields({each.id: each.title for each in self._measures.values()}),
        }

    def lines(self, change: RecordChange) -> Iterator[str]:
        """The fields that one change touched."""
        record = change.new or change.old
        if not isinstance(record, WorkRecord):
            return
        subject = self._subject(type(record), _name(record, self._names))
        if change.operation is Operation.DELETED:
            yield f"{subject}gelöscht" if subject else "gelöscht"
            return
        yield from _differences(self._words(change.old), self._words(change.new), subject)

    def draft_lines(self, kind: type[WorkRecord], change: RecordChange) -> Iterator[str]:
        """What was typed that was not right yet."""
        if change.operation is Operation.DELETED:
            return
        before, after = (self._typed(kind, record) for record in (change.old, change.new))
        yield from _differences(before, after, self._subject(kind, ""))

    def _subject(self, kind: type[WorkRecord], name: str) -> str:
        if kind is self._root or kind is ProjectPatron:
            return ""
        return f"{_WORDS[kind]} „{name}“: " if name else f"{_WORDS[kind]}: "

    def _typed(self, kind: type[WorkRecord], record: Record | None) -> dict[str, str]:
        texts = json.loads(record.texts) if isinstance(record, Draft) else {}
        return {field.title: texts[field.name] for field in self._fields[kind] if texts.get(field.name)}

    def _words(self, record: Record | None) -> dict[str, str]:
        if record is None:
            return {}
        known = self._fields[type(record)]
        words = {field.title: self._word(field, getattr(record, field.name)) for field in known}
        if isinstance(record, Potential):
            words |= calculation_words(record, self._measures, self._sets)
            words["Projekt"] = self._names.get(record.project_id, "") if record.project_id else ""
        return {title: word for title, word in words.items() if word}

    def _word(self, field: Field, value: Any) -> str:  # Any: the value of any field
        if isinstance(value, UUID):
            return self._names.get(value, "ein früherer Eintrag")
        return field.words(value)


def _differences(before: Mapping[str, str], after: Mapping[str, str], subject: str) -> Iterator[str]:
    names: Iterable[str] = dict.fromkeys([*before, *after])
    for name in names:
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield f"{subject}{name}: {f'{old} → ' if old else ''}{new or 'leer'}"
