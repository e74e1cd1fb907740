"""From the preview of a report to rows of the tree and to the words about one row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from klikks_desktop.domain.disclosure import PatronDisclosure, PlaceDisclosure
from klikks_desktop.domain.disclosure_items import Fate, Reason
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.exchange.disclosing import ExportPreview
from klikks_desktop.services.exchange.outgoing import Staying
from klikks_desktop.ui.pages.delivery.shown import BLANK, LEAVES, STAYS, Part, Shown, parts_of
from klikks_desktop.ui.pages.delivery.work_listing import describe_entry, describe_group, work_rows
from klikks_desktop.ui.widgets.cells import Cell, Row
from klikks_desktop.ui.widgets.pill import State

DRAFTS, CHANGES, DELETED = "drafts", "changes", "deleted"
_NOTHING = Cell("keine Angabe", muted=True)


def tree_rows(preview: ExportPreview, staying: Staying) -> list[Row]:
    """The groups of the tree; several places stand one after the other."""
    several = len(preview.places) > 1
    rows = [row for place in preview.places for row in _place_rows(place, several=several)]
    for key, count, words in (
        (DRAFTS, staying.drafts, "Entwürfe"),
        (CHANGES, staying.changes, "Offene Änderungen"),
        (DELETED, staying.deleted, "Papierkorb"),
    ):
        if count:
            rows.append(_group(key, f"{words} ({count})", (STAYS,)))
    return rows


def describe(preview: ExportPreview, staying: Staying, key: Hashable) -> Shown | None:
    """The words about the row with this key; ``None`` when it is gone."""
    for place in preview.places:
        if isinstance(key, tuple) and key[1] == place.place.id:
            return _describe_place(place, str(key[0]))
        for person in place.patrons:
            if person.patron.id == key:
                return _describe_person(person)
        if (entry := describe_entry(place, key)) is not None:
            return entry
    return _describe_staying(staying, key)


def first_key(preview: ExportPreview) -> Hashable | None:
    """The row to begin with: the first person who stays, else the first person, else the place."""
    people = [person for place in preview.places for person in place.patrons]
    staying = [person for person in people if not person.leaves]
    for person in staying or people:
        return person.patron.id
    return ("office", preview.places[0].place.id) if preview.places else None


# ------------------------------------------------------------------ rows


def _group(key: Hashable, title: str, cells: Sequence[Cell], children: Sequence[Row] = ()) -> Row:
    filled = [*cells, *[BLANK] * (4 - len(cells))]
    return Row(key, (Cell(title), *filled), bold=True, children=children)


def _place_rows(place: PlaceDisclosure, *, several: bool) -> list[Row]:
    at = place.place.id
    of = f" · {place.place.designation}" if several else ""
    people = place.patrons
    sums = tuple(
        Cell(f"{sum(fate is Fate.LEAVES for fate in fates)} von {len(people)}", muted=True)
        for fates in zip(*(_fates(person) for person in people), strict=True)
    )
    rows = [_group(("office", at), place.place.designation, (LEAVES,))]
    if place.localities:
        rows.append(_group(("localities", at), f"Ortsteile ({len(place.localities)}){of}", (LEAVES,)))
    rows.append(_group(("counts", at), f"Anzahl{of}", (LEAVES,)))
    rows.append(
        _group(
            ("people", at), f"Patinnen und Paten ({len(people)}){of}", sums, [_person_row(p) for p in people]
        )
    )
    return rows + work_rows(place, of)


def _person_row(person: PatronDisclosure) -> Row:
    cells = [_cell(fate) for fate in _fates(person)]
    return Row(person.patron.id, (Cell(person.patron.sorting_name), *cells))


def _fates(person: PatronDisclosure) -> tuple[Fate, Fate, Fate, Fate]:
    """What happens to name, e-mail, telephone and term."""
    fates = {item.field: item.fate for item in person.person.items}
    terms = [item.fate for term in person.appointments for item in term.items if item.field == "begins_on"]
    term = Fate.LEAVES if Fate.LEAVES in terms else Fate.STAYS if terms else Fate.EMPTY
    return fates["family_name"], fates["email"], fates["phone"], term


def _cell(fate: Fate) -> Cell:
    return {Fate.LEAVES: LEAVES, Fate.STAYS: STAYS, Fate.EMPTY: _NOTHING}[fate]


# ------------------------------------------------------------------ words about one row


def _describe_place(place: PlaceDisclosure, group: str) -> Shown | None:
    if group == "office":
        office = replace(place.office, title="Zur Kommune")
        return Shown(place.place.designation, "geht mit", "ok", parts_of([office]))
    if group == "localities":
        return Shown("Ortsteile", "geht mit", "ok", parts_of(place.localities))
    if group == "counts":
        return _describe_counts(place)
    return _describe_people(place) if group == "people" else describe_group(place, group)


def _describe_counts(place: PlaceDisclosure) -> Shown:
    note = "Wer nicht mit Namen mitgeht, ist hier nur mitgezählt: ohne Kennung, ohne Daten, ohne Nummer."
    return Shown("Anzahl", "geht mit", "ok", parts_of([replace(place.counts, title="")]), note)


def _describe_people(place: PlaceDisclosure) -> Shown:
    named = sum(person.leaves for person in place.patrons)
    total = len(place.patrons)
    pairs = (
        ("leaves-house:ok", "mit Namen", str(named)),
        ("lock", "nur als Zahl", str(total - named)),
    )
    note = (
        "Eine Person geht nur mit, wenn eine Einwilligung zur Weitergabe mit Datum und Form vorliegt und "
        "nicht widerrufen ist; E-Mail und Telefon nur, wenn sie dort angekreuzt sind."
    )
    return Shown("Patinnen und Paten", f"{named} von {total}", "info", (Part("", "", pairs),), note)


_WORDS: dict[Reason, str] = {
    Reason.NO_CONSENT: "Einwilligung fehlt",
    Reason.UNPROVEN: "unbelegt",
    Reason.WITHDRAWN: "widerrufen",
    Reason.FUTURE: "gilt noch nicht",
}


def _describe_person(person: PatronDisclosure) -> Shown:
    name = person.patron.full_name
    own = replace(person.person, title="Zur Person")
    parts = parts_of([own, *person.appointments, *person.consents])
    if person.leaves:
        note = "Wird die Einwilligung widerrufen, fehlt die Person im nächsten Bericht."
        return Shown(name, "geht mit", "ok", parts, note, patron=person.patron.id, has_consent=True)
    note = (
        "Liegt die Einwilligung inzwischen vor, tragen Sie sie bei der Person ein. Die Liste hier ändert "
        "sich sofort."
    )
    state: State = "past" if person.reason is Reason.WITHDRAWN else "error"
    word = _WORDS.get(person.reason, "bleibt hier")
    return Shown(name, word, state, parts, note, patron=person.patron.id)


def _describe_staying(staying: Staying, key: Hashable) -> Shown | None:
    people = ("Person", "Personen")
    shown = {
        DRAFTS: (
            "Entwürfe",
            count_words(staying.drafts, *people),
            "Wer noch nicht ernannt ist, steht in keinem Bericht, auch nicht als Zahl.",
        ),
        CHANGES: (
            "Offene Änderungen",
            count_words(staying.changes, *people),
            "Was noch zu prüfen ist, bleibt hier. In die Datei kommt der zuletzt gültige Stand.",
        ),
        DELETED: (
            "Papierkorb",
            count_words(staying.deleted, *people),
            "Wer im Papierkorb liegt, steht in keinem Bericht, auch nicht als Zahl.",
        ),
    }
    if not isinstance(key, str) or key not in shown:
        return None
    title, count, note = shown[key]
    part = Part("", "", (("lock", "bleibt hier", count),))
    return Shown(title, "bleibt hier", "past", (part,), note)
