"""Asks where a chart goes and writes it there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.records import Place
from klikks_desktop.services.chart_export import chart_file_name, save_chart_pdf, save_figures, save_svg
from klikks_desktop.services.files import replace_file
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.chart import ChartView


def save_chart(host: Host, view: ChartView, parent: QWidget, kind: str) -> Path | None:
    """Save what ``view`` shows in one of its kinds; the file, ``None`` when nobody chose one."""
    drawing = view.drawing_to_save()
    if drawing is None:
        return None
    suggested = Path.home() / chart_file_name(drawing.title, _place(host), host.workspace.today, kind)
    target = choose_target(parent, _tr("Diagramm speichern"), f"{kind.upper()} (*.{kind})", suggested)
    if target is None:
        return None
    if kind == "pdf":
        title = drawing.title
        return host.attempt(lambda: save_chart_pdf(host.workspace, view.draw_on_paper, title, target))
    return host.attempt(lambda: _write(view, drawing, kind, target))


def _write(view: ChartView, drawing: Drawing, kind: str, target: Path) -> Path:
    if kind == "png":
        replace_file(target, view.picture())
    elif kind == "svg":
        save_svg(drawing, view.paper_colours(), target)
    else:
        save_figures(drawing.table, drawing.title, target)
    return target


def _place(host: Host) -> Place | None:
    own = [place for place in host.workspace.own_places() if host.place_id in {None, place.id}]
    return own[0] if len(own) == 1 else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChartSaving", text)
