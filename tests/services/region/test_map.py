"""The map from a region's data: who takes part, what is counted, the files it is written to."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest

from klikks_desktop.domain.charts.shapes import Ink, Region
from klikks_desktop.domain.map.drawing import draw_map
from klikks_desktop.domain.map.geometry import bounds_of, contains
from klikks_desktop.domain.map.values import Level, ReportState, Subject, colouring
from klikks_desktop.domain.place_key import STATES
from klikks_desktop.domain.records import (
    Place,
    PlaceReport,
    Project,
    ReportedEffect,
    Stage,
)
from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.places.places import add_place, describe_place
from klikks_desktop.services.projects.projects import add_project
from klikks_desktop.services.region import partners, periods
from klikks_desktop.services.region.map_export import (
    PICTURE_WIDTH,
    MapKind,
    export_areas,
    kind_of,
    map_file,
    save_map,
)
from klikks_desktop.services.region.map_values import map_values
from klikks_desktop.services.region.map_view import (
    GERMANY,
    MapWish,
    find_state,
    home_state,
    make_map,
    settled,
)
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.savings import factors
from klikks_desktop.ui.rasterise import rasterise_svg

SOLTAU, AURICH, BREMEN, SAMTGEMEINDE = "03358021", "03452001", "04011000", "033585401"
SET, OTHER = "geg-2020", "kea-bw-2016"
BY_COUNTY = MapWish(Level.COUNTY, "03", Subject.PROJECTS)


@pytest.fixture
def reported(region, desk):
    """Writes what a town's file would leave behind, and says the id of its place."""

    def write(
        key: str, *, sets: tuple[str, ...] = (SET,), days: int = 10, projects: int = 2, point: bool = False
    ):
        found = region.shipped.directory.find(key)
        source, place_id = uuid4(), uuid4()
        words = dict.fromkeys(("designation", "nominative", "genitive", "locative"), found.name)
        records = [
            Place(id=place_id, source=source, key=key, name=found.name, kind=found.kind, **words),
            PlaceReport(
                id=place_id,
                source=source,
                reported_at=desk.clock() - timedelta(days=days),
                in_office=3,
                named=1,
                ended=0,
                factor_set=sets[0],
            ),
        ]
        records += [
            Project(
                id=uuid4(),
                source=source,
                place_id=place_id,
                title="Solarpark von Erika Musterfrau",
                latitude=Decimal("52.99") if point and not number else None,
                longitude=Decimal("9.84") if point and not number else None,
            )
            for number in range(projects)
        ]
        for factor_set in sets:
            for stage, relevant, grams in (
                (Stage.ACHIEVED, True, 1_500_000),
                (Stage.DECIDED, False, 500_000),
                (Stage.POSSIBLE, True, 90_000_000),
            ):
                records.append(
                    ReportedEffect(
                        id=uuid4(),
                        source=source,
                        place_id=place_id,
                        stage=stage,
                        co2e_g=grams,
                        saved_cents=25_000,
                        budget_relevant=relevant,
                        factor_set=factor_set,
                    )
                )
        with region.store.write("Bericht", undoable=False) as unit:
            unit.add(*records)
        return place_id

    return write


def by_key(region) -> dict:
    return {place.key: place for place in map_values(region).places}


# -- values -------------------------------------------------------------------------------------------


def test_nobody_takes_part_at_first(region) -> None:
    values = map_values(region)
    assert values.places == ()
    assert home_state(values.places) == GERMANY
    assert make_map(region, values, BY_COUNTY).values == {}


def test_only_what_is_achieved_or_decided_counts_and_euros_only_of_the_budget(region, reported) -> None:
    reported(SOLTAU)
    place = by_key(region)[SOLTAU]
    assert (place.name, place.projects, place.patrons) == ("Soltau", 2, 3)
    assert place.tonnes == Decimal(2)
    assert place.euros == Decimal(250)


def test_partners_and_enrolled_towns_take_part_without_a_report(region, desk) -> None:
    partners.add_partner(region, AURICH)
    desk.enrol(region, make_soltau(desk))
    assert {key: place.report for key, place in by_key(region).items()} == {
        AURICH: ReportState.MISSING,
        SOLTAU: ReportState.MISSING,
    }


def make_soltau(desk):
    workspace = desk.create("soltau")
    add_place(workspace, describe_place(workspace.shipped, workspace.new_id(), SOLTAU).place)
    return workspace


def test_a_file_that_came_in_fills_the_map(region, desk) -> None:
    town = make_soltau(desk)
    desk.enrol(region, town)
    import_files(region, [desk.report(town)])
    (place,) = map_values(region).places
    assert (place.key, place.report, place.projects) == (SOLTAU, ReportState.REPORTED, 0)
    periods.add_period(region, {"title": "2026", "opens_on": "01.11.2026", "due_on": "31.12.2026"})
    assert by_key(region)[SOLTAU].report is ReportState.REPORTED


def test_projects_of_a_town_come_to_the_map_with_their_points(region, desk) -> None:
    town = make_soltau(desk)
    own = town.own_place().id
    add_project(town, own, {"title": "Solarpark", "latitude": "52,98", "longitude": "9,85"})
    add_project(town, own, {"title": "Mitfahrbank"})
    desk.enrol(region, town)
    import_files(region, [desk.report(town)])
    (place,) = map_values(region).places
    assert place.projects == 2
    assert place.points == ((9.85, 52.98),)


def test_who_stands_in_no_directory_is_told(region, town, desk) -> None:
    desk.enrol(region, town)
    values = map_values(region)
    assert values.places == ()
    assert "1 Kommune" in values.notes[0]


def test_who_left_the_programme_is_gone_from_the_map(region, desk, reported) -> None:
    reported(SOLTAU)
    partners.add_partner(region, SOLTAU, {"designation": "Stadt Soltau", "until": "21.11.2026"})
    assert by_key(region) == {}


def test_another_factor_set_stands_apart_and_is_told(region, reported) -> None:
    reported(SOLTAU)
    reported(AURICH, sets=(OTHER,))
    values = map_values(region)
    places = {place.key: place for place in values.places}
    assert places[SOLTAU].tonnes == 2
    assert (places[AURICH].tonnes, places[AURICH].euros, places[AURICH].projects) == (None, None, 2)
    (note,) = values.notes
    assert "1 Kommune rechnet" in note
    content = make_map(region, values, replace(BY_COUNTY, subject=Subject.TONNES))
    assert content.hatched_words == "ohne Bericht oder anderer Faktorensatz"
    assert content.notes == values.notes


def test_map_and_evaluation_show_the_same_set(region, reported) -> None:
    """That of most municipalities, whatever the region reckons with itself, or the one that is wanted."""
    for key, sets in ((SOLTAU, (OTHER,)), (AURICH, (OTHER,)), (BREMEN, (SET,))):
        reported(key, sets=sets)
    factors.choose_set(region, SET)
    values, found = map_values(region), totals(region)
    assert values.factor_set == found.factor_set == OTHER
    assert tuple(values.sets) == found.sets == (OTHER, SET)
    assert values.set_title == found.set_title(OTHER)
    told = {place.key: place.tonnes for place in values.places}
    assert told == {SOLTAU: 2, AURICH: 2, BREMEN: None}
    content = make_map(region, values, MapWish(Level.COUNTY, GERMANY, Subject.TONNES))
    assert content.detail == f"erreicht und beschlossen, Faktorensatz „{values.set_title}“"
    assert replace(content, colouring=colouring((), Subject.PROJECTS)).detail == ""
    other = map_values(region, SET)
    assert {place.key: place.tonnes for place in other.places} == {SOLTAU: None, AURICH: None, BREMEN: 2}
    assert map_values(region, "gibt-es-nicht").factor_set == OTHER


def test_part_of_a_town_in_another_set_counts_without_that_part(region, reported) -> None:
    reported(SOLTAU, sets=(SET, OTHER))
    assert by_key(region)[SOLTAU].tonnes == 2
    assert "zum Teil" in map_values(region).notes[0]


def test_where_nobody_uses_the_chosen_set_the_most_used_one_is_shown(region, reported) -> None:
    reported(SOLTAU, sets=(OTHER,))
    assert by_key(region)[SOLTAU].tonnes == 2
    assert map_values(region).notes == ()


def test_an_old_report_is_older_and_of_two_programs_the_later_counts(region, reported) -> None:
    reported(SOLTAU, days=400, projects=9)
    assert by_key(region)[SOLTAU].report is ReportState.OLDER
    reported(SOLTAU, days=5, projects=1)
    place = by_key(region)[SOLTAU]
    assert (place.report, place.projects) == (ReportState.REPORTED, 1)


def test_a_period_decides_what_is_up_to_date(region, reported) -> None:
    reported(SOLTAU, days=5)
    assert map_values(region).basis.startswith("Berichte seit ")
    periods.add_period(region, {"title": "2026", "opens_on": "01.11.2026", "due_on": "31.12.2026"})
    values = map_values(region)
    # No file came in for it, as the Rückmeldestand has it too.
    assert values.places[0].report is ReportState.OLDER
    assert values.basis == "Berichtszeitraum 2026"


def test_an_association_covers_its_members(region, reported) -> None:
    found = next(
        place for place in region.shipped.directory.search("Samtgemeinde Ahlden") if place.is_association
    )
    reported(found.key, projects=7)
    values = map_values(region)
    content = make_map(region, values, replace(BY_COUNTY, level=Level.MUNICIPALITY))
    members = {member.key for member in region.shipped.directory.members(found.key)}
    assert set(content.values) == members
    assert len(members) > 1
    assert make_map(region, values, BY_COUNTY).values["03358"].projects == 7


def test_a_town_sees_its_own_place(desk) -> None:
    (place,) = map_values(make_soltau(desk)).places
    assert (place.key, place.report, place.projects) == (SOLTAU, ReportState.REPORTED, 0)


# -- maps ---------------------------------------------------------------------------------------------


def test_municipalities_are_shown_of_the_land_with_most(region, reported) -> None:
    reported(SOLTAU)
    reported(AURICH)
    reported(BREMEN)
    values = map_values(region)
    assert home_state(values.places) == GERMANY
    wish = settled(MapWish(Level.MUNICIPALITY, GERMANY, Subject.PROJECTS), values.places)
    assert wish.state == "03"
    content = make_map(region, values, wish)
    assert set(content.values) == {SOLTAU, AURICH}
    assert content.region == "Niedersachsen"
    assert not content.town_marks
    assert content.county_keys
    assert content.names[SOLTAU] == "Soltau"


def test_levels_have_their_areas_and_names(region, reported) -> None:
    reported(SOLTAU, point=True)
    values = map_values(region)
    germany = make_map(region, values, MapWish(Level.STATE, GERMANY, Subject.PROJECTS))
    assert (len(germany.keys), germany.values["03"].name) == (16, "Niedersachsen")
    counties = make_map(region, values, BY_COUNTY)
    assert (len(counties.keys), len(counties.names)) == (45, 45)
    assert counties.values["03358"].name == "Heidekreis"
    (mark,), (point,) = counties.town_marks, counties.projects
    assert counties.areas.area_at(mark.x, mark.y) == "03358"
    assert counties.areas.area_at(*point) == "03358"
    assert counties.box_of("03358") == counties.areas.bounds["03358"]


@pytest.mark.parametrize("text", ["03", "3", "Niedersachsen", " niedersachsen "])
def test_a_land_is_found_by_number_or_name(text: str) -> None:
    assert find_state(text) == "03"


def test_an_unknown_land_is_refused(desk) -> None:
    assert find_state("") == GERMANY
    with desk.refused("K-802"):
        find_state("Preußen")


# -- files --------------------------------------------------------------------------------------------


def with_pictures(region):
    return replace(region, rasterise=rasterise_svg)


def test_every_file_says_whose_the_lines_are_and_names_nobody(region, reported) -> None:
    reported(SOLTAU, point=True)
    values = map_values(region)
    attribution = region.shipped.map.attribution
    svg = map_file(region, values, BY_COUNTY, MapKind.SVG).decode()
    whole = json.loads(map_file(region, values, BY_COUNTY, MapKind.GEOJSON))
    paper = map_file(region, values, BY_COUNTY, MapKind.PDF)
    assert all(
        part in svg for part in ("© GeoBasis-DE / BKG 2021 (Daten verändert)", "dl-de/by-2-0", "Destatis")
    )
    assert whole["attribution"] == attribution
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper, capture_output=True, check=True)
    assert " ".join(attribution.split()) in " ".join(done.stdout.decode().split())
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        alternatives = [str(node.Alt) for node in figures(pdf.Root.StructTreeRoot)]
    assert any("Projekte je Kreis" in text and "Heidekreis 2" in text for text in alternatives)
    for content in (svg, json.dumps(whole), str(alternatives)):
        assert "Musterfrau" not in content


def figures(node):
    """All Figure elements below a structure element."""
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            yield node
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from figures(child)


def test_geojson_of_the_map_comes_back(region, reported) -> None:
    reported(SOLTAU, point=True)
    reported(AURICH)
    values = map_values(region)
    whole = json.loads(map_file(region, values, BY_COUNTY, MapKind.GEOJSON))
    areas = {each["id"]: each for each in whole["features"] if each["properties"]["art"] == "Kreis"}
    assert set(areas) == {"03358", "03452"}
    assert areas["03358"]["properties"]["projekte"] == 2
    assert areas["03358"]["properties"]["t_co2e_im_jahr"] == 2.0
    assert areas["03452"]["geometry"]["type"] == "MultiPolygon"
    kinds = [each["properties"]["art"] for each in whole["features"]]
    assert (kinds.count("Kommune"), kinds.count("Projekt")) == (2, 1)
    town = next(each["properties"] for each in whole["features"] if each["id"] == f"kommune-{SOLTAU}")
    assert (town["name"], town["kreis"], town["land"]) == ("Soltau", "Heidekreis", "Niedersachsen")
    degrees = region.shipped.map.counties.polygons("03358")
    read = areas["03358"]["geometry"]["coordinates"]
    assert [[len(ring) for ring in polygon] for polygon in degrees] == [[len(ring) for ring in read]]
    for (longitude, latitude), (x, y) in zip(degrees[0][0], read[0], strict=True):
        assert abs(longitude - x) < 1e-5
        assert abs(latitude - y) < 1e-5
    west, south, east, north = whole["bbox"]
    assert (5.8 < west < east < 15.1) and (47.2 < south < north < 55.1)


def test_a_picture_is_painted_in_the_colours_of_the_map(region, reported, desk, qapp) -> None:
    from PySide6.QtGui import QImage

    reported(SOLTAU)
    target = save_map(with_pictures(region), map_values(region), BY_COUNTY, desk.path("png"))
    picture = QImage(str(target))
    assert picture.width() == PICTURE_WIDTH
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, 2000, 7) for y in range(0, picture.height(), 7)
    }
    assert {"#6dadb0", "#eae7df", "#ffffff"} <= colours  # the one class, land without a part in it, paper


@pytest.mark.parametrize("state", [GERMANY, *STATES])
@pytest.mark.parametrize(("width", "most_height"), [(700, 0), (482, 480)])
def test_the_legend_hides_no_part_of_the_land(region, state: str, width: float, most_height: float) -> None:
    content = make_map(region, map_values(region), MapWish(Level.STATE, state, Subject.PROJECTS))

    def measure(text: str, size: float, bold: bool) -> float:
        return len(text) * size * (0.6 if bold else 0.55)

    drawing = draw_map(content, width=width, measure=measure, most_height=most_height)
    regions = [shape for shape in drawing.shapes if isinstance(shape, Region)]
    card = next(shape for shape in regions if shape.ink is Ink.SURFACE and shape.edge is Ink.GRID)
    box = bounds_of(card.rings)
    land = [shape for shape in regions[: regions.index(card)] if shape.edge is Ink.LAND_LINE]
    assert land
    points = [point for shape in land for ring in shape.rings for point in ring]
    assert not any(box.has(*point) for point in points)
    assert not any(contains(shape.rings, box.left, box.top) for shape in land)


def test_without_a_painter_there_is_no_picture(region, desk) -> None:
    with desk.refused("K-801"):
        map_file(replace(region, rasterise=None), map_values(region), BY_COUNTY, MapKind.PNG)


def test_a_file_that_is_there_stays(region, desk) -> None:
    target = desk.path("svg")
    save_map(region, map_values(region), BY_COUNTY, target)
    before = target.read_bytes()
    with desk.refused("K-544"):
        save_map(region, map_values(region), BY_COUNTY, target)
    assert target.read_bytes() == before
    with desk.refused("K-800"):
        kind_of(Path("karte.jpeg"))


def test_the_same_data_give_the_same_paper(region, reported) -> None:
    reported(SOLTAU)
    values = map_values(region)
    assert map_file(region, values, BY_COUNTY, MapKind.PDF) == map_file(
        region, values, BY_COUNTY, MapKind.PDF
    )


def test_the_list_goes_to_csv_as_it_is_shown(region, reported, desk) -> None:
    reported(SOLTAU)
    content = make_map(region, map_values(region), BY_COUNTY)
    target = desk.path("csv")
    assert export_areas(content, ["03452", "03358"], target) == 2
    head, aurich, heath = csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert head[:3] == ["Schlüssel", "Kreis", "Kommunen"]
    assert aurich == ["03452", "Landkreis Aurich", "0", "", "", "", "", ""]
    assert heath == ["03358", "Heidekreis", "1", "1", "2", "2", "250", "3"]


def test_the_day_is_todays(region, desk) -> None:
    assert make_map(region, map_values(region), BY_COUNTY).day == desk.today == date(2026, 11, 22)
