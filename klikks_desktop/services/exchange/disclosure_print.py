"""The list "Das verlässt Ihr Haus" for paper: people field by field, the work in a line for each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from klikks_desktop.domain.disclosure import PlaceDisclosure, WorkDisclosure
from klikks_desktop.domain.disclosure_items import Disclosure, Entry, Fate, Reason
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.exchange.disclosing import ExportPreview, disclosure_rows, flattened

Line = tuple[str, str, str, str]
"""Record, field, content, reason."""

_STAYS: Final = "bleibt hier"
_KINDS: Final = {
    "projects": "Projekt",
    "potentials": "Potenzial",
    "tasks": "Aufgabe",
    "remarks": "Nachricht",
}


def printed_lines(preview: ExportPreview) -> list[Line]:
    """All lines in the order of the page; ids are told of in a note."""
    lines: list[Line] = []
    for place in preview.places:
        bare = WorkDisclosure(energy=place.work.energy, sums=place.work.sums)
        single = replace(preview, places=(replace(place, work=bare),))
        lines += [
            (row.record, row.label, row.value if row.leaves else _STAYS, row.reason)
            for row in disclosure_rows(single)
            if row.field != "id"
        ]
        lines += _work_lines(place)
    return lines


def _work_lines(place: PlaceDisclosure) -> Iterator[Line]:
    for name, word in _KINDS.items():
        entries: Sequence[Entry] = getattr(place.work, name)
        told = [(entry, list(flattened([entry.make()]))) for entry in entries]
        labels = dict.fromkeys(
            item.label
            for _, records in told
            for record in records
            for item in record.items
            if item.fate is Fate.LEAVES and item.field != "id"
        )
        if labels:
            yield f"{word}: diese Angaben", "gehen mit", ", ".join(labels), Reason.OFFICIAL.value
        for entry, records in told:
            yield _line(word, entry, records)


def _line(word: str, entry: Entry, records: Sequence[Disclosure]) -> Line:
    if not entry.leaves:
        return entry.title, word, _STAYS, Reason.NOT_SHARED.value
    leaving = [item for record in records for item in record.items if item.fate is Fate.LEAVES]
    text = next((item.text for item in leaving if item.field in {"description", "text"}), "")
    count = count_words(sum(item.field != "id" for item in leaving), "Angabe", "Angaben")
    reasons = dict.fromkeys(item.reason.value for item in leaving)
    return entry.title, word, f"{text} ({count})".strip() if text else count, ", ".join(reasons)
