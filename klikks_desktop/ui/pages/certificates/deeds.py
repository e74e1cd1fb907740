"""What is done with certificates: printed, saved, issued to many, checked; with every question asked first.

A number is given only after printer or folder were chosen. What goes wrong afterwards leaves the
certificate in the register, from where it is printed again as the original.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.register import certificates, issuing
from klikks_desktop.services.register.ceremony import Ceremony, Output, issue_for_ceremony
from klikks_desktop.services.register.issuing import Issued, IssueOptions
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_folder
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.words import ceremony_sentence
from klikks_desktop.ui.printing import choose_printer, print_data
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button


class CertificateDeeds(QObject):
    """Asks, calls the services, tells the window.

    ``told`` carries sentence, the file or folder written (``None`` for none) and state; ``done`` the
    register's line to show; ``blocked`` who could not get a certificate (nothing was issued then).
    """

    told = Signal(str, object, str)
    done = Signal(object)
    blocked = Signal(object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    # ------------------------------------------------------------------ one person

    def print_new(
        self, patron_id: UUID, options: IssueOptions, existing: Certificate | None, *, fine: bool
    ) -> None:
        """Choose the printer, issue, print."""
        if not self._may_issue_again(existing):
            return

        def go(printer: QPrinter) -> None:
            issued = self._issue(patron_id, options)
            if issued is not None:
                self._tell_new(issued, printed=self._print(issued.pdf, printer))

        title = self.tr("Urkunde drucken")
        self._with_printer(title, go, lambda: self._save_new(patron_id, options), fine=fine)

    def save_new(self, patron_id: UUID, options: IssueOptions, existing: Certificate | None) -> None:
        """Choose the folder, issue, save."""
        if self._may_issue_again(existing):
            self._save_new(patron_id, options)

    # ------------------------------------------------------------------ from the register

    def print_again(self, certificate: Certificate) -> None:
        """The original until it was handed over, then a "Zweitschrift"."""

        def go(printer: QPrinter) -> None:
            again = self._again(certificate)
            if again is not None and self._print(again.pdf, printer):
                words = self.tr("Urkunde {number} ist an den Drucker gegeben.")
                self.told.emit(words.format(number=certificate.number), None, "ok")

        self._with_printer(self.tr("Urkunde drucken"), go, lambda: self.save_again(certificate))

    def save_again(self, certificate: Certificate) -> None:
        """The same as a file."""
        folder = choose_folder(self._window, self.tr("Ordner für die Urkunde"))
        if folder is None:
            return
        workspace = self._host.workspace
        again = self._host.attempt(lambda: certificates.reprint(workspace, certificate.number, out=folder))
        if again is not None:
            self._host.changed()
            self.done.emit(certificate.id)
            self._tell_file(self.tr("Urkunde {number} ist gespeichert: {file}"), again)

    # ------------------------------------------------------------------ many

    def issue_many(
        self, patron_ids: Sequence[UUID], options: IssueOptions, output: Output, *, fine: bool
    ) -> None:
        """Choose printer or folder, then issue to all of them as long work."""
        if output is Output.PAPER:
            self._with_printer(
                self.tr("Urkunden drucken"),
                lambda printer: self._run(patron_ids, options, output, printer=printer),
                lambda: self.issue_many(patron_ids, options, Output.ONE_FILE, fine=fine),
                pages=len(patron_ids),
                fine=fine,
            )
        elif (folder := choose_folder(self._window, self.tr("Ordner für die Urkunden"))) is not None:
            self._run(patron_ids, options, output, folder=folder)

    def _run(
        self,
        patron_ids: Sequence[UUID],
        options: IssueOptions,
        output: Output,
        *,
        folder: Path | None = None,
        printer: QPrinter | None = None,
    ) -> None:
        def job(workspace: Workspace, control: Control) -> Ceremony:
            made = issue_for_ceremony(
                workspace, patron_ids, options, output, out=folder, progress=control.report
            )
            if printer is None or not made.pdf:
                return made
            try:
                print_data(made.pdf, printer, control.report)
            except CancelledError:
                return replace(made, is_stopped=True)
            except UserError as error:
                return replace(made, problem=error)
            return made

        self._host.run(
            self.tr("Urkunden werden ausgestellt"),
            self.tr("Urkunden"),
            job,
            lambda made: self._finish_many(made, output),
        )

    def _finish_many(self, made: Ceremony, output: Output) -> None:
        if made.obstacles:
            self.blocked.emit(made.obstacles)
            return
        if made.certificates:
            self._host.changed()
            self.done.emit(made.certificates[-1].id)
        if made.certificates or made.is_stopped:
            state, words = ceremony_sentence(made, output)
            self.told.emit(words, made.path, state)
        if made.problem is not None:
            self._show(made.problem)

    # ------------------------------------------------------------------ inside

    def _may_issue_again(self, existing: Certificate | None) -> bool:
        if existing is None:
            return True
        words = self.tr(
            "Für diese Amtszeit gibt es die gültige Urkunde {number} vom {day}. Sie lässt sich aus dem "
            "Register noch einmal drucken. Eine weitere bekommt eine eigene Nummer."
        )
        question = ConfirmDialog(
            self._host.theme,
            self.tr("Noch eine Urkunde ausstellen?"),
            words.format(number=existing.number, day=format_short(existing.issued_on)),
            verb=self.tr("Weitere ausstellen"),
            icon="certificate",
            parent=self._window,
        )
        return question.ask()

    def _issue(self, patron_id: UUID, options: IssueOptions) -> Issued | None:
        workspace = self._host.workspace
        issued = self._host.attempt(lambda: issuing.issue(workspace, [patron_id], options))
        if not issued:
            return None
        self._host.changed()
        self.done.emit(issued[0].certificate.id)
        return issued[0]

    def _save_new(self, patron_id: UUID, options: IssueOptions) -> None:
        folder = choose_folder(self._window, self.tr("Ordner für die Urkunde"))
        issued = self._issue(patron_id, options) if folder is not None else None
        if issued is None or folder is None:
            return
        workspace, new = self._host.workspace, issued
        path = self._host.attempt(lambda: issuing.save_certificate(workspace, new, folder))
        if path is None:
            self._tell_unfinished(issued.certificate)
        else:
            words = self.tr("Urkunde {number} ist ausgestellt und gespeichert: {file}")
            self._tell_file(words, replace(issued, path=path))

    def _tell_new(self, issued: Issued, *, printed: bool) -> None:
        if not printed:
            self._tell_unfinished(issued.certificate)
            return
        words = self.tr(
            "Urkunde {number} ist ausgestellt und an den Drucker gegeben. "
            "Nach der Übergabe tragen Sie „Ausgehändigt am“ ein."
        )
        self.told.emit(words.format(number=issued.certificate.number), None, "ok")

    def _tell_unfinished(self, certificate: Certificate) -> None:
        words = self.tr(
            "Urkunde {number} ist ausgestellt, aber noch nicht auf Papier. Sie liegt im Register bereit "
            "und lässt sich dort als Original drucken oder speichern."
        )
        self.told.emit(words.format(number=certificate.number), None, "warn")

    def _tell_file(self, words: str, issued: Issued) -> None:
        file = issued.path.name if issued.path else ""
        self.told.emit(words.format(number=issued.certificate.number, file=file), issued.path, "ok")

    def _again(self, certificate: Certificate) -> Issued | None:
        workspace = self._host.workspace
        again = self._host.attempt(lambda: certificates.reprint(workspace, certificate.number))
        if again is not None:
            self._host.changed()
            self.done.emit(certificate.id)
        return again

    def _print(self, data: bytes, printer: QPrinter) -> bool:
        return self._host.attempt(lambda: _printed(data, printer)) is not None

    def _with_printer(
        self,
        title: str,
        go: Callable[[QPrinter], None],
        save: Callable[[], None],
        *,
        pages: int = 1,
        fine: bool = False,
    ) -> None:
        """Let a printer be chosen; where there is none, offer to save instead."""
        try:
            printer = choose_printer(title, self._window, pages=pages, fine=fine)
        except UserError as error:
            if self._wants_file(error):
                save()
            return
        if printer is not None:
            go(printer)

    def _wants_file(self, error: UserError) -> bool:
        dialog = MessageDialog(self._host.theme, error.code, error.text, parent=self._window)
        close = dialog.add_action(Button(self._host.theme, self.tr("Schließen")))
        close.clicked.connect(dialog.reject)
        save = dialog.add_action(Button(self._host.theme, self.tr("Als PDF speichern …"), "primary"))
        save.clicked.connect(dialog.accept)
        dialog.help_wanted.connect(dialog.reject)
        dialog.help_wanted.connect(self._host.show_help)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _show(self, error: UserError) -> None:
        def raise_it() -> None:
            raise error

        self._host.attempt(raise_it)


def _printed(data: bytes, printer: QPrinter) -> bool:
    print_data(data, printer)
    return True
