"""The region's good examples: which they are, and what is to be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.good_examples import where_words
from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.domain.records import ProjectKind
from klikks_desktop.services.ideas.examples import ExampleRow, list_examples
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList

OWN, THEIRS = "own", "theirs"
"""Filters: who worded it."""


class ExampleList(RecordList):
    """The region's own examples and those of its office, the newest first."""

    def __init__(self, host: Host) -> None:
        self._host = host
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("title", _tr("Beispiel")),
                Column("saved", _tr("Im Jahr"), "number"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Ideenpool"),
                _tr("Beispiel suchen"),
                _tr("Beispiele filtern"),
                _tr("Zu Suche und Filter passt kein Beispiel."),
            ),
            [
                FilterGroup(_tr("Art"), [(kind.value, kind.value) for kind in ProjectKind]),
                FilterGroup(_tr("Kommune"), [("named", _tr("genannt")), ("unnamed", _tr("nicht genannt"))]),
                FilterGroup(_tr("Von wem"), [(OWN, _tr("Eigene")), (THEIRS, _tr("Koordinierende Stelle"))]),
                FilterGroup(_tr("Zu tun"), [("newer", _tr("Neue Zahlen")), ("draft", _tr("Änderung offen"))]),
            ],
            query=lambda text: search_query(text, alphabet),
            count=self._sentence,
            two_lines=True,
        )

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        rows = list_examples(self._host.workspace)
        self.set_lines([self._line(row, place) for place, row in enumerate(rows)])

    def _line(self, row: ExampleRow, place: int) -> Line:
        example = row.example
        cells = (
            Cell(example.title, f"{where_words(example)} · {example.kind.value}", sort=place),
            _saved(row),
            _state(row),
        )
        found_by = " ".join((example.title, where_words(example), example.summary, example.lesson))
        passes = {example.kind.value, "named" if example.named else "unnamed"}
        passes.add(THEIRS if row.is_theirs else OWN)
        passes |= {name for name, holds in (("newer", row.are_newer), ("draft", row.has_draft)) if holds}
        return Line(
            Row(example.id, cells, bold=row.has_draft),
            search_key(found_by, self._host.workspace.shipped.alphabet),
            frozenset(passes),
        )

    def _sentence(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) != total:
            return _tr("{count} von {total} Beispielen").format(count=len(shown), total=total)
        return count_words(total, _tr("Beispiel"), _tr("Beispiele"))


def _saved(row: ExampleRow) -> Cell:
    cents, kilograms = row.example.saved_cents, row.example.co2e_kg
    euros = "" if cents is None else f"{format_integer(round(cents / 100))} EUR"
    if kilograms is None:
        return Cell(euros or "–", muted=not euros)
    return Cell(f"{rounded(Decimal(kilograms) / 1000, 1)} t CO₂e", euros, sort=kilograms)


def _state(row: ExampleRow) -> Cell:
    if row.is_theirs:
        words = _tr("bleibt hier") if row.is_held else _tr("koordinierende Stelle")
        return Cell(words, state="past" if row.is_held else "info")
    if row.has_draft:
        return Cell(_tr("Änderung offen"), state="draft")
    if row.are_newer:
        return Cell(_tr("neue Zahlen"), state="warn")
    return Cell(_tr("genannt"), state="ok") if row.example.named else Cell(_tr("ohne Namen"), state="past")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExampleList", text)
