"""The command line as a program of its own: output, exit codes, where the data lie, who holds them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from klikks_desktop import cli as package
from klikks_desktop.cli import context
from klikks_desktop.domain.errors import UserError


def test_the_essentials(cli) -> None:
    at = ("--workspace", cli.path("stadt"))
    listed = cli.process(*at, "list", "patrons", "--json").done()
    assert [row["name"] for row in listed.rows] == cli.patrons()
    assert listed.err == ""
    issued = cli.process(*at, "certificate", "issue", "--all", "--out", cli.path("u")).done()
    assert len(issued.out.splitlines()) == 3
    cli.process(*at, "certificate", "copy", "KSP-03358021-1999-001", "--out", "x").refused("K-160")
    cli.process(*at, "gibtesnicht").misused()
    assert cli.process("--version").done().out.startswith("KlikKS Desktop ")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_output_is_utf_8_whatever_the_console_says(cli, encoding) -> None:
    env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    at = ("--workspace", cli.path("stadt"))
    assert "Größchen-Łoś, Jörg" in cli.process(*at, "list", "patrons", env=env).done().out
    rows = cli.process(*at, "list", "patrons", "--json", env=env).done().rows
    assert rows[0]["name"] == "Größchen-Łoś, Jörg"
    refused = cli.process(*at, "patron", "delete", "Ļoś Ķauliņš", env=env)
    assert "Entwurf" in refused.refused("K-140").err
    misused = cli.process(*at, "patron", "end", "x", "--on", "Ñ", env=env).misused()
    assert "„Ñ“" in misused.err


def test_the_workspace_of_the_environment(cli) -> None:
    env = {"KLIKKS_WORKSPACE": str(cli.path("stadt"))}
    assert len(cli.process("list", "patrons", "--json", env=env).done().rows) == 3
    env = {"KLIKKS_WORKSPACE": str(cli.path("keiner"))}
    cli.process("list", "patrons", env=env).refused("K-201")


def test_the_usual_place_when_none_is_named(empty) -> None:
    home = empty.path("heim")
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "daten"), "LOCALAPPDATA": str(home / "daten")}
    env["KLIKKS_WORKSPACE"] = ""
    refused = empty.process("list", "patrons", env=env).refused("K-201").err
    assert "KlikKS" in refused
    assert not home.exists() or not list(home.rglob("klikks.db")), "looking makes nothing"
    empty.process("init", "--role", "region", env=env).done()
    (database,) = home.rglob("klikks.db")
    assert database.parent.name == "Daten"
    if os.name == "posix":
        assert database.parent.stat().st_mode & 0o777 == 0o700
        assert database.stat().st_mode & 0o777 == 0o600


HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from klikks_desktop import paths
from klikks_desktop.services.workspace import open_workspace
where = dict(clock=lambda: datetime.now(UTC), resources=paths.resources_dir())
workspace = open_workspace(Path(sys.argv[1]), **where)
print("da", flush=True)
sys.stdin.readline()
workspace.close()
"""


def test_a_second_one_sees_who_holds_it_and_may_read(cli) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, cli.path("stadt")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "da\n"
        refused = cli("patron", "delete", "Musterfrau").refused("K-203").err
        who = json.loads(cli.path("stadt/holder.json").read_text("utf-8"))
        assert who["user"] in refused
        assert who["host"] in refused
        cli("restore", cli.path("stadt/klikks.db")).refused("K-203")
        rows = cli("--read-only", "list", "patrons", "--json").done().rows
        assert len(rows) == 3
        cli("--read-only", "patron", "delete", "Musterfrau").refused("K-214")
        holder.stdin.write("\n")
        holder.stdin.close()
        assert holder.wait() == 0
    cli("patron", "delete", "Musterfrau").done()


def test_a_holder_that_was_killed_holds_nothing(cli) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, cli.path("stadt")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "da\n"
        holder.kill()
        holder.wait()
        holder.stdin.close()
    cli("patron", "delete", "Musterfrau").done()


def test_a_reader_that_goes_away_is_no_error(cli) -> None:
    words = [sys.executable, "-m", "klikks_desktop", "search-place", "e", "--limit", "9000"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        program.stdout.readline()
        program.stdout.close()
        error = program.stderr.read()
    assert "Traceback" not in error
    assert "Exception" not in error


class BrokenError(Exception):
    """An error nobody foresaw, with somebody's name in its message."""


def test_a_bug_ends_in_a_report_without_anybodys_data(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*words: object, **options: object) -> None:
        try:
            {}["Erika Musterfrau, e@muster.example"]
        except KeyError as error:
            raise BrokenError("Erika Musterfrau") from error

    monkeypatch.setattr(context, "open_workspace", fail)
    done = cli("list", "patrons")
    assert (done.code, done.out) == (3, "")
    assert "unerwarteter Fehler" in done.err
    assert "BrokenError" in done.err
    assert "KeyError" in done.err
    assert "klikks_desktop/cli/__init__.py:" in done.err
    for secret in ("Erika", "muster.example", str(cli.folder), str(Path.home())):
        assert secret not in done.err
    assert len(done.err.splitlines()) < 40


def test_codes_are_those_of_the_help(cli, capsys: pytest.CaptureFixture[str]) -> None:
    said = cli("-h").out
    for code in ("0 erledigt", "1 abgelehnt", "2 Aufruf nicht verstanden", "3 Fehler im Programm"):
        assert code in " ".join(said.split())
    assert issubclass(UserError, Exception)
    assert "K-nnn" in (package.main.__doc__ or "")


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_demo_walks_the_whole_way(cli, tmp_path: Path) -> None:
    done = cli.process("demo", tmp_path / "beispiel", env={"QT_QPA_PLATFORM": "offscreen"}).done()
    assert len(list((tmp_path / "beispiel" / "urkunden").glob("*.pdf"))) >= 10
    assert list((tmp_path / "beispiel").glob("*.klikks"))
    assert list((tmp_path / "beispiel" / "bilder").rglob("*.png"))
    assert "Bericht: " in done.out
    cli("list", "patrons", at=tmp_path / "beispiel" / "kommune").done()
    other = tmp_path / "voll"
    other.mkdir()
    (other / "wichtig").write_text("x")
    cli("demo", other).refused("K-635")
    assert (other / "wichtig").read_text() == "x"
