"""Charts as files: the drawing as SVG, picture or paper, its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from klikks_desktop.domain.charts.shapes import ChartTable, Drawing, Ink
from klikks_desktop.domain.charts.svg import to_svg
from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.reports.sheet import Chart, DrawingMaker, ReportSheet
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.domain.values import ValueFormatError, parse_number
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.pack.accepted import logo_of, texts_of
from klikks_desktop.services.workspace import Workspace


def chart_file_name(title: str, place: Place | None, day: date, kind: str) -> str:
    """The name offered; without ``place`` the chart speaks of several."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, day, kind, title)


def save_svg(drawing: Drawing, colours: Mapping[Ink, str], target: Path) -> Path:
    """Write the drawing as SVG; K-631 when that fails."""
    replace_file(target, to_svg(drawing, colours).encode())
    return target


def save_chart_pdf(workspace: Workspace, maker: DrawingMaker, title: str, target: Path) -> Path:
    """Write the chart with its table on paper, PDF/A and PDF/UA; K-631 when that fails."""
    from klikks_desktop.documents.reports.press import ReportPress

    day = format_long(workspace.today)
    mark = texts_of(workspace).get("bericht.uebung").text if workspace.is_practice else ""
    sheet = ReportSheet(
        letterhead=Letterhead(workspace.name),
        logo=logo_of(workspace),
        title=title,
        subtitle=day,
        blocks=(Chart(maker),),
        footer=f"{workspace.name} · {title} · {day}",
        mark=mark,
    )
    created = workspace.clock().replace(microsecond=0)
    replace_file(target, ReportPress(workspace.shipped.folder).report(sheet, created=created))
    return target


def save_figures(table: ChartTable, title: str, target: Path) -> Path:
    """Write the figures of a chart as XLSX with real numbers or, after its ending, as CSV; K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind, SheetToWrite, write_csv, write_xlsx

    first, *others = table.head
    columns = [Column(first, ColumnKind.TEXT), *(Column(each, ColumnKind.DECIMAL) for each in others)]
    rows = [[row[0], *(_number(text) for text in row[1:])] for row in table.rows]
    if target.suffix.lower() == ".csv":
        write_csv(target, columns, rows)
    else:
        write_xlsx(target, [SheetToWrite(title, columns, rows)])
    return target


def _number(text: str) -> CellValue:
    """An unknown value stays empty; what is no number stays what it says."""
    try:
        return float(parse_number(text))
    except ValueFormatError:
        return text or None
