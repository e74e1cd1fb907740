"""Pages, blind to each other. ``make_page`` is the only place that knows them all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.ui.host import Host


def make_page(key: str, host: Host) -> QWidget:  # noqa: PLR0911, PLR0912 - one branch for each page
    """The page with this key, imported only now; ``KeyError`` for an unknown one."""
    is_region = host.workspace.role is Role.REGION
    match key:
        case "overview":
            from klikks_desktop.ui.pages.overview import OverviewPage

            return OverviewPage(host)
        case "map":
            from klikks_desktop.ui.pages.region_map import RegionMapPage

            return RegionMapPage(host)
        case "status":
            from klikks_desktop.ui.pages.status import StatusPage

            return StatusPage(host)
        case "places":
            from klikks_desktop.ui.pages.places import PlacesPage

            return PlacesPage(host)
        case "patrons":
            from klikks_desktop.ui.pages.patrons import PatronsPage

            return PatronsPage(host)
        case "certificates":
            from klikks_desktop.ui.pages.certificates import CertificatesPage

            return CertificatesPage(host)
        case "projects":
            from klikks_desktop.ui.pages.projects import ProjectsPage

            return ProjectsPage(host)
        case "potentials":
            from klikks_desktop.ui.pages.potentials import PotentialsPage

            return PotentialsPage(host)
        case "buildings":
            from klikks_desktop.ui.pages.buildings import BuildingsPage

            return BuildingsPage(host)
        case "deadlines":
            from klikks_desktop.ui.pages.deadlines import DeadlinesPage

            return DeadlinesPage(host)
        case "exchange" if is_region:
            from klikks_desktop.ui.pages.inbox import InboxPage

            return InboxPage(host)
        case "exchange":
            from klikks_desktop.ui.pages.delivery import DeliveryPage

            return DeliveryPage(host)
        case "post":
            from klikks_desktop.ui.pages.post import PostPage

            return PostPage(host)
        case "network":
            from klikks_desktop.ui.pages.network import NetworkPage

            return NetworkPage(host)
        case "settings":
            from klikks_desktop.ui.pages.settings import SettingsPage

            return SettingsPage(host)
        case "help":
            from klikks_desktop.ui.pages.help import HelpPage

            return HelpPage(host)
    raise KeyError(key)
