"""What the evaluation is grouped by, in which unit, and with which factor set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.region.totals import Grouping, Totals
from klikks_desktop.domain.region.totals_table import NAMES, Figure
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.segments import SegmentedChoice

OFFERED = (Grouping.STATE, Grouping.COUNTY, Grouping.MEASURE, Grouping.YEAR)


class Choice(QWidget):
    """Three choices in a row; ``changed`` when a person chooses, ``set_chosen`` when it is a factor set."""

    changed = Signal()
    set_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        groupings = [(each.value, each.heading) for each in OFFERED]
        self.grouping_field = SegmentedChoice(theme, groupings, self.tr("Gruppieren nach"))
        self.grouping_field.set_value(Grouping.STATE.value)
        self.figure_field = SegmentedChoice(
            theme, [(each.value, NAMES[each]) for each in Figure], self.tr("Einsparungen in")
        )
        self.figure_field.set_value(Figure.TONNES.value)
        self.set_field = ChoiceField(theme, (), self.tr("Faktorensatz"))
        row = FlowLayout(theme, gap=4)
        for field in (self.grouping_field, self.figure_field, self.set_field):
            row.addWidget(field)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row, 1)
        self.grouping_field.chosen.connect(self.changed)
        self.figure_field.chosen.connect(self.changed)
        self.set_field.edited.connect(self._choose_set)

    @property
    def grouping(self) -> Grouping:
        """What a row stands for."""
        return Grouping(self.grouping_field.value())

    @property
    def figure(self) -> Figure:
        """In what savings are told."""
        return Figure(self.figure_field.value())

    @property
    def factor_set(self) -> str:
        """Id of the factor set shown, "" while there is none."""
        return self.set_field.value()

    @property
    def state(self) -> ListState:
        """What is chosen, to be kept."""
        return ListState((self.grouping.value, self.figure.value))

    def restore(self, state: ListState | None) -> None:
        """Take up what was chosen, as far as it is still offered."""
        for value in state.filters if state else ():
            if value in {each.value for each in OFFERED}:
                self.grouping_field.set_value(value)
            if value in {each.value for each in Figure}:
                self.figure_field.set_value(value)

    def offer(self, totals: Totals, wanted: str) -> None:
        """Offer the factor sets in use: ``wanted`` where it is one of them, else that of most."""
        self.set_field.set_choices(
            [
                (each, self.tr("Faktorensatz {title}").format(title=totals.set_title(each)))
                for each in totals.sets
            ]
        )
        self.set_field.set_value(wanted if wanted in totals.sets else totals.factor_set)
        self.set_field.setVisible(len(totals.sets) > 1)

    def _choose_set(self) -> None:
        self.set_chosen.emit(self.factor_set)
        self.changed.emit()
