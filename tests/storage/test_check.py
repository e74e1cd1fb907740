"""The check of a workspace finds what is wrong, and nothing where all is well."""

from __future__ import annotations

from typing import Any

import pytest

from klikks_desktop.domain.records import Place
from klikks_desktop.storage.check import FindingKind, check
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.store import Store


@pytest.fixture
def healthy(store: Store, place: Place, invented: Any) -> Store:
    with store.write("Urkunden") as unit:
        digest = unit.put_blob(b"%PDF")
        unit.add(*(invented.certificate(place, serial, file_hash=digest) for serial in (1, 2, 3)))
    return store


def kinds(store: Store) -> list[FindingKind]:
    return [finding.kind for finding in check(store)]


@pytest.mark.both_databases
def test_nothing_is_wrong(healthy: Store) -> None:
    assert check(healthy) == []


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        ("DELETE FROM certificate WHERE serial = 2", FindingKind.REGISTER),
        ("DELETE FROM certificate WHERE serial = 3", FindingKind.REGISTER),
        ("UPDATE certificate SET number = 'KSP-03999001-2026-009' WHERE serial = 3", FindingKind.REGISTER),
        ("UPDATE blob SET data = x'00'", FindingKind.FILE_DAMAGED),
        ("UPDATE certificate SET file_hash = 'fehlt' WHERE serial = 3", FindingKind.FILE_MISSING),
        ("UPDATE place SET arms_hash = 'fehlt'", FindingKind.FILE_MISSING),
        ("UPDATE certificate SET file_hash = NULL WHERE serial = 3", FindingKind.UNFINISHED),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM place; UPDATE certificate SET sheet = ''",
            FindingKind.ORPHANED,
        ),
    ],
)
def test_each_harm_is_found(healthy: Store, harm: str, kind: FindingKind) -> None:
    healthy.raw.executescript(harm)
    assert kind in kinds(healthy)
    assert kinds(healthy).count(kind) == 1 or kind is FindingKind.FILE_DAMAGED


@pytest.mark.both_databases
def test_a_number_that_only_the_mark_knows(healthy: Store) -> None:
    Marks(healthy.folder).raise_certificate("03999001", 2026, 4)
    (finding,) = check(healthy)
    assert finding.text == "Im Urkundenregister fehlt KSP-03999001-2026-004."
