"""The page Gebäude und Verbrauch: puts list and record together."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead


class BuildingsPage(Page):
    """Gebäude und Verbrauch."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, PageHead(host.theme, _tr("Gebäude und Verbrauch"), ""), parent)
        self._host = host

    def reload(self) -> None:
        """Read the data again."""

    def open_record(self, record: UUID | None) -> None:
        """Show one record."""

    def search_widget(self) -> QWidget | None:
        """Where Strg+F leads."""
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildingsPage", text)
