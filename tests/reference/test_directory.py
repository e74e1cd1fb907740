import re
from pathlib import Path

import pytest

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_key import check_key, is_key
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.reference.directory import Directory, DirectoryPlace

FORMS = (
    re.compile(r"die (?P<title>.+)\tder (?P<inflected>.+)\tin der (?P=inflected)"),
    re.compile(r"der (?P<title>.+)\tdes (?P<inflected>.+)\tim (?P=title)"),
    re.compile(r"das (?P<title>Amt)\tdes (?P<inflected>Amtes)\tim (?P=title)"),
)


@pytest.fixture(scope="module")
def places(resources: Path, directory: Directory) -> list[DirectoryPlace]:
    lines = (resources / "places" / "places.tsv").read_text("utf-8").splitlines()
    found = [directory.find(line.split("\t")[1]) for line in lines]
    return [place for place in found if place is not None]


def names(places: list[DirectoryPlace]) -> list[str]:
    return [place.name for place in places]


def test_it_holds_every_municipality_and_association(
    directory: Directory, places: list[DirectoryPlace]
) -> None:
    assert len(places) == len(directory) == 10747 + 1202
    assert sum(place.is_association for place in places) == 1202
    assert len({place.key for place in places}) == len(places)


def test_every_field_is_filled_and_plausible(places: list[DirectoryPlace]) -> None:
    for place in places:
        assert check_key(place.key) == place.key
        assert place.name == place.name.strip()
        assert place.kind
        assert place.kind_class
        assert place.county
        assert re.fullmatch("[0-9]{5}", place.postcode), place
        assert 47 < place.lat < 55.2
        assert 5.8 < place.lon < 15.1
        assert place.population >= 0
        assert place.area_km2 > 0
        assert bool(place.seat) == place.is_association
        assert not place.association or is_key(place.association)
    towns = [place for place in places if not place.is_association]
    assert 83_000_000 < sum(place.population for place in towns) < 84_500_000


def test_the_stored_search_keys_are_those_of_today(resources: Path, alphabet: Alphabet) -> None:
    for line in (resources / "places" / "places.tsv").read_text("utf-8").splitlines():
        key, _, _, name, *_ = line.split("\t")
        assert search_key(name, alphabet) == key


def test_edition_and_attribution_are_told(directory: Directory) -> None:
    assert directory.edition == "31.05.2026"
    assert directory.attribution.startswith("Gemeindeverzeichnis: © Statistisches Bundesamt (Destatis), 2026")
    assert directory.attribution.endswith("dl-de/by-2-0 (www.govdata.de/dl-de/by-2-0); Daten verändert.")


def test_every_place_is_named_in_grammatical_german(places: list[DirectoryPlace]) -> None:
    titles = set()
    for place in places:
        forms = grammatical_forms(place.kind, place.kind_class, place.name)
        # "Markt Schwaben": the class is a part of the name and is not said twice.
        said_once = forms.designation == place.name
        name = place.name.split(" ", 1)[1] if said_once else place.name
        assert all(form.endswith(f" {name}") for form in forms), forms
        cut = tuple(form.removesuffix(f" {name}") for form in forms)
        match = next(filter(None, (form.fullmatch("\t".join(cut[1:])) for form in FORMS)), None)
        assert match, forms
        assert match["title"] == cut[0]
        assert not re.search(r"[,/()]|\b(VGem|VVG|GVV)\b", cut[0]), forms
        titles.add((cut[1], cut[2], cut[3]))
    assert ("der Flecken", "des Fleckens", "im Flecken") in titles
    assert ("die Große Kreisstadt", "der Großen Kreisstadt", "in der Großen Kreisstadt") in titles
    assert len(titles) < 130


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Soltau", "03358021"),
        ("solt", "03358021"),
        ("SOLTAU", "03358021"),
        ("lübeck", "01003000"),
        ("luebeck", "01003000"),
        ("Lubeck", "01003000"),
        ("weissenfels", "15084550"),
        ("Weißenfels", "15084550"),
        ("frankfurt oder", "12053000"),
        ("Frankfurt (Oder)", "12053000"),
        ("stadt soltau", "03358021"),
        ("samtgemeinde brome", "031515402"),
        ("flecken brome", "03151005"),
        ("Halle", "15002000"),
        ("Cottbus", "12052000"),
        ("VG Adenau", "071315001"),
        ("SG Brome", "031515402"),
        ("GVV Höri", "083355003"),
        ("Amt Eider", "010515169"),
        ("Sankt Peter Ording", "01054113"),
        ("St. Peter-Ording", "01054113"),
        ("st peter-ording", "01054113"),
        ("neuenkirchen heidekreis", "03358017"),
        ("03358021", "03358021"),
        ("03 3 58 021", "03358021"),
        ("3358021", "03358021"),
        ("033580210021", "03358021"),
        ("031515402", "031515402"),
        ("31515402", "031515402"),
        ("29614", "03358021"),
    ],
)
def test_the_wanted_place_comes_first(directory: Directory, text: str, first: str) -> None:
    assert directory.search(text)[0].key == first


def test_names_come_whole_then_by_beginning_then_inside(directory: Directory) -> None:
    found = names(directory.search("essen", limit=200))
    assert found[0] == "Essen"
    inside = next(i for i, name in enumerate(found) if not name.casefold().startswith("essen"))
    assert all("essen" in name.casefold() or "eßen" in name.casefold() for name in found[inside:20])
    assert "Gießen" in found


def test_the_larger_place_comes_first_among_equals(directory: Directory) -> None:
    found = directory.search("neuenkirchen")
    same = [place.population for place in found if place.name == "Neuenkirchen"]
    assert len(same) > 5
    assert same == sorted(same, reverse=True)
    assert names(found)[: len(same)] == ["Neuenkirchen"] * len(same)


def test_a_county_brings_its_places(directory: Directory) -> None:
    found = directory.search("heidekreis", limit=100)
    assert {place.county for place in found} == {"Heidekreis"}
    assert "Soltau" in names(found)


def test_the_beginning_of_a_key_brings_a_county(directory: Directory) -> None:
    found = directory.search("03358", limit=100)
    assert {place.county for place in found if place.key.startswith("03358")} == {"Heidekreis"}
    assert found[0].key.startswith("03358")


def test_a_postcode_says_that_the_directory_knows_one_per_town(directory: Directory) -> None:
    assert "nur eine Postleitzahl" in directory.hint("29614")
    assert "29615 ist nicht dabei" in directory.hint(" 29615 ")
    assert all(place.postcode.startswith("296") for place in directory.search("29615"))
    assert directory.hint("Soltau") == directory.hint("03358021") == ""


@pytest.mark.parametrize(
    "text", ["", "  ", "\t", "zzzz", "§§§", "soltau quakenbrück", "٣", "\n", "\x00", '"']
)
def test_nothing_is_found_for_nothing(directory: Directory, text: str) -> None:
    assert directory.search(text) == []


def test_no_place_comes_twice_and_the_limit_holds(directory: Directory) -> None:
    for text in ("a", "au", "stadt", "1", "bad se", "gemeinde au", "29", "der stadt"):
        found = directory.search(text, limit=30)
        assert 0 < len(found) <= 30
        assert len({place.key for place in found}) == len(found)


def test_unknown_keys_are_told_apart_from_lost_zeros(directory: Directory) -> None:
    assert directory.find("03358999") is None
    assert directory.suggest("03358999") is None
    meant = directory.suggest("10515163")
    assert meant is not None
    assert meant.key == "010515163"


def test_an_association_knows_its_members_and_their_sum(directory: Directory) -> None:
    brome = directory.find("031515402")
    assert brome is not None
    members = directory.members(brome.key)
    assert "Brome" in names(members)
    assert {member.association for member in members} == {brome.key}
    assert sum(member.population for member in members) == brome.population
    assert brome.seat == "Brome"
    assert brome.kind_label == "Samtgemeinde"
