"""Every kind of file that comes in, damaged or meant to harm in every way: a code, and all data as before."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange import age
from klikks_desktop.exchange.envelope import (
    ENROLMENT_ANSWER,
    MAX_FILE,
    MAX_PAYLOAD,
    RECEIPT,
    RETURN,
    SNAPSHOT,
)
from klikks_desktop.exchange.keys import create_keys
from klikks_desktop.services.exchange import enrolment, importing
from klikks_desktop.services.pack import drafting, writing
from klikks_desktop.services.places import places
from tests.services.conftest import Desk
from tests.services.exchange.incoming_files import (
    ANSWERS,
    PACK,
    POST,
    REPORTS,
    SEALED,
    Incoming,
    arrange,
    everything,
    make_answer,
)


@pytest.fixture(scope="module")
def incoming(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shelf: Path
) -> Iterator[Incoming]:
    """One for all tests: none of them may change anything, or the next one notices."""
    folder = tmp_path_factory.mktemp("feindlich")
    (shelf / "sqlite").mkdir(exist_ok=True)
    desk = Desk(folder, shelf / "sqlite")
    yield arrange(desk, request.param)
    desk.close_all()
    assert not list(folder.rglob("*.tmp")), "half a file"


@pytest.fixture
def fresh(request: pytest.FixtureRequest, desk: Any) -> Incoming:
    """One that may be taken."""
    return arrange(desk, request.param)


def each(*names: str, of: str = "incoming") -> pytest.MarkDecorator:
    return pytest.mark.parametrize(of, names, indirect=True)


every = each(*SEALED, PACK)
sealed = each(*SEALED)


@each(*SEALED, PACK, of="fresh")
def test_the_file_itself_is_good(fresh: Incoming) -> None:
    before = everything(fresh.desk, fresh.receiver)
    fresh.take(fresh.receiver, fresh.file)
    assert everything(fresh.desk, fresh.receiver) != before, "then nothing below would be tested"


@every
def test_not_a_file_of_ours(incoming: Incoming, tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - the same bytes every time, no secrets
    none = "K-581" if incoming.kind == PACK else "K-501"
    for data in (b"", b"\0" * 5000, chance.randbytes(5000), b"%PDF-1.7", b"{}", b"[" * 200_000):
        incoming.expect(none, incoming.other(data))
    magic = age.MAGIC + b"\n"
    damaged = {"K-581"} if incoming.kind == PACK else {"K-502", "K-504"}
    for data in (magic, magic + chance.randbytes(3000), magic + b"-> X25519 a\nb\n" * 10_000):
        incoming.expect(damaged, incoming.other(data))
    folder = tmp_path / "ordner.klikks"
    folder.mkdir()
    incoming.expect("K-632", folder)
    incoming.expect("K-632", tmp_path / "gibt es nicht.klikks")


@every
def test_truncated_and_longer(incoming: Incoming) -> None:
    data, damaged = incoming.data, {"K-581"} if incoming.kind == PACK else {"K-501", "K-502"}
    for end in (1, 20, len(data) // 3, len(data) // 2, len(data) - 1):
        incoming.expect(damaged, incoming.other(data[:end]))
    incoming.expect(damaged, incoming.other(data + b"\0"))


@every
def test_too_big_to_be_read(incoming: Incoming) -> None:
    file = incoming.other(incoming.data)
    with file.open("r+b") as stream:
        stream.truncate(MAX_FILE + 1)
    incoming.expect("K-633", file)
    file.unlink()


@every
def test_whatever_bits_are_flipped(incoming: Incoming) -> None:
    data = incoming.data
    before = everything(incoming.desk, incoming.receiver)

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(st.integers(0, len(data) - 1), st.integers(0, 7)), min_size=1, max_size=4, unique=True
        )
    )
    def flip(bits: list[tuple[int, int]]) -> None:
        changed = bytearray(data)
        for place, bit in bits:
            changed[place] ^= 1 << bit
        with pytest.raises(UserError):
            incoming.take(incoming.receiver, incoming.other(bytes(changed)))

    flip()
    assert everything(incoming.desk, incoming.receiver) == before


@sealed
def test_signed_rightly_with_an_unreadable_content(incoming: Incoming) -> None:
    contents = (b"", b"\0", b"null", b"[]", b"{}", b"[" * 200_000, b'{"a":' * 100_000, b" " * (20 << 20))
    for content in contents:
        incoming.expect(incoming.unreadable, incoming.with_content(content))


@sealed
def test_a_bomb(incoming: Incoming) -> None:
    """A hundred and more megabytes in a few: by their length too many, or more than was signed."""
    bomb = gzip.compress(bytes(MAX_PAYLOAD + 1), 1, mtime=0)
    incoming.expect("K-503", incoming.again(packed=bomb, length=MAX_PAYLOAD + 1))
    incoming.expect("K-502", incoming.again(packed=bomb, length=100))


@sealed
def test_of_a_newer_version(incoming: Incoming) -> None:
    incoming.expect("K-510", incoming.again(min_version=2, version=2))


@sealed
def test_of_another_kind(incoming: Incoming) -> None:
    for kind in {SNAPSHOT, ENROLMENT_ANSWER, RECEIPT, RETURN, "something-new"} - {incoming.kind}:
        incoming.expect("K-516", incoming.again(kind=kind))


@sealed
def test_written_here(incoming: Incoming) -> None:
    incoming.expect("K-517", incoming.again(by=incoming.receiver.keys))


@sealed
def test_from_the_future_and_from_no_time(incoming: Incoming) -> None:
    late = milliseconds(incoming.desk.clock() + timedelta(days=3))
    incoming.expect("K-511", incoming.again(sequence=late))
    for sequence in (-1, 2**53, 1.5, "1", None):
        incoming.expect("K-502", incoming.again(sequence=sequence))
    for created in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-11-22T10:00:00", ""):
        incoming.expect("K-502", incoming.again(created=created))


@sealed
def test_practice_and_real_data(incoming: Incoming) -> None:
    incoming.expect("K-514", incoming.again(practice=True))


@sealed
def test_for_somebody_else(incoming: Incoming) -> None:
    """Passed on to us, or to us and meant for others."""
    other = incoming.desk.create("andere", incoming.receiver.role)
    wrong = "K-534" if incoming.kind == ENROLMENT_ANSWER else "K-506"
    incoming.expect(wrong, incoming.again(receiver=str(other.keys.installation)))
    incoming.expect(wrong, incoming.again(receiver_key=other.keys.public.age_key))
    incoming.expect("K-505", incoming.file, at=other)


@each(*REPORTS, *POST)
def test_from_a_stranger_and_with_another_key(incoming: Incoming) -> None:
    stranger = create_keys()
    incoming.expect("K-507", incoming.again(by=stranger))
    posing = replace(stranger, installation=incoming.sender.keys.installation)
    incoming.expect("K-508", incoming.again(by=posing))


@each(*ANSWERS)
def test_an_answer_that_names_other_keys_than_its_own(incoming: Incoming) -> None:
    stranger = create_keys()
    incoming.expect("K-513", incoming.again(by=stranger))
    posing = replace(stranger, installation=incoming.sender.keys.installation)
    incoming.expect("K-513", incoming.again(by=posing))


@each(*ANSWERS)
def test_a_town_cannot_answer(incoming: Incoming) -> None:
    incoming.expect("K-540", incoming.file, at=incoming.desk.create("ort"))


@each(*POST, PACK)
def test_the_way_down_is_no_way_up(incoming: Incoming) -> None:
    """Nobody below may tell a region what to do: what it wrote itself comes back to it."""
    codes = {"K-584"} if incoming.kind == PACK else {"K-517"}
    incoming.expect(codes, incoming.file, at=incoming.sender)


@each(*POST, of="fresh")
def test_replayed_at_another_town_of_the_same_region(fresh: Incoming) -> None:
    other = fresh.desk.town("nachbar")
    fresh.desk.enrol(fresh.sender, other)
    fresh.expect("K-505", fresh.file, at=other)


@each("receipt")
def test_a_receipt_for_a_file_never_sent(incoming: Incoming) -> None:
    plain = age.decrypt(incoming.data, incoming.receiver.keys.age_identity)
    content = json.loads(gzip.decompress(plain.split(b"\n", 2)[2]))
    content["digest"] = "0" * 64
    incoming.expect("K-561", incoming.with_content(json.dumps(content).encode()))


@each(PACK, of="fresh")
def test_a_pack_with_another_key_or_older(fresh: Incoming) -> None:
    desk, region, town = fresh.desk, fresh.sender, fresh.receiver
    desk.enrol(region, town)
    newer = desk.path("klikkspaket")
    desk.clock.move(minutes=1)
    writing.write_draft(region, newer)
    fresh.take(town, newer)
    fresh.expect("K-586", fresh.file)
    posing = desk.copy_of(region, "abschrift")
    posing_keys = replace(create_keys(), installation=region.keys.installation)
    enrolment.put_keys(posing, posing_keys)
    drafting.change_draft(posing, title="Anderes")
    desk.clock.move(minutes=1)
    other = desk.path("klikkspaket")
    writing.write_draft(posing, other)
    fresh.expect("K-585", other)


@each("report", of="fresh")
def test_two_programs_with_one_place(fresh: Incoming) -> None:
    """Whoever was confirmed last reports it; what the other wrote before and after is refused."""
    desk, region, former = fresh.desk, fresh.receiver, fresh.sender
    latter = desk.create("zweite")
    key = former.own_place().key
    places.add_place(latter, replace(former.own_place(), id=latter.new_id()))
    answer = make_answer(desk, region, latter)
    enrolment.read_answer(region, answer)
    assert importing.import_files(region, [fresh.file])[0].verdict is Verdict.APPLIED, "not before the call"
    awaited = enrolment.awaited_peer(region)
    enrolment.confirm(region, awaited.id, awaited.joint_number)
    waiting = enrolment.awaited_peer(latter)
    enrolment.confirm(latter, waiting.id, awaited.joint_number)
    fresh.expect("K-512", desk.report(former))
    assert importing.import_files(region, [desk.report(latter)])[0].verdict is Verdict.APPLIED
    fresh.expect("K-512", desk.report(former))
    assert [peer.name for peer in enrolment.peers(region) if key in peer.place_keys] == [awaited.name]


@each("report", of="fresh")
def test_rows_and_places_of_another_town(fresh: Incoming) -> None:
    """A town that knows the ids of another one's rows cannot touch them."""
    desk, region = fresh.desk, fresh.receiver
    fresh.take(region, fresh.file)
    thief = desk.create("diebin")
    places.add_place(thief, places.describe_place(thief.shipped, thief.new_id(), "03358021").place)
    desk.enrol(region, thief)
    plain = age.decrypt(fresh.data, region.keys.age_identity)
    content = json.loads(gzip.decompress(plain.split(b"\n", 2)[2]))
    stolen = json.dumps(content).encode()
    file = fresh.again(by=thief.keys, packed=gzip.compress(stolen, mtime=0), length=len(stolen))
    fresh.expect("K-512", file)
    content["places"][0]["key"] = "03358021"
    stolen = json.dumps(content).encode()
    file = fresh.again(by=thief.keys, packed=gzip.compress(stolen, mtime=0), length=len(stolen))
    fresh.expect("K-545", file)
