"""News of the programme: new, or changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Announcement
from klikks_desktop.services.region.announcements import delete_announcement, save_announcement
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import FieldSpec

_DATE_WIDTH = 51
_WRONG = "K-570"


class AnnouncementDialog(FormDialog):
    """Asks for news; with ``news`` it changes that one. ``is_deleted`` when it was removed.

    model: news of the office above to begin with.
    """

    def __init__(
        self,
        host: Host,
        news: Announcement | None = None,
        parent: QWidget | None = None,
        *,
        model: Announcement | None = None,
    ) -> None:
        super().__init__(
            host.theme,
            _tr("Nachricht ändern") if news else _tr("Neue Nachricht"),
            _tr("an alle angemeldeten Kommunen"),
            sentence=_tr("Sie geht mit der nächsten Rücksendung an jede Kommune und steht dort unter Post."),
            specs=[
                FieldSpec("title", _tr("Titel")),
                FieldSpec("text", _tr("Text"), "text", optional=True, lines=5),
                FieldSpec(
                    "due_on",
                    _tr("Termin"),
                    "date",
                    _tr("Steht in der Kommune unter Termine."),
                    width=_DATE_WIDTH,
                    optional=True,
                ),
                FieldSpec("until", _tr("Zeigen bis"), "date", width=_DATE_WIDTH, optional=True),
            ],
            verb=_tr("Sichern") if news else _tr("Nachricht eintragen"),
            icon="mail",
            parent=parent,
        )
        self._host, self._news = host, news
        self.is_deleted = False
        begun = news or model
        if begun is not None:
            self.fields["title"].set_value(begun.title)
            self.fields["text"].set_value(begun.text)
            for name in ("due_on", "until"):
                day = getattr(begun, name)
                self.fields[name].set_value(format_short(day) if day else "")
        if news is not None:
            self.delete = Button(host.theme, _tr("Nachricht löschen"), "quiet", "delete")
            self.delete.clicked.connect(self._delete)
            self.add_foot_note(self.delete)

    def finish(self) -> bool:
        """Store it; a field says what is wrong with it."""
        due, until = (self.day(name, needed=False) for name in ("due_on", "until"))
        if any(field.problem for field in self.fields.values()):
            return False
        try:
            save_announcement(
                self._host.workspace,
                self._news.id if self._news else None,
                title=self.text("title"),
                text=self.text("text"),
                due_on=due,
                until=until,
                seen=self._news,
            )
        except Conflict as conflict:
            return self._host.settle(conflict) is not None
        except UserError as error:
            if error.code != _WRONG:
                self._host.tell(error)
                return False
            late = due is not None and until is not None and until < due
            self.refuse("until" if late else "title", error.text.happened)
            return False
        return True

    def _delete(self) -> None:
        news = self._news
        if news is None:
            return

        def deleted() -> bool:
            delete_announcement(self._host.workspace, news.id)
            return True

        if self._host.attempt(deleted):
            self.is_deleted = True
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnnouncementDialog", text)
