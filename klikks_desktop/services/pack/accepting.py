"""A programme pack is looked at line by line, accepted, and removed again; each in one change to undo."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factor_difference import SetDifference
from klikks_desktop.domain.records import (
    Announcement,
    FactorFile,
    Period,
    Place,
    ProgrammePack,
    Role,
    Setting,
)
from klikks_desktop.services.pack.accepted import AcceptedPack, PackData, accepted_within
from klikks_desktop.services.pack.opening import Offer, open_pack, standing_of
from klikks_desktop.services.pack.plan import (
    SENDER,
    FieldItem,
    Item,
    Line,
    LogoItem,
    NewsItem,
    Settling,
    SignupItem,
)
from klikks_desktop.services.pack.plan_parts import FileItem, SetItem, text_items
from klikks_desktop.services.region.sender import put_sender, sender
from klikks_desktop.services.register.certificate_sheets import edited_templates, put_edited
from klikks_desktop.services.savings.factor_change import follow_replaced, replaced_differences
from klikks_desktop.services.savings.factors import CHOSEN, chosen_within, laid_over, library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.reference.factors import FactorLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPreview:
    """A pack and what it would change. lines: what stands like that already is none.

    differences: for potentials frozen with a factor set that a file of the pack replaces. holds: just this
    pack was accepted before.
    """

    offer: Offer
    lines: tuple[Line, ...]
    differences: tuple[SetDifference, ...]
    holds: bool

    @property
    def usual(self) -> frozenset[str]:
        """Keys of the lines that are ticked at first: all but those that would replace an own entry."""
        return frozenset(line.key for line in self.lines if not line.is_own)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAccepted:
    """What accepting or removing a pack did. recalculated: potentials that were reckoned anew."""

    title: str
    recalculated: tuple[UUID, ...]


def preview_pack(workspace: Workspace, file: Path) -> PackPreview:
    """What accepting a pack would change; nothing is stored. Raises as ``open_pack``."""
    offer = open_pack(workspace, file)
    with workspace.store.read() as reader:
        before = accepted_within(reader)
        items = list(_items(workspace, reader, offer, before))
        known = library_within(workspace, reader)
        differences = replaced_differences(reader, known, _with_all(workspace, reader, offer))
    return PackPreview(
        offer=offer,
        lines=tuple(line for item in items if (line := item.line)),
        differences=differences,
        holds=before is not None
        and (before.data.issuer, before.row.sequence) == (offer.issuer, offer.sequence),
    )


def accept_pack(workspace: Workspace, file: Path, keys: Collection[str] | None = None) -> PackAccepted:
    """Open a pack and accept it. Raises as ``open_pack``."""
    return accept_offer(workspace, open_pack(workspace, file), keys)


def accept_offer(workspace: Workspace, offer: Offer, keys: Collection[str] | None = None) -> PackAccepted:
    """Accept what was looked at in place of the pack before, following the lines with these keys.

    keys: ``None`` for those that are ticked at first. K-585, K-586 as ``standing_of``.
    """
    with workspace.store.write(f"Programmpaket angenommen: {offer.title}") as unit:
        standing_of(unit, offer)
        before = accepted_within(unit)
        known = library_within(workspace, unit)
        data = PackData(
            issuer=offer.issuer,
            sign_key=offer.sign_key,
            issuer_name=offer.issuer_name,
            enrolment=offer.enrolment.decode(),
        )
        settling = _settling(workspace, data)
        if offer.logo:
            unit.put_blob(offer.logo)
        for item in _items(workspace, unit, offer, before):
            line = item.line
            wanted = line is None or (not line.is_own if keys is None else line.key in keys)
            item.settle(settling, taken=wanted)
        _store_fields(workspace, unit, settling)
        unit.delete(FactorFile, *settling.dropped_files)
        unit.put(*settling.files)
        _replace_row(workspace, unit, offer, settling, before)
        recalculated = _follow(workspace, unit, known, settling.factor_set)
    return PackAccepted(title=offer.title, recalculated=recalculated)


def remove_pack(workspace: Workspace) -> PackAccepted:
    """Without the pack: what it had set goes back to what was before, unless it was changed since.

    K-589 when there is none.
    """
    with workspace.store.write("Programmpaket entfernt") as unit:
        before = accepted_within(unit)
        if before is None:
            raise UserError("K-589")
        known, data = library_within(workspace, unit), before.data
        settling = _settling(workspace, data)
        settling.wording = {**data.wording_before, **settling.wording}
        if chosen_within(workspace, unit).id == data.factor_set:
            settling.factor_set = data.set_before
        for key, (first, value) in data.fields.items():
            owner, _, name = key.partition(" ")
            is_there = owner == SENDER or UUID(owner) in settling.places
            if is_there and settling.value_of(owner, name) == value:
                settling.set_value(owner, name, first)
        _store_fields(workspace, unit, settling)
        unit.delete(FactorFile, *_files_of(unit, before))
        unit.delete(ProgrammePack, before.row.id)
        recalculated = _follow(workspace, unit, known, settling.factor_set)
    return PackAccepted(title=before.row.title, recalculated=recalculated)


# ------------------------------------------------------------------ what a pack sets


def _items(workspace: Workspace, reader: Reader, offer: Offer, before: AcceptedPack | None) -> Iterator[Item]:
    yield from _fields(workspace, offer, before)
    yield LogoItem(offered=_digest(offer.logo), current=before.data.logo if before else "")
    yield from text_items(workspace.shipped.texts, offer.texts, before, edited_templates(workspace))
    yield from _files(workspace, reader, offer, before)
    yield SetItem(
        offered=offer.factor_set,
        current=chosen_within(workspace, reader).id,
        chosen=str(reader.setting(CHOSEN, "")),
        known=_with_all(workspace, reader, offer),
        before=before,
    )
    if workspace.role is Role.REGION:
        yield SignupItem(offered=_signup(offer), current=before.data.signup_deadline if before else "")
    of_before: list[Announcement | Period] = [*before.data.news, *before.data.periods] if before else []
    known = {each.id: each for each in of_before}
    offered: list[Announcement | Period] = [*offer.news, *offer.periods]
    yield from (NewsItem(offered=each, before=known.get(each.id)) for each in offered)


def _fields(workspace: Workspace, offer: Offer, before: AcceptedPack | None) -> Iterator[Item]:
    """A town has them with each of its places, a region with its sender."""
    offered = {
        "programme": offer.programme,
        "region_office": offer.agency,
        "signup_deadline": _signup(offer),
    }
    fields = before.data.fields if before else {}
    if workspace.role is Role.REGION:
        current = sender(workspace).programme
        known = fields.get(f"{SENDER} programme")
        yield FieldItem(
            owner=SENDER,
            owner_title="auf Ihren Briefen",
            name="programme",
            current=current,
            offered=offer.programme,
            before=known,
        )
        return
    places = workspace.own_places()
    for place in places:
        for name, text in offered.items():
            value = getattr(place, name)
            yield FieldItem(
                owner=str(place.id),
                owner_title=place.designation if len(places) > 1 else "",
                name=name,
                current=value.isoformat() if name == "signup_deadline" and value else value or "",
                offered=text,
                before=fields.get(f"{place.id} {name}"),
            )


def _files(workspace: Workspace, reader: Reader, offer: Offer, before: AcceptedPack | None) -> Iterator[Item]:
    imported = {each.id: each for each in reader.find(FactorFile)}
    of_pack = _files_of(reader, before) if before else set()
    shipped = {head.id: head.edition for head in workspace.shipped.factors.heads}
    offered = {each.id: each for each in offer.files}
    for id_ in [*offered, *sorted(of_pack - offered.keys())]:
        yield FileItem(
            offered=offered.get(id_),
            current=imported.get(id_),
            of_pack=id_ in of_pack,
            shipped=shipped.get(id_, ""),
        )


def _files_of(reader: Reader, pack: AcceptedPack) -> set[str]:
    """Its factor files that are still there; one imported by hand since is the town's own."""
    found = reader.find(FactorFile, id=pack.data.factors, imported_at=pack.row.accepted_at)
    return {each.id for each in found}


def _with_all(workspace: Workspace, reader: Reader, offer: Offer) -> FactorLibrary:
    """The figures if all files of the pack were taken; K-587 when they do not go together."""
    ids = {each.id for each in offer.files}
    before = accepted_within(reader)
    gone = _files_of(reader, before) if before else set()
    others = [each for each in reader.find(FactorFile, order=("imported_at", "id")) if each.id not in ids]
    try:
        return laid_over(workspace, [*offer.files, *(each for each in others if each.id not in gone)])
    except UserError as error:
        raise UserError("K-587", {"where": "Faktoren-Dateien", "reason": error.text.happened}) from error


def _signup(offer: Offer) -> str:
    return offer.signup_deadline.isoformat() if offer.signup_deadline else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if data else ""


# ------------------------------------------------------------------ storing


def _settling(workspace: Workspace, pack: PackData) -> Settling:
    """Everything as it is now."""
    return Settling(
        pack=pack,
        now=workspace.clock(),
        places={place.id: place for place in workspace.own_places()},
        sender=sender(workspace),
        wording=edited_templates(workspace),
    )


def _store_fields(workspace: Workspace, unit: Unit, settling: Settling) -> None:
    """Only what is another now, so that nothing is in the history that did not happen."""
    stored = {place.id: place for place in unit.find(Place, source=None)}
    unit.update(*(place for id_, place in settling.places.items() if stored.get(id_) != place))
    if settling.sender != sender(workspace):
        put_sender(unit, settling.sender)
    if settling.wording != edited_templates(workspace):
        put_edited(unit, settling.wording)


def _replace_row(
    workspace: Workspace, unit: Unit, offer: Offer, settling: Settling, before: AcceptedPack | None
) -> None:
    data = replace(
        settling.pack,
        texts=settling.texts,
        factors=tuple(each.id for each in settling.files),
        fields=settling.fields,
        wording_before=settling.wording_before,
        news=tuple(settling.news),
        periods=tuple(settling.periods),
    )
    if before is not None:
        unit.delete(ProgrammePack, before.row.id)
    unit.add(
        ProgrammePack(
            id=workspace.new_id(),
            title=offer.title,
            sequence=offer.sequence,
            created_at=offer.created,
            accepted_at=settling.now,
            data=data.to_json(),
        )
    )


def _follow(workspace: Workspace, unit: Unit, before: FactorLibrary, chosen: str | None) -> tuple[UUID, ...]:
    """Reckon anew what rests on a replaced set; ``chosen`` as ``Settling.factor_set``."""
    try:
        after = library_within(workspace, unit)
    except UserError as error:
        raise UserError("K-587", {"where": "Faktoren-Dateien", "reason": error.text.happened}) from error
    if chosen and chosen in after.sets:
        unit.put_setting(CHOSEN, chosen)
    elif chosen == "" or str(unit.setting(CHOSEN, after.default_set)) not in after.sets:
        unit.delete(Setting, CHOSEN)
    return follow_replaced(workspace, unit, before, after)
