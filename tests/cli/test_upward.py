"""Town, region and coordinating office by the command line alone."""

from __future__ import annotations

from tests.cli.conftest import Desk


def test_a_region_reports_to_an_office(pair: Desk) -> None:
    first, second = pair.path("kommune.klikks"), pair.path("region.klikks")
    pair("export", "--out", second, at="region").refused("K-541")
    pair("init", "--role", "region", "--name", "Leitstelle", at="amt").done()
    for name in ("einladung.json", "antwort.klikks"):
        pair.path(name).unlink()
    pair.enrol(town="region", region="amt")
    pair("export", "--out", second, at="region").refused("K-598")
    pair("export", "--out", first).done()
    pair("import", first, at="region").done()
    rows = pair("export", "--out", second, "--dry-run", "--json", at="region").done().rows
    assert not second.exists()
    assert {row["place"] for row in rows} == {"Stadt Soltau"}
    assert "Musterfrau" not in str(rows)
    said = pair("export", "--out", second, at="region").done().out
    assert "0 namentlich von 3 im Amt" in said
    assert "Musterfrau" not in said
    (row,) = pair("import", second, "--json", at="amt").done().rows
    assert (row["verdict"], row["sender"], row["named"], row["in_office"]) == ("uebernommen", "Heide", 0, 3)
    assert pair.patrons(at="amt") == []
    assert pair("list", "places", "--json", at="amt").rows[0]["in_office"] == 3
    assert "K-505" in pair("import", first, at="amt").err, "a town's file is for its region alone"
