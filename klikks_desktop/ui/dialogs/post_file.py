"""Files from the regional management: what each says, asked once, then taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import DeliveryKind, Verdict
from klikks_desktop.services.exchange import post, proof
from klikks_desktop.services.exchange.given_files import given_files
from klikks_desktop.services.exchange.post import ReturnOutcome
from klikks_desktop.services.exchange.proof import ReceiptView
from klikks_desktop.services.exchange.upward import post_kind
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.files import choose_files
from klikks_desktop.ui.dialogs.pack import PackFiles
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label

KINDS = "KlikKS (*.klikks *.klikkspaket);;Alle Dateien (*)"


class PostFiles(QObject):
    """Opens receipts, returns and packs one by one; ``opened`` carries a sentence about each that was taken.

    ``filed`` carries the id of each receipt, ``finished`` comes when all were looked at.
    """

    opened = Signal(str)
    filed = Signal(object)
    finished = Signal()

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window
        self._told: list[str] = []
        self._packs = PackFiles(host, window)
        self._packs.opened.connect(self._tell)
        self._packs.finished.connect(self.finished)

    def choose(self) -> None:
        """Ask for files."""
        self.take(choose_files(self._window, _tr("Datei vom Regionalmanagement öffnen"), KINDS))

    def take(self, files: Sequence[Path]) -> None:
        """Look at each file, also those of folders, ask, and take it; packs come last."""
        self._told = []
        given = self._host.attempt(partial(given_files, files))
        if given is None:
            self.finished.emit()
            return
        if given.deeper:
            names = ", ".join(f"„{folder.name}“" for folder in given.deeper)
            self._tell(_tr("Die Unterordner von {names} wurden nicht durchsucht.").format(names=names))
        goes_on = all(map(self._try, given.files))
        self._packs.take(*(given.packs if goes_on else ()))

    def _try(self, file: Path) -> bool:
        """Take a file; whether the next may be tried: when disk or server fail they do so for all."""
        failed: list[UserError] = []

        def take() -> None:
            try:
                self._take(file)
            except UserError as error:
                failed.append(error)
                raise

        self._host.attempt(take)
        return not any(error.is_of_workspace for error in failed)

    def _take(self, file: Path) -> None:
        if post_kind(self._host.workspace, file) is DeliveryKind.RECEIPT:
            self._take_receipt(file)
        else:
            self._take_return(file)

    def _take_receipt(self, file: Path) -> None:
        workspace = self._host.workspace
        if self._ask(receipt_dialog(self._host, proof.preview_receipt(workspace, file), self._window)):
            view = proof.open_receipt(workspace, file)
            self._tell(_tr("Quittung abgelegt: {words}").format(words=view.sentence))
            self.filed.emit(view.receipt.id)

    def _take_return(self, file: Path) -> None:
        workspace = self._host.workspace
        outcome = post.preview_return(workspace, file)
        if self._ask(return_dialog(self._host, outcome, self._window)):
            is_fork = outcome.verdict is Verdict.FORK
            taken = post.open_return(workspace, file, confirm_fork=is_fork)
            self._tell(_tr("Rücksendung übernommen: {words}.").format(words=change_words(taken)))

    def _ask(self, dialog: Dialog) -> bool:
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return wanted

    def _tell(self, words: str) -> None:
        """Say it after what was said of the files before."""
        self._told.append(words)
        self._host.changed()
        self.opened.emit(" ".join(self._told))


class PostDialog(Dialog):
    """Sentences about one file, an advice where there is one, and the verb; without a verb only a way out."""

    def __init__(
        self,
        host: Host,
        title: str,
        subtitle: str,
        sentences: Sequence[str],
        *,
        advice: str = "",
        verb: str = "",
        careful: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        theme = host.theme
        super().__init__(theme, title, subtitle, icon="mail", parent=parent)
        for sentence in sentences:
            self.body.addWidget(Label(theme, sentence, wrap=True))
        if advice:
            self.body.addWidget(InfoBar(theme, "warn", advice))
        if not verb:
            self.leave = self.add_action(Button(theme, _tr("Schließen"), "primary"))
        elif careful:
            self.take = self.add_action(Button(theme, verb))
            self.leave = self.add_action(Button(theme, _tr("Nicht übernehmen"), "primary"))
        else:
            self.leave = self.add_action(Button(theme, _tr("Nicht öffnen")))
            self.take = self.add_action(Button(theme, verb, "primary", "check"))
        self.leave.clicked.connect(self.reject)
        if verb:
            self.take.clicked.connect(self.accept)


def receipt_dialog(host: Host, view: ReceiptView, parent: QWidget) -> PostDialog:
    """What a receipt says before it is filed."""
    sentences = [view.sentence]
    if view.gone:
        sentences.append(f"{view.gone_words}: {', '.join(view.gone)}.")
    subtitle = _tr("von {sender}").format(sender=view.sender)
    return PostDialog(
        host, _tr("Quittung"), subtitle, sentences, advice=view.advice, verb=_tr("Ablegen"), parent=parent
    )


def return_dialog(host: Host, outcome: ReturnOutcome, parent: QWidget) -> PostDialog:
    """What a return would do before it is taken; one that changes nothing is only told about."""
    created = outcome.created.astimezone()
    subtitle = _tr("von {sender}, geschrieben am {day}").format(
        sender=outcome.sender, day=f"{created:%d.%m.%Y}"
    )
    told: dict[Verdict, tuple[str, str]] = {
        Verdict.APPLIED: (
            _tr("{words}. Ihre eigenen Angaben ändern sich dadurch nicht."),
            _tr("Übernehmen"),
        ),
        Verdict.DUPLICATE: (_tr("Diese Rücksendung ist schon übernommen. Es ändert sich nichts."), ""),
        Verdict.OLDER: (_tr("Eine neuere Rücksendung ist schon übernommen. Es ändert sich nichts."), ""),
        Verdict.FORK: (
            _tr(
                "Diese Rücksendung schließt nicht an die zuletzt übernommene an. Das geschieht, wenn dort "
                "eine ältere Sicherung zurückgeholt wurde oder mit zwei verschiedenen Ständen gearbeitet "
                "wird."
            ),
            _tr("Diesen Stand übernehmen"),
        ),
    }
    sentence, verb = told[outcome.verdict]
    is_fork = outcome.verdict is Verdict.FORK
    advice = _tr("Rufen Sie dort an ({sender}) und fragen Sie, welcher Stand der richtige ist.")
    return PostDialog(
        host,
        _tr("Zwei Stände") if is_fork else _tr("Rücksendung"),
        subtitle,
        [sentence.format(words=change_words(outcome))],
        advice=advice.format(sender=outcome.sender) if is_fork else "",
        verb=verb,
        careful=is_fork,
        parent=parent,
    )


def change_words(outcome: ReturnOutcome) -> str:
    """For example "12 Einträge neu, 5 geändert"; "ohne Änderung" when nothing changes."""
    counted = ((outcome.added, "neu"), (outcome.changed, "geändert"), (outcome.gone, "entfallen"))
    told = [(count, word) for count, word in counted if count]
    entries = [count_words(count, "Eintrag", "Einträge") for count, _word in told[:1]]
    counts = entries + [str(count) for count, _word in told[1:]]
    words = [f"{count} {word}" for count, (_, word) in zip(counts, told, strict=True)]
    return ", ".join(words) or "ohne Änderung"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PostFiles", text)
