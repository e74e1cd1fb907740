"""The parts of a municipality (Ortsteile), where a patron may work."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from klikks_desktop.domain.records import Locality, Place
from klikks_desktop.domain.values import clean_text
from klikks_desktop.services.places import places
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class LocalitySection(Section):
    """A list, and two fields for the one chosen or for a new one."""

    about_place = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._place: Place | None = None
        self._known: dict[UUID, Locality] = {}
        columns = [Column("name", self.tr("Ortsteil")), Column("genitive", self.tr("Auf der Urkunde"))]
        self.table = RecordTable(theme, columns, self.tr("Ortsteile"))
        self.table.chosen.connect(self._show)
        self.title = Label(theme, "", "section")
        self.name = FormField(theme, FieldSpec("name", self.tr("Name")))
        self.genitive = FormField(
            theme,
            FieldSpec(
                "genitive",
                self.tr("Im Genitiv"),
                help=self.tr("„Klimaschutzpatin des Ortsteils Harber“; leer: des Ortsteils …"),
            ),
        )
        self.add = Button(theme, self.tr("Ortsteil anlegen"), "primary", "add")
        self.new = Button(theme, self.tr("Neuer Ortsteil"), icon="add")
        self.delete = Button(theme, self.tr("Ortsteil löschen"), "quiet", "delete")
        self.add.clicked.connect(self._add)
        self.new.clicked.connect(self._begin)
        self.delete.clicked.connect(self._delete)
        for field in (self.name, self.genitive):
            field.left.connect(self._save)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        listing = Card(theme, 0)
        listing.body.addWidget(self.table, 1)
        editor = Card(theme, 4)
        editor.body.addWidget(self.title)
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(3))
        fields.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.genitive, 1, Qt.AlignmentFlag.AlignTop)
        editor.body.addLayout(fields)
        actions = FlowLayout(theme)
        for button in (self.add, self.new, self.delete):
            actions.addWidget(button)
        editor.body.addLayout(actions)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(listing, 1)
        self.column.addWidget(editor)

    def reload(self, place: Place | None) -> None:
        """Show the parts of a place."""
        other = self._place is None or place is None or place.id != self._place.id
        self._place = place
        found = places.localities_of(self.host.workspace, place.id) if place else []
        self._known = {locality.id: locality for locality in found}
        count = self.tr("1 Ortsteil") if len(found) == 1 else self.tr("{n} Ortsteile").format(n=len(found))
        if other:
            self.table.clear_selection()
        self.table.set_rows([Row(known.id, [known.name, known.genitive]) for known in found], count)
        self._show(self.table.selected_key())
        read_only = self.host.workspace.store.read_only
        for widget in (self.name, self.genitive, self.add, self.new, self.delete):
            widget.setEnabled(not read_only)

    def _chosen(self) -> Locality | None:
        key = self.table.selected_key()
        return self._known.get(key) if isinstance(key, UUID) else None

    def _show(self, _key: object) -> None:
        chosen = self._chosen()
        self.title.setText(chosen.name if chosen else self.tr("Neuer Ortsteil"))
        self.name.set_value(chosen.name if chosen else "")
        self.genitive.set_value(chosen.genitive if chosen else "")
        self.name.set_problem("")
        self.add.setVisible(chosen is None)
        self.new.setVisible(chosen is not None)
        self.delete.setVisible(chosen is not None)

    def _begin(self) -> None:
        self.table.clear_selection()
        self.name.input.setFocus()

    def _add(self) -> None:
        place, workspace = self._place, self.host.workspace
        name, genitive = str(self.name.input.value()), str(self.genitive.input.value())
        if place is None:
            return
        if self.host.attempt(lambda: places.add_locality(workspace, place.id, name, genitive)) is not None:
            self.reload(place)
            self.host.changed()
            self.name.input.setFocus()

    def _save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        name = clean_text(str(self.name.input.value()))
        self.name.set_problem("" if name else self.tr("Bitte den Namen des Ortsteils eintragen."))
        genitive = clean_text(str(self.genitive.input.value())) or f"des Ortsteils {name}"
        changed = replace(chosen, name=name, genitive=genitive)
        if name and changed != chosen:
            workspace = self.host.workspace
            if self.host.attempt(lambda: places.update_locality(workspace, changed, chosen)) is not None:
                self.reload(self._place)
                self.host.changed()

    def _delete(self) -> None:
        chosen, workspace = self._chosen(), self.host.workspace
        if chosen is None:
            return

        def delete() -> bool:
            places.delete_locality(workspace, chosen.id)
            return True

        if self.host.attempt(delete):
            self.table.clear_selection()
            self.reload(self._place)
            self.host.changed()
