"""Step 2: which municipality, or which office of the region."""

from __future__ import annotations

from PySide6.QtCore import Qt

from klikks_desktop.domain.region.fields import OFFICE_NAME
from klikks_desktop.domain.values import ValueFormatError
from klikks_desktop.services.places.places import NewPlace
from klikks_desktop.services.workspace import Shipped
from klikks_desktop.ui.assistant.side import Station
from klikks_desktop.ui.assistant.step import ScrolledStep
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.place_search import PlaceSearch


class PlaceStep(ScrolledStep):
    """The own municipality, found in the official directory."""

    def __init__(self, theme: Theme, shipped: Shipped) -> None:
        super().__init__(theme)
        self.title = self.tr("Welche Kommune ist Ihre?")
        self.subtitle = self.tr("Tippen Sie den Namen, die Postleitzahl oder den Gemeindeschlüssel (AGS).")
        self.search = PlaceSearch(theme, shipped)
        self.search.changed.connect(self.changed)
        self.search.confirmed.connect(self.proceed)
        self.body.addWidget(self.search, 1)

    @property
    def new_place(self) -> NewPlace | None:
        """The place as the directory describes it."""
        return self.search.place

    def station(self) -> Station:
        """The place, once chosen."""
        chosen = self.new_place
        detail = chosen.place.designation if chosen else self.tr("im amtlichen Verzeichnis finden")
        return Station(self.tr("Ihre Kommune"), detail)

    def next_label(self) -> str:
        """With the name, so that nobody goes on with the wrong town."""
        chosen = self.new_place
        if chosen is None:
            return self.tr("Weiter")
        return self.tr("Weiter mit {place}").format(place=chosen.place.designation)

    def is_ready(self) -> bool:
        """A place is chosen."""
        return self.new_place is not None

    def enter(self) -> None:
        """In the search field."""
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)


class OfficeNameStep(ScrolledStep):
    """For a region: the name of its office."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = self.tr("Wie heißt Ihre Stelle?")
        self.subtitle = self.tr("So sehen die Kommunen Sie in der Anmeldedatei.")
        self.field = FormField(
            theme,
            FieldSpec(
                "name",
                self.tr("Name der Stelle"),
                placeholder=self.tr("Regionalmanagement Heide"),
                help=self.tr("Der Name der Stelle, kein Name einer Person."),
            ),
        )
        self.field.edited.connect(self._show_problem)
        self.field.edited.connect(self.changed)
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    @property
    def name(self) -> str:
        """The name as it will be kept; empty while it cannot be."""
        try:
            return str(OFFICE_NAME.read(str(self.field.input.value())))
        except ValueFormatError:
            return ""

    def station(self) -> Station:
        """The name, once typed."""
        return Station(self.tr("Ihre Stelle"), self.name or self.tr("wie die Kommunen Sie sehen"))

    def is_ready(self) -> bool:
        """There is a name."""
        return bool(self.name)

    def enter(self) -> None:
        """In the field."""
        self.field.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self) -> None:
        # Emptiness needs no words: the button that leads on waits.
        typed = str(self.field.input.value()).strip()
        problem = ""
        try:
            OFFICE_NAME.read(typed)
        except ValueFormatError as error:
            problem = str(error) if typed else ""
        self.field.set_problem(problem)
