"""Two colleagues of a region on one database: what both typed is asked, what one typed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.records import Partner, Period, RemarkKind, Role
from klikks_desktop.services.pack.drafting import change_draft, logo_picture, pack_draft, set_logo
from klikks_desktop.services.pack.texts import text_title
from klikks_desktop.services.region import announcements, partners, periods, remarks
from klikks_desktop.services.region.office_name import rename
from klikks_desktop.services.region.sender import Sender, sender, set_sender
from klikks_desktop.services.workspace import Workspace

TIMES = {"title": "Sommer", "opens_on": "01.06.2026", "due_on": "15.09.2026"}


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
def two(desk: Any) -> tuple[Workspace, Workspace]:
    anna = desk.region()
    return anna, desk.colleague(anna, "berta")


def test_a_remark(desk: Any, two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = remarks.add_remark(anna, place_key="03358021", kind=RemarkKind.TASK, text="Zahlen nachreichen")
    remarks.change_remark(berta, shown.id, kind=RemarkKind.QUESTION, text=shown.text, seen=shown)
    merged = remarks.change_remark(anna, shown.id, kind=shown.kind, text="Zahlen von 2025", seen=shown)
    assert (merged.kind, merged.text) == (RemarkKind.QUESTION, "Zahlen von 2025")
    with pytest.raises(Conflict) as caught:
        remarks.change_remark(berta, shown.id, kind=shown.kind, text="Zahlen von 2024", seen=shown)
    (text,) = [each for each in caught.value.differences if each.is_clash]
    assert (text.title, text.base) == ("Text", "Zahlen nachreichen")
    assert (text.mine, text.theirs) == ("Zahlen von 2024", "Zahlen von 2025")
    caught.value.redo({"text"})
    with anna.store.read() as reader:
        stored = reader.find(type(shown))[0]
    assert (stored.kind, stored.text) == (RemarkKind.QUESTION, "Zahlen von 2024")


def test_news_of_the_programme(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = announcements.save_announcement(anna, title="Anmeldung", text="bis März")
    announcements.save_announcement(berta, shown.id, title="Anmeldung offen", text="bis März", seen=shown)
    merged = announcements.save_announcement(anna, shown.id, title="Anmeldung", text="bis April", seen=shown)
    assert (merged.title, merged.text) == ("Anmeldung offen", "bis April")
    with pytest.raises(Conflict):
        announcements.save_announcement(berta, shown.id, title="Zu", text="bis März", seen=shown)


def test_a_period(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = periods.add_period(anna, TIMES)
    periods.change_period(berta, shown, {**TIMES, "title": "Sommer 2026"})
    assert periods.change_period(anna, shown, {**TIMES, "due_on": "20.09.2026"}).title == "Sommer 2026"
    with pytest.raises(Conflict) as caught:
        periods.change_period(berta, shown, {**TIMES, "due_on": "30.09.2026"})
    caught.value.redo({"due_on"})
    with anna.store.read() as reader:
        (stored,) = reader.find(Period)
    assert (stored.title, stored.due_on.day if stored.due_on else 0) == ("Sommer 2026", 30)


def test_the_sender_of_letters(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = set_sender(anna, Sender(postcode="29614", city="Soltau", contact="Frau Heide"))
    set_sender(berta, replace(shown, phone="05191 1", contact="Herr Moor"), shown)
    assert set_sender(anna, replace(shown, street="Poststraße 12"), shown).contact == "Herr Moor"
    with pytest.raises(Conflict) as caught:
        set_sender(anna, replace(shown, contact="Frau Sand"), shown)
    (clash,) = [each for each in caught.value.differences if each.is_clash]
    assert (clash.title, clash.base, clash.mine, clash.theirs) == (
        "Auskunft",
        "Frau Heide",
        "Frau Sand",
        "Herr Moor",
    )
    caught.value.redo({"contact"})
    now = sender(berta)
    assert (now.contact, now.phone, now.street) == ("Frau Sand", "05191 1", "Poststraße 12")


def test_the_name_of_the_office(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = anna.name
    assert rename(berta, "Klimabüro Nord", seen=shown) == "Klimabüro Nord"
    with pytest.raises(Conflict) as caught:
        rename(anna, "Klimabüro Süd", seen=shown)
    (clash,) = caught.value.differences
    assert (clash.base, clash.mine, clash.theirs) == (shown, "Klimabüro Süd", "Klimabüro Nord")
    caught.value.redo(set())
    assert anna.name == "Klimabüro Nord"
    caught.value.redo({clash.name})
    assert anna.name == "Klimabüro Süd"


FUNCTION = "berufung.f.function"


def test_texts_of_the_pack_are_changed_one_by_one(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = change_draft(anna, title="Klima vor Ort", texts={FUNCTION: "zur Klimalotsin"})
    change_draft(berta, shown, texts={**shown.texts, "berufung.m.function": "zum Klimalotsen"})
    merged = change_draft(anna, shown, texts={FUNCTION: "zur Klimabotin"}, programme="Ein Programm")
    assert merged.texts == {FUNCTION: "zur Klimabotin", "berufung.m.function": "zum Klimalotsen"}
    with pytest.raises(Conflict) as caught:
        change_draft(berta, shown, texts={FUNCTION: "zur Klimafrau"}, title="Klima hier")
    (clash,) = [each for each in caught.value.differences if each.is_clash]
    assert clash.title == text_title(FUNCTION)
    assert (clash.base, clash.mine, clash.theirs) == ("zur Klimalotsin", "zur Klimafrau", "zur Klimabotin")
    caught.value.redo({each.name for each in caught.value.differences if each.takes_mine})
    now = pack_draft(anna)
    assert (now.title, now.programme, now.texts[FUNCTION]) == ("Klima hier", "Ein Programm", "zur Klimafrau")
    assert now.texts["berufung.m.function"] == "zum Klimalotsen"


def test_a_text_taken_out_of_the_pack(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    shown = change_draft(anna, title="Klima vor Ort", texts={FUNCTION: "zur Klimalotsin"})
    change_draft(berta, shown, texts={})
    assert change_draft(anna, shown, programme="Ein Programm").texts == {}
    with pytest.raises(Conflict):
        change_draft(anna, shown, texts={FUNCTION: "zur Klimabotin"})


def test_day_and_ticks_of_the_pack(two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    news = [announcements.save_announcement(anna, title=title) for title in ("Eins", "Zwei", "Drei")]
    one, other, third = (each.id for each in news)
    shown = change_draft(anna, title="Klima vor Ort", news=frozenset({one}))
    change_draft(berta, shown, news=frozenset({one, other}), signup_deadline=date(2027, 3, 31))
    assert change_draft(anna, shown, news=frozenset({third})).news == {other, third}
    with pytest.raises(Conflict) as caught:
        change_draft(anna, shown, signup_deadline=date(2027, 4, 30))
    (clash,) = caught.value.differences
    assert (clash.title, clash.mine, clash.theirs) == (
        "Anmeldung zum Programm bis",
        "30.04.2027",
        "31.03.2027",
    )


def test_the_logo_of_the_pack(two: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    anna, berta = two
    files = [tmp_path / f"{colour}.png" for colour in ("red", "blue")]
    for file in files:
        Image.new("RGB", (64, 64), file.stem).save(file)
    shown = pack_draft(anna)
    theirs = set_logo(berta, files[0], shown)
    with pytest.raises(Conflict) as caught:
        set_logo(anna, files[1], shown)
    (clash,) = caught.value.differences
    assert (clash.title, clash.mine, clash.theirs) == ("Logo", "Ihr Logo", "Logo der anderen Person")
    caught.value.redo(set())
    assert pack_draft(anna).logo == theirs.logo
    caught.value.redo({"logo"})
    mine = pack_draft(berta).logo
    assert mine != theirs.logo
    assert logo_picture(berta, mine), "its bytes are stored with it"


def test_a_partner(desk: Any, two: tuple[Workspace, Workspace]) -> None:
    anna, berta = two
    partners.add_partner(anna, "03358021")
    (shown,) = partners.expected_towns(anna)
    texts = partners.partner_texts(shown)
    partners.change_partner(berta, shown, {**texts, "email": "rathaus@soltau.example"})
    partners.change_partner(anna, shown, {**texts, "street": "Poststraße 12"})
    with pytest.raises(Conflict) as caught:
        partners.change_partner(anna, shown, {**texts, "email": "info@soltau.example"})
    caught.value.redo({"email"})
    with berta.store.read() as reader:
        (stored,) = reader.find(Partner)
    assert (stored.email, stored.street) == ("info@soltau.example", "Poststraße 12")
    assert anna.role is Role.REGION
