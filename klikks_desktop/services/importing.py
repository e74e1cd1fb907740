"""Taking towns' sync files at the region: look first, then one transaction per file.

A file is the whole state of its sender: what is missing from it is gone. Rows are kept as they
came and never edited here; a refused file changes nothing of any town's data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID, uuid5

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Consent,
    Delivery,
    Direction,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Purpose,
    Role,
    Verdict,
)
from klikks_desktop.domain.sync import Head, check_places, decide
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened, Peeked
    from klikks_desktop.exchange.wire import Snapshot, WirePatron, WirePlace

ImportedRecord: TypeAlias = Consent | Appointment | Patron | Locality | Participation | PlaceReport | Place
# Deepest first, so that nothing is deleted while something points at it.
IMPORTED: tuple[type[ImportedRecord], ...] = (
    Consent,
    Appointment,
    Patron,
    Locality,
    Participation,
    PlaceReport,
    Place,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change, in records: new, changed, gone."""

    added: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One file: whose it is and what became (or would become) of it; ``problem`` when refused."""

    file: Path
    sender: str = ""
    created: str = ""
    verdict: Verdict | None = None
    difference: Difference = Difference()
    named: int = 0
    in_office: int = 0
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that passed every check of its container and content."""

    opened: Opened
    snapshot: Snapshot
    peer: Peer


def preview_import(workspace: Workspace, files: Iterable[Path]) -> list[ImportOutcome]:
    """What taking these files would do; nothing is changed."""
    outcomes = []
    for file in files:
        try:
            read = _read(workspace, file)
            with workspace.store.read() as reader:
                verdict = _verdict(reader, read, False)
                outcomes.append(_outcome(workspace, reader, file, read=read, verdict=verdict))
        except UserError as problem:
            outcomes.append(ImportOutcome(file, problem=problem))
    return outcomes


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    confirm_fork: bool = False,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[ImportOutcome]:
    """Take files one by one, each in a transaction of its own; K-540 at a town.

    ``checkpoint`` may raise to stop between two files.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-540")
    outcomes = []
    for done, file in enumerate(files):
        checkpoint()
        progress(done, len(files))
        try:
            outcomes.append(_import(workspace, file, confirm_fork))
        except UserError as problem:
            outcomes.append(ImportOutcome(file, problem=problem))
    progress(len(files), len(files))
    return outcomes


def inspect(workspace: Workspace, file: Path) -> Peeked:
    """Describe a sync file without trusting or taking it."""
    from klikks_desktop.exchange.envelope import MAX_FILE, peek

    data = read_bytes(file, MAX_FILE)
    with workspace.store.read() as reader:
        trusted = _trusted(reader)
    return peek(data, keys=workspace.keys, trusted=trusted, now=workspace.clock())


# ------------------------------------------------------------------ one file


def _import(workspace: Workspace, file: Path, confirm_fork: bool) -> ImportOutcome:
    read = _read(workspace, file)
    with workspace.store.write(f"Datei von {read.peer.name}", undoable=False) as unit:
        verdict = _verdict(unit, read, confirm_fork)
        outcome = _outcome(workspace, unit, file, read=read, verdict=verdict)
        if verdict is Verdict.DUPLICATE:
            return outcome
        if verdict is Verdict.APPLIED:
            _apply(workspace, unit, read)
        _record(workspace, unit, read, outcome, verdict)
    return outcome


def _read(workspace: Workspace, file: Path) -> _Read:
    from klikks_desktop.exchange.envelope import MAX_FILE, open_sealed
    from klikks_desktop.exchange.wire import decode_snapshot

    data = read_bytes(file, MAX_FILE)
    with workspace.store.read() as reader:
        trusted = _trusted(reader)
        opened = open_sealed(data, keys=workspace.keys, trusted=trusted, now=workspace.clock())
        peer = reader.get(Peer, opened.header.sender)
    if peer is None:
        raise UserError("K-507")
    snapshot = decode_snapshot(opened.payload)
    check_places([place.key for place in snapshot.places], peer.place_keys.split())
    return _Read(opened, snapshot, peer)


def _trusted(reader: Reader) -> dict[UUID, str]:
    return {peer.id: peer.sign_key for peer in reader.find(Peer) if peer.confirmed_at is not None}


def _verdict(reader: Reader, read: _Read, confirm_fork: bool) -> Verdict:
    header, peer = read.opened.header, read.peer
    seen = {
        delivery.digest
        for delivery in reader.find(Delivery, peer_id=peer.id, direction=Direction.RECEIVED)
        if delivery.verdict is not Verdict.FORK
    }
    head = Head(peer.head_sequence, peer.head_digest) if peer.head_digest else None
    return decide(
        head, seen, header.sequence, header.previous, read.opened.digest, fork_confirmed=confirm_fork
    )


def _outcome(
    workspace: Workspace, reader: Reader, file: Path, *, read: _Read, verdict: Verdict
) -> ImportOutcome:
    difference = Difference()
    if verdict is Verdict.APPLIED:
        difference = _difference(reader, read.peer.id, _records(workspace, read))
    return ImportOutcome(
        file,
        sender=read.peer.name,
        created=read.opened.header.created.astimezone().strftime("%d.%m.%Y %H:%M"),
        verdict=verdict,
        difference=difference,
        named=sum(len(place.patrons) for place in read.snapshot.places),
        in_office=sum(place.counts.in_office for place in read.snapshot.places),
    )


def _difference(reader: Reader, sender: UUID, records: Sequence[ImportedRecord]) -> Difference:
    new = {(type(record), record.id): record for record in records}
    old = {(kind, record.id): record for kind in IMPORTED for record in reader.find(kind, source=sender)}
    both = new.keys() & old.keys()
    # The report row carries the time of the report and so differs in every file.
    changed = sum(new[key] != old[key] for key in both if key[0] is not PlaceReport)
    return Difference(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))


def _apply(workspace: Workspace, unit: Unit, read: _Read) -> None:
    """Make the sender's rows equal to the snapshot."""
    sender = read.peer.id
    records = _records(workspace, read)
    wanted = {(type(record), record.id): record for record in records}
    for kind in IMPORTED:
        ids = [record.id for record in records if type(record) is kind]
        if any(found.source != sender for found in unit.find(kind, id=ids)):
            raise UserError("K-545", {"sender": read.peer.name})
        gone = [found.id for found in unit.find(kind, source=sender) if (kind, found.id) not in wanted]
        if gone:
            unit.delete(kind, *gone)
    for kind in reversed(IMPORTED):
        unit.put(*(record for record in records if type(record) is kind))


def _record(workspace: Workspace, unit: Unit, read: _Read, outcome: ImportOutcome, verdict: Verdict) -> None:
    header = read.opened.header
    known = unit.find(Delivery, peer_id=read.peer.id, digest=read.opened.digest, direction=Direction.RECEIVED)
    unit.put(
        Delivery(
            id=known[0].id if known else workspace.new_id(),
            peer_id=read.peer.id,
            direction=Direction.RECEIVED,
            sequence=header.sequence,
            digest=read.opened.digest,
            previous=header.previous,
            created_at=header.created,
            handled_at=workspace.clock(),
            file_name=outcome.file.name,
            verdict=verdict,
            counts=json.dumps({"named": outcome.named, "in_office": outcome.in_office}),
        )
    )
    if verdict is Verdict.APPLIED:
        unit.update(replace(read.peer, head_sequence=header.sequence, head_digest=read.opened.digest))


# ------------------------------------------------------------------ wire to records


def _records(workspace: Workspace, read: _Read) -> list[ImportedRecord]:
    records: list[ImportedRecord] = []
    for place in read.snapshot.places:
        records += _place_records(workspace, read, place)
    return records


def _place_records(workspace: Workspace, read: _Read, wire: WirePlace) -> list[ImportedRecord]:
    sender = read.peer.id
    # Places have no id of their own on the wire: sender and key say which it is.
    place_id = uuid5(sender, wire.key)
    forms = grammatical_forms(wire.kind, wire.kind, wire.name)
    records: list[ImportedRecord] = [
        Place(
            id=place_id,
            source=sender,
            key=wire.key,
            name=wire.name,
            kind=wire.kind,
            county=wire.county,
            state=wire.state,
            designation=wire.designation,
            nominative=forms.nominative,
            genitive=forms.genitive,
            locative=forms.locative,
            office=wire.contact.function,
            contact_email=wire.contact.email,
            contact_phone=wire.contact.phone,
        ),
        Participation(
            id=place_id, source=sender, resolution_on=wire.resolution_on, agreement_on=wire.agreement_on
        ),
        PlaceReport(
            id=place_id,
            source=sender,
            reported_at=read.opened.header.created,
            in_office=wire.counts.in_office,
            named=wire.counts.named,
            ended=wire.counts.ended,
        ),
    ]
    records += [
        Locality(id=UUID(part.id), source=sender, place_id=place_id, name=part.name, genitive=part.genitive)
        for part in wire.localities
    ]
    for patron in wire.patrons:
        records += _patron_records(workspace, sender, place_id, patron)
    return records


def _patron_records(
    workspace: Workspace, sender: UUID, place_id: UUID, wire: WirePatron
) -> list[ImportedRecord]:
    patron_id = UUID(wire.id)
    records: list[ImportedRecord] = [
        Patron(
            id=patron_id,
            source=sender,
            place_id=place_id,
            address=Address(wire.address),
            degree=wire.degree,
            given_name=wire.given_name,
            family_name=wire.family_name,
            email=wire.email or "",
            phone=wire.phone or "",
            search_key=search_key(f"{wire.family_name} {wire.given_name}", workspace.shipped.alphabet),
        )
    ]
    records += [
        Appointment(
            id=UUID(term.id),
            source=sender,
            patron_id=patron_id,
            locality_id=UUID(term.locality_id) if term.locality_id else None,
            begins_on=term.begins_on,
            ends_on=term.ends_on,
            ended_on=term.ended_on,
        )
        for term in wire.appointments
    ]
    known = {purpose.value: purpose for purpose in Purpose}
    records += [
        Consent(
            id=UUID(consent.id),
            source=sender,
            patron_id=patron_id,
            purpose=known[consent.purpose],
            text_version=consent.text_version,
            given_on=consent.given_on,
            with_email=consent.with_email,
            with_phone=consent.with_phone,
            with_photo=consent.with_photo,
        )
        for consent in wire.consents
        if consent.purpose in known
    ]
    return records
