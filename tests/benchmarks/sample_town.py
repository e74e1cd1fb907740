"""A town with many patrons for the benchmarks, and what they all print about the machine."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from klikks_desktop.domain.records import Consent, ConsentForm, Purpose, Role
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places import demo_data, places
from klikks_desktop.services.workspace import Shipped, Workspace, create_workspace

RESOURCES = Path(__file__).parents[2] / "resources"
SOLTAU = "03358021"
_SHIPPED = Shipped(RESOURCES)
_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")


def now() -> datetime:
    """The clock of the benchmarks."""
    return datetime.now(UTC)


def make_town(folder: Path, people: int, key: str = SOLTAU) -> Workspace:
    """A municipality of the directory with this many invented patrons, one transaction in all."""
    workspace = create_workspace(
        folder, role=Role.MUNICIPALITY, name=f"Kommune {key}", clock=now, resources=RESOURCES
    )
    place = places.describe_place(_SHIPPED, workspace.new_id(), key).place
    places.add_place(workspace, place)
    for name in demo_data.LOCALITIES:
        places.add_locality(workspace, place.id, name)
    add_people(workspace, range(people))
    return workspace


def add_people(workspace: Workspace, numbers: Iterable[int]) -> None:
    """Invented patrons, different for each number, who agreed that their names go to the region."""
    place = workspace.own_place()
    with workspace.store.write("Gefüllt") as unit:
        for number in numbers:
            texts = demo_data.patron_texts(number % len(demo_data.PEOPLE), workspace.today)
            texts["given_name"] += f" {number // len(demo_data.PEOPLE) + 1:03}".translate(_LETTERS)
            patron_id = workspace.new_id()
            patrons.store_new(workspace, unit, place, patron_id, texts)
            unit.add(
                Consent(
                    id=workspace.new_id(),
                    patron_id=patron_id,
                    purpose=Purpose.REPORTING,
                    text_version="1",
                    given_on=workspace.today,
                    form=ConsentForm.PAPER,
                )
            )


def machine() -> str:
    """One line: what the figures were measured on, and how busy it was."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = f"Python {platform.python_version()}, PySide6 {_version('PySide6_Essentials')}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{busy}, {versions}"


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
