"""Printing the forms that belong to a person: consent, information sheet, duty notice."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.papers import Paper, paper_pdf
from klikks_desktop.ui.host import Host

TITLES = {
    Paper.CONSENT: "Einwilligung",
    Paper.INFORMATION: "Informationsblatt",
    Paper.DUTY_NOTICE: "Pflichtenbelehrung",
}


def print_paper(host: Host, paper: Paper, patron_id: UUID | None, place: Place, parent: QWidget) -> None:
    """Print a form with the person's name, or with a line for it while it is a draft."""
    from klikks_desktop.ui.printing import print_with_dialog  # QtPdf: only who prints waits for it

    data = host.attempt(lambda: paper_pdf(host.workspace, paper, patron_id=patron_id, place=place))
    if data is not None:
        host.attempt(lambda: print_with_dialog(data, TITLES[paper], parent))
