"""First hits at each keystroke over the whole directory, beside a raw scan of a list of names.

Run: ``python tests/benchmarks/bench_place_search.py``. Goal: below 16 ms per keystroke (one
frame at 60 Hz). Prints, never fails.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from klikks_desktop.reference.directory import Directory

RESOURCES = Path(__file__).parents[2] / "resources"
GOAL_MS = 16.0
ROUNDS = 15
TEXTS = (
    "Soltau",
    "muehlhausen",
    "neuenkirchen heidekreis",
    "Samtgemeinde Brome",
    "stadt der",
    "gemeinde au",
    "Landkreis Uelzen",
    "03358021",
    "29615",
    "zzyzx",
)


def milliseconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of ``action``."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def scan(names: list[str], part: str) -> list[str]:
    """The floor: no folding, no ranking, no key."""
    return [name for name in names if part in name][:50]


def main() -> None:
    """Print load time and, per text, the slowest keystroke of ours and of the raw scan."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    file = RESOURCES / "places" / "places.tsv"
    raw = [line.split("\t")[3].casefold() for line in file.read_text("utf-8").splitlines()]
    directory = Directory.load(RESOURCES)
    print(f"{len(directory)} places, {file.stat().st_size / 1e6:.2f} MB")
    reading = milliseconds(lambda: file.read_text("utf-8").splitlines(), 5)
    print(f"reading and splitting the file  {reading:7.1f} ms")
    print(f"Directory.load                  {milliseconds(lambda: Directory.load(RESOURCES), 5):7.1f} ms")
    print(f"\n{'typed':26}{'hits':>5}{'first ms':>10}{'slowest ms':>12}{'raw scan ms':>13}")
    worst = 0.0
    for text in TEXTS:
        typed = [text[: end + 1] for end in range(len(text))]
        times = [milliseconds(lambda part=part: directory.search(part)) for part in typed]
        scans = [milliseconds(lambda part=part: scan(raw, part.casefold())) for part in typed]
        worst = max(worst, *times)
        hits = len(directory.search(text))
        print(f"{text:26}{hits:5}{times[0]:10.2f}{max(times):12.2f}{max(scans):13.2f}")
    print(f"\nslowest keystroke {worst:.2f} ms, goal {GOAL_MS:.0f} ms")


if __name__ == "__main__":
    main()
