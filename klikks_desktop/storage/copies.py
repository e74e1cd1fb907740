"""Backup files (Sicherungen): their names, which are kept, and what is in one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.database import Progress, copy_database, silent
from klikks_desktop.storage.files import BACKUPS, follow_folder
from klikks_desktop.storage.sqlite import connect, explained_files
from klikks_desktop.storage.unit import Clock

SUFFIX: Final = ".klikksdb"
KEEP_LAST: Final = 10
KEEP_DAYS: Final = 14
KEEP_MONTHS: Final = 12


class Occasion(StrEnum):
    """Why a backup was made (Anlass); the value is part of its name."""

    UNTOLD = ""
    DAILY = "_taeglich"
    BY_HAND = "_von-Hand"
    BEFORE_IMPORT = "_vor-Einlesen"
    BEFORE_MIGRATION = "_vor-Umstellung"
    BEFORE_RESTORE = "_vor-Wiederherstellung"


_NAME: Final = re.compile(
    rf"KlikKS_Sicherung_(?P<at>\d{{4}}-\d\d-\d\d_\d{{4}})(?P<why>{'|'.join(filter(None, Occasion))})?"
    rf"(_(?P<number>\d+))?\{SUFFIX}"
)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup by its name. made_at: local time; number: which one of its minute."""

    path: Path
    made_at: datetime
    occasion: Occasion = Occasion.UNTOLD
    number: int = 1

    @property
    def before_restore(self) -> bool:
        """Whether a restore put it aside."""
        return self.occasion is Occasion.BEFORE_RESTORE


def backups_in(folder: Path) -> list[BackupFile]:
    """Backups in ``folder``, newest first; other files are not looked at."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.iterdir():
        match = _NAME.fullmatch(path.name)
        if match:
            why, number = Occasion(match["why"] or ""), int(match["number"] or 1)
            found.append(BackupFile(path, _local_time(match["at"]), why, number))
    return sorted(found, key=lambda each: (each.made_at, each.number, each.path.name), reverse=True)


def backup_time(path: Path) -> datetime:
    """When a backup was made: by its name, otherwise by the file's own time."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _local_time(match["at"])


def _local_time(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d_%H%M").astimezone()


def new_name(folder: Path, clock: Clock, occasion: Occasion = Occasion.UNTOLD) -> Path:
    """A name for a backup made now that is not taken yet; those of one minute are numbered."""
    stem = f"KlikKS_Sicherung_{clock().astimezone():%Y-%m-%d_%H%M}"
    taken = [each.number for each in backups_in(folder) if each.path.name.startswith(stem)]
    number = max(taken, default=0) + 1
    return folder / f"{stem}{occasion}{f'_{number}' if number > 1 else ''}{SUFFIX}"


def keep_copy(database: Path, clock: Clock, occasion: Occasion, progress: Progress = silent) -> Path:
    """Copy the database of a workspace into its own folder of backups; returns the new file."""
    with explained_files(database):
        folder = backup_folder(database.parent)
        target = new_name(folder, clock, occasion)
        source = connect(database)
        try:
            copy_database(source, target, progress)
        finally:
            source.close()
    return target


def backup_folder(workspace: Path) -> Path:
    """The folder of backups in a workspace, made when it is not there. Raises ``OSError``."""
    folder = workspace / BACKUPS
    if not folder.exists():
        folder.mkdir()
        follow_folder(folder, workspace)
    return folder


def rotate(folder: Path) -> list[Path]:
    """Delete what is beyond 10 last, 14 daily and 12 monthly backups; returns what was deleted.

    What restores put aside counts by itself (10 last), so that it never pushes a good copy out.
    """
    files = backups_in(folder)
    regular = [each for each in files if not each.before_restore]
    aside = [each for each in files if each.before_restore]
    kept = {each.path for each in (*regular[:KEEP_LAST], *aside[:KEEP_LAST])}
    kept |= _newest_of(regular, "%Y-%m-%d", KEEP_DAYS)
    kept |= _newest_of(regular, "%Y-%m", KEEP_MONTHS)
    gone = [each.path for each in files if each.path not in kept]
    for path in gone:
        with explained_files(path):
            path.unlink(missing_ok=True)
    return gone


def held_until(day: date) -> date:
    """The last day on which a rotated folder can hold a backup made on ``day`` or before.

    As long as a backup is made in every month: as many later months as the longest rule keeps backups
    push it out, in the last of them at the latest on its last day. What restores put aside is not
    counted.
    """
    months = day.year * 12 + day.month + max(KEEP_LAST, KEEP_DAYS, KEEP_MONTHS)
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _newest_of(files: Iterable[BackupFile], period: str, count: int) -> set[Path]:
    """The newest backup of each of the latest ``count`` periods that have one."""
    newest: dict[str, Path] = {}
    for each in files:
        newest.setdefault(each.made_at.strftime(period), each.path)
    return set(list(newest.values())[:count])


def refuse_existing(target: Path) -> None:
    """Raise K-232 when there is a file of this name already."""
    # Unlike Path.exists, this raises nothing for a path that cannot be; writing tells why.
    if os.path.exists(target):  # noqa: PTH110 - see above
        raise UserError("K-232", {"file": target})
