"""Reporting to the region: the sync file is written from what leaves ("Das verlässt Ihr Haus")."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop import __version__
from klikks_desktop.domain.disclosure import PlaceDisclosure
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import (
    Delivery,
    DeliveryKind,
    Direction,
    Role,
)
from klikks_desktop.services.exchange.disclosing import disclosures
from klikks_desktop.services.exchange.enrolment import trusted_region
from klikks_desktop.services.exchange.numbering import next_number
from klikks_desktop.services.files import expect_new, replace_file
from klikks_desktop.services.workspace import Workspace

PROGRAM = f"KlikKS Desktop {__version__}"


@dataclass(frozen=True, slots=True)
class Exported:
    """A sync file that was written."""

    delivery: Delivery
    path: Path


def suggested_export_name(workspace: Workspace) -> str:
    """``KlikKS_<AGS>_<Gemeinde>_<Datum>.klikks``; of a region ``KlikKS_<Region>_<Datum>_Bericht.klikks``."""
    if workspace.role is Role.REGION:
        return file_name("", workspace.name, workspace.today, "klikks", "Bericht")
    places = workspace.own_places()
    if not places:
        raise UserError("K-133")
    return file_name(places[0].key, places[0].name, workspace.today, "klikks")


def export_sync_file(workspace: Workspace, out: Path, *, clock_confirmed: bool = False) -> Exported:
    """Write the signed and encrypted report of all own places to ``out``, replacing nothing.

    A region reports its towns to its coordinating office; K-541 when it has none, K-598 before a town
    reported. K-543 before the region's key is confirmed, K-544 when ``out`` exists, K-519 when this
    computer's clock is wrong.
    """
    from klikks_desktop.exchange.envelope import SNAPSHOT, seal
    from klikks_desktop.exchange.snapshot import build_snapshot
    from klikks_desktop.exchange.wire import SCHEMA, encode_snapshot

    is_region = workspace.role is Role.REGION
    region = trusted_region(workspace)
    if region is None:
        raise UserError("K-541" if is_region else "K-543")
    expect_new(out)
    now, keys = workspace.clock(), workspace.keys
    with workspace.store.write(f"Datei für {region.name} geschrieben", undoable=False) as unit:
        number = next_number(
            unit,
            workspace.folder,
            region.id,
            DeliveryKind.REPORT,
            now,
            clock_confirmed=clock_confirmed,
        )
        disclosed = disclosures(workspace, unit)
        if not disclosed:
            raise UserError("K-598" if is_region else "K-133")
        sealed = seal(
            encode_snapshot(build_snapshot(disclosed, program=PROGRAM, created=now)),
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
            counts=json.dumps(_counts(disclosed)),
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


def _counts(disclosed: Sequence[PlaceDisclosure]) -> dict[str, int]:
    return {
        "places": len(disclosed),
        "named": sum(person.leaves for each in disclosed for person in each.patrons),
        "in_office": sum(int(str(each.counts.leaving["in_office"])) for each in disclosed),
        "projects": sum(len(each.work.projects) for each in disclosed),
        "potentials": sum(len(each.work.potentials) for each in disclosed),
    }


def deliveries(workspace: Workspace) -> list[Delivery]:
    """Every file sent and received, newest first."""
    with workspace.store.read() as reader:
        found = reader.find(Delivery)
    return sorted(found, key=lambda delivery: (delivery.handled_at, delivery.id), reverse=True)
