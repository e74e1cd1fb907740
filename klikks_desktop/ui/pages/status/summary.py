"""How many have reported: sentence, deadline, a bar, and the same in words with icons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.records import Period
from klikks_desktop.ui.pages.status.words import LOOKS, Lane, due_words
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.painting import frame, hatch

_ORDER: Final = (Lane.ARRIVED, Lane.UNCLEAR, Lane.REMINDED, Lane.MISSING)


class SummaryCard(Card):
    """``show_counts`` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5, parent=parent)
        self.sentence = Label(theme, "", "section", wrap=True)
        self.due = Label(theme, "", "strong")
        self.due.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = _Bar(theme)
        self._head = QHBoxLayout()
        self._head.addWidget(self.sentence, 1)
        self._head.addWidget(self.due)
        self._legend = FlowLayout(theme, gap=5)
        self._counts = {lane: _Count(theme, lane) for lane in _ORDER}
        for count in self._counts.values():
            self._legend.addWidget(count)
        self._apart = Label(theme, "", "body", "muted")
        self._legend.addWidget(self._apart)
        self.body.addLayout(self._head)
        self.body.addWidget(self._bar)
        self.body.addLayout(self._legend)

    def show_counts(self, counts: Mapping[Lane, int], apart: int, period: Period, today: date) -> None:
        """counts: of each lane. apart: how many are not expected."""
        arrived, expected = counts[Lane.ARRIVED], sum(counts.values())
        self.sentence.setText(_sentence(arrived, expected))
        text, colour = due_words(period, today, all_arrived=0 < expected == arrived)
        self.due.setText(text)
        self.due.set_role(colour=colour)
        for lane, count in self._counts.items():
            count.show_count(counts[lane])
        self._apart.setText(_tr("{n} nicht erwartet").format(n=format_integer(apart)))
        self._apart.setVisible(bool(apart))
        self._bar.set_counts(counts)
        self.setAccessibleName(self.sentence.text())
        told = [f"{lane.value}: {format_integer(counts[lane])}" for lane in _ORDER]
        self.setAccessibleDescription(", ".join([text, *told]))

    def showEvent(self, event: QShowEvent) -> None:
        """Colour the deadline again: Qt forgets a palette changed before the page lay in its window."""
        super().showEvent(event)
        self.due.set_role()


def _sentence(arrived: int, expected: int) -> str:
    """How many of those expected have reported."""
    match expected:
        case 0:
            return _tr("Noch wird keine Kommune erwartet")
        case 1:
            return _tr("Die Kommune hat gemeldet") if arrived else _tr("1 Kommune wird erwartet")
    words = _tr("{n} von {all} Kommunen haben gemeldet")
    return words.format(n=format_integer(arrived), all=format_integer(expected))


class _Count(QWidget):
    """Icon, number and word of one lane."""

    def __init__(self, theme: Theme, lane: Lane) -> None:
        super().__init__()
        self._lane = lane
        self.theme = theme
        self._text = Label(theme, "")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(IconLabel(theme, LOOKS[lane].icon, LOOKS[lane].colour, 4))
        self._row.addWidget(self._text)
        theme.changed.connect(self._space)
        self._space()

    def show_count(self, count: int) -> None:
        """Show another number."""
        word = _tr("fehlt") if count == 1 else _tr("fehlen")
        words = {Lane.MISSING: word}.get(self._lane, self._lane.value[0].lower() + self._lane.value[1:])
        self._text.setText(f"{format_integer(count)} {words}")

    def _space(self) -> None:
        self._row.setSpacing(self.theme.px(1.5))


class _Bar(QWidget):
    """The lanes side by side: solid, soft with an edge, hatched, empty. The legend tells the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._counts: Mapping[Lane, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_counts(self, counts: Mapping[Lane, int]) -> None:
        """Show other counts."""
        self._counts = counts
        self.update()

    def sizeHint(self) -> QSize:
        """One thick line."""
        return QSize(self.theme.px(40), self.theme.px(3.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts from the left, then the edge."""
        theme = self.theme
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        frame(painter, whole, radius, theme.colour("sunken"), theme.colour("outline"))
        total = sum(self._counts.values())
        left = whole.left()
        painter.setClipRect(whole)
        for lane in _ORDER[:-1]:
            width = whole.width() * self._counts.get(lane, 0) / total if total else 0
            if width:
                self._paint_part(painter, QRectF(left, whole.top(), width, whole.height()), lane, radius)
            left += width
        frame(painter, whole, radius, None, theme.colour("outline"))
        painter.end()

    def _paint_part(self, painter: QPainter, box: QRectF, lane: Lane, radius: float) -> None:
        theme, colour = self.theme, self.theme.colour(LOOKS[lane].colour)
        first = box.left() == 0
        if lane is Lane.REMINDED:
            hatch(painter, box, 0, colour, gap=max(4.0, theme.u * 1.1))
            return
        frame(painter, box, radius if first else 0, colour, None)
        if first and box.width() > radius:
            # Only the outer end is round.
            painter.fillRect(box.adjusted(radius, 0, 0, 0), colour)
        painter.fillRect(QRectF(box.right() - 1, box.top(), 2, box.height()), theme.colour("surface"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SummaryCard", text)
