"""What the content of a sync file means for the region, field by field, for towns without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import msgspec

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.exchange.wire import WirePlace
from klikks_desktop.exchange.wire_work import WireEffect, WireProject, WireResult
from tests.year.rows import KINDS, Key, Row, Value

_PARTS = {
    "activities": "activity",
    "indicators": "indicator",
    "achievements": "achievement",
    "funding": "funding",
    "tasks": "task",
    "patrons": "project_patron",
}
_DEFAULTS: dict[str, Value] = {
    "signatory_address": "n",
    "second_address": "n",
    "council": "des Rates",
    "design": "klassisch",
    "months_contact": 12,
    "years_register": 10,
    "years_consent": 3,
}
"""What every place has that nobody changed."""


class SaidByFile:
    """Everything that the region should have of one town after it took this content."""

    def __init__(
        self, place: WirePlace, sender: UUID, *, program: str, written_at: str, alphabet: Alphabet
    ) -> None:
        self.place, self.sender, self.program = place, sender, program
        self.written_at, self.alphabet = written_at, alphabet
        self.here = uuid5(sender, place.key)

    def rows(self) -> dict[Key, Row]:
        """By table and id."""
        told = {(table, str(row["id"])): row for table, row in self._rows()}
        for row in told.values():
            assert isinstance(row, dict)
            row["source"] = str(self.sender)
        return told

    def _rows(self) -> Iterator[tuple[str, dict[str, Value]]]:
        place, here = self.place, {"id": str(self.here)}
        at = {"place_id": str(self.here)}
        contact = place.contact
        office = {
            "office": contact.function,
            "contact_email": contact.email,
            "contact_phone": contact.phone,
        }
        forms = grammatical_forms(place.kind, place.kind, place.name)
        names = {each: getattr(forms, each) for each in ("nominative", "genitive", "locative")}
        yield "place", {**_DEFAULTS, **_told("place", place), **office, **names, **here}
        yield "participation", {**_told("participation", place), **here}
        counts = _told("place_report", place.counts)
        counts |= {**_told("place_report", place), "program": self.program, "reported_at": self.written_at}
        yield "place_report", {**counts, **here}
        for locality in place.localities:
            yield "locality", {**_told("locality", locality), **at}
        for patron in place.patrons:
            known = {**_told("patron", patron), **at}
            folded = search_key(f"{patron.family_name} {patron.given_name}", self.alphabet)
            reached = {"email": patron.email or "", "phone": patron.phone or ""}
            yield "patron", {**known, **reached, "search_key": folded}
            for term in patron.appointments:
                yield "appointment", {**_told("appointment", term), "patron_id": patron.id}
            for consent in patron.consents:
                yield "consent", {**_told("consent", consent), "patron_id": patron.id}
        for project in place.projects:
            yield from self._project(project)
        for potential in place.potentials:
            result = _result(potential.measure, potential.factor_set, potential.result)
            yield "potential", {**_told("potential", potential), **at, "result": result}
            if potential.effect is not None:
                about = {
                    "potential_id": potential.id,
                    "project_id": potential.project_id,
                    "measure": potential.measure,
                }
                yield "reported_effect", self._effect(potential.effect, potential.id, about)
        for task in place.tasks:
            yield "task", {**_told("task", task), **at, "project_id": None, "shared": 1}
        for remark in place.remarks:
            yield "remark", {**_told("remark", remark), "shared": 1}
        for total in place.energy:
            record = str(uuid5(self.here, str(total.year)))
            yield "energy_total", {**_told("energy_total", total), **at, "id": record}

    def _project(self, project: WireProject) -> Iterator[tuple[str, dict[str, Value]]]:
        yield "project", {**_told("project", project), "place_id": str(self.here)}
        for group, table in _PARTS.items():
            for part in getattr(project, group):
                row = {**_told(table, part), "project_id": project.id}
                yield table, {**row, "place_id": str(self.here), "shared": 1} if table == "task" else row
        if project.effect is not None:
            yield "reported_effect", self._effect(project.effect, project.id, {"project_id": project.id})

    def _effect(self, wire: WireEffect, about: str, row: dict[str, Value]) -> dict[str, Value]:
        at = {"id": str(uuid5(self.here, about)), "place_id": str(self.here)}
        return {**_told("reported_effect", wire), **at, **row, "factor_set": self.place.factor_set}


def _told(table: str, struct: msgspec.Struct) -> dict[str, Value]:
    """Fields that are called as columns are."""
    columns = KINDS[table].columns.keys()
    return {name: _plain(getattr(struct, name)) for name in struct.__struct_fields__ if name in columns}


def _plain(value: Any) -> Value:  # Any: a field of any type
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _result(measure: str, factor_set: str, wire: WireResult | None) -> str:
    if wire is None:
        return ""
    empty = {"version": 1, "inputs": {}, "assumed": [], "steps": [], "warnings": []}
    told = {name: getattr(wire, name) for name in wire.__struct_fields__}
    for case in ("without_grant", "with_grant"):
        economics = told[case]
        order = ("payback_years", "annuity", "npv", "avoidance_cost")
        told[case] = [getattr(economics, name) for name in order]
    return json.dumps({**empty, **told, "measure": measure, "factor_set": factor_set})
