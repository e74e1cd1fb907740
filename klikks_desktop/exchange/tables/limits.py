"""How much a table may hold, so that a hostile or runaway file is refused before it costs much.

The longest lists are those of consumption: 100,000 rows of 9 columns (issue 3), 3 MB packed and 50 MB
unpacked, are read; the bounds leave room above that.
"""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.errors import UserError

MAX_FILE_BYTES: Final = 32 << 20
MAX_UNPACKED_BYTES: Final = 64 << 20
MAX_ENTRIES: Final = 2_000
MAX_RATIO: Final = 300
"""Unpacked to packed, for parts above 1 MB; sheets of empty formatted cells reach about 100."""
MAX_ROWS: Final = 120_000
"""Rows that hold something."""
MAX_CELLS: Final = 2_000_000
"""Cells visited, empty ones too; openpyxl reads some 75,000 a second."""
MAX_DATA_TAGS: Final = 8_000_000
"""XML elements in sheets and shared texts: each costs time and memory, asked for or not."""
MAX_OTHER_TAGS: Final = 150_000
"""XML elements elsewhere, where openpyxl spends some 40 µs on each cell format (Excel allows 64,000)."""
MAX_CHARACTERS: Final = 50_000_000
"""Sum of the lengths of all texts kept: one long shared string may be referred to many times."""
MAX_CELL_CHARACTERS: Final = 32_767
"""Excel's own limit for a cell."""


def too_large(file: str, limit: str) -> UserError:
    """Build K-302 with the limit that was passed."""
    return UserError("K-302", {"file": file, "limit": limit})


class Budget:
    """Counts what a file makes us keep and refuses (K-302) when it is too much."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = 0
        self._rows = 0
        self._characters = 0

    def visit(self, cells: int) -> None:
        """Count the cells of one row, empty or not."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise too_large(self._file, "höchstens 2 Millionen Zellen")

    def keep_row(self) -> None:
        """Count a row that holds something."""
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise too_large(self._file, "höchstens 120.000 Zeilen")

    def keep_text(self, length: int) -> None:
        """Count the characters of one text."""
        self._characters += length
        if self._characters > MAX_CHARACTERS or length > MAX_CELL_CHARACTERS:
            raise too_large(self._file, "zu viel Text")
