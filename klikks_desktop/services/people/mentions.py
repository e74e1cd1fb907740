"""Where the name of a person stands in free texts, which no erasure (Löschung) changes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final, TypeAlias

from klikks_desktop.domain.disclosure_names import StayingNames
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Attachment,
    Building,
    Funding,
    Indicator,
    Locality,
    Meter,
    Patron,
    Place,
    Potential,
    Project,
    Remark,
    Task,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_Written: TypeAlias = (
    Place
    | Locality
    | Project
    | Activity
    | Indicator
    | Achievement
    | Funding
    | Task
    | Attachment
    | Potential
    | Building
    | Meter
    | Remark
)
_WORDS: Final[Mapping[type[_Written], str]] = {
    Place: "Kommune",
    Locality: "Ortsteil",
    Project: "Projekt",
    Activity: "Aktivität",
    Indicator: "Kennzahl",
    Achievement: "Messwert",
    Funding: "Förderung",
    Task: "Aufgabe",
    Attachment: "Datei",
    Potential: "Potenzial",
    Building: "Gebäude",
    Meter: "Zähler",
    Remark: "Nachricht",
}
_TITLES: Final = ("title", "name", "file_name", "text", "note")
_LONGEST: Final = 60


def mentions(workspace: Workspace, patron: Patron) -> list[str]:
    """Own records with the person's family name in one of their texts: "Projekt „…“", in order of kinds.

    Remarks on the person are left out: they are erased with the person.
    """
    names = StayingNames([patron], workspace.shipped.alphabet)
    with workspace.store.read() as reader:
        return list(dict.fromkeys(_found(reader, patron, names)))


def _found(reader: Reader, patron: Patron, names: StayingNames) -> Iterator[str]:
    for kind, word in _WORDS.items():
        texts = [each.name for each in fields(kind) if each.type == "str"]
        for record in reader.find(kind, source=None):
            is_on_person = isinstance(record, Remark) and record.about == patron.id
            if not is_on_person and names.within(*(getattr(record, name) for name in texts)):
                yield f"{word} „{_title(record)}“"


def _title(record: _Written) -> str:
    found = next(filter(None, (getattr(record, name, "") for name in _TITLES)), "")
    line = found.partition("\n")[0]
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
