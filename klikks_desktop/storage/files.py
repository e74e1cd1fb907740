"""Files of the workspace folder: their names, rights, and writing that is whole or not at all.

Rights follow the folder: whoever may enter a private folder (0700) alone gets files of 0600, on
an office share the colleagues whom the folder admits may read and write its files too. So no
mark has to be kept of how the workspace was set up. On Windows the folder's own rights are
inherited and modes have no meaning.

Never open ``klikks.db`` or ``workspace.lock`` here: on POSIX, closing any handle of a file
drops every lock that the process holds on it, SQLite's too.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

DATABASE: Final = "klikks.db"
LOCK: Final = "workspace.lock"
HOLDER: Final = "holder.json"
MARKS: Final = "marks.json"
ERASED: Final = "erased.json"
SERVER: Final = "database.json"
BACKUPS: Final = "Sicherungen"

UNFINISHED: Final = ".neu"
"""Ending of a file that is still being written."""

_READ_AND_WRITE: Final = 0o666


def make_private(folder: Path) -> None:
    """Only the owner may enter ``folder``."""
    folder.chmod(stat.S_IRWXU)


def follow_folder(path: Path, folder: Path) -> None:
    """Give ``path`` the rights that ``folder`` gives; left alone when it belongs to someone else."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    with suppress(PermissionError):
        path.chmod(mode & 0o777 if path.is_dir() else mode & _READ_AND_WRITE)


def write_json(path: Path, value: object) -> None:
    """Replace ``path`` by ``value`` as JSON, whole or not at all, also when power fails.

    Raises ``OSError``.
    """
    temporary = path.with_name(f"{path.name}{UNFINISHED}")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(value, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        follow_folder(temporary, path.parent)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_unfinished(workspace: Path) -> None:
    """Remove what a killed process left half written; the caller holds the lock."""
    own = [f"{name}{UNFINISHED}*" for name in (DATABASE, HOLDER, MARKS, ERASED, SERVER)]
    for folder, patterns in (
        (workspace, own),
        (workspace / BACKUPS, [f"*{UNFINISHED}", f"*{UNFINISHED}-journal"]),
    ):
        for pattern in patterns:
            for path in folder.glob(pattern):
                path.unlink()


def read_json(path: Path) -> object:
    """The value in ``path``; ``None`` when there is no such file or it holds no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return None


def sync_file(path: Path) -> None:
    """Have the system write ``path`` to the disk. Not for a file that SQLite has open."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the system write the entries of ``folder``; Windows does so by itself and refuses."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
