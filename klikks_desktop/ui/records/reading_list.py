"""A list of what towns reported: read only, and read beside the window's thread where it is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.names import search_query
from klikks_desktop.domain.records import Record
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.tasks import MANY
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList, lines_in

FREED_AT_ONCE: Final = 2000
"""Lines of a former reading that are let go of in one turn of the window."""
SORTED_AT_ONCE: Final = 2000
"""More lines are put in another order beside the window's thread."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. groups: filters to choose from."""

    lines: Sequence[Line]
    groups: Sequence[FilterGroup]


class ReadingList(RecordList):
    """A kind of list says what is read; ``filled`` tells that it is there.

    kind: of the records, whose number says whether the list is long.
    """

    filled = Signal()

    def __init__(
        self,
        host: Host,
        kind: type[Record],
        columns: Sequence[Column],
        words: ListWords,
        groups: Sequence[FilterGroup],
        *,
        count: Callable[[Sequence[UUID], int], str],
    ) -> None:
        self._host, self._kind = host, kind
        self._beside = False
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            columns,
            words,
            groups,
            query=lambda text: search_query(text, alphabet),
            count=count,
            two_lines=True,
            with_bin=False,
        )
        self._loader = Loader(host, self.tr("Die Liste entsteht"), words.name, self._show_found, self)
        self.table.model.most = SORTED_AT_ONCE
        self._past: list[Line] = []
        self._freeing = QTimer(self)
        self._freeing.setInterval(0)
        self._freeing.timeout.connect(self._free_some)

    def read(self, workspace: Workspace) -> Reading:
        """Read the list; called in any thread."""
        raise NotImplementedError

    @property
    def is_reading(self) -> bool:
        """Whether the list is being read, or could not be."""
        return self._loader.is_unknown

    def reload(self) -> None:
        """Read again; ``filled`` tells of a long list, which comes later."""
        with self._host.workspace.store.read() as reader:
            count = reader.count(self._kind)
        self._beside = count > MANY
        self._loader.load(partial(self._read_in, self.order), beside=self._beside, count=count)

    def _read_in(
        self, order: tuple[int, bool], workspace: Workspace
    ) -> tuple[Reading | None, Sequence[Line]]:
        found = self.read(workspace)
        return found, lines_in(order, found.lines)

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget above the search."""
        self.body.insertWidget(0, widget)

    def put_at_foot(self, widget: QWidget) -> None:
        """Show a widget below the list, which does not move for it."""
        self.body.addWidget(widget)

    def wait(self, *, waiting: bool) -> None:
        """Nothing can be taken along yet."""
        self.table.setEnabled(not waiting)

    def _show_found(self, found: tuple[Reading | None, Sequence[Line]]) -> None:
        reading, lines = found
        if reading is not None:
            self.offer(reading.groups)
            self._past += self._lines
            self._freeing.start()
        self.set_lines(lines, ordered=True)
        if reading is not None and self._beside:
            self.filled.emit()

    def _follow_order(self) -> None:
        """A long list is put in order beside the window; one that is being read comes in it."""
        if len(self._lines) <= self.table.model.most:
            super()._follow_order()
            return
        self.arranged.emit()
        if self._loader.is_reading:
            self.reload()
            return
        order, lines = self.order, self._lines
        self._loader.load(lambda _workspace: (None, lines_in(order, lines)), beside=True, count=len(lines))

    def _free_some(self) -> None:
        """Let go of what was shown before, step by step: tens of thousands at once would be felt."""
        del self._past[-FREED_AT_ONCE:]
        if not self._past:
            self._freeing.stop()


def choices(values: Sequence[str], kind: str) -> list[tuple[str, str]]:
    """What occurs, once each and in order, as choices of a filter. kind: tells their keys apart."""
    return [(f"{kind}:{value}", value) for value in sorted(set(values), key=str.casefold) if value]
