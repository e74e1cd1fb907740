"""What one person likes on this computer: look, size of text, place of the window, how lists were left.

Kept beside the log of the user's profile, not in the workspace: a colleague has other eyes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klikks_desktop.ui.theme import Mode

_LEAST, _MOST = 4, 400
"""Units that a column can be wide."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListState:
    """How a list was left. filters: keys of what it is narrowed to; sort: key of a column.

    widths: in units, of the columns that a person made wider or narrower, by their keys.
    """

    filters: tuple[str, ...] = ()
    sort: str = ""
    down: bool = False
    widths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preferences:
    """mode: look; scale: percent; window: state as hex; page: shown last; lists: by page."""

    mode: Mode = "auto"
    scale: int = 100
    window: str = ""
    page: str = ""
    lists: Mapping[str, ListState] = field(default_factory=dict)


class PreferenceFile:
    """Reads and writes the preferences; a missing or damaged file means the usual ones."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Preferences:
        """What was kept, value by value, as far as it makes sense."""
        usual = Preferences()
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return usual
        if not isinstance(raw, dict):
            return usual
        if raw.get("mode") in {"auto", "light", "dark"}:
            usual = replace(usual, mode=raw["mode"])
        if isinstance(raw.get("scale"), int) and 100 <= raw["scale"] <= 200:
            usual = replace(usual, scale=raw["scale"])
        texts = {name: raw[name] for name in ("window", "page") if isinstance(raw.get(name), str)}
        return replace(usual, lists=_lists(raw.get("lists")), **texts)

    def keep_look(self, mode: Mode, scale: int) -> None:
        """Keep what was just chosen; the rest is kept at the end, which may never come."""
        kept = self.load()
        if (kept.mode, kept.scale) != (mode, scale):
            self.save(replace(kept, mode=mode, scale=scale))

    def save(self, preferences: Preferences) -> None:
        """Keep them; a profile that cannot be written costs no more than the remembered look."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._path.with_suffix(".tmp")
            temporary.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            _log.info("preferences not kept")


def _lists(raw: object) -> dict[str, ListState]:
    """The lists that make sense; one that does not is as made."""
    found = {}
    for page, kept in raw.items() if isinstance(raw, dict) else ():
        match kept:
            case {"filters": [*filters], "sort": str(sort), "down": bool(down)}:
                if all(isinstance(each, str) for each in filters):
                    found[page] = ListState(tuple(filters), sort, down, _widths(kept.get("widths")))
    return found


def _widths(raw: object) -> dict[str, float]:
    known = raw.items() if isinstance(raw, dict) else ()
    return {key: float(width) for key, width in known if _LEAST <= _number(width) <= _MOST}


def _number(raw: object) -> float:
    return float(raw) if isinstance(raw, int | float) else 0.0
