"""The letter that signs the municipality up to the programme (Anmeldung zum Programm)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.reports.letters import Letter, LetterOrder
from klikks_desktop.ui.dialogs.letter import NOTE, LetterDialog
from klikks_desktop.ui.host import Host

LINES = 6
"""Lines in the window of an envelope (DIN 5008)."""


class SignUpDialog(LetterDialog):
    """To the region's office, as far as the master data name it; only its address is asked for."""

    def __init__(self, host: Host, place: Place, parent: QWidget | None = None) -> None:
        office = place.region_office.strip()
        if office:
            sentence = self.tr("Der Brief geht an: {office}.").format(office=office)
            asked = self.tr("Straße und Hausnummer, darunter Postleitzahl und Ort. Wird nicht gespeichert.")
        else:
            sentence = self.tr(
                "An wen der Brief geht, ist noch nicht eingetragen (unter Datenschutz, Regionalmanagement). "
                "Sie können es auch nur für diesen Brief angeben."
            )
            asked = self.tr("Name der Stelle, Straße, Postleitzahl und Ort. Wird nicht gespeichert.")
        super().__init__(
            host,
            place,
            self.tr("Anmeldung zum Programm"),
            place.designation,
            sentence=sentence,
            address_help=asked,
            parent=parent,
        )
        self.most_lines = max(1, LINES - len(office.split(",")))

    def extra_name(self) -> str:
        """Without the programme's name, which may change."""
        return self.tr("Anmeldung")

    def order(self) -> LetterOrder | None:
        """The letter with the address typed."""
        address = self.address_lines()
        if address is None:
            return None
        return LetterOrder(letter=Letter.SIGN_UP, address=address, note=self.text(NOTE))
