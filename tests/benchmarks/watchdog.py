"""How long the thread of the window is busy at a stretch, seen from a timer that ticks in it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer

_TICK_MS: Final = 4
_WORK_MS: Final = 3.0
_SETTLE_SECONDS: Final = 0.06
_WAITS: Final = Path("/proc/thread-self/schedstat")
"""Where Linux tells how long this thread was ready and had to wait for a core."""


class Watched(NamedTuple):
    """Milliseconds. whole: until all is done. longest: of the longest stretch, as a person felt it here.

    own: of the longest stretch without waiting for a core, so as a machine with nothing else to do would
    have it; waiting for another thread of the program counts. work: CPU time of the longest stretch.
    """

    whole: float
    longest: float
    own: float
    work: float


class Watchdog:
    """Measures the longest time between two ticks: a person sees it as a standstill of the window."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)

    def watch(self, action: Callable[[], object], is_done: Callable[[], bool]) -> Watched:
        """From the start of ``action`` until ``is_done`` and nothing is left to do."""
        loop = QEventLoop()
        begin = ticked = settled = time.perf_counter()
        waits = os.open(_WAITS, os.O_RDONLY) if _WAITS.exists() else -1
        worked, waited = time.thread_time(), _waited(waits)
        longest = own = most = 0.0

        def tick() -> None:
            nonlocal ticked, settled, longest, own, worked, waited, most
            now, work, wait = time.perf_counter(), time.thread_time(), _waited(waits)
            stretch = (now - ticked) * 1000 - _TICK_MS
            longest, most = max(longest, stretch), max(most, (work - worked) * 1000)
            own = max(own, stretch - (wait - waited) * 1000)
            ticked, worked, waited = now, work, wait
            # A stretch that just ended was work, and more may follow from it.
            if stretch > _WORK_MS or not is_done():
                settled = now
            elif now - settled > _SETTLE_SECONDS:
                loop.quit()

        self._timer.timeout.connect(tick)
        self._timer.start()
        QTimer.singleShot(0, action)
        loop.exec()
        self._timer.stop()
        self._timer.timeout.disconnect(tick)
        if waits >= 0:
            os.close(waits)
        return Watched((settled - begin) * 1000, longest, own, most)


def _waited(waits: int) -> float:
    """Seconds for which this thread waited for a core; 0 where nobody tells."""
    return int(os.pread(waits, 100, 0).split()[1]) / 1e9 if waits >= 0 else 0.0
