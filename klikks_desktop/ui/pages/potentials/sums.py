"""What all potentials of the place amount to, in the three steps."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from klikks_desktop.domain.effects import Stages
from klikks_desktop.domain.figures import euro_words, tonnes_words
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.savings.effects import Effects
from klikks_desktop.ui.pages.potentials.words import tr
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.painting import step

ACHIEVED, DECIDED, POSSIBLE = range(3)
SIZE: Final = 3.5
"""Edge of the mark of a step in units."""


class StageSums(QWidget):
    """Tonnes and euros a year, achieved, decided and possible, of one factor set only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_told = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._figures: list[tuple[Label, Label]] = []
        for place, name in enumerate((tr("erreicht"), tr("beschlossen"), tr("möglich"))):
            tonnes, euros = Label(theme, "", "strong"), Label(theme, "", "small", "muted")
            self._grid.addWidget(_Step(theme, place), 0, 2 * place)
            self._grid.addWidget(Label(theme, name, "small", "muted"), 0, 2 * place + 1)
            self._grid.addWidget(tonnes, 1, 2 * place, 1, 2)
            self._grid.addWidget(euros, 2, 2 * place, 1, 2)
            self._grid.setColumnStretch(2 * place + 1, 1)
            self._figures.append((tonnes, euros))
        self._note = Label(theme, "", "small", "muted", wrap=True)
        self._grid.addWidget(self._note, 3, 0, 1, 6)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_effects(self, found: Effects | None) -> None:
        """Show these sums; without any there is nothing to tell."""
        self.is_told = found is not None
        if found is None:
            return
        tonnes, euros = _values(found.tonnes), _values(found.eur)
        for place, (above, below) in enumerate(self._figures):
            above.setText(tonnes_words(tonnes[place], "CO₂e/a"))
            below.setText(tr("{euros}/a").format(euros=euro_words(euros[place])))
        self._note.setText(_note(found))
        self._note.setVisible(bool(self._note.text()))
        spoken = [f"{above.text()}, {below.text()}" for above, below in self._figures]
        words = tr("Summe im Jahr: erreicht {achieved}; beschlossen {decided}; möglich {possible}")
        self.setAccessibleName(
            words.format(achieved=spoken[ACHIEVED], decided=spoken[DECIDED], possible=spoken[POSSIBLE])
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above, to part it from the search."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))
        painter.end()

    def _restyle(self) -> None:
        theme = self.theme
        self._grid.setContentsMargins(theme.px(3), theme.px(2), theme.px(3), theme.px(2))
        self._grid.setHorizontalSpacing(theme.px(1.5))
        self._grid.setVerticalSpacing(theme.px(0.5))


class _Step(QWidget):
    """The mark of a step: solid, hatched, dashed."""

    def __init__(self, theme: Theme, kind: int) -> None:
        super().__init__()
        self.theme = theme
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(SIZE), self.theme.px(SIZE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step(painter, self.theme, QRectF(self.rect()), self._kind, self.theme.px(0.5))
        painter.end()


def _values(stages: Stages) -> tuple[Decimal, Decimal, Decimal]:
    return stages.achieved, stages.decided, stages.possible


def _note(found: Effects) -> str:
    """What the sums leave out."""
    words = tr("Summe im Jahr mit {name}")
    parts = [words.format(name=found.factor_set.title)]
    if found.outside_eur.total:
        words = tr("außerhalb des Haushalts {euros}")
        parts.append(words.format(euros=euro_words(found.outside_eur.total)))
    if found.left_out:
        count = count_words(len(found.left_out), "Potenzial", "Potenziale")
        parts.append(tr("nicht mitgezählt: {count}").format(count=count))
    return " · ".join(parts)
