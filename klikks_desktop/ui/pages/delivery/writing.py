"""Printing what is in the report of a town."""

from __future__ import annotations

from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.services.exchange.disclosing import preview_export
from klikks_desktop.services.register.papers import Paper, disclosure_pdf, paper_pdf
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.dialogs.report_file import ReportFile
from klikks_desktop.ui.printing import print_with_dialog
from klikks_desktop.ui.tasks import Control


class Writing(ReportFile):
    """The report itself, its list and consent forms on paper."""

    def show_list(self) -> None:
        """Show "Das verlässt Ihr Haus" on paper."""

        def job(workspace: Workspace, control: Control) -> bytes:
            control.checkpoint()
            return disclosure_pdf(workspace, preview_export(workspace))

        self._host.run(self.tr("Die Liste wird gezeichnet"), self.tr("Seiten"), job, self._show_paper)

    def print_form(self, patron_id: UUID) -> None:
        """Print the consent form with the person's name."""
        workspace = self._host.workspace
        data = self._host.attempt(lambda: paper_pdf(workspace, Paper.CONSENT, patron_id=patron_id))
        if data is not None:
            self._host.attempt(lambda: print_with_dialog(data, self.tr("Einwilligung"), self._window))

    def _show_paper(self, data: bytes) -> None:
        place = self._host.workspace.own_places()[0]
        name = file_name(place.key, place.name, self._host.workspace.today, "pdf", "Das-verlaesst-Ihr-Haus")
        PaperDialog(self._host, self.tr("Das verlässt Ihr Haus"), data, name, self._window).open()
