"""News for the towns, to write and to change, and those that came from above, to read and to pass on."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Announcement
from klikks_desktop.services.exchange.from_above import news_shown
from klikks_desktop.services.region.announcements import announcements
from klikks_desktop.ui.dialogs.announcement import AnnouncementDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.table import RecordTable


class NewsPart(QWidget):
    """``changed`` when news were stored; ``deleted`` when one was removed."""

    changed = Signal()
    deleted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._news: Mapping[UUID, Announcement] = {}
        theme = host.theme
        columns = [
            Column("title", _tr("Nachricht")),
            Column("due", _tr("Termin")),
            Column("until", _tr("Zeigen bis")),
            Column("state", _tr("Stand"), "pill"),
        ]
        self.table = RecordTable(theme, columns, _tr("Nachrichten"), two_lines=True)
        self.new = Button(theme, _tr("Neue Nachricht …"), icon="add")
        self.change = Button(theme, _tr("Ändern …"), "quiet", "draft")
        self.pass_on = Button(theme, _tr("Lesen und weitergeben …"), "quiet", "mail")
        self.table.add_foot_action(self.change)
        self.table.add_foot_action(self.pass_on)
        self.table.add_foot_action(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.new.clicked.connect(self.begin_new)
        self.change.clicked.connect(self._change)
        self.pass_on.clicked.connect(self._change)
        self.table.activated.connect(self._change)
        self.table.chosen.connect(self._follow_choice)

    def reload(self) -> None:
        """Read again."""
        found = [*announcements(self._host.workspace), *news_shown(self._host.workspace)]
        self._news = {each.id: each for each in found}
        rows = [self._row(number, each) for number, each in enumerate(found)]
        nothing = _tr("Noch keine Nachricht an alle Kommunen.")
        count = count_words(len(rows), _tr("Nachricht"), _tr("Nachrichten"))
        self.table.set_rows(rows, count if rows else nothing)
        self.new.setVisible(not self._host.workspace.store.read_only)
        self._follow_choice()

    def shows(self, record: UUID) -> bool:
        """Go to these news, if they are in the list."""
        self.reload()
        if record in self._news:
            self.table.select(record)
        return record in self._news

    def begin_new(self) -> None:
        """Ask for news."""
        self._ask(None)

    # ------------------------------------------------------------------ inside

    def _row(self, number: int, news: Announcement) -> Row:
        is_over = news.until is not None and news.until < self._host.workspace.today
        if news.source is not None:
            state = Cell(_tr("vom Programm"), state="info")
        else:
            state = Cell(_tr("abgelaufen"), state="past") if is_over else Cell(_tr("geht mit"), state="ok")
        days = [
            Cell(format_short(day), sort=day.toordinal()) if day else "" for day in (news.due_on, news.until)
        ]
        made = _tr("vom {day}").format(day=format_short(news.made_on))
        return Row(news.id, (Cell(news.title, made, sort=number), *days, state))

    def _follow_choice(self) -> None:
        chosen = self._chosen()
        is_theirs = chosen is not None and chosen.source is not None
        may_write = not self._host.workspace.store.read_only
        self.change.setVisible(chosen is not None and not is_theirs and may_write)
        self.pass_on.setVisible(is_theirs and may_write)

    def _chosen(self) -> Announcement | None:
        key = self.table.selected_key()
        return self._news.get(key) if isinstance(key, UUID) else None

    def _change(self) -> None:
        news = self._chosen()
        if news is not None and not self._host.workspace.store.read_only:
            self._ask(news)

    def _ask(self, news: Announcement | None) -> None:
        """Change own news; news from above are a model for own ones."""
        own = news if news is not None and news.source is None else None
        dialog = AnnouncementDialog(self._host, own, self, model=news)
        if dialog.ask():
            self._host.changed()
            self.reload()
            (self.deleted if dialog.is_deleted else self.changed).emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkPage", text)
