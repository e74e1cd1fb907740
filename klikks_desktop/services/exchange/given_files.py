"""Files and folders as people give them, by dropping, choosing or naming them: which of them are ours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.system_words import refusal_words
from klikks_desktop.services.pack.suffix import is_pack
from klikks_desktop.services.workspace import Progress, silent

_SYNC_SUFFIX: Final = ".klikks"


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """files: all but programme packs, each once. deeper: folders with subfolders that were left out."""

    files: tuple[Path, ...]
    packs: tuple[Path, ...]
    deeper: tuple[Path, ...]


def given_files(paths: Sequence[Path], progress: Progress = silent, *, deep: bool = False) -> GivenFiles:
    """What was given, and of folders the sync files and packs, with ``deep`` also those of subfolders.

    ``progress`` may raise to give up. K-847 when there is none anywhere, K-632 when a folder cannot be read.
    """
    found: dict[Path, None] = {}
    deeper = []
    for given in paths:
        if not given.is_dir():
            found[given] = None
            continue
        for folder, subfolders, names in os.walk(given, onerror=_unreadable):
            progress(0, 1)
            found |= dict.fromkeys(filter(_is_ours, (Path(folder, name) for name in sorted(names))))
            if subfolders and not deep:
                deeper.append(given)
                break
            subfolders.sort()
    if paths and not found and not deeper:
        raise UserError("K-847", {"folder": paths[0].name})
    return GivenFiles(
        files=tuple(file for file in found if not is_pack(file)),
        packs=tuple(filter(is_pack, found)),
        deeper=tuple(deeper),
    )


def _is_ours(file: Path) -> bool:
    return file.suffix.casefold() == _SYNC_SUFFIX or is_pack(file)


def _unreadable(error: OSError) -> None:
    raise UserError("K-632", {"file": Path(error.filename).name, "reason": refusal_words(error)}) from error
