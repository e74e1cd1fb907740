"""A page of what towns reported: nothing is entered here, so what it begins with comes by the Posteingang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords
from klikks_desktop.ui.records.read_pane import ReadPane
from klikks_desktop.ui.records.reading_list import ReadingList

L = TypeVar("L", bound=ReadingList)
P = TypeVar("P", bound=ReadPane[Any])
D = TypeVar("D", bound=RecordDeeds)


class ReportedPage(RecordPage[L, P, D]):
    """The record follows the list, which may come later.

    nothing, why: while nobody has reported. Else as ``RecordPage``.
    """

    def __init__(
        self,
        host: Host,
        key: str,
        title: str,
        *,
        nothing: str,
        why: str,
        listing: Callable[[Host], L],
        pane: Callable[[Host, QWidget], P],
        deeds: Callable[[Host, QWidget], D],
        width: float = 122,
        parent: QWidget | None = None,
    ) -> None:
        words = PageWords(title, nothing, why, QCoreApplication.translate("ReportedPage", "Zum Posteingang"))
        super().__init__(
            host, key, words, listing=listing, pane=pane, deeds=deeds, width=width, parent=parent
        )
        # Queued, so that a long list is painted before the record is read.
        self.listing.filled.connect(self.follow_list, Qt.ConnectionType.QueuedConnection)

    def first_step(self) -> None:
        """To where reports come in."""
        self._host.go(Target.EXCHANGE)
