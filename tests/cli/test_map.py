"""The command map: kinds of file, Länder, what is refused."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def region(empty):
    """A region whose partners are Soltau and Aurich."""
    empty.region()
    file = empty.write("partner.csv", "Schlüssel;Kommune\r\n03358021;Soltau\r\n03452001;Aurich\r\n")
    empty("import-table", "partners", file, at="region").done()
    return empty


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("karte.svg", b"<?xml"), ("karte.pdf", b"%PDF-1.7"), ("karte.PNG", b"\x89PNG"), ("karte.geojson", b"{")],
)
def test_the_map_is_written_as_its_name_asks(region, name: str, beginning: bytes) -> None:
    target = region.folder / name
    ran = region("map", "--out", target, at="region").done()
    assert ran.out.strip() == str(target)
    assert target.read_bytes().startswith(beginning)


def test_what_is_shown_can_be_chosen(region) -> None:
    target = region.folder / "stand.geojson"
    region("map", "--out", target, "--by", "stand", "--land", "Niedersachsen", at="region").done()
    whole = json.loads(target.read_text("utf-8"))
    assert whole["title"].startswith("Stand der Berichte je Gemeinde, Niedersachsen")
    areas = [each for each in whole["features"] if each["properties"]["art"] == "Gemeinde"]
    assert {each["id"] for each in areas} == {"03358021", "03452001"}
    assert {each["properties"]["stand"] for each in areas} == {"noch kein Bericht"}
    target = region.folder / "kreise.geojson"
    region("map", "--out", target, "--land", "03", "--areas", "kreise", at="region").done()
    assert "je Kreis" in json.loads(target.read_text("utf-8"))["title"]


def test_wrong_words_are_refused(region) -> None:
    region("map", "--out", region.folder / "karte.jpeg", at="region").refused("K-800")
    region("map", "--out", region.folder / "karte.svg", "--land", "Preußen", at="region").refused("K-802")
    region("map", "--out", region.folder / "karte.svg", "--by", "wetter", at="region").misused()
    region("map", "--out", region.folder / "x.svg", "--factors", "keiner", at="region").refused("K-850")
    region("map", at="region").misused()
    (region.folder / "da.svg").write_text("alt", "utf-8")
    region("map", "--out", region.folder / "da.svg", at="region").refused("K-544")
    assert (region.folder / "da.svg").read_text("utf-8") == "alt"
