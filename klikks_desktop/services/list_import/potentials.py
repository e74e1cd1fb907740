"""Taking savings potentials: a measure, a place and its inputs, each in a column of its own or all in one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.lists.columns import Holds, ListColumn, columns_of
from klikks_desktop.domain.lists.table import ListRow
from klikks_desktop.domain.measures.calculate import check_inputs
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.model import InputKind, Measure
from klikks_desktop.domain.patron_columns import normal
from klikks_desktop.domain.potential_fields import POTENTIAL_FIELDS
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import read_all
from klikks_desktop.domain.records import Building, Locality, Potential, Project
from klikks_desktop.domain.values import quoted
from klikks_desktop.services.list_import.taker import Names, Run, Taker, referred
from klikks_desktop.services.records.import_report import Outcome, RowReport
from klikks_desktop.services.savings.potential_results import basis, recalculated, reckoned, stored, texts_of
from klikks_desktop.services.workspace import Workspace

_INPUT: Final = "input:"
_ALL_INPUTS: Final = "inputs"
_PROJECT: Final = "project_id"
_PAIR: Final = re.compile(r"\s*([A-Za-z_0-9]+)\s*=\s*(.*?)\s*")
_ALIASES: Final = {
    "title": ("Titel", "Potenzial", "Name"),
    "building_id": ("Gebäudename", "Liegenschaft", "Objekt"),
    "locality_id": ("Ort",),
    "state": ("Status",),
    "note": ("Bemerkung", "Anmerkung"),
}
_Identity = tuple[str, str]


class PotentialTaker(Taker):
    """Potentials of a municipality, known again by title and measure."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._measures = catalogue(basis(workspace).assumptions)
        self._columns = (
            *columns_of(POTENTIAL_FIELDS, _ALIASES, ("title",)),
            ListColumn(
                key="measure", title="Maßnahme", required=True, aliases=("Maßnahmenart", "Art der Maßnahme")
            ),
            ListColumn(key=_PROJECT, title="Projekt", aliases=("Projekttitel", "gehört zu")),
            ListColumn(key=_ALL_INPUTS, title="Eingaben", aliases=("Werte",)),
            *_input_columns(self._measures),
        )

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """Fields, measure and every input of every measure."""
        return self._columns

    def begin(self, run: Run) -> None:
        """Note what is there and what may be referred to."""
        super().begin(run)
        place_id = run.place.id
        self._known = {
            _identity(each.title, each.measure): each
            for each in run.unit.find(Potential, place_id=place_id, source=None)
        }
        self._names = {
            "building_id": Names("Das Gebäude", run.unit.find(Building, place_id=place_id, source=None)),
            "locality_id": Names("Der Ortsteil", run.unit.find(Locality, place_id=place_id, source=None)),
            _PROJECT: Names("Das Projekt", run.unit.find(Project, place_id=place_id, source=None)),
        }

    def take(self, row: ListRow) -> list[RowReport]:
        """Store a potential with its result."""
        name = row.texts["title"]
        measure = self._measure(row.texts["measure"])
        if measure is None:
            known = ", ".join(each.id for each in self._measures)
            reason = f"Die Maßnahme {quoted(row.texts['measure'])} gibt es nicht. Möglich sind: {known}."
            return [self.run.refused(row, "measure", reason, name)]
        fields = [field for field in POTENTIAL_FIELDS if row.texts.get(field.name)]
        named = {key: row.texts[key] for key in (*(f.name for f in fields), _PROJECT) if row.texts.get(key)}
        texts, problems = referred(named, self._names)
        if not problems:
            values, problems = read_all(fields, texts)
        inputs, wrong = self._inputs(row, measure)
        # Missing inputs are no reason to refuse: the potential says itself what it lacks.
        wrong += [
            Problem(_column_of(row, problem.field), problem.message)
            for problem in check_inputs(measure, inputs)
            if inputs.get(problem.field)
        ]
        if problems := [*problems, *wrong]:
            return self.run.problems(row, problems, name)
        there = self._known.get(_identity(name, measure.id))
        # Any: each field's value has the type of the record's attribute of that name.
        typed: dict[str, Any] = dict(values)
        if _PROJECT in texts:
            typed[_PROJECT] = UUID(texts[_PROJECT])
        if there is not None:
            return [self._complete(row, there, inputs)]
        return [self._add(row, measure, typed, inputs)]

    def _add(
        self, row: ListRow, measure: Measure, typed: dict[str, Any], inputs: dict[str, str]
    ) -> RowReport:
        potential = Potential(
            id=self.workspace.new_id(),
            place_id=self.run.place.id,
            measure=measure.id,
            inputs=stored(inputs),
            **typed,
        )
        done, problems = reckoned(self.workspace, self.run.unit, potential)
        self.run.unit.add(done)
        self._known[_identity(done.title, done.measure)] = done
        words = " ".join(problem.message for problem in problems)
        missing = f"Noch ohne Ergebnis: {words}" if words else ""
        return RowReport(row.number, Outcome.TAKEN, done.title, text=missing)

    def _complete(self, row: ListRow, known: Potential, inputs: dict[str, str]) -> RowReport:
        before = texts_of(known.inputs)
        missing = {key: text for key, text in inputs.items() if not before.get(key)}
        differs = [key for key, text in inputs.items() if before.get(key) and before[key] != text]
        told = f"Anders als gespeichert und nicht übernommen: {', '.join(differs)}." if differs else ""
        if not missing:
            return RowReport(row.number, Outcome.KNOWN, known.title, text=told)
        changed = replace(known, inputs=stored({**before, **missing}))
        done = recalculated(self.workspace, self.run.unit, changed)
        self.run.unit.update(done)
        self._known[_identity(done.title, done.measure)] = done
        return RowReport(row.number, Outcome.COMPLETED, known.title, text=told)

    def _measure(self, text: str) -> Measure | None:
        word = normal(text)
        return next((each for each in self._measures if word in {normal(each.id), normal(each.title)}), None)

    def _inputs(self, row: ListRow, measure: Measure) -> tuple[dict[str, str], list[Problem]]:
        """Inputs from their columns and from "n=100; P_old=90"; what does not fit the measure is wrong."""
        inputs: dict[str, str] = {}
        problems: list[Problem] = []
        known = {each.key for each in measure.inputs}
        for part in re.split(r"[;\n]", row.texts.get(_ALL_INPUTS, "")):
            match = _PAIR.fullmatch(part)
            if match and match[1] in inputs:
                problems.append(Problem(_ALL_INPUTS, f"Die Eingabe „{match[1]}“ steht zweimal da."))
            elif match and match[1] in known:
                inputs[match[1]] = match[2]
            elif part.strip():
                words = f"{quoted(part.strip())} ist keine Eingabe der Maßnahme {measure.id}."
                problems.append(Problem(_ALL_INPUTS, f"{words} Möglich sind: {', '.join(sorted(known))}."))
        for key, text in row.texts.items():
            name = key.removeprefix(_INPUT)
            if not key.startswith(_INPUT) or not text:
                continue
            if inputs.get(name, text) != text:
                problems.append(Problem(_ALL_INPUTS, f"Die Eingabe „{name}“ steht zweimal da."))
            elif name in known:
                inputs[name] = text
            else:
                problems.append(Problem(key, f"Die Maßnahme {measure.id} hat keine Eingabe „{name}“."))
        return inputs, problems


def _column_of(row: ListRow, key: str) -> str:
    """Where the row says the input ``key``: in a column of its own, or in the one for all."""
    own = f"{_INPUT}{key}"
    return own if row.texts.get(own) else _ALL_INPUTS


def _identity(title: str, measure: str) -> _Identity:
    return title.casefold(), measure


def _input_columns(measures: tuple[Measure, ...]) -> list[ListColumn]:
    """One column for each key; a title that means several keys is no heading."""
    titles = {(each.key, each.title) for measure in measures for each in measure.inputs}
    ambiguous = {word for word, count in Counter(normal(title) for _, title in titles).items() if count > 1}
    kinds = {each.key: each.kind for measure in measures for each in measure.inputs}
    return [
        ListColumn(
            key=f"{_INPUT}{key}",
            title=key,
            holds=Holds.DATE if kind is InputKind.DATE else Holds.TEXT,
            exact=(key,),
            aliases=tuple(
                sorted(title for owner, title in titles if owner == key and normal(title) not in ambiguous)
            ),
        )
        for key, kind in kinds.items()
    ]
