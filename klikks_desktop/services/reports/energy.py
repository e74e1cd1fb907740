"""The energy report after § 17 NKlimaG (facts 4.11) as PDF, and as XLSX with real types."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.energy.report import Amount, EnergyReport
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.reports.energy import energy_blocks
from klikks_desktop.domain.reports.periods import last_period, period_of
from klikks_desktop.domain.reports.sheet import ReportSheet
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.energy.energy_account import energy_report
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.register.papers import LOWER_SAXONY
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.workspace import Progress, Workspace, silent

MOST_YEARS = 10
"""Of one report."""


def energy_report_pdf(
    workspace: Workspace,
    place: Place,
    years: range,
    *,
    factor_set: str = "",
    progress: Progress = silent,
) -> bytes:
    """The report for ``years`` (K-442: none or more than 10). progress may raise to give it up.

    factor_set: "" the chosen one, ``PER_YEAR`` the set of each year, or an id.
    """
    from klikks_desktop.documents.reports.press import ReportPress

    account = _account(workspace, place, years, factor_set)
    around = frame(workspace, place)
    press = ReportPress(workspace.shipped.folder)
    return press.report(energy_sheet(around, account), created=around.created, progress=progress)


def save_energy_report(
    workspace: Workspace,
    place: Place,
    years: range,
    out: Path,
    *,
    factor_set: str = "",
    progress: Progress = silent,
) -> Path:
    """Write it as ``out`` says, .pdf or .xlsx; K-440 another kind, K-544 when it is there already."""
    suffix = suffix_of(out, "pdf", "xlsx")
    expect_new(out)
    if suffix == "pdf":
        data = energy_report_pdf(workspace, place, years, factor_set=factor_set, progress=progress)
        return save(out, data)
    _write_xlsx(out, _account(workspace, place, years, factor_set))
    return out


def due_years(workspace: Workspace) -> range:
    """The years of the report that is due next (§ 17 NKlimaG)."""
    period = last_period(workspace.today)
    return range(period.first, period.last + 1)


def _account(workspace: Workspace, place: Place, years: range, factor_set: str) -> EnergyReport:
    if not 1 <= len(years) <= MOST_YEARS:
        raise UserError("K-442", {"most": MOST_YEARS})
    return energy_report(workspace, place.id, years, factor_set)


def energy_sheet(around: Frame, account: EnergyReport) -> ReportSheet:
    """The words of the report."""
    first, last = str(account.first_year), str(account.last_year)
    by_law = around.place.key.startswith(LOWER_SAXONY)
    variant = "ni" if by_law else "neutral"
    span = first if first == last else f"{first} bis {last}"
    return around.sheet(
        kind="Energiebericht",
        title=around.say("energiebericht.titel", {"Jahre": span}),
        subtitle=around.say(f"energiebericht.untertitel.{variant}"),
        blocks=energy_blocks(account, around.say, _intro(around, account, variant)),
    )


def _intro(around: Frame, account: EnergyReport, variant: str) -> list[str]:
    years = {"Von": str(account.first_year), "Bis": str(account.last_year)}
    period = period_of(account.last_year) if variant == "ni" else None
    if period is None:
        return [around.say("energiebericht.text.neutral", years)]
    if (period.first, period.last) == (account.first_year, account.last_year):
        return [
            around.say("energiebericht.text.ni", years),
            around.say("energiebericht.frist", {"Frist": format_long(period.due)}),
        ]
    legal = {"Zeitraum": f"{period.first} bis {period.last}", "Frist": format_long(period.due)}
    return [around.say("energiebericht.text.ni", years), around.say("energiebericht.abweichung", legal)]


# -- XLSX ---------------------------------------------------------------------------------------------


def _write_xlsx(out: Path, account: EnergyReport) -> None:
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind, SheetToWrite, write_xlsx

    text, whole, decimal, euro = ColumnKind.TEXT, ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.EURO
    years = [
        Column("Jahr"),
        Column("Energie", text),
        Column("Verbrauch kWh", whole),
        Column("Verbrauch vollständig", text),
        Column("Kosten", euro),
        Column("Kosten vollständig", text),
        Column("CO2 t", decimal),
        Column("Faktorensatz", text),
        Column("Grundlage", text),
    ]
    buildings = [
        Column("Gebäude", text),
        Column("Art", text),
        Column("Fläche m²", decimal),
        Column("Flächenbezug", text),
        Column("Jahr"),
        Column("Strom kWh", whole),
        Column("Strom kWh/m²", decimal),
        Column("Wärme kWh", whole),
        Column("Wärme kWh/m² bereinigt", decimal),
        Column("Wärme kWh/m² gemessen", decimal),
        Column("Klimafaktor", ColumnKind.GENERAL),
        Column("Warmwasser", text),
    ]
    missing = [(each,) for each in account.missing]
    notes = [(printable(note),) for note in account.notes]
    write_xlsx(
        out,
        [
            SheetToWrite("Jahre", years, _year_rows(account)),
            SheetToWrite("Gebäude", buildings, _building_rows(account)),
            SheetToWrite("Fehlende Angaben", [Column("Was fehlt", text)], missing),
            SheetToWrite("Grundlagen", [Column("Grundlage", text)], notes),
        ],
    )


def _year_rows(account: EnergyReport) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for year in account.years:
        for word, amount in (("Strom", year.power), ("Wärme", year.heat)):
            rows.append([year.year, word, *_amount_cells(amount), year.factor_title, year.co2_basis])
    return rows


def _amount_cells(amount: Amount) -> list[CellValue]:
    return [
        _number(amount.kwh),
        "ja" if amount.is_complete else "nein",
        None if amount.cents is None else amount.cents / 100,
        "ja" if amount.cost_is_complete else "nein",
        _number(amount.co2_tonnes),
    ]


def _building_rows(account: EnergyReport) -> list[list[CellValue]]:
    return [
        [
            line.name,
            line.kind_title,
            _number(line.area_m2),
            line.area_basis,
            year.year,
            _number(year.power_kwh),
            _number(year.power_kwh_per_m2),
            _number(year.heat_kwh),
            _number(year.heat_kwh_per_m2),
            _number(year.heat_raw_kwh_per_m2),
            _number(year.climate_factor),
            year.hot_water,
        ]
        for line in account.buildings
        for year in line.years
    ]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
