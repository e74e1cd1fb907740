"""One municipality: how far it has come, its office, people, projects, savings, energy; own remarks."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.participation_fields import dated_steps
from klikks_desktop.domain.records import Place
from klikks_desktop.services.region.place_view import PlaceView, place_view
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.places import words
from klikks_desktop.ui.records.read_pane import ReadPage, ReadPane
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable
from klikks_desktop.ui.widgets.step_strip import StepStrip


class PlacePane(ReadPane[PlaceView]):
    """Shows a municipality; people and projects lead to their pages."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Kommunen"), parent)
        theme = host.theme
        self.facts = KeyValues(theme)
        self.office = KeyValues(theme)
        self.steps = StepStrip(theme)
        self.people = PartTable(
            theme,
            [Column("name", _tr("Name, Kontakt")), Column("term", _tr("Amtszeit"))],
            _tr("Patinnen und Paten"),
            two_lines=True,
        )
        self.unnamed = Label(theme, "", "small", "muted", wrap=True)
        self.projects = PartTable(
            theme, [Column("title", _tr("Projekt")), Column("state", _tr("Stand"), "pill")], _tr("Projekte")
        )
        self.savings = PartTable(
            theme,
            [
                Column("stage", _tr("Im Jahr")),
                Column("tonnes", _tr("t CO₂e"), "number"),
                Column("euros", _tr("EUR"), "number"),
                Column("kwh", _tr("kWh"), "number"),
            ],
            _tr("Einsparungen"),
        )
        self.basis = Label(theme, "", "small", "muted", wrap=True)
        self.energy = PartTable(
            theme,
            [
                Column("year", _tr("Jahr")),
                Column("heat", _tr("Wärme kWh"), "number"),
                Column("power", _tr("Strom kWh"), "number"),
                Column("euros", _tr("EUR"), "number"),
                Column("tonnes", _tr("t CO₂e"), "number"),
            ],
            _tr("Verbrauch der Gebäude"),
            two_lines=True,
        )
        self.energy.sort_by("year", down=True)
        self._lay_out()
        self.people.activated.connect(self._go_to_person)
        self.projects.activated.connect(self._go_to_project)

    @property
    def name(self) -> str:
        """Stadt Soltau."""
        return self.data.detail.place.designation if self.data else ""

    def read(self, record: UUID) -> PlaceView:
        """The municipality with all that its town reported."""
        return place_view(self._host.workspace, record)

    def place_of(self, data: PlaceView) -> Place:
        """Itself."""
        return data.detail.place

    def show_data(self, data: PlaceView) -> None:
        """Fill head and tabs."""
        detail = data.detail
        place = detail.place
        self.head.show_record(place.designation)
        self.facts.set_pairs(words.facts(data, self._host.workspace.today))
        self.steps.set_steps(dated_steps(detail.participation, self._host.workspace.today))
        self.office.set_pairs(words.office(place))
        people = count_words(len(detail.people), _tr("Person"), _tr("Personen"))
        self.people.set_rows(words.people(detail), people if detail.people else "")
        self.unnamed.setText(words.unnamed(detail))
        projects = count_words(len(data.projects), _tr("Projekt"), _tr("Projekte"))
        self.projects.set_rows(
            words.projects(data), projects if data.projects else _tr("Kein Projekt gemeldet.")
        )
        self.savings.set_rows(words.savings(data), "" if data.saved else _tr("Keine Einsparung gemeldet."))
        self.basis.setText(words.basis(data))
        self.basis.setVisible(bool(data.saved))
        years = count_words(len(data.energy), _tr("Jahr"), _tr("Jahre"))
        self.energy.set_rows(words.energy(data), years if data.energy else _tr("Kein Verbrauch gemeldet."))
        self.remarks.show_place(place.key, place.designation)

    # ------------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        state, people, work = (ReadPage(self.theme) for _ in range(3))
        state.add(self.facts)
        state.add(self.steps, _tr("Weg im Programm"))
        state.add(self.office, _tr("Kontakt"))
        people.add(self.people)
        people.add(self.unnamed)
        work.add(self.projects, _tr("Projekte"))
        work.add(self.savings, _tr("Einsparungen"))
        work.add(self.basis)
        work.add(self.energy, _tr("Verbrauch der Gebäude"))
        for page in (state, people, work):
            page.end()
        self.fill_tabs(
            _tr("Teile der Kommune"),
            [(_tr("Stand"), state), (_tr("Personen"), people), (_tr("Projekte und Energie"), work)],
            _tr("Vermerke"),
        )
        self.remarks.record_wanted.connect(self._go_to_record)

    def _go_to_person(self, person: UUID) -> None:
        self._host.go(Target.PATRON, person)

    def _go_to_project(self, project: UUID) -> None:
        self._host.go(Target.PROJECT, project)

    def _go_to_record(self, record: UUID) -> None:
        data = self.data
        if data is not None and record in {each.id for each in data.projects}:
            self._go_to_project(record)
        elif data is not None and record in {each.id for each in data.detail.people}:
            self._go_to_person(record)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlacePane", text)
