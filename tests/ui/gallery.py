"""Pictures of the widgets for the eye: ``python tests/ui/gallery.py FOLDER`` (run by hand)."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QObject, QTimer
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QHBoxLayout

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.dialogs.report import ReportWindow, report_text
from klikks_desktop.ui.help import HelpView
from klikks_desktop.ui.shell import Shell
from klikks_desktop.ui.sidebar import NavItem, PlaceItem
from klikks_desktop.ui.tasks import Task, TaskRunner
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.date_field import DateField
from klikks_desktop.ui.widgets.due_list import DueItem, DueList
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.focus_ring import FocusRing
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.pdf_preview import PdfPreview
from klikks_desktop.ui.widgets.pill import Pill
from klikks_desktop.ui.widgets.record_parts import FormFoot, RecordHead
from klikks_desktop.ui.widgets.segments import SegmentedChoice
from klikks_desktop.ui.widgets.steps import Steps
from klikks_desktop.ui.widgets.table import RecordTable
from klikks_desktop.ui.widgets.tile import Tile, TileRow
from klikks_desktop.ui.widgets.tree import RecordTree

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 11, 23)
PEOPLE = (
    ("Ahrens-Wiechmann, Jörg", "Kernstadt", "31.10.2028", "Einwilligung fehlt", "error"),
    ("Behrens, Frauke", "Harber", "31.10.2028", "Im Amt", "ok"),
    ("Çelik, Deniz", "Kernstadt", "14.03.2029", "Im Amt", "ok"),
    ("Größchen, Maximiliane Dorothea von und zu", "Wolterdingen", "31.10.2028", "Im Amt", "ok"),
    ("Ķauliņš, Žanis", "Dittmern", "14.03.2029", "Im Amt", "ok"),
    ("Lüdemann, Heinrich", "Tetendorf", "31.12.2026", "Endet bald", "warn"),
    ("Yıldırım, Ayşe", "Kernstadt", "", "Entwurf", "draft"),
    ("Brammer, Wilfried", "Harber", "30.06.2025", "Verabschiedet", "past"),
)
NAV = (
    NavItem("start", "Übersicht", "overview"),
    NavItem("people", "Patinnen und Paten", "patrons"),
    NavItem("papers", "Urkunden", "certificate"),
    NavItem("send", "Datenaustausch", "exchange"),
    NavItem("empty", "Projekte", "project"),
    NavItem("settings", "Einstellungen", "settings", low=True),
    NavItem("help", "Hilfe", "help", low=True),
)


def overview(theme: Theme) -> Page:
    head = PageHead(
        theme,
        "Übersicht",
        "Stadt Soltau · Montag, 23. November 2026",
        Button(theme, "Bericht für den Rat", icon="document"),
        Button(theme, "Neue Patin, neuer Pate", "primary", "add"),
    )
    page = Page(theme, head)
    tiles = []
    for icon, name, figure, unit, steps, note in (
        ("patrons", "Patinnen und Paten", "7", "im Amt", Steps(6, 1, 1), "1 Entwurf · 1 Amtszeit endet bald"),
        ("project", "Projekte", "8", "von 12 umgesetzt", Steps(8, 3, 1), "3 beschlossen · 1 möglich"),
        (
            "euro",
            "Entlastung im Jahr",
            "31.240",
            "EUR/a",
            Steps(31, 9, 8),
            "9.480 beschlossen · 7.900 möglich",
        ),
        ("emission", "Vermiedene Treibhausgase", "61,8", "t CO₂e/a", Steps(61, 19, 15), "19,2 beschlossen"),
    ):
        tile = Tile(theme, icon, name, dots=figure == "7")
        tile.show_figure(figure, unit, steps, note)
        tiles.append(tile)
    page.body.addWidget(TileRow(theme, tiles))
    due = Card(theme, 5)
    due.body.addWidget(Label(theme, "Was ansteht", "section"))
    rows = DueList(theme, "Was ansteht")
    rows.set_items(
        [
            DueItem("a", date(2026, 11, 20), "Einwilligung nachholen", "Jörg Ahrens-Wiechmann", TODAY),
            DueItem("b", date(2026, 11, 30), "Bericht ans Regionalmanagement", "ist vorbereitet", TODAY),
            DueItem("c", date(2026, 12, 10), "Urkunde überreichen", "Ayşe Yıldırım, 19:00 Uhr", TODAY),
        ]
    )
    due.body.addWidget(rows)
    left = Card(theme, 5)
    left.body.addWidget(SegmentedChoice(theme, [("t", "t CO₂e"), ("e", "EUR"), ("k", "kWh")], "Einheit"))
    for state, text in (
        ("ok", "Gesichert."),
        ("warn", "Bald fällig."),
        ("error", "Nicht lesbar."),
        ("info", "Neu."),
    ):
        left.body.addWidget(InfoBar(theme, state, text, Button(theme, "Ansehen", "quiet")))
    pills = FlowLayout(theme)
    for state in ("ok", "warn", "error", "info", "past", "draft"):
        pills.addWidget(Pill(theme, state.capitalize(), state))
    left.body.addLayout(pills)
    left.body.addWidget(
        KeyValues(theme, [("leaves-house:ok", "Wirkungsbereich", "Kernstadt"), ("lock", "Name", "")])
    )
    left.body.addStretch(1)
    row = QHBoxLayout()
    row.addWidget(left, 3)
    row.addWidget(due, 2)
    page.body.addLayout(row, 1)
    return page


class PeoplePage(Page):
    def __init__(self, theme: Theme) -> None:
        head = PageHead(
            theme,
            "Patinnen und Paten",
            "Wer für die Stadt Soltau ehrenamtlich im Klimaschutz wirkt",
            Button(theme, "Neue Patin, neuer Pate", "primary", "add"),
        )
        super().__init__(theme, head)
        self.table = people_table(theme)
        listing = Card(theme, 0)
        search = QHBoxLayout()
        search.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        search.addWidget(SearchField(theme, "Name oder Ort suchen", "Name oder Ort suchen  (Strg+F)"))
        search.addWidget(Button(theme, "Filter", icon="filter"))
        listing.body.addLayout(search)
        listing.body.addWidget(self.table, 1)
        record = Card(theme, 0)
        self.record_head = RecordHead(
            theme,
            "Alle Personen",
            Button(theme, "", "quiet", "history", name="Verlauf"),
            Button(theme, "", "quiet", "delete", name="In den Papierkorb"),
        )
        self.record_head.show_record("Ayşe Yıldırım", "Entwurf")
        self.form = people_form(theme)
        foot = FormFoot(theme, Button(theme, "Ernennen", "primary", "check"))
        foot.show_saved("Gesichert, 10:42 Uhr")
        foot.show_open(1)
        for widget in (self.record_head, Separator(theme), self.form, Separator(theme), foot):
            record.body.addWidget(widget, 1 if widget is self.form else 0)
        self.panes = Panes(theme, listing, record)
        self.body.addWidget(self.panes, 1)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self.panes.show_record()
        self.head.setVisible(two_panes)
        self.record_head.show_way_back(not two_panes)


def people_table(theme: Theme) -> RecordTable:
    table = RecordTable(
        theme,
        [
            Column("name", "Name"),
            Column("place", "Ort"),
            Column("until", "Amtszeit bis", "date"),
            Column("state", "Stand", "pill"),
        ],
        "Patinnen und Paten",
    )
    rows = [
        Row(
            name,
            [name, place, until or Cell("offen", muted=True), Cell(text, state=state)],
            bold=state == "draft",
        )
        for name, place, until, text, state in PEOPLE
    ]
    table.set_rows(rows, "8 Personen · 5 im Amt")
    table.select("Yıldırım, Ayşe")
    table.add_foot_action(Button(theme, "Liste drucken", "quiet", "print"))
    table.add_foot_action(Button(theme, "Nach Excel", "quiet", "export"))
    return table


def people_form(theme: Theme) -> FormView:
    titles = [("f", "Klimaschutzpatin"), ("m", "Klimaschutzpate"), ("d", "Klimaschutzpat:in")]
    form = FormView(
        theme,
        [
            FormSection(
                "Person",
                "person",
                [
                    FieldSpec("title", "Bezeichnung auf der Urkunde", "segments", choices=titles),
                    (FieldSpec("first", "Vorname"), FieldSpec("last", "Nachname")),
                    (FieldSpec("mail", "E-Mail"), FieldSpec("phone", "Telefon", optional=True)),
                ],
            ),
            FormSection(
                "Ernennung",
                "certificate",
                [
                    (
                        FieldSpec(
                            "area", "Wirkungsbereich", "choice", choices=[("k", "Kernstadt"), ("h", "Harber")]
                        ),
                        FieldSpec("council", "Ratsbeschluss vom", "date", help="Wie im Protokoll."),
                    ),
                    (FieldSpec("start", "Im Amt ab", "date"), FieldSpec("end", "bis", "date")),
                ],
            ),
            FormSection(
                "Einwilligungen",
                "lock",
                [
                    FieldSpec(
                        "c1", "Name an das Regionalmanagement", "check", proof="schriftlich, 19.11.2026"
                    ),
                    FieldSpec("c2", "Foto auf der Internetseite der Stadt", "check", proof="liegt nicht vor"),
                    FieldSpec("note", "Bemerkung", "text", optional=True),
                    FieldSpec("number", "Nummer", "readonly", width=40),
                ],
            ),
        ],
    )
    form.set_values(
        {"title": "f", "first": "Ayşe", "last": "Yıldırım", "mail": "a.yildirim@posteo.example", "area": "k"}
    )
    form.set_values({"council": "19.11.2026", "start": "10.12.2026", "end": "30.11.2026", "c1": True})
    form.set_values({"number": "KSP-03358021-2026-008"})
    form.show_problems([Problem("end", "Das Ende liegt vor dem Beginn (10.12.2026).")])
    return form


def send_page(theme: Theme) -> Page:
    head = PageHead(theme, "Das verlässt Ihr Haus", "Nur was hier mit „geht mit“ steht, kommt in die Datei.")
    page = Page(theme, head)
    columns = [Column("what", "Was"), Column("n", "Name"), Column("m", "E-Mail"), Column("t", "Telefon")]
    goes = Cell("geht mit", state="ok", icon="leaves-house", bold=True)
    stays = Cell("bleibt hier", icon="lock", muted=True)
    none = Cell("keine Angabe", muted=True)
    people = [Row(name, [name, goes, stays, none]) for name, *_ in PEOPLE[:4]]
    tree = RecordTree(theme, columns, "Was in die Datei kommt")
    tree.set_groups(
        [
            Row("town", ["Kommune und Ansprechperson", Cell("1 Datensatz", muted=True), " ", " "], bold=True),
            Row("people", ["Patinnen und Paten (4)", Cell("4 von 4", muted=True), " ", " "], True, people),
        ]
    )
    tree.select("Behrens, Frauke")
    card = Card(theme, 0)
    card.body.addWidget(tree)
    page.body.addWidget(card, 1)
    return page


def empty_page(theme: Theme) -> Page:
    page = Page(theme, PageHead(theme, "Projekte", "Stadt Soltau"))
    page.body.addWidget(
        EmptyState(
            theme,
            "Noch kein Projekt erfasst",
            "Ein Projekt zeigt, was eine Patenschaft bewirkt: in Euro, Kilowattstunden und Tonnen.",
            primary=Button(theme, "Erstes Projekt erfassen", "big", "add"),
            secondary=Button(theme, "Aus Excel übernehmen", "big-secondary", "import"),
            steps=[
                ("Maßnahme wählen", "Über 40 Vorlagen, von LED bis Mitfahrbank."),
                ("Vier Zahlen eintragen", "Verbrauch, Preis, Kosten, Stückzahl."),
                ("Ergebnis sehen", "kWh, Tonnen und Euro, mit Quelle jedes Faktors."),
            ],
        ),
        1,
    )
    return page


def make_shell(theme: Theme) -> Shell:
    shell = Shell(theme, NAV)
    shell.add_page("start", overview(theme))
    shell.add_page("people", PeoplePage(theme))
    shell.add_page("send", send_page(theme))
    shell.add_page("empty", empty_page(theme))
    shell.sidebar.set_badge("send", 1)
    shell.set_places([PlaceItem("03358021", "Stadt Soltau", "Heidekreis · 03358021")], "03358021")
    shell.status.show_saved("Alle Angaben gespeichert · 10:42 Uhr")
    shell.status.show_backup("Letzte Sicherung heute, 08:12 Uhr")
    return shell


def sample_pdf() -> bytes:
    """An A4 page drawn by Qt itself."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    painter.drawText(2000, 3000, "Urkunde")
    painter.drawRect(200, 200, 4000, 6000)
    painter.end()
    return bytes(buffer.data().data())


def settle(app: QApplication) -> None:
    """Let the renderer of the preview, which has a thread of its own, come to an end."""
    loop = QEventLoop()
    QTimer.singleShot(400, loop.quit)
    loop.exec()
    app.processEvents()


def save_extras(app: QApplication, theme: Theme, folder: Path) -> None:
    runner = TaskRunner()
    owner = QObject()
    task = Task(lambda control: control.report(7, 12), owner)
    for mode, scale in (("light", 100), ("dark", 100), ("light", 200)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        progress = ProgressDialog(theme, "Dateien werden eingelesen", "Dateien", task)
        task.progressed.emit(7, 12)
        preview = PdfPreview(theme, "Vorschau · A4 hoch", "PDF/A-3a und PDF/UA-1: vorlesbar")
        preview.set_pdf(sample_pdf())
        preview.resize(700, 645)
        date_field = DateField(theme, "Datum")
        date_field.setText("10.12.2026")
        views = {
            "message": MessageDialog.for_error(theme, UserError("K-601")),
            "confirm": ConfirmDialog(
                theme,
                "Ayşe Yıldırım in den Papierkorb legen",
                "Die Person bleibt 30 Tage im Papierkorb und kann zurückgeholt werden.",
                verb="In den Papierkorb legen",
                stay="Behalten",
            ),
            "report": ReportWindow(theme, report_text(ValueError("geheim"))),
            "progress": progress,
            "preview": preview,
            "help": HelpView(theme, RESOURCES / "help"),
            "date": date_field,
        }
        views["help"].resize(1000, 600)
        views["help"].show_page("K-601")
        for name, view in views.items():
            view.show()
            settle(app)
            view.grab().save(str(folder / f"x-{name}-{mode}-{scale}.png"))
            if isinstance(view, DateField):
                view.open_calendar()
                app.processEvents()
                QApplication.activePopupWidget().grab().save(str(folder / f"x-calendar-{mode}-{scale}.png"))
            view.hide()
            view.deleteLater()
    runner.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme = Theme(app, RESOURCES, "light")
    ring = FocusRing(theme, app)
    shell = make_shell(theme)
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    for mode, scale in (("light", 100), ("dark", 100), ("light", 200), ("dark", 150)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        for key in ("start", "people", "send", "empty"):
            shell.show_page(key)
            app.processEvents()
            if key == "people":
                shell.findChild(FormView).go_to_problem()
            for _ in range(5):
                app.processEvents()
            shell.grab().save(str(folder / f"{key}-{mode}-{scale}.png"))
    save_extras(app, theme, folder)
    shell.close()
    del ring


if __name__ == "__main__":
    main(Path(sys.argv[1]))
