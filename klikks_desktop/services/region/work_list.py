"""The region's work list: what towns ask for and answer, and what they were asked."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop.domain.records import Place, Remark, RemarkKind
from klikks_desktop.services.region.remarks import Thread, threads_of
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A thread and the municipality that it is about."""

    thread: Thread
    place: str

    @property
    def waits_here(self) -> bool:
        """Whether the next step is the region's: a request that is open, or an answer to read.

        An answer is read once the remark is done or the region answers in turn.
        """
        remark, answers = self.thread.remark, self.thread.answers
        if self.thread.done_on is not None:
            return False
        if remark.source is not None:
            return self.thread.is_open and not (answers and answers[-1].source is None)
        return bool(answers) and answers[-1].source is not None and remark.kind is not RemarkKind.NOTE


def work_list(workspace: Workspace) -> list[WorkItem]:
    """Every thread of every municipality but mere notes: what waits here first, then what is open."""
    with workspace.store.read() as reader:
        found = threads_of(reader.find(Remark))
        keys = {each.remark.place_key for each in found}
        places = {each.key: each.designation for each in reader.find(Place, key=keys)}
    known = workspace.shipped.directory
    items = []
    for thread in found:
        if thread.remark.kind is not RemarkKind.NOTE:
            key = thread.remark.place_key
            entry = None if key in places else known.find(key)
            items.append(WorkItem(thread, places.get(key) or (entry.name if entry else key)))
    return sorted(items, key=lambda each: (not each.waits_here, not each.thread.is_open))
