"""German words and pills of the page."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.records import ProjectState
from klikks_desktop.ui.widgets.pill import State

PILLS: Final[dict[ProjectState, State]] = {
    ProjectState.IDEA: "possible",
    ProjectState.PLANNING: "possible",
    ProjectState.RESOLUTION: "decided",
    ProjectState.IMPLEMENTATION: "decided",
    ProjectState.DONE: "ok",
    ProjectState.PAUSED: "past",
}
