"""A further own place, found in the official directory."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.places import places
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.place_search import PlaceSearch


class AddPlaceDialog(Dialog):
    """Search, confirm, set up."""

    def __init__(self, host: Host, title: str, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, title, icon="townhall", parent=parent)
        self._host = host
        self._made: Place | None = None
        self.search = PlaceSearch(host.theme, host.workspace.shipped)
        self.search.changed.connect(self._follow)
        self.search.confirmed.connect(self._add)
        self.body.addWidget(self.search)
        cancel = self.add_action(Button(host.theme, self.tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.main = self.add_action(Button(host.theme, self.tr("Kommune anlegen"), "primary"))
        self.main.clicked.connect(self._add)
        self._follow()

    def ask(self) -> Place | None:
        """Show it; the place that was set up."""
        self.search.field.setFocus()
        return self._made if self.exec() == QDialog.DialogCode.Accepted else None

    def _follow(self) -> None:
        self.main.setEnabled(self.search.place is not None)
        self.adjustSize()

    def _add(self) -> None:
        chosen, workspace = self.search.place, self._host.workspace
        if chosen is None:
            return
        place = replace(chosen.place, id=workspace.new_id())
        self._made = self._host.attempt(lambda: places.add_place(workspace, place))
        if self._made is not None:
            self.accept()
