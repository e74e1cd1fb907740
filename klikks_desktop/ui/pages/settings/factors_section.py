"""Faktoren und Richtwerte: the chosen set, what another one would change, every figure, files with more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.factor_difference import SetDifference
from klikks_desktop.domain.figures import gas_words
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.savings import factor_change, factor_imports, factors
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.factors_dialogs import DifferenceDialog, ImportFactorsDialog
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable
from klikks_desktop.ui.widgets.tabs import Tabs

DIGITS = 3
T = TypeVar("T")


class FactorsSection(Section):
    """Choosing another set shows the difference first; nothing changes before it is confirmed."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._sets: dict[str, factors.SetRow] = {}
        self._figures: list[factors.FigureRow] = []
        self._imported: dict[str, factor_imports.FileRow] = {}
        self.choice = ChoiceField(theme, (), self.tr("Faktorensatz"))
        self.facts = KeyValues(theme)
        self.show_difference = Button(theme, "", "primary", "potential")
        self.more = Button(theme, self.tr("Was ist ein Faktorensatz?"), "quiet", "help")
        self.search = SearchField(theme, self.tr("Werte durchsuchen"))
        self.figures = RecordTable(
            theme, self._figure_columns(), self.tr("Faktoren und Richtwerte"), two_lines=True
        )
        self.source = Label(theme, "", "body", "muted", wrap=True)
        self.files = RecordTable(theme, self._file_columns(), self.tr("Dateien mit Faktoren"), two_lines=True)
        self.take = Button(theme, self.tr("Datei einlesen …"), icon="import")
        self.remove = Button(theme, self.tr("Entfernen …"), "quiet", "delete")
        self.choice.edited.connect(self._follow_choice)
        self.show_difference.clicked.connect(self._ask_for_change)
        self.more.clicked.connect(lambda: host.show_help("faktoren"))
        self.search.searched.connect(self._fill_figures)
        self.search.left_downwards.connect(self.figures.enter)
        self.figures.chosen.connect(self._show_source)
        self.take.clicked.connect(self._ask_for_file)
        self.remove.clicked.connect(self._ask_to_remove)
        self.files.chosen.connect(self._follow_file)
        self._lay_out()

    def _figure_columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Wert")),
            Column("value", self.tr("Zahl"), "number"),
            Column("unit", self.tr("Einheit")),
            Column("check", self.tr("Prüfen"), "pill"),
        ]

    def _file_columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Inhalt")),
            Column("valid", self.tr("Gilt ab"), "date"),
            Column("taken", self.tr("Eingelesen"), "date"),
        ]

    def _lay_out(self) -> None:
        theme = self.theme
        head = Card(theme, 4)
        head.body.addWidget(Label(theme, self.tr("Gerechnet wird mit"), "section"))
        head.body.addWidget(self.choice)
        head.body.addWidget(self.facts)
        actions = FlowLayout(theme)
        actions.addWidget(self.show_difference)
        actions.addWidget(self.more)
        head.body.addLayout(actions)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        above = QVBoxLayout()
        above.setContentsMargins(theme.px(4), theme.px(3), theme.px(4), theme.px(1))
        above.addWidget(self.search)
        column.addLayout(above)
        column.addWidget(self.figures, 1)
        below = QVBoxLayout()
        below.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(3))
        below.addWidget(self.source)
        column.addLayout(below)
        self.files.add_foot_action(self.remove)
        self.files.add_foot_action(self.take)
        parts = [(self.tr("Werte"), listing), (self.tr("Dateien"), self.files)]
        self.tabs = Tabs(theme, self.tr("Werte und Dateien"), parts)
        self.tabs.setMinimumHeight(theme.px(80))
        body = Card(theme, 0)
        body.body.addWidget(self.tabs, 1)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(head)
        self.column.addWidget(body, 1)

    # ------------------------------------------------------------------ showing

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - factors hold for all places
        """Read sets, figures and files again."""
        workspace = self.host.workspace
        self._sets = {row.id: row for row in factors.list_sets(workspace)}
        self.choice.set_choices([(row.id, row.title) for row in self._sets.values()])
        self.choice.set_value(next(row.id for row in self._sets.values() if row.is_chosen))
        self._figures = factors.figures(workspace)
        self._fill_figures()
        rows = factor_imports.list_files(workspace)
        self._imported = {row.id: row for row in rows if row.imported_at}
        self.files.set_rows([self._file_row(row) for row in rows], self._file_count(len(rows)))
        self._follow_choice()
        self._follow_file()
        self._show_source()

    def _follow_choice(self) -> None:
        row = self._sets[self.choice.value()]
        self.facts.set_pairs(
            [
                ("", self.tr("Grundlage"), gas_words(row.basis)),
                ("", self.tr("Vorkette"), row.upstream),
                ("", self.tr("Ausgabe"), row.edition),
            ]
        )
        same = self.tr("Mit heutigen Werten neu rechnen …")
        self.show_difference.setText(same if row.is_chosen else self.tr("Unterschied zeigen …"))
        self.show_difference.setEnabled(not self.host.workspace.store.read_only)

    def _fill_figures(self, text: str = "") -> None:
        words = (text or str(self.search.value())).casefold().split()
        found = [
            (place, each)
            for place, each in enumerate(self._figures)
            if all(word in f"{each.title} {each.group} {each.source}".casefold() for word in words)
        ]
        count = self.tr("{n} von {all} Werten").format(n=len(found), all=len(self._figures))
        self.figures.set_rows([self._figure_row(place, each) for place, each in found], count)

    def _show_source(self) -> None:
        """Below the table, whole, what the line shows as far as it has room."""
        place = self.figures.selected_key()
        words = self.tr("Eine Zeile wählen, um die Quelle ganz zu lesen.")
        if isinstance(place, int):
            each = self._figures[place]
            words = self.tr("Quelle: {source}").format(source=_source(each))
            low, high = each.factor.minimum, each.factor.maximum
            if low is not None and high is not None:
                usual = self.tr("Üblich: {low} bis {high}.")
                words += ". " + usual.format(low=format_number(low), high=format_number(high))
        self.source.setText(words)

    def _figure_row(self, place: int, each: factors.FigureRow) -> Row:
        factor = each.factor
        title = gas_words(f"{each.group}: {each.title}")
        value = Cell(format_number(round(factor.value, DIGITS)), sort=float(factor.value))
        check = self.tr("Richtwert, bitte prüfen")
        mark = Cell(check, state="warn") if factor.is_guide_value else Cell("", muted=True)
        return Row(place, [Cell(title, second=_source(each), sort=float(place)), value, factor.unit, mark])

    def _file_row(self, row: factor_imports.FileRow) -> Row:
        taken = row.imported_at
        shipped = Cell(self.tr("mit dem Programm"), muted=True)
        return Row(
            row.id if taken else f" {row.id}",
            [
                Cell(row.title, second=row.edition),
                Cell(f"{row.valid_from:%d.%m.%Y}", sort=row.valid_from.isoformat()),
                Cell(f"{taken.astimezone():%d.%m.%Y}", sort=taken.isoformat()) if taken else shipped,
            ],
        )

    def _file_count(self, count: int) -> str:
        return self.tr("{n} Dateien").format(n=count)

    def _follow_file(self) -> None:
        writable = not self.host.workspace.store.read_only
        self.take.setEnabled(writable)
        self.remove.setEnabled(writable and self.files.selected_key() in self._imported)

    # ------------------------------------------------------------------ another set

    def _ask_for_change(self) -> None:
        """Reckon what the set would change off the window's thread, then show it."""
        wanted = self.choice.value()

        def job(workspace: Workspace, control: Control) -> SetDifference:
            now = factors.chosen_set(workspace).id
            return factor_change.difference(workspace, now, wanted, progress=control.report)

        self._run(self.tr("Der Unterschied wird gerechnet"), job, self._show_change)

    def _show_change(self, found: SetDifference) -> None:
        if not DifferenceDialog(self.host, found, self).ask():
            self.reload(None)
            return
        wanted = found.new.id

        def job(workspace: Workspace, control: Control) -> factor_change.Applied:
            return factor_change.apply_set(workspace, wanted, progress=control.report)

        self._run(self.tr("Die Potenziale werden neu gerechnet"), job, self._follow_change)

    # ------------------------------------------------------------------ files

    def _ask_for_file(self) -> None:
        kinds = self.tr("Faktoren-Dateien (*.json)")
        if (path := choose_file(self, self.tr("Faktoren-Datei öffnen"), kinds)) is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what the file would do, and take it in when it is wanted."""

        def job(workspace: Workspace, control: Control) -> factor_imports.ImportPreview:
            control.checkpoint()
            return factor_imports.preview_import(workspace, path)

        self._run(self.tr("Die Datei wird gelesen"), job, partial(self._show_file, path))

    def _show_file(self, path: Path, preview: factor_imports.ImportPreview) -> None:
        def job(workspace: Workspace, control: Control) -> factor_imports.Imported:
            control.checkpoint()
            return factor_imports.import_file(workspace, path)

        if ImportFactorsDialog(self.host, preview, self).ask():
            self._run(self.tr("Die Datei wird eingelesen"), job, self._follow_change)

    def _ask_to_remove(self) -> None:
        row = self._imported.get(str(self.files.selected_key()))
        if row is None:
            return
        words = self.tr(
            "Danach gelten wieder die Werte des Programms. Potenziale, die mit einem ersetzten Satz "
            "gerechnet sind, werden neu gerechnet. Strg+Z nimmt es zurück."
        )
        title = self.tr("„{title}“ entfernen").format(title=row.title)
        if ConfirmDialog(self.theme, title, words, verb=self.tr("Entfernen"), parent=self).ask():
            file_id = row.id

            def job(workspace: Workspace, control: Control) -> factor_imports.Imported:
                control.checkpoint()
                return factor_imports.remove_file(workspace, file_id)

            self._run(self.tr("Die Datei wird entfernt"), job, self._follow_change)

    def _run(self, title: str, job: Callable[[Workspace, Control], T], done: Callable[[T], None]) -> None:
        self.host.run(title, self.tr("Potenzialen"), job, done)

    def _follow_change(self, _result: object) -> None:
        self.host.changed()
        self.reload(None)


def _source(each: factors.FigureRow) -> str:
    return f"{each.source} ({each.factor.note})" if each.factor.note else each.source
