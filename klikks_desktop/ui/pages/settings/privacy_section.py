"""Data protection: who is responsible, how long what is kept."""

from __future__ import annotations

from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import PlaceForm, Section
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.place_specs import place_spec


class PrivacySection(Section):
    """What the consent form and the information sheet say."""

    about_place = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.details = PlaceForm(
            host,
            [
                FormSection(
                    self.tr("Zuständig"),
                    "lock",
                    [
                        place_spec("controller", kind="text", lines=2),
                        (
                            place_spec("data_protection_contact", kind="text", lines=2),
                            place_spec("supervisory_authority", kind="text", lines=2),
                        ),
                        (place_spec("consent_contact"), place_spec("region_office")),
                    ],
                    self.tr("Steht auf der Einwilligung und auf dem Informationsblatt nach Art. 13 DSGVO."),
                ),
                FormSection(
                    self.tr("Fristen"),
                    "calendar",
                    [
                        (
                            place_spec("months_contact", width=30),
                            place_spec("years_register", width=30),
                        ),
                        place_spec("years_consent", width=30),
                    ],
                    self.tr(
                        "Richtwerte: Kontaktdaten 12 Monate nach Ende der Tätigkeit, Register der Urkunden "
                        "10 Jahre, Nachweise der Einwilligung 3 Jahre nach dem Widerruf. Ihre Kommune kann "
                        "andere Fristen festlegen."
                    ),
                ),
            ],
        )
        card = Card(host.theme, 0)
        card.body.addWidget(self.details)
        self.column.addWidget(card)

    def reload(self, place: Place | None) -> None:
        """Show what is stored."""
        if place is not None:
            self.details.show_place(place)
