"""Looking after the data: backups, restoring, checking, and what is done once a day."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words, file_name
from klikks_desktop.services.workspace import KEY_FILE, Clock, Progress, Workspace, silent
from klikks_desktop.storage import backup as storage_backup
from klikks_desktop.storage.backup import BackupFile, Occasion, SecondPlace
from klikks_desktop.storage.server import ServerAddress

if TYPE_CHECKING:
    from klikks_desktop.storage.check import Finding

_NOUNS: Mapping[str, tuple[str, str]] = {
    "place": ("Kommune", "Kommunen"),
    "patron": ("Person", "Personen"),
    "appointment": ("Ernennung", "Ernennungen"),
    "consent": ("Einwilligung", "Einwilligungen"),
    "certificate": ("Urkunde", "Urkunden"),
    "delivery": ("Datei des Datenaustauschs", "Dateien des Datenaustauschs"),
}
_OCCASIONS: Mapping[Occasion, str] = {
    Occasion.DAILY: "täglich",
    Occasion.BY_HAND: "von Hand",
    Occasion.BEFORE_IMPORT: "vor dem Einlesen",
    Occasion.BEFORE_MIGRATION: "vor der Umstellung",
    Occasion.BEFORE_RESTORE: "vor dem Zurückholen",
}


@dataclass(frozen=True, slots=True)
class Cared:
    """What the daily care did. finished: certificates completed; emptied: people erased from the bin."""

    finished: int
    emptied: int
    backup: Path | None
    second: Path | None


def daily_care(workspace: Workspace, progress: Progress = silent) -> Cared:
    """Finish interrupted certificates, back up once a day, empty what lay 30 days in the bin.

    The order matters: the backup of the day comes before the erasure only of what is not erased
    yet, and an erasure cleans the backups too.
    """
    from klikks_desktop.services.records.history import empty_bin
    from klikks_desktop.services.register.issuing import complete_pending

    finished = complete_pending(workspace)
    made = storage_backup.daily(workspace.store, progress)
    second = storage_backup.to_second_place(workspace.store, progress) if made else None
    return Cared(finished, empty_bin(workspace), made, second)


def check(workspace: Workspace) -> list[Finding]:
    """Everything that is wrong with the data, in German sentences; empty when all is well."""
    from klikks_desktop.services.register.issuing import complete_pending
    from klikks_desktop.storage.check import check as check_store

    if not workspace.store.read_only:
        complete_pending(workspace)
    return check_store(workspace.store)


def backup(workspace: Workspace, out: Path | None = None, progress: Progress = silent) -> Path:
    """Back up to ``out``, or into the workspace's own folder of backups; K-23x when that fails.

    K-266 when the data lie on a server.
    """
    if out is not None:
        return storage_backup.make_backup(workspace.store, out, progress)
    made = storage_backup.backup_here(workspace.store, progress=progress)
    return made or storage_backup.refuse_server(workspace.store.shown)


def suggested_backup_name(workspace: Workspace) -> str:
    """A file name for a backup kept elsewhere."""
    places = workspace.own_places()
    key, name = (places[0].key, places[0].name) if places else ("", workspace.name)
    return file_name(key, name, workspace.today, "klikksdb", "Sicherung")


def backups(workspace: Workspace) -> list[BackupFile]:
    """The backups in the workspace's own folder, newest first."""
    return storage_backup.list_backups(workspace.folder)


def occasion_words(file: BackupFile) -> str:
    """Why this backup was made; "" where its name does not tell."""
    return _OCCASIONS.get(file.occasion, "")


def second_place(workspace: Workspace) -> SecondPlace | None:
    """The second place for backups, if one is set."""
    with workspace.store.read() as reader:
        return storage_backup.second_place(reader)


def set_second_place(workspace: Workspace, folder: Path | None) -> None:
    """Set or forget the second place."""
    storage_backup.set_second_place(workspace.store, folder)


def backup_words(workspace: Workspace) -> tuple[str, bool]:
    """What the status line says of backups, and whether it is a warning."""
    if workspace.store.is_shared:
        return "Der Datenbankserver sichert die Daten", False
    now = workspace.clock().astimezone()
    second = second_place(workspace)
    if second is not None and second.is_overdue(now):
        return "Zweite Sicherung seit über 7 Tagen nicht geschrieben", True
    made = backups(workspace)
    if not made:
        return "Noch keine Sicherung", False
    return f"Letzte Sicherung {_day_words(made[0].made_at, now)}, {made[0].made_at:%H:%M} Uhr", False


def _day_words(moment: datetime, now: datetime) -> str:
    days = (now.date() - moment.astimezone().date()).days
    if days <= 0:
        return "heute"
    return "gestern" if days == 1 else f"{moment:%d.%m.%Y}"


def preview_restore(folder: Path, file: Path, *, server: ServerAddress | None = None) -> list[str]:
    """What restoring ``file`` would do, in sentences; changes nothing. Raises as ``restore``.

    server: where the data of the folder lie otherwise; K-266, for only its own tools bring them back.
    """
    if server is not None:
        storage_backup.refuse_server(server.shown)
    _expect_same_kind(folder, file)
    preview = storage_backup.preview(folder, file)
    made = preview.backup.made_at.astimezone()
    lines = [f"Sicherung vom {made:%d.%m.%Y, %H:%M} Uhr: {_counted(preview.backup.counts)}."]
    if preview.current is None:
        return [*lines, "Der jetzige Stand ist nicht lesbar. Er wird beiseitegelegt."]
    lines.append(f"Jetziger Stand: {_counted(preview.current)}.")
    lost = {name: count for name, count in preview.lost.items() if count}
    if lost:
        lines.append(f"In der Sicherung fehlen: {_counted(lost)}.")
    lines += [f"Seither geändert: {label}" for label in preview.lost_changes]
    return [*lines, "Der jetzige Stand wird vorher gesichert. Nummern von Urkunden werden nie neu vergeben."]


def restore(
    folder: Path,
    file: Path,
    *,
    clock: Clock,
    progress: Progress = silent,
    server: ServerAddress | None = None,
) -> list[str]:
    """Bring ``file`` back into the workspace folder, which must not be open; what was done, in sentences.

    K-23x when the backup cannot be used or is of practice mode and the folder is not, or the other way.
    """
    if server is not None:
        storage_backup.refuse_server(server.shown)
    practice = _expect_same_kind(folder, file)
    report = storage_backup.restore(folder, file, clock=clock, progress=progress)
    lines = [f"Zurückgeholt: Sicherung vom {report.backup.made_at.astimezone():%d.%m.%Y, %H:%M} Uhr."]
    if report.kept:
        lines.append(f"Der bisherige Stand liegt in {report.kept}.")
    if report.voided:
        lines.append(
            f"{count_words(len(report.voided), 'Nummer', 'Nummern')} nach der Sicherung vergeben, "
            f"im Register als ungültig eingetragen: {', '.join(report.voided)}."
        )
    if report.erased:
        lines.append(
            f"{count_words(report.erased, 'gelöschte Person', 'gelöschte Personen')} erneut gelöscht."
        )
    if _make_keys(folder, practice=practice):
        lines.append("Neue Schlüssel erzeugt. Bitte melden Sie sich beim Regionalmanagement neu an.")
    return lines


def _expect_same_kind(folder: Path, file: Path) -> bool:
    """Whether ``file`` is of practice mode; K-239 when ``folder`` is of the other kind."""
    from klikks_desktop.exchange.keys import load_keys

    practice = bool(storage_backup.kept_setting(file, "practice"))
    try:
        here = load_keys(folder / KEY_FILE).practice
    except UserError:
        # Without keys nothing leaves this folder; a damaged key file must not stop a restore.
        return practice
    if here != practice:
        names = {True: "Übungsdaten", False: "echte Daten"}
        facts = {"file": file.name, "folder": folder, "source": names[practice], "target": names[here]}
        raise UserError("K-239", facts)
    return practice


def _make_keys(folder: Path, *, practice: bool) -> bool:
    """New keys where there are none, as on a new computer: a backup holds no secret ones."""
    from klikks_desktop.exchange.keys import create_keys, save_keys

    file = folder / KEY_FILE
    if file.exists():
        return False
    is_shared = bool(stat.S_IMODE(folder.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))
    save_keys(file, create_keys(practice=practice), shared=is_shared)
    return True


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(count_words(count, *_NOUNS[name]) for name, count in counts.items() if name in _NOUNS)
