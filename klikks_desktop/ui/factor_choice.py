"""The factor set of all sums of a region: chosen on one page, it counts on the others and stays."""

from __future__ import annotations

from typing import Final

from klikks_desktop.ui.host import Host
from klikks_desktop.ui.preferences import ListState

_KEY: Final = "factor-set"


def chosen_set(host: Host) -> str:
    """Id of the set chosen last, "" for that of most municipalities; nobody may use it any more."""
    kept = host.list_states.get(_KEY, ListState()).filters
    return kept[0] if kept else ""


def choose_set(host: Host, factor_set: str) -> None:
    """Keep a choice; the other pages follow when they are shown."""
    if factor_set != chosen_set(host):
        host.list_states[_KEY] = ListState((factor_set,))
        host.changed()
