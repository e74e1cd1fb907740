"""Receipts and returns that went wrong or mean harm: refused in words, the town's data as before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from klikks_desktop.domain.records import Delivery, Direction, Peer, RemarkKind, Role
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER, RECEIPT, RETURN, SNAPSHOT, seal
from klikks_desktop.services.exchange import importing, post, proof
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.workspace import Workspace


@dataclass
class Mail:
    """One kind of file from the region to the town: written with any content, looked at, opened."""

    desk: Any
    region: Workspace
    town: Workspace
    kind: str
    unreadable: str
    content: dict[str, Any]
    preview: Callable[[Workspace, Path], object]
    open: Callable[[Workspace, Path], object]

    def write(self, content: object | None = None, **changes: Any) -> Path:
        """A file rightly signed by the region, with anything in it."""
        self.desk.clock.move(minutes=1)
        fields: dict[str, Any] = {
            "kind": self.kind,
            "keys": self.region.keys,
            "receiver": self.town.keys.installation,
            "receiver_age": self.town.keys.public.age_key,
            "sequence": milliseconds(self.desk.clock()),
            "previous": "",
            "created": self.desk.clock(),
            "program": "x",
            "schema": 1,
        }
        data = json.dumps(self.content if content is None else content).encode()
        file: Path = self.desk.path("klikks")
        file.write_bytes(seal(data, **{**fields, **changes}).data)
        return file

    def expect(self, code: str, file: Path) -> None:
        """Looking and opening refuse alike, and nothing at all is changed."""
        before = self.desk.dump(self.town, without=set())
        for deed in (self.preview, self.open):
            with self.desk.refused(code):
                deed(self.town, file)
        assert self.desk.dump(self.town, without=set()) == before


@pytest.fixture(params=[RECEIPT, RETURN])
def mail(request: pytest.FixtureRequest, desk, pair) -> Iterator[Mail]:
    region, town = pair
    desk.report(town)
    moment = "2026-11-22T10:00:00Z"
    if request.param == RECEIPT:
        (sent,) = desk.records(town, Delivery, direction=Direction.SENT)
        content = {
            "program": "x", "digest": sent.digest, "created": moment, "received": moment,
            "verdict": "uebernommen",
        }  # fmt: skip
        yield Mail(desk, region, town, RECEIPT, "K-560", content, proof.preview_receipt, proof.open_receipt)
    else:
        news = {"id": str(uuid4()), "title": "Treffen", "made_on": "2026-11-22"}
        content = {"program": "x", "created": moment, "announcements": [news]}
        yield Mail(desk, region, town, RETURN, "K-562", content, post.preview_return, post.open_return)


def test_the_example_itself_is_good(mail: Mail) -> None:
    file = mail.write()
    assert mail.preview(mail.town, file)
    assert mail.open(mail.town, file)


def test_no_sync_file_at_all(mail: Mail, tmp_path: Path) -> None:
    letter = tmp_path / "brief.pdf"
    letter.write_bytes(b"%PDF-1.7 nichts")
    mail.expect("K-501", letter)
    mail.expect("K-632", tmp_path / "gibt es nicht.klikks")


def test_truncated_and_flipped(mail: Mail) -> None:
    file = mail.write()
    data = file.read_bytes()
    for bad in (data[:-30], data[:-1], data + b"\0", data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]):
        file.write_bytes(bad)
        mail.expect("K-502", file)


@pytest.mark.parametrize("content", [{}, [], None, {"program": 1}, {"format": "klikks-sync"}, "x"])
def test_signed_but_unreadable(mail: Mail, content: object) -> None:
    mail.expect(mail.unreadable, mail.write(content if content is not None else "null"))


def test_hostile_values(mail: Mail) -> None:
    for changes in ({"program": "a\u202eb"}, {"program": "a\x00"}, {"schema": 0}, {"created": "2026-11-22"}):
        mail.expect(mail.unreadable, mail.write({**mail.content, **changes}))


def test_the_other_kinds_of_file(mail: Mail) -> None:
    for kind in {SNAPSHOT, RECEIPT, RETURN, ENROLMENT_ANSWER} - {mail.kind}:
        mail.expect("K-516", mail.write(kind=kind))


def test_one_that_this_town_wrote_itself(mail: Mail) -> None:
    mail.expect("K-517", mail.write(keys=mail.town.keys))


def test_a_stranger_and_a_changed_key(mail: Mail) -> None:
    stranger = mail.desk.region("fremd")
    mail.expect("K-507", mail.write(keys=stranger.keys))
    posing = replace(stranger.keys, installation=mail.region.keys.installation)
    mail.expect("K-508", mail.write(keys=posing))


def test_a_region_that_is_not_confirmed(mail: Mail) -> None:
    with mail.town.store.read() as reader:
        peer = reader.get(Peer, mail.region.keys.installation)
    with mail.town.store.write("x", undoable=False) as unit:
        unit.update(replace(peer, confirmed_at=None))
    mail.expect("K-507", mail.write())


def test_a_town_cannot_pose_as_the_office_above(mail: Mail) -> None:
    """At a region every trusted peer is a town: none of them may answer it or tell it what to do."""
    town = mail.desk.town("zweite")
    region = mail.desk.region("zweite-region")
    mail.desk.enrol(region, town)
    file = mail.write(
        keys=town.keys, receiver=region.keys.installation, receiver_age=region.keys.public.age_key
    )
    before = mail.desk.dump(region)
    for deed in (mail.preview, mail.open):
        with mail.desk.refused("K-507"):
            deed(region, file)
    assert mail.desk.dump(region) == before
    assert region.role is Role.REGION


def test_for_somebody_else(mail: Mail) -> None:
    other = mail.desk.town("nachbar")
    to = {"receiver": other.keys.installation, "receiver_age": other.keys.public.age_key}
    mail.expect("K-505", mail.write(**to))
    mail.expect("K-506", mail.write(receiver=other.keys.installation))


def test_from_practice_and_from_the_future(mail: Mail) -> None:
    practice = replace(mail.region.keys, practice=True)
    mail.expect("K-514", mail.write(keys=practice))
    late = milliseconds(mail.desk.clock() + timedelta(days=3))
    mail.expect("K-511", mail.write(sequence=late))


@pytest.mark.parametrize(
    "created",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=14))),
        datetime(1969, 12, 31, tzinfo=UTC),
    ],
)
def test_a_time_beyond_every_calendar(mail: Mail, created: datetime) -> None:
    mail.expect("K-502", mail.write(created=created))


def test_a_region_takes_neither_as_a_report(mail: Mail) -> None:
    file = mail.write()
    (outcome,) = importing.import_files(mail.region, [file])
    assert outcome.problem is not None
    assert outcome.problem.code == "K-517"


def test_rows_of_the_towns_own_are_safe_from_any_content(mail: Mail) -> None:
    mine = add_remark(mail.town, place_key=mail.town.own_place().key, kind=RemarkKind.SUPPORT, text="Hilfe")
    own = mail.desk.dump(mail.town)["remark"]
    theirs = {
        "id": str(mine.id), "place_key": mine.place_key, "kind": "Frage", "text": "x",
        "made_on": "2026-11-22",
    }  # fmt: skip
    file = mail.write({**mail.content, "remarks": [theirs]})
    if mail.kind == RETURN:
        with mail.desk.refused("K-563"):
            mail.open(mail.town, file)
    else:
        mail.open(mail.town, file)
    assert mail.desk.dump(mail.town)["remark"] == own
