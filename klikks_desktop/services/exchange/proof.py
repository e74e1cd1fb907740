"""Receipts of our own files (Quittungen): opened, kept as proof, told in plain words.

The file itself is kept with its signature. Of people who were erased here no name is left: a receipt
names them only as "eine Person".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Delivery,
    DeliveryKind,
    Direction,
    Patron,
    Peer,
    Project,
    Receipt,
    Verdict,
)
from klikks_desktop.services.exchange.upward import open_from_above, read_post
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

ARRIVED: Final = frozenset({Verdict.APPLIED, Verdict.DUPLICATE})
"""Verdicts by which what we sent is in force there, or was."""

# In the order in which they are told.
_NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "patron": ("eine Person", "Personen"),
    "project": ("ein Projekt", "Projekte"),
    "appointment": ("eine Amtszeit", "Amtszeiten"),
    "consent": ("eine Einwilligung", "Einwilligungen"),
    "locality": ("ein Ortsteil", "Ortsteile"),
    "potential": ("ein Potenzial", "Potenziale"),
    "task": ("eine Aufgabe", "Aufgaben"),
    "remark": ("ein Vermerk", "Vermerke"),
}
_OTHER: Final = ("ein weiterer Datensatz", "weitere Datensätze")


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with the file that it answers. gone: what was deleted there, a line each; from: of whom."""

    receipt: Receipt
    delivery: Delivery
    sender: str
    gone: tuple[str, ...]

    @property
    def arrived(self) -> bool:
        """Whether our file was taken over."""
        return self.receipt.verdict in ARRIVED

    @property
    def sentence(self) -> str:
        """What became of the file, in a sentence."""
        written = format_short(self.delivery.created_at.astimezone().date())
        came = format_short(self.receipt.created_at.astimezone().date())
        return _SENTENCES[self.receipt.verdict].format(written=written, came=came, sender=self.sender)

    @property
    def advice(self) -> str:
        """What that means and what to do; "" when there is nothing to do."""
        return _ADVICE.get(self.receipt.verdict, "")

    @property
    def gone_words(self) -> str:
        """Over the list of what was deleted; "" when nothing was."""
        if not self.gone:
            return ""
        if self.receipt.backup_until is None:
            return "Dort gelöscht"
        until = format_short(self.receipt.backup_until)
        return f"Dort gelöscht; Sicherungen dort können es noch bis {until} enthalten"


_SENTENCES: Final[Mapping[Verdict, str]] = {
    Verdict.APPLIED: "Ihr Bericht vom {written} ist am {came} bei {sender} angekommen und übernommen.",
    Verdict.DUPLICATE: (
        "Ihr Bericht vom {written} kam noch einmal bei {sender} an. Er war schon übernommen, seit dem {came}."
    ),
    Verdict.OLDER: (
        "Ihr Bericht vom {written} ist am {came} bei {sender} angekommen, wurde aber nicht übernommen: "
        "Dort lag schon ein neuerer von Ihnen."
    ),
    Verdict.FORK: (
        "Ihr Bericht vom {written} ist am {came} bei {sender} angekommen, wurde aber nicht übernommen: "
        "Es gibt zwei Stände. Er schließt nicht an den an, den man dort zuletzt von Ihnen erhielt."
    ),
}
_ADVICE: Final[Mapping[Verdict, str]] = {
    Verdict.OLDER: (
        "Es gilt der neuere. Haben Sie seither keinen geschrieben, arbeitet jemand mit einem zweiten Stand "
        "Ihrer Daten: Rufen Sie dann Ihr Regionalmanagement an."
    ),
    Verdict.FORK: (
        "Das geschieht, wenn eine ältere Sicherung zurückgeholt wurde oder auf zwei Rechnern mit "
        "verschiedenen Ständen gearbeitet wird. Rufen Sie Ihr Regionalmanagement an und klären Sie, "
        "welcher Stand der richtige ist."
    ),
}


def preview_receipt(workspace: Workspace, file: Path) -> ReceiptView:
    """What a receipt says; nothing is stored. Raises as ``open_receipt``."""
    data = read_post(file)
    with workspace.store.read() as reader:
        return _view(reader, *_checked(workspace, reader, data))


def open_receipt(workspace: Workspace, file: Path) -> ReceiptView:
    """Take a receipt: it is kept as proof, and the file it answers has arrived.

    Opening it again changes nothing. K-501 to K-517 for the container, K-560 for its content, K-561
    when it answers no file of ours.
    """
    data = read_post(file)
    with workspace.store.write("Quittung geöffnet", undoable=False) as unit:
        receipt, delivery = _checked(workspace, unit, data)
        known = unit.get(Receipt, receipt.id)
        if known is None:
            unit.put_blob(data)
            unit.add(receipt)
            delivery = replace(delivery, acknowledged_at=workspace.clock())
            unit.update(delivery)
        return _view(unit, known or receipt, delivery)


def receipts(workspace: Workspace) -> list[ReceiptView]:
    """All receipts that were opened here, newest first."""
    with workspace.store.read() as reader:
        sent = {each.digest: each for each in reader.find(Delivery, direction=Direction.SENT)}
        found = reader.find(Receipt, order=("-created_at", "id"))
        return [_view(reader, each, sent[each.digest]) for each in found if each.digest in sent]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A report that was written, and what its receipt said; ``None`` while there is none."""

    delivery: Delivery
    receiver: str
    receipt: ReceiptView | None

    @property
    def word(self) -> str:
        """How far it is, in a word or two."""
        if self.receipt is None:
            return "abgegeben"
        return "angekommen" if self.receipt.arrived else "nicht übernommen"

    @property
    def state(self) -> str:
        """The same with the day, as the list shows it."""
        if self.receipt is None or not self.receipt.arrived:
            return self.word
        return f"{self.word} am {format_short(self.receipt.receipt.created_at.astimezone().date())}"


def sent_files(workspace: Workspace) -> list[SentFile]:
    """Every report that was written here, newest first; of several receipts the one that says it arrived."""
    known: dict[UUID, ReceiptView] = {}
    for view in receipts(workspace):
        before = known.get(view.delivery.id)
        if before is None or (view.arrived and not before.arrived):
            known[view.delivery.id] = view
    with workspace.store.read() as reader:
        names = {peer.id: peer.name for peer in reader.find(Peer)}
        found = reader.find(
            Delivery, order=("-handled_at", "-id"), direction=Direction.SENT, kind=DeliveryKind.REPORT
        )
    return [SentFile(each, names.get(each.peer_id, ""), known.get(each.id)) for each in found]


# ------------------------------------------------------------------ inside


def _checked(workspace: Workspace, reader: Reader, data: bytes) -> tuple[Receipt, Delivery]:
    """The receipt and the file of ours that it answers."""
    from klikks_desktop.exchange.envelope import RECEIPT
    from klikks_desktop.exchange.receipt import decode_receipt

    opened = open_from_above(workspace, reader, data, RECEIPT)
    wire = decode_receipt(opened.payload)
    sender = opened.header.sender
    sent = reader.find(Delivery, peer_id=sender, direction=Direction.SENT, digest=wire.digest)
    if not sent:
        raise UserError("K-561", {"created": format_short(wire.created.astimezone().date())})
    receipt = Receipt(
        id=uuid5(sender, opened.digest),
        peer_id=sender,
        digest=wire.digest,
        verdict=wire.verdict,
        created_at=wire.received,
        handled_at=workspace.clock(),
        counts=json.dumps({name: getattr(wire.counts, name) for name in wire.counts.__struct_fields__}),
        gone=json.dumps(wire.erased),
        backup_until=wire.backup_until,
        file_hash=hashlib.sha256(data).hexdigest(),
    )
    return receipt, sent[0]


def _view(reader: Reader, receipt: Receipt, delivery: Delivery) -> ReceiptView:
    peer = reader.get(Peer, receipt.peer_id)
    sender = peer.name if peer else "unbekannt"
    return ReceiptView(receipt, delivery, sender, tuple(_gone_lines(reader, json.loads(receipt.gone))))


def _gone_lines(reader: Reader, gone: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """People and projects one by one, by name while they are still known here; the rest is counted."""
    for kind in sorted(gone, key=lambda kind: [*_NOUNS, kind].index(kind)):
        ids = [UUID(text) for text in gone[kind]]
        names: list[str] = []
        if kind == "patron":
            names = [each.full_name for each in reader.find(Patron, id=ids, source=None)]
        elif kind == "project":
            names = [each.title for each in reader.find(Project, id=ids, source=None) if each.title]
        yield from sorted(names)
        rest = len(ids) - len(names)
        if rest:
            one, many = _NOUNS.get(kind, _OTHER)
            yield one if rest == 1 else f"{rest} {many}"
