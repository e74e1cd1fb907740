"""The page Patinnen und Paten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.actions import PatronActions
from klikks_desktop.ui.pages.patrons.detail import PatronDetail
from klikks_desktop.ui.pages.patrons.listing import PatronList
from klikks_desktop.ui.pages.patrons.words import place_in_accusative
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords
from klikks_desktop.ui.records.places import chosen_places


class PatronsPage(RecordPage[PatronList, PatronDetail, PatronActions]):
    """Everyone who works for the climate in an honorary office, and the drafts."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "patrons",
            _words(),
            listing=PatronList,
            pane=PatronDetail,
            deeds=PatronActions,
            parent=parent,
        )
        self.listing.cards_wanted.connect(self._write_cards)

    def subtitle(self) -> str:
        """Whom the people of this page work for."""
        chosen = chosen_places(self._host)
        place = place_in_accusative(chosen[0]) if len(chosen) == 1 else _tr("Ihre Kommunen")
        return _tr("Wer für {place} ehrenamtlich im Klimaschutz wirkt").format(place=place)

    def begin(self, place: Place) -> None:
        """An empty form for a new patron of ``place``; stored with the first entry."""
        self.detail.begin_for(place)
        self.listing.select(None)
        self.show_pane()
        self.detail.enter()

    def connect_pane(self, pane: PatronDetail) -> None:
        """Terms end and begin again, papers are printed."""
        pane.wants_end.connect(partial(self._with_form, self.deeds.end))
        pane.wants_reappointment.connect(partial(self._with_form, self.deeds.reappoint))
        pane.wants_paper.connect(self._print)
        pane.wants_card.connect(partial(self._with_form, self._write_card))

    def print_page(self) -> None:
        """Strg+P: offer what can be printed for this person."""
        from klikks_desktop.ui.pages.patrons.papers import offered

        self.settle()
        if self.detail.place is None or self.detail.is_foreign:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper, title in offered(self.detail.form_data).items():
            menu.addAction(title).triggered.connect(partial(self._print, paper))
        menu.popup(self.detail.mapToGlobal(QPoint(0, self.detail.head.height())))

    # ------------------------------------------------------------------ inside

    def _with_form(self, action: Callable[[PatronForm], None]) -> None:
        self.settle()
        if self.detail.form_data is not None:
            action(self.detail.form_data)

    def _write_card(self, form: PatronForm) -> None:
        self.deeds.write_cards([form.id], self.detail.place, self.detail.name)

    def _write_cards(self) -> None:
        self.settle()
        chosen = chosen_places(self._host)
        self.deeds.write_cards(self.listing.shown, chosen[0] if len(chosen) == 1 else None)

    def _print(self, paper: str) -> None:
        from klikks_desktop.ui.pages.patrons.papers import open_paper

        self.settle()
        place = self.detail.place
        if place is not None:
            open_paper(self._host, paper, self.detail.form_data, place, self)


def _words() -> PageWords:
    return PageWords(
        title=_tr("Patinnen und Paten"),
        new=_tr("Neue Patin, neuer Pate"),
        take=_tr("Aus Excel übernehmen"),
        nothing=_tr("Noch keine Patin und kein Pate erfasst"),
        why=_tr("Einmal eingetragen, entstehen Urkunde, Bericht und Erinnerungen von selbst."),
        first=_tr("Erste Patin, ersten Paten eintragen"),
        steps=[
            (_tr("Eintragen"), _tr("Name, Wirkungsbereich und Beginn der Amtszeit.")),
            (_tr("Einwilligung festhalten"), _tr("Datum und Form, damit nichts ungefragt weitergeht.")),
            (_tr("Ernennen"), _tr("Die Urkunde mit Nummer ist einen Klick entfernt.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatronsPage", text)
