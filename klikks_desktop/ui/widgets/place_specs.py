"""Field specifications of a place, with the labels and helps of ``domain.place_fields``."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.place_fields import (
    COUNCILS,
    DEPUTY_MODES,
    PLACE_FIELDS,
    SIGNATORY_TITLES,
    check_place,
)
from klikks_desktop.domain.records import Design, Place
from klikks_desktop.ui.widgets.form_field import FieldSpec, Kind, Value

_FIELDS: Final = {known.name: known for known in PLACE_FIELDS}
_ADDRESSES: Final = (("Frau", "Frau"), ("Herr", "Herr"), ("keine", "keine Anrede"))
_CHOICES: Final[dict[str, tuple[Kind, tuple[tuple[str, str], ...]]]] = {
    "signatory_address": ("segments", _ADDRESSES),
    "second_address": ("segments", _ADDRESSES),
    "signatory_title": ("suggest", tuple((title, title) for title in SIGNATORY_TITLES)),
    "deputy_title": ("suggest", tuple((title, title) for title in SIGNATORY_TITLES)),
    "second_title": ("suggest", tuple((title, title) for title in SIGNATORY_TITLES)),
    "council": ("suggest", tuple((council, council) for council in COUNCILS)),
    "deputy_mode": ("segments", tuple((mode, mode or "ohne Zusatz") for mode in DEPUTY_MODES)),
    "design": ("segments", tuple((design.value, design.value) for design in Design)),
}


def place_spec(
    name: str, *, kind: Kind = "line", optional: bool = False, width: float = 0, lines: int = 3
) -> FieldSpec:
    """The field ``name`` of a place as a form shows it."""
    known = _FIELDS[name]
    fixed, choices = _CHOICES.get(name, (kind, ()))
    return FieldSpec(
        name,
        known.label,
        fixed,
        help=known.help,
        choices=choices,
        optional=optional,
        width=width,
        lines=lines,
    )


def place_problem(place: Place, name: str, value: Value) -> str:
    """What is wrong with one typed value, in a sentence; "" when nothing."""
    problems = check_place(place, {name: str(value)})[1]
    return problems[0].message if problems else ""
