"""factors list, files, import, remove, diff, use."""

from __future__ import annotations

import json

import pytest

FILE = {
    "format": "klikks-faktoren",
    "version": 1,
    "id": "neu",
    "title": "Neue Zahlen",
    "edition": "2027",
    "valid_from": "2027-01-01",
    "electricity_mix": [{"year": 2025, "value": 344, "source": "M"}],
}


@pytest.fixture
def file(cli):
    return cli.write("neu.json", json.dumps(FILE))


def test_sets_are_listed_without_a_workspace(empty) -> None:
    rows = {row["id"]: row for row in empty("factors", "list", "--json").done().rows}
    assert rows["geg-2020"]["factors"]["electricity"] == 560
    assert rows["geg-2020"]["is_chosen"] is True
    assert rows["geg-uba-2024"]["factors"]["electricity"] == 363
    assert "electricity" not in rows["kea-bw-2016"]["factors"]
    shown = empty("factors", "list").done().out
    assert "GEG-Brennstoffe + UBA-Strommix 2024" in shown
    assert not empty.path("stadt").exists()


def test_other_troubles_of_the_workspace_are_told(empty) -> None:
    empty.write("stadt", "no folder")
    empty("factors", "list").refused("K-208")


def test_a_file_is_looked_at_taken_in_used_and_removed(cli, file) -> None:
    looked = cli("factors", "import", file, "--dry-run").done().out
    assert "Neuer Satz: GEG-Brennstoffe + UBA-Strommix 2025" in looked
    assert "Richtwerte, bitte prüfen: 1" in looked
    assert "neu" not in {row["id"] for row in cli("factors", "files", "--json").rows}
    assert "Eingelesen: Neue Zahlen (2027)." in cli("factors", "import", file).done().out
    row = next(row for row in cli("factors", "files", "--json").rows if row["id"] == "neu")
    assert row["imported_at"]
    assert "Neue Zahlen" in cli("factors", "files").done().out
    cli("factors", "use", "geg-uba-2025", "--dry-run").done()
    assert chosen(cli) == "geg-2020"
    assert "Gewählt: GEG-Brennstoffe" in cli("factors", "use", "geg-uba-2025").done().out
    assert chosen(cli) == "geg-uba-2025"
    cli("factors", "remove", "neu").refused("K-740")
    cli("factors", "use", "geg-2020").done()
    assert "Entfernt: Neue Zahlen" in cli("factors", "remove", "neu").done().out
    cli("factors", "remove", "neu").refused("K-739")


def chosen(cli) -> str:
    return next(row["id"] for row in cli("factors", "list", "--json").rows if row["is_chosen"])


def test_the_difference_as_words_and_as_one_object(cli) -> None:
    assert "ändert sich keine Summe" in cli("factors", "diff", "geg-2020", "geg-uba-2024").done().out
    found = json.loads(cli("factors", "diff", "geg-2020", "geg-uba-2024", "--json").done().out)
    assert (found["old"], found["new"], found["potentials"]) == ("geg-2020", "geg-uba-2024", [])
    assert found["co2_old_t_per_year"] == 0


@pytest.mark.parametrize("command", [("diff", "geg-2020"), ("diff",), ("use",), ("import",), ("remove",), ()])
def test_what_is_left_out_is_told(cli, command) -> None:
    cli("factors", *command).misused()


def test_bad_input_is_refused_and_nothing_changes(cli) -> None:
    before = cli.path("stadt/klikks.db").read_bytes()
    cli("factors", "use", "geg-1990").refused("K-738")
    cli("factors", "diff", "geg-2020", "nichts").refused("K-738")
    cli("factors", "import", cli.path("fehlt.json")).refused("K-632")
    cli("factors", "import", cli.write("a.json", "{")).refused("K-732")
    cli("factors", "import", cli.write("b.json", json.dumps(FILE | {"version": 9}))).refused("K-736")
    cli("factors", "import", cli.write("c.json", json.dumps(FILE | {"electricity_mix": []}))).refused("K-735")
    wrong = FILE | {"electricity_mix": [{"year": 2025, "value": -3, "source": "R"}]}
    cli("factors", "import", cli.write("d.json", json.dumps(wrong))).refused("K-733")
    assert cli.path("stadt/klikks.db").read_bytes() == before
