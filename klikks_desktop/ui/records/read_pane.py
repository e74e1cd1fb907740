"""The pane of a record that a town reported: shown in tabs, changed only there; own remarks beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.remark_list import RemarkList
from klikks_desktop.ui.widgets.tabs import Tabs

D = TypeVar("D")


class ReadPane(RecordPane, Generic[D]):
    """A kind of record says how it is read and shown; ``fill_tabs`` lays it out.

    remarks: what the region wrote on the record, in the last tab.
    """

    def __init__(self, host: Host, way_back: str, parent: QWidget | None = None) -> None:
        super().__init__(host, way_back, parent)
        self.data: D | None = None
        self._shown: UUID | None = None
        self.remarks = RemarkList(host)
        self.remarks.changed.connect(self._tell_change)

    # ------------------------------------------------------------------ what a kind of record says

    def read(self, record: UUID) -> D:
        """The record with all that belongs to it; ``UserError`` when it is gone."""
        raise NotImplementedError

    def show_data(self, data: D) -> None:
        """Fill head and tabs."""
        raise NotImplementedError

    def place_of(self, data: D) -> Place:
        """Whose record it is."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the same for all

    @property
    def record(self) -> UUID | None:
        """Id of the record shown."""
        return self._shown

    @property
    def is_foreign(self) -> bool:
        """Always: towns reported it."""
        return True

    def fill_tabs(
        self, name: str, parts: Sequence[tuple[str, QWidget]], remarks: str, actions: Sequence[Button] = ()
    ) -> None:
        """Lay out these tabs, that of the remarks, and the actions below. name: of the tabs."""
        page = ReadPage(self.theme)
        page.add(self.remarks)
        page.end()
        self.tabs = Tabs(self.theme, name, [*parts, (remarks, page)])
        foot = QWidget() if actions else None
        if foot is not None:
            row = FlowLayout(self.theme)
            for action in actions:
                row.addWidget(action)
            column = QVBoxLayout(foot)
            side, top = self.theme.px(4), self.theme.px(2.5)
            column.setContentsMargins(side, top, side, top)
            column.addLayout(row)
        self.fill(self.tabs, foot)

    def load(self, record: UUID, *, fresh: bool = False) -> None:  # noqa: ARG002 - nothing new is entered here
        """Show a record; ``UserError`` when it is gone."""
        self._show(record)

    def refresh(self) -> None:
        """Read the same record again; ``UserError`` when it is gone."""
        self._later.stop()
        if self._shown is not None:
            self._show(self._shown)

    def forget(self) -> None:
        """Show none."""
        self.data = self._shown = None

    def enter(self) -> None:
        """Put the cursor on the tabs."""
        self.tabs.row.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, record: UUID) -> None:
        data = self.read(record)
        self.data, self._shown = data, record
        self.show_data(data)
        self.show_bars(self.place_of(data))

    def _tell_change(self) -> None:
        self.saved.emit(self._shown)


class ReadPage(ScrollPage):
    """One tab: parts below each other, each with a heading where it has one; what is empty is not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        theme.changed.connect(self._space)
        self._space()

    def add(self, widget: QWidget, heading: str = "") -> Callable[[bool], None]:
        """Add a part; what comes back shows it with its heading, or hides both."""
        parts = [widget]
        if heading:
            parts.insert(0, Label(self.theme, heading, "section", wrap=True))
        for part in parts:
            self.body.addWidget(part)

        def show(shown: bool) -> None:
            for part in parts:
                part.setVisible(shown)

        return show

    def end(self) -> None:
        """White space below the last part."""
        self.body.addStretch(1)

    def _space(self) -> None:
        side, top = self.theme.px(5), self.theme.px(4)
        self.body.setContentsMargins(side, top, side, top)
        self.body.setSpacing(self.theme.px(3))
