"""What another factor set or a factor file would change, shown before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from klikks_desktop.domain.factor_difference import NAMED_REASONS, PotentialChange, SetDifference
from klikks_desktop.domain.figures import NONE, euro_words, tonnes_words
from klikks_desktop.services.savings.factor_imports import ImportPreview
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

TABLE_ROWS = 8


class DifferenceView(QWidget):
    """A difference report: the sentence, the table of potentials, reasons and notes."""

    def __init__(self, theme: Theme, found: SetDifference) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(InfoBar(theme, "info", found.sentence))
        if found.rows:
            column.addWidget(self._table(theme, found.rows))
        if len(found.reasons) > NAMED_REASONS:
            words = self.tr("Alle Unterschiede: {reasons}.").format(reasons=", ".join(found.reasons))
            column.addWidget(Label(theme, words, wrap=True))
        for note in found.notes:
            column.addWidget(Label(theme, note, "body", "muted", wrap=True))

    def _table(self, theme: Theme, rows: Sequence[PotentialChange]) -> RecordTable:
        columns = [
            Column("title", self.tr("Potenzial")),
            Column("old_t", self.tr("t/a bisher"), "number"),
            Column("new_t", self.tr("t/a neu"), "number"),
            Column("old_eur", self.tr("EUR/a bisher"), "number"),
            Column("new_eur", self.tr("EUR/a neu"), "number"),
        ]
        table = RecordTable(theme, columns, self.tr("Potenziale mit beiden Sätzen"))
        table.set_rows([self._row(row) for row in rows], self._count(len(rows)))
        table.setMinimumHeight(theme.height("row") * (min(len(rows), TABLE_ROWS) + 2))
        return table

    def _count(self, count: int) -> str:
        return self.tr("1 Potenzial") if count == 1 else self.tr("{n} Potenziale").format(n=count)

    def _row(self, row: PotentialChange) -> Row:
        new = row.new
        return Row(
            str(row.id),
            [
                Cell(row.title, muted=not row.counts),
                _amount(tonnes_words(row.old.co2e_t_per_year, ""), row.old.co2e_t_per_year),
                _amount(tonnes_words(new.co2e_t_per_year, ""), new.co2e_t_per_year) if new else Cell(NONE),
                _amount(euro_words(row.old.eur_per_year), row.old.eur_per_year),
                _amount(euro_words(new.eur_per_year), new.eur_per_year) if new else Cell(NONE),
            ],
        )


def _amount(words: str, value: object) -> Cell:
    return Cell(
        words.removesuffix(" EUR").removesuffix(" t"), sort=None if value is None else float(str(value))
    )


class DifferenceDialog(Dialog):
    """The report; its verb reckons anew. is_same: the set stays, only prices and defaults are others."""

    def __init__(self, host: Host, found: SetDifference, parent: QWidget) -> None:
        is_same = found.old.id == found.new.id
        title = self.tr("Mit heutigen Werten neu rechnen") if is_same else self.tr("Faktorensatz wechseln")
        super().__init__(host.theme, title, found.new.title, icon="potential", parent=parent)
        self.body.addWidget(DifferenceView(host.theme, found))
        self._widen()
        host.theme.changed.connect(self._widen)
        words = self.tr("Erst mit dem Knopf unten wird gerechnet. Strg+Z nimmt es zurück.")
        self.body.addWidget(Label(host.theme, words, "strong", wrap=True))
        stay = self.add_action(Button(host.theme, self.tr("Abbrechen")))
        stay.clicked.connect(self.reject)
        verb = self.tr("Neu rechnen") if is_same else self.tr("Wechseln und neu rechnen")
        self.do = self.add_action(Button(host.theme, verb, "primary"))
        self.do.clicked.connect(self.accept)

    def ask(self) -> bool:
        """Show it and wait; True when the verb was chosen."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen

    def _widen(self) -> None:
        _as_wide_as_a_table(self, self.theme)


class ImportFactorsDialog(Dialog):
    """What a factor file holds and would change."""

    def __init__(self, host: Host, preview: ImportPreview, parent: QWidget) -> None:
        title = self.tr("Faktoren-Datei einlesen")
        super().__init__(host.theme, title, preview.title, icon="import", parent=parent)
        theme = host.theme
        self.body.addWidget(KeyValues(theme, self._pairs(preview)))
        if preview.note:
            self.body.addWidget(Label(theme, preview.note, wrap=True))
        for found in preview.differences:
            self.body.addWidget(DifferenceView(theme, found))
        if preview.differences:
            self._widen()
            theme.changed.connect(self._widen)
        else:
            words = self.tr("Was schon gerechnet ist, bleibt, wie es ist.")
            self.body.addWidget(InfoBar(theme, "info", words))
        stay = self.add_action(Button(theme, self.tr("Abbrechen")))
        stay.clicked.connect(self.reject)
        self.do = self.add_action(Button(theme, self.tr("Einlesen"), "primary"))
        self.do.clicked.connect(self.accept)

    def _pairs(self, preview: ImportPreview) -> list[tuple[str, str, str]]:
        pairs = [
            ("", self.tr("Ausgabe"), preview.edition),
            ("", self.tr("Gilt ab"), f"{preview.valid_from:%d.%m.%Y}"),
            ("", self.tr("Inhalt"), ", ".join(f"{name}: {n}" for name, n in preview.counts.items())),
        ]
        if preview.replaces:
            pairs.append(("", self.tr("Ersetzt die Ausgabe"), preview.replaces))
        if preview.new_sets:
            pairs.append(("", self.tr("Neue Sätze"), ", ".join(preview.new_sets)))
        if preview.replaced_sets:
            pairs.append(("alert:warn", self.tr("Andere Werte in"), ", ".join(preview.replaced_sets)))
        if preview.guide_values:
            words = self.tr("{n}, bitte prüfen").format(n=preview.guide_values)
            pairs.append(("alert:warn", self.tr("Richtwerte"), words))
        return pairs

    def ask(self) -> bool:
        """Show it and wait; True when the file is to be taken in."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen

    def _widen(self) -> None:
        _as_wide_as_a_table(self, self.theme)


def _as_wide_as_a_table(dialog: Dialog, theme: Theme) -> None:
    room = dialog.screen().availableGeometry().width() - theme.px(8)
    dialog.setMinimumWidth(min(theme.width("assistant"), room))
