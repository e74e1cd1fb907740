"""A map for the document tests: counties of Niedersachsen, some of which have not reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from klikks_desktop.domain.charts.shapes import Drawing, MeasureText
from klikks_desktop.domain.map.drawing import draw_map
from klikks_desktop.domain.map.values import Level, MapPlace, ReportState, Subject
from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.reports.sheet import Chart, ReportSheet
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.region.map_view import MapWish, make_map_of
from klikks_desktop.services.workspace import Shipped


def map_report(resources: Path) -> ReportSheet:
    """A paper with the map and its table."""
    shipped = Shipped(resources)
    places = [
        MapPlace(
            key=place.key,
            name=place.name,
            county=place.county,
            state=place.state,
            longitude=place.lon,
            latitude=place.lat,
            covers=(place.key,),
            report=ReportState.REPORTED if number % 4 else ReportState.MISSING,
            projects=number,
            tonnes=Decimal(number) / 7,
            points=((place.lon, place.lat),),
        )
        for number, place in enumerate(shipped.directory.largest("03", 40))
    ]
    values = MapValues(tuple(places), "", ())
    wish = MapWish(Level.COUNTY, "03", Subject.PROJECTS)
    content = make_map_of(shipped, values, wish, date(2026, 11, 28))

    def make(width: float, measure: MeasureText) -> Drawing:
        return draw_map(content, width=width, measure=measure, most_height=480)

    return ReportSheet(
        letterhead=Letterhead("Regionalmanagement Nord"), title=content.title, blocks=(Chart(make),)
    )
