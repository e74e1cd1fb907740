"""Two or three variants side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.comparison import Comparison, ComparisonRow
from klikks_desktop.domain.records import Potential
from klikks_desktop.services.savings.potentials import compare
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.potentials.words import short_title, tr
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable

MOST: Final = 3


class CompareDialog(Dialog):
    """Figures in rows, variants in columns, the better figure bold with a tick.

    ``taken`` is the variant that somebody took.
    """

    def __init__(
        self, host: Host, family: Sequence[Potential], *, locked: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            host.theme, tr("Varianten im Vergleich"), family[0].title, icon="board", parent=parent
        )
        self._host = host
        self._family = {each.id: each for each in family}
        self._locked = locked
        self.taken: UUID | None = None
        theme = host.theme
        self.choices = [self._make_choice(place) for place in range(MOST)]
        self._chooser = QWidget()
        row = FlowLayout(theme, self._chooser, stretch=True)
        for choice in self.choices:
            row.addWidget(choice)
        self._chooser.setVisible(len(family) > MOST)
        self._card = Card(theme, 0)
        self.table: PartTable | None = None
        self._notes = Label(theme, "", "small", "muted", wrap=True)
        self._card.setMinimumWidth(
            min(theme.px(176), self.screen().availableGeometry().width() - theme.px(24))
        )
        for widget in (self._chooser, self._card, self._notes):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.takes = [self.add_action(Button(theme, "", icon="check")) for _ in range(MOST)]
        for place, button in enumerate(self.takes):
            button.clicked.connect(partial(self._take, place))
        close = self.add_action(Button(theme, tr("Schließen"), "primary"))
        close.clicked.connect(self.reject)
        self._fill()

    @property
    def chosen(self) -> list[UUID]:
        """The variants that are compared, in order."""
        texts = (choice.value() for choice in self.choices)
        return list(dict.fromkeys(UUID(text) for text in texts if text))

    def ask(self) -> UUID | None:
        """Show it and wait; the variant that was taken."""
        self.exec()
        self.deleteLater()
        return self.taken

    def _make_choice(self, place: int) -> ChoiceField:
        members = [(str(each.id), each.title) for each in self._family.values()]
        offered = members if place < MOST - 1 else [("", tr("keine dritte")), *members]
        choice = ChoiceField(self.theme, offered, tr("Spalte {number}").format(number=place + 1))
        choice.set_value(members[place][0] if place < len(members) else "")
        choice.edited.connect(self._fill)
        return choice

    def _fill(self) -> None:
        ids = self.chosen
        if len(ids) < MOST - 1:
            self._notes.setText(tr("Bitte wählen Sie zwei verschiedene Varianten."))
            self._notes.show()
            self._card.hide()
            self._show_buttons(())
            return
        found = self._host.attempt(lambda: compare(self._host.workspace, ids))
        if found is None:
            return
        self._show_table(found)
        self._notes.setText("\n".join(found.notes))
        self._notes.setVisible(bool(found.notes))
        self._show_buttons(ids)
        self._card.show()

    def _show_table(self, found: Comparison) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        columns = [Column("what", tr("Kennzahl"))]
        columns += [
            Column(str(place), self._heading(each), "number") for place, each in enumerate(self.chosen)
        ]
        self.table = PartTable(self.theme, columns, tr("Vergleich"))
        self.table.view.setSortingEnabled(False)
        self._card.body.addWidget(self.table)
        rows = [_row(row, place) for place, row in enumerate(found.rows)]
        self.table.set_rows(rows, tr("Ein Haken steht beim günstigeren Wert."))

    def _heading(self, potential: UUID) -> str:
        """What tells the columns apart."""
        one, main = self._family[potential], next(iter(self._family.values())).title
        return tr("zählt bisher") if one.variant_of is None else short_title(one.title, main)

    def _show_buttons(self, ids: Sequence[UUID]) -> None:
        """Each variant that does not count yet can be taken."""
        for place, button in enumerate(self.takes):
            each = ids[place] if place < len(ids) else None
            offered = each is not None and self._family[each].variant_of is not None and not self._locked
            button.setVisible(offered)
            if each is not None:
                button.set_label(tr("{name} nehmen").format(name=self._heading(each)))

    def _take(self, place: int) -> None:
        self.taken = self.chosen[place]
        self.accept()


def _row(row: ComparisonRow, place: int) -> Row:
    cells = [
        Cell(text, icon="check" if at == row.best else "", bold=at == row.best, muted=text == "–")
        for at, text in enumerate(row.texts)
    ]
    return Row(row.label, (Cell(row.label, sort=place), *cells))
