"""Long work off the window's thread, with progress, cancel and an owner that may close meanwhile."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

log = logging.getLogger(__name__)
T = TypeVar("T")

REPORT_EVERY_S: Final = 0.04
"""Progress is told at most so often; a job may report each of ten thousand rows."""
_TURN_S: Final = 0.0001
"""A job gives way to the window after so long; Python's own 5 ms, many times over, would be felt."""
MANY: Final = 100
"""More records are read beside the window's thread; so many are not felt, also on an old computer."""


class Control:
    """What a job may tell and ask. It knows nothing of widgets and may be used on any thread."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the job to stop at its next report or checkpoint."""
        self._stop.set()

    def checkpoint(self) -> None:
        """``CancelledError`` when the job shall stop; call it where nothing is half done."""
        if self._stop.is_set():
            raise CancelledError

    def report(self, done: int, total: int) -> None:
        """Tell how far the job is; a checkpoint too. Fits wherever a service wants a ``Progress``."""
        self.checkpoint()
        now = time.monotonic()
        if done >= total or now - self._told >= REPORT_EVERY_S:
            self._told = now
            self._tell(done, total)


class Task(QObject, Generic[T]):
    """One job under way. At its end comes ``ended``, then ``succeeded``, ``failed`` or ``cancelled``.

    ``ended`` comes first, since what follows may ask a person, who shall not see the progress any more.
    The signals come in the window's thread, and not at all once the owner is gone.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _settled = Signal(object)

    def __init__(self, job: Callable[[Control], T], owner: QObject) -> None:
        super().__init__(owner)
        self.control = Control(self._emit_progress)
        self.job = job
        self.is_over = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        owner.destroyed.connect(self.control.cancel)

    def cancel(self) -> None:
        """Ask the job to stop; ``cancelled`` follows when it has."""
        self.control.cancel()

    def settle(self, future: Future[T]) -> None:
        """Called on the worker's thread when the job is over."""
        try:
            self._settled.emit(future)
        except RuntimeError:
            log.info("job ended after its owner was closed")

    def _emit_progress(self, done: int, total: int) -> None:
        try:
            self.progressed.emit(done, total)
        except RuntimeError:
            self.control.cancel()

    def _deliver(self, future: Future[T]) -> None:
        self.is_over = True
        self.ended.emit()
        try:
            result = future.result()
        except CancelledError:
            self.cancelled.emit()
        except Exception as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.deleteLater()


class TaskRunner:
    """Runs jobs one after another on one worker thread; closed with the window."""

    def __init__(self) -> None:
        sys.setswitchinterval(_TURN_S)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="klikks-job")
        self._running: set[Control] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waits for its turn."""
        return bool(self._running)

    def start(self, task: Task[T]) -> None:
        """Begin only now, so that no signal is sent before its slot is connected."""
        self._running.add(task.control)
        self._submit(task)

    def start_idle(self, task: Task[T]) -> None:
        """Begin when the window has painted and answered what waits: a job beside it makes both slower."""
        self._running.add(task.control)
        QTimer.singleShot(0, task, lambda: self._submit(task))

    def _submit(self, task: Task[T]) -> None:
        control = task.control
        if control not in self._running:
            # Closed meanwhile.
            return
        future = self._pool.submit(task.job, control)
        future.add_done_callback(lambda done: self._finish(task, control, done))

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped where nothing is half done."""
        for control in list(self._running):
            control.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _finish(self, task: Task[T], control: Control, future: Future[T]) -> None:
        self._running.discard(control)
        task.settle(future)
