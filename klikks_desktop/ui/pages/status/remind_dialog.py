"""Reminding: whom, how, with which words of one's own, and from whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.records import Period
from klikks_desktop.services.region import sender as senders
from klikks_desktop.services.region.reminder_files import ReminderOrder, Way
from klikks_desktop.services.region.reminders import Reminded, has_mailbox, letter_preview, remind
from klikks_desktop.services.region.sender import Sender
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.files import choose_folder
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.sender_dialog import SenderDialog
from klikks_desktop.ui.pages.status.words import reminded_words
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label

LETTERS, DRAFTS, NOTE = "letters", "drafts", "note"
EACH, JOINT, NO_LETTERS = "each", "joint", "none"


class RemindDialog(Dialog):
    """``written`` carries what was done; the dialog closes then."""

    written = Signal(object)

    def __init__(
        self, host: Host, period: Period, rows: Sequence[StatusRow], parent: QWidget | None = None
    ) -> None:
        title = _tr("An den Bericht erinnern")
        super().__init__(host.theme, title, period.title, icon="mail", parent=parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host, self._period = host, period
        self._rows = {row.town.key: row for row in rows}
        theme = host.theme
        self.towns = CheckList(theme, _tr("Kommunen"))
        self.count = Label(theme, "", "label")
        self.letters = FormField(
            theme, FieldSpec(LETTERS, _tr("Briefe (PDF)"), "segments", choices=_letter_choices())
        )
        self.drafts = FormField(
            theme,
            FieldSpec(
                DRAFTS,
                _tr("E-Mail-Entwürfe (.eml)"),
                "check",
                help=_tr("Ihr Mailprogramm öffnet sie zum Absenden."),
            ),
        )
        self.note = FormField(theme, FieldSpec(NOTE, _tr("Eigener Absatz"), "text", optional=True, lines=2))
        self.sender_line = Label(theme, "", "body", "muted", wrap=True)
        self.from_whom = Button(theme, _tr("Absender ändern …"), "quiet", "townhall")
        self.problem = InfoBar(theme, "warn", "")
        self.look = Button(theme, _tr("Brief ansehen"), "quiet", "document")
        self.go = Button(theme, _tr("Erinnerungen schreiben …"), "primary", "mail")
        self._build()
        self._connect()
        self._fill()

    @property
    def order(self) -> ReminderOrder:
        """What is asked for now."""
        ways = {EACH: [Way.LETTERS], JOINT: [Way.JOINT]}.get(str(self.letters.input.value()), [])
        if self.drafts.input.value():
            ways.append(Way.DRAFTS)
        keys = tuple(str(key) for key in self.towns.ticked_keys())
        note = str(self.note.input.value())
        return ReminderOrder(period=self._period, keys=keys, ways=tuple(ways), note=note)

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.sender_line, 1)
        row.addWidget(self.from_whom)
        self.problem.hide()
        for part in (self.count, self.towns, self.letters, self.drafts, self.note):
            self.body.addWidget(part, 1 if part is self.towns else 0)
        self.body.addLayout(row)
        self.body.addWidget(self.problem)
        self.add_foot_note(self.look)
        cancel = self.add_action(Button(self.theme, _tr("Abbrechen")))
        cancel.clicked.connect(self.reject)
        self.add_action(self.go)

    def _connect(self) -> None:
        self.towns.ticked.connect(self._follow)
        self.towns.entered.connect(self._follow)
        self.letters.edited.connect(self._follow)
        self.drafts.edited.connect(self._follow)
        self.from_whom.clicked.connect(self._edit_sender)
        self.look.clicked.connect(self._look)
        self.go.clicked.connect(self._go)

    def _fill(self) -> None:
        lines = [CheckLine(key, row.town.designation, _about(row)) for key, row in self._rows.items()]
        self.towns.set_lines(lines, list(self._rows))
        self.letters.set_value(JOINT)
        self.drafts.set_value(any(has_mailbox(row) for row in self._rows.values()))
        self._follow()

    def _follow(self) -> None:
        order, known = self.order, senders.sender(self._host.workspace)
        chosen = [self._rows[key] for key in order.keys]
        mailable = sum(has_mailbox(row) for row in chosen)
        words = _tr("{n} von {all} ausgewählt, {mail} mit Postfach")
        self.count.setText(words.format(n=len(chosen), all=len(self._rows), mail=mailable))
        self.sender_line.setText(_sender_words(self._host.workspace, known))
        missing = self._missing(order, known, mailable)
        self.problem.setVisible(bool(missing))
        self.problem.set_text(missing)
        self.go.setEnabled(not missing)
        self.look.setEnabled(known.is_complete and bool(chosen))

    def _missing(self, order: ReminderOrder, known: Sender, mailable: int) -> str:
        """What is still to be done before anything can be written."""
        if not order.keys:
            return _tr("Bitte mindestens eine Kommune auswählen.")
        if not order.ways:
            return _tr("Bitte Briefe oder E-Mail-Entwürfe wählen.")
        if order.ways != (Way.DRAFTS,) and not known.is_complete:
            return _tr("Für Briefe fehlt die Anschrift Ihrer Stelle: „Absender ändern“.")
        if order.ways == (Way.DRAFTS,) and not mailable:
            return _tr("Keine der ausgewählten Kommunen hat ein Postfach.")
        return ""

    def _edit_sender(self) -> None:
        if SenderDialog(self._host, self).ask():
            self._follow()

    def _look(self) -> None:
        order = self.order
        key = self.towns.current_key()
        key = str(key) if key in order.keys else order.keys[0]
        job = partial(_preview, order=order, key=key)
        self._host.run(_tr("Der Brief entsteht"), _tr("Briefe"), job, self._show_letter)

    def _show_letter(self, data: bytes) -> None:
        from klikks_desktop.ui.dialogs.paper import PaperDialog  # QtPdf: only who looks waits for it

        PaperDialog(self._host, _tr("Erinnerung"), data, "Erinnerung.pdf", self).open()

    def _go(self) -> None:
        folder = choose_folder(self, _tr("Ordner für die Erinnerungen"))
        if folder is not None:
            job = partial(_remind, order=self.order, folder=folder)
            self._host.run(_tr("Die Erinnerungen entstehen"), _tr("Kommunen"), job, self._finish)

    def _finish(self, done: Reminded) -> None:
        self.accept()
        self.written.emit(done)


def _letter_choices() -> list[tuple[str, str]]:
    return [
        (JOINT, _tr("eine gemeinsame Datei")),
        (EACH, _tr("eine Datei je Kommune")),
        (NO_LETTERS, _tr("keine")),
    ]


def _about(row: StatusRow) -> str:
    lacks = "" if has_mailbox(row) else _tr("ohne Postfach")
    return " · ".join(
        part for part in (row.status.standing.value, reminded_words(row.reminded), lacks) if part
    )


def _sender_words(workspace: Workspace, known: Sender) -> str:
    town = f"{known.postcode} {known.city}".strip()
    parts = [workspace.name, known.street, town]
    return _tr("Absender: {words}").format(words=", ".join(part for part in parts if part))


def _remind(workspace: Workspace, control: Control, *, order: ReminderOrder, folder: Path) -> Reminded:
    """The work off the window's thread."""
    return remind(workspace, order, folder, progress=control.report)


def _preview(workspace: Workspace, control: Control, *, order: ReminderOrder, key: str) -> bytes:
    control.checkpoint()
    return letter_preview(workspace, order, key)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemindDialog", text)
