"""Reporting to the region: see what leaves ("Das verlässt Ihr Haus"), then write the sync file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop import __version__
from klikks_desktop.domain.disclosure import PlaceDisclosure, disclose
from klikks_desktop.domain.disclosure_items import Fate
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    Delivery,
    DeliveryKind,
    Direction,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    Role,
)
from klikks_desktop.services.exchange.enrolment import trusted_region
from klikks_desktop.services.exchange.numbering import next_number
from klikks_desktop.services.files import expect_new, replace_file
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

PROGRAM = f"KlikKS Desktop {__version__}"


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """Everything that leaves and everything that stays, place by place, and who would get it."""

    receiver: Peer | None
    places: tuple[PlaceDisclosure, ...]

    @property
    def named(self) -> int:
        """How many people leave by name."""
        return sum(person.leaves for place in self.places for person in place.patrons)


@dataclass(frozen=True, slots=True)
class Exported:
    """A sync file that was written."""

    delivery: Delivery
    path: Path


def preview_export(workspace: Workspace) -> ExportPreview:
    """What the next sync file would contain."""
    with workspace.store.read() as reader:
        places = _disclosures(workspace, reader)
    return ExportPreview(trusted_region(workspace), places)


def _disclosures(workspace: Workspace, reader: Reader) -> tuple[PlaceDisclosure, ...]:
    localities = reader.find(Locality, source=None)
    patrons = reader.find(Patron, source=None)
    appointments = reader.find(Appointment, source=None)
    consents = reader.find(Consent, source=None)
    return tuple(
        disclose(
            place,
            participation=reader.get(Participation, place.id),
            localities=localities,
            patrons=patrons,
            appointments=appointments,
            consents=consents,
            today=workspace.today,
        )
        for place in reader.find(Place, order=("key",), source=None)
    )


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One field of one record in the list "Das verlässt Ihr Haus"."""

    place: str
    record: str
    field: str
    label: str
    leaves: bool
    value: str
    reason: str


def disclosure_rows(preview: ExportPreview) -> list[DisclosureRow]:
    """The whole list, field by field, in the order of the page."""
    rows = []
    for place in preview.places:
        groups = [place.office, place.counts, *place.localities]
        for person in place.patrons:
            groups += [person.person, *person.appointments, *person.consents]
        rows += [
            DisclosureRow(
                place.place.designation,
                group.title,
                item.field,
                item.label,
                item.fate is Fate.LEAVES,
                item.text,
                item.reason.value,
            )
            for group in groups
            for item in group.items
            if item.fate is not Fate.EMPTY
        ]
    return rows


def suggested_export_name(workspace: Workspace) -> str:
    """``KlikKS_<AGS>_<Gemeinde>_<Datum>.klikks``."""
    places = workspace.own_places()
    if not places:
        raise UserError("K-133")
    return file_name(places[0].key, places[0].name, workspace.today, "klikks")


def export_sync_file(workspace: Workspace, out: Path, *, clock_confirmed: bool = False) -> Exported:
    """Write the signed and encrypted report of all own places to ``out``, replacing nothing.

    K-541 at a region, K-543 before the region's key is confirmed, K-544 when ``out`` exists, K-519
    when this computer's clock is wrong.
    """
    from klikks_desktop.exchange.envelope import SNAPSHOT, seal
    from klikks_desktop.exchange.snapshot import build_snapshot
    from klikks_desktop.exchange.wire import SCHEMA, encode_snapshot

    if workspace.role is not Role.MUNICIPALITY:
        raise UserError("K-541")
    region = trusted_region(workspace)
    if region is None:
        raise UserError("K-543")
    expect_new(out)
    now, keys = workspace.clock(), workspace.keys
    with workspace.store.write("Datei für das Regionalmanagement geschrieben", undoable=False) as unit:
        number = next_number(
            unit,
            workspace.folder,
            region.id,
            DeliveryKind.REPORT,
            now,
            clock_confirmed=clock_confirmed,
        )
        disclosures = _disclosures(workspace, unit)
        if not disclosures:
            raise UserError("K-133")
        sealed = seal(
            encode_snapshot(build_snapshot(disclosures, program=PROGRAM, created=now)),
            kind=SNAPSHOT,
            keys=keys,
            receiver=region.id,
            receiver_age=region.age_key,
            sequence=number.sequence,
            previous=number.previous,
            created=now,
            program=PROGRAM,
            schema=SCHEMA,
        )
        delivery = Delivery(
            id=workspace.new_id(),
            peer_id=region.id,
            direction=Direction.SENT,
            sequence=number.sequence,
            digest=sealed.digest,
            previous=number.previous,
            created_at=now,
            handled_at=now,
            file_name=out.name,
            counts=json.dumps(
                {
                    "places": len(disclosures),
                    "named": sum(p.leaves for d in disclosures for p in d.patrons),
                    "in_office": sum(int(str(d.counts.leaving["in_office"])) for d in disclosures),
                }
            ),
        )
        unit.add(delivery)
    # After the commit: a record without a file is healed by the next file, a file without a
    # record would look like a second copy of this database.
    try:
        replace_file(out, sealed.data)
    except UserError:
        with workspace.store.write("Datei nicht geschrieben", undoable=False) as unit:
            unit.delete(Delivery, delivery.id)
        raise
    return Exported(delivery, out)


def deliveries(workspace: Workspace) -> list[Delivery]:
    """Every file sent and received, newest first."""
    with workspace.store.read() as reader:
        found = reader.find(Delivery)
    return sorted(found, key=lambda delivery: (delivery.handled_at, delivery.id), reverse=True)
