"""GeoJSON: read back, the same; as RFC 7946 has it."""

from __future__ import annotations

import json
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.exchange.geojson import Feature, to_geojson

SQUARE = [(9.0, 52.0), (9.5, 52.0), (9.5, 52.5), (9.0, 52.5), (9.0, 52.0)]
HOLE = [(9.1, 52.1), (9.1, 52.2), (9.2, 52.2), (9.2, 52.1), (9.1, 52.1)]
ISLAND = [(7.0, 53.0), (7.1, 53.0), (7.1, 53.1), (7.0, 53.0)]

values = st.one_of(st.text(), st.integers(-(2**53), 2**53), st.none())
Said: TypeAlias = tuple[tuple[float, float], dict[str, str | int | None]]
points = st.tuples(st.floats(5.8, 15.1), st.floats(47.2, 55.1))


def read(features: list[Feature]) -> dict[str, object]:
    whole: dict[str, object] = json.loads(to_geojson(features, title="Karte", attribution="© Amt"))
    return whole


def test_areas_with_holes_and_islands() -> None:
    whole = read(
        [
            Feature(id="03358", properties={"name": "Heidekreis"}, polygons=[[SQUARE, HOLE]]),
            Feature(id="03452", properties={"name": "Aurich"}, polygons=[[SQUARE], [ISLAND]]),
        ]
    )
    assert (whole["type"], whole["attribution"], whole["title"]) == ("FeatureCollection", "© Amt", "Karte")
    assert whole["bbox"] == [7.0, 52.0, 9.5, 53.1]
    one, other = whole["features"]  # type: ignore[misc]  # a list, as the next lines show
    assert one["geometry"] == {
        "type": "Polygon",
        "coordinates": [[list(point) for point in ring] for ring in (SQUARE, HOLE)],
    }
    assert other["geometry"]["type"] == "MultiPolygon"
    assert [len(polygon) for polygon in other["geometry"]["coordinates"]] == [1, 1]


@settings(max_examples=40)
@given(st.lists(st.tuples(points, st.dictionaries(st.text(max_size=8), values, max_size=3)), max_size=4))
def test_points_come_back_with_what_is_said_of_them(given_points: list[Said]) -> None:
    features = [
        Feature(id=str(number), properties=properties, point=point)
        for number, (point, properties) in enumerate(given_points)
    ]
    whole = read(features)
    assert ("bbox" in whole) is bool(features)
    back = whole["features"]
    assert isinstance(back, list)
    for feature, (point, properties) in zip(back, given_points, strict=True):
        assert feature["properties"] == properties
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert abs(longitude - point[0]) <= 5.1e-6
        assert abs(latitude - point[1]) <= 5.1e-6
