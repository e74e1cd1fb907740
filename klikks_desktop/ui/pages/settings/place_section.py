"""Own places: names, office, signatures, coat of arms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt, Signal

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import remove_arms, set_arms
from klikks_desktop.services.register.arms import arms_of
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.add_place_dialog import AddPlaceDialog
from klikks_desktop.ui.pages.settings.section import LEGAL_NOTE, PlaceForm, Section
from klikks_desktop.ui.records.asked_bar import AskedBar
from klikks_desktop.ui.widgets.arms_field import ArmsField
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.colour_chips import ColourChips
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormSection
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.place_specs import place_spec

MOST_ARMS_BYTES: Final = 20 << 20
_ARMS: Final = 5


class PlaceSection(Section):
    """``added`` carries the id of a place that was set up here."""

    about_place = True
    added = Signal(object)

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.details = PlaceForm(host, self._sections())
        self.add = Button(host.theme, self.tr("Weitere Kommune anlegen …"), icon="add")
        self.add.clicked.connect(self.ask_for_place)
        self.asked = AskedBar(host)
        card = Card(host.theme, 0)
        card.body.addWidget(self.asked)
        card.body.addWidget(self.details, 1)
        self.column.addWidget(card, 1)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._make_arms()

    def reload(self, place: Place | None) -> None:
        """Show a place."""
        self.details.setVisible(place is not None)
        self.add.setEnabled(not self.host.workspace.store.read_only)
        if place is not None:
            self.details.show_place(place)
            self.asked.show_asked(place.key, None)
            self._show_arms(place)

    def ask_for_place(self) -> None:
        """Set up a further place from the directory."""
        dialog = AddPlaceDialog(self.host, self.tr("Weitere Kommune anlegen"), self)
        place = dialog.ask()
        dialog.deleteLater()
        if place is not None:
            self.host.changed()
            self.added.emit(place.id)

    def _sections(self) -> list[FormSection]:
        note = self.tr("Die Form kommt aus dem amtlichen Verzeichnis. Ändern Sie sie, wo sie nicht passt.")
        return [
            FormSection(
                self.tr("Name auf der Urkunde"),
                "townhall",
                [
                    (place_spec("designation"), place_spec("nominative")),
                    (place_spec("genitive"), place_spec("locative")),
                ],
                note,
            ),
            FormSection(
                self.tr("Unterschrift"),
                "certificate",
                [
                    (place_spec("signatory_name"), place_spec("signatory_title")),
                    place_spec("signatory_address"),
                ],
            ),
            FormSection(
                self.tr("Vertretung"),
                "person",
                [
                    (place_spec("deputy_name", optional=True), place_spec("deputy_title", optional=True)),
                    place_spec("deputy_mode"),
                ],
            ),
            FormSection(
                self.tr("Zweite Unterschrift"),
                "person",
                [
                    (place_spec("second_name", optional=True), place_spec("second_title", optional=True)),
                    place_spec("second_address"),
                ],
            ),
            FormSection(
                self.tr("Amt"),
                "mail",
                [
                    (place_spec("office", optional=True), place_spec("street", optional=True)),
                    (place_spec("postcode"), place_spec("city")),
                    (
                        place_spec("contact_email", optional=True),
                        place_spec("contact_phone", optional=True),
                    ),
                    place_spec("contact_name", optional=True),
                ],
            ),
            FormSection(self.tr("Wappen"), "shield", [place_spec("arms_blazon", optional=True)]),
            FormSection(
                self.tr("Urkunde"),
                "document",
                [
                    place_spec("design"),
                    (place_spec("council"), place_spec("programme", optional=True)),
                    FieldSpec(
                        LEGAL_NOTE,
                        self.tr("Hinweis drucken, dass kein Beamten- oder Arbeitsverhältnis entsteht"),
                        "check",
                    ),
                ],
            ),
        ]

    # ------------------------------------------------------------------ coat of arms

    def _make_arms(self) -> None:
        theme = self.theme
        self.arms = ArmsField(theme)
        self.arms.given.connect(self._take_arms)
        self.arms.removed.connect(self._remove_arms)
        self._accent_label = Label(theme, self.tr("Schmuckfarbe der Urkunde, aus dem Wappen"), "label")
        self.accents = ColourChips(theme, self.tr("Schmuckfarbe der Urkunde"))
        self.accents.chosen.connect(self._take_accent)
        section = self.details.form.section(_ARMS)
        section.insertWidget(0, self.arms)
        section.addWidget(self._accent_label)
        section.addWidget(self.accents)

    def _show_arms(self, place: Place) -> None:
        try:
            look = arms_of(self.host.workspace, place)
        except UserError as error:
            self.arms.show_problem(error.line)
            return
        self.arms.setEnabled(not self.host.workspace.store.read_only)
        self.arms.show_arms(look.png if look else None, coarse=bool(look and look.is_coarse))
        colours = list(look.accents) if look else []
        if place.accent and place.accent not in [value for value, _ in colours]:
            colours.append((place.accent, self.tr("Eigene Farbe")))
        self._accent_label.setVisible(bool(colours))
        self.accents.setVisible(bool(colours))
        self.accents.show_colours([*colours, ("", self.tr("Farbe der Gestaltung"))], place.accent)

    def _take_arms(self, file: Path) -> None:
        place, workspace = self.details.place, self.host.workspace
        if place is None:
            return
        try:
            changed: Place | None = set_arms(workspace, place, read_bytes(file, MOST_ARMS_BYTES))
        except Conflict as conflict:
            changed = cast("Place | None", self.host.settle(conflict))
        except UserError as error:
            self.arms.show_problem(error.line)
            return
        self._changed(changed)

    def _remove_arms(self) -> None:
        if (place := self.details.place) is not None:
            self._changed(self.host.attempt(lambda: remove_arms(self.host.workspace, place)))

    def _take_accent(self, colour: str) -> None:
        if (place := self.details.place) is not None:
            changed = replace(place, accent=colour)
            self._changed(self.host.attempt(lambda: places.update_place(self.host.workspace, changed, place)))

    def _changed(self, place: Place | None) -> None:
        if place is not None:
            self.reload(place)
            self.host.changed()
