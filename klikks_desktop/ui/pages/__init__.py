"""Pages, blind to each other. ``page_maker`` is the only place that knows them all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.ui.host import Host


def page_maker(key: str, role: Role) -> Callable[[Host], QWidget]:
    """The class of the page with this key, imported only now."""
    match key:
        case "overview":
            from klikks_desktop.ui.pages.overview import OverviewPage as Made
        case "places":
            from klikks_desktop.ui.pages.places import PlacesPage as Made
        case "patrons":
            from klikks_desktop.ui.pages.patrons import PatronsPage as Made
        case "certificates":
            from klikks_desktop.ui.pages.certificates import CertificatesPage as Made
        case "exchange" if role is Role.REGION:
            from klikks_desktop.ui.pages.inbox import InboxPage as Made
        case "exchange":
            from klikks_desktop.ui.pages.delivery import DeliveryPage as Made
        case "settings":
            from klikks_desktop.ui.pages.settings import SettingsPage as Made
        case "help":
            from klikks_desktop.ui.pages.help import HelpPage as Made
        case _:
            raise KeyError(key)
    return Made
