"""A chart that follows window, text size and look, with the same figures as a table beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.charts.shapes import Drawing, Ink, MeasureText
from klikks_desktop.domain.values import ValueFormatError, parse_number
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.chart_painting import measure_with, paint_drawing, picture_of, text_size
from klikks_desktop.ui.widgets.table import RecordTable

PICTURE_WIDTH = 800.0
PICTURE_SIZE = 14.0
"""Saved pictures have a width and a size of text of their own, whatever the window shows."""
PAPER_SIZE = 9.0
"""Points of the text on paper."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a chart may take. height: what there is to fill; the chart may need more."""

    width: float
    height: float
    size: float
    measure: MeasureText


DrawingMaker = Callable[[Room], Drawing]


class ChartView(QWidget):
    """Shows the drawing that a maker lays out for the room there is.

    ``save_wanted`` carries "png", "svg", "pdf", "xlsx" or "csv"; whoever holds the view asks where and
    writes ``picture()``, or what ``drawing_to_save()`` holds.
    """

    save_wanted = Signal(str)

    def __init__(self, theme: Theme, least: float = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._table: RecordTable | None = None
        self._maker: DrawingMaker | None = None
        self.canvas = _Canvas(theme, least)
        self.toggle = Button(theme, self.tr("Als Tabelle zeigen"), "quiet", "board")
        self.save = Button(theme, self.tr("Speichern"), "quiet", "export")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.canvas, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.toggle)
        foot.addWidget(self.save)
        self._column.addLayout(foot)
        self._make_menu()
        self.toggle.clicked.connect(self._switch)
        self.save.clicked.connect(self._open_menu)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in place of the drawing."""
        return self._table is not None

    @property
    def drawing(self) -> Drawing | None:
        """What is shown now."""
        return self.canvas.drawing

    def show_chart(self, maker: DrawingMaker) -> None:
        """Show another chart; ``maker`` is asked again whenever the room changes."""
        self._maker = maker
        self.canvas.set_maker(maker)
        title = self.canvas.drawing.title if self.canvas.drawing else ""
        for button, words in ((self.toggle, self.toggle.text()), (self.save, self.save.text())):
            button.setAccessibleDescription(f"{words}: {title}")
        if self._table is not None:
            self._show_table()

    def drawing_to_save(self) -> Drawing | None:
        """The chart in the size of a saved picture; ``None`` before there is one."""
        if self._maker is None:
            return None
        return self._maker(Room(PICTURE_WIDTH, 0, PICTURE_SIZE, measure_with(self.theme)))

    def draw_on_paper(self, width: float, measure: MeasureText) -> Drawing:
        """The chart laid out for paper, with the paper's own measure of text."""
        if self._maker is None:
            raise LookupError("no chart")
        return self._maker(Room(width, 0, PAPER_SIZE, measure))

    def picture(self) -> bytes:
        """The chart as PNG at twice its size, on white whatever the look is."""
        drawing = self.drawing_to_save()
        return picture_of(drawing, self.theme.font(), self.theme.paper_colour) if drawing else b""

    def paper_colours(self) -> dict[Ink, str]:
        """Colours of a saved picture, as "#rrggbb"."""
        return {ink: self.theme.paper_colour(ink).name() for ink in Ink}

    def _switch(self) -> None:
        if self._table is None:
            self._show_table()
            self.toggle.set_label(self.tr("Als Diagramm zeigen"), "overview")
        else:
            self._drop_table()
            self.canvas.show()
            self.toggle.set_label(self.tr("Als Tabelle zeigen"), "board")

    def _show_table(self) -> None:
        drawing = self.canvas.drawing
        if drawing is None:
            return
        self._drop_table()
        head = drawing.table.head
        columns = [
            Column(str(place), title, "number" if place else "text") for place, title in enumerate(head)
        ]
        self._table = RecordTable(self.theme, columns, drawing.title)
        self._table.set_rows(
            [Row(place, [_cell(text) for text in row]) for place, row in enumerate(drawing.table.rows)]
        )
        self._table.setMinimumHeight(self.canvas.minimumHeight())
        self.canvas.hide()
        self._column.insertWidget(0, self._table, 1)

    def _drop_table(self) -> None:
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Diagramm speichern"))
        for kind, words in (
            ("png", self.tr("Als Bild (PNG) …")),
            ("svg", self.tr("Als Vektorgrafik (SVG) …")),
            ("pdf", self.tr("Als Papier mit Tabelle (PDF) …")),
            ("xlsx", self.tr("Zahlen nach Excel (XLSX) …")),
            ("csv", self.tr("Zahlen als CSV …")),
        ):
            self.menu.addAction(words).triggered.connect(partial(self.save_wanted.emit, kind))

    def _open_menu(self) -> None:
        self.menu.popup(self.save.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))


class _Canvas(QWidget):
    """The drawing itself; lays it out anew when width, height, text size or chart change."""

    def __init__(self, theme: Theme, least: float) -> None:
        super().__init__()
        self.theme = theme
        self.drawing: Drawing | None = None
        self._least = least
        self._maker: DrawingMaker | None = None
        self._measure = measure_with(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_maker(self, maker: DrawingMaker) -> None:
        """Lay out another chart."""
        self._maker = maker
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As high as the chart needs."""
        return QSize(self.theme.px(100), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new room."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing; one that is too wide for the room shrinks."""
        if self.drawing is None:
            return
        painter = QPainter(self)
        factor = min(1.0, self.width() / self.drawing.width)
        painter.scale(factor, factor)
        paint_drawing(painter, self.drawing, self.theme.font(), self.theme.colour)
        painter.end()

    def _restyle(self) -> None:
        self._measure = measure_with(self.theme)
        self.setMinimumSize(self.theme.px(50), self.theme.px(self._least))
        self._lay_out()

    def _lay_out(self) -> None:
        if self._maker is None:
            return
        size, width = text_size(self.theme), float(max(1, self.width()))
        needed = ceil(self._maker(Room(width, 1, size, self._measure)).height)
        self.setMinimumHeight(max(self.theme.px(self._least), needed))
        self.drawing = self._maker(Room(width, float(max(self.height(), needed)), size, self._measure))
        self.setAccessibleName(self.drawing.title)
        self.setAccessibleDescription(self.drawing.alt)
        self.update()


def _cell(text: str) -> Cell:
    try:
        return Cell(text or "–", muted=not text, sort=float(parse_number(text)))
    except ValueFormatError:
        return Cell(text or "–", muted=not text)
