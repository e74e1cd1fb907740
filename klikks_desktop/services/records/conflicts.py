"""Whether a colleague changed what a form shows since it was shown (several people on one database).

Compared by value with what was loaded. What only the colleague changed stays; what both changed is
asked (``domain.conflict``). A workspace in a folder has one writer and asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from klikks_desktop.domain.conflict import Conflict, differences
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.records import Building, Locality, Project, Record
from klikks_desktop.domain.values import ValueFormatError
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

R = TypeVar("R", bound=Record)
Texts = Mapping[str, str]
Redo = Callable[[Texts, Texts], object]
"""Stores texts again; the second are what the form now counts as shown."""


def expect_seen(
    workspace: Workspace,
    title: str,
    titles: Mapping[str, str],
    *,
    seen: Texts,
    typed: Texts,
    now: Texts,
    redo: Redo,
    words: Callable[[str, str], str] = lambda _name, text: text,
) -> Texts:
    """What of ``typed`` is to be stored over ``now``; ``Conflict`` when somebody changed the same.

    titles: German labels by name. words: what people read for the text of a field.
    """
    if not workspace.store.is_shared:
        return typed
    base = {name: seen.get(name, now[name]) for name in titles}
    mine = {name: typed.get(name, base[name]) for name in titles}
    versions = (
        {name: words(name, text) for name, text in each.items()} for each in (base, mine, {**base, **now})
    )
    found = differences(titles, *versions)
    if found:
        raise Conflict(title, found, lambda names: redo({name: mine[name] for name in names}, now))
    return {name: text for name, text in typed.items() if text != base.get(name)}


def laid_over(
    workspace: Workspace,
    unit: Unit,
    mine: R,
    *,
    seen: R | None,
    title: str,
    titles: Mapping[str, str],
    redo: Callable[[R, R], object],
) -> R:
    """``mine`` with what a colleague changed since ``seen``; ``Conflict`` where both changed a field.

    titles: German labels of the fields a person may change. redo: stores a record again, over another.
    """
    names = [each.name for each in fields(mine)]
    now = unit.get(type(mine), getattr(mine, names[0]))
    if seen is None or now is None or now == seen or not workspace.store.is_shared:
        return mine
    theirs = now
    shown = [{name: _words(getattr(each, name)) for name in titles} for each in (seen, mine, theirs)]
    found = differences(titles, *shown)
    if found:

        def again(chosen: Collection[str]) -> object:
            return redo(replace(theirs, **{name: getattr(mine, name) for name in chosen}), theirs)

        raise Conflict(title, found, again)
    changed = [name for name in names if getattr(mine, name) != getattr(seen, name)]
    return replace(theirs, **{name: getattr(mine, name) for name in changed})


def field_words(reader: Reader, known: Mapping[str, Field], name: str, text: str) -> str:
    """What people read for the text of a field: the words of a choice, the name of another record."""
    field = known[name]
    if not text or field.kind not in {FieldKind.CHOICE, FieldKind.REFERENCE}:
        return text
    with suppress(ValueFormatError):
        value = field.read(text)
        if isinstance(value, UUID):
            return _name_of(reader, value) or text
        return field.words(value)
    return text


def _name_of(reader: Reader, key: UUID) -> str:
    found = reader.get(Building, key) or reader.get(Locality, key)
    project = reader.get(Project, key)
    return found.name if found else project.title if project else ""


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return format_short(value) if isinstance(value, date) else str(value)
