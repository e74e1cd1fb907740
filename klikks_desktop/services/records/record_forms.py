"""Editing a record through the texts of its form: kept whatever they say, stored when they are right.

What is typed is never lost: while something is wrong, the texts wait in a draft beside the record,
which keeps its last valid state. One ``FormKind`` describes a kind of record for form, window, history.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, Value, read_all, write_all
from klikks_desktop.domain.records import Draft, Record
from klikks_desktop.services.records.conflicts import Redo, expect_seen, field_words
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class FormKind(Generic[R]):
    """A kind of record that is edited field by field.

    name: kept as ``entity`` of its drafts. label: of the change in the undo menu ("Projekt geändert").
    check: further problems of a whole record, beyond what each field says by itself.
    """

    record: type[R]
    name: str
    label: str
    fields: Sequence[Field]
    check: Callable[[R], list[Problem]] = lambda _record: []


@dataclass(frozen=True, slots=True)
class RecordForm(Generic[R]):
    """One record as its form shows it.

    record: as stored. texts: as typed. has_draft: texts wait to be right. saved_at: of this save.
    """

    record: R
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    has_draft: bool
    saved_at: datetime | None = None


def load(workspace: Workspace, kind: FormKind[R], key: UUID) -> RecordForm[R]:
    """The form of a record; K-750 when it is gone."""
    with workspace.store.read() as reader:
        return read_form(reader, kind, key)


def read_form(reader: Reader, kind: FormKind[R], key: UUID) -> RecordForm[R]:
    """As ``load``, within a transaction."""
    record = reader.get(kind.record, key)
    if record is None:
        raise UserError("K-750")
    draft = reader.get(Draft, key)
    texts = write_all(kind.fields, record)
    if draft is not None:
        texts |= json.loads(draft.texts)
    return RecordForm(
        record,
        texts,
        tuple(_checked(kind, record, texts)[1]),
        draft is not None,
        draft.changed_at if draft else None,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form showed when something was typed over it, and how to store again after a conflict."""

    texts: Mapping[str, str]
    redo: Redo


def save(
    workspace: Workspace,
    kind: FormKind[R],
    key: UUID,
    texts: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
) -> RecordForm[R]:
    """Keep what was typed: in the record when the whole form is right, else in a draft beside it.

    seen: the texts that were typed over; ``Conflict`` when a colleague changed the same meanwhile.
    K-750 when the record is gone, K-751 when it came from another town.
    """

    def again(chosen: Mapping[str, str], shown: Mapping[str, str]) -> RecordForm[R]:
        return save(workspace, kind, key, chosen, shown)

    with workspace.store.write(kind.label) as unit:
        return save_within(workspace, unit, kind, key, texts, seen=seen_by(seen, again))


def seen_by(texts: Mapping[str, str] | None, redo: Redo) -> Seen | None:
    """What a form showed, if that is known."""
    return None if texts is None else Seen(texts, redo)


def save_within(
    workspace: Workspace,
    unit: Unit,
    kind: FormKind[R],
    key: UUID,
    texts: Mapping[str, str],
    *,
    seen: Seen | None = None,
) -> RecordForm[R]:
    """As ``save``, within a transaction."""
    before = read_form(unit, kind, key)
    refuse_foreign(before.record)
    if seen is not None:
        known = {each.name: each for each in kind.fields}
        texts = expect_seen(
            workspace,
            _title_of(before),
            {name: field.title for name, field in known.items()},
            seen=seen.texts,
            typed=texts,
            now=before.texts,
            redo=seen.redo,
            words=partial(field_words, unit, known),
        )
    names = {each.name for each in kind.fields}
    merged = {**before.texts, **{name: text for name, text in texts.items() if name in names}}
    if merged == before.texts:
        return before
    changed, problems = _checked(kind, before.record, merged)
    if changed is not None and not problems:
        if changed != before.record:
            unit.update(changed)
        if before.has_draft:
            unit.delete(Draft, key)
    else:
        unit.put(_draft(workspace, kind, before.record, key, merged))
    return replace(read_form(unit, kind, key), saved_at=workspace.clock())


def _title_of(form: RecordForm[R]) -> str:
    return form.texts.get("title") or form.texts.get("name") or ""


def refuse_foreign(record: Record) -> None:
    """K-751 when another town reported this record."""
    if getattr(record, "source", None) is not None:
        raise UserError("K-751")


def _checked(kind: FormKind[R], record: R, texts: Mapping[str, str]) -> tuple[R | None, list[Problem]]:
    """The record with the typed values, or ``None`` when one cannot be read; and all problems."""
    values, problems = read_all(kind.fields, texts)
    if problems:
        return None, problems
    # Any: each field's value has the type of the record's attribute of that name.
    typed: dict[str, Any] = dict[str, Value](values)
    changed = replace(record, **typed)
    return changed, kind.check(changed)


def _draft(workspace: Workspace, kind: FormKind[R], record: R, key: UUID, texts: Mapping[str, str]) -> Draft:
    return Draft(
        id=key,
        entity=kind.name,
        place_id=getattr(record, "place_id", None),
        texts=json.dumps(dict(texts), ensure_ascii=False),
        changed_at=workspace.clock(),
    )
