"""Koordinierende Stelle: a region that reports to one enrols, looks at what leaves, and writes the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.disclosure import PlaceDisclosure
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.services.exchange.delivery import Exported
from klikks_desktop.services.exchange.disclosing import ExportPreview, disclosure_rows, preview_export
from klikks_desktop.services.exchange.disclosure_table import export_list, list_name
from klikks_desktop.services.exchange.enrolment import trusted_region
from klikks_desktop.services.exchange.inbox import waiting_peer
from klikks_desktop.services.exchange.proof import sent_files
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.enrolling import Enrolling
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.dialogs.post_file import PostFiles
from klikks_desktop.ui.dialogs.report_file import ReportFile
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.table import RecordTable


class UpwardSection(Section):
    """What was done is told in the bar above; without an office only the way to one is shown."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._preview = ExportPreview(None, ())
        self.enrolling = Enrolling(host, self)
        self.writing = ReportFile(host, self)
        self.files = PostFiles(host, self)
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.state = Label(theme, "", "strong", wrap=True)
        self.enrol = Button(theme, self.tr("Anmeldedatei öffnen …"), icon="folder")
        self.compare = Button(theme, self.tr("Nummer vergleichen …"), "primary", "key")
        self.open = Button(theme, self.tr("Quittung oder Rücksendung öffnen …"), icon="import")
        columns = [
            Column("place", self.tr("Kommune")),
            Column("people", self.tr("Im Amt"), "number"),
            Column("projects", self.tr("Projekte"), "number"),
            Column("potentials", self.tr("Potenziale"), "number"),
            Column("years", self.tr("Energiejahre"), "number"),
        ]
        self.table = RecordTable(theme, columns, self.tr("Das verlässt Ihr Haus"))
        self.table.setMinimumHeight(theme.px(45))
        self.list = Button(theme, self.tr("Jede Angabe nach Excel"), "quiet", "export")
        self.write = Button(theme, self.tr("Bericht schreiben"), "primary", "export")
        for button in (self.list, self.write):
            self.table.add_foot_action(button)
            # Until what leaves was read.
            button.hide()
        self.report = self._make_report()
        self._lay_out()
        self._connect()

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - of the whole workspace
        """Say how far it is, and read what would leave."""
        workspace = self.host.workspace
        office, waiting = trusted_region(workspace), waiting_peer(workspace)
        writable = not workspace.store.read_only
        self.state.setText(self._state_words())
        self.enrol.setEnabled(writable)
        self.enrol.set_label(self.tr("Neu anmelden …") if office else self.tr("Anmeldedatei öffnen …"))
        self.compare.setVisible(waiting is not None and writable)
        self.open.setVisible(office is not None and writable)
        self.report.setVisible(office is not None)
        self.write.setEnabled(writable)
        if office is not None:
            title = self.tr("Was den Bericht bildet, wird gelesen")
            self.host.run(title, self.tr("Kommunen"), _preview, self._show_preview)

    # ------------------------------------------------------------------ inside

    def _state_words(self) -> str:
        workspace = self.host.workspace
        office = trusted_region(workspace)
        if office is None or office.confirmed_at is None:
            return self.tr("Ihr Regionalmanagement berichtet an niemanden.")
        since = format_short(office.confirmed_at.astimezone().date())
        words = self.tr("{name}, bestätigt am {day}.").format(name=office.name, day=since)
        sent = sent_files(workspace)
        if not sent:
            return self.tr("{words} Noch kein Bericht geschrieben.").format(words=words)
        last = sent[0]
        day = format_short(last.delivery.created_at.astimezone().date())
        told = self.tr("{words} Letzter Bericht vom {day}: {state}.")
        return told.format(words=words, day=day, state=last.word)

    def _show_preview(self, preview: ExportPreview) -> None:
        self._preview = preview
        rows = [_row(each) for each in preview.places]
        nothing = self.tr("Noch hat keine Kommune berichtet.")
        self.table.set_rows(rows, count_words(len(rows), "Kommune", "Kommunen") if rows else nothing)
        for button in (self.list, self.write):
            button.setVisible(bool(rows))

    def _export_list(self) -> None:
        suggested = Path.home() / list_name(self.host.workspace)
        target = choose_target(self, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested)
        if target is None:
            return
        out, preview = target, self._preview

        def job(_workspace: Workspace, control: Control) -> int:
            control.checkpoint()
            return export_list(out, disclosure_rows(preview))

        def done(count: int) -> None:
            what = count_words(count, "Angabe", "Angaben")
            self._tell(self.tr("{what} geschrieben: {file}").format(what=what, file=out.name))

        self.host.run(self.tr("Die Liste wird geschrieben"), self.tr("Dateien"), job, done)

    def _compare(self) -> None:
        self.enrolling.compare()

    def _write(self) -> None:
        self.writing.write()

    def _follow_enrolment(self) -> None:
        self.reload(None)

    def _tell_written(self, exported: Exported) -> None:
        words = self.tr("Geschrieben: {file} in {folder}. Nur die koordinierende Stelle kann sie öffnen.")
        self._tell(words.format(file=exported.path.name, folder=exported.path.parent))

    def _tell(self, words: str) -> None:
        self.told.set_text(words)
        self.told.show()
        self.reload(None)

    def _connect(self) -> None:
        self.enrol.clicked.connect(self.enrolling.begin)
        self.compare.clicked.connect(self._compare)
        self.open.clicked.connect(self.files.choose)
        self.enrolling.changed.connect(self._follow_enrolment)
        self.files.opened.connect(self._tell)
        self.list.clicked.connect(self._export_list)
        self.write.clicked.connect(self._write)
        self.writing.written.connect(self._tell_written)

    def _lay_out(self) -> None:
        theme = self.theme
        card = Card(theme, 4)
        card.body.addWidget(Label(theme, self.tr("Bericht an eine koordinierende Stelle"), "section"))
        words = self.tr(
            "Führt eine Stelle die Zahlen mehrerer Regionen zusammen, so melden Sie sich bei ihr an wie eine "
            "Kommune bei Ihnen: Anmeldedatei öffnen, Antwort schicken, am Telefon vergleichen."
        )
        card.body.addWidget(Label(theme, words, wrap=True))
        card.body.addWidget(self.state)
        actions = FlowLayout(theme)
        for button in (self.enrol, self.compare, self.open):
            actions.addWidget(button)
        card.body.addLayout(actions)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.told)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.report, 100)
        self.column.addStretch(1)

    def _make_report(self) -> QWidget:
        card = Card(self.theme, 0)
        head = QWidget()
        column = QVBoxLayout(head)
        side, top = self.theme.px(4), self.theme.px(3)
        column.setContentsMargins(side, top, side, top)
        column.setSpacing(self.theme.px(2))
        column.addWidget(Label(self.theme, self.tr("Das verlässt Ihr Haus"), "section"))
        for icon, colour, text in (
            ("leaves-house", "primary", self._leaves()),
            ("lock", "muted", self._stays()),
        ):
            row = QHBoxLayout()
            row.setSpacing(self.theme.px(2))
            row.addWidget(IconLabel(self.theme, icon, colour, 4.5), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self.theme, text, wrap=True), 1)
            column.addLayout(row)
        card.body.addWidget(head)
        card.body.addWidget(self.table, 1)
        return card

    def _leaves(self) -> str:
        return self.tr(
            "Geht mit: Name und Stand jeder Kommune, Anzahl der Patinnen und Paten, Projekte mit Art, Stand, "
            "Kosten und ungefährer Lage, Förderungen mit Programm, Stand und Euro, Potenziale mit Maßnahme "
            "und Stand, Einsparungen und Energie als Summen."
        )

    def _stays(self) -> str:
        return self.tr(
            "Bleibt hier: Personen, Ortsteile, Stellen und Postfächer, alle Titel und Beschreibungen, "
            "Aktivitäten, Aufgaben und Vermerke."
        )


def _preview(workspace: Workspace, control: Control) -> ExportPreview:
    control.checkpoint()
    return preview_export(workspace)


def _row(page: PlaceDisclosure) -> Row:
    people = int(str(page.counts.leaving["in_office"]))
    work = page.work
    numbers = (people, len(work.projects), len(work.potentials), len(work.energy))
    return Row(page.place.id, (page.place.designation, *(Cell(str(each), sort=each) for each in numbers)))
