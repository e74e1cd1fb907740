"""Writing a file that a person gets: whole or not at all, never over another one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.system_words import refusal_words


def write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` into ``folder`` under ``name``, or "name (2)" when another file has it.

    The same bytes under the same name are left as they are. K-630 when the folder cannot be
    made, K-631 when the file cannot be written; nothing half written stays behind.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("K-630", {"folder": folder, "reason": refusal_words(error)}) from error
    for target in _numbered(folder / name):
        if not _lies_there(target):
            replace_file(target, data)
            return target
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            break
    return target


def free_name(wanted: Path) -> Path:
    """``wanted``, or "name (2)" and so on where something lies there."""
    return next(target for target in _numbered(wanted) if not _lies_there(target))


def _numbered(wanted: Path) -> Iterator[Path]:
    """``wanted``, then "name (2)", "name (3)" without end."""
    yield wanted
    for counter in count(2):
        yield wanted.with_name(f"{wanted.stem} ({counter}){wanted.suffix}")


def _lies_there(target: Path) -> bool:
    # Unlike Path.exists, this raises nothing for a path that cannot be; writing tells why.
    return os.path.exists(target)  # noqa: PTH110 - see above


def expect_new(target: Path) -> Path:
    """``target`` as long as nothing lies there; K-544 otherwise. For whoever cannot ask a person."""
    if _lies_there(target):
        raise UserError("K-544", {"file": target.name})
    return target


def replace_file(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` through a temporary file beside it; K-631 when that fails."""
    with replacing(target) as stream:
        stream.write(data)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """What is written becomes ``target`` at the end, through a temporary file beside it.

    K-631 when that fails; ``target`` is then as before, as it is when any exception passes.
    """
    temporary = target.with_name(f".klikks-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise UserError(
            "K-631", {"file": target.name, "folder": target.parent, "reason": refusal_words(error)}
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """A file that a person named, opened to be read; K-632 when that is not possible."""
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise UserError("K-632", {"file": path.name, "reason": refusal_words(error)}) from error


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a file that a person named; K-632 unreadable, K-633 above ``limit`` bytes."""
    with reading(path) as stream:
        # Not what the folder says of its size: a device or a growing file has no end.
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UserError("K-633", {"file": path.name, "limit": f"{limit // 2**20} MB"})
    return data
