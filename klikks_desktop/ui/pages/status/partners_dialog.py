"""All partner municipalities: who is expected, where to write to, and the ways to enter more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.services.region.partners import Town, delete_partners, expected_towns
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.files import choose_file
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.partner_dialogs import (
    AddPartnerDialog,
    ChangePartnerDialog,
    PartnerImportDialog,
    PasteDialog,
)
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.table import RecordTable


class PartnersDialog(Dialog):
    """``has_changed`` when something was stored meanwhile."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        words = _tr("Von ihnen wird ein Bericht erwartet. Angemeldete Kommunen stehen von selbst hier.")
        super().__init__(host.theme, _tr("Partnerkommunen"), words, icon="townhall", parent=parent)
        self._host = host
        self._towns: dict[object, Town] = {}
        self.has_changed = False
        self._pasted = ""
        theme = host.theme
        self.add = Button(theme, _tr("Kommune eintragen …"), icon="add")
        self.read = Button(theme, _tr("Aus Excel übernehmen …"), icon="import")
        self.paste = Button(theme, _tr("Liste einfügen …"), icon="document")
        self.search = SearchField(theme, _tr("Kommune suchen"))
        self.table = RecordTable(theme, _columns(), _tr("Partnerkommunen"), two_lines=True)
        self.change = Button(theme, _tr("Ändern …"), "quiet", "settings")
        self.remove = Button(theme, _tr("Entfernen"), "quiet", "delete")
        self._build()
        self._fill()

    def _build(self) -> None:
        theme = self.theme
        ways = FlowLayout(theme, gap=2)
        for button in (self.add, self.read, self.paste):
            ways.addWidget(button)
            button.setEnabled(not self._host.workspace.store.read_only)
        for button in (self.change, self.remove):
            self.table.add_foot_action(button)
        self.body.addLayout(ways)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        close = self.add_action(Button(theme, _tr("Schließen"), "primary"))
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(theme.width("assistant"), room.width() - theme.px(8)))
        self.table.setMinimumHeight(min(theme.px(100), room.height() - theme.px(85)))
        close.clicked.connect(self.accept)
        self.add.clicked.connect(self._add)
        self.read.clicked.connect(self._read)
        self.paste.clicked.connect(self._paste)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.table.activated.connect(self._change)
        self.table.chosen.connect(self._follow)
        self.search.searched.connect(self._fill)
        self.search.left_downwards.connect(self.table.enter)

    def _fill(self) -> None:
        workspace = self._host.workspace
        alphabet, towns = workspace.shipped.alphabet, expected_towns(workspace)
        query = search_query(self.search.text(), alphabet)
        self._towns = {
            town.key: town
            for town in towns
            if not query
            or matches(query, search_key(f"{town.designation} {town.county} {town.key}", alphabet))
        }
        nothing = _tr("Nichts gefunden.") if towns else _tr("Noch ist keine Kommune eingetragen.")
        count = count_words(len(self._towns), "Kommune", "Kommunen")
        self.table.set_rows([_row(town) for town in self._towns.values()], count if self._towns else nothing)
        if self.table.selected_key() is None and self._towns:
            self.table.view.selectRow(0)
        self._follow()

    def _chosen(self) -> Town | None:
        return self._towns.get(self.table.selected_key())

    def _follow(self) -> None:
        town, may_write = self._chosen(), not self._host.workspace.store.read_only
        self.change.setEnabled(town is not None)
        self.remove.setEnabled(town is not None and town.is_stored and may_write)

    def _note(self) -> None:
        self.has_changed = True
        self._fill()

    def _note_list(self) -> None:
        """Until it is taken a pasted list stays, to be mended and tried again."""
        self._pasted = ""
        self._note()

    def _add(self) -> None:
        dialog = AddPartnerDialog(self._host, self)
        if dialog.ask():
            self.search.clear()
            self._note()
            self.table.select(dialog.key)
        dialog.deleteLater()

    def _read(self) -> None:
        file = choose_file(
            self, _tr("Aus Excel übernehmen"), _tr("Tabellen (*.xlsx *.csv);;Alle Dateien (*)")
        )
        if file is not None:
            self._import(PartnerImportDialog(self._host, file, self))

    def _paste(self) -> None:
        dialog = PasteDialog(self._host, self._pasted, self)
        if dialog.ask():
            self._pasted = dialog.list
            self._import(PartnerImportDialog(self._host, dialog.list, self))

    def _import(self, dialog: PartnerImportDialog) -> None:
        dialog.taken.connect(self._note_list)
        dialog.preview()

    def _change(self) -> None:
        town = self._chosen()
        if town is not None and ChangePartnerDialog(self._host, town, self).ask():
            self._note()

    def _remove(self) -> None:
        town = self._chosen()
        workspace = self._host.workspace
        if town is not None and self._host.attempt(lambda: delete_partners(workspace, [town])) is not None:
            self._note()


def _row(town: Town) -> Row:
    partner = town.partner
    city = f"{partner.postcode} {partner.city}".strip()
    address = Cell(partner.street or city, city if partner.street else _tr("ohne Straße"))
    standing = (
        Cell(_tr("angemeldet"), state="ok")
        if town.is_enrolled
        else Cell(_tr("nicht angemeldet"), state="draft")
    )
    return Row(
        town.key, (Cell(town.designation, _under(town), sort=town.name), address, partner.email, standing)
    )


def _under(town: Town) -> str:
    return " · ".join(part for part in (town.county, town.key) if part)


def _columns() -> list[Column]:
    return [
        Column("town", _tr("Kommune")),
        Column("address", _tr("Anschrift"), width=44),
        Column("email", _tr("E-Mail")),
        Column("standing", _tr("Stand"), "pill"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartnersDialog", text)
