"""What can be done with a town's project: each action is a button below the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import ProjectState
from klikks_desktop.services.ideas.examples import add_example, find_example
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
    return (
        Action(_tr("Kommune zeigen"), "townhall", _show_place),
        Action(_tr("Als gutes Beispiel merken"), "idea", _remember, _may_be_remembered),
    )


def _show_place(host: Host, data: ProjectDetail, _above: QWidget) -> None:
    host.go(Target.PLACE, data.place.id)


def _may_be_remembered(data: ProjectDetail) -> bool:
    return data.project.state is ProjectState.DONE


def _remember(host: Host, data: ProjectDetail, _above: QWidget) -> None:
    """Lead to the example of the project, which is made when there is none yet."""
    workspace, project = host.workspace, data.project.id
    example = find_example(workspace, project)
    if example is None:
        example = host.attempt(lambda: add_example(workspace, project))
        host.changed()
    if example is not None:
        host.go(Target.IDEA, example)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectActions", text)
