"""Which year the annual report (Jahresbericht) of a patron is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec

YEAR = "year"


class AnnualDialog(FormDialog):
    """Asks for a year in office, the last one first; ``year`` is what was chosen."""

    def __init__(self, host: Host, form: PatronForm, parent: QWidget | None = None) -> None:
        this_year = host.workspace.today.year
        first = min([this_year, *(term.begins_on.year for term in form.terms)])
        years = [(str(year), str(year)) for year in range(this_year, first - 1, -1)]
        super().__init__(
            host.theme,
            self.tr("Jahresbericht"),
            form.patron.full_name if form.patron else "",
            sentence=self.tr(
                "Aktivitäten, Projekte, Erreichtes und was ansteht, wenn möglich auf einer Seite."
            ),
            specs=[FieldSpec(YEAR, self.tr("Jahr"), "choice", choices=years, width=51)],
            verb=self.tr("Bericht ansehen"),
            icon="document",
            parent=parent,
        )
        self.fields[YEAR].set_value(years[0][0])

    @property
    def year(self) -> int:
        """The year chosen."""
        return int(self.text(YEAR))
