"""What a potential is called, where it lies, how urgent it is and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.services.places.places import spots_of
from klikks_desktop.services.savings.potentials import POTENTIAL_FORM, PotentialForm, save_fields
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.record_form import RecordFormView


class FactsTab(QWidget):
    """``saved`` carries the form after every change."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._shown: UUID | None = None
        self._locked = False
        self.view = RecordFormView(host.theme, POTENTIAL_FORM.fields, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.left.connect(self._save)

    def show_potential(self, data: PotentialForm, *, locked: bool) -> None:
        """Show a potential; the same one keeps what is being typed."""
        self._locked = locked
        buildings, localities = spots_of(self._host.workspace, data.place.id)
        self.view.offer("building_id", [(str(each.id), each.name) for each in buildings])
        self.view.offer("locality_id", [(str(each.id), each.name) for each in localities])
        if data.potential.id == self._shown:
            self.view.refresh(data.fields)
        else:
            self.view.load(data.fields)
        self._shown = data.potential.id
        self.view.set_read_only(locked)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if typed := self.view.typed():
            self._save(typed)

    def _save(self, texts: Mapping[str, str]) -> None:
        potential, workspace = self._shown, self._host.workspace
        if potential is None or self._locked:
            return
        seen = self.view.seen()
        saved = self._host.attempt(lambda: save_fields(workspace, potential, texts, seen))
        if saved is not None:
            self.view.refresh(saved.fields, texts)
            self.saved.emit(saved)
