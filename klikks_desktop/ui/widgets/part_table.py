"""A short table of what belongs to a record, as high as its rows, with its actions below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Column, Row
from klikks_desktop.ui.widgets.table import RecordTable


class PartTable(RecordTable):
    """Lies in a form that scrolls, and so never scrolls itself; without rows only its foot is seen."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        name: str,
        *,
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, columns, name, two_lines=two_lines, parent=parent)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._fit_height)
        self._fit_height()

    def set_rows(self, rows: Sequence[Row], count: str = "", *, ordered: bool = False) -> None:
        """Show these rows; ``count`` is the sentence at the bottom left."""
        super().set_rows(rows, count, ordered=ordered)
        self._fit_height()

    def _fit_height(self) -> None:
        count = self.model.rowCount()
        rows = count * self.view.verticalHeader().defaultSectionSize()
        # The line of the last row is the one above the foot.
        self.view.setFixedHeight(self.view.horizontalHeader().sizeHint().height() + rows - 1)
        self.view.setVisible(bool(count))
