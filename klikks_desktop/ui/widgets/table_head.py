"""The head of a table: raised ground, muted bold words, sort mark."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import QHeaderView, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.painting import LEFT, RIGHT, triangle


class TableHead(QHeaderView):
    """Paints its sections itself and names them for a screen reader through the model."""

    def __init__(self, theme: Theme, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self._columns = columns
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(theme.px(8))

    def sizeHint(self) -> QSize:
        """As high as a control."""
        return QSize(super().sizeHint().width(), self.theme.height("control"))

    def title_width(self, column: int) -> int:
        """Width that shows the title and a sort mark."""
        # Whole pixels, rounded up: eliding measures in fractions and would cut a title that lacks half a one.
        metrics = QFontMetricsF(self.theme.font("head"))
        return ceil(metrics.horizontalAdvance(self._columns[column].title)) + self.theme.px(10)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one section."""
        theme, column = self.theme, self._columns[logicalIndex]
        painter.save()
        if self._tops_card():
            painter.setClipPath(self._rounded())
        painter.fillRect(rect, theme.colour("raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        painter.setFont(theme.font("head"))
        painter.setPen(theme.colour("muted"))
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        box = QRectF(rect).adjusted(theme.px(3), 0, -theme.px(3), -1)
        mark = theme.px(4) if sorted_here else 0
        metrics = painter.fontMetrics()
        text = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, int(box.width() - mark))
        right = column.kind == "number"
        words = box.adjusted(0, 0, -mark, 0)
        painter.drawText(words, RIGHT if right else LEFT, text)
        if sorted_here:
            x = (
                box.right() - theme.u
                if right
                else box.left() + metrics.horizontalAdvance(text) + theme.px(2.5)
            )
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            triangle(painter, QPointF(x, box.center().y()), theme.u * 2.2, theme.colour("muted"), up=up)
        painter.restore()

    def _tops_card(self) -> bool:
        """Whether the head lies along the upper edge of a card, whose corners are round."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, Card):
            parent = parent.parentWidget()
        return parent is not None and self.mapTo(parent, QPoint(0, 0)).y() <= 1

    def _rounded(self) -> QPainterPath:
        radius = self.theme.radius("card") - 1
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, self.width(), self.height() + 2 * radius), radius, radius)
        return path
