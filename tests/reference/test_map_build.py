"""How the map is made: shared borders stay shared, counties are put together, holes are found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from klikks_desktop.domain.map.geometry import signed_area
from klikks_desktop.reference.map_data import MapData

# Two municipalities beside each other, one with a town in its middle, all in one county of Land 03.
SOURCE = {
    "transform": {"scale": [0.01, 0.01], "translate": [9.0, 52.0]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 10], [10, 0], [0, -10], [-10, 0]],
        [[3, 3], [3, 0], [0, 3], [-3, 0], [0, -3]],
    ],
    "objects": {
        "gemeinden": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, 1], [-4]],
                    "properties": {"ags": "03998001", "name": "Links"},
                },
                {"type": "Polygon", "arcs": [[-1, -3]], "properties": {"ags": "03998002", "name": "Rechts"}},
                {
                    "type": "Polygon",
                    "arcs": [[3]],
                    "properties": {"ags": "03998401", "name": "Forst", "gemeindefrei": 1},
                },
            ]
        }
    },
}
COUNTIES = {"features": [{"properties": {"ags": "03998", "name": "Landkreis Muster"}}]}


def test_the_files_are_made_from_the_polygons_of_municipalities(resources: Path, tmp_path: Path) -> None:
    target, source = tmp_path / "resources" / "map", tmp_path / "quelle"
    target.mkdir(parents=True)
    source.mkdir()
    shutil.copy(resources / "map" / "build.py", target)
    (source / "gemeinden_de.topojson").write_text(json.dumps(SOURCE), "utf-8")
    (source / "kreise.geojson").write_text(json.dumps(COUNTIES), "utf-8")
    subprocess.run(
        [sys.executable, target / "build.py", source],
        check=True,
        env={**os.environ, "PYTHONPATH": str(resources.parent), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert sorted(file.name for file in target.glob("*.json")) == ["03.json", "deutschland.json"]
    made = MapData.load(tmp_path / "resources")
    assert made.counties.areas["03998"].name == "Landkreis Muster"
    (county,) = made.counties.polygons("03998")
    assert len(county) == 1, "the forest fills the hole"
    assert signed_area(county[0]) > 0
    towns = made.municipalities("03")
    assert {key: area.name for key, area in towns.areas.items()} == {
        "03998001": "",
        "03998002": "",
        "03998401": "Forst",
    }
    ((outer, hole),) = towns.polygons("03998001")
    assert signed_area(outer) > 0 > signed_area(hole)
    assert towns.arcs_of(["03998001"]) & towns.arcs_of(["03998002"])
    assert towns.area_at(9.045, 52.045) == "03998401"
    assert towns.area_at(9.01, 52.01) == "03998001"
    # Only what parts the county from the rest stands in the file of Germany.
    assert len(json.loads((target / "deutschland.json").read_text("utf-8"))["arcs"]) == 2
