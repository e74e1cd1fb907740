"""A town with many patrons for the benchmarks, and what they all print about the machine."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from klikks_desktop.domain.records import Role
from klikks_desktop.services import demo_data, patrons, places
from klikks_desktop.services.workspace import Workspace, create_workspace

RESOURCES = Path(__file__).parents[2] / "resources"
SOLTAU = "03358021"


def now() -> datetime:
    """The clock of the benchmarks."""
    return datetime.now(UTC)


def make_town(folder: Path, people: int, key: str = SOLTAU) -> Workspace:
    """A municipality of the directory with this many invented patrons, one transaction in all."""
    workspace = create_workspace(
        folder, role=Role.MUNICIPALITY, name=f"Kommune {key}", clock=now, resources=RESOURCES
    )
    place = places.describe_place(workspace.shipped, workspace.new_id(), key).place
    places.add_place(workspace, place)
    for name in demo_data.LOCALITIES:
        places.add_locality(workspace, place.id, name)
    with workspace.store.write("Gefüllt") as unit:
        for number in range(people):
            texts = demo_data.patron_texts(number % len(demo_data.PEOPLE), workspace.today)
            texts["given_name"] += f" {number // len(demo_data.PEOPLE) + 1:03}".translate(_LETTERS)
            patrons.store_new(workspace, unit, place, workspace.new_id(), texts)
    return workspace


_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")


def machine() -> str:
    """One line: what the figures were measured on, and how busy it was."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = f"Python {platform.python_version()}, PySide6 {_version('PySide6_Essentials')}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{busy}, {versions}"


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
