"""The office of a real town: reports, receipts, returns, backups, keys and computers."""

from __future__ import annotations

import shutil
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Delivery, DeliveryKind, Direction
from klikks_desktop.services import care
from klikks_desktop.services.exchange import delivery, enrolment, post, proof, upward
from klikks_desktop.services.workspace import open_workspace
from tests.year.clock import Clock
from tests.year.real_town import RESOURCES, RealTown

NOT_FOR_THESE_KEYS = {"K-505", "K-506"}
ANSWERS_NOTHING_HERE = "K-561"


class TownOffice(RealTown):
    """What a clerk does with files and with the computer.

    files: digest -> report that these keys signed, to be sent again. excuses: codes with which a letter may
    be put aside, for a reason that this town knows of; put_aside: what came of it.
    """

    def __init__(self, number: int, key: str, folder: Path, clock: Clock, seed: int) -> None:
        super().__init__(number, key, folder, clock, seed)
        self.files: dict[str, Path] = {}
        self.written = 0
        self.excuses: set[str] = set()
        self.put_aside: list[str] = []

    def report(self, out: Path) -> int:
        """Write a report; its number among those of this town."""
        written = delivery.export_sync_file(self.workspace, out).delivery
        self.files[written.digest] = out
        self.written += 1
        return self.written

    def unanswered(self) -> list[Path]:
        """Reports without a receipt that can still be sent again."""
        return [self.files[each.digest] for each in self.sent() if each.acknowledged_at is None]

    def sent(self) -> list[Delivery]:
        """Reports that these keys signed, as this database remembers them."""
        with self.workspace.store.read() as reader:
            found = reader.find(
                Delivery, direction=Direction.SENT, kind=DeliveryKind.REPORT, order=("sequence",)
            )
        return [each for each in found if each.digest in self.files]

    def open_letter(self, file: Path) -> None:
        """A receipt or a return; one for former keys or for what a restored database forgot is put aside."""
        try:
            if upward.post_kind(self.workspace, file) is DeliveryKind.RECEIPT:
                proof.open_receipt(self.workspace, file)
            else:
                post.open_return(self.workspace, file)
        except UserError as problem:
            if problem.code not in self.excuses:
                raise
            self.put_aside.append(problem.code)

    # ------------------------------------------------------------------ computers and keys

    def back_up(self) -> None:
        self.backup = care.backup(self.workspace, self.workspace.folder / "stand.klikksdb")

    def restore_the_backup(self) -> None:
        """On the same computer, where the keys are: later reports are forgotten."""
        folder = self.workspace.folder
        self.workspace.close()
        care.restore(folder, self.backup, clock=self.clock)
        self.open(folder)
        self.excuses.add(ANSWERS_NOTHING_HERE)

    def restore_on_a_new_computer(self) -> None:
        """From the backup alone: there are no keys in it."""
        new = self.workspace.folder.with_name(f"{self.workspace.folder.name}-neu")
        self.workspace.close()
        care.restore(new, self.backup, clock=self.clock)
        self.open(new)
        self.have_other_keys()

    def lose_the_keys(self) -> None:
        (self.workspace.folder / enrolment.KEY_FILE).unlink()
        enrolment.renew_keys(self.workspace)
        self.have_other_keys()

    def change_the_computer(self) -> None:
        """The whole folder moves, with the keys in it."""
        old = self.workspace.folder
        self.workspace.close()
        self.open(Path(shutil.copytree(old, old.with_name(f"{old.name}-umgezogen"))))
        shutil.rmtree(old)

    def have_other_keys(self) -> None:
        """Nobody can answer what the former keys signed."""
        self.files.clear()
        self.excuses |= {*NOT_FOR_THESE_KEYS, ANSWERS_NOTHING_HERE}

    def open(self, folder: Path) -> None:
        self.workspace = open_workspace(folder, clock=self.clock, resources=RESOURCES)
