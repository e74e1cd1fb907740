"""How states are shown at the end of a row, wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.domain.records import ProjectState
from klikks_desktop.ui.widgets.pill import State

PROJECT_PILLS: Final[Mapping[ProjectState, State]] = {
    ProjectState.IDEA: "possible",
    ProjectState.PLANNING: "possible",
    ProjectState.RESOLUTION: "decided",
    ProjectState.IMPLEMENTATION: "decided",
    ProjectState.DONE: "ok",
    ProjectState.PAUSED: "past",
}
STANDING_PILLS: Final[Mapping[Standing, State]] = {
    Standing.DRAFT: "draft",
    Standing.UPCOMING: "info",
    Standing.CONSENT_MISSING: "error",
    Standing.IN_OFFICE: "ok",
    Standing.ENDS_SOON: "warn",
    Standing.FORMER: "past",
    Standing.EXPIRED: "warn",
    Standing.NOT_APPOINTED: "past",
}
