"""Makes ``places.tsv`` from the lists of municipalities and associations.

Usage, from the checkout::

    python resources/places/build.py gemeinden.csv gemeindeverbaende.csv > resources/places/places.tsv

The CSV files are GV100AD of Destatis, edition 31.05.2026, with the columns
``ags,ars,name,bezeichnung,kreis,land,einwohner,flaeche_km2,lat,lon,plz,art`` and
``ars9,name,art,sitz,kreis,land``. A new edition needs a new ``sources.json`` too.

One line per place, largest first; the columns are described in
``klikks_desktop/reference/directory.py``. Changed against the CSV files:

- A blank after a slash without one before it goes ("Lauenburg/ Elbe").
- Abbreviated associations are written out: "GVV X" is the Gemeindeverwaltungsverband X,
  "X (VGem)" the Verwaltungsgemeinschaft X, "VVG der Stadt X" the Verwaltungsgemeinschaft der Stadt X.
- Two names of associations are mended: one that the source cuts at 50 characters, one with ", Stadt".
- The two Kirchspielslandgemeinden of Dithmarschen are called Amt, which they are by law.
- An "Erfüllende Gemeinde" is called Stadt or Gemeinde, as the municipality itself is.
- Population and area of an association are the sums of its municipalities; position and
  postcode are those of its seat, or of its largest municipality.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from klikks_desktop.domain.names import search_key
from klikks_desktop.reference.alphabet import load_alphabet

Row = dict[str, str]

ASSOCIATION_NAMES = (
    (re.compile(r"GVV (?P<name>.+)"), "Gemeindeverwaltungsverband"),
    (re.compile(r"(?P<name>.+) \(VGem\)"), "Verwaltungsgemeinschaft"),
    (re.compile(r"VVG der Stadt (?P<name>.+)"), "Verwaltungsgemeinschaft der Stadt"),
    (re.compile(r"VVG der Gemeinde (?P<name>.+)"), "Verwaltungsgemeinschaft der Gemeinde"),
)
CUT = "Oelsnitz/Vogtl., Bösenbrunn, Eichigt und Triebel/V"


def main(municipalities: Path, associations: Path) -> None:
    """Write the directory to standard output."""
    alphabet = load_alphabet(Path(__file__).parents[1])
    towns = _rows(municipalities)
    members: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        members[town["ars"][:9]].append(town)
    groups = _rows(associations)
    known = {group["ars9"] for group in groups}
    places = [_municipality(town, known) for town in towns]
    places += [_association(group, members[group["ars9"]]) for group in groups]
    places.sort(key=lambda place: (-int(place["population"] or 0), place["key"]))
    lines = ["\t".join([search_key(place["name"], alphabet), *place.values()]) for place in places]
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _clean(name: str) -> str:
    return re.sub(r"(?<! )/ ", "/", name)


def _municipality(town: Row, associations: set[str]) -> Row:
    association = town["ars"][:9]
    return {
        "key": town["ags"],
        "postcode": town["plz"],
        "name": _clean(town["name"]),
        "kind": town["bezeichnung"],
        "kind_class": town["art"],
        "county": town["kreis"],
        "population": town["einwohner"],
        "area": town["flaeche_km2"],
        "lat": town["lat"],
        "lon": town["lon"],
        "seat": "",
        "association": association if association in associations else "",
    }


def _association(group: Row, members: list[Row]) -> Row:
    name, kind = _association_name(_clean(group["name"]), group["art"])
    seat = _clean(group["sitz"])
    largest = max(members, key=lambda town: int(town["einwohner"]), default=None)
    home = next((town for town in members if re.split(r" ?[/(]", town["name"])[0] == seat), None)
    home = next((town for town in members if _clean(town["name"]) == seat), home) or largest or {}
    return {
        "key": group["ars9"],
        "postcode": home.get("plz", ""),
        "name": name,
        "kind": kind,
        "kind_class": group["art"],
        "county": group["kreis"],
        "population": str(sum(int(town["einwohner"]) for town in members)),
        "area": f"{sum(float(town['flaeche_km2']) for town in members):.2f}",
        "lat": home.get("lat", ""),
        "lon": home.get("lon", ""),
        "seat": seat,
        "association": "",
    }


def _association_name(name: str, kind: str) -> tuple[str, str]:
    plain = name.removesuffix(", Stadt")
    if kind == "Erfüllende Gemeinde":
        return plain, "Gemeinde" if plain == name else "Stadt"
    if kind == "Kirchspielslandgemeinde":
        return plain, "Amt"
    for pattern, written_out in ASSOCIATION_NAMES:
        if match := pattern.fullmatch(plain):
            return match["name"], written_out
    return f"{plain}ogtl." if plain == CUT else plain, kind


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
