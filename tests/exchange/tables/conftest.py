from collections.abc import Callable
from pathlib import Path

import pytest

from klikks_desktop.domain.sheets import CellValue, Sheet
from klikks_desktop.exchange.tables.reader import read_table


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Sheet]]:
    """Write bytes to a file and read it as a table."""

    def read(data: bytes, name: str = "liste.csv") -> list[Sheet]:
        path = tmp_path / name
        path.write_bytes(data)
        return read_table(path)

    return read


@pytest.fixture
def cells(read: Callable[..., list[Sheet]]) -> Callable[..., list[tuple[CellValue, ...]]]:
    """The cells of the first sheet."""
    return lambda data, name="liste.csv": [row.cells for row in read(data, name)[0].rows]
