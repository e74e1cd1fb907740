"""Where data, logs and shipped resources lie; asked by ``app.py`` and ``cli``, handed down as arguments."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

from klikks_desktop.domain.errors import UserError

FOLDER_NAME = "KlikKS"
WORKSPACE_VARIABLE = "KLIKKS_WORKSPACE"
DATABASE_VARIABLE = "KLIKKS_DATABASE_URL"
PACKAGE_DIR = Path(__file__).parent


def workspace_dir() -> Path:
    """The workspace (Arbeitsbereich) when none is named: ``KLIKKS_WORKSPACE`` or the local data folder.

    Absolute; not created here. On Windows it lies in the local, not the roaming profile: a
    database must not be copied at every logon. A folder of its own, for Windows and macOS put
    logs and preferences beside it.
    """
    named = os.environ.get(WORKSPACE_VARIABLE, "").strip()
    folder = Path(named).expanduser() if named else user_data_path(FOLDER_NAME, appauthor=False) / "Daten"
    return folder.absolute()


def database_url() -> str:
    """The address of the office's PostgreSQL database from ``KLIKKS_DATABASE_URL``; empty without one."""
    return os.environ.get(DATABASE_VARIABLE, "").strip()


def log_dir() -> Path:
    """The folder of the program's log (Protokoll); absolute, not created here."""
    return user_log_path(FOLDER_NAME, appauthor=False).absolute()


def preferences_file() -> Path:
    """Where one person's look and window state are kept; absolute, not created here."""
    return (user_config_path(FOLDER_NAME, appauthor=False) / "fenster.json").absolute()


def resources_dir(package_dir: Path = PACKAGE_DIR) -> Path:
    """The shipped, read-only resources.

    Wheel and frozen program carry them inside the package; a checkout (also one installed
    editable) has them beside it.

    Raises:
        UserError: K-690, the installation is incomplete.
    """
    for candidate in (package_dir / "resources", package_dir.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise UserError("K-690", {"folder": package_dir})
