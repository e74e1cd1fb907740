"""What can be done with a town's project: each action is a button below the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.region.project_view import ProjectDetail
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host


@dataclass(frozen=True, slots=True)
class Action:
    """One button. do: with the project that is shown; the widget is what a dialog lies above.

    offered: for which projects.
    """

    label: str
    icon: str
    do: Callable[[Host, ProjectDetail, QWidget], None]
    offered: Callable[[ProjectDetail], bool] = lambda _project: True


def actions() -> Sequence[Action]:
    """All of them, in their order."""
    return (Action(_tr("Kommune zeigen"), "townhall", _show_place),)


def _show_place(host: Host, data: ProjectDetail, _above: QWidget) -> None:
    host.go(Target.PLACE, data.place.id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectActions", text)
