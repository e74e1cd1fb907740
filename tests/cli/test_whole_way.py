"""From lists to papers: the open test data, three best potentials, one made a project, all five papers."""

from __future__ import annotations

import re
import shlex
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.values import format_number
from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "tests" / "data" / "auenbrueck"


def printed(file: Path) -> str:
    """The words of a PDF, on one line."""
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def said(value: float, digits: int) -> str:
    """A figure of ``--json`` as paper and screen say it."""
    return format_number(round(Decimal(str(value)), digits), digits)


def commands() -> list[list[str]]:
    """The commands that the README of the data gives."""
    text = (TOWN / "README.md").read_text("utf-8")
    block = re.search(r"```\n(.*?)```", text, re.DOTALL)
    assert block is not None
    return [shlex.split(line)[1:] for line in block[1].splitlines()]


@pytest.fixture
def filled(empty: Desk) -> Desk:
    """The town as its README makes it."""
    for words in commands():
        here = [str(ROOT / word) if word.startswith("tests/") else word for word in words]
        done = empty(*here).done()
        assert "abgelehnt: 0" in done.out or "import-table" not in words
    return empty


def row(desk: Desk, kind: str, **where: Any) -> dict[str, Any]:
    found = [r for r in desk("list", kind, "--json").rows if all(r[key] == v for key, v in where.items())]
    assert len(found) == 1, (kind, where, found)
    return found[0]


def test_from_lists_to_papers(filled: Desk) -> None:
    potentials = [p for p in filled("list", "potentials", "--json").rows if p["co2e_t_per_year"] is not None]
    open_ones = [p for p in potentials if p["state"] in {"Idee", "geprüft"} and p["budget_relevant"]]
    best = sorted(open_ones, key=lambda p: -p["co2e_t_per_year"])[:3]
    assert best[0]["title"] == "LED-Straßenbeleuchtung, 420 Leuchten"
    # 420 x (95 W - 24 W) x 4,000 h; GEG: 560 g/kWh.
    assert best[0]["co2e_t_per_year"] == pytest.approx(420 * 71 * 4000 / 1000 * 560 / 1e6)

    filled("potential", "to-project", best[0]["title"]).done()
    title = best[0]["title"]
    filled(
        "project", "set", title, "--patron", "Behrens", "state=Beschluss", "resolution_on=01.12.2026"
    ).done()
    grant = ("title=Kommunalrichtlinie", "state=bewilligt", "amount=57750", "applied_on=10.12.2026")
    filled("project", "fund", title, *grant, "period_to=31.12.2027").done()
    filled("task", "add", "Ausschreibung", "--project", title, "--due", "15.01.2027").done()
    filled("project", "activity", title, "title=Rundgang bei Nacht", "held_on=05.11.2026", "people=30").done()
    assert "Ausschreibung" in filled("list", "deadlines").out
    filled("report", "steckbrief", title, "--out", filled.path("vorher.pdf")).done()
    before = printed(filled.path("vorher.pdf"))
    filled("project", "achieved", title, "year=2027", "carrier=Strom", "kwh=118.000", "saved=31.860").done()
    filled("project", "set", title, "state=abgeschlossen", "ends_on=30.06.2027", "actual=228.400").done()

    project = row(filled, "projects", title=title)
    assert project["expected_co2e_t_per_year"] == best[0]["co2e_t_per_year"]
    assert project["achieved_co2e_t_per_year"] == pytest.approx(118_000 * 560 / 1e6)
    papers = {
        "energie.pdf": ("energiebericht", "--years", "2023-2025"),
        "energie.xlsx": ("energiebericht", "--years", "2023-2025"),
        "klima.pdf": ("klimaschutz",),
        "klima-lang.pdf": ("klimaschutz", "--long"),
        "steckbrief.pdf": ("steckbrief", title),
        "vorlage.pdf": ("vorlage", title),
        "vorlage.docx": ("vorlage", title),
        "jahr.pdf": ("jahresbericht", "Behrens", "--year", "2026"),
        "dank.pdf": ("brief", "dank", "--patron", "Behrens"),
    }
    for name, words in papers.items():
        filled("report", *words, "--out", filled.path(name)).done()
        assert filled.path(name).stat().st_size > 3000
        filled("report", *words, "--out", filled.path(name)).refused("K-544")

    assert said(project["expected_co2e_t_per_year"], 2) in before
    assert said(project["expected_eur_per_year"], 0) in before
    sheet = printed(filled.path("steckbrief.pdf"))
    assert said(project["achieved_co2e_t_per_year"], 2) in sheet
    assert said(project["achieved_eur_per_year"], 0) in sheet
    assert subprocess.run(
        ["pdfinfo", filled.path("klima.pdf")], capture_output=True, text=True, check=True
    ).stdout.count("Pages:           1")
    assert "57.750" in sheet
    assert "LED-Straßenbeleuchtung" in printed(filled.path("klima.pdf"))


def test_the_energy_report_says_what_the_bills_say(filled: Desk) -> None:
    filled("report", "energiebericht", "--years", "2023-2025", "--out", filled.path("e.pdf")).done()
    text = printed(filled.path("e.pdf"))
    values = filled("list", "consumption", "--json").rows
    for year in (2023, 2024, 2025):
        power = sum(v["kwh_hi"] for v in values if v["year"] == year and v["purpose"] == "Strom")
        assert format_number(Decimal(power).to_integral_value()) in text, (year, power)
    # What lacks is named: no bill of the Jugendtreff for 2023, no cost of district heat for 2025.
    assert "Jugendtreff" in text
    assert "Kita Bachwiese" in text
