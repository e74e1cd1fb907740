"""What every section of the settings is, and the form that saves fields of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.place_fields import check_place, place_texts
from klikks_desktop.domain.records import Place
from klikks_desktop.services.places import places
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.place_specs import place_problem

LEGAL_NOTE: Final = "show_legal_note"
"""The one field of a place that is yes or no."""


class Section(QWidget):
    """One section; ``column`` holds its parts."""

    about_place = False
    """It shows the own place chosen above."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.theme = host.theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def reload(self, place: Place | None) -> None:
        """Show what is stored; ``place`` is the own place chosen above."""


class PlaceForm(QWidget):
    """Fields of a place, saved one by one when they are left; what is wrong stays and says so."""

    saved = Signal()

    def __init__(self, host: Host, sections: Sequence[FormSection]) -> None:
        super().__init__()
        self._host = host
        self._place: Place | None = None
        self.form = FormView(host.theme, sections)
        self._names = [name for name in self.form.values() if name != LEGAL_NOTE]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.form.field_left.connect(self._save)

    @property
    def place(self) -> Place | None:
        """The place shown, as stored."""
        return self._place

    def show_place(self, place: Place) -> None:
        """Show a place; of the same place, what is wrong and not saved yet stays as typed."""
        same = self._place is not None and self._place.id == place.id
        known = place_texts(place)
        wrong = [name for name in self._names if same and self.form.field(name).problem]
        self._place = place
        self.form.set_values({name: known[name] for name in self._names if name not in wrong})
        if LEGAL_NOTE in self.form.values():
            self.form.set_values({LEGAL_NOTE: place.show_legal_note})
        if not same:
            self.form.show_problems([])
        self.form.set_read_only(self._host.workspace.store.read_only)

    def _save(self, name: str) -> None:
        place = self._place
        if place is None:
            return
        value = self.form.field(name).input.value()
        if name == LEGAL_NOTE:
            changed: Place | None = replace(place, show_legal_note=bool(value))
        else:
            self.form.field(name).set_problem(place_problem(place, name, value))
            changed = check_place(place, {name: str(value)})[0]
        if changed is None or changed == place:
            return
        stored = self._host.attempt(lambda: places.update_place(self._host.workspace, changed, place))
        if stored is not None:
            self.show_place(stored)
            self._host.changed()
            self.saved.emit()
