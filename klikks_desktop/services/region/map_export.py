"""The map as a file: picture, vector drawing, paper, and GeoJSON for a web map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from klikks_desktop.domain.charts.shapes import Drawing, MeasureText
from klikks_desktop.domain.charts.svg import to_svg
from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.drawing import draw_map
from klikks_desktop.domain.map.values import AreaValue, MapPlace, Subject
from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.reports.sheet import Block, Chart, Paragraph, ReportSheet
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.files import expect_new, replace_file
from klikks_desktop.services.pack.accepted import logo_of, texts_of
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.region.map_view import MapWish, in_degrees, make_map, settled
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Progress, Workspace, silent

if TYPE_CHECKING:
    from klikks_desktop.exchange.geojson import Feature

PICTURE_WIDTH: Final = 2000
"""Pixels of a PNG."""
_DRAWING_WIDTH, _PAPER_HEIGHT = 700.0, 480.0  # points


class MapKind(StrEnum):
    """Kinds of file, by their ending."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    GEOJSON = "geojson"


def kind_of(out: Path) -> MapKind:
    """What kind of file a name asks for; K-800 for one that a map does not come as."""
    suffix = out.suffix.lower().removeprefix(".")
    try:
        return MapKind(suffix)
    except ValueError:
        allowed = ", ".join(f".{kind}" for kind in MapKind)
        raise UserError("K-800", {"file": out.name, "allowed": allowed}) from None


def map_file_name(workspace: Workspace, content: MapContent, kind: MapKind) -> str:
    """The name offered."""
    return file_name("", workspace.name, workspace.today, kind, f"Karte {content.title} {content.region}")


def save_map(workspace: Workspace, values: MapValues, wish: MapWish, out: Path) -> Path:
    """Write the map as the kind of file its name asks for; K-544 when something lies there."""
    kind = kind_of(out)
    replace_file(expect_new(out), map_file(workspace, values, wish, kind))
    return out


def map_file(
    workspace: Workspace, values: MapValues, wish: MapWish, kind: MapKind, progress: Progress = silent
) -> bytes:
    """The content of the file; K-801 where no picture can be painted."""
    content = make_map(workspace, values, wish)
    match kind:
        case MapKind.PDF:
            return _paper(workspace, content, progress)
        case MapKind.GEOJSON:
            return _geojson(workspace, content, values, settled(wish, values.places))
        case MapKind.SVG:
            return _svg(workspace, content)
        case MapKind.PNG:
            if workspace.rasterise is None:
                raise UserError("K-801")
            return workspace.rasterise(_svg(workspace, content), PICTURE_WIDTH)


def export_areas(content: MapContent, keys: Sequence[str], path: Path) -> int:
    """Write these areas with their figures as .xlsx or .csv; how many. K-634 for another ending, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    columns = [
        Column("Schlüssel", ColumnKind.TEXT),
        Column(content.level.name_of_one, ColumnKind.TEXT),
        Column("Kommunen", ColumnKind.INTEGER),
        Column("Berichtet", ColumnKind.INTEGER),
        Column("Projekte", ColumnKind.INTEGER),
        Column("t CO₂e im Jahr", ColumnKind.DECIMAL),
        Column("Euro im Jahr", ColumnKind.DECIMAL),
        Column("Im Amt", ColumnKind.INTEGER),
    ]
    rows = [_row(key, content.names[key], content.values.get(key)) for key in keys]
    return write_table(path, f"Karte {content.region}", columns, rows)


def _row(key: str, name: str, value: AreaValue | None) -> list[CellValue]:
    if value is None:
        return [key, name, 0, *[None] * 5]
    figures = [_figure(value, subject) for subject in (Subject.TONNES, Subject.EUROS)]
    return [key, value.name, value.places, value.reported, value.projects, *figures, value.patrons]


def _svg(workspace: Workspace, content: MapContent) -> bytes:
    from klikks_desktop.documents.canvas import load_supplies
    from klikks_desktop.documents.chart import load_inks, text_measure

    folder = workspace.shipped.folder
    drawing = draw_map(content, width=_DRAWING_WIDTH, measure=text_measure(load_supplies(folder).fonts))
    colours = {ink: "#{:02X}{:02X}{:02X}".format(*colour) for ink, colour in load_inks(folder).items()}
    return to_svg(drawing, colours).encode()


def _paper(workspace: Workspace, content: MapContent, progress: Progress) -> bytes:
    """A report with the map and its figures as a table."""
    from klikks_desktop.documents.reports.press import ReportPress

    def make(width: float, measure: MeasureText) -> Drawing:
        return draw_map(content, width=width, measure=measure, most_height=_PAPER_HEIGHT)

    mark = texts_of(workspace).get("bericht.uebung").text if workspace.is_practice else ""
    notes: tuple[Block, ...] = tuple(Paragraph(note, small=True) for note in content.notes)
    sheet = ReportSheet(
        letterhead=Letterhead(workspace.name),
        logo=logo_of(workspace),
        kind="Karte",
        title=content.title,
        subtitle=", ".join(filter(None, (content.detail, content.place_and_day))),
        blocks=(Chart(make), *notes),
        footer=f"{workspace.name} · Karte · {format_long(workspace.today)}",
        mark=mark,
    )
    created = workspace.clock().replace(microsecond=0)
    return ReportPress(workspace.shipped.folder).report(sheet, created=created, progress=progress)


def _geojson(workspace: Workspace, content: MapContent, values: MapValues, wish: MapWish) -> bytes:
    from klikks_desktop.exchange.geojson import to_geojson

    features = [*_areas(workspace, content, wish), *_points(values, wish)]
    title = f"{content.title}, {content.place_and_day}"
    return to_geojson(features, title=title, attribution=content.attribution)


def _areas(workspace: Workspace, content: MapContent, wish: MapWish) -> Iterator[Feature]:
    from klikks_desktop.exchange.geojson import Feature

    degrees = in_degrees(workspace.shipped.map, wish.level, wish.state)
    for key, value in sorted(content.values.items()):
        yield Feature(
            id=key,
            properties={
                "art": content.level.name_of_one,
                "schluessel": key,
                "name": value.name,
                "stand": value.report_state.value,
                "kommunen": value.places,
                "berichtet": value.reported,
                "projekte": value.projects,
                "t_co2e_im_jahr": _figure(value, Subject.TONNES),
                "euro_im_jahr": _figure(value, Subject.EUROS),
                "im_amt": value.patrons,
            },
            polygons=degrees.polygons(key),
        )


def _points(values: MapValues, wish: MapWish) -> Iterator[Feature]:
    from klikks_desktop.exchange.geojson import Feature

    places = [place for place in values.places if place.key.startswith(wish.state)]
    for place in sorted(places, key=lambda each: each.key):
        yield Feature(
            id=f"kommune-{place.key}",
            properties={
                "art": "Kommune",
                "schluessel": place.key,
                "name": place.name,
                "kreis": place.county,
                "land": place.state,
                "stand": place.report.value,
                "projekte": place.projects,
            },
            point=(place.longitude, place.latitude),
        )
        yield from _projects(place)


def _projects(place: MapPlace) -> Iterator[Feature]:
    from klikks_desktop.exchange.geojson import Feature

    for number, point in enumerate(place.points, start=1):
        properties = {"art": "Projekt", "schluessel": place.key, "kommune": place.name}
        yield Feature(id=f"projekt-{place.key}-{number}", properties=properties, point=point)


def _figure(value: AreaValue, subject: Subject) -> float | None:
    figure = value.figure(subject)
    return None if figure is None else float(figure)
