"""A region with sixty invented partner towns in every standing, its window, hands for dialogs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Delivery, Direction, Peer, Period, Record, Role, Verdict
from klikks_desktop.services.region import partners, periods, sender
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.status import StatusPage

D = TypeVar("D", bound=QWidget)
TOWNS = 60


def add_period(region: Workspace, title: str = "2026") -> Period:
    """Open since a hundred days, due in ten."""
    opens, due = (region.today + timedelta(days=days) for days in (-100, 10))
    return periods.add_period(
        region, {"title": title, "opens_on": format_short(opens), "due_on": format_short(due)}
    )


def file_of(region: Workspace, peer: Peer, days: int, verdict: Verdict = Verdict.APPLIED) -> Delivery:
    """A report written so many days ago."""
    at = region.clock() - timedelta(days=days)
    return Delivery(
        id=region.new_id(),
        peer_id=peer.id,
        direction=Direction.RECEIVED,
        sequence=1000 - days,
        digest=f"{peer.id.hex}{days:032}",
        previous="",
        created_at=at,
        handled_at=at,
        file_name="bericht.klikks",
        verdict=verdict,
        counts=json.dumps({"places": peer.place_keys.split()}),
    )


@pytest.fixture
def period(region: Workspace) -> Period:
    """Of ten towns each: four arrived, two have an older state, two none, one a fork, one is not enrolled."""
    lines = (region.shipped.folder / "places" / "places.tsv").read_text("utf-8").splitlines()
    keys = [line.split("\t")[1] for line in lines if "\t0335" in line][:TOWNS]
    records: list[Record] = []
    for number, key in enumerate(keys):
        partner = partners.new_partner(region.shipped, key, region.new_id())
        mail = f"rathaus@ort{number}.example" if number % 3 else ""
        records.append(replace(partner, email=mail, street=f"Marktplatz {number}"))
        turn = number % 10
        if turn == 9:
            continue
        peer = Peer(
            id=region.new_id(),
            role=Role.MUNICIPALITY,
            name=partner.designation,
            sign_key="ab",
            age_key="age1",
            place_keys=key,
            confirmed_at=region.clock() - timedelta(days=500),
        )
        records.append(peer)
        if turn < 6 or turn == 8:
            records.append(file_of(region, peer, 300))
        if turn < 4 or turn == 8:
            records.append(file_of(region, peer, 40))
        if turn == 8:
            records.append(file_of(region, peer, 20, Verdict.FORK))
    with region.store.write("Partnerkommunen", undoable=False) as unit:
        unit.add(*records)
    sender.set_sender(region, sender.Sender(postcode="29614", city="Soltau", email="klima@region.example"))
    return add_period(region)


@pytest.fixture
def page(period: Period, region_window: MainWindow, qtbot: QtBot) -> StatusPage:
    return shown_page(region_window, qtbot)


def shown_page(window: MainWindow, qtbot: QtBot) -> StatusPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.shell.show_page("status")
    page = window.shell.page("status")
    assert isinstance(page, StatusPage)
    return page
