"""How long the thread of the window is busy at a stretch, seen from a timer that ticks in it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer

_TICK_MS = 4
_WORK_MS = 3.0
_SETTLE_SECONDS = 0.06


class Watchdog:
    """Measures the longest time between two ticks: a person sees it as a standstill of the window."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)

    def watch(self, action: Callable[[], object], is_done: Callable[[], bool]) -> tuple[float, float, float]:
        """Milliseconds until ``is_done`` and nothing is left to do, of the longest stretch, and of its work.

        The work is CPU time of this thread, which the load of the machine hardly changes.
        """
        loop = QEventLoop()
        begin = ticked = settled = time.perf_counter()
        worked = time.thread_time()
        longest = most = 0.0

        def tick() -> None:
            nonlocal ticked, settled, longest, worked, most
            now, work = time.perf_counter(), time.thread_time()
            stretch = (now - ticked) * 1000 - _TICK_MS
            longest, most = max(longest, stretch), max(most, (work - worked) * 1000)
            ticked, worked = now, work
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
        return (settled - begin) * 1000, longest, most
