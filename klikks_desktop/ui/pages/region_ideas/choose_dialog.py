"""Which finished project becomes a good example: those that stand out come first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.services.ideas.suggestions import Candidate
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class ChooseDialog(Dialog):
    """``ask`` returns the id of the project that was chosen."""

    def __init__(self, host: Host, found: Sequence[Candidate], parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Gutes Beispiel aufnehmen"),
            _tr("Abgeschlossene Projekte der Kommunen, die noch nicht im Ideenpool stehen"),
            icon="idea",
            parent=parent,
        )
        theme = host.theme
        self._alphabet = host.workspace.shipped.alphabet
        self._found = found
        words = _tr("Projekt oder Kommune suchen")
        self.search = SearchField(theme, words, words)
        columns = [
            Column("title", _tr("Projekt")),
            Column("saved", _tr("Im Jahr"), "number"),
            Column("why", _tr("Vorschlag"), "pill"),
        ]
        self.table = RecordTable(theme, columns, _tr("Abgeschlossene Projekte"), two_lines=True)
        self.table.setMinimumHeight(theme.px(70))
        self.table.sort_by("why")
        nothing = _tr("Zurzeit ist kein weiteres Projekt als abgeschlossen gemeldet.")
        self.nothing = Label(theme, nothing, "body", "muted", wrap=True)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing)
        self.leave = self.add_action(Button(theme, _tr("Abbrechen")))
        self.take = self.add_action(Button(theme, _tr("Aufnehmen"), "primary", "add"))
        for widget in (self.search, self.table):
            widget.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)
        self._connect()
        self._show()

    def ask(self) -> UUID | None:
        """Show it and wait."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        chosen = self.table.selected_key()
        self.deleteLater()
        return chosen if accepted and isinstance(chosen, UUID) else None

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self.table.enter)
        self.table.activated.connect(self.accept)
        self.table.chosen.connect(self._follow_choice)

    def _show(self) -> None:
        wanted = search_query(self.search.text(), self._alphabet)
        ranked = enumerate(self._found)
        shown = [
            (place, each) for place, each in ranked if not wanted or matches(wanted, self._found_by(each))
        ]
        rows = [_row(each, place, search_key(each.project.title, self._alphabet)) for place, each in shown]
        count = count_words(len(rows), _tr("Projekt"), _tr("Projekte"))
        self.table.set_rows(rows, count if rows else _tr("Nichts gefunden."))
        if shown and self.table.selected_key() is None:
            self.table.select(shown[0][1].project.id)
        self._follow_choice()

    def _found_by(self, each: Candidate) -> str:
        words = (each.project.title, each.place.designation, each.project.kind.value)
        return search_key(" ".join(words), self._alphabet)

    def _follow_choice(self) -> None:
        self.take.setEnabled(self.table.selected_key() is not None)


def _row(each: Candidate, place: int, by_title: str) -> Row:
    """One project. place: among the suggestions, the best first."""
    project = each.project
    title = Cell(project.title, f"{each.place.designation} · {project.kind.value}", sort=by_title)
    tonnes = f"{rounded(Decimal(each.co2e_g) / 10**6, 1)} t CO₂e"
    euros = f"{format_integer(round(each.saved_cents / 100))} EUR"
    saved = Cell(tonnes, euros, sort=each.co2e_g) if each.wh or each.co2e_g else Cell("–", muted=True)
    if each.is_measured:
        why = Cell(_tr("gemessen"), state="ok", sort=place)
    elif each.is_suggested:
        why = Cell(_tr("spart viel"), state="info", sort=place)
    else:
        why = Cell(" ", sort=place)
    return Row(project.id, (title, saved, why))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChooseDialog", text)
