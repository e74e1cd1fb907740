"""The page Potenziale."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.potentials.actions import PotentialActions
from klikks_desktop.ui.pages.potentials.detail import WIDTH, PotentialDetail
from klikks_desktop.ui.pages.potentials.listing import PotentialList
from klikks_desktop.ui.pages.potentials.words import tr
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords


class PotentialsPage(RecordPage[PotentialList, PotentialDetail, PotentialActions]):
    """What could be saved, reckoned, compared, and made a project of."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "potentials",
            _words(),
            listing=PotentialList,
            pane=PotentialDetail,
            deeds=PotentialActions,
            # The petrol button of this page makes a project of what was reckoned; it stands in the record.
            main=False,
            width=WIDTH,
            parent=parent,
        )
        self.deeds.begun.connect(self.show_begun)

    def begin(self, place: Place) -> None:
        """Choose a measure from the catalogue."""
        self.deeds.begin(place)

    def connect_pane(self, pane: PotentialDetail) -> None:
        """A project is made of it, a variant is laid beside it, compared and taken."""
        pane.wants_project.connect(self._make_project)
        pane.wants_variant.connect(self._make_variant)
        pane.wants_comparison.connect(self._compare)
        pane.wants_this.connect(self._adopt)
        pane.variant_opened.connect(self._load)

    def _make_project(self) -> None:
        self.settle()
        if self.detail.data is not None:
            self.deeds.make_project(self.detail.data)

    def _make_variant(self) -> None:
        self.settle()
        if self.detail.record is not None:
            self.deeds.make_variant(self.detail.record)

    def _compare(self) -> None:
        self.settle()
        if self.detail.data is not None:
            self.deeds.compare(self.detail.data, locked=self.detail.is_locked)

    def _adopt(self) -> None:
        self.settle()
        if self.detail.record is not None:
            self.deeds.adopt(self.detail.record)


def _words() -> PageWords:
    return PageWords(
        title=tr("Potenziale"),
        new=tr("Neues Potenzial"),
        take=tr("Aus Excel übernehmen"),
        nothing=tr("Noch kein Potenzial gerechnet"),
        why=tr("Ein Potenzial zeigt, was sich lohnt, bevor Geld ausgegeben wird."),
        first=tr("Erstes Potenzial rechnen"),
        steps=[
            (tr("Maßnahme wählen"), tr("18 Maßnahmen, von der LED-Leuchte bis zum Baum.")),
            (
                tr("Zahlen eintragen"),
                tr("Die Sie haben; für alles andere stehen Vorgaben mit Quelle bereit."),
            ),
            (tr("Ergebnis sehen"), tr("kWh, Tonnen, Euro und Amortisation, mit dem Rechenweg.")),
        ],
    )
