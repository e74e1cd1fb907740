"""The programme pack: plain to read, signed as a whole, strict in what it may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange import signing
from klikks_desktop.exchange.keys import create_keys, load_keys, renewed_keys
from klikks_desktop.exchange.pack_content import pack_announcements, pack_periods
from klikks_desktop.exchange.pack_description import read_description
from klikks_desktop.exchange.pack_file import (
    MAX_FILE,
    MAX_LOGO,
    NAMESPACE,
    Issuer,
    Pack,
    WireText,
    fingerprint,
    read_pack,
    write_pack,
)

DATA = Path(__file__).parent.parent / "data"
Change = Callable[[dict[str, Any]], object]


def example(keys: Any, **content: Any) -> Pack:
    fields: dict[str, Any] = {
        "issuer": Issuer(
            installation=keys.installation, sign_key=keys.public.sign_key, name="Klimaschutzagentur"
        ),
        "title": "Klima vor Ort",
        "created": datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
        "sequence": 1,
    }
    return Pack(**{**fields, **content})


def forged(data: bytes, keys: Any, change: Change) -> bytes:
    """The file with another content, signed by who knows the format."""
    raw = json.loads(data)
    change(raw["pack"])
    content = json.dumps(raw["pack"]).encode()
    signature = signing.sign(content, seed=keys.seed, namespace=NAMESPACE)
    head = f'{{"format": "klikks-paket", "version": 1, "signature": "{signature}", "pack": '
    return head.encode() + content + b"}"


def test_the_stored_pack_of_version_1_stays_readable() -> None:
    """Written once, by version 1, by the region of ``wire-1.klikks``. It may never be made again."""
    region, town = (load_keys(DATA / f"wire-1-{who}-keys.json") for who in ("region", "town"))
    pack = read_pack((DATA / "pack-1.klikkspaket").read_bytes(), keys=town)
    assert (pack.issuer.installation, pack.issuer.sign_key) == (
        region.installation,
        region.public.sign_key,
    )
    assert (pack.title, pack.programme) == ("Klima vor Ort", "Klima vor Ort · Landesprogramm")
    assert (pack.agency, pack.factor_set) == ("Klimaschutzagentur Süd, Hannover", "geg-2020")
    assert pack.texts == [WireText(key="berufung.f.function", text="zur Klimalotsin")]
    assert pack.logo.startswith(b"\x89PNG")
    assert pack.signup_deadline == date(2027, 3, 31)
    (factors,) = pack.factor_files
    assert json.loads(factors)["prices"][0]["value"] == 0.11
    ((news,), (period,)) = pack_announcements(pack), pack_periods(pack)
    assert (news.title, news.text) == ("Anmeldung bis Ende März", "Zwei Zeilen\nText")
    assert (news.due_on, news.until, news.source) == (
        date(2027, 3, 31),
        date(2027, 4, 1),
        region.installation,
    )
    assert (period.title, period.opens_on, period.due_on) == ("2027", date(2027, 1, 1), date(2027, 6, 30))
    assert json.loads(pack.enrolment_file)["format"] == "klikks-anmeldung"


def test_what_a_later_version_adds_is_passed_over(bench) -> None:
    data = forged(
        write_pack(example(bench.region), bench.region),
        bench.region,
        lambda pack: pack.update(colour="blau", issuer={**pack["issuer"], "web": "x"}),
    )
    assert read_pack(data, keys=bench.town) == read_pack(
        write_pack(example(bench.region), bench.region), keys=bench.town
    )


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("title", lambda pack: pack.update(title="")),
        ("title", lambda pack: pack.update(title="x" * 201)),
        ("title", lambda pack: pack.update(title="Klima\u202e vor Ort")),
        ("title", lambda pack: pack.pop("title")),
        ("programme", lambda pack: pack.update(programme="zwei\x00Zeilen")),
        ("created", lambda pack: pack.update(created="2026-11-20T12:00:00")),
        ("sequence", lambda pack: pack.update(sequence=-1)),
        ("sequence", lambda pack: pack.update(sequence=True)),
        ("texts", lambda pack: pack.update(texts=[{"key": "a", "text": "x" * 2_001}])),
        ("texts", lambda pack: pack.update(texts=[{"key": "../a", "text": "x"}])),
        ("texts", lambda pack: pack.update(texts=[{"key": "a", "text": "x"}] * 2)),
        ("texts", lambda pack: pack.update(texts=[{"key": f"a{n}", "text": "x"} for n in range(501)])),
        ("factors", lambda pack: pack.update(factors=[{}] * 21)),
        ("announcements", lambda pack: pack.update(announcements=[{"id": "1", "title": "x"}])),
        ("signup_deadline", lambda pack: pack.update(signup_deadline="2027-02-30")),
        ("logo", lambda pack: pack.update(logo="kein Bild")),
        ("logo", lambda pack: pack.update(logo="AAAA" * (MAX_LOGO // 3 + 2))),
        ("issuer.sign_key", lambda pack: pack["issuer"].update(sign_key="ab" * 31)),
    ],
)
def test_a_signed_content_that_is_no_pack(bench, place: str, change: Change) -> None:
    data = forged(write_pack(example(bench.region), bench.region), bench.region, change)
    with pytest.raises(UserError) as caught:
        read_pack(data, keys=bench.town)
    assert caught.value.code == "K-581"
    assert place in str(caught.value.facts["place"]) or caught.value.facts["place"] == "ganzer Inhalt"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Hallo",
        b"[]",
        b'{"format": "klikks-anmeldung", "version": 1}',
        b'{"format": "klikks-paket"}',
        b'{"format": "klikks-paket", "version": 1, "pack": {}, "signature": ""}',
        b'{"format": "klikks-paket", "version": 1, "pack": ' + b"[" * 100_000,
        b'{"format": "klikks-paket", "version": 1, "pack": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b" " * (MAX_FILE + 1),
        b"\xff\xfe{",
    ],
)
def test_what_is_no_pack(bench, data: bytes) -> None:
    with bench.refused("K-581"):
        read_pack(data, keys=bench.town)


def test_a_newer_format_says_so_whatever_else_it_holds(bench) -> None:
    with bench.refused("K-583"):
        read_pack(b'{"format": "klikks-paket", "version": 2, "neu": [1]}', keys=bench.town)


def test_own_packs_and_those_of_the_other_mode_are_refused(bench) -> None:
    practising = create_keys(practice=True)
    data = write_pack(example(bench.region), bench.region)
    with bench.refused("K-584"):
        read_pack(data, keys=renewed_keys(bench.region))
    with bench.refused("K-515"):
        read_pack(data, keys=practising)
    with bench.refused("K-514"):
        read_pack(write_pack(example(practising, practice=True), practising), keys=bench.town)


def test_a_signature_of_another_key_or_for_another_use_is_none(bench) -> None:
    raw = json.loads(write_pack(example(bench.region), bench.region))
    content = json.dumps(raw["pack"], separators=(",", ":"), ensure_ascii=False).encode()
    for seed, namespace in ((bench.stranger.seed, NAMESPACE), (bench.region.seed, "klikks-enrolment@1")):
        signature = signing.sign(content, seed=seed, namespace=namespace)
        data = b'{"format":"klikks-paket","version":1,"pack":' + content
        with bench.refused("K-582"):
            read_pack(data + f',"signature":"{signature}"}}'.encode(), keys=bench.town)


@given(st.data())
def test_one_other_byte_is_noticed(data: st.DataObject) -> None:
    whole = (DATA / "pack-1.klikkspaket").read_bytes()
    town = load_keys(DATA / "wire-1-town-keys.json")
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    changed = whole[:at] + bytes([other]) + whole[at + 1 :]
    with pytest.raises(UserError) as caught:
        read_pack(changed, keys=town)
    assert caught.value.code in {"K-581", "K-582", "K-583"}


ANY_TEXT = st.text(max_size=60)
KEYS = load_keys(DATA / "wire-1-region-keys.json")
TOWN = load_keys(DATA / "wire-1-town-keys.json")


@given(st.data())
def test_what_is_written_is_read_back_or_refused(data: st.DataObject) -> None:
    texts = st.builds(WireText, key=st.sampled_from(["a", "b.c", "B"]), text=ANY_TEXT)
    pack = example(
        KEYS,
        title=data.draw(ANY_TEXT),
        programme=data.draw(ANY_TEXT),
        logo=data.draw(st.binary(max_size=40)),
        texts=data.draw(st.lists(texts, max_size=3)),
        signup_deadline=data.draw(st.none() | st.dates()),
    )
    try:
        written = write_pack(pack, KEYS)
    except UserError as error:
        assert error.code == "K-588"
        return
    read = read_pack(written, keys=TOWN)
    for name in ("issuer", "title", "created", "sequence", "programme", "logo", "texts", "signup_deadline"):
        assert getattr(read, name) == getattr(pack, name)


def test_what_no_receiver_would_take_is_not_written(bench) -> None:
    for wrong in ({"title": ""}, {"programme": "x" * 201}, {"texts": [WireText(key="a", text="")]}):
        with bench.refused("K-588"):
            write_pack(example(bench.region, **wrong), bench.region)


def test_too_much_is_not_written(bench) -> None:
    import msgspec

    big = msgspec.Raw(json.dumps("x" * (1 << 20)).encode())
    with bench.refused("K-588"):
        write_pack(example(bench.region, factors=[big] * 5), bench.region)


def test_the_fingerprint_is_one_of_the_key_alone(bench) -> None:
    key = bench.region.public.sign_key
    assert fingerprint(key) == fingerprint(key) != fingerprint(bench.town.public.sign_key)
    groups = fingerprint(key).split()
    assert (len(groups), {len(group) for group in groups}) == (6, {5})
    assert "".join(groups).isdecimal()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"{}", "ganzer Inhalt"),
        (b'{"titel": "x", "programm": "y"}', "ganzer Inhalt"),
        (b'{"titel": "x", "nachrichten": [{"titel": "a", "frist": "31.03.2027"}]}', "nachrichten"),
        (b'{"titel": "x", "zeitraeume": [{"titel": "a", "beginn": "2027-01-01"}]}', "zeitraeume"),
        (b"\xff", "ganzer Inhalt"),
    ],
)
def test_a_description_names_what_is_wrong(data: bytes, place: str) -> None:
    with pytest.raises(UserError) as caught:
        read_description(data)
    assert caught.value.code == "K-588"
    assert place in str(caught.value.facts["reason"])
