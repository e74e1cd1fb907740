"""Two or three variants side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.comparison import Comparison, ComparisonRow
from klikks_desktop.domain.records import Potential
from klikks_desktop.services.potentials import compare
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.potentials.words import tr
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
        self._buttons = QWidget()
        self._row = FlowLayout(theme, self._buttons)
        self.take_buttons: list[Button] = []
        for widget in (self._chooser, self._card, self._notes, self._buttons):
            self.body.addWidget(widget)
        self.body.addStretch(1)
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
            self._card.hide()
            return
        found = self._host.attempt(lambda: compare(self._host.workspace, ids))
        if found is None:
            return
        self._show_table(found)
        self._notes.setText("\n".join([*found.notes, tr("Ein Haken steht beim günstigeren Wert.")]))
        self._show_buttons(ids)
        self._card.show()

    def _show_table(self, found: Comparison) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        titles = [each.title for each in found.columns]
        columns = [Column("what", tr("Kennzahl"))]
        columns += [
            Column(str(place), _short(title, titles[0], place), "number")
            for place, title in enumerate(titles)
        ]
        self.table = PartTable(self.theme, columns, tr("Vergleich"))
        self.table.view.setSortingEnabled(False)
        self._card.body.addWidget(self.table)
        self.table.set_rows([_row(row, place) for place, row in enumerate(found.rows)])

    def _show_buttons(self, ids: Sequence[UUID]) -> None:
        for button in self.take_buttons:
            button.hide()
            button.deleteLater()
        variants = [each for each in ids if self._family[each].variant_of is not None]
        main = next(iter(self._family.values())).title
        self.take_buttons = []
        for each in [] if self._locked else variants:
            place = ids.index(each)
            words = tr("{name} nehmen").format(name=_short(self._family[each].title, main, place))
            button = Button(self.theme, words, icon="check")
            button.clicked.connect(partial(self._take, each))
            self._row.addWidget(button)
            self.take_buttons.append(button)
        self._buttons.setVisible(bool(self.take_buttons))

    def _take(self, variant: UUID) -> None:
        self.taken = variant
        self.accept()


def _short(title: str, main: str, place: int) -> str:
    """What tells a variant from the potential: what stands behind the same beginning."""
    if place == 0:
        return tr("zählt bisher")
    rest = title.removeprefix(main).strip(" ()")
    return rest or title


def _row(row: ComparisonRow, place: int) -> Row:
    cells = [
        Cell(text, icon="check" if at == row.best else "", bold=at == row.best, muted=text == "–")
        for at, text in enumerate(row.texts)
    ]
    return Row(row.label, (Cell(row.label, sort=place), *cells))
