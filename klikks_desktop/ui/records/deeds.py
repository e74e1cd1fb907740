"""What is asked in a dialog of its own for records of every kind: delete, history, bin, tables in and out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host

# Each dialog is imported when it is asked for: a page is what the program starts with.
if TYPE_CHECKING:
    from klikks_desktop.services.list_import import ListKind
    from klikks_desktop.services.projects.work_history import WorkRecord
    from klikks_desktop.services.records.record_history import HistoryEntry

T = TypeVar("T")


class RecordDeeds(QObject):
    """Asks, calls the service, tells the page; each kind of record says what it does.

    ``done`` carries the record to show, ``None`` for any; ``written`` a sentence and the file that was
    written.
    """

    done = Signal(object)
    written = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    # ------------------------------------------------------------------ what a kind of record does

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin."""
        raise NotImplementedError

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        raise NotImplementedError

    def open_bin(self) -> None:
        """Show the recycle bin; what is brought back is shown."""
        raise NotImplementedError

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        raise NotImplementedError

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these records as an Excel file."""
        raise NotImplementedError

    # ------------------------------------------------------------------ how it is done

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Do something that changes what is stored."""
        found = self._host.attempt(action)
        if found is not None:
            self._host.changed()
        return found

    def carry_out(self, change: Callable[[], object]) -> bool:
        """Do something of which nothing is wanted back; whether it was done."""
        return self.attempt(lambda: (change(), True)) is not None

    def ask_deletion(
        self, words: str, delete: Callable[[], object], *, verb: str = "", then: UUID | None = None
    ) -> None:
        """Ask with these words, then delete and show ``then``. verb: other than into the recycle bin."""
        verb = verb or _tr("In den Papierkorb legen")
        question = ConfirmDialog(
            self._host.theme,
            f"{verb}?",
            words,
            verb=verb,
            stay=_tr("Behalten"),
            icon="delete",
            parent=self._window,
        )
        if question.ask() and self.carry_out(delete):
            self.done.emit(then)

    def tell_history(self, name: str, entries: Sequence[HistoryEntry]) -> None:
        """Show these entries."""
        from klikks_desktop.ui.dialogs.history import HistoryDialog

        dialog = HistoryDialog(self._host, name, entries, self._window)
        dialog.exec()
        dialog.deleteLater()

    def show_bin(self, kinds: Sequence[type[WorkRecord]]) -> None:
        """Show the recycle bin of these kinds; what is brought back, or what it belongs to, is shown."""
        from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog

        dialog = WorkBinDialog(self._host, kinds, self._window)
        dialog.exec()
        dialog.deleteLater()
        restored = dialog.restored
        if restored is not None:
            self.done.emit(restored.owner_id or restored.record_id)

    def ask_table(self, title: str) -> Path | None:
        """Ask for a table."""
        return choose_file(self._window, title, _tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)"))

    def show_preview(self, kind: ListKind, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.dialogs.list_import import ListImportDialog

        dialog = ListImportDialog(self._host, kind, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()

    def write_table(self, suggested: str, write: Callable[[Path], int], one: str, several: str) -> None:
        """Ask where, write an Excel file and tell how many of ``one`` or ``several`` were written."""
        title, kinds = _tr("Nach Excel schreiben"), _tr("Excel (*.xlsx)")
        self.write_file(suggested, write, one, several, title=title, kinds=kinds)

    def write_file(
        self,
        suggested: str,
        write: Callable[[Path], int],
        one: str,
        several: str,
        *,
        title: str,
        kinds: str,
    ) -> None:
        """As ``write_table``, for files of other ``kinds``."""
        target = choose_target(self._window, title, kinds, Path.home() / suggested)
        if target is None:
            return
        count = self._host.attempt(lambda: write(target))
        if count is not None:
            what = count_words(count, one, several)
            self.written.emit(_tr("{what} geschrieben: {file}").format(what=what, file=target.name), target)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordDeeds", text)
