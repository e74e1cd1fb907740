"""The page Gebäude und Verbrauch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.energy.suggestion import SuggestedMeasure
from klikks_desktop.domain.records import Place
from klikks_desktop.services.energy.buildings import new_building
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.buildings.actions import BuildingActions
from klikks_desktop.ui.pages.buildings.detail import BuildingDetail
from klikks_desktop.ui.pages.buildings.listing import BuildingList
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords
from klikks_desktop.ui.widgets.button import Button

DETAIL = 132
"""Width of the record in units: a sheet with two meters fits."""


class BuildingsPage(RecordPage[BuildingList, BuildingDetail, BuildingActions]):
    """All buildings of the municipality, what they need and how they compare."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        report = Button(host.theme, _tr("Energiebericht § 17"), icon="document")
        super().__init__(
            host,
            "buildings",
            _words(),
            listing=BuildingList,
            pane=BuildingDetail,
            deeds=BuildingActions,
            more=[report],
            width=DETAIL,
            parent=parent,
        )
        report.clicked.connect(self.print_page)
        self._make_menu()

    def begin(self, place: Place) -> None:
        """A new building of ``place``, its name to be typed."""
        self.begin_with(lambda: new_building(self._host.workspace, place.id))

    def print_page(self) -> None:
        """Strg+P: the energy report."""
        self.with_place(self.deeds.open_report)

    def take_table(self) -> None:
        """Ask what the table holds."""
        self.menu.popup(self._take.mapToGlobal(QPoint(0, self._take.height())))

    def first_table(self) -> None:
        """Buildings come before what they use."""
        self._take_kind(ListKind.BUILDINGS)

    def connect_pane(self, pane: BuildingDetail) -> None:
        """The climate factors are shown, a suggested measure begins a potential."""
        pane.wants_factors.connect(self._open_factors)
        pane.wants_measure.connect(self._begin_potential)

    # ------------------------------------------------------------------ inside

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_tr("Aus Excel übernehmen"))
        for kind, words in (
            (ListKind.BUILDINGS, _tr("Gebäude …")),
            (ListKind.CONSUMPTION, _tr("Verbrauch und Kosten …")),
        ):
            self.menu.addAction(words).triggered.connect(partial(self._take_kind, kind))

    def _take_kind(self, kind: ListKind) -> None:
        self.with_place(partial(self.deeds.take_kind, kind))

    def _open_factors(self) -> None:
        if self.detail.view is not None:
            self.deeds.open_factors(self.detail.view.place)

    def _begin_potential(self, measure: SuggestedMeasure) -> None:
        if self.detail.view is not None:
            self.deeds.begin_potential(self.detail.view, measure)


def _words() -> PageWords:
    return PageWords(
        title=_tr("Gebäude und Verbrauch"),
        new=_tr("Neues Gebäude"),
        take=_tr("Aus Excel übernehmen"),
        nothing=_tr("Noch kein Gebäude erfasst"),
        why=_tr("Wer den Verbrauch kennt, sieht, wo es sich lohnt, und hat den Energiebericht fertig."),
        first=_tr("Erstes Gebäude erfassen"),
        steps=[
            (_tr("Gebäude eintragen"), _tr("Art, Fläche und womit geheizt wird.")),
            (_tr("Verbrauch einfügen"), _tr("Jahreszahlen der Rechnung, auch aus Excel.")),
            (_tr("Vergleichen"), _tr("Wärme und Strom je m², mit Vorschlägen.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildingsPage", text)
