"""Remarks (Vermerke) on a municipality or a record, with everything that can be done with them.

Embed it in the detail of a record: ``show_record(place_key, record, title)``, or ``show_place`` for the
municipality itself. It reads and writes by itself; ``changed`` tells when something was stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.services.region import remarks
from klikks_desktop.services.region.remarks import Thread
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.remark_item import RemarkItem

MOST: Final = 100
"""Threads shown at once; a list of more is searched, not read."""


class RemarkList(QWidget):
    """Threads one below the other, what is open first; ``record_wanted`` carries the id of a record."""

    changed = Signal()
    record_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._read: Callable[[], Sequence[Thread]] = lambda: ()
        self._place_key, self._title = "", ""
        self._about: UUID | None = None
        self._with_record = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme = host.theme
        self.heading = Label(theme, self.tr("Vermerke"), "section", wrap=True)
        is_region = host.workspace.role is Role.REGION
        words = self.tr("Vermerk schreiben …") if is_region else self.tr("Unterstützung anfragen …")
        self.write = Button(theme, words, "quiet", "add")
        self.nothing = Label(theme, "", "body", "muted", wrap=True)
        self.items: list[RemarkItem] = []
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.write)
        self._rows = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.nothing)
        self._column.addLayout(self._rows)
        self.write.clicked.connect(self._write)
        theme.changed.connect(self._space)
        self._space()

    def show_place(self, place_key: str, title: str) -> None:
        """Everything on one municipality and its records; new remarks are on the municipality."""
        read = partial(remarks.threads, self._host.workspace, place_key=place_key)
        self._show(read, place_key, None, title, with_record=True)

    def show_record(self, place_key: str, record: UUID, title: str) -> None:
        """What is on one record of a municipality; new remarks are on it too."""
        read = partial(remarks.threads, self._host.workspace, about=record)
        self._show(read, place_key, record, title, with_record=False)

    def show_threads(self, read: Callable[[], Sequence[Thread]], heading: str) -> None:
        """What ``read`` finds, now and after every change; nothing new can be written."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self._show(read, "", None, "", with_record=True)

    def reload(self) -> None:
        """Read again; the focus stays with its remark, or where that was."""
        place, focused = self._focused()
        for item in self.items:
            # Without a parent it would be shown as a window of its own by Qt's pending show.
            item.hide()
            item.deleteLater()
        while (row := self._rows.takeAt(0)) is not None:
            if (line := row.widget()) is not None:
                line.hide()
                line.deleteLater()
        found = self._read()
        self.items = [self._item(each) for each in found[:MOST]]
        for item in self.items:
            if self._rows.count():
                self._rows.addWidget(Separator(self._host.theme))
            self._rows.addWidget(item)
        left = len(found) - len(self.items)
        words = self.tr("{n} weitere sind nicht gezeigt.").format(n=left) if left else ""
        self.nothing.setText(words or ("" if found else self.tr("Noch kein Vermerk.")))
        self.nothing.setVisible(bool(self.nothing.text()))
        self.write.setVisible(bool(self._place_key) and not self._host.workspace.store.read_only)
        if focused is not None:
            self._focus(place, focused)

    def enter(self, remark: UUID) -> QWidget | None:
        """Put the focus on what can be done with a remark; its item, ``None`` when it is not shown."""
        for item in self.items:
            if item.shown.remark.id == remark:
                item.enter()
                return item
        return None

    # ------------------------------------------------------------------ inside

    def _focused(self) -> tuple[int, UUID | None]:
        """Place and remark of the item whose button has the focus."""
        widget = QApplication.focusWidget()
        for place, item in enumerate(self.items):
            if widget is not None and item.isAncestorOf(widget):
                return place, item.shown.remark.id
        return 0, None

    def _focus(self, place: int, remark: UUID) -> None:
        places = [at for at, item in enumerate(self.items) if item.shown.remark.id == remark]
        near = self.items[places[0] if places else place :] or self.items[-1:]
        button = next((button for item in near for button in item.buttons), self.write)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(
        self,
        read: Callable[[], Sequence[Thread]],
        place_key: str,
        about: UUID | None,
        title: str,
        *,
        with_record: bool,
    ) -> None:
        self._read, self._place_key, self._about, self._title = read, place_key, about, title
        self._with_record = with_record
        self.reload()

    def _item(self, thread: Thread) -> RemarkItem:
        workspace = self._host.workspace
        item = RemarkItem(
            self._host.theme,
            thread,
            workspace.role,
            locked=workspace.store.read_only,
            with_record=self._with_record,
            parent=self,
        )
        item.record_wanted.connect(self._go)
        item.answer_wanted.connect(self._answer)
        item.done_wanted.connect(self._settle)
        item.change_wanted.connect(self._change)
        item.delete_wanted.connect(self._delete)
        return item

    def _go(self, thread: Thread) -> None:
        if thread.remark.about is not None:
            self.record_wanted.emit(thread.remark.about)

    def _write(self) -> None:
        from klikks_desktop.ui.dialogs.remark import RemarkDialog

        dialog = RemarkDialog(self._host, self._place_key, self._title, about=self._about, parent=self)
        self._follow(dialog.ask())

    def _change(self, thread: Thread) -> None:
        from klikks_desktop.ui.dialogs.remark import RemarkDialog

        remark = thread.remark
        title = remark.about_title or self._title
        dialog = RemarkDialog(self._host, remark.place_key, title, remark=remark, parent=self)
        self._follow(dialog.ask())

    def _answer(self, thread: Thread) -> None:
        from klikks_desktop.ui.dialogs.remark import AnswerDialog

        self._follow(AnswerDialog(self._host, thread.remark, self).ask())

    def _settle(self, thread: Thread) -> None:
        workspace, done = self._host.workspace, thread.done_on is None
        self._attempt(lambda: remarks.set_done(workspace, thread.remark.id, done=done))

    def _delete(self, thread: Thread) -> None:
        workspace = self._host.workspace
        self._attempt(lambda: remarks.delete_remark(workspace, thread.remark.id))

    def _attempt(self, deed: Callable[[], None]) -> None:
        def done() -> bool:
            deed()
            return True

        self._follow(bool(self._host.attempt(done)))

    def _follow(self, something_done: bool) -> None:
        if something_done:
            self.reload()
            self._host.changed()
            self.changed.emit()

    def _space(self) -> None:
        theme = self._host.theme
        self._column.setSpacing(theme.px(2))
        self._rows.setSpacing(theme.px(3))
