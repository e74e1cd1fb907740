"""What was deleted leaves no trace of a person once its time is over, wherever it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from klikks_desktop.services import care
from klikks_desktop.services.people import patrons
from klikks_desktop.services.records import history
from klikks_desktop.services.workspace import Workspace

TYPED = {
    "address": "Frau",
    "given_name": "Xanthippe",
    "family_name": "Quarkmüller",
    "begins_on": "01.01.2026",
    "email": "xanthippe@example.org",
}


def traces(folder: Path) -> set[str]:
    """Files of the workspace in which the person can be read."""
    words = [word.encode() for word in ("Quarkm", "xanthippe@", "quarkmueller")]
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name for path in files if any(word in path.read_bytes() for word in words)}


@pytest.mark.parametrize("away", ["deleted", "undone"])
def test_a_draft_that_nobody_wanted_is_forgotten_after_thirty_days(desk, town: Workspace, away: str) -> None:
    draft = patrons.begin_draft(town, town.own_place().id, TYPED)
    if away == "deleted":
        patrons.delete_patron(town, draft.id)
    else:
        history.undo(town)
    desk.clock.move(days=29)
    assert care.daily_care(town).emptied == 0
    assert "klikks.db" in traces(town.folder)
    desk.clock.move(days=2)
    assert care.daily_care(town).emptied == 1
    assert traces(town.folder) == set()
    assert care.daily_care(town).emptied == 0


def test_a_draft_that_became_a_patron_stays_and_so_does_the_bin(desk, town: Workspace) -> None:
    draft = patrons.begin_draft(town, town.own_place().id, TYPED)
    patrons.appoint(town, draft.id)
    desk.clock.move(days=40)
    patrons.delete_patron(town, draft.id)
    assert care.daily_care(town).emptied == 0
    (item,) = history.recycle_bin(town)
    history.restore_from_bin(town, item.change.id)
    assert patrons.load_form(town, draft.id).texts["family_name"] == "Quarkmüller"
