"""The report of a region to its ministry: what all municipalities together do, reach and still miss."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from klikks_desktop.domain.figures import NONE, rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.records import GoodExample, ProjectState
from klikks_desktop.domain.region.amounts import Saved
from klikks_desktop.domain.region.totals import Grouping, Row, Totals, together
from klikks_desktop.domain.region.totals_charts import TotalsChart
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.domain.region.totals_words import basis, names, notes
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Paragraph,
    ReportSheet,
    TableBlock,
)
from klikks_desktop.domain.reports.sheet import Figure as BigFigure
from klikks_desktop.domain.reports.sheet import Figures as BigFigures
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.region.partners import expected_towns
from klikks_desktop.services.region.sender import office, sender
from klikks_desktop.services.region.status import period_status
from klikks_desktop.services.region.totals import find_set, totals
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.workspace import Progress, Workspace, silent

_MOST_MEASURES, _MOST_PLACES, _MOST_EXAMPLES = 12, 24, 8
"""More measures are added up in a last bar, more counties in a last row; more examples are counted."""
_COLUMNS: Final = (
    ("Kommunen", 2.2),
    ("Im Amt", 1.5),
    ("Projekte", 1.7),
    ("t CO₂e/a", 1.65),
    ("EUR/a", 1.75),
    ("kWh/a", 1.9),
    ("Bewilligt EUR", 2.0),
)


def ministry_report_pdf(workspace: Workspace, *, factor_set: str = "", progress: Progress = silent) -> bytes:
    """The report; K-540 at a town, K-850 for a factor set that nobody uses.

    ``progress`` may raise to give it up.
    """
    from klikks_desktop.documents.reports.press import ReportPress

    found = totals(workspace)
    around = frame(workspace, office(workspace, sender(workspace)))
    sheet = _Gathered(around, found, find_set(found, factor_set)).sheet()
    press = ReportPress(workspace.shipped.folder)
    return press.report_of_others(sheet, created=around.created, progress=progress)


def save_ministry_report(workspace: Workspace, out: Path, *, factor_set: str = "") -> Path:
    """Write it; K-440 when ``out`` is no .pdf, K-544 when it is there already."""
    suffix_of(out, "pdf")
    expect_new(out)
    return save(out, ministry_report_pdf(workspace, factor_set=factor_set))


class _Gathered:
    """What all municipalities reported, and how the report says it."""

    def __init__(self, around: Frame, found: Totals, factor_set: str) -> None:
        self._around, self._say = around, around.say
        self._found, self._set = found, factor_set
        self._total = found.total(factor_set)
        self._status = period_status(around.workspace)

    def sheet(self) -> ReportSheet:
        """The whole report."""
        say = self._say
        return self._around.sheet(
            kind="Bericht",
            title=say("ministerium.titel"),
            subtitle=self._subtitle(),
            blocks=(
                Paragraph(say("ministerium.text")),
                self._figures(),
                *self._reported(),
                Heading(say("ministerium.massnahmen.titel")),
                *self._measures(),
                *self._places(),
                *self._years(),
                Heading(say("ministerium.geld.titel")),
                self._money(),
                *self._examples(),
                Heading(say("ministerium.grundlagen.titel")),
                Paragraph(printable(basis(self._found, self._set)), small=True),
                *(Paragraph(printable(note), small=True) for note in notes(self._found, self._set)),
            ),
        )

    def _subtitle(self) -> str:
        if self._status is None:
            return self._say("ministerium.untertitel.ohne")
        return self._say("ministerium.untertitel", {"Zeitraum": self._status.period.title})

    def _figures(self) -> BigFigures:
        total = self._total
        done = self._found.states.get(ProjectState.DONE, 0)
        tonnes = [rounded(each.tonnes, 1) for each in total.saved.stages]
        heads = Figure.TONNES.per_head(total)
        per_head = "" if heads is None else f", {rounded(heads, Figure.TONNES.head_digits)} kg je Kopf"
        return BigFigures(
            (
                BigFigure("Kommunen", format_integer(total.towns or 0), "", "mit einem Bericht"),
                BigFigure("Patinnen und Paten", format_integer(total.patrons or 0), "", "im Amt"),
                BigFigure("Projekte", format_integer(total.projects or 0), "", f"{done} abgeschlossen"),
                BigFigure(
                    "CO₂e vermieden",
                    tonnes[0],
                    "t/a",
                    f"{tonnes[1]} beschlossen, {tonnes[2]} möglich{per_head}",
                ),
            )
        )

    def _reported(self) -> list[Block]:
        """How many of the expected ones reported, and who is missing: in the period where one has begun."""
        status = self._status
        if status is None:
            expected, missing, values = *self._ever(), {}
            keys = ("ministerium.gemeldet.ohne", "ministerium.fehlt.ohne")
        else:
            expected, missing = status.counts.expected, status.open
            values = {"Zeitraum": status.period.title}
            keys = ("ministerium.gemeldet", "ministerium.fehlt")
        if not expected:
            return []
        counts = {"Berichtet": str(expected - len(missing)), "Erwartet": str(expected)}
        text = self._say(keys[0], {**values, **counts})
        if missing:
            text += " " + self._say(keys[1], {"Kommunen": names(missing)})
        return [Paragraph(printable(text))]

    def _ever(self) -> tuple[int, Sequence[str]]:
        """How many are expected, and who of them never reported."""
        today = self._around.today
        expected = [
            town
            for town in expected_towns(self._around.workspace)
            if town.partner.until is None or town.partner.until >= today
        ]
        known = {town.key for town in self._found.towns}
        return len(expected), [town.designation for town in expected if town.key not in known]

    def _measures(self) -> list[Block]:
        rows = self._found.rows(Grouping.MEASURE, self._set)
        chart = TotalsChart(rows, Grouping.MEASURE, Figure.TONNES, _MOST_MEASURES)
        if all(row.saved == Saved() for row in rows):
            return [Paragraph(self._say("ministerium.massnahmen.keine"))]
        return [Chart(chart)]

    def _places(self) -> list[Block]:
        """By Land where there are several, else by county."""
        rows, grouping = self._found.rows(Grouping.STATE, self._set), Grouping.STATE
        heading = "ministerium.laender.titel"
        if len(rows) == 1:
            rows, grouping = self._found.rows(Grouping.COUNTY, self._set), Grouping.COUNTY
            heading = "ministerium.kreise.titel"
        cells = [_cells(row) for row in _folded(rows)]
        figures = (Column(title, share, right=True) for title, share in _COLUMNS)
        columns = (Column(grouping.heading, 4.5), *figures)
        return [
            Heading(self._say(heading)),
            Paragraph(self._say("ministerium.tabelle"), small=True),
            TableBlock(columns, (*cells, _cells(self._total)), totals=1),
        ]

    def _years(self) -> list[Block]:
        rows = [row for row in self._found.rows(Grouping.YEAR, self._set) if row.key]
        if len(rows) < 2:
            return []
        chart = TotalsChart(rows, Grouping.YEAR, Figure.TONNES)
        return [Heading(self._say("ministerium.jahre.titel")), Chart(chart)]

    def _money(self) -> Facts:
        total = self._total
        relief = [rounded(each.euros, 0) for each in total.saved.stages]
        heads = Figure.EUROS.per_head(total)
        each = "" if heads is None else f"; {rounded(heads, 2)} EUR je Kopf erreicht"
        rows = [
            (
                "Entlastung der Haushalte",
                f"{relief[0]} EUR im Jahr erreicht, {relief[1]} beschlossen, {relief[2]} möglich{each}",
            ),
            (
                "Förderung",
                f"{_cents(total.applied_cents)} EUR beantragt, {_cents(total.granted_cents)} EUR bewilligt",
            ),
            ("Einwohnerinnen und Einwohner", f"{format_integer(total.inhabitants or 0)} in diesen Kommunen"),
        ]
        if (year := self._found.energy_year()) is not None:
            words = count_words(year.towns, "Kommune", "Kommunen")
            values = {
                "Kommunen": words,
                "Wärme": format_integer(year.heat_kwh) if year.heat_towns else NONE,
                "Strom": format_integer(year.power_kwh) if year.power_towns else NONE,
                "Kosten": _cents(year.cents) if year.cents_towns else NONE,
            }
            title = self._say("ministerium.energie", {"Jahr": str(year.year)})
            rows.append((title, self._say("ministerium.energie.text", values)))
        return Facts(tuple(rows))

    def _examples(self) -> list[Block]:
        with self._around.workspace.store.read() as reader:
            found = reader.find(GoodExample, order=("title", "id"), source=None)
        if not found:
            return []
        points = [
            printable(", ".join(filter(None, (each.title, each.place_name))))
            for each in found[:_MOST_EXAMPLES]
        ]
        if len(found) > _MOST_EXAMPLES:
            points.append(f"{len(found) - _MOST_EXAMPLES} weitere")
        return [Heading(self._say("ministerium.beispiele.titel")), Bullets(tuple(points))]


def _folded(rows: Sequence[Row]) -> list[Row]:
    """The rows that save most, in their order; the others together in a last one."""
    if len(rows) <= _MOST_PLACES:
        return list(rows)
    most = sorted(rows, key=lambda row: -row.saved.achieved.co2e_g)[: _MOST_PLACES - 1]
    kept = {id(row) for row in most}
    rest = [row for row in rows if id(row) not in kept]
    return [*(row for row in rows if id(row) in kept), together(f"{len(rest)} weitere", rest)]


def _cells(row: Row) -> tuple[str, ...]:
    saved = row.saved.achieved
    known = (rounded(saved.tonnes, 1), rounded(saved.euros, 0), rounded(saved.kwh, 0))
    return (
        printable(row.name),
        format_integer(row.towns or 0),
        format_integer(row.patrons or 0),
        format_integer(row.projects or 0),
        *((NONE,) * len(known) if row.stands_apart else known),
        _cents(row.granted_cents),
    )


def _cents(cents: int | None) -> str:
    return rounded(Decimal(cents or 0) / 100, 0)
