"""A lost computer: the region goes on with its sheet, and no town has to enrol again."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.services.exchange import enrolment, importing, recovery
from klikks_desktop.services.overview import overview
from klikks_desktop.services.targets import Target

WORDS = "Grüne Bänke am Fluss"


def lines_of(pdf: bytes) -> str:
    """The lines of the sheet as a person reads them off the paper."""
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    rows = [line.split() for line in text.stdout.decode().splitlines()]
    return "\n".join(" ".join(row[1:]) for row in rows if row and row[0].isdigit() and len(row[-1]) == 2)


def test_a_region_goes_on_after_its_computer_is_lost(desk: Any) -> None:
    region, town = desk.region(), desk.town()
    desk.enrol(region, town)
    assert recovery.sheet_made_on(region) == ""
    sheet = recovery.recovery_sheet(region, WORDS)
    assert recovery.sheet_made_on(region) == region.today.isoformat()
    report = desk.report(town)

    new = desk.create("neu", Role.REGION)
    assert not importing.inspect(new, report).for_me
    words = recovery.restore_keys(new, lines_of(sheet), WORDS)
    assert "keys-bis-" in words
    assert new.keys == region.keys
    assert recovery.sheet_made_on(new) == new.today.isoformat()
    # The trusted keys of the towns come with the backup; the file itself can be opened again.
    seen = importing.inspect(new, report)
    assert seen.for_me
    assert importing.import_files(region, [report])[0].verdict is Verdict.APPLIED


def test_a_workspace_whose_key_file_is_gone_gets_it_back(desk: Any) -> None:
    region, town = desk.region(), desk.town()
    desk.enrol(region, town)
    keys, sheet = region.keys, recovery.recovery_sheet(region, WORDS)
    (region.folder / "keys.json").unlink()
    region.__dict__.pop("keys")
    assert recovery.sheet_made_on(region) == ""
    assert recovery.sheet_words(region) == recovery.missing_keys(region) != ""
    step = overview(region).next_step
    assert step is not None
    assert (step.title, step.target) == ("Die Schlüssel zurückholen", Target.SETTINGS)
    assert recovery.restore_keys(region, lines_of(sheet), WORDS) == ""
    assert region.keys == keys
    assert recovery.missing_keys(region) == ""
    assert recovery.sheet_made_on(region) == region.today.isoformat()


def test_a_wrong_letter_is_found_in_its_line_and_no_key_changes(desk: Any) -> None:
    region = desk.region()
    typed = lines_of(recovery.recovery_sheet(region, WORDS)).splitlines()
    assert len(typed) == 10
    wrong = "7" if typed[3][0] != "7" else "8"
    new = desk.create("neu", Role.REGION)
    before = new.keys
    with pytest.raises(UserError, match="K-591") as caught:
        recovery.restore_keys(new, "\n".join([*typed[:3], wrong + typed[3][1:], *typed[4:]]), WORDS)
    assert caught.value.text.happened == "In Zeile 4 stimmen die Prüfzeichen am Ende nicht."
    assert "Vergleichen Sie Zeile 4 mit dem Blatt." in caught.value.text.advice
    assert new.keys == before


def test_the_letters_of_the_sheet_are_large_and_stand_below_each_other(desk: Any) -> None:
    """At least 12 pt, and the same distance from letter to letter: as people need it to type them."""
    sheet = recovery.recovery_sheet(desk.region(), WORDS)
    layout = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=sheet, capture_output=True, check=True)
    found = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w{5})<', layout.stdout.decode()
    )
    groups = [(float(x), float(low) - float(top)) for x, top, low, word in found if word == word.upper()]
    assert len(groups) == 45
    assert min(height for _, height in groups) >= 12
    lefts = sorted(x for x, _ in groups)
    for column in range(5):
        of_column = lefts[9 * column : 9 * column + 9]
        assert of_column[-1] - of_column[0] < 6, "groups stand below each other, half a field at most apart"


def test_the_sheet_counts_only_for_the_keys_it_holds(desk: Any) -> None:
    region = desk.region()
    recovery.recovery_sheet(region, WORDS)
    enrolment.renew_keys(region)
    assert recovery.sheet_made_on(region) == ""
    assert "noch kein" in recovery.sheet_words(region)


def test_a_sheet_for_practice_stays_in_practice(desk: Any) -> None:
    practice = desk.create("probe", Role.REGION, practice=True)
    lines = lines_of(recovery.recovery_sheet(practice, WORDS))
    region = desk.region()
    before = region.keys
    with pytest.raises(UserError, match="K-595"):
        recovery.restore_keys(region, lines, WORDS)
    assert region.keys == before


def test_the_passphrase_is_kept_nowhere(desk: Any) -> None:
    region = desk.region()
    pdf = recovery.recovery_sheet(region, WORDS)
    assert WORDS.encode() not in pdf
    for file in region.folder.rglob("*"):
        if file.is_file():
            assert WORDS.encode() not in file.read_bytes()
