"""Ending a term and beginning a further one (Amtszeit beenden, erneut ernennen)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Appointment, EndReason
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.services.records.record_history import END_REASON_WORDS
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.words import term_words
from klikks_desktop.ui.widgets.form_field import FieldSpec


class EndDialog(FormDialog):
    """Asks for the last day and the reason; ``on`` and ``reason`` are what was chosen."""

    def __init__(
        self, host: Host, form: PatronForm, term: Appointment, parent: QWidget | None = None
    ) -> None:
        reasons = [(reason.value, words) for reason, words in END_REASON_WORDS.items()]
        super().__init__(
            host.theme,
            _tr("Amtszeit beenden"),
            f"{form.patron.full_name if form.patron else ''} · {term_words(term)}",
            sentence=_tr(
                "Die Person bleibt mit ihrer Amtszeit und ihren Urkunden erfasst und gilt als verabschiedet. "
                "Danach können Sie eine Dankurkunde ausstellen."
            ),
            specs=[
                FieldSpec("on", _tr("Letzter Tag im Amt"), "date", width=51),
                FieldSpec("reason", _tr("Grund"), "choice", choices=reasons),
            ],
            verb=_tr("Amtszeit beenden"),
            icon="calendar",
            parent=parent,
        )
        self._begin = term.begins_on
        self.on: date | None = None
        today = host.workspace.today
        expected = min(term.ends_on, today) if term.ends_on else today
        self.fields["on"].set_value(format_short(max(expected, term.begins_on)))
        over = term.ends_on is not None and term.ends_on <= today
        self.fields["reason"].set_value((EndReason.EXPIRED if over else EndReason.RESIGNED).value)

    @property
    def reason(self) -> EndReason:
        """Why the term ends."""
        return EndReason(self.text("reason"))

    def finish(self) -> bool:
        """A day within the term."""
        day = self.day("on")
        if day is not None and day < self._begin:
            words = self.tr("Die Amtszeit beginnt erst am {begin}.")
            self.refuse("on", words.format(begin=format_short(self._begin)))
            day = None
        self.on = day
        return day is not None


class ReappointDialog(FormDialog):
    """Asks for a further term: ``begins_on``, ``ends_on`` (open when empty), ``resolution_on``."""

    def __init__(
        self, host: Host, form: PatronForm, term: Appointment, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            host.theme,
            _tr("Erneut ernennen"),
            f"{form.patron.full_name if form.patron else ''} · {term_words(term)}",
            sentence=_tr(
                "Die bisherige Amtszeit bleibt erfasst. Für die neue stellen Sie danach eine Urkunde aus."
            ),
            specs=[
                FieldSpec("begins_on", _tr("Im Amt ab"), "date", width=51),
                FieldSpec("ends_on", _tr("bis"), "date", placeholder=_tr("auf unbestimmte Zeit"), width=51),
                FieldSpec("resolution_on", _tr("Ratsbeschluss vom"), "date", width=51),
            ],
            verb=_tr("Erneut ernennen"),
            icon="certificate",
            parent=parent,
        )
        self.begins_on: date | None = None
        self.ends_on: date | None = None
        self.resolution_on: date | None = None
        begin = term.last_day + timedelta(days=1) if term.last_day else host.workspace.today
        self.fields["begins_on"].set_value(format_short(begin))

    def finish(self) -> bool:
        """A begin; an end, where there is one, after it."""
        # Each is read, so that every problem shows at once.
        begin = self.day("begins_on")
        end = self.day("ends_on", needed=False)
        resolution = self.day("resolution_on", needed=False)
        if begin and end and end < begin:
            words = self.tr("Das Ende liegt vor dem Beginn ({begin}).")
            self.refuse("ends_on", words.format(begin=format_short(begin)))
        self.begins_on, self.ends_on, self.resolution_on = begin, end, resolution
        return not any(field.problem for field in self.fields.values())


def _tr(text: str) -> str:
    return QCoreApplication.translate("TermDialogs", text)
