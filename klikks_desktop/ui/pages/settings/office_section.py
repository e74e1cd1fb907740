"""For a region: the name of its office."""

from __future__ import annotations

from PySide6.QtCore import Qt

from klikks_desktop.domain.records import Place
from klikks_desktop.domain.region.fields import OFFICE_NAME
from klikks_desktop.domain.values import ValueFormatError
from klikks_desktop.services.region.office_name import rename
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField


class OfficeSection(Section):
    """Saved when the field is left."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.name = FormField(
            host.theme,
            FieldSpec(
                "name",
                self.tr("Name der Stelle"),
                help=self.tr("So sehen die Kommunen Sie in der Anmeldedatei. Kein Name einer Person."),
            ),
        )
        self.name.left.connect(self._save)
        card = Card(host.theme, 5)
        card.body.addWidget(self.name)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - a region has no own place
        """Show the name."""
        self.name.set_value(self.host.workspace.name)
        self.name.set_read_only(self.host.workspace.store.read_only)

    def _save(self) -> None:
        workspace = self.host.workspace
        try:
            name = str(OFFICE_NAME.read(str(self.name.input.value())))
        except ValueFormatError as error:
            self.name.set_problem(str(error))
            return
        self.name.set_problem("")
        self.name.set_value(name)
        if name != workspace.name:
            stored = self.host.attempt(lambda: rename(workspace, name, seen=workspace.name))
            if stored is not None:
                self.name.set_value(stored)
            self.host.changed()
