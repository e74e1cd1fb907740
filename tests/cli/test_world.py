"""dump and load, export-table, export-vcard."""

from __future__ import annotations

import json

from tests.cli.conftest import Desk


def test_everything_goes_to_another_computer(empty: Desk) -> None:
    empty.town()
    file = empty.path("alles.json")
    written = empty("dump", "--out", file).done()
    assert "nicht verschlüsselt" in written.out
    assert json.loads(file.read_bytes())["counts"]["patron"] == 3
    empty("dump", "--out", file).refused("K-544")
    loaded = empty("load", file, at="neu").done()
    assert "beim Regionalmanagement neu an" in loaded.out
    assert empty.patrons("neu") == empty.patrons()
    empty("load", file, at="neu").refused("K-202")
    empty("load", empty.path("nichts.json"), at="andere").refused("K-632")
    assert not empty.path("andere").exists()


def test_a_region_is_told_that_towns_need_its_new_keys(empty: Desk) -> None:
    empty.region()
    empty("dump", "--out", empty.path("alles.json"), at="region").done()
    assert "brauchen alle Kommunen" in empty("load", empty.path("alles.json"), at="neu").done().out


def test_lists_become_tables(empty: Desk) -> None:
    empty.town()
    file = empty.path("liste.csv")
    assert (
        empty("export-table", "patrons", "--out", file, "--place", "03358021")
        .done()
        .out.startswith("3 Zeilen")
    )
    assert file.read_bytes().decode("utf-8-sig").split("\r\n")[0].startswith("Anrede;")
    empty("export-table", "patrons", "--out", file).refused("K-544")
    empty("export-table", "patrons", "--out", empty.path("liste.txt")).refused("K-634")
    empty("export-table", "patrons", "--out", empty.path("b.csv"), "--place", "03358099").refused("K-132")
    empty("export-table", "salaries", "--out", empty.path("b.csv")).misused()


def test_people_and_offices_become_cards(empty: Desk) -> None:
    empty.town()
    file = empty.path("alle.vcf")
    assert empty("export-vcard", "--out", file).done().out.startswith("3 Adresskarten")
    assert file.read_bytes().count(b"BEGIN:VCARD\r\nVERSION:4.0\r\n") == 3
    one = empty.path("eine.vcf")
    assert empty("export-vcard", "--patron", "Nguyễn", "--out", one).done().out.startswith("1 Adresskarte ")
    assert "FN:Kim Nguyễn\r\n" in one.read_bytes().decode()
    empty("place", "set", "contact_email=rathaus@soltau.example").done()
    offices = empty.path("stellen.vcf")
    empty("export-vcard", "--places", "--out", offices).done()
    assert b"EMAIL:rathaus@soltau.example\r\n" in offices.read_bytes()
    empty("export-vcard", "--places", "--patron", "Nguyễn", "--out", one).misused()
    empty("export-vcard", "--out", offices).refused("K-544")


def test_projects_become_points(empty: Desk) -> None:
    empty.town()
    out = empty.path("projekte.geojson")
    empty("project", "add", "--title", "Ohne Punkt").done()
    empty("export-geojson", "--out", out).refused("K-816")
    empty("project", "add", "--title", "Neues Licht", "latitude=52,98765", "longitude=9,84321").done()
    assert empty("export-geojson", "--out", out).done().out.startswith("1 Punkt ")
    (feature,) = json.loads(out.read_bytes())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [9.84321, 52.98765]}
    assert feature["properties"]["title"] == "Neues Licht"
    empty("export-geojson", "--out", out).refused("K-544")
