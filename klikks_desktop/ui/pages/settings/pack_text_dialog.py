"""One text of the programme pack: chosen among all that the program ships, then worded anew."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.services.pack.texts import TextChoice, check_text, text_choices
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.table import RecordTable

_ROWS = 5


class PackTextDialog(Dialog):
    """Texts with a search above, the chosen one to edit below. known: what the draft has already."""

    def __init__(
        self, host: Host, known: Mapping[str, str], key: str = "", parent: QWidget | None = None
    ) -> None:
        theme = host.theme
        super().__init__(theme, _tr("Text des Programmpakets"), icon="document", parent=parent)
        self._texts = host.workspace.shipped.texts
        self._choices = {each.key: each for each in text_choices(self._texts)}
        self._known = known
        self._current: TextChoice | None = None
        self.search = SearchField(theme, _tr("Texte durchsuchen"))
        columns = [Column("title", _tr("Text")), Column("state", _tr("Im Paket"), "pill")]
        self.table = RecordTable(theme, columns, _tr("Texte des Programms"), two_lines=True)
        self.table.setMinimumHeight(theme.height("row_two_lines") * _ROWS)
        self.text = FormField(theme, FieldSpec("text", _tr("Wortlaut im Paket"), "text", lines=4))
        # A problem speaks of what was there when it was found.
        self.text.edited.connect(self._forget_problem)
        self.search.searched.connect(self._fill)
        self.search.left_downwards.connect(self.table.enter)
        self.table.chosen.connect(self._choose)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.text)
        self.leave = self.add_action(Button(theme, _tr("Abbrechen")))
        self.take = self.add_action(Button(theme, _tr("In das Paket übernehmen"), "primary", "check"))
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)
        self._fill("")
        self.table.select(key or next(iter(self._choices)))

    def ask(self) -> tuple[str, str] | None:
        """Show it and wait; key and text that were taken."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        found = (self._current.key, self._typed()) if chosen and self._current else None
        self.deleteLater()
        return found

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            each
            for each in self._choices.values()
            if all(word in f"{each.title} {each.shipped}".casefold() for word in words)
        ]
        count = _tr("{n} von {all} Texten").format(n=len(found), all=len(self._choices))
        self.table.set_rows([self._row(each) for each in found], count)

    def _row(self, each: TextChoice) -> Row:
        is_set = each.key in self._known
        state = Cell(_tr("geändert"), state="info") if is_set else Cell("", muted=True)
        return Row(each.key, [Cell(each.title, second=self._known.get(each.key, each.shipped)), state])

    def _choose(self, key: Hashable | None) -> None:
        self._current = found = self._choices.get(str(key))
        self.take.setEnabled(found is not None)
        if found is None:
            return
        names = ", ".join(f"{{{name}}}" for name in found.names)
        help_text = _tr("Platzhalter, die hier stehen dürfen: {names}").format(names=names) if names else ""
        self.text.set_help(help_text or _tr("In diesem Text stehen keine Platzhalter."))
        self.text.set_problem("")
        self.text.set_value(self._known.get(found.key, found.shipped))

    def _forget_problem(self) -> None:
        self.text.set_problem("")

    def _typed(self) -> str:
        return str(self.text.input.value()).strip()

    def _take(self) -> None:
        if self._current is None:
            return
        problem = check_text(self._texts, self._current.key, self._typed())
        self.text.set_problem(problem)
        if problem:
            self.text.input.setFocus()
            self._fit_height()
        else:
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackTextDialog", text)
