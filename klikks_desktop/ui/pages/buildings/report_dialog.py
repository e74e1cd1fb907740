"""Which years the energy report (§ 17 NKlimaG) is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.domain.reports.periods import last_period
from klikks_desktop.domain.values import ValueFormatError, parse_number
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec

FIRST, LAST = "first", "last"
MOST_YEARS = 10


class ReportDialog(FormDialog):
    """From year to year; the period that the law asks for stands there already."""

    def __init__(self, host: Host, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            self.tr("Energiebericht nach § 17 NKlimaG"),
            place.designation,
            sentence=self.tr(
                "Der Bericht fasst Verbrauch, Kosten und Treibhausgase aller Gebäude je Jahr zusammen und "
                "nennt, was fehlt. Das Gesetz verlangt drei Jahre."
            ),
            specs=[FieldSpec(FIRST, self.tr("Erstes Jahr")), FieldSpec(LAST, self.tr("Letztes Jahr"))],
            verb=self.tr("Bericht ansehen"),
            icon="document",
            parent=parent,
        )
        period = last_period(host.workspace.today)
        self.years = range(period.first, period.last + 1)
        self.fields[FIRST].set_value(str(period.first))
        self.fields[LAST].set_value(str(period.last))

    def finish(self) -> bool:
        """Take the years; False when they are none."""
        years = [self._year(name) for name in (FIRST, LAST)]
        if years[0] is None or years[1] is None:
            return False
        self.years = range(years[0], years[1] + 1)
        if not 1 <= len(self.years) <= MOST_YEARS:
            words = self.tr("Bitte 1 bis {most} Jahre, das letzte nach dem ersten.")
            self.refuse(LAST, words.format(most=MOST_YEARS))
            return False
        return True

    def _year(self, name: str) -> int | None:
        try:
            year = int(parse_number(self.text(name)))
        except ValueFormatError:
            year = 0
        if not 1990 <= year <= 2199:
            self.refuse(name, self.tr("Bitte ein Jahr mit vier Ziffern, zum Beispiel 2025."))
            return None
        return year
