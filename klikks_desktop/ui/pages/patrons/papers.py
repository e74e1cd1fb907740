"""What can be printed for a person: forms to sign, the annual report, letters."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import file_name, safe_part
from klikks_desktop.domain.records import Place
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.services.register.papers import Paper, paper_pdf
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.words import ANNUAL, OWN_PAPERS, THANKS
from klikks_desktop.ui.tasks import Control

TITLES = {
    Paper.CONSENT: "Einwilligung",
    Paper.INFORMATION: "Informationsblatt",
    Paper.DUTY_NOTICE: "Pflichtenbelehrung",
}


def offered(form: PatronForm | None) -> dict[str, str]:
    """Key and title of what there is to print; report and letters need a person who was appointed."""
    forms = {paper.value: title for paper, title in TITLES.items()}
    return {**forms, **OWN_PAPERS} if form is not None and form.patron is not None else forms


def open_paper(host: Host, paper: str, form: PatronForm | None, place: Place, window: QWidget) -> None:
    """Print a form, or ask what else the report or letter needs and show it."""
    if paper not in OWN_PAPERS:
        patron_id = form.id if form is not None and form.patron is not None else None
        print_paper(host, Paper(paper), patron_id, place, window)
    elif form is not None and form.patron is not None:
        if paper == ANNUAL:
            _show_annual(host, form, window)
        else:
            _write_letter(host, paper, form, window)


def print_paper(host: Host, paper: Paper, patron_id: UUID | None, place: Place, parent: QWidget) -> None:
    """Print a form with the person's name, or with a line for it while it is a draft."""
    from klikks_desktop.ui.printing import print_with_dialog  # QtPdf: only who prints waits for it

    data = host.attempt(lambda: paper_pdf(host.workspace, paper, patron_id=patron_id, place=place))
    if data is not None:
        host.attempt(lambda: print_with_dialog(data, TITLES[paper], parent))


def _show_annual(host: Host, form: PatronForm, window: QWidget) -> None:
    """Ask for the year, make the report off the window's thread and show it."""
    from klikks_desktop.ui.pages.patrons.annual_dialog import AnnualDialog

    dialog = AnnualDialog(host, form, window)
    if not dialog.ask():
        return
    year = dialog.year

    def show(data: bytes) -> None:
        from klikks_desktop.ui.dialogs.paper import PaperDialog

        title = f"Jahresbericht {year}"
        extra = f"Jahresbericht-{year}_{safe_part(form.patron.full_name)}" if form.patron else title
        name = file_name(form.place.key, form.place.name, host.workspace.today, "pdf", extra)
        PaperDialog(host, title, data, name, window).open()

    host.run("Der Jahresbericht entsteht", "Schritten", partial(_annual, patron_id=form.id, year=year), show)


def _annual(workspace: Workspace, control: Control, *, patron_id: UUID, year: int) -> bytes:
    """The work off the window's thread."""
    from klikks_desktop.services.reports.annual import annual_report_pdf

    control.checkpoint()
    return annual_report_pdf(workspace, patron_id, year)


def _write_letter(host: Host, paper: str, form: PatronForm, window: QWidget) -> None:
    """Ask what the letter says beside what is stored; the dialog shows it."""
    from klikks_desktop.ui.pages.patrons.letter_dialogs import InvitationDialog, ThanksDialog

    if form.patron is not None:
        kind = ThanksDialog if paper == THANKS else InvitationDialog
        kind(host, form.place, form.patron, window).ask()
