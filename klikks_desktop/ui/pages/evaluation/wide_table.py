"""A table that is as high as its rows, and goes sideways where it is narrower than its columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.part_table import PartTable


class WideTable(PartTable):
    """The first column takes what is left, but never less than its names need."""

    def __init__(
        self, theme: Theme, columns: Sequence[Column], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, columns, name, parent=parent)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the new width once the rows have it, which is after the table around them has."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._share()
        return super().eventFilter(watched, event)

    def _fit_columns(self) -> None:
        super()._fit_columns()
        self._share()

    def _fit_height(self) -> None:
        super()._fit_height()
        self._share()

    def _share(self) -> None:
        """Stretch the first column, or let the table go sideways."""
        head = self.view.horizontalHeader()
        rows = (self.model.row(place) for place in range(self.model.rowCount()))
        names = [self._delegate.cell_width(row, row.cell(0), 0) for row in rows]
        wanted = max([self._head.title_width(0), *names])
        others = sum(head.sectionSize(place) for place in range(1, head.count()))
        fits = wanted + others <= self.view.viewport().width()
        bar = 0 if fits else self.view.horizontalScrollBar().sizeHint().height()
        lines = self.model.rowCount() * self.view.verticalHeader().defaultSectionSize()
        self.view.setFixedHeight(head.sizeHint().height() + lines - 1 + bar)
        if fits:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        else:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(0, wanted)
