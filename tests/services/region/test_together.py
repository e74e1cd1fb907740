"""Two colleagues of a region on one database: what both typed is asked, what one typed stays."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.records import Partner, Period, RemarkKind, Role
from klikks_desktop.services.region import announcements, partners, periods, remarks
from klikks_desktop.services.workspace import Workspace

TIMES = {"title": "Sommer", "opens_on": "01.06.2026", "due_on": "15.09.2026"}


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
def two(desk: Any) -> tuple[Workspace, Workspace]:
    anna = desk.region("anna")
    folder = desk.folder / "berta"
    folder.mkdir()
    shutil.copy(anna.folder / "keys.json", folder)
    desk.join(folder, anna.folder)
    return anna, desk.open(folder)


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
