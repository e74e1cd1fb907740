"""Projects, potentials, tasks, remarks and sums in the tree, and the words about one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from klikks_desktop.domain.disclosure import PlaceDisclosure, WorkDisclosure
from klikks_desktop.domain.disclosure_items import Disclosure, Entry
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.exchange.disclosing import flattened
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.pages.delivery.shown import BLANK, LEAVES, STAYS, Shown, parts_of
from klikks_desktop.ui.widgets.cells import Cell, Row

NAMED: Final = (
    "Im Text steht ein Name, der nicht weitergegeben werden darf: {names}. Ist diese Person gemeint, ändern "
    "Sie den Text."
)
IDS: Final = "Zu allem, was mitgeht, gehört eine technische Kennung ohne Aussage."
_ENERGY, _SUMS, _HOUSE = "energy", "sums", "house"
_CHECK = Cell("prüfen", state="warn", icon="alert")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A group of rows. note: what of each leaves and what stays."""

    key: str
    title: str
    note: str
    target: Target | None = None
    open: str = ""

    def entries(self, work: WorkDisclosure) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = getattr(work, self.key)
        return found


_KINDS: Final = (
    _Kind(
        "projects",
        "Projekte",
        "Mit jedem Projekt gehen Titel, Beschreibung, Stand, Termine, Kosten, Aktivitäten, Kennzahlen, "
        "Messwerte und Förderungen mit. Notizen, nächste Schritte und Dateien bleiben hier; wer "
        "verantwortlich ist, geht nur mit eigener Einwilligung mit.",
        Target.PROJECT,
        "Projekt öffnen",
    ),
    _Kind(
        "potentials",
        "Potenziale",
        "Mit jedem Potenzial gehen Bezeichnung, Maßnahme, Stand und Ergebnis mit. Eingaben, Rechenweg und "
        "Notiz bleiben hier.",
        Target.POTENTIAL,
        "Potenzial öffnen",
    ),
    _Kind(
        "tasks",
        "Aufgaben der Kommune",
        "Eine Aufgabe geht nur mit, wenn dort „Dem Regionalmanagement mitteilen“ angekreuzt ist; ihre Notiz "
        "nie.",
        Target.DEADLINES,
        "Termine öffnen",
    ),
    _Kind(
        "remarks",
        "Nachrichten an die Region",
        "Bitten um Unterstützung, Fragen und Antworten. Eigene Notizen bleiben hier.",
        Target.POST,
        "Post öffnen",
    ),
)


def work_rows(place: PlaceDisclosure, of: str) -> list[Row]:
    """The groups of one place that hold anything. of: " · Stadt Soltau" where there are several places."""
    at, work = place.place.id, place.work
    rows = [
        _group((kind.key, at), f"{kind.title} ({len(entries)}){of}", entries)
        for kind in _KINDS
        if (entries := kind.entries(work))
    ]
    if work.energy:
        rows.append(_plain((_ENERGY, at), f"Energie je Jahr ({len(work.energy)}){of}", LEAVES))
    if work.potentials:
        rows.append(_plain((_SUMS, at), f"Einsparungen{of}", LEAVES))
    if work.projects or work.potentials or work.energy:
        rows.append(_plain((_HOUSE, at), f"Gebäude, Zähler, Dateien und Notizen{of}", STAYS))
    return rows


def describe_group(place: PlaceDisclosure, group: str) -> Shown | None:
    """The words about a group; ``None`` when it is none of these."""
    work = place.work
    for kind in _KINDS:
        if kind.key == group:
            entries = kind.entries(work)
            leaving = sum(entry.leaves for entry in entries)
            named = sum(bool(entry.named) for entry in entries)
            words = count_words(named, "Text nennt", "Texte nennen")
            warning = f"{words} jemanden, der nicht weitergegeben werden darf." if named else ""
            return Shown(kind.title, f"{leaving} von {len(entries)}", "info", (), kind.note, warning)
    if group == _ENERGY:
        note = "Verbrauch und Kosten aller Gebäude zusammen, je Kalenderjahr. Einzelne Gebäude bleiben hier."
        return Shown("Energie je Jahr", "geht mit", "ok", parts_of(work.energy), note)
    if group == _SUMS:
        note = (
            "Zu jedem Potenzial geht mit, wie es in Ihren eigenen Summen zählt. So kommt die Region auf "
            "dieselben Zahlen wie Sie."
        )
        return Shown("Einsparungen", "geht mit", "ok", parts_of([work.sums]), note)
    if group == _HOUSE:
        note = "Gebäude, Zähler, Dateien, Notizen und nächste Schritte stehen in keinem Bericht."
        return Shown("Bleibt im Haus", "bleibt hier", "past", (), note)
    return None


def describe_entry(place: PlaceDisclosure, key: object) -> Shown | None:
    """The words about a project, a potential, a task or a remark."""
    for kind in _KINDS:
        for entry in kind.entries(place.work):
            if entry.id == key:
                told, names = entry.make(), "; ".join(entry.named)
                return Shown(
                    entry.title,
                    "geht mit" if entry.leaves else "bleibt hier",
                    "ok" if entry.leaves else "past",
                    parts_of(_without_ids([replace(told, title=""), *flattened(told.children)])),
                    IDS,
                    warning=NAMED.format(names=names) if names else "",
                    target=kind.target,
                    record=entry.id,
                    open=kind.open,
                )
    return None


def _without_ids(records: Iterable[Disclosure]) -> Iterator[Disclosure]:
    for record in records:
        yield replace(record, items=tuple(each for each in record.items if each.field != "id"))


def _sum(entries: Sequence[Entry]) -> Cell:
    named = sum(bool(entry.named) for entry in entries)
    if named:
        return Cell(f"{named} prüfen", state="warn", icon="alert")
    leaving = sum(entry.leaves for entry in entries)
    return LEAVES if leaving == len(entries) else Cell(f"{leaving} von {len(entries)}", muted=True)


def _group(key: tuple[str, object], title: str, entries: Sequence[Entry]) -> Row:
    children = [
        Row(
            entry.id,
            (Cell(entry.title), _CHECK if entry.named else LEAVES if entry.leaves else STAYS, *[BLANK] * 3),
        )
        for entry in entries
    ]
    return Row(key, (Cell(title), _sum(entries), *[BLANK] * 3), bold=True, children=children)


def _plain(key: tuple[str, object], title: str, cell: Cell) -> Row:
    return Row(key, (Cell(title), cell, *[BLANK] * 3), bold=True)
