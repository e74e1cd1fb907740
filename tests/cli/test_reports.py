"""report: every paper as a file, and how each refuses."""

from __future__ import annotations

import subprocess
from datetime import date

import openpyxl
import pytest
from docx import Document

TITLE = "Straßenbeleuchtung Harber"


def read(path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.fixture
def project(cli):
    """A lighting project in the town."""
    from klikks_desktop.services.projects.projects import add_project
    from klikks_desktop.services.workspace import open_workspace

    from_here = cli.path("stadt")
    workspace = open_workspace(from_here, clock=_now, resources=_resources())
    try:
        add_project(workspace, workspace.own_place().id, {"title": TITLE, "planned_cents": "84.000"})
    finally:
        workspace.close()
    return TITLE


def _now():
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _resources():
    from klikks_desktop.paths import resources_dir

    return resources_dir()


def test_energy_report_of_the_years_named_and_of_those_due(cli) -> None:
    out = cli.path("energie.pdf")
    said = cli("report", "energiebericht", "--years", "2023-2025", "--out", out).done().out
    assert said.strip() == str(out)
    assert "Energiebericht 2023 bis 2025" in read(out)
    cli(
        "report", "energiebericht", "--years", "2024", "--factors", "je-jahr", "--out", cli.path("a.pdf")
    ).done()
    assert "Energiebericht 2024" in read(cli.path("a.pdf"))
    cli("report", "energiebericht", "--out", cli.path("b.pdf")).done()
    book = cli.path("energie.xlsx")
    cli("report", "energiebericht", "--years", "2023-2025", "--out", book).done()
    assert openpyxl.load_workbook(book).sheetnames[0] == "Jahre"


def test_energy_report_refuses(cli) -> None:
    out = cli.path("a.pdf")
    cli("report", "energiebericht", "--years", "2010-2025", "--out", out).refused("K-442")
    cli("report", "energiebericht", "--years", "2025-2023", "--out", out).refused("K-442")
    cli("report", "energiebericht", "--years", "2025", "--factors", "unsinn", "--out", out).refused("K-738")
    cli("report", "energiebericht", "--years", "2025", "--out", cli.path("a.docx")).refused("K-440")
    cli("report", "energiebericht", "--years", "2025", "--place", "03351006", "--out", out).refused("K-132")
    assert cli("report", "energiebericht", "--years", "zwanzig", "--out", out).code == 2
    assert cli("report", "energiebericht", "--years", "2025").code == 2
    assert not out.exists()
    cli("report", "energiebericht", "--years", "2025", "--out", out).done()
    before = out.read_bytes()
    cli("report", "energiebericht", "--years", "2024", "--out", out).refused("K-544")
    assert out.read_bytes() == before
    cli("report", "energiebericht", "--years", "2024", "--out", cli.path("fehlt/a.pdf")).refused("K-631")


def test_climate_report_short_and_long(cli, project) -> None:
    short, long = cli.path("kurz.pdf"), cli.path("lang.pdf")
    cli("report", "klimaschutz", "--out", short).done()
    cli("report", "klimaschutz", "--long", "--out", long).done()
    assert "Sachstand für die Ratssitzung" in read(short)
    assert TITLE in read(long)
    cli("report", "klimaschutz", "--out", short).refused("K-544")
    cli("report", "klimaschutz", "--out", cli.path("a.xlsx")).refused("K-440")


def test_papers_of_a_project(cli, project) -> None:
    sheet, paper, word = (cli.path(name) for name in ("s.pdf", "v.pdf", "v.docx"))
    cli("report", "steckbrief", project, "--out", sheet).done()
    cli("report", "vorlage", project, "--out", paper).done()
    cli("report", "vorlage", project, "--out", word).done()
    assert "84.000 EUR" in read(sheet)
    assert "Beschlussvorschlag" in read(paper)
    assert TITLE in "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    cli("report", "steckbrief", "gibt es nicht", "--out", cli.path("x.pdf")).refused("K-761")
    cli("report", "vorlage", project, "--out", cli.path("x.xlsx")).refused("K-440")


def test_annual_report(cli) -> None:
    out = cli.path("jahr.pdf")
    cli("report", "jahresbericht", "Musterfrau", "--year", "2026", "--out", out).done()
    assert "Jahresbericht 2026" in read(out)
    cli("report", "jahresbericht", "Niemand", "--out", cli.path("x.pdf")).refused("K-140")
    cli("report", "jahresbericht", "Musterfrau", "--out", cli.path("y.pdf")).done()
    assert f"Jahresbericht {date.today().year}" in read(cli.path("y.pdf"))  # noqa: DTZ011 - as the clerk reads it


def test_letters(cli) -> None:
    thanks, invitation = cli.path("dank.pdf"), cli.path("einladung.pdf")
    cli("report", "brief", "dank", "--all", "--out", thanks).done()
    assert read(thanks).count("Mit freundlichen Grüßen") == 3
    address = ("--address", "Weg 3", "--address", "29614 Soltau")
    what = ("--topic", "Netzwerktreffen", "--on", "12.01.2027", "--time", "19 Uhr", "--where", "Rathaus")
    cli("report", "brief", "einladung", "--patron", "Musterfrau", *what, *address, "--out", invitation).done()
    text = read(invitation)
    assert "Weg 3 29614 Soltau" in text
    assert "12. Januar 2027, 19 Uhr" in text
    assert cli("report", "brief", "dank", "--out", cli.path("x.pdf")).code == 2
    assert cli("report", "brief", "einladung", "--all", "--out", cli.path("x.pdf")).code == 2


def test_signing_up_before_the_deadline(cli) -> None:
    out = cli.path("anmeldung.pdf")
    cli("report", "brief", "anmeldung", "--out", out).refused("K-443")
    cli("place", "set", "signup_deadline=31.01.2099").done()
    cli("report", "brief", "anmeldung", "--out", out).done()
    assert "31. Januar 2099" in read(out)
