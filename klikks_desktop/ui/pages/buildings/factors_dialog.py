"""Climate factors of a municipality (Klimafaktoren): enter by hand or take from a table of the DWD."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.energy.cells import FIRST_YEAR, LAST_YEAR
from klikks_desktop.domain.energy.weather import read_factor
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place, WeatherFactor
from klikks_desktop.domain.values import ValueFormatError, check_postcode, format_number
from klikks_desktop.services.energy import weather
from klikks_desktop.services.energy.weather import WeatherImport
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class FactorsDialog(Dialog):
    """Table of what is known, a line to enter one, and the way in from a table.

    ``is_changed`` once something was stored.
    """

    def __init__(self, host: Host, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme, self.tr("Klimafaktoren"), place.designation, icon="settings", parent=parent
        )
        self._host, self._place = host, place
        self._known: dict[UUID, WeatherFactor] = {}
        self.is_changed = False
        theme = host.theme
        words = self.tr(
            "Ein Klimafaktor macht die Heizwärme verschiedener Jahre vergleichbar; über 1 war das Jahr "
            "mild. Der Deutsche Wetterdienst veröffentlicht ihn je Postleitzahl und Kalenderjahr."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.body.addWidget(self.told)
        self.table = self._make_table()
        self.body.addWidget(self.table, 1)
        self._add_line()
        self.take = Button(theme, self.tr("Tabelle des DWD übernehmen"), "quiet", "import")
        self.add_foot_note(self.take)
        close = self.add_action(Button(theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.reject)
        self.take.clicked.connect(self._ask_table)
        if host.workspace.store.read_only:
            for widget in (self.take, self.set, self.delete):
                widget.setEnabled(False)
        self._fill()

    def take_table(self, file: Path) -> None:
        """Say what a table would bring, ask once, take it."""
        workspace, place = self._host.workspace, self._place
        plan = self._host.attempt(lambda: weather.preview_import(workspace, place.id, file))
        if plan is None:
            return
        if not plan.new and not plan.changed:
            self._tell(self.tr("In der Tabelle steht nichts Neues für Ihre Postleitzahlen."), "info")
            return
        question = ConfirmDialog(
            self.theme,
            self.tr("Klimafaktoren übernehmen?"),
            self._plan_words(plan),
            verb=self.tr("Übernehmen"),
            icon="import",
            parent=self,
        )
        if not question.ask():
            return
        done = self._host.attempt(lambda: weather.import_factors(workspace, place.id, file))
        if done is not None:
            count = count_words(len(done.new) + len(done.changed), "Klimafaktor", "Klimafaktoren")
            self._stored(self.tr("{count} übernommen.").format(count=count))

    # ------------------------------------------------------------------ inside

    def _make_table(self) -> RecordTable:
        columns = [
            Column("year", self.tr("Jahr und Herkunft")),
            Column("postcode", self.tr("Postleitzahl")),
            Column("factor", self.tr("Faktor"), "number"),
        ]
        table = RecordTable(self.theme, columns, self.tr("Klimafaktoren"), two_lines=True)
        table.setMinimumHeight(self.theme.px(48))
        self.delete = Button(self.theme, self.tr("Löschen"), "quiet", "delete")
        table.add_foot_action(self.delete)
        table.chosen.connect(self._follow_choice)
        self.delete.clicked.connect(self._delete)
        return table

    def _add_line(self) -> None:
        theme = self.theme
        self.year = FormField(theme, FieldSpec("year", self.tr("Jahr")))
        self.factor = FormField(theme, FieldSpec("factor", self.tr("Faktor")))
        self.postcode = FormField(theme, FieldSpec("postcode", self.tr("Postleitzahl"), optional=True))
        self.set = Button(theme, self.tr("Eintragen"), icon="add")
        self.set.clicked.connect(self._set)
        row = QHBoxLayout()
        row.setSpacing(theme.px(3))
        for field in (self.year, self.factor, self.postcode):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.set)
        self.body.addLayout(below)

    def _fill(self) -> None:
        found = weather.list_factors(self._host.workspace, self._place.id)
        self._known = {each.id: each for each in found}
        rows = [
            Row(
                each.id,
                (
                    Cell(str(each.year), second=each.origin, sort=each.year),
                    Cell(each.postcode or self.tr("alle"), muted=not each.postcode),
                    Cell(format_number(each.factor, 2), sort=float(each.factor)),
                ),
            )
            for each in found
        ]
        self.table.set_rows(rows, count_words(len(rows), "Klimafaktor", "Klimafaktoren"))
        self.table.sort_by("year", down=True)
        self._follow_choice()

    def _follow_choice(self) -> None:
        locked = self._host.workspace.store.read_only
        self.delete.setEnabled(self.table.selected_key() is not None and not locked)

    def _set(self) -> None:
        """Check each field, then store."""
        year_text, factor, postcode = (
            str(field.input.value()).strip() for field in (self.year, self.factor, self.postcode)
        )
        problems = (
            (self.postcode, check_postcode(postcode) if postcode else ""),
            (self.factor, _factor_problem(factor)),
            (self.year, _year_problem(year_text)),
        )
        for field, problem in problems:
            field.set_problem(problem or "")
            if problem:
                field.input.setFocus()
        if any(problem for _, problem in problems):
            self._fit_height()
            return
        workspace, place = self._host.workspace, self._place
        year = int(year_text)
        stored = self._host.attempt(
            lambda: weather.set_factor(
                workspace, place.id, year, factor, postcode=postcode, seen=self._shown(year, postcode)
            )
        )
        if stored is not None:
            for field in (self.year, self.factor):
                field.set_value("")
            self.year.input.setFocus()
            self._stored(self.tr("Faktor für {year} eingetragen.").format(year=year))

    def _shown(self, year: int, postcode: str) -> str:
        """What the list says of the year, "" where it has no factor."""
        found = (
            each.factor for each in self._known.values() if (each.year, each.postcode) == (year, postcode)
        )
        return next(map(weather.factor_text, found), "")

    def _delete(self) -> None:
        key = self.table.selected_key()
        if not isinstance(key, UUID):
            return

        def deleted() -> bool:
            weather.delete_factor(self._host.workspace, key)
            return True

        if self._host.attempt(deleted):
            self._stored(self.tr("Faktor gelöscht. Strg+Z holt ihn zurück."))

    def _ask_table(self) -> None:
        file = choose_file(
            self,
            self.tr("Tabelle der Klimafaktoren"),
            self.tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)"),
        )
        if file is not None:
            self.take_table(file)

    def _plan_words(self, plan: WeatherImport) -> str:
        lines = [
            self.tr("Neu: {n}, geändert: {m}, schon bekannt: {k}.").format(
                n=len(plan.new), m=len(plan.changed), k=plan.same
            ),
            self.tr("Übernommen wird für: {codes}.").format(codes=", ".join(plan.postcodes)),
        ]
        if plan.refused:
            lines.append(self.tr("Nicht lesbar: {rows}").format(rows=" ".join(plan.refused[:3])))
        return "\n".join(lines)

    def _stored(self, words: str) -> None:
        self.is_changed = True
        self._fill()
        self._tell(words, "ok")

    def _tell(self, words: str, state: str) -> None:
        self.told.set_text(words, "ok" if state == "ok" else "info")
        self.told.show()
        self._fit_height()


def _year_problem(text: str) -> str:
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return ""
    return "Bitte ein Jahr mit vier Ziffern, zum Beispiel 2025."


def _factor_problem(text: str) -> str:
    try:
        read_factor(text)
    except ValueFormatError as error:
        return str(error)
    return ""
