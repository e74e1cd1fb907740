"""Between the records of a region and the content of a return, field by field, in both directions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

import msgspec

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Announcement,
    GoodExample,
    NetworkContact,
    Period,
    ProjectKind,
    Remark,
    RemarkKind,
)
from klikks_desktop.exchange.return_file import (
    Return,
    WireAnnouncement,
    WireExample,
    WireNetworkContact,
    WirePeriod,
)
from klikks_desktop.exchange.wire import where
from klikks_desktop.exchange.wire_remark import WireRemark

ReturnedRecord: TypeAlias = Remark | Announcement | Period | NetworkContact | GoodExample
RETURNED: Final[tuple[type[ReturnedRecord], ...]] = (
    Remark,
    Announcement,
    Period,
    NetworkContact,
    GoodExample,
)

Wire = TypeVar("Wire", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """What goes to every town, as records of the region."""

    announcements: tuple[Announcement, ...] = ()
    periods: tuple[Period, ...] = ()
    contacts: tuple[NetworkContact, ...] = ()
    examples: tuple[GoodExample, ...] = ()


def build_return(content: Returning, *, program: str, created: datetime) -> Return:
    """What every town gets; K-567 when a field does not fit."""
    return Return(
        program=program,
        created=created,
        announcements=[_wire(WireAnnouncement, each) for each in content.announcements],
        periods=[_wire(WirePeriod, each) for each in content.periods],
        contacts=[_wire(WireNetworkContact, each) for each in content.contacts],
        examples=[_wire(WireExample, _unnamed(each)) for each in content.examples],
    )


def for_town(
    shared: Return, *, created: datetime, remarks: Iterable[Remark], own: Collection[UUID]
) -> Return:
    """``shared``, built once for all, with the remarks of one town and without its ``own`` people.

    A note is never in it. K-567 when a field does not fit.
    """
    people = {str(each) for each in own}
    return msgspec.structs.replace(
        shared,
        created=created,
        remarks=[_wire(WireRemark, each) for each in remarks if each.kind is not RemarkKind.NOTE],
        contacts=[each for each in shared.contacts if each.id not in people],
    )


def returned_records(content: Return, *, source: UUID) -> list[ReturnedRecord]:
    """Every record of a return, marked with the region that owns it; kinds of remark not known here go by."""
    known = {kind.value for kind in RemarkKind} - {RemarkKind.NOTE.value}
    records: list[ReturnedRecord] = [
        Remark(**{**_plain_fields(each), "kind": RemarkKind(each.kind)}, source=source, shared=True)
        for each in content.remarks
        if each.kind in known
    ]
    records += [Announcement(**_plain_fields(each), source=source) for each in content.announcements]
    records += [Period(**_plain_fields(each), source=source) for each in content.periods]
    records += [NetworkContact(**_plain_fields(each), source=source) for each in content.contacts]
    records += [
        GoodExample(**{**_plain_fields(each), **_example_fields(each)}, source=source)
        for each in content.examples
    ]
    return records


def _example_fields(wire: WireExample) -> dict[str, object]:
    kinds = {kind.value: kind for kind in ProjectKind}
    return {"kind": kinds.get(wire.kind, ProjectKind.OTHER), "place_key": wire.place_key or ""}


def _unnamed(example: GoodExample) -> GoodExample:
    """Without what tells its town, unless it agreed to be named."""
    return example if example.named else replace(example, place_key="", place_name="", contact="")


_IDS: Final = frozenset({"id", "about", "project_id"})


# Any: fields of every type, checked against the format by msgspec, and by it when they were read.
def _wire(kind: type[Wire], record: ReturnedRecord) -> Wire:
    raw: dict[str, Any] = {name: _wired(getattr(record, name)) for name in kind.__struct_fields__}
    # Records say "" where the wire says null.
    raw["place_key"] = raw.get("place_key") or None
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise UserError("K-567", {"place": where(error)}) from error


def _wired(value: object) -> object:
    return str(value) if isinstance(value, UUID | StrEnum) else value


def _plain_fields(wire: msgspec.Struct) -> dict[str, Any]:
    fields = {name: getattr(wire, name) for name in wire.__struct_fields__}
    return {
        name: UUID(value) if name in _IDS and isinstance(value, str) else value
        for name, value in fields.items()
    }
