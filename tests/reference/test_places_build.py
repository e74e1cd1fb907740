import os
import subprocess
import sys
from pathlib import Path

TOWNS = """\
ags,ars,name,bezeichnung,kreis,land,einwohner,flaeche_km2,lat,lon,plz,art
03998001,039985401001,Musterau/ Elbe,Flecken,Landkreis Muster,Niedersachsen,900,10.50,53.1,10.1,21001,Gemeinde
03998002,039985401002,Öd (Elbe),Stadt,Landkreis Muster,Niedersachsen,2100,20.25,53.2,10.2,21002,Stadt
"""
GROUPS = """\
ars9,name,art,sitz,kreis,land
039985401,Musterau,Samtgemeinde,Musterau/Elbe,Landkreis Muster,Niedersachsen
089985001,GVV Musterberg,Verwaltungsverband,Musterberg,Landkreis Berg,Baden-Württemberg
099985001,Musterbach (VGem),Verwaltungsgemeinschaft,Musterbach,Landkreis Bach,Bayern
169985001,"Musterstein, Stadt",Erfüllende Gemeinde,Musterstein,Steinkreis,Thüringen
"""


def test_the_compact_file_is_made_from_the_two_lists(resources: Path, tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(TOWNS, "utf-8-sig")
    (tmp_path / "groups.csv").write_text(GROUPS, "utf-8-sig")
    run = subprocess.run(
        [sys.executable, resources / "places" / "build.py", tmp_path / "towns.csv", tmp_path / "groups.csv"],
        check=True,
        capture_output=True,
        cwd=resources.parent,
        env={**os.environ, "PYTHONPATH": str(resources.parent), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    rows = [line.split("\t") for line in run.stdout.decode("utf-8").splitlines()]
    by_key = {row[1]: row for row in rows}
    assert [row[1] for row in rows[:3]] == ["039985401", "03998002", "03998001"]
    assert by_key["03998001"][3] == "Musterau/Elbe"
    assert by_key["03998001"][12] == "039985401"
    assert by_key["03998002"][0] == "OD ELBE"
    assert by_key["039985401"][2] == "21001"
    assert by_key["039985401"][7:9] == ["3000", "30.75"]
    assert by_key["089985001"][3:6] == ["Musterberg", "Gemeindeverwaltungsverband", "Verwaltungsverband"]
    assert by_key["099985001"][3:5] == ["Musterbach", "Verwaltungsgemeinschaft"]
    assert by_key["169985001"][3:6] == ["Musterstein", "Stadt", "Erfüllende Gemeinde"]
