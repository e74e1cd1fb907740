"""Packs that are none, lie about who they are from, or hold what may not stand: refused, nothing stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Peer, Role
from klikks_desktop.exchange import signing
from klikks_desktop.exchange.pack_file import MAX_FILE, NAMESPACE
from klikks_desktop.services.exchange import enrolment, post
from klikks_desktop.services.exchange.mailbox import mailbox
from klikks_desktop.services.pack import drafting
from klikks_desktop.services.pack.accepted import accepted
from klikks_desktop.services.pack.accepting import accept_pack, preview_pack, remove_pack
from klikks_desktop.services.pack.drafting import change_draft, pack_draft
from klikks_desktop.services.pack.opening import Standing, open_pack
from klikks_desktop.services.pack.suffix import is_pack
from klikks_desktop.services.pack.writing import write_described, write_draft
from klikks_desktop.services.records import history
from klikks_desktop.services.region.announcements import delete_announcement, save_announcement
from klikks_desktop.services.region.returns import receivers, write_returns
from klikks_desktop.services.workspace import Workspace
from tests.services.pack.conftest import DRAFT, FUNCTION, factor_set, picture


@pytest.fixture
def untouched(desk: Any) -> Callable[[Workspace], Any]:
    @contextmanager
    def check(workspace: Workspace) -> Iterator[None]:
        before = desk.dump(workspace, without=set())
        yield
        assert desk.dump(workspace, without=set()) == before

    return check


def signed_by(region: Workspace, file: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The pack with another content, signed by its region."""
    raw = json.loads(file.read_bytes())
    change(raw["pack"])
    content = json.dumps(raw["pack"], ensure_ascii=False, separators=(",", ":")).encode()
    signature = signing.sign(content, seed=region.keys.seed, namespace=NAMESPACE)
    head = f'{{"format": "klikks-paket", "version": 1, "signature": "{signature}", "pack": '
    target = file.with_name("anders.klikkspaket")
    target.write_bytes(head.encode() + content + b"}")
    return target


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("K-581", lambda _data: b""),
        ("K-581", lambda data: data[:-40]),
        ("K-581", lambda data: b"age-encryption.org/v1\n" + data),
        ("K-582", lambda data: data.replace(b"Klima vor Ort", b"Klima von Ort")),
        ("K-583", lambda data: data.replace(b'"version":1', b'"version":2')),
        ("K-633", lambda data: data + b" " * MAX_FILE),
    ],
)
def test_files_that_are_none(desk, town, region, write, untouched, *, code: str, spoil: Any) -> None:
    file = write(region, DRAFT)
    file.write_bytes(spoil(file.read_bytes()))
    with untouched(town):
        for act in (preview_pack, accept_pack):
            with desk.refused(code):
                act(town, file)


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("Urkunde", lambda pack: pack["texts"].append({"key": FUNCTION, "text": "zu {Unbekannt}"})),
        ("Urkunde", lambda pack: pack["texts"].append({"key": FUNCTION, "text": "zu {Genitiv"})),
        ("Urkunde", lambda pack: pack["texts"].append({"key": FUNCTION, "text": "  "})),
        (
            "Urkunde",
            lambda pack: pack["texts"].append(
                {"key": "berufung.f.effect", "text": "unter Berufung in das Beamtenverhältnis"}
            ),
        ),
        (
            "Einwilligung",
            lambda pack: pack["texts"].append({"key": "einwilligung.titel", "text": "{Nominativ}"}),
        ),
        ("Logo", lambda pack: pack.update(logo="AAAA")),
        ("Logo", lambda pack: pack.update(logo="PHN2Zz48c2NyaXB0Lz48L3N2Zz4=")),
        ("1. Faktoren-Datei", lambda pack: pack.update(factors=[{"format": "anderes"}])),
        ("1. Faktoren-Datei", lambda pack: pack.update(factors=["kein Objekt"])),
        ("Anmeldedatei", lambda pack: pack.update(enrolment={"format": "klikks-anmeldung"})),
    ],
)
def test_contents_that_may_not_stand(
    desk, town, region, write, untouched, *, where: str, change: Any
) -> None:
    file = signed_by(region, write(region, replace(DRAFT, texts={})), change_of(change))
    with untouched(town), desk.refused("K-587"):
        accept_pack(town, file)
    with pytest.raises(UserError) as caught:
        preview_pack(town, file)
    assert where in str(caught.value.facts["where"])


def change_of(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    """With a list of texts to add to."""

    def made(pack: dict[str, Any]) -> None:
        pack.setdefault("texts", [])
        change(pack)

    return made


def test_a_factor_file_enclosed_twice_or_without_its_base(desk, town, region, write) -> None:
    head = {"format": "klikks-faktoren", "version": 1, "id": "x", "title": "x", "edition": "1"}
    whole = {**head, "valid_from": "2027-01-01", "sets": [factor_set()]}
    mixed = {"base": "gibt-es-nicht", "id": "m", "title": "m", "basis": "b", "upstream": "u"}
    plain = write(region, replace(DRAFT, texts={}))
    for factors in ([whole, whole], [{**whole, "mixed_set": mixed}]):
        file = signed_by(region, plain, lambda pack, factors=factors: pack.update(factors=factors))
        with desk.refused("K-587"):
            preview_pack(town, file)


def test_texts_of_a_newer_program_are_passed_over_and_counted(town, region, write) -> None:
    file = write(region, DRAFT)
    newer = signed_by(region, file, lambda pack: pack["texts"].append({"key": "neu.text", "text": "{X}"}))
    preview = preview_pack(town, newer)
    assert preview.offer.unknown_texts == 1
    accept_pack(town, newer)
    found = accepted(town)
    assert found is not None
    assert "neu.text" not in found.data.texts


def test_the_confirmed_region_is_told_from_a_stranger(desk, pair, write) -> None:
    region, town = pair
    assert open_pack(town, write(region, DRAFT)).standing is Standing.CONFIRMED
    stranger = desk.create("fremde", Role.REGION)
    offer = open_pack(town, write(stranger, DRAFT))
    assert (offer.standing, offer.issuer_name) == (Standing.UNKNOWN, "fremde")
    assert offer.fingerprint == drafting.own_fingerprint(stranger)


def test_another_key_than_the_known_one_is_refused(desk, pair, write, untouched) -> None:
    region, town = pair
    enrolment.renew_keys(region)
    file = write(region, DRAFT)
    with untouched(town), desk.refused("K-585"):
        accept_pack(town, file)


def test_a_pack_pins_the_key_of_who_is_not_enrolled(desk, town, region, write) -> None:
    accept_pack(town, write(region, DRAFT))
    enrolment.renew_keys(region)
    file = write(region, DRAFT)
    with desk.refused("K-585"):
        accept_pack(town, file)
    remove_pack(town)
    assert accept_pack(town, file).title == DRAFT.title


def test_a_key_that_waits_for_the_call_is_not_trusted(desk, pair, write) -> None:
    region, town = pair
    enrolment.renew_keys(region)
    invitation = desk.path("json")
    enrolment.create_enrolment_file(region, invitation)
    enrolment.accept_enrolment_file(town, invitation, desk.path("klikks"))
    with desk.refused("K-585"):
        preview_pack(town, write(region, DRAFT))


def test_an_enrolment_of_somebody_else_inside_is_refused(desk, town, region, write) -> None:
    stranger = desk.create("fremde", Role.REGION)
    invitation = desk.path("json")
    enrolment.create_enrolment_file(stranger, invitation)
    foreign = json.loads(invitation.read_bytes())
    file = signed_by(region, write(region, DRAFT), lambda pack: pack.update(enrolment=foreign))
    with desk.refused("K-587"):
        preview_pack(town, file)


def test_own_packs_and_other_modes(desk, region, write) -> None:
    file = write(region, DRAFT)
    with desk.refused("K-584"):
        preview_pack(region, file)
    with desk.refused("K-515"):
        preview_pack(desk.create("uebung", practice=True), file)


def test_an_enrolment_begins_from_the_pack(desk, town, region, write) -> None:
    offer = open_pack(town, write(region, DRAFT))
    answer = desk.path("klikks")
    at_town = enrolment.accept_enrolment(town, offer.enrolment, answer)
    at_region = enrolment.read_answer(region, answer)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)
    with town.store.read() as reader:
        (peer,) = reader.find(Peer)
    assert peer.sign_key == region.keys.public.sign_key


def test_a_later_return_decides_what_news_there_are(desk, pair, write) -> None:
    region, town = pair
    keys = [town.own_place().key]
    news = save_announcement(region, title="Nur im Paket", due_on=date(2027, 3, 31))
    accept_pack(town, write(region, replace(DRAFT, news=frozenset({news.id}))))
    assert [each.title for each in mailbox(town, keys).news] == ["Nur im Paket"]
    save_announcement(region, news.id, title="Geändert", due_on=date(2027, 4, 30))
    desk.clock.move(minutes=1)
    (peer,) = receivers(region)
    (file,) = write_returns(region, [peer.id], desk.folder / "post")
    post.open_return(town, file)
    assert [each.title for each in mailbox(town, keys).news] == ["Geändert"]
    delete_announcement(region, news.id)
    desk.clock.move(minutes=1)
    (file,) = write_returns(region, [peer.id], desk.folder / "post")
    post.open_return(town, file)
    assert mailbox(town, keys).news == ()


# ------------------------------------------------------------------ drafts


def test_a_town_drafts_nothing(desk, town, tmp_path: Path) -> None:
    for act in (
        lambda: pack_draft(town),
        lambda: change_draft(town, title="x"),
        lambda: write_draft(town, tmp_path / "x"),
        lambda: write_described(town, tmp_path / "x.json", tmp_path / "x"),
    ):
        with desk.refused("K-580"):
            act()


def test_a_draft_is_kept_and_can_be_taken_back(region, full) -> None:
    assert pack_draft(region) == full
    assert drafting.logo_picture(region, full.logo) is not None
    assert drafting.logo_picture(region, "") is None
    change_draft(region, title="Anders")
    history.undo(region)
    assert pack_draft(region) == full


def test_a_factor_file_of_the_same_id_takes_the_place(region, full, factor_file) -> None:
    drafting.add_factor_file(region, factor_file("programm", "2028", sets=[factor_set()]))
    drafting.add_factor_file(region, factor_file("weitere", sets=[factor_set(id_="weiterer")]))
    assert [(each.id, each.edition) for each in pack_draft(region).files] == [
        ("programm", "2028"),
        ("weitere", "2027"),
    ]
    sets = dict(drafting.offered_sets(region, pack_draft(region)))
    assert sets["weiterer"] == "Satz weiterer"
    assert "geg-2020" in sets


def test_a_draft_that_cannot_be_written(desk, region, untouched) -> None:
    out = desk.path("klikkspaket")
    with untouched(region), desk.refused("K-588"):
        write_draft(region, out)
    with untouched(region), desk.refused("K-587"):
        change_draft(region, texts={"gibt.es.nicht": "x"})
    change_draft(region, title="x", factor_set="gibt-es-nicht")
    with untouched(region), desk.refused("K-588"):
        write_draft(region, out)
    change_draft(region, factor_set="")
    with untouched(region), desk.refused("K-631"):
        write_draft(region, desk.folder / "fehlt" / "x.klikkspaket")
    assert not out.exists()


def test_each_pack_has_a_higher_number_even_when_the_clock_stands(desk, region, town) -> None:
    change_draft(region, title="x")
    files = [write_draft(region, desk.path("klikkspaket")) for _ in range(2)]
    desk.clock.now -= timedelta(days=400)
    files.append(write_draft(region, desk.path("klikkspaket")))
    numbers = [open_pack(town, file).sequence for file in files]
    assert numbers == sorted(set(numbers))
    assert pack_draft(region).written_at == desk.clock.now


def test_a_pack_from_a_description(desk, region, town, tmp_path: Path, factor_file) -> None:
    (tmp_path / "logo.png").write_bytes(picture())
    description = tmp_path / "paket.json"
    said = {
        "titel": "Klima vor Ort",
        "programmzeile": "Zeile",
        "stelle": "Agentur",
        "logo": "logo.png",
        "texte": {FUNCTION: "zur Klimalotsin"},
        "faktoren": [factor_file(sets=[factor_set()]).name],
        "faktorensatz": "programm-2027",
        "nachrichten": [{"titel": "Anmeldung", "frist": "2027-03-31"}],
        "zeitraeume": [{"titel": "2027", "beginn": "2027-01-01", "frist": "2027-06-30"}],
        "anmeldeschluss": "2027-03-31",
    }
    description.write_text(json.dumps(said), encoding="utf-8")
    first = open_pack(town, write_described(region, description, desk.path("klikkspaket")))
    assert (first.title, first.programme, first.agency) == ("Klima vor Ort", "Zeile", "Agentur")
    assert [each.id for each in first.files] == ["programm"]
    assert first.logo
    assert pack_draft(region).title == "Klima vor Ort", "a number was used, and what it was for is kept"
    again = open_pack(town, write_described(region, description, desk.path("klikkspaket")))
    assert again.sequence > first.sequence
    assert (again.news, again.periods) == (first.news, first.periods)
    description.write_text('{"titel": "x", "logo": "fehlt.png"}', encoding="utf-8")
    with desk.refused("K-632"):
        write_described(region, description, desk.path("klikkspaket"))


def test_packs_are_known_by_their_name() -> None:
    assert is_pack(Path("a/KlikKS_Programmpaket.KLIKKSPAKET"))
    assert not is_pack(Path("a/anmeldung.json"))
