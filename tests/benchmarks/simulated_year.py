"""A year of a region whose towns all have workspaces of their own, and the comparison at its end.

Run ``python tests/benchmarks/simulated_year.py [TOWNS] [SEED] [--postgres URL] [--keep FOLDER]``. The same
simulation as in ``tests/year``, where most towns are lighter. The database has to be empty: two colleagues
work there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sample_town import machine

from klikks_desktop.services.workspace import ServerAddress
from tests.year.end import check_everything, said_by_all
from tests.year.year import Year


def main() -> None:
    """Print what happens."""
    parser = argparse.ArgumentParser()
    parser.add_argument("towns", nargs="?", type=int, default=201)
    parser.add_argument("seed", nargs="?", type=int, default=2026)
    parser.add_argument("--postgres", metavar="URL", type=ServerAddress.parse)
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="leave all workspaces there")
    options = parser.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        made = Year(
            folder, real=options.towns, light=0, seed=options.seed, server=options.postgres, log=print
        )
        with closing(made) as year:
            year.live()
            check_everything(year)
            print(f"{len(said_by_all(year))} rows at the region are those of {year.places} municipalities")
            print(f"{len(year.office.received())} files came in, all of them were answered")
    print(f"{time.perf_counter() - begin:.0f} s; {machine()}")


if __name__ == "__main__":
    main()
