"""The region takes files: whole, in any order, and nothing at all from a hostile one."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from klikks_desktop.domain.records import Delivery, Direction, Patron, Peer, Place, PlaceReport, Verdict
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.envelope import NAMESPACE, SNAPSHOT, Header, open_sealed
from klikks_desktop.exchange.keys import OwnKeys, create_keys
from klikks_desktop.services import overview
from klikks_desktop.services.exchange import importing
from klikks_desktop.services.exchange.difference import Difference
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import list_backups


class Forger:
    """Writes files as a town's program never would, with keys of his choice."""

    def __init__(self, desk: Any, region: Workspace, town: Workspace) -> None:
        self.desk, self.region, self.keys = desk, region.keys, town.keys
        file = desk.report(town)
        self.good = file.read_bytes()
        trusted = {town.keys.installation: town.keys.public.sign_key}
        opened = open_sealed(self.good, keys=region.keys, trusted=trusted, now=desk.clock())
        self.header, self.payload = opened.header, opened.payload

    def write(self, data: bytes) -> Path:
        file = self.desk.path("klikks")
        file.write_bytes(data)
        return file

    def content(self, change: Any) -> bytes:
        """The good content with ``change`` made to its JSON."""
        content = json.loads(self.payload)
        change(content)
        return json.dumps(content).encode()

    def seal(
        self,
        payload: bytes | None = None,
        *,
        packed: bytes | None = None,
        signer: OwnKeys | None = None,
        **changes: Any,
    ) -> Path:
        """Rightly packed, signed and encrypted, with any header."""
        payload = self.payload if payload is None else payload
        packed = gzip.compress(payload, mtime=0) if packed is None else packed
        fields = {"length": len(payload), "sha256": hashlib.sha256(packed).hexdigest(), **changes}
        fields.setdefault("sequence", self.header.sequence + 1000)
        line = msgspec.json.encode(msgspec.structs.replace(self.header, **fields))
        body = line + b"\n" + packed
        signature = signing.sign(body, seed=(signer or self.keys).seed, namespace=NAMESPACE).encode()
        return self.write(age.encrypt(signature + b"\n" + body, [self.region.public.age_key]))


@pytest.fixture
def forger(desk, pair) -> Forger:
    return Forger(desk, *pair)


def stranger(forger: Forger) -> Path:
    keys = create_keys()
    return forger.seal(signer=keys, sender=keys.installation, sender_key=keys.public.sign_key)


def bomb(forger: Forger) -> Path:
    packed = gzip.compress(bytes(200 << 20), 9, mtime=0)
    return forger.seal(packed=packed, length=len(forger.payload))


def honest_bomb(forger: Forger) -> Path:
    return forger.seal(packed=gzip.compress(bytes(200 << 20), 9, mtime=0), length=200 << 20)


def many_stanzas(forger: Forger) -> Path:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    return forger.write(age.MAGIC + stanza * 10_000 + b"--- " + b"C" * 43 + b"\n" + bytes(64))


def forged(forger: Forger) -> Path:
    """The town's header, signed with somebody else's key."""
    return forger.seal(signer=create_keys())


def other_key(forger: Forger) -> Path:
    keys = create_keys()
    return forger.seal(signer=keys, sender_key=keys.public.sign_key)


def rows_of_another_town(forger: Forger) -> Path:
    def change(content: Any) -> None:
        content["places"][0]["key"] = "03358021"

    return forger.seal(forger.content(change))


def hostile_name(forger: Forger) -> Path:
    def change(content: Any) -> None:
        content["places"][0]["patrons"][0]["family_name"] = "Meier\u202egnp.exe"

    return forger.seal(forger.content(change))


def twice_the_same_id(forger: Forger) -> Path:
    def change(content: Any) -> None:
        people = content["places"][0]["patrons"]
        people.append({**people[0], "given_name": "Doppelt"})

    return forger.seal(forger.content(change))


def dangling(forger: Forger) -> Path:
    def change(content: Any) -> None:
        person = content["places"][0]["patrons"][0]
        person["appointments"][0]["locality_id"] = "01a2027b-d680-7000-8000-000000000000"

    return forger.seal(forger.content(change))


HOSTILE: dict[str, tuple[Any, set[str]]] = {
    "empty": (lambda f: f.write(b""), {"K-501"}),
    "a PDF": (lambda f: f.write(b"%PDF-1.7 " + bytes(500)), {"K-501"}),
    "truncated": (lambda f: f.write(f.good[:-40]), {"K-502"}),
    "cut in the header": (lambda f: f.write(f.good[:90]), {"K-502"}),
    "one bit": (lambda f: f.write(f.good[:-50] + bytes([f.good[-50] ^ 1]) + f.good[-49:]), {"K-502"}),
    "something added": (lambda f: f.write(f.good + b"\n"), {"K-502"}),
    "not for us": (lambda f: f.write(age.encrypt(b"x", [create_keys().public.age_key])), {"K-505"}),
    "noise for us": (lambda f: f.write(age.encrypt(os.urandom(900), [f.region.public.age_key])), {"K-502"}),
    "bomb": (bomb, {"K-502"}),
    "announced bomb": (honest_bomb, {"K-503"}),
    "10,000 stanzas": (many_stanzas, {"K-504"}),
    "forwarded": (lambda f: f.seal(receiver=create_keys().installation), {"K-506"}),
    "for another key": (lambda f: f.seal(receiver_key=create_keys().public.age_key), {"K-506"}),
    "unknown sender": (stranger, {"K-507"}),
    "another key": (other_key, {"K-508"}),
    "forged": (forged, {"K-509"}),
    "too new": (lambda f: f.seal(min_version=2), {"K-510"}),
    "from the future": (lambda f: f.seal(sequence=f.header.sequence + 10**9), {"K-511"}),
    "rows of another town": (rows_of_another_town, {"K-512"}),
    "no content": (lambda f: f.seal(b"{}"), {"K-513"}),
    "no JSON": (lambda f: f.seal(b"\xff" * 50), {"K-513"}),
    "deep JSON": (lambda f: f.seal(b"[" * 100_000), {"K-513"}),
    "hostile name": (hostile_name, {"K-513"}),
    "one id twice": (twice_the_same_id, {"K-513"}),
    "points nowhere": (dangling, {"K-513"}),
    "practice": (lambda f: f.seal(practice=True), {"K-514"}),
    "an answer": (lambda f: f.seal(kind="enrolment-answer"), {"K-516"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_changes_nothing(desk, pair, forger, name) -> None:
    region, _ = pair
    make, codes = HOSTILE[name]
    file = make(forger)
    importing.import_files(region, [forger.write(forger.good)])
    before = desk.dump(region)
    (seen,) = importing.preview_import(region, [file])
    assert seen.problem is not None
    assert seen.problem.code in codes, seen.problem
    (outcome,) = importing.import_files(region, [file])
    assert outcome.problem.code == seen.problem.code
    assert outcome.problem.line
    assert (outcome.verdict, outcome.difference) == (None, Difference())
    assert desk.dump(region) == before
    assert len(desk.records(region, Delivery)) == 1


@pytest.mark.both_databases
def test_a_bad_file_does_not_stop_the_others(desk, pair, forger) -> None:
    region, _ = pair
    files = [
        forger.write(b"nichts"),
        forger.write(forger.good),
        desk.folder / "gibt es nicht.klikks",
        desk.folder,
    ]
    outcomes = importing.import_files(region, files)
    assert [outcome.problem.code if outcome.problem else outcome.verdict for outcome in outcomes] == [
        "K-501",
        "uebernommen",
        "K-632",
        "K-632",
    ]


def test_a_file_that_is_far_too_big_is_not_read(desk, pair) -> None:
    region, _ = pair
    file = desk.path("klikks")
    with file.open("wb") as stream:
        stream.truncate(40 << 20)
    assert importing.import_files(region, [file])[0].problem.code == "K-633"


@pytest.mark.both_databases
def test_replayed_it_is_a_duplicate(desk, pair, forger) -> None:
    region, _ = pair
    importing.import_files(region, [forger.write(forger.good)])
    before = desk.dump(region, without={"history", "history_change"})
    (outcome,) = importing.import_files(region, [forger.write(forger.good)])
    assert outcome.verdict is Verdict.DUPLICATE
    assert desk.dump(region, without={"history", "history_change"}) == before


@pytest.mark.both_databases
def test_what_is_new_changed_and_gone_is_shown_before_and_then_done(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    frauke, deniz = desk.patron(town, "Frauke Behrens"), desk.patron(town, "Deniz")
    patrons.save_texts(town, frauke, {"given_name": "Frauke-Maria"})
    patrons.delete_patron(town, deniz)
    places.add_locality(town, town.own_place().id, "Neudorf")
    file = desk.report(town)
    before = desk.dump(region, without=set())
    (seen,) = importing.preview_import(region, [file])
    assert desk.dump(region, without=set()) == before
    assert (seen.verdict, seen.difference) == (Verdict.APPLIED, Difference(1, 1, 3))
    (done,) = importing.import_files(region, [file])
    assert done == replace(seen, file=done.file)
    names = {row.full_name for row in list_patrons(region)}
    assert "Frauke-Maria Behrens" in names
    assert "Deniz Çelik" not in names
    assert region.store.is_shared or list_backups(region.folder), "a backup comes first"


@pytest.mark.both_databases
def test_an_older_file_is_told_and_changes_nothing(desk, pair) -> None:
    region, town = pair
    first, second = desk.report(town), desk.report(town)
    importing.import_files(region, [second])
    before = desk.dump(region)
    assert importing.import_files(region, [first])[0].verdict is Verdict.OLDER
    assert importing.import_files(region, [first])[0].verdict is Verdict.DUPLICATE
    assert desk.dump(region) == before


def test_a_fork_is_noticed_and_taken_only_after_asking(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    desk.close(town)
    old = (town.folder / "klikks.db").read_bytes()
    town = desk.open(town.folder)
    importing.import_files(region, [desk.report(town)])
    desk.close(town)
    (town.folder / "klikks.db").write_bytes(old)
    town = desk.open(town.folder)
    patrons.save_texts(town, desk.patron(town, "Frauke Behrens"), {"family_name": "Abzweig"})
    fork = desk.report(town)
    before = desk.dump(region)
    for _ in range(2):
        assert importing.preview_import(region, [fork])[0].verdict is Verdict.FORK
        assert importing.import_files(region, [fork])[0].verdict is Verdict.FORK
    assert desk.dump(region) == before
    (taken,) = importing.import_files(region, [fork], confirm_fork=True)
    assert taken.verdict is Verdict.APPLIED
    assert len(desk.records(region, Delivery, digest=taken.digest)) == 1, "one file, one line in the log"
    assert desk.records(region, Patron, family_name="Abzweig")
    assert importing.import_files(region, [desk.report(town)])[0].verdict is Verdict.APPLIED


def test_only_a_region_takes_files(desk, pair, forger) -> None:
    _, town = pair
    with desk.refused("K-540"):
        importing.import_files(town, [forger.write(forger.good)])


def test_a_town_and_its_own_file(desk, pair, forger) -> None:
    _, town = pair
    seen = importing.inspect(town, forger.write(forger.good))
    assert seen.problem.code == "K-517"
    assert seen.signature_valid


def test_inspecting_changes_nothing_and_says_who(desk, pair, forger) -> None:
    region, town = pair
    before = desk.dump(region, without=set())
    seen = importing.inspect(region, forger.write(forger.good))
    assert (seen.header.sender, seen.for_me, seen.problem) == (town.keys.installation, True, None)
    assert desk.dump(region, without=set()) == before


@pytest.mark.both_databases
def test_stopping_between_two_files_keeps_the_first(desk, pair, forger) -> None:
    region, town = pair
    second, done = desk.report(town), []

    def stop() -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        importing.import_files(
            region,
            [forger.write(forger.good), second],
            checkpoint=stop,
            progress=lambda number, _: done.append(number),
        )
    assert [each.verdict for each in desk.records(region, Delivery)] == [Verdict.APPLIED]


@pytest.mark.both_databases
def test_a_key_that_a_colleague_changed_meanwhile_counts_at_once(desk, pair, forger) -> None:
    """What is trusted is read once for many files."""
    region, town = pair
    second = desk.report(town)

    def change_key(done: int, _: int) -> None:
        if done == 1:
            with region.store.write("Schlüssel bestätigt", undoable=False) as unit:
                (peer,) = unit.find(Peer)
                unit.update(replace(peer, sign_key=create_keys().public.sign_key))

    first, refused = importing.import_files(region, [forger.write(forger.good), second], progress=change_key)
    assert first.verdict is Verdict.APPLIED
    assert refused.problem is not None
    assert refused.problem.code == "K-507"


@pytest.mark.both_databases
def test_the_region_sees_totals_and_who_reported(desk, region) -> None:
    first, second = desk.town("a"), fill_practice_town(desk.create("b"))
    place = second.own_place()
    places.update_place(second, replace(place, key="03999777", name="Bachtal", designation="Stadt Bachtal"))
    for town in (first, second):
        desk.enrol(region, town)
        importing.import_files(region, [desk.report(town)])
    rows = places.list_places(region)
    assert [(row.name, row.in_office, row.named, row.is_own) for row in rows] == [
        ("Auenbrück", 8, 6, False),
        ("Bachtal", 8, 6, False),
    ]
    assert {row.reporter for row in rows} == {"Stadt Auenbrück", "Stadt Bachtal"}
    seen = overview.overview(region)
    assert [tile.figure for tile in seen.tiles] == ["2", "16"]
    desk.clock.move(days=400)
    assert len(overview.overview(region).due) == 2
    assert len(desk.records(region, Place)) == len(desk.records(region, PlaceReport)) == 2
    assert len(desk.records(region, Delivery, direction=Direction.RECEIVED)) == 2


def test_a_header_says_the_kind(forger) -> None:
    """The forger writes what the program reads: otherwise the tests above prove nothing."""
    assert isinstance(forger.header, Header)
    assert forger.header.kind == SNAPSHOT
    region = forger.region
    trusted = {forger.keys.installation: forger.keys.public.sign_key}
    opened = open_sealed(forger.seal().read_bytes(), keys=region, trusted=trusted, now=forger.desk.clock())
    assert opened.payload == forger.payload
