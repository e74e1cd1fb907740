"""One town's project: what it is, what it saves, what it costs, what was done; own remarks on it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.services.region.project_view import ProjectDetail, region_project
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.region_projects import words
from klikks_desktop.ui.pages.region_projects.actions import Action, actions
from klikks_desktop.ui.records.pills import PROJECT_PILLS
from klikks_desktop.ui.records.read_pane import ReadPage, ReadPane
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable


class RegionProjectPane(ReadPane[ProjectDetail]):
    """Shows a project; the buttons below are those of ``actions``."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Projekte"), parent)
        theme = host.theme
        self.facts = KeyValues(theme)
        self.text = Label(theme, "", wrap=True)
        self.money = KeyValues(theme)
        self.effects = PartTable(
            theme,
            [
                Column("title", _tr("Potenzial")),
                Column("saved", _tr("Im Jahr"), "number"),
                Column("paid", _tr("Investition"), "number"),
            ],
            _tr("Einsparungen"),
            two_lines=True,
        )
        self.basis = Label(theme, "", "small", "muted", wrap=True)
        self.measured = self._table(_tr("Gemessen"), _tr("Jahr, Energieträger"), _tr("Gespart"))
        self.indicators = self._table(_tr("Indikatoren"), _tr("Indikator"), _tr("Erreicht"))
        self.fundings = self._table(_tr("Förderungen"), _tr("Förderung"), _tr("Betrag"))
        self.activities = self._table(_tr("Aktivitäten"), _tr("Aktivität"), _tr("Erreicht"))
        self.activities.sort_by("name", down=True)
        self.tasks = self._table(_tr("Aufgaben"), _tr("Aufgabe"), _tr("Bis"))
        self.nothing_done = Label(theme, _tr("Nichts gemeldet."), "body", "muted")
        self.buttons = {action: Button(theme, action.label, icon=action.icon) for action in actions()}
        for action, button in self.buttons.items():
            button.clicked.connect(partial(self._act, action))
        self._lay_out()

    @property
    def name(self) -> str:
        """The title."""
        return self.data.project.title if self.data else ""

    def read(self, record: UUID) -> ProjectDetail:
        """The project with all its parts."""
        return region_project(self._host.workspace, record)

    def place_of(self, data: ProjectDetail) -> Place:
        """The municipality."""
        return data.place

    def show_data(self, data: ProjectDetail) -> None:
        """Fill head and tabs."""
        project = data.project
        title = project.title or _tr("Ohne Titel")
        self.head.show_record(title, project.state.value, PROJECT_PILLS[project.state])
        self.facts.set_pairs(words.facts(data))
        self.text.setText(project.description)
        self._show_text(bool(project.description))
        self.money.set_pairs(words.money(data))
        self.effects.set_rows(words.effects(data), words.effect_total(data))
        self.basis.setText(words.basis(data))
        self._show_measured(bool(data.achievements))
        self.measured.set_rows(words.measured(data))
        self._show_indicators(bool(data.indicators))
        self.indicators.set_rows(words.indicators(data))
        grants = count_words(len(data.fundings), _tr("Förderung"), _tr("Förderungen"))
        self.fundings.set_rows(
            words.fundings(data), grants if data.fundings else _tr("Keine Förderung gemeldet.")
        )
        self._show_activities(bool(data.activities))
        self.activities.set_rows(words.activities(data))
        self._show_tasks(bool(data.tasks))
        self.tasks.set_rows(words.tasks(data))
        self.nothing_done.setVisible(not data.activities and not data.tasks)
        for action, button in self.buttons.items():
            button.setVisible(action.offered(data))
        self.remarks.show_record(data.place.key, project.id, title)

    # ------------------------------------------------------------------ inside

    def _table(self, name: str, first: str, last: str) -> PartTable:
        columns = [Column("name", first), Column("value", last, "number")]
        return PartTable(self.theme, columns, name, two_lines=True)

    def _lay_out(self) -> None:
        what, effect, paid, done = (ReadPage(self.theme) for _ in range(4))
        what.add(self.facts)
        self._show_text = what.add(self.text, _tr("Worum es geht"))
        what.add(self.money, _tr("Kosten"))
        effect.add(self.effects)
        effect.add(self.basis)
        self._show_measured = effect.add(self.measured, _tr("Gemessen"))
        self._show_indicators = effect.add(self.indicators, _tr("Indikatoren"))
        paid.add(self.fundings)
        self._show_activities = done.add(self.activities, _tr("Aktivitäten"))
        self._show_tasks = done.add(self.tasks, _tr("Aufgaben"))
        done.add(self.nothing_done)
        for page in (what, effect, paid, done):
            page.end()
        self.fill_tabs(
            _tr("Teile des Projekts"),
            [
                (_tr("Was"), what),
                (_tr("Wirkung"), effect),
                (_tr("Förderung"), paid),
                (_tr("Aktivitäten"), done),
            ],
            _tr("Vermerke"),
            list(self.buttons.values()),
        )

    def _act(self, action: Action) -> None:
        if self.data is not None:
            action.do(self._host, self.data, self)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectPane", text)
