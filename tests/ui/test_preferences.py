"""What one person likes on this computer comes back as it was kept, and damage costs only what is damaged."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from klikks_desktop.ui.preferences import ListState, PreferenceFile, Preferences

KEPT = Preferences(
    "dark",
    150,
    "4b57",
    "projects",
    {"projects": ListState(("underway",), "due", down=True), "x": ListState()},
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path / "new" / "fenster.json")
    assert file.load() == Preferences()
    file.save(KEPT)
    assert file.load() == KEPT


@pytest.mark.parametrize(
    "damaged",
    [
        {"filters": "underway", "sort": "due", "down": True},
        {"filters": [1], "sort": "due", "down": True},
        {"filters": [], "sort": None, "down": True},
        {"filters": [], "sort": "due", "down": "yes"},
        {"sort": "due"},
        "due",
    ],
)
def test_a_damaged_list_is_as_made_and_the_rest_stays(tmp_path: Path, damaged: object) -> None:
    path = tmp_path / "fenster.json"
    path.write_text(json.dumps({**asdict(KEPT), "lists": {"projects": damaged, "x": asdict(ListState())}}))
    assert PreferenceFile(path).load().lists == {"x": ListState()}
    path.write_text(json.dumps({**asdict(KEPT), "lists": [damaged]}))
    assert PreferenceFile(path).load() == Preferences("dark", 150, "4b57", "projects")
