"""totals and report ministerium at a region, and what a town is told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from klikks_desktop.services.workspace import open_workspace

sys.path.insert(0, str(Path(__file__).parents[1] / "services" / "region"))
from reported_towns import AURICH, BREMEN, OTHER, SET, SOLTAU, Saving, add_town

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def region(empty):
    """A region to which three towns reported, one of them with another factor set."""
    empty.region()
    workspace = open_workspace(empty.folder / "region", clock=lambda: datetime.now(UTC), resources=RESOURCES)
    add_town(workspace, SOLTAU, [Saving(grams=1_234_567, cents=333, wh=7)])
    add_town(workspace, AURICH, [Saving(measure="TREES", year=2024)])
    add_town(workspace, BREMEN, [Saving(factor_set=OTHER)])
    workspace.close()
    return empty


@pytest.mark.parametrize("by", ["land", "kreis", "kommune", "measure", "year"])
def test_every_grouping_ends_with_the_same_exact_total(region, by: str) -> None:
    *rows, total = region("totals", "--by", by, "--json", at="region").rows
    assert total["is_total"]
    assert not any(row["is_total"] for row in rows)
    assert total["achieved"] == {
        "wh": 1_000_007,
        "co2e_g": 1_634_567,
        "saved_cents": 25_333,
        "outside_cents": 0,
    }
    for field, whole in total["achieved"].items():
        assert sum(row["achieved"][field] for row in rows) == whole
    assert {row["factor_set"] for row in rows} == {SET}


def test_the_table_is_for_people_and_says_what_is_apart(region) -> None:
    ran = region("totals", "--figure", "eur", at="region").done()
    lines = ran.out.splitlines()
    assert lines[0].startswith("Gerechnet mit dem Faktorensatz")
    assert lines[1].split()[:3] == ["Land", "Kommunen", "Im"]
    assert lines[-1].startswith("zusammen")
    assert "Nicht in diesen Summen" in ran.err
    assert "Bremen" in ran.err


def test_another_factor_set_can_be_asked_for(region) -> None:
    rows = region("totals", "--factors", OTHER, "--json", at="region").rows
    assert rows[-1]["achieved"]["co2e_g"] == 400_000
    region("totals", "--factors", "uba-2019", at="region").refused("K-850")
    region("totals", "--by", "wetter", at="region").misused()


def test_an_empty_region_has_nothing_to_tell(empty) -> None:
    empty.region()
    assert empty("totals", "--json", at="region").rows == []


def test_the_report_for_the_ministry(region) -> None:
    target = region.folder / "bericht.pdf"
    assert region("report", "ministerium", "--out", target, at="region").done().out.strip() == str(target)
    assert target.read_bytes().startswith(b"%PDF-1.7")
    region("report", "ministerium", "--out", target, at="region").refused("K-544")


def test_a_town_has_neither(cli) -> None:
    cli("totals").refused("K-540")
    cli("report", "ministerium", "--out", cli.folder / "b.pdf").refused("K-540")


@pytest.mark.parametrize("name", ["patrons", "places", "projects", "totals"])
def test_the_lists_of_the_region_are_taken_along(region, name: str) -> None:
    target = region.folder / f"{name}.csv"
    region("export-table", name, "--out", target, at="region").done()
    assert target.read_bytes().startswith("\ufeff".encode())
