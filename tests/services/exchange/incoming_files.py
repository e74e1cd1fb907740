"""A good file of every kind that comes in, and ways to make a bad one of it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Role
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.envelope import (
    ENROLMENT_ANSWER,
    NAMESPACE,
    RECEIPT,
    RETURN,
    SNAPSHOT,
)
from klikks_desktop.exchange.keys import OwnKeys
from klikks_desktop.services.dump import dump
from klikks_desktop.services.exchange import enrolment, importing, post, proof, receipts
from klikks_desktop.services.pack import accepting, drafting, writing
from klikks_desktop.services.region import returns
from klikks_desktop.services.workspace import Workspace

Take = Callable[[Workspace, Path], object]
PACK = "pack"
REPORTS = ("report", "upward report")
ANSWERS = ("answer", "answer of a region")
POST = ("receipt", "return")
SEALED = (*REPORTS, *ANSWERS, *POST)


@dataclass(frozen=True)
class Incoming:
    """A good file of one kind, who wrote it, who takes it and how; ``unreadable``: code of bad content."""

    desk: Any
    kind: str
    sender: Workspace
    receiver: Workspace
    file: Path
    take: Take
    unreadable: str

    @property
    def data(self) -> bytes:
        return self.file.read_bytes()

    def other(self, data: bytes) -> Path:
        """A file with these bytes."""
        path: Path = self.desk.path(self.file.suffix.lstrip("."))
        path.write_bytes(data)
        return path

    def again(self, *, by: OwnKeys | None = None, packed: bytes | None = None, **header: Any) -> Path:
        """The same letter with another header or content, rightly signed, by whom ever."""
        keys = by or self.sender.keys
        plain = age.decrypt(self.data, self.receiver.keys.age_identity)
        _, _, body = plain.partition(b"\n")
        line, _, known = body.partition(b"\n")
        content = known if packed is None else packed
        changed = {
            **json.loads(line),
            "sender": str(keys.installation),
            "sender_key": keys.public.sign_key,
            "sha256": hashlib.sha256(content).hexdigest(),
            **header,
        }
        body = json.dumps(changed).encode() + b"\n" + content
        signature = signing.sign(body, seed=keys.seed, namespace=NAMESPACE).encode()
        return self.other(age.encrypt(signature + b"\n" + body, [self.receiver.keys.public.age_key]))

    def with_content(self, content: bytes) -> Path:
        """Another content, rightly packed."""
        return self.again(packed=gzip.compress(content, mtime=0), length=len(content))

    def expect(self, codes: str | set[str], file: Path, at: Workspace | None = None) -> None:
        """Refused with one of these codes, and not a byte of the data is different."""
        place = at or self.receiver
        before = everything(self.desk, place)
        with pytest.raises(UserError) as caught:
            self.take(place, file)
        assert caught.value.code in ({codes} if isinstance(codes, str) else codes), caught.value
        assert everything(self.desk, place) == before


def everything(desk: Any, workspace: Workspace) -> bytes:
    """The whole dump: the clock stands, so the same data give the same bytes."""
    out: Path = desk.path("json")
    dump(workspace, out)
    data = out.read_bytes()
    out.unlink()
    return data


def take_report(region: Workspace, file: Path) -> None:
    seen = importing.preview_import(region, [file])[0].problem
    problem = importing.import_files(region, [file])[0].problem
    assert (seen and seen.code) == (problem and problem.code), "looking and taking refuse alike"
    if problem is not None:
        raise problem


def make_answer(desk: Any, region: Workspace, other: Workspace) -> Path:
    invitation, answer = desk.path("json"), desk.path("klikks")
    enrolment.create_enrolment_file(region, invitation)
    enrolment.accept_enrolment_file(other, invitation, answer)
    return answer


def arrange(desk: Any, name: str) -> Incoming:
    """The two sides, and a good file between them."""
    region, town = desk.region(), desk.town()
    make = _MAKERS[name]
    if name not in {"answer", PACK}:
        desk.enrol(region, town)
    return make(desk, region, town)


def _report(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    return Incoming(desk, SNAPSHOT, town, region, desk.report(town), take_report, "K-513")


def _upward_report(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    importing.import_files(region, [desk.report(town)])
    office = desk.create("leitstelle", Role.REGION)
    desk.enrol(office, region)
    return Incoming(desk, SNAPSHOT, region, office, desk.report(region), take_report, "K-513")


def _answer(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    file = make_answer(desk, region, town)
    return Incoming(desk, ENROLMENT_ANSWER, town, region, file, enrolment.read_answer, "K-513")


def _answer_of_a_region(desk: Any, region: Workspace, _: Workspace) -> Incoming:
    office = desk.create("leitstelle", Role.REGION)
    file = make_answer(desk, office, region)
    return Incoming(desk, ENROLMENT_ANSWER, region, office, file, enrolment.read_answer, "K-513")


def _receipt(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    taken = importing.import_files(region, [desk.report(town)])
    (file,) = receipts.write_receipts(region, receipts.handled(region, taken), desk.folder)
    return Incoming(desk, RECEIPT, region, town, file, proof.open_receipt, "K-560")


def _return(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    (file,) = returns.write_returns(region, [town.keys.installation], desk.folder)
    return Incoming(desk, RETURN, region, town, file, post.open_return, "K-562")


def _pack(desk: Any, region: Workspace, town: Workspace) -> Incoming:
    drafting.change_draft(region, title="Klima vor Ort")
    file = desk.path("klikkspaket")
    writing.write_draft(region, file)
    return Incoming(desk, PACK, region, town, file, accepting.accept_pack, "K-581")


_MAKERS: Final[dict[str, Callable[[Any, Workspace, Workspace], Incoming]]] = {
    "report": _report,
    "upward report": _upward_report,
    "answer": _answer,
    "answer of a region": _answer_of_a_region,
    "receipt": _receipt,
    "return": _return,
    PACK: _pack,
}
