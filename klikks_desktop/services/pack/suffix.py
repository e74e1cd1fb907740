"""How a programme pack is known before it is opened; needs nothing of what opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUFFIX: Final = ".klikkspaket"


def is_pack(file: Path) -> bool:
    """Whether a file is a programme pack, by its name."""
    return file.suffix.casefold() == SUFFIX
