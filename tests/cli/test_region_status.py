"""The Rückmeldestand on the command line."""

from __future__ import annotations

import pytest


@pytest.fixture
def towns(cli):
    cli.region()
    cli.enrol()
    table = cli.write("partner.csv", "AGS;Kommune\n03358016;Munster\n;Atlantis\n")
    taken = cli("import-table", "partners", table, at="region").done()
    assert "übernommen: 1, schon vorhanden: 0, abgelehnt: 1" in taken.out
    cli("period", "add", "2026", "--opens", "1.1.2026", "--due", "31.12.2199", at="region").done()
    return cli


def standings(cli, *words: str) -> dict[str, str]:
    return {row["key"]: row["standing"] for row in cli("status", *words, "--json", at="region").rows}


def test_who_has_reported(towns) -> None:
    assert standings(towns) == {"03358016": "nicht angemeldet", "03358021": "fehlt"}
    towns("export", "--out", towns.path("bericht.klikks")).done()
    towns("import", towns.path("bericht.klikks"), at="region").done()
    assert standings(towns, "--period", "2026")["03358021"] == "angekommen"
    shown = towns("status", at="region").done().out
    assert "1 von 2 Kommunen haben berichtet." in shown
    assert "Stadt Soltau" in shown
    row = next(row for row in towns("status", "--json", at="region").rows if row["key"] == "03358021")
    assert (row["county"], row["state"], row["enrolled"], row["why"]) == (
        "Heidekreis",
        "Niedersachsen",
        True,
        "",
    )
    assert row["file_on"]


def test_a_folder_is_imported_without_its_subfolders(towns) -> None:
    (towns.path("post") / "alt").mkdir(parents=True)
    towns("export", "--out", towns.path("post/bericht.klikks")).done()
    ran = towns("import", towns.path("post"), at="region").done()
    assert "bericht.klikks: " in ran.out
    assert "Die Unterordner von" in ran.err
    towns.path("leer").mkdir()
    towns("import", towns.path("leer"), at="region").refused("K-847")


def test_what_does_not_work_says_why(towns) -> None:
    towns("status", "--period", "1999", at="region").refused("K-840")
    towns("period", "add", "2027", "--opens", "1.2.2027", "--due", "1.1.2027", at="region").refused("K-841")
    towns("status").refused("K-540")
    towns("period", "add", "2027", "--opens", "1.1.2027", "--due", "1.2.2027").refused("K-540")
