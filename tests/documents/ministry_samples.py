"""An invented report to the ministry, with chart, table and facts."""

from __future__ import annotations

from report_samples import MARK

from klikks_desktop.domain.papers import Column, Letterhead
from klikks_desktop.domain.records import Stage
from klikks_desktop.domain.region.amounts import Amounts, added, saved_in
from klikks_desktop.domain.region.totals import Grouping, Row
from klikks_desktop.domain.region.totals_charts import TotalsChart
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.domain.reports.sheet import (
    Chart,
    Facts,
    Heading,
    Paragraph,
    ReportSheet,
    TableBlock,
)


def _row(name: str, tonnes: int) -> Row:
    stages = [saved_in(stage, Amounts(co2e_g=tonnes * 1_000_000)) for stage in Stage]
    return Row(key=name if name.isdigit() else "", name=name, saved=added(stages))


def ministry_report() -> ReportSheet:
    """Bars, columns over the years, and a table by Land."""
    measures = [_row(name, tonnes) for name, tonnes in (("Wärmepumpe", 40), ("LED", 12), ("Dämmung", -3))]
    years = [_row(str(year), year - 2020) for year in range(2022, 2026)]
    columns = (Column("Land", 3), Column("Kommunen", right=True), Column("t CO₂e/a", right=True))
    return ReportSheet(
        letterhead=Letterhead("Regionalmanagement Auenland", "Am Markt 1, 29999 Auenbrück"),
        kind="Bericht",
        title="Ehrenamtlicher Klimaschutz in den Kommunen",
        subtitle="Berichtszeitraum 2026",
        blocks=(
            Paragraph("Was die Kommunen gemeldet haben."),
            Heading("Wirkung nach Maßnahme"),
            Chart(TotalsChart(measures, Grouping.MEASURE, Figure.TONNES, 2)),
            Heading("Nach Ländern"),
            TableBlock(columns, (("Bremen", "1", "4,0"), ("zusammen", "1", "4,0")), totals=1),
            Heading("Erreicht im Lauf der Jahre"),
            Chart(TotalsChart(years, Grouping.YEAR, Figure.TONNES)),
            Facts((("Förderung", "1.000 EUR beantragt"),)),
        ),
        footer="Regionalmanagement Auenland · Bericht",
        mark=MARK,
    )
