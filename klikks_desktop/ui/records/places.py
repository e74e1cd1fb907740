"""For which of the own places something is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host


def chosen_places(host: Host) -> list[Place]:
    """The own place chosen in the window, or all of them."""
    return [place for place in host.workspace.own_places() if host.place_id in {None, place.id}]


def places_words(host: Host) -> str:
    """Whose records a page shows."""
    chosen = chosen_places(host)
    several = QCoreApplication.translate("Places", "Ihre Kommunen")
    return chosen[0].designation if len(chosen) == 1 else several


def may_write(host: Host) -> bool:
    """Whether something can be entered: there is an own place, and nobody else writes."""
    return bool(chosen_places(host)) and not host.workspace.store.read_only


def with_place(host: Host, below: QWidget, action: Callable[[Place], None]) -> None:
    """Call ``action`` with the place chosen in the window; several are asked for in a menu below a widget."""
    chosen = chosen_places(host)
    if len(chosen) == 1:
        action(chosen[0])
    elif chosen:
        menu = QMenu(below)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in chosen:
            menu.addAction(place.designation).triggered.connect(partial(action, place))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
