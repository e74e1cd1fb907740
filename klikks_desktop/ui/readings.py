"""What pages read beside the window's thread: one after another, and not for a page that was left."""

from __future__ import annotations

from typing import Any

from klikks_desktop.ui.tasks import Task, TaskRunner


class Readings:
    """Begins readings when the window has nothing else to do, so that the page stands first."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        # Any: each reads something else.
        self._under_way: dict[Task[Any], str] = {}

    def begin(self, task: Task[Any], page: str) -> None:
        """Read for a page."""
        self._under_way[task] = page
        task.ended.connect(lambda: self._under_way.pop(task))
        self._runner.start_idle(task)

    def keep_only(self, page: str) -> set[str]:
        """Cancel what is read for other pages; which these are."""
        left = {task: other for task, other in self._under_way.items() if other != page}
        for task in left:
            task.cancel()
        return set(left.values())
