"""The table of the evaluation: the same columns on screen, in Excel, on paper and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from klikks_desktop.domain.charts.bars import BarRow
from klikks_desktop.domain.figures import NONE, rounded
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.region.amounts import Amounts
from klikks_desktop.domain.region.totals import Grouping, Row

Value = Decimal | int | None


class Figure(StrEnum):
    """In what the savings are told; the value is the word of the command line."""

    TONNES = "t"
    EUROS = "eur"
    KWH = "kwh"

    @property
    def unit(self) -> str:
        """Of the savings of a year."""
        return {Figure.TONNES: "t CO₂e/a", Figure.EUROS: "EUR/a", Figure.KWH: "kWh/a"}[self]

    @property
    def words(self) -> str:
        """As it stands beside a chart."""
        return {
            Figure.TONNES: "t CO₂e im Jahr",
            Figure.EUROS: "EUR im Jahr",
            Figure.KWH: "kWh im Jahr",
        }[self]

    @property
    def digits(self) -> int:
        """Decimals shown."""
        return 1 if self is Figure.TONNES else 0

    @property
    def head_unit(self) -> str:
        """Of what falls to one inhabitant."""
        return {Figure.TONNES: "kg CO₂e", Figure.EUROS: "EUR", Figure.KWH: "kWh"}[self]

    @property
    def head_digits(self) -> int:
        """Decimals of what falls to one inhabitant."""
        return 1 if self is Figure.KWH else 2

    def of(self, amounts: Amounts) -> Decimal:
        """The exact value."""
        match self:
            case Figure.TONNES:
                return amounts.tonnes
            case Figure.EUROS:
                return amounts.euros
            case Figure.KWH:
                return amounts.kwh

    def per_head(self, row: Row) -> Decimal | None:
        """What was achieved for each inhabitant; ``None`` where nobody lives that is known."""
        if not row.counted_inhabitants:
            return None
        whole = self.of(row.saved.achieved) * (1000 if self is Figure.TONNES else 1)
        return whole / row.counted_inhabitants


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures. unit: of the figures; digits: ``None`` for whole things that are counted.

    full: what it is called where nothing around the table says more, unless it is title and unit.
    """

    key: str
    title: str
    value: Callable[[Row], Value]
    digits: int | None = None
    unit: str = ""
    full: str = ""

    @property
    def full_title(self) -> str:
        """With its unit, where nothing around the table tells it."""
        return self.full or " ".join(filter(None, (self.title, self.unit)))

    def number(self, row: Row) -> Value:
        """The value, rounded as it is shown."""
        found = self.value(row)
        if isinstance(found, Decimal):
            # Adding 0 makes minus zero plain.
            return found.quantize(Decimal(1).scaleb(-(self.digits or 0)), ROUND_HALF_UP) + 0
        return found

    def words(self, row: Row) -> str:
        """The value as people read it, a dash for an unknown one."""
        found = self.value(row)
        if found is None:
            return NONE
        return rounded(found, self.digits or 0) if isinstance(found, Decimal) else format_integer(found)


def columns(grouping: Grouping, figure: Figure) -> tuple[Column, ...]:
    """The columns beside the name, for savings told in ``figure``."""
    stages = ("erreicht", "beschlossen", "möglich")
    saved = [
        Column(f"stage{place}", title, _stage(figure, place), figure.digits, figure.unit)
        for place, title in enumerate(stages)
    ]
    if not grouping.is_of_places:
        return (Column("effects", "Wirkungen", lambda row: row.effects), *saved)
    short, full = figure.head_unit.split()[0], f"{figure.head_unit} je Kopf"
    return (
        Column("towns", "Kommunen", lambda row: row.towns),
        Column("patrons", "Im Amt", lambda row: row.patrons),
        Column("projects", "Projekte", lambda row: row.projects),
        *saved,
        Column("head", f"{short} je Kopf", figure.per_head, figure.head_digits, full=full),
        Column("granted", "Bewilligt", lambda row: _euros(row.granted_cents), 0, "EUR"),
    )


def bars(rows: Sequence[Row], figure: Figure) -> list[BarRow]:
    """The rows as bars in three steps; those without any saving are left out."""
    made = [BarRow(row.name, *(figure.of(each) for each in row.saved.stages)) for row in rows]
    return [bar for bar in made if any(bar.parts)]


def _stage(figure: Figure, place: int) -> Callable[[Row], Value]:
    """Unknown where every town of a row reckons with another factor set."""
    return lambda row: None if row.stands_apart else figure.of(row.saved.stages[place])


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


NAMES: Final = dict(zip(Figure, ("t CO₂e", "EUR", "kWh"), strict=True))
"""As a choice."""
