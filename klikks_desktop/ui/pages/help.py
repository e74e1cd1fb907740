"""Hilfe: the pages that come with the program, and every message by its code."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.help import HelpView
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.navigation import help_of, nav_items
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead


class HelpPage(Page):
    """The help view in a page."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.theme, PageHead(host.theme, "", ""))
        self.head.set_title(
            self.tr("Hilfe"), self.tr("F1 öffnet überall die Seite zu dem, was Sie gerade tun.")
        )
        role = host.workspace.role
        pages = [help_of(item.key, role) for item in nav_items(role)]
        self._view = HelpView(host.theme, host.workspace.shipped.folder / "help", pages)
        self.body.addWidget(self._view, 1)

    def show_page(self, name: str) -> None:
        """Show a page by its name or a code K-nnn."""
        self._view.show_page(name)

    def reload(self) -> None:
        """The help does not change."""

    def showEvent(self, event: QShowEvent) -> None:
        """Opened from the sidebar it begins with its start page."""
        super().showEvent(event)
        self._view.begin()

    def open_record(self, record: UUID | None) -> None:
        """Nothing to open here."""

    def search_widget(self) -> QWidget | None:
        """The help has its own search field and shortcut."""
        return None
