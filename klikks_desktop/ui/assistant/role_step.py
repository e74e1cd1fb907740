"""Step 1: town or region."""

from __future__ import annotations

from PySide6.QtCore import Qt

from klikks_desktop.domain.records import Role
from klikks_desktop.ui.assistant.side import Station
from klikks_desktop.ui.assistant.step import ScrolledStep
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.choice_card import ChoiceCard


class RoleStep(ScrolledStep):
    """Two large choices."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = self.tr("Wofür richten Sie KlikKS ein?")
        self.subtitle = self.tr("Die Auswahl bestimmt, welche Seiten Sie sehen. Beides bleibt in Ihrem Haus.")
        self.town = ChoiceCard(
            theme,
            "townhall",
            self.tr("Kommune"),
            self.tr(
                "Sie berufen Klimaschutzpatinnen und Klimaschutzpaten, drucken ihre Urkunden und "
                "berichten an die Region."
            ),
        )
        self.region = ChoiceCard(
            theme,
            "map",
            self.tr("Regionalmanagement"),
            self.tr("Sie begleiten viele Kommunen, lesen ihre Dateien ein und sehen, wer noch fehlt."),
        )
        for card in (self.town, self.region):
            self.body.addWidget(card)
            card.toggled.connect(self.changed)
        self.body.addStretch(1)

    @property
    def role(self) -> Role | None:
        """What was chosen."""
        if self.region.isChecked():
            return Role.REGION
        return Role.MUNICIPALITY if self.town.isChecked() else None

    def station(self) -> Station:
        """The choice, once made."""
        words = {
            Role.MUNICIPALITY: self.tr("Kommune"),
            Role.REGION: self.tr("Regionalmanagement"),
            None: self.tr("Kommune oder Region"),
        }
        return Station(self.tr("Ihre Rolle"), words[self.role])

    def is_ready(self) -> bool:
        """A role is chosen."""
        return self.role is not None

    def enter(self) -> None:
        """On the chosen card, else on the first; with its ring, as nothing was clicked yet."""
        card = self.region if self.region.isChecked() else self.town
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
