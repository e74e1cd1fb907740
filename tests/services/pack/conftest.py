"""A region that drafts a programme pack, and towns that get it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from klikks_desktop.services.pack.draft import PackDraft
from klikks_desktop.services.pack.drafting import (
    add_factor_file,
    change_draft,
    pack_draft,
    set_logo,
)
from klikks_desktop.services.pack.writing import write_draft
from klikks_desktop.services.region.announcements import save_announcement
from klikks_desktop.services.region.periods import add_period
from klikks_desktop.services.workspace import Workspace

FUNCTION = "berufung.f.function"
CONSENT = "einwilligung.gemeinsam"
DRAFT = PackDraft(
    title="Klima vor Ort",
    programme="Klima vor Ort · Landesprogramm",
    agency="Agentur Süd, Hannover",
    texts={FUNCTION: "zur Klimalotsin", CONSENT: "Ich kann sie jederzeit widerrufen bei {Kontakt}."},
    signup_deadline=date(2027, 3, 31),
)
ELECTRICITY = {"carrier": "electricity", "value": 300, "source": "M"}


def picture(colour: str = "#0A6E75") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (120, 60), colour).save(target, "PNG")
    return target.getvalue()


def factor_set(value: int = 300, id_: str = "programm-2027") -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"Satz {id_}",
        "basis": "CO2e",
        "upstream": "mit Vorkette",
        "factors": [{**ELECTRICITY, "value": value}],
    }


def put_draft(region: Workspace, draft: PackDraft) -> PackDraft:
    """The whole draft at once."""
    return change_draft(region, **{each.name: getattr(draft, each.name) for each in fields(draft)})


@pytest.fixture
def factor_file(tmp_path: Path) -> Callable[..., Path]:
    """A factor file with this id."""

    def write(id_: str = "programm", edition: str = "2027", **content: object) -> Path:
        head = {"format": "klikks-faktoren", "version": 1, "id": id_, "title": f"Datei {id_}"}
        path = tmp_path / f"{id_}-{edition}.json"
        whole = {**head, "edition": edition, "valid_from": "2027-01-01", **content}
        path.write_text(json.dumps(whole), encoding="utf-8")
        return path

    return write


@pytest.fixture
def write(desk: Any) -> Callable[..., Path]:
    """The pack of a region, a minute after whatever was before."""

    def make(region: Workspace, draft: PackDraft | None = None, **changes: Any) -> Path:
        desk.clock.move(minutes=1)
        put_draft(region, replace(draft or pack_draft(region), **changes))
        return write_draft(region, desk.path("klikkspaket"))

    return make


@pytest.fixture
def full(region: Workspace, tmp_path: Path, factor_file: Callable[..., Path]) -> PackDraft:
    """A draft of everything."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    news = save_announcement(region, title="Anmeldung bis Ende März", due_on=date(2027, 3, 31))
    period = add_period(region, {"title": "2026", "opens_on": "01.01.2026", "due_on": "30.06.2027"})
    put_draft(region, DRAFT)
    set_logo(region, logo)
    add_factor_file(region, factor_file(sets=[factor_set()]))
    return change_draft(
        region, factor_set="programm-2027", news=frozenset({news.id}), periods=frozenset({period.id})
    )
