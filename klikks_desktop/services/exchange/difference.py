"""What a file changes at the region: the rows of its sender as they are here and as the file has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from uuid import UUID

from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Appointment,
    Consent,
    EnergyTotal,
    Funding,
    Indicator,
    Locality,
    Participation,
    Patron,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectPatron,
    Remark,
    ReportedEffect,
    Task,
)
from klikks_desktop.services.exchange.imported import IMPORTED, ImportedRecord
from klikks_desktop.storage.bulk import Stored, stored_form
from klikks_desktop.storage.store import Reader

Key: TypeAlias = tuple[type[ImportedRecord], str]
"""Kind and id."""

NAMES: Final[Mapping[type[ImportedRecord], str]] = {
    Patron: "patron",
    Appointment: "appointment",
    Consent: "consent",
    Project: "project",
    ProjectPatron: "project_patron",
    Activity: "activity",
    Indicator: "indicator",
    Achievement: "achievement",
    Funding: "funding",
    Task: "task",
    Potential: "potential",
    Remark: "remark",
    Locality: "locality",
}
"""Kinds whose records the town knows by their ids, and what they are called in a receipt."""

_WORDS: Final[Mapping[type[ImportedRecord], str]] = {
    Place: "Kommunen",
    Participation: "Teilnahmen",
    PlaceReport: "Stände",
    Locality: "Ortsteile",
    Patron: "Personen",
    Appointment: "Amtszeiten",
    Consent: "Einwilligungen",
    Project: "Projekte",
    ProjectPatron: "Verantwortungen",
    Activity: "Aktivitäten",
    Indicator: "Kennzahlen",
    Achievement: "Messwerte",
    Funding: "Förderungen",
    Task: "Aufgaben",
    Potential: "Potenziale",
    ReportedEffect: "Einsparungen",
    EnergyTotal: "Energiejahre",
    Remark: "Nachrichten",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change, in records: new, changed, gone."""

    added: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def words(self) -> str:
        """``3 neu, 1 geändert``; "" when nothing is different."""
        parts = ((self.added, "neu"), (self.changed, "geändert"), (self.gone, "entfallen"))
        return ", ".join(f"{count} {word}" for count, word in parts if count)


NOTHING: Final = Difference()


@dataclass(frozen=True, slots=True)
class KindDifference:
    """What a file would change of one kind. name: as the window calls it ("Projekte")."""

    name: str
    difference: Difference

    @property
    def words(self) -> str:
        """``Projekte: 3 neu, 1 geändert``."""
        return f"{self.name}: {self.difference.words}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one sender: as they are stored here, and as the file has them; new: also as records."""

    old: Mapping[Key, Stored] = field(default_factory=dict)
    forms: Mapping[Key, Stored] = field(default_factory=dict)
    new: Mapping[Key, ImportedRecord] = field(default_factory=dict)

    @property
    def added(self) -> list[Key]:
        """What is not here yet."""
        return [key for key in self.forms if key not in self.old]

    @property
    def changed(self) -> list[Key]:
        """What is here in another state."""
        old = self.old
        return [key for key, form in self.forms.items() if key in old and old[key] != form]

    @property
    def gone(self) -> list[Key]:
        """What is here and not in the file."""
        return [key for key in self.old if key not in self.forms]


def rows_of(reader: Reader, sender: UUID, records: Iterable[ImportedRecord], *, is_first: bool) -> Rows:
    """is_first: nothing of this sender can be here, so nothing is looked for."""
    new: dict[Key, ImportedRecord] = {}
    forms: dict[Key, Stored] = {}
    for record in records:
        form = stored_form(record)
        key = type(record), str(form[0])
        new[key], forms[key] = record, form
    kinds = () if is_first else IMPORTED
    old = {(kind, key): row for kind in kinds for key, row in reader.stored(kind, sender).items()}
    return Rows(old, forms, new)


def differences(rows: Rows) -> tuple[Difference, tuple[KindDifference, ...]]:
    """What changes in all, and of each kind of which something does, in the order of ``_WORDS``."""
    counts: dict[type[ImportedRecord], list[int]] = {kind: [0, 0, 0] for kind in _WORDS}
    for kind, _ in rows.added:
        counts[kind][0] += 1
    for kind, _ in rows.changed:
        # The report row carries the time of the report and so differs in every file.
        counts[kind][1] += kind is not PlaceReport
    for kind, _ in rows.gone:
        counts[kind][2] += 1
    kinds = {kind: Difference(*of) for kind, of in counts.items() if any(of)}
    total = Difference(*(sum(of) for of in zip(*counts.values(), strict=True)))
    return total, tuple(KindDifference(_WORDS[kind], each) for kind, each in kinds.items())
