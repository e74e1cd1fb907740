"""One person whom a town reports by name; nothing here can be changed, own remarks stand beside it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Appointment, Consent, Place, Purpose
from klikks_desktop.services.region.people import PersonDetail, person_detail
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.pills import STANDING_PILLS
from klikks_desktop.ui.records.read_pane import ReadPage, ReadPane
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.part_table import PartTable


class RegionPersonPane(ReadPane[PersonDetail]):
    """Shows a person: contacts only where they were ticked."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Personen"), parent)
        theme = host.theme
        self.facts = KeyValues(theme)
        self.consents = KeyValues(theme, wrap=True)
        self.terms = PartTable(
            theme, [Column("term", _tr("Amtszeit")), Column("ended", _tr("Ende"))], _tr("Amtszeiten")
        )
        self.terms.sort_by("term", down=True)
        self.projects = PartTable(theme, [Column("title", _tr("Projekt"))], _tr("Projekte"))
        self.place = Button(theme, _tr("Kommune zeigen"), icon="townhall")
        what = ReadPage(theme)
        what.add(self.facts)
        what.add(self.consents, _tr("Einwilligungen"))
        what.add(self.terms, _tr("Amtszeiten"))
        self._show_projects = what.add(self.projects, _tr("Projekte"))
        what.end()
        self.fill_tabs(_tr("Teile der Person"), [(_tr("Person"), what)], _tr("Vermerke"), [self.place])
        self.place.clicked.connect(self._go_to_place)
        self.projects.activated.connect(self._go_to_project)

    @property
    def name(self) -> str:
        """As in the list."""
        return self.data.person.name if self.data else ""

    def read(self, record: UUID) -> PersonDetail:
        """The person with terms, consents and projects."""
        return person_detail(self._host.workspace, record)

    def place_of(self, data: PersonDetail) -> Place:
        """The municipality."""
        return data.place

    def show_data(self, data: PersonDetail) -> None:
        """Fill head and tabs."""
        person = data.person
        self.head.show_record(person.spoken_name, person.state.word, STANDING_PILLS[person.state.standing])
        where = ", ".join(filter(None, (person.place, person.locality)))
        hidden = _tr("nicht freigegeben")
        self.facts.set_pairs(
            [
                ("townhall", _tr("Kommune"), where),
                ("place", _tr("Kreis"), person.county),
                ("mail", _tr("E-Mail"), person.email or hidden),
                ("person", _tr("Telefon"), person.phone or hidden),
            ]
        )
        given = {each.purpose: each for each in data.consents}
        self.consents.set_pairs([_consent(purpose, given.get(purpose)) for purpose in Purpose])
        self.terms.set_rows([_term(each) for each in data.terms])
        self._show_projects(bool(data.projects))
        self.projects.set_rows([Row(key, (Cell(title),)) for key, title in data.projects])
        self.remarks.show_record(person.place_key, person.id, person.spoken_name)

    def _go_to_place(self) -> None:
        if self.data is not None:
            self._host.go(Target.PLACE, self.data.place.id)

    def _go_to_project(self, project: UUID) -> None:
        self._host.go(Target.PROJECT, project)


_PURPOSES = {
    Purpose.REPORTING: "Weitergabe an das Regionalmanagement",
    Purpose.NETWORK: "Vernetzung mit anderen Patinnen und Paten",
    Purpose.PUBLICITY: "Veröffentlichung",
}


def _consent(purpose: Purpose, consent: Consent | None) -> tuple[str, str, str]:
    if consent is None or consent.given_on is None:
        return ("lock", _PURPOSES[purpose], _tr("liegt nicht vor"))
    given = _tr("erteilt am {day}").format(day=format_short(consent.given_on))
    return ("leaves-house", _PURPOSES[purpose], given)


def _term(term: Appointment) -> Row:
    begins = _tr("ab {day}").format(day=format_short(term.begins_on))
    ends = _tr("offen") if term.last_day is None else format_short(term.last_day)
    return Row(term.id, (Cell(begins, sort=term.begins_on.toordinal()), Cell(ends)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionPersonPane", text)
