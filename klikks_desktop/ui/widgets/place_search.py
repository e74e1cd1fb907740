"""Finding a municipality in the official directory, or entering one that is not in it yet."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.services.places.place_search import PlaceHits, find_places, place_facts
from klikks_desktop.services.places.places import NewPlace, describe_place
from klikks_desktop.services.workspace import Shipped
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.table import RecordTable

MOST_ROWS: Final = 6
LEAST_ROWS: Final = 2
_NO_ID: Final = UUID(int=0)


class PlaceSearch(QWidget):
    """Search field, hits, confirmation; an unknown key can be entered by hand.

    ``changed`` whenever another place (or none) is chosen, ``confirmed`` when Enter says that it is
    the one. ``place`` is the choice; its ``id`` is not set yet.
    """

    changed = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, shipped: Shipped, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shipped = shipped
        self._new: NewPlace | None = None
        self._make_hits()
        self._make_own()
        self._make_confirmation()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            *(self.field, self._example, self._card, self._hint),
            *(self._own, self._warning, self._confirmation),
        ):
            self._column.addWidget(widget)
        self._column.addWidget(self.own_entry, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._search("")

    @property
    def place(self) -> NewPlace | None:
        """The place chosen, with what should be known about it."""
        return self._new

    # ------------------------------------------------------------------ parts

    def _make_hits(self) -> None:
        theme = self.theme
        self.field = SearchField(
            theme, self.tr("Kommune suchen"), self.tr("Name, Postleitzahl, Gemeindeschlüssel oder Kreis")
        )
        self.field.installEventFilter(self)
        self._example = Label(
            theme,
            self.tr("Zum Beispiel: Soltau, 29614, 03358021 oder Heidekreis"),
            "small",
            "muted",
            wrap=True,
        )
        columns = [
            Column("name", self.tr("Gemeinde")),
            Column("state", self.tr("Land")),
            Column("postcode", self.tr("PLZ")),
            Column("key", self.tr("AGS")),
        ]
        self.table = RecordTable(theme, columns, self.tr("Gefundene Gemeinden"), two_lines=True)
        self.table.view.setSortingEnabled(False)
        self._card = Card(theme, 0)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._card.body.addWidget(self.table)
        self._hint = Label(theme, "", "small", "muted", wrap=True)
        self.field.searched.connect(self._search)
        self.field.left_downwards.connect(self._enter_table)
        self.table.chosen.connect(self._choose)
        self.table.activated.connect(self._confirm)

    def _make_own(self) -> None:
        theme = self.theme
        self.own_entry = Button(theme, self.tr("Kommune nicht gefunden?"), "quiet", "help")
        self.own_entry.setCheckable(True)
        self.own_entry.toggled.connect(self._show_own)
        self._own = QWidget()
        self.own_key = FormField(
            theme,
            FieldSpec("key", self.tr("Gemeindeschlüssel"), width=44, help=self.tr("8 Ziffern, Verbände 9")),
        )
        self.own_name = FormField(
            theme,
            FieldSpec("name", self.tr("Name der Kommune"), help=self.tr("ohne „Stadt“ oder „Gemeinde“")),
        )
        self._own_row = QHBoxLayout(self._own)
        self._own_row.setContentsMargins(0, 0, 0, 0)
        self._own_row.addWidget(self.own_key, 0, Qt.AlignmentFlag.AlignTop)
        self._own_row.addWidget(self.own_name, 1, Qt.AlignmentFlag.AlignTop)
        self._own.hide()
        self._warning = InfoBar(theme, "warn", "")
        self._warning.hide()
        for field in (self.own_key, self.own_name):
            field.edited.connect(self._take_own)
            field.left.connect(self._check_own)

    def _make_confirmation(self) -> None:
        theme = self.theme
        self._confirmation = Card(theme, 3, "okSoft")
        self._title = Label(theme, "", "section", wrap=True)
        self._figures = Label(theme, "", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._figures)
        self._confirmed_row = QHBoxLayout()
        self._confirmed_row.addWidget(IconLabel(theme, "townhall", "ok", 6.5))
        self._confirmed_row.addLayout(words, 1)
        self._confirmation.body.addLayout(self._confirmed_row)
        self._confirmation.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._confirmation.hide()

    # ------------------------------------------------------------------ searching

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in the search field confirms the marked hit."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._confirm()
            return True
        return False

    def _search(self, text: str) -> None:
        hits = find_places(self._shipped, text)
        self._hint.setText(self._hint_for(text, hits))
        self._hint.setVisible(bool(self._hint.text()))
        self._example.setVisible(not text.strip())
        self._card.setVisible(bool(hits.places))
        rows = [
            Row(hit.key, [Cell(hit.name, hit.kind, sort=place), hit.state, hit.postcode, hit.key])
            for place, hit in enumerate(hits.places)
        ]
        self.table.clear_selection()
        self.table.set_rows(rows, self._count(hits))
        self._fit_height()
        if rows:
            self.table.select(rows[0].key)
        if not self.own_entry.isChecked():
            self._choose(hits.places[0].key if hits.places else None)

    def _count(self, hits: PlaceHits) -> str:
        count = len(hits.places)
        words = self.tr("Die ersten {count} Treffer") if hits.is_cut else self.tr("{count} Treffer")
        among = self.tr("{hits} unter {all} Gemeinden · Gebietsstand {edition}")
        return among.format(
            hits=words.format(count=count), all=format_integer(hits.municipalities), edition=hits.edition
        )

    def _hint_for(self, text: str, hits: PlaceHits) -> str:
        if text.strip() and not hits.places:
            none = self.tr(
                "Kein Treffer unter {all} Gemeinden (Gebietsstand {edition}). Prüfen Sie die Schreibweise."
            )
            return none.format(all=format_integer(hits.municipalities), edition=hits.edition)
        return hits.hint

    def _enter_table(self) -> None:
        if self._card.isVisible():
            self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: object) -> None:
        """Take a hit of the directory; it closes the entry by hand."""
        if key is not None and self.own_entry.isChecked():
            self.own_entry.setChecked(False)
        self._set(describe_place(self._shipped, _NO_ID, str(key)) if key is not None else None)

    def _confirm(self) -> None:
        if self._new is not None:
            self.confirmed.emit()

    # ------------------------------------------------------------------ entry by hand

    def _show_own(self, shown: bool) -> None:
        self._own.setVisible(shown)
        words = self.tr("Doch im Verzeichnis suchen") if shown else self.tr("Kommune nicht gefunden?")
        self.own_entry.set_label(words, "search" if shown else "help")
        if shown:
            self.table.clear_selection()
            digits = self.field.text().strip()
            if digits.isdigit() and not self.own_key.input.value():
                self.own_key.set_value(digits)
            self.own_key.input.setFocus(Qt.FocusReason.OtherFocusReason)
            self._take_own()
        else:
            self._warning.hide()
            self._choose(self.table.selected_key())
            if self.own_entry.hasFocus():
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_own(self) -> None:
        """Follow what is typed; complain only when the field is left."""
        self.own_key.set_problem("")
        self._set(self._described())

    def _described(self) -> NewPlace | None:
        name = str(self.own_name.input.value())
        try:
            described = describe_place(self._shipped, _NO_ID, str(self.own_key.input.value()), name)
        except UserError:
            return None
        # Here there is somebody to ask for the name.
        return described if name.strip() or described.place.name != described.place.key else None

    def _check_own(self) -> None:
        if not self.own_key.input.value():
            return
        try:
            describe_place(self._shipped, _NO_ID, str(self.own_key.input.value()), "–")
        except UserError as error:
            self.own_key.set_problem(f"{error.text.happened} ({error.code})")

    def _set(self, new: NewPlace | None) -> None:
        self._new = new
        self._warning.setVisible(bool(new and new.warnings))
        self._confirmation.setVisible(new is not None)
        if new is not None:
            self._warning.set_text(" ".join(new.warnings))
            facts = place_facts(self._shipped, new.place.key)
            self._title.setText(facts.title if facts else f"{new.place.designation}, {new.place.state}")
            self._figures.setText(facts.figures if facts else new.place.key)
        self.changed.emit()

    # ------------------------------------------------------------------ measures

    def _fit_height(self) -> None:
        """As high as the hits, at most some rows."""
        row = self.theme.height("row_two_lines")
        head = self.table.view.horizontalHeader().sizeHint().height()
        count = self.table.model.rowCount()
        self.table.view.setMinimumHeight(head + min(count, LEAST_ROWS) * row)
        self.table.view.setMaximumHeight(head + min(max(count, 1), MOST_ROWS) * row)

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(2.5))
        self._own_row.setSpacing(self.theme.px(3))
        self._confirmed_row.setSpacing(self.theme.px(5))
        self._fit_height()
