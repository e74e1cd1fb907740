"""The page Kommunen of a region: what each town reported, to read and to take along."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.services.cards import cards_name, export_offices
from klikks_desktop.services.exchange.place_report import export_places, place_detail, places_export_name
from klikks_desktop.services.overview import Target
from klikks_desktop.services.places.places import PlaceRow, list_places
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.places.card import PlaceCard
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.table import RecordTable

DETAIL_WIDTH = 106
COUNTY_COLUMN = 1


class PlacesPage(Page):
    """All places with their figures; beside them one place with its people."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        super().__init__(theme, PageHead(theme, _tr("Kommunen"), _tr("Wie sie sich selbst gemeldet haben")))
        self._host = host
        self._rows: list[PlaceRow] = []
        self._shown: list[PlaceRow] = []
        self._target = Path()
        self.told = self._make_told()
        self.search = SearchField(theme, _tr("Kommune, Landkreis oder Schlüssel suchen"))
        self.table = RecordTable(theme, _columns(), _tr("Kommunen"), two_lines=True)
        self.excel = Button(theme, _tr("Nach Excel"), "quiet", "export")
        self.cards = Button(theme, _tr("Adresskarten"), "quiet", "person")
        self.table.add_foot_action(self.excel)
        self.table.add_foot_action(self.cards)
        self.detail = PlaceCard(theme)
        self.empty = EmptyState(
            theme,
            _tr("Noch hat keine Kommune berichtet"),
            _tr("Mit der ersten übernommenen Datei steht sie hier, mit ihren Patinnen und Paten."),
            primary=Button(theme, _tr("Zum Posteingang"), "big", "import"),
        )
        listing = QWidget()
        self._listing = Card(theme, 0)
        self._build_listing(listing)
        self.panes = Panes(theme, listing, self.detail, DETAIL_WIDTH)
        self.body.addWidget(self.told)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read the places again."""
        self._rows = list_places(self._host.workspace)
        self.empty.setVisible(not self._rows)
        self.panes.setVisible(bool(self._rows))
        self._search()

    def open_record(self, record: UUID | None) -> None:
        """Show one place."""
        if record is None:
            return
        self.search.clear()
        if self.table.select(record):
            self.panes.show_record()

    def search_widget(self) -> QWidget | None:
        """The search field above the list."""
        if not self._rows:
            return None
        self.panes.show_list()
        return self.search

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self.detail.show_way_back(not two_panes)
        self.table.view.setColumnHidden(COUNTY_COLUMN, slim)

    # ------------------------------------------------------------------ inside

    def _build_listing(self, listing: QWidget) -> None:
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(3))
        column.addWidget(self.search)
        self._listing.body.addWidget(self.table)
        column.addWidget(self._listing, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._go_down)
        self.table.chosen.connect(self._show)
        self.table.activated.connect(self._enter)
        self.table.view.clicked.connect(self.panes.show_record)
        self.excel.clicked.connect(self._export)
        self.cards.clicked.connect(self._write_cards)
        self.detail.went_back.connect(self._go_back)
        self.detail.person_wanted.connect(self._go_to_person)
        self.empty.primary.clicked.connect(self._go_to_exchange)

    def _search(self) -> None:
        alphabet = self._host.workspace.shipped.alphabet
        query = search_query(self.search.text(), alphabet)
        self._shown = [
            row
            for row in self._rows
            if matches(query, search_key(f"{row.designation} {row.county} {row.key}", alphabet))
        ]
        self.table.set_rows([self._row(row) for row in self._shown], self._count())
        if self.table.selected_key() is None and self._shown:
            self.table.view.selectRow(0)
        self._show(self.table.selected_key())

    def _count(self) -> str:
        if not self._shown:
            return self.tr("Nichts gefunden.")
        places = count_words(len(self._shown), "Kommune", "Kommunen")
        active = sum(row.in_office for row in self._shown)
        return self.tr("{places} · {n} im Amt").format(places=places, n=active)

    def _row(self, row: PlaceRow) -> Row:
        reported = row.reported_at.astimezone() if row.reported_at else None
        age = Cell("")
        if reported is not None:
            words = age_words(reported.date(), self._host.workspace.today)
            age = Cell(format_short(reported.date()), words, sort=reported.timestamp())
        cells = (
            Cell(row.designation, row.key, sort=row.name),
            row.county,
            Cell(str(row.in_office), sort=row.in_office),
            Cell(str(row.named), sort=row.named),
            age,
        )
        return Row(row.id, cells)

    def _show(self, key: object) -> None:
        self.detail.setEnabled(isinstance(key, UUID))
        if isinstance(key, UUID):
            detail = self._host.attempt(lambda: place_detail(self._host.workspace, key))
            if detail is not None:
                self.detail.show_place(detail, self._host.workspace.today)

    def _enter(self, _key: object) -> None:
        self.panes.show_record()
        self.detail.enter()

    def _go_down(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_back(self) -> None:
        self.panes.show_list()
        self.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_person(self, person: UUID) -> None:
        self._host.go(Target.PATRON, person)

    def _go_to_exchange(self) -> None:
        self._host.go(Target.EXCHANGE)

    def _export(self) -> None:
        workspace, ids = self._host.workspace, [row.id for row in self._shown]
        suggested = Path.home() / places_export_name(workspace)
        kinds = self.tr("Excel (*.xlsx)")
        target = choose_target(self, self.tr("Nach Excel schreiben"), kinds, suggested)
        if target is None:
            return
        out = self._target = target
        count = self._host.attempt(lambda: export_places(workspace, out, ids))
        if count is not None:
            places = count_words(count, "Kommune", "Kommunen")
            self.told.set_text(self.tr("{places} geschrieben: {file}").format(places=places, file=out))
            self.told.show()

    def _write_cards(self) -> None:
        workspace, keys = self._host.workspace, [row.key for row in self._shown]
        suggested = Path.home() / cards_name(workspace, None, "Kommunen")
        kinds = self.tr("Adresskarten (*.vcf)")
        target = choose_target(self, self.tr("Als Adresskarte sichern"), kinds, suggested)
        if target is None:
            return
        out = self._target = target
        count = self._host.attempt(lambda: export_offices(workspace, out, keys))
        if count is not None:
            cards = count_words(count, self.tr("Adresskarte"), self.tr("Adresskarten"))
            self.told.set_text(self.tr("{cards} geschrieben: {file}").format(cards=cards, file=out))
            self.told.show()

    def _make_told(self) -> InfoBar:
        folder = Button(self.theme, self.tr("Ordner öffnen"), "quiet", "folder")
        close = Button(self.theme, "", "quiet", "close", name=self.tr("Meldung schließen"))
        bar = InfoBar(self.theme, "ok", "", folder, close)
        bar.hide()
        close.clicked.connect(bar.hide)
        folder.clicked.connect(self._open_folder)
        return bar

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))


def _columns() -> list[Column]:
    return [
        Column("place", _tr("Kommune")),
        Column("county", _tr("Landkreis")),
        Column("active", _tr("Im Amt"), "number"),
        Column("named", _tr("Namentlich"), "number"),
        Column("reported", _tr("Bericht vom"), "date"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlacesPage", text)
