"""What is told of an unexpected error (a bug): where in the program, never a word of anybody's data."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from klikks_desktop import __version__


def report_text(error: BaseException, *libraries: str) -> str:
    """Kind of error, places in the program and versions; never a message, which may name a person.

    libraries: name and version of further ones that take part, "Qt 6.11.0".
    """
    system = (f"Python {platform.python_version()}", *libraries, f"{platform.system()} {platform.release()}")
    lines = [f"KlikKS Desktop {__version__}", ", ".join(system), ""]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__name__)
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _short(file: str) -> str:
    """The part of a path inside a package: the folders above may carry a user's name."""
    parts = Path(file).parts
    for anchor in ("klikks_desktop", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1] if parts else file
