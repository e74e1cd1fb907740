"""From the start of the process to a window showing 500 patrons, beside bare windows.

Run ``python tests/benchmarks/bench_start.py [ROUNDS]``. Floor A is a bare PySide6 window, floor B the same
with SQLAlchemy imported and the 500 people queried and shown. The three take turns, so that all
see the same machine. Goals: the window at 1.3 x A, the filled table at 1.2 x B. Prints, never fails on time.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sample_town import machine, make_town

PROBE = Path(__file__).with_name("start_probe.py")
PEOPLE = 500
ROUNDS = 9
SCREEN = "1920x1080x24"


@contextmanager
def platforms() -> Iterator[list[str]]:
    """Where windows can open here: the desktop, or one of Xvfb; and without any."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        yield ["", "offscreen"] if sys.platform != "linux" or os.environ.get("DISPLAY") else ["offscreen"]
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    try:
        os.environ["DISPLAY"] = f":{os.read(reading, 20).decode().strip()}"
        yield ["xcb", "offscreen"]
    finally:
        server.terminate()
        server.wait()


def start(platform: str, *arguments: str) -> dict[str, float]:
    """Start one window; milliseconds until each word it says, and its memory in megabytes."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if platform:
        environment["QT_QPA_PLATFORM"] = platform
    said: dict[str, float] = {}
    begin = time.perf_counter()
    command = [sys.executable, str(PROBE), *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, *rest = line.split()
            said[word] = int(rest[0]) / 1024 if rest else (time.perf_counter() - begin) * 1000
    if process.returncode:
        sys.exit(f"{arguments[0]} ended with {process.returncode}")
    return said


def measure(platform: str, folder: Path, rounds: int) -> None:
    """Print one table."""
    kinds = {
        "bare": ["bare"],
        "query": ["query", str(folder / "kommune" / "klikks.db")],
        "ours": ["ours", str(folder)],
    }
    figures: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for count in range(rounds + 1):
        for kind, arguments in kinds.items():
            said = start(platform, *arguments)
            if count:  # the first round warms the disk cache and writes the byte code
                for word, value in said.items():
                    figures[kind, word].append(value)
    rows = (
        ("floor A: bare window", "bare", "window", None),
        ("KlikKS: window stands", "ours", "window", "bare"),
        ("floor B: SQLAlchemy, 500 rows shown", "query", "table", None),
        ("KlikKS: 500 patrons shown", "ours", "table", "query"),
        ("memory of floor A", "bare", "memory", None),
        ("memory of floor B", "query", "memory", None),
        ("memory of KlikKS", "ours", "memory", "bare"),
    )
    print(f"\n{platform or sys.platform}, {rounds} rounds taking turns")
    print(f"{'':38}{'median':>9}{'least':>9}{'most':>9}{'':5}{'ratio':>6}")
    for title, kind, word, floor in rows:
        values = figures[kind, word]
        if not values:
            continue
        median = statistics.median(values)
        ratio = f"{median / statistics.median(figures[floor, word]):6.2f}" if floor else ""
        unit = "MB" if word == "memory" else "ms"
        print(f"{title:38}{median:9.0f}{min(values):9.0f}{max(values):9.0f} {unit:4}{ratio}")


def main() -> None:
    """Print a table for each platform."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name, platforms() as found:
        folder = Path(name)
        make_town(folder / "kommune", PEOPLE).close()
        (folder / "fenster.json").write_text(json.dumps({"page": "patrons", "mode": "light"}), "utf-8")
        for platform in found:
            measure(platform, folder, rounds)
    print(f"\n{machine()}; goals: window 1.30, 500 patrons 1.20")


if __name__ == "__main__":
    main()
