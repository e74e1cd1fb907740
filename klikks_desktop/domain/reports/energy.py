"""The energy report (Energiebericht) in words: totals per year, then building by building."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.charts.columns import ColumnSeries, yearly_columns
from klikks_desktop.domain.charts.shapes import Drawing, Fill, Ink, MeasureText
from klikks_desktop.domain.energy.report import (
    Amount,
    BuildingFigures,
    BuildingLine,
    EnergyReport,
    ReportYear,
)
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Chart,
    Figure,
    Figures,
    Heading,
    Paragraph,
    TableBlock,
)

Say = Callable[[str, Mapping[str, str]], str]
"""A shipped text by key, filled."""

_CHART_SIZE = 9.0
_CHART_HEIGHT = 175.0  # points
_MOST_YEARS_BESIDE = 3
UNKNOWN, EQUIVALENTS = "–", "CO₂-Äquivalente"


def energy_blocks(report: EnergyReport, say: Say, intro: Sequence[str]) -> tuple[Block, ...]:
    """All blocks below the title; ``intro``: paragraphs that say why and for when it is made."""
    return (
        *(Paragraph(text) for text in intro),
        *_figures(report),
        Heading(say("energiebericht.jahre.titel", {})),
        Chart(_Columns(report), with_table=False),
        *_years(report, say),
        Heading(say("energiebericht.gebaeude.titel", {})),
        *_buildings(report, say),
        Heading(say("energiebericht.fehlt.titel", {})),
        *_missing(report, say),
        Heading(say("energiebericht.grundlagen.titel", {})),
        *(Paragraph(note, small=True) for note in (*_factor_notes(report, say), *report.notes)),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """The chart of consumption per year."""

    report: EnergyReport

    def __call__(self, width: float, measure: MeasureText) -> Drawing:
        heat = {each.year: each.heat.kwh / 1000 for each in self.report.years if each.heat.kwh is not None}
        power = {each.year: each.power.kwh / 1000 for each in self.report.years if each.power.kwh is not None}
        return yearly_columns(
            [
                ColumnSeries("Wärme", heat, Ink.ACHIEVED),
                ColumnSeries("Strom", power, Ink.DECIDED, Fill.HATCHED),
            ],
            unit="MWh",
            width=width,
            measure=measure,
            title="Verbrauch je Kalenderjahr",
            size=_CHART_SIZE,
            height=_CHART_HEIGHT,
        )


# -- per year -----------------------------------------------------------------------------------------


def _figures(report: EnergyReport) -> tuple[Block, ...]:
    """The last year beside the first."""
    first, last = report.years[0], report.years[-1]
    return (
        Figures(
            (
                _figure("Kosten", "EUR", euros(last), euros(first), report, is_whole=_whole(last, cost=True)),
                _figure("Verbrauch", "kWh", kwh(last), kwh(first), report, is_whole=_whole(last)),
                _figure(gas_words(last), "t", tonnes(last), tonnes(first), report, is_whole=_whole(last)),
            )
        ),
    )


def _figure(label: str, unit: str, now: str, before: str, report: EnergyReport, *, is_whole: bool) -> Figure:
    star = "" if is_whole or now == UNKNOWN else "*"
    several = report.first_year != report.last_year
    line = f"{report.first_year}: {before} {unit}" if several and before != UNKNOWN else ""
    return Figure(f"{label} {report.last_year}", f"{now}{star}", unit if now != UNKNOWN else "", line)


def _years(report: EnergyReport, say: Say) -> tuple[Block, ...]:
    gas = "t CO₂e" if all(gas_words(year) == EQUIVALENTS for year in report.years) else "t CO₂"
    columns = (
        Column("Jahr", 0.8),
        Column("Strom kWh", 1.2, right=True),
        Column("Wärme kWh", 1.2, right=True),
        Column("Strom EUR", 1.1, right=True),
        Column("Wärme EUR", 1.1, right=True),
        Column(f"Strom {gas}", 1, right=True),
        Column(f"Wärme {gas}", 1, right=True),
        Column(f"beides {gas}", 1.1, right=True),
    )
    rows = [_year_row(year) for year in report.years]
    totals = _total_row(report)
    blocks: list[Block] = [TableBlock(columns, (*rows, *totals), len(totals))]
    if any("*" in cell for row in rows for cell in row):
        blocks.append(Paragraph(say("energiebericht.unvollstaendig", {}), small=True))
    return tuple(blocks)


def _year_row(year: ReportYear) -> tuple[str, ...]:
    parts = (year.power, year.heat)
    return (
        str(year.year),
        *(_starred(each.kwh, each.is_complete, 0) for each in parts),
        *(_starred(_in_euros(each.cents), each.cost_is_complete, 0) for each in parts),
        *(_starred(each.co2_tonnes, each.is_complete, 1) for each in parts),
        tonnes(year) + ("" if _whole(year) or tonnes(year) == UNKNOWN else "*"),
    )


def _total_row(report: EnergyReport) -> tuple[tuple[str, ...], ...]:
    """Sums over all years; a dash where a year is not whole or the factor sets differ."""
    if len(report.years) < 2:
        return ()
    power, heat = ([year.power for year in report.years], [year.heat for year in report.years])
    parts = (power, heat)
    is_one_set = report.co2_kg_sum is not None
    is_whole = all(each.is_complete for part in parts for each in part)
    whole = report.co2_kg_sum / 1000 if report.co2_kg_sum is not None and is_whole else None
    cells = (
        *(_sum([_kwh_of(each) for each in part], 0) for part in parts),
        *(_sum([_euros_of(each) for each in part], 0) for part in parts),
        *(_sum([_tonnes_of(each) if is_one_set else None for each in part], 1) for part in parts),
        _sum([whole], 1),
    )
    return (("Summe", *cells),)


def _sum(values: Sequence[Decimal | None], digits: int) -> str:
    known = [value for value in values if value is not None]
    return rounded(sum(known, Decimal(0)), digits) if len(known) == len(values) else UNKNOWN


def _kwh_of(amount: Amount) -> Decimal | None:
    return amount.kwh if amount.is_complete else None


def _tonnes_of(amount: Amount) -> Decimal | None:
    return amount.co2_tonnes if amount.is_complete else None


def _euros_of(amount: Amount) -> Decimal | None:
    return _in_euros(amount.cents) if amount.cost_is_complete else None


def _in_euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def _starred(value: Decimal | None, is_complete: bool, digits: int) -> str:
    if value is None:
        return UNKNOWN
    return rounded(value, digits) + ("" if is_complete else "*")


def _whole(year: ReportYear, *, cost: bool = False) -> bool:
    parts = (year.power, year.heat)
    return all(each.cost_is_complete if cost else each.is_complete for each in parts)


def euros(year: ReportYear) -> str:
    """Cost of both together in EUR."""
    value = _in_euros(year.cents)
    return UNKNOWN if value is None else rounded(value, 0)


def kwh(year: ReportYear) -> str:
    """Consumption of both together in kWh."""
    return UNKNOWN if year.kwh is None else rounded(year.kwh, 0)


def tonnes(year: ReportYear) -> str:
    """CO2 of both together in t."""
    return UNKNOWN if year.co2_kg is None else rounded(year.co2_kg / 1000, 1)


def gas_words(year: ReportYear) -> str:
    """What the factor set of the year counts."""
    return EQUIVALENTS if year.co2_basis.startswith("CO2e") else "CO₂"


def _factor_notes(report: EnergyReport, say: Say) -> tuple[str, ...]:
    """Which factors each year was reckoned with; years with the same set in one sentence."""
    by_set: dict[tuple[str, str], list[str]] = {}
    for year in report.years:
        by_set.setdefault((year.factor_title, year.co2_basis), []).append(str(year.year))
    notes = []
    for (title, basis), years in by_set.items():
        listed = years[0] if len(years) == 1 else f"{', '.join(years[:-1])} und {years[-1]}"
        if title:
            notes.append(say("energiebericht.faktoren", {"Jahre": listed, "Satz": title, "Basis": basis}))
        else:
            notes.append(say("energiebericht.faktoren.ohne", {"Jahre": listed}))
    return tuple(notes)


# -- buildings ----------------------------------------------------------------------------------------


def _buildings(report: EnergyReport, say: Say) -> tuple[Block, ...]:
    if not report.buildings:
        return (Paragraph(say("energiebericht.gebaeude.keine", {})),)
    years = [str(year.year) for year in report.years]
    beside = len(years) <= _MOST_YEARS_BESIDE
    kinds = ((_power_cell, "Strom"), (_heat_cell, "Wärme"))
    blocks: list[Block] = [Paragraph(say("energiebericht.gebaeude.text", {}), small=True)]
    for shown in (kinds,) if beside else tuple((kind,) for kind in kinds):
        columns = [Column("Gebäude", 3), Column("m²", 1.1, right=True)]
        columns += [Column(f"{word} {year}", 1, right=True) for _cell, word in shown for year in years]
        rows = tuple(_building_row(line, [cell for cell, _word in shown]) for line in report.buildings)
        blocks.append(TableBlock(tuple(columns), rows))
    if any(_heat_cell(year).startswith("(") for line in report.buildings for year in line.years):
        blocks.append(Paragraph(say("energiebericht.unbereinigt", {}), small=True))
    if report.totals_only:
        listed = ", ".join(report.totals_only)
        blocks.append(Paragraph(say("energiebericht.nur_summe", {"Anlagen": listed}), small=True))
    return tuple(blocks)


def _building_row(line: BuildingLine, cells: Sequence[Callable[[BuildingFigures], str]]) -> tuple[str, ...]:
    area = rounded(line.area_m2, 0)
    return (line.name, area, *(cell(year) for cell in cells for year in line.years))


def _power_cell(year: BuildingFigures) -> str:
    return UNKNOWN if year.power_kwh_per_m2 is None else rounded(year.power_kwh_per_m2, 1)


def _heat_cell(year: BuildingFigures) -> str:
    """Corrected; in brackets as counted where the climate factor is missing."""
    if year.heat_kwh_per_m2 is not None:
        return rounded(year.heat_kwh_per_m2, 1)
    if year.heat_raw_kwh_per_m2 is not None:
        return f"({rounded(year.heat_raw_kwh_per_m2, 1)})"
    return UNKNOWN


def _missing(report: EnergyReport, say: Say) -> tuple[Block, ...]:
    if not report.missing:
        return (Paragraph(say("energiebericht.fehlt.nichts", {})),)
    return (Bullets(report.missing),)
