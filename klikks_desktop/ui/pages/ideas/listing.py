"""The examples that came: search, filters, what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.good_examples import CLASSES, class_of, class_words, payback_years, where_words
from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.domain.records import GoodExample, ProjectKind
from klikks_desktop.services.ideas.pool import Idea, ideas
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList

COSTS: Final = (0, 10_000, 50_000, 250_000)
"""Classes of cost, in euros: each begins there."""


class IdeaList(RecordList):
    """All ideas; ``fresh``: those that are marked as new while the page is looked at."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.ideas: Mapping[UUID, Idea] = {}
        self.fresh: Collection[UUID] = ()
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("title", _tr("Idee")),
                Column("saved", _tr("Im Jahr"), "number"),
                Column("cost", _tr("Kosten"), "number"),
                Column("new", "", "pill"),
            ],
            ListWords(
                _tr("Ideenpool"),
                _tr("Idee suchen"),
                _tr("Ideen filtern"),
                _tr("Zu Suche und Filter passt keine Idee."),
            ),
            _groups(()),
            query=lambda text: search_query(text, alphabet),
            count=self._sentence,
            two_lines=True,
            with_bin=False,
        )

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        found = ideas(self._host.workspace)
        self.ideas = {each.example.id: each for each in found}
        self.offer(_groups(found))
        self.set_lines([self._line(each, place) for place, each in enumerate(found)])

    def _line(self, idea: Idea, place: int) -> Line:
        example = idea.example
        is_new = idea.is_new or example.id in self.fresh
        cells = (
            Cell(example.title, f"{where_words(example)} · {example.kind.value}", sort=place),
            _saved(example),
            _cost(example),
            Cell(_tr("neu"), state="info", sort=0) if is_new else Cell(" ", sort=1),
        )
        words = (example.title, where_words(example), idea.measure, example.summary, example.lesson)
        found_by = search_key(" ".join(words), self._host.workspace.shipped.alphabet)
        return Line(Row(example.id, cells, bold=is_new), found_by, _passes(idea))

    def _sentence(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) != total:
            return _tr("{count} von {total} Ideen").format(count=len(shown), total=total)
        return count_words(total, _tr("Idee"), _tr("Ideen"))


def _saved(example: GoodExample) -> Cell:
    tonnes = None if example.co2e_kg is None else Decimal(example.co2e_kg) / 1000
    euros = "" if example.saved_cents is None else f"{format_integer(round(example.saved_cents / 100))} EUR"
    if tonnes is None:
        return Cell(euros or "–", muted=not euros)
    return Cell(f"{rounded(tonnes, 1)} t CO₂e", euros, sort=float(tonnes))


def _cost(example: GoodExample) -> Cell:
    if example.investment_cents is None:
        return Cell("–", muted=True)
    years = payback_years(example)
    words = "" if years is None else _tr("in {years} Jahren zurück").format(years=rounded(years, 1))
    return Cell(
        f"{format_integer(round(example.investment_cents / 100))} EUR", words, sort=example.investment_cents
    )


def _groups(found: Iterable[Idea]) -> list[FilterGroup]:
    measures = {each.example.measure: each.measure for each in found if each.measure}
    sizes = [(f"size:{begin}", class_words(begin)) for begin in CLASSES]
    return [
        FilterGroup(_tr("Maßnahme"), [(f"measure:{key}", title) for key, title in sorted(measures.items())]),
        FilterGroup(_tr("Art"), [(f"kind:{kind.value}", kind.value) for kind in ProjectKind]),
        FilterGroup(_tr("Größe der Kommune"), [*sizes, ("size:", _tr("nicht genannt"))]),
        FilterGroup(
            _tr("Kosten"),
            [*((f"cost:{begin}", _cost_words(begin)) for begin in COSTS), ("cost:", _tr("nicht genannt"))],
        ),
    ]


def _cost_words(begin: int) -> str:
    following = [each for each in COSTS if each > begin]
    if not following:
        return _tr("ab {euros} EUR").format(euros=format_integer(begin))
    if begin == COSTS[0]:
        return _tr("unter {euros} EUR").format(euros=format_integer(following[0]))
    return _tr("{low} bis {high} EUR").format(low=format_integer(begin), high=format_integer(following[0]))


def _passes(idea: Idea) -> frozenset[str]:
    example = idea.example
    size = "" if example.inhabitants is None else class_of(example.inhabitants)
    cents = example.investment_cents
    cost = "" if cents is None else max(begin for begin in COSTS if begin * 100 <= cents)
    return frozenset(
        (f"measure:{example.measure}", f"kind:{example.kind.value}", f"size:{size}", f"cost:{cost}")
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("IdeaList", text)
