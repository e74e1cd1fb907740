"""Receipts (Quittungen) for files that came in: one signed file for each, written where a person says.

A receipt tells a town that its file arrived, what became of it, which of its records were deleted
here because of it, and until when a backup may still hold them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Delivery, DeliveryKind, Direction, Peer, Place, Verdict
from klikks_desktop.services.exchange.delivery import PROGRAM
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.numbering import next_number
from klikks_desktop.services.files import write_new
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.copies import held_until
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.receipt import WireReceipt

TOGETHER: Final = 50
"""Receipts in one transaction; cancelling waits for it."""
_FOLDER = "post_folder"
_UNKNOWN = "K-253"
# Any: conditions on fields of every type.
_UNANSWERED: Final[Mapping[str, Any]] = {
    "direction": Direction.RECEIVED,
    "kind": DeliveryKind.REPORT,
    "acknowledged_at": None,
}


@dataclass(frozen=True, slots=True)
class Handled:
    """A file that came in, and what its receipt says. verdict: also that it was taken before."""

    delivery: Delivery
    verdict: Verdict


def unanswered(workspace: Workspace) -> list[Handled]:
    """Every file that came in and has no receipt yet, oldest first."""
    with workspace.store.read() as reader:
        found = reader.find(Delivery, order=("handled_at", "id"), **_UNANSWERED)
    return [Handled(each, each.verdict) for each in found if each.verdict is not None]


def count_unanswered(workspace: Workspace) -> int:
    """How many ``unanswered`` would return."""
    with workspace.store.read() as reader:
        return reader.count(Delivery, **_UNANSWERED)


def handled(workspace: Workspace, outcomes: Iterable[ImportOutcome]) -> list[Handled]:
    """The files of an import that get a receipt: all but those that were refused."""
    verdicts: dict[str, Verdict | None] = {}
    for each in outcomes:
        if each.problem is None and each.digest:
            # Of a file given twice, what became of it first.
            verdicts.setdefault(each.digest, each.verdict)
    with workspace.store.read() as reader:
        found = reader.find(
            Delivery, direction=Direction.RECEIVED, kind=DeliveryKind.REPORT, digest=list(verdicts)
        )
    known = {each.digest: each for each in found}
    answers = []
    for digest, verdict in verdicts.items():
        delivery = known.get(digest)
        if delivery is not None and delivery.verdict is not None:
            # Its first receipt says what became of it, also when the import had to begin again.
            is_first = delivery.acknowledged_at is None
            was_taken = verdict is Verdict.DUPLICATE and delivery.verdict is Verdict.APPLIED and not is_first
            answers.append(Handled(delivery, Verdict.DUPLICATE if was_taken else delivery.verdict))
    return answers


def write_receipts(
    workspace: Workspace,
    wanted: Sequence[Handled],
    folder: Path,
    *,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Write a receipt for each of these files into ``folder``, replacing nothing; K-519, K-630, K-631.

    ``checkpoint`` may raise to stop between groups of files; what was written until then counts.
    """
    written: list[Path] = []
    for start in range(0, len(wanted), TOGETHER):
        checkpoint()
        progress(start, len(wanted))
        with _all_or_none() as files, workspace.store.write("Quittungen geschrieben", undoable=False) as unit:
            for each in wanted[start : start + TOGETHER]:
                _write(workspace, unit, each, folder, files)
        written += files
    progress(len(wanted), len(wanted))
    return written


@contextmanager
def _all_or_none() -> Iterator[list[Path]]:
    """Files stay only when they are on record, or when nobody can say whether they are (K-253)."""
    files: list[Path] = []
    try:
        yield files
    except BaseException as error:
        if not (isinstance(error, UserError) and error.code == _UNKNOWN):
            for path in files:
                with suppress(OSError):
                    path.unlink()
        raise


def _write(workspace: Workspace, unit: Unit, answered: Handled, folder: Path, files: list[Path]) -> None:
    """Write one receipt, add it to ``files`` and record it."""
    from klikks_desktop.exchange.envelope import RECEIPT, seal
    from klikks_desktop.exchange.receipt import SCHEMA, encode_receipt

    delivery, now = answered.delivery, workspace.clock()
    peer = unit.get(Peer, delivery.peer_id)
    if peer is None:
        raise UserError("K-507")
    number = next_number(unit, workspace.folder, peer.id, DeliveryKind.RECEIPT, now)
    sealed = seal(
        encode_receipt(_content(answered)),
        kind=RECEIPT,
        keys=workspace.keys,
        receiver=peer.id,
        receiver_age=peer.age_key,
        sequence=number.sequence,
        previous=number.previous,
        created=now,
        program=PROGRAM,
        schema=SCHEMA,
    )
    # Before the commit: nothing counts as answered without a receipt to send.
    path = write_new(folder, name_for(workspace, unit, peer, "Quittung"), sealed.data)
    files.append(path)
    unit.add(
        Delivery(
            id=workspace.new_id(),
            peer_id=peer.id,
            direction=Direction.SENT,
            sequence=number.sequence,
            digest=sealed.digest,
            previous=number.previous,
            created_at=now,
            handled_at=now,
            file_name=path.name,
            kind=DeliveryKind.RECEIPT,
        )
    )
    unit.update(replace(delivery, acknowledged_at=now))


def _content(answered: Handled) -> WireReceipt:
    from klikks_desktop.exchange.receipt import WireReceipt, WireTaken

    delivery = answered.delivery
    counts = json.loads(delivery.counts)
    erased = {kind: ids for kind, ids in counts.get("erased", {}).items() if ids}
    on = delivery.handled_at.astimezone().date()
    return WireReceipt(
        program=PROGRAM,
        digest=delivery.digest,
        created=delivery.created_at,
        verdict=answered.verdict,
        received=delivery.handled_at,
        counts=WireTaken(**{field: counts.get(field, 0) for field in WireTaken.__struct_fields__}),
        erased=erased,
        backup_until=held_until(on) if erased else None,
    )


def name_for(workspace: Workspace, reader: Reader, peer: Peer, extra: str) -> str:
    """``KlikKS_<AGS>_<Gemeinde>_<Datum>_<extra>.klikks`` for a file to this town."""
    key = (peer.place_keys.split() or [""])[0]
    places = reader.find(Place, key=key, source=peer.id) if key else []
    known = workspace.shipped.directory.find(key) if key and not places else None
    name = places[0].name if places else known.name if known else peer.name
    return file_name(key, name, workspace.today, "klikks", extra)


def post_folder(workspace: Workspace, fallback: Path) -> Path:
    """Where receipts and returns go: the remembered folder while it is there, else ``fallback``."""
    with workspace.store.read() as reader:
        remembered = str(reader.setting(_FOLDER, ""))
    return Path(remembered) if remembered and Path(remembered).is_dir() else fallback


def remember_post_folder(workspace: Workspace, folder: Path) -> None:
    """Write the next receipts and returns into ``folder``."""
    with workspace.store.write("Ordner für Quittungen gewählt", undoable=False) as unit:
        unit.put_setting(_FOLDER, str(folder))
