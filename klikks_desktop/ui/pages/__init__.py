"""Pages, blind to each other. ``page_kind`` is the only place that knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.ui.host import Host


def make_page(key: str, host: Host) -> QWidget:
    """The page with this key, imported only now; ``KeyError`` for an unknown one."""
    return page_kind(key, host.workspace.role)(host)


def warm(keys: Iterable[str], role: Role, checkpoint: Callable[[], None]) -> None:
    """Import pages before anybody asks for one; on a worker's thread, since no widget is made.

    ``checkpoint`` may raise to stop between two pages.
    """
    for key in keys:
        checkpoint()
        page_kind(key, role)


def page_kind(key: str, role: Role) -> Callable[[Host], QWidget]:  # noqa: PLR0911, PLR0912 - one branch a page
    """The class of the page with this key; ``KeyError`` for an unknown one."""
    is_region = role is Role.REGION
    match key:
        case "overview":
            from klikks_desktop.ui.pages.overview import OverviewPage

            return OverviewPage
        case "map":
            from klikks_desktop.ui.pages.region_map import RegionMapPage

            return RegionMapPage
        case "status":
            from klikks_desktop.ui.pages.status import StatusPage

            return StatusPage
        case "places":
            from klikks_desktop.ui.pages.places import PlacesPage

            return PlacesPage
        case "region_people":
            from klikks_desktop.ui.pages.region_people import RegionPeoplePage

            return RegionPeoplePage
        case "region_projects":
            from klikks_desktop.ui.pages.region_projects import RegionProjectsPage

            return RegionProjectsPage
        case "evaluation":
            from klikks_desktop.ui.pages.evaluation import EvaluationPage

            return EvaluationPage
        case "patrons":
            from klikks_desktop.ui.pages.patrons import PatronsPage

            return PatronsPage
        case "certificates":
            from klikks_desktop.ui.pages.certificates import CertificatesPage

            return CertificatesPage
        case "projects":
            from klikks_desktop.ui.pages.projects import ProjectsPage

            return ProjectsPage
        case "potentials":
            from klikks_desktop.ui.pages.potentials import PotentialsPage

            return PotentialsPage
        case "buildings":
            from klikks_desktop.ui.pages.buildings import BuildingsPage

            return BuildingsPage
        case "deadlines":
            from klikks_desktop.ui.pages.deadlines import DeadlinesPage

            return DeadlinesPage
        case "exchange" if is_region:
            from klikks_desktop.ui.pages.inbox import InboxPage

            return InboxPage
        case "exchange":
            from klikks_desktop.ui.pages.delivery import DeliveryPage

            return DeliveryPage
        case "post":
            from klikks_desktop.ui.pages.post import PostPage

            return PostPage
        case "network":
            from klikks_desktop.ui.pages.network import NetworkPage

            return NetworkPage
        case "ideas" if is_region:
            from klikks_desktop.ui.pages.region_ideas import RegionIdeasPage

            return RegionIdeasPage
        case "ideas":
            from klikks_desktop.ui.pages.ideas import IdeasPage

            return IdeasPage
        case "settings":
            from klikks_desktop.ui.pages.settings import SettingsPage

            return SettingsPage
        case "help":
            from klikks_desktop.ui.pages.help import HelpPage

            return HelpPage
    raise KeyError(key)
