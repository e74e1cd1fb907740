"""A town without a workspace: real keys, real files, content made for the month."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import msgspec

from klikks_desktop.domain.records import Verdict
from klikks_desktop.exchange.envelope import RECEIPT, RETURN, open_sealed, peek
from klikks_desktop.exchange.keys import OwnKeys
from klikks_desktop.exchange.receipt import decode_receipt
from klikks_desktop.exchange.return_file import decode_return
from klikks_desktop.exchange.wire import WirePlace
from klikks_desktop.exchange.wire_remark import WireRemark
from klikks_desktop.exchange.wire_work import WireAchievement, WireIndicator, WireTask
from tests.year.clock import MONTH, Clock

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from sample_land import PROGRAM, START, Town, enrol_all, id_of, make_towns, place_of, write_file

__all__ = ["PROGRAM", "START", "LightTown", "enrol_all", "make_towns"]


class LightTown:
    """One municipality that keeps no database.

    says: the content of its last report. files: digest -> report; answers: digest -> verdict of its receipts.
    """

    def __init__(self, sender: Town, clock: Clock, region: OwnKeys) -> None:
        self.sender, self.clock, self.region, self.key = sender, clock, region, sender.place.key
        self.says: WirePlace = place_of(sender, 0)
        self.files: dict[str, Path] = {}
        self.answers: dict[str, set[Verdict]] = {}
        self.returns = 0
        self.written = 0
        self.written_at = START

    def __str__(self) -> str:
        return f"{self.key} ({self.sender.place.name})"

    def report(self, out: Path) -> int:
        """Write a report of this month; its number."""
        month = (self.clock.now - self.clock.begin) // MONTH
        self.says = content(self.sender, month)
        self.sender = write_file(self.sender, self.region, out, month=month, place=self.says)
        self.written_at = START + timedelta(days=30 * month, seconds=self.sender.number)
        self.files[self.sender.digest] = out
        self.written += 1
        return self.written

    def unanswered(self) -> list[Path]:
        return [file for digest, file in self.files.items() if digest not in self.answers]

    def open_letter(self, file: Path) -> None:
        """A receipt or a return."""
        trusted = {self.region.installation: self.region.public.sign_key}
        data, keys, now = file.read_bytes(), self.sender.keys, self.clock()
        header = peek(data, keys=keys, trusted=trusted, now=now).header
        assert header is not None, f"{self}: cannot read {file.name}"
        opened = open_sealed(data, keys=keys, trusted=trusted, now=now, kind=header.kind)
        if header.kind == RECEIPT:
            receipt = decode_receipt(opened.payload)
            assert receipt.digest in self.files, f"{self}: a receipt for a file never sent"
            self.answers.setdefault(receipt.digest, set()).add(receipt.verdict)
        else:
            assert header.kind == RETURN
            decode_return(opened.payload)
            self.returns += 1


def content(sender: Town, month: int) -> WirePlace:
    """What it says in a month: people come and go, costs rise, tasks get done, there is a question."""
    number, place = sender.number, place_of(sender, month)
    patrons = place.patrons[: 1 + (number + month) % 2]
    first, *others = place.projects
    first = msgspec.structs.replace(
        first,
        actual_cents=100_000 * (month + 1),
        indicators=[
            WireIndicator(
                id=id_of(number, "indicator"), kind="Umsetzung", title="Leuchten", actual=str(month * 7)
            )
        ],
        achievements=[
            WireAchievement(
                id=id_of(number, "achievement"),
                year=2025,
                carrier="electricity",
                kwh=f"{1000 + month}.25",
                grade="gemessen",
            )
        ],
    )
    kept = [first, *others[: len(others) - (number + month) % 2]]
    ids = {each.id for each in kept}
    task = WireTask(
        id=id_of(number, "task"),
        title="Bericht vorbereiten",
        done_on=START.date() if month % 2 else None,
    )
    question = WireRemark(
        id=id_of(number, f"remark {month // 3}"),
        place_key=place.key,
        kind="Frage",
        text=f"Frage aus Monat {month}",
        made_on=START.date(),
    )
    return msgspec.structs.replace(
        place,
        patrons=patrons,
        counts=msgspec.structs.replace(place.counts, named=len(patrons), in_office=3 + month % 4),
        projects=kept,
        potentials=[
            msgspec.structs.replace(each, project_id=each.project_id if each.project_id in ids else None)
            for each in place.potentials
        ],
        tasks=[task],
        remarks=[question],
        left_out=month % 3,
    )
