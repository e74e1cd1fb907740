"""Finding a place in the official directory, as a person types."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.place_naming import grammatical_forms, within_county
from klikks_desktop.reference.directory import DirectoryPlace
from klikks_desktop.services.workspace import Shipped

MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One place of the directory. kind: "Stadt · Landkreis Uelzen", the second line of a list."""

    key: str
    name: str
    kind: str
    state: str
    postcode: str


@dataclass(frozen=True, slots=True)
class PlaceHits:
    """What a search found, best first.

    is_cut: there are more than are listed. municipalities, edition: size and Gebietsstand of the
    directory. hint: what to know about the postcode typed, "" when nothing.
    """

    places: tuple[PlaceHit, ...]
    is_cut: bool
    municipalities: int
    edition: str
    hint: str


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What confirms that it is the right place: "Stadt Soltau im Heidekreis" and its figures."""

    title: str
    figures: str


def find_places(shipped: Shipped, text: str) -> PlaceHits:
    """Places by name, postcode, key or county; nothing for an empty text."""
    directory = shipped.directory
    found = directory.search(text, MOST_HITS + 1) if text.strip() else []
    return PlaceHits(
        places=tuple(_hit(place) for place in found[:MOST_HITS]),
        is_cut=len(found) > MOST_HITS,
        municipalities=directory.municipality_count,
        edition=directory.edition,
        hint=directory.hint(text),
    )


def place_facts(shipped: Shipped, key: str) -> PlaceFacts | None:
    """The place with this key in words; ``None`` when the directory does not know it."""
    place = shipped.directory.find(key)
    if place is None:
        return None
    forms = grammatical_forms(place.kind, place.kind_class, place.name)
    county = within_county(place.county)
    area = f"{place.area_km2:.2f}".replace(".", ",")
    figures = [
        f"{format_integer(place.population)} Einwohnerinnen und Einwohner",
        f"{area} km²",
        f"{place.postcode} {place.seat or place.name}".strip(),
    ]
    return PlaceFacts(f"{forms.designation} {county}".strip(), " · ".join(figures))


def _hit(place: DirectoryPlace) -> PlaceHit:
    county = place.county if within_county(place.county) else "kreisfrei"
    return PlaceHit(place.key, place.name, f"{place.kind_label} · {county}", place.state, place.postcode)
