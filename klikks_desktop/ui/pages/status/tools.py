"""The row above the board: period, search and filter, kept until the next start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.domain.names import matches, search_query
from klikks_desktop.domain.records import Period
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.reading import LanedRows, in_lanes
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.filter_button import ALL, FilterGroup, GroupFilterButton
from klikks_desktop.ui.widgets.inputs import SearchField

_PERIOD = "zeitraum:"


class StatusTools(QWidget):
    """``period_chosen`` and ``narrowed`` tell what a person did; ``edit_wanted`` carries a period or none."""

    period_chosen = Signal()
    narrowed = Signal()
    edit_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = self.theme = host.theme
        self._host = host
        self._periods: Sequence[Period] = ()
        self._wanted: UUID | None = None
        self._folded: Mapping[str, str] = {}
        self.chooser = ChoiceField(theme, (), _tr("Berichtszeitraum"))
        self.chooser.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.change = Button(theme, _tr("Zeitraum ändern …"), "quiet", "calendar")
        self.new = Button(theme, _tr("Neuer Zeitraum …"), "quiet", "add")
        self.search = SearchField(theme, _tr("Kommune suchen"), _tr("Kommune oder Kreis suchen  (Strg+F)"))
        self.search.setAcceptDrops(False)
        self.filter = GroupFilterButton(theme, _tr("Filter"), ())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.chooser, self.change, self.new, self.search, self.filter):
            self._row.addWidget(widget, 1 if widget is self.search else 0)
        self.chooser.edited.connect(self._choose)
        self.change.clicked.connect(lambda: self.edit_wanted.emit(self.period))
        self.new.clicked.connect(lambda: self.edit_wanted.emit(None))
        self.search.searched.connect(self.narrowed)
        self.filter.filtered.connect(self.narrowed)
        theme.changed.connect(self._space)
        self._space()

    @property
    def period(self) -> Period | None:
        """The one that is looked at."""
        return next((each for each in self._periods if str(each.id) == self.chooser.value()), None)

    @property
    def kept(self) -> list[str]:
        """Filters and period as keys, to be restored."""
        return [*self.filter.chosen, *([f"{_PERIOD}{self._wanted}"] if self._wanted else [])]

    def restore(self, keys: Iterable[str]) -> None:
        """Take up what ``kept`` gave."""
        for key in keys:
            if key.startswith(_PERIOD):
                self._wanted = _uuid(key.removeprefix(_PERIOD))
        self.filter.choose(*(key for key in keys if not key.startswith(_PERIOD)))

    def want(self, period: Period) -> None:
        """Look at this one from now on."""
        self._wanted = period.id

    def offer_periods(self, known: Sequence[Period], current: Period | None) -> None:
        """Offer these; the one wanted stays chosen, else it is ``current``."""
        self._periods = known
        self.chooser.set_choices([(str(each.id), each.title) for each in known])
        wanted = next((each for each in known if each.id == self._wanted), current)
        self.chooser.set_value(str(wanted.id) if wanted else "")

    def offer_filters(self, groups: Sequence[FilterGroup], folded: Mapping[str, str]) -> None:
        """Offer these filters. folded: what is searched from now on, by key."""
        self._folded = folded
        self.filter.offer(groups)

    def narrow(self, found: LanedRows) -> LanedRows:
        """Those that pass search and filter."""
        query = search_query(self.search.text(), self._host.workspace.shipped.alphabet)
        chosen = self.filter.chosen
        if not query and not chosen:
            return found
        rows = (row for row in found.rows if not query or matches(query, self._folded[row.town.key]))
        return in_lanes([row for row in rows if not chosen or self.filter.passes(_filters(row))])

    def show_all(self) -> None:
        """Take search and filter away."""
        self.search.clear()
        self.filter.choose(ALL)

    def set_may_write(self, may_write: bool) -> None:
        """Periods can only be changed by who writes."""
        self.change.setVisible(may_write)
        self.new.setVisible(may_write)

    def set_slim(self, slim: bool) -> None:
        """Shorter words where room is short."""
        self.change.set_label(_tr("Ändern …") if slim else _tr("Zeitraum ändern …"))
        self.new.set_label(_tr("Neu …") if slim else _tr("Neuer Zeitraum …"))

    def _choose(self) -> None:
        self._wanted = _uuid(self.chooser.value())
        self.period_chosen.emit()

    def _space(self) -> None:
        self._row.setSpacing(self.theme.px(2))
        self.chooser.setMinimumWidth(self.theme.px(34))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _filters(row: StatusRow) -> set[str]:
    town = row.town
    return {f"stand:{row.status.standing}", f"land:{town.state}", f"kreis:{town.county}"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusTools", text)
