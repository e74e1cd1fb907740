"""Good examples as a table for Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.good_examples import payback_years, where_words
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.ideas.pool import Idea
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


def ideas_name(workspace: Workspace) -> str:
    """The name offered."""
    return file_name("", workspace.name, workspace.today, "xlsx", "Ideenpool")


def export_ideas(path: Path, ideas: Sequence[Idea]) -> int:
    """Write these as .xlsx or .csv; how many. K-634 for another ending, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    columns = [
        Column("Titel", ColumnKind.TEXT),
        Column("Wo", ColumnKind.TEXT),
        Column("Art", ColumnKind.TEXT),
        Column("Maßnahme", ColumnKind.TEXT),
        Column("Kosten (EUR)", ColumnKind.DECIMAL),
        Column("Davon gefördert (EUR)", ColumnKind.DECIMAL),
        Column("Eingespart im Jahr (EUR)", ColumnKind.DECIMAL),
        Column("Amortisation (Jahre)", ColumnKind.DECIMAL),
        Column("Energie im Jahr (kWh)", ColumnKind.INTEGER),
        Column("Vermieden im Jahr (kg CO2e)", ColumnKind.INTEGER),
        Column("Faktorensatz", ColumnKind.TEXT),
        Column("Abgeschlossen am", ColumnKind.DATE),
        Column("Was wurde gemacht", ColumnKind.TEXT),
        Column("Was andere wissen sollten", ColumnKind.TEXT),
        Column("Kontakt", ColumnKind.TEXT),
    ]
    return write_table(path, "Ideenpool", columns, [_cells(each) for each in ideas])


def _cells(idea: Idea) -> list[CellValue]:
    example = idea.example
    years = payback_years(example)
    return [
        example.title,
        where_words(example),
        example.kind.value,
        idea.measure,
        _euros(example.investment_cents),
        _euros(example.grant_cents),
        _euros(example.saved_cents),
        None if years is None else float(round(years, 1)),
        example.kwh,
        example.co2e_kg,
        idea.factor_set,
        example.finished_on,
        example.summary,
        example.lesson,
        example.contact.replace("\n", ", "),
    ]


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
