"""The row above the board: period, search and filter, kept until the next start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.domain.names import Alphabet, matches, search_key, search_query
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.ui.host import Host
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

    def offer_filters(self, rows: Sequence[StatusRow], folded: Mapping[str, str]) -> None:
        """Offer what the rows have; they are what is searched from now on. folded: their texts by key."""
        self._folded = folded
        standings = {row.status.standing for row in rows}
        states, counties = {row.town.state for row in rows}, {row.town.county for row in rows}
        self.filter.offer(
            [
                FilterGroup(_tr("Stand"), [(f"stand:{s}", s.value) for s in Standing if s in standings]),
                FilterGroup(_tr("Land"), [(f"land:{name}", name) for name in sorted(states - {""})]),
                FilterGroup(_tr("Landkreis"), [(f"kreis:{name}", name) for name in sorted(counties - {""})]),
            ]
        )

    def narrow(self, rows: Sequence[StatusRow]) -> list[StatusRow]:
        """Those that pass search and filter."""
        alphabet = self._host.workspace.shipped.alphabet
        query = search_query(self.search.text(), alphabet)
        found = (row for row in rows if not query or matches(query, self._folded[row.town.key]))
        chosen = self.filter.chosen
        return [row for row in found if not chosen or self.filter.passes(_filters(row))]

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


def folded_texts(rows: Sequence[StatusRow], alphabet: Alphabet) -> dict[str, str]:
    """What the rows are found by, by the key of each; in any thread."""
    return {
        row.town.key: search_key(f"{row.town.designation} {row.town.county} {row.town.key}", alphabet)
        for row in rows
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusTools", text)
