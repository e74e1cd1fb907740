"""The same quiet, closed room for every test: own HOME, no network, no stray log line."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

sys.path.insert(0, str(Path(__file__).parent))
from postgres_server import postgres, postgres_server

__all__ = ["postgres", "postgres_server"]

DATABASES = ("sqlite", "postgresql")
HOME = pytest.StashKey[Path]()
ROOM = pytest.StashKey[pytest.MonkeyPatch]()
CONNECT = socket.socket.connect
# Files of tests lie in memory where there is room: a commit waits for its disk there as little as it may.
# kill -9 loses nothing on either, as what was written is with the system. TMPDIR chooses another place.
MEMORY = Path("/dev/shm")  # noqa: S108 - in it, pytest makes a folder of its own
MEMORY_NEEDED = 2 << 30

hypothesis.settings.register_profile(
    "klikks", deadline=None, database=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("klikks")


def pytest_configure(config: pytest.Config) -> None:
    """Set what must stand before the first import of Qt or platformdirs: screen, HOME, no network."""
    room = config.stash[ROOM] = pytest.MonkeyPatch()
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        room.setenv("TMPDIR", str(MEMORY))
        room.setattr(tempfile, "tempdir", str(MEMORY))
    home = config.stash[HOME] = Path(tempfile.mkdtemp(prefix="klikks-home-"))
    for variable in ("KLIKKS_WORKSPACE", "KLIKKS_DATABASE_URL"):
        room.delenv(variable, raising=False)
    for variable, folder in {
        "HOME": home,
        "USERPROFILE": home,
        "LOCALAPPDATA": home / "AppData" / "Local",
        "APPDATA": home / "AppData" / "Roaming",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
    }.items():
        folder.mkdir(parents=True, exist_ok=True)
        room.setenv(variable, str(folder))
    if "QT_QPA_PLATFORM" not in os.environ:
        room.setenv("QT_QPA_PLATFORM", "offscreen")
    room.setattr(socket.socket, "connect", refuse_connection)
    # Slow on purpose (joint numbers): the same question has the same answer.
    room.setattr(hashlib, "scrypt", functools.cache(hashlib.scrypt))
    set_hypothesis_home_dir(home / "hypothesis")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked ``both_databases`` on SQLite and on PostgreSQL, wherever its fixtures lead.

    ``both_databases("sqlite")`` in a module that is marked as a whole: there only.
    """
    mark = metafunc.definition.get_closest_marker("both_databases")
    if mark is not None and "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", mark.args or DATABASES, indirect=True, scope="function")


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Where the data of this test lie."""
    return str(getattr(request, "param", "sqlite"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take this run's HOME away and put back what was."""
    config.stash[ROOM].undo()
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


def refuse_connection(self: socket.socket, address: Any) -> None:  # an address has another shape per family
    """Connect to a file of this machine (X11, PostgreSQL); anything else fails the test."""
    if self.family != getattr(socket, "AF_UNIX", None):
        raise AssertionError(f"a test tried to connect to {address!r}")
    CONNECT(self, address)


@pytest.fixture(autouse=True)
def no_stray_log_lines(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log is a finding, unless the test says ``@pytest.mark.expects_log``."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not stray, "stray log lines: " + "; ".join(record.getMessage() for record in stray)
