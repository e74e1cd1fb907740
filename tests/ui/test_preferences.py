"""What one person likes on this computer comes back as it was kept, and damage costs only what is damaged."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from klikks_desktop.ui.preferences import ListState, PreferenceFile, Preferences

KEPT = Preferences(
    "dark",
    150,
    "4b57",
    "projects",
    {"projects": ListState(("underway",), "due", down=True, widths={"due": 31.5}), "x": ListState()},
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path / "new" / "fenster.json")
    assert file.load() == Preferences()
    file.save(KEPT)
    assert file.load() == KEPT


def test_a_look_is_kept_when_it_is_chosen_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "fenster.json"
    file = PreferenceFile(path)
    file.save(KEPT)
    file.keep_look("light", 200)
    assert file.load() == replace(KEPT, mode="light", scale=200)
    path.unlink()
    file.keep_look("auto", 100)
    assert not path.exists(), "what is usual anyway is not written at every change of the system's colours"


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


def test_of_damaged_widths_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "fenster.json"
    widths = {"due": 31.5, "name": "breit", "state": -3, "where": 1e9, "on": None, "by": True}
    for raw, kept in ((widths, {"due": 31.5}), ([31], {}), (None, {})):
        lists = {"x": {**asdict(ListState(sort="due")), "widths": raw}}
        path.write_text(json.dumps({"lists": lists}))
        assert PreferenceFile(path).load().lists == {"x": ListState(sort="due", widths=kept)}
    path.write_text(json.dumps({"lists": {"x": {"filters": [], "sort": "due", "down": False}}}))
    assert PreferenceFile(path).load().lists == {"x": ListState(sort="due")}
