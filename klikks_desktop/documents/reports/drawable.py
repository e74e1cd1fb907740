"""Texts of others on a sheet: what no face can draw is left out, since nobody here can change them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from klikks_desktop.documents.fonts import Face

T = TypeVar("T")


def drawable(sheet: T, face: Face) -> T:
    """The sheet, a dataclass of dataclasses, without the characters that ``face`` lacks in any text of it."""
    made: T = _drawable(sheet, face)
    return made


# Any: whatever a sheet holds comes back as it was, texts apart.
def _drawable(value: Any, face: Face) -> Any:
    if isinstance(value, str):
        return _text(value, face) if type(value) is str else value
    if isinstance(value, tuple | list):
        return type(value)(_drawable(each, face) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        new = {name: _drawable(each, face) for name, each in old.items()}
        changed = {name: each for name, each in new.items() if each is not old[name]}
        return replace(value, **changed) if changed else value
    return value


def _text(text: str, face: Face) -> str:
    # A line break is drawn by nobody and ends a line.
    missing = set(face.missing(text)) - {"\n"}
    if not missing:
        return text
    whole = unicodedata.normalize("NFC", text)
    return re.sub(" +", " ", "".join(char for char in whole if char not in missing)).strip()
