"""What the page Rückmeldestand reads, got ready in any thread so that showing it is quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.region.status import StatusRow, status_rows
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.status.words import Lane, lane_of
from klikks_desktop.ui.widgets.filter_button import FilterGroup


@dataclass(frozen=True, slots=True)
class LanedRows:
    """Municipalities, and which lie in which lane; ``None`` for those not expected.

    open: how many of each lane still have to send something.
    """

    rows: Sequence[StatusRow]
    lanes: Mapping[Lane | None, Sequence[StatusRow]]
    open: Mapping[Lane, int]

    def count(self, lane: Lane | None) -> int:
        """How many lie there."""
        return len(self.lanes.get(lane, ()))


@dataclass(frozen=True, slots=True)
class StatusReading:
    """found: all municipalities. folded: what each is searched by, by its key. groups: filters for them."""

    found: LanedRows
    folded: Mapping[str, str]
    groups: Sequence[FilterGroup]


def in_lanes(rows: Sequence[StatusRow]) -> LanedRows:
    """These municipalities by lane."""
    lanes: dict[Lane | None, list[StatusRow]] = {}
    for row in rows:
        lanes.setdefault(lane_of(row), []).append(row)
    return LanedRows(
        rows, lanes, {lane: sum(row.is_remindable for row in lanes.get(lane, ())) for lane in Lane}
    )


def read_status(workspace: Workspace, period: Period | None) -> StatusReading:
    """The expected municipalities in a period, with what the page offers for them."""
    rows = [] if period is None else status_rows(workspace, period)
    alphabet = workspace.shipped.alphabet
    folded = {
        row.town.key: search_key(f"{row.town.designation} {row.town.county} {row.town.key}", alphabet)
        for row in rows
    }
    return StatusReading(in_lanes(rows), folded, _groups(rows))


def _groups(rows: Sequence[StatusRow]) -> list[FilterGroup]:
    standings = {row.status.standing for row in rows}
    states, counties = {row.town.state for row in rows}, {row.town.county for row in rows}
    return [
        FilterGroup(_tr("Stand"), [(f"stand:{s}", s.value) for s in Standing if s in standings]),
        FilterGroup(_tr("Land"), [(f"land:{name}", name) for name in sorted(states - {""})]),
        FilterGroup(_tr("Landkreis"), [(f"kreis:{name}", name) for name in sorted(counties - {""})]),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusTools", text)
