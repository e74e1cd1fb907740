"""A region on a database server, from the command line: the first, a colleague, both at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Desk

if TYPE_CHECKING:
    from postgres_server import Server

VARIABLE = "KLIKKS_DATABASE_URL"


@pytest.fixture
def address(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    shown = postgres.database().shown
    monkeypatch.setenv(VARIABLE, shown)
    return shown


def colleague(cli: Desk, name: str, of: str) -> None:
    """A folder with a copy of the office's keys."""
    cli.path(name).mkdir()
    shutil.copy(cli.path(of) / "keys.json", cli.path(name))


def test_the_first_sets_up_and_a_colleague_joins(empty: Desk, address: str) -> None:
    empty("list", "places", at="anna").refused("K-256")
    assert '"id"' in empty("factors", "list", "--json", at="anna").done().out
    empty("init", "--role", "region", "--name", "Nord", at="anna").done()
    empty("init", "--role", "region", at="berta").refused("K-202")
    empty("check", at="berta").refused("K-265")
    colleague(empty, "clara", "anna")
    empty("period", "add", "Sommer", "01.06.2026", "31.08.2026", at="anna")
    assert "Alles in Ordnung" in empty("check", at="clara").done().out
    assert not list(empty.folder.rglob("klikks.db"))
    empty("backup", at="anna").refused("K-266")
    empty("backup", "--out", empty.path("x.klikksdb"), at="anna").refused("K-266")
    empty("restore", empty.path("x.klikksdb"), at="anna").refused("K-266")
    empty("restore", empty.path("x.klikksdb"), "--dry-run", at="anna").refused("K-266")
    keys = empty.path("clara") / "keys.json"
    keys.write_bytes(b"{}")
    empty("check", at="clara").refused("K-265")


def test_a_first_start_that_fails_leaves_nothing(empty: Desk, address: str) -> None:
    no_picture = empty.write("wappen.png", "kein Bild")
    words = ("init", "--role", "kommune", "--key", "03358021", "--arms", no_picture)
    assert empty(*words, at="stadt").code == 1
    empty("check", at="stadt").refused("K-256")
    empty("init", "--role", "kommune", "--key", "03358021", at="stadt").done()


def test_a_folder_of_somebody_else_changes_nothing(empty: Desk, postgres: Server, address: str) -> None:
    empty("init", "--role", "kommune", "--key", "03358021", at="stadt").done()
    colleague(empty, "fremd", "stadt")
    # Its marks would make voided lines of numbers that this office never gave.
    empty.write("fremd/marks.json", json.dumps({"certificates": {"03358021": {"2026": 3}}, "delivery": 0}))
    (empty.path("fremd") / "keys.json").unlink()
    empty("check", at="fremd").refused("K-265")
    lines = "SELECT count(*) FROM certificate"
    database = address.rpartition("/k")[2].partition("?")[0]
    assert postgres.sql(lines, database=f"k{database}") == [(0,)]
    empty("check", at="stadt").done()


def test_a_region_moves_to_the_server_with_its_keys(
    pair: Desk, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair("export", "--out", pair.path("bericht.klikks")).done()
    pair("import", pair.path("bericht.klikks"), at="region").done()
    pair("dump", "--out", pair.path("alles.json"), at="region").done()
    before = pair("list", "places", "--json", at="region").done().rows
    keys = (pair.path("region") / "keys.json").read_bytes()
    monkeypatch.setenv(VARIABLE, postgres.database().shown)
    loaded = pair("load", pair.path("alles.json"), at="region").done()
    assert "die der Stelle geblieben" in loaded.out
    assert (pair.path("region") / "keys.json").read_bytes() == keys
    assert pair("list", "places", "--json", at="region").done().rows == before
    again = pair("import", pair.path("bericht.klikks"), at="region").done()
    assert "schon übernommen" in again.out
    back = pair.path("zurück.json")
    pair("dump", "--out", back, at="region").done()
    assert json.loads(back.read_bytes())["counts"]["patron"] == 1


def test_a_note_of_the_settings_is_followed_and_the_variable_goes_before(
    empty: Desk, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted, named = postgres.database().shown, postgres.database().shown
    empty.path("anna").mkdir()
    empty.write("anna/database.json", json.dumps({"address": noted}))
    empty("init", "--role", "region", at="anna").done()
    empty("check", at="anna").done()
    monkeypatch.setenv(VARIABLE, named)
    empty("check", at="anna").refused("K-256")
    monkeypatch.setenv(VARIABLE, "klikks.db")
    empty("check", at="anna").refused("K-250")


def test_two_colleagues_take_the_same_files_at_once(
    pair: Desk, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [pair.path(f"bericht-{number}.klikks") for number in range(4)]
    for file in files:
        pair("place", "set", f"contact_email={file.stem}@soltau.example").done()
        pair("export", "--out", file).done()
    pair("dump", "--out", pair.path("alles.json"), at="region").done()
    address = postgres.database()
    name = address.database
    monkeypatch.setenv(VARIABLE, address.shown)
    pair("load", pair.path("alles.json"), at="region").done()
    colleague(pair, "berta", "region")
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "klikks_desktop", "--workspace", pair.path(who), "import", *order],
            stdout=subprocess.PIPE,
        )
        for who, order in (("region", files), ("berta", files[::-1]))
    ]
    told = [each.communicate()[0].decode() for each in several]
    assert [each.returncode for each in several] == [0, 0], told
    # Whoever was faster: each file was taken once, and the newest is in force.
    received = "SELECT count(*) FROM delivery WHERE direction = 'empfangen'"
    assert postgres.sql(received, database=name) == [(4,)]
    mails = postgres.sql("SELECT contact_email FROM place", database=name)
    assert mails == [("bericht-3@soltau.example",)]


def test_a_full_server_stops_an_import_once(
    pair: Desk, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [pair.path(f"bericht-{number}.klikks") for number in range(3)]
    for file in files:
        pair("export", "--out", file).done()
    pair("dump", "--out", pair.path("alles.json"), at="region").done()
    address = postgres.database()
    monkeypatch.setenv(VARIABLE, address.shown)
    pair("load", pair.path("alles.json"), at="region").done()
    postgres.sql(
        "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF (SELECT count(*) FROM delivery) > 0 THEN "
        "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER trouble BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION trouble()",
        database=address.database,
    )
    words = ("import", *files, "--receipts", pair.path("post"))
    told = pair(*words, "--json", at="region")
    assert told.code == 1
    assert [row["verdict"] for row in told.rows] == ["uebernommen", "offen", "offen"]
    assert [row["problem"] for row in told.rows] == [None] * 3
    (line,) = told.err.splitlines()
    assert line.startswith("K-546 ")
    assert "1 von 3 Dateien ist übernommen, dann ging es nicht weiter (K-261)" in line
    assert "Noch nicht an der Reihe: bericht-1.klikks, bericht-2.klikks." in line
    assert not pair.path("post").exists()
    postgres.sql("DROP FUNCTION trouble CASCADE", database=address.database)
    pair(*words, at="region").done()
    monkeypatch.delenv(VARIABLE)
    receipts = sorted(pair.path("post").iterdir())
    assert [pair("receipt", "open", each, "--json").rows[0]["verdict"] for each in receipts] == [
        "uebernommen"
    ] * 3
