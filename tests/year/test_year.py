"""A simulated year: whatever happens on the way, in the end the region's data are the sum of the towns'."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.year.end import check_everything
from tests.year.year import Year

if TYPE_CHECKING:
    from postgres_server import Server


def test_a_year_with_201_towns(tmp_path: Path) -> None:
    with closing(Year(tmp_path, real=10, light=191, seed=2026)) as year:
        year.live()
        check_everything(year)


def test_a_year_of_two_colleagues_on_a_server(tmp_path: Path, postgres: Server) -> None:
    with closing(Year(tmp_path, real=10, light=20, seed=7, server=postgres.database())) as year:
        year.live()
        check_everything(year)
