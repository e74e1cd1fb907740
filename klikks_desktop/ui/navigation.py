"""Which pages the window has for which role, and which of them a link leads to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.records import Role
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.sidebar import NavItem

BEGINNINGS = frozenset({Target.NEW_PATRON, Target.NEW_PROJECT})
"""Targets that begin a new record."""

_PAGES = {
    Target.PATRON: "patrons",
    Target.NEW_PATRON: "patrons",
    Target.CERTIFICATES: "certificates",
    Target.EXCHANGE: "exchange",
    Target.SETTINGS: "settings",
    Target.PROJECT: "projects",
    Target.NEW_PROJECT: "projects",
    Target.POTENTIAL: "potentials",
    Target.BUILDING: "buildings",
    Target.DEADLINES: "deadlines",
    Target.POST: "post",
    Target.IDEA: "ideas",
    Target.PLACE: "places",
    Target.STATUS: "status",
    Target.EVALUATION: "evaluation",
}
_REGION_PAGES = _PAGES | {
    Target.PATRON: "region_people",
    Target.PROJECT: "region_projects",
    Target.POST: "network",
}


def page_of(target: Target, role: Role) -> str:
    """The key of the page a link leads to."""
    return (_REGION_PAGES if role is Role.REGION else _PAGES)[target]


def help_of(page: str, role: Role) -> str:
    """The name of the help page about a page of the window."""
    return "inbox" if page == "exchange" and role is Role.REGION else page


def nav_items(role: Role) -> list[NavItem]:
    """The lines of the sidebar, from top to bottom; the low ones stand at its foot."""
    return [
        NavItem("overview", _tr("Übersicht"), "overview"),
        *(_region_items() if role is Role.REGION else _town_items()),
        NavItem("settings", _tr("Einstellungen"), "settings", low=True),
        NavItem("help", _tr("Hilfe"), "help", low=True),
    ]


def _town_items() -> list[NavItem]:
    return [
        NavItem("patrons", _tr("Patinnen und Paten"), "patrons"),
        NavItem("projects", _tr("Projekte"), "project"),
        NavItem("potentials", _tr("Potenziale"), "potential"),
        NavItem("buildings", _tr("Gebäude und Verbrauch"), "townhall"),
        NavItem("certificates", _tr("Urkunden"), "certificate"),
        NavItem("deadlines", _tr("Termine"), "calendar"),
        NavItem("exchange", _tr("Datenaustausch"), "exchange"),
        NavItem("post", _tr("Post"), "mail"),
        NavItem("ideas", _tr("Ideenpool"), "idea"),
    ]


def _region_items() -> list[NavItem]:
    return [
        NavItem("exchange", _tr("Posteingang"), "import"),
        NavItem("status", _tr("Rückmeldestand"), "board"),
        NavItem("map", _tr("Karte"), "map"),
        NavItem("places", _tr("Kommunen"), "townhall"),
        NavItem("region_people", _tr("Patinnen und Paten"), "patrons"),
        NavItem("region_projects", _tr("Projekte"), "project"),
        NavItem("ideas", _tr("Ideenpool"), "idea"),
        NavItem("evaluation", _tr("Auswertung"), "potential"),
        NavItem("network", _tr("Rücksendung"), "mail"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
