"""What is wrong with one field, in a sentence that a clerk understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a check: the field's name and a German sentence."""

    field: str
    message: str
