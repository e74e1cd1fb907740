"""Backup (Sicherung): made while the program runs, daily and on demand, here and in a second place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NoReturn

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.copies import (
    BackupFile,
    Occasion,
    backup_folder,
    backups_in,
    new_name,
    refuse_existing,
    rotate,
)
from klikks_desktop.storage.database import Progress, copy_database, silent
from klikks_desktop.storage.files import BACKUPS
from klikks_desktop.storage.restoring import (
    BackupInfo,
    RestorePreview,
    RestoreReport,
    check_backup,
    kept_setting,
    preview,
    restore,
)
from klikks_desktop.storage.sqlite import explained_files
from klikks_desktop.storage.store import Reader, Store

__all__ = [
    "BackupFile",
    "BackupInfo",
    "Occasion",
    "RestorePreview",
    "RestoreReport",
    "SecondPlace",
    "backup_here",
    "check_backup",
    "daily",
    "kept_setting",
    "list_backups",
    "make_backup",
    "preview",
    "refuse_server",
    "restore",
    "rotate",
    "second_place",
    "set_second_place",
    "to_second_place",
]

_UNREACHABLE: Final = {"K-209", "K-210", "K-213"}

WARN_AFTER: Final = timedelta(days=7)
_FOLDER: Final = "backup.second.folder"
_SUCCESS: Final = "backup.second.success"


def make_backup(store: Store, target: Path, progress: Progress = silent) -> Path:
    """Back up everything into the new file ``target``; returns it.

    It may be read by whom the workspace admits, wherever it lies.
    Raises K-231 when its folder cannot be reached, K-232 when there is such a file, K-233 when
    the copy is not in order, K-211 when the disk is full, K-266 when the data lie on a server.
    """
    if store.is_shared:
        refuse_server(store.shown)
    if not target.parent.is_dir():
        raise UserError("K-231", {"folder": target.parent})
    refuse_existing(target)
    try:
        with explained_files(target):
            copy_database(store.raw, target, progress, rights=store.folder)
    except UserError as error:
        if error.code in _UNREACHABLE:
            raise UserError("K-231", error.facts) from error
        raise
    return target


def refuse_server(shown: str) -> NoReturn:
    """Say that a server is backed up and brought back with its own tools (K-266)."""
    raise UserError("K-266", {"server": shown})


def backup_here(
    store: Store, occasion: Occasion = Occasion.BY_HAND, progress: Progress = silent
) -> Path | None:
    """Back up into the workspace's own folder and rotate there; ``occasion`` stands in the name.

    ``None`` where the data lie on a server: its administrator backs up, and an import is one
    transaction. Raises as ``make_backup`` otherwise, and K-214 when the store is read only.
    """
    if store.read_only:
        raise UserError("K-214", {"folder": store.folder})
    if store.is_shared:
        return None
    with explained_files(store.folder / BACKUPS):
        folder = backup_folder(store.folder)
    made = make_backup(store, new_name(folder, store.clock, occasion), progress)
    rotate(folder)
    return made


def daily(store: Store, progress: Progress = silent) -> Path | None:
    """The first backup of the day; ``None`` when there is one of today already, or as ``backup_here``."""
    today = store.clock().astimezone().date()
    if any(each.made_at.date() == today and not each.before_restore for each in list_backups(store.folder)):
        return None
    return backup_here(store, Occasion.DAILY, progress)


def list_backups(folder: Path) -> list[BackupFile]:
    """The backups within the workspace ``folder``, newest first."""
    return backups_in(folder / BACKUPS)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A second place for backups: network drive or stick. succeeded_at: last backup there."""

    folder: Path
    succeeded_at: datetime | None

    def is_overdue(self, now: datetime) -> bool:
        """No backup there for more than seven days: time for a warning."""
        return self.succeeded_at is None or now - self.succeeded_at > WARN_AFTER


def second_place(reader: Reader) -> SecondPlace | None:
    """The second place, or ``None`` when none is set."""
    folder, success = reader.setting(_FOLDER), reader.setting(_SUCCESS)
    if not isinstance(folder, str):
        return None
    return SecondPlace(Path(folder), datetime.fromisoformat(success) if isinstance(success, str) else None)


def set_second_place(store: Store, folder: Path | None) -> None:
    """Set or, with ``None``, forget the second place."""
    with store.write("Zweiter Ort für Sicherungen", undoable=False) as unit:
        unit.put_setting(_FOLDER, None if folder is None else str(folder))
        unit.put_setting(_SUCCESS, None)


def to_second_place(store: Store, progress: Progress = silent) -> Path | None:
    """Back up to the second place, rotate there and note the success; ``None`` when none is set.

    Raises as ``make_backup``.
    """
    with store.read() as reader:
        second = second_place(reader)
    if second is None:
        return None
    made = make_backup(store, new_name(second.folder, store.clock), progress)
    rotate(second.folder)
    with store.write("Sicherung am zweiten Ort", undoable=False) as unit:
        unit.put_setting(_SUCCESS, store.clock().isoformat())
    return made
