"""Reminding municipalities of their report (Erinnern): files for all of them in one go, and a note of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Remark, RemarkKind
from klikks_desktop.domain.values import check_email
from klikks_desktop.services.files import write_new
from klikks_desktop.services.region.reminder_files import ReminderFiles, ReminderOrder, Way
from klikks_desktop.services.region.sender import sender
from klikks_desktop.services.region.status import StatusRow, status_rows
from klikks_desktop.services.workspace import Progress, Workspace, silent


@dataclass(frozen=True, slots=True)
class Reminded:
    """What was written. towns: how many. without: those without a mailbox, when drafts were asked for."""

    paths: tuple[Path, ...]
    towns: int
    without: tuple[str, ...]


def has_mailbox(row: StatusRow) -> bool:
    """Whether an e-mail finds its way."""
    return bool(row.town.partner.email) and check_email(row.town.partner.email) is None


def remind(
    workspace: Workspace, order: ReminderOrder, folder: Path, *, progress: Progress = silent
) -> Reminded:
    """Write the reminders into ``folder`` and note them on the towns, in one change that can be undone.

    progress may raise to give up: then no file stays, and nothing is noted. K-843 nobody to remind, K-844
    letters without a sender, K-845 drafts only and no mailbox known, K-63x where it cannot be written.
    """
    rows = _rows(workspace, order, set(order.keys))
    mailable = [row for row in rows if has_mailbox(row)]
    known = sender(workspace)
    drafts_only = set(order.ways) == {Way.DRAFTS}
    if not drafts_only and not known.is_complete:
        raise UserError("K-844")
    if drafts_only and not mailable:
        raise UserError("K-845")
    jobs = [(way, mailable if way is Way.DRAFTS else rows) for way in order.ways]
    files = ReminderFiles(workspace, order, known)
    with _all_or_none(folder) as written:
        step = _steps(progress, sum(len(towns) for _, towns in jobs))
        for way, towns in jobs:
            for name, data in files.files(way, towns, step.__next__):
                written.append(write_new(folder, name, data))
        _note(workspace, order, jobs)
    without = [row.town.designation for row in rows if row not in mailable]
    reached = mailable if drafts_only else rows
    return Reminded(tuple(written), len(reached), tuple(without if Way.DRAFTS in order.ways else ()))


def letter_preview(workspace: Workspace, order: ReminderOrder, key: str) -> bytes:
    """The letter to one of the municipalities, as it would be written; nothing is kept. K-843."""
    files = ReminderFiles(workspace, order, sender(workspace))
    _, data = next(files.files(Way.LETTERS, _rows(workspace, order, {key}), lambda: None))
    return data


def _rows(workspace: Workspace, order: ReminderOrder, keys: Collection[str]) -> list[StatusRow]:
    rows = [row for row in status_rows(workspace, order.period) if row.town.key in keys and row.is_remindable]
    if not rows:
        raise UserError("K-843")
    return rows


def _steps(progress: Progress, total: int) -> Iterator[None]:
    """Tell before each municipality how many are done."""
    for done in range(total):
        progress(done, total)
        yield


@contextmanager
def _all_or_none(folder: Path) -> Iterator[list[Path]]:
    """Files that are written stay only when everything could be done."""
    before = set(folder.iterdir()) if folder.is_dir() else set()
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        for path in set(written) - before:
            with suppress(OSError):
                path.unlink()
        raise


def _note(
    workspace: Workspace, order: ReminderOrder, jobs: Sequence[tuple[Way, Sequence[StatusRow]]]
) -> None:
    """A note on each town: that, when and how it was reminded of this period."""
    ways: dict[str, list[Way]] = {}
    for way, rows in jobs:
        for row in rows:
            ways.setdefault(row.town.key, []).append(way)
    words = count_words(len(ways), "Erinnerung", "Erinnerungen")
    with workspace.store.write(f"{words} geschrieben") as unit:
        unit.add(
            *(
                Remark(
                    id=workspace.new_id(),
                    place_key=key,
                    kind=RemarkKind.NOTE,
                    about=order.period.id,
                    about_title=order.period.title,
                    text=f"Erinnerung geschrieben: {', '.join(each)}",
                    made_on=workspace.today,
                )
                for key, each in ways.items()
            )
        )
