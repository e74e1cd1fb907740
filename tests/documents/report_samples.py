"""Invented reports and letters for the document tests."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

from PIL import Image, ImageDraw
from samples import arms_picture

from klikks_desktop.documents.arms import read_arms
from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.columns import ColumnSeries, yearly_columns
from klikks_desktop.domain.charts.shapes import Drawing, Fill, Ink, MeasureText
from klikks_desktop.domain.papers import Column, Letterhead, SignatureLine
from klikks_desktop.domain.reports.letter import LetterSheet
from klikks_desktop.domain.reports.sheet import (
    Arms,
    Bullets,
    Chart,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Photo,
    ReportSheet,
    Signatures,
    TableBlock,
)

HEAD = Letterhead("Stadt Auenbrück", "Bauamt, Klimaschutz, Am Markt 1, 29999 Auenbrück")
MARK = "Übung – erfundene Angaben, kein gültiges Papier"
STREET = (
    "Die Straßenbeleuchtung im Ortsteil Harber hat 120 Leuchten mit Quecksilberdampflampen. Der Umbau auf "
    "LED senkt den Stromverbrauch um zwei Drittel und verringert die Wartung."
)
LONG_TITLE = "Energetische Sanierung der Grundschule Am Wiesengrund in Harber"
CONSUMPTION = Column("Gebäude", 3), Column("Strom kWh", right=True), Column("Kosten EUR", right=True)


def arms() -> Arms:
    """The invented shield."""
    return Arms(read_arms(arms_picture(520, 640)).png, "Wappen: Stadt Auenbrück")


def logo() -> Arms:
    """A wide logo of a programme."""
    return Arms(read_arms(arms_picture(900, 120)).png, "Logo: Klima vor Ort")


def photo_file(width: int = 900, height: int = 600, kind: str = "JPEG") -> bytes:
    """A street by night."""
    image = Image.new("RGB", (width, height), "#23395B")
    draw = ImageDraw.Draw(image)
    for at in range(5):
        x = width * (at + 1) // 6
        draw.ellipse((x - 30, height // 3 - 30, x + 30, height // 3 + 30), fill="#F2D16B")
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def bars(width: float, measure: MeasureText) -> Drawing:
    """Three measures in three steps."""
    rows = [
        BarRow("Straßenbeleuchtung", Decimal("12.3"), Decimal(4), Decimal(8)),
        BarRow("Photovoltaik", Decimal(0), Decimal(10), Decimal(33)),
        BarRow("Hydraulischer Abgleich der Heizungen in allen Schulen", Decimal(2), Decimal(0), Decimal(8)),
    ]
    return three_step_bars(rows, unit="t CO₂e im Jahr", width=width, measure=measure, size=9)


def columns(width: float, measure: MeasureText) -> Drawing:
    """Heat and electricity of three years."""
    heat = {2023: Decimal(676), 2024: Decimal(659), 2025: Decimal(526)}
    power = {2023: Decimal(175), 2025: Decimal(155)}
    series = [ColumnSeries("Wärme", heat), ColumnSeries("Strom", power, Ink.DECIDED, Fill.HATCHED)]
    return yearly_columns(series, unit="MWh", width=width, measure=measure, title="Verbrauch", size=9)


def table(rows: int) -> TableBlock:
    """So many buildings and their sum."""
    lines = [(f"Gebäude {number}", f"{number}.250", f"{number * 310}") for number in range(1, rows + 1)]
    return TableBlock(CONSUMPTION, (*lines, ("Summe", "1", "2")), 1)


def report(**changes: object) -> ReportSheet:
    """A report with a block of every kind."""
    sheet = ReportSheet(
        letterhead=HEAD,
        arms=arms(),
        kind="Projekt-Steckbrief",
        title="Straßenbeleuchtung Harber auf LED umrüsten",
        subtitle="Beleuchtung · Stand 22. November 2026",
        blocks=(
            Photo(photo_file(), "Straße mit neuen Leuchten", "Dorfstraße", (("Stand", "Umsetzung"),), 60),
            Figures(
                (
                    Figure("Entlastung", "11.340", "EUR im Jahr", "erwartet"),
                    Figure("Vermieden", "23,50", "t CO₂e im Jahr"),
                    Figure("Eingespart", "1.042.000", "kWh im Jahr", "gemessen 2025"),
                )
            ),
            Heading("Sachverhalt"),
            Paragraph(STREET),
            Bullets(("Weniger Strom", STREET, "Weniger Wartung")),
            Facts((("Investition", "84.000 EUR"), ("Amortisation ohne Zuschuss, einfach", "7,4 Jahre"))),
            Heading("Wirkung"),
            Heading("Nach Maßnahme", 3),
            Chart(bars),
            Heading("Verbrauch"),
            Chart(columns, with_table=False),
            table(12),
            Paragraph("Gerechnet mit dem Faktorensatz „GEG 2020“.", small=True),
            Signatures((SignatureLine("Ort, Datum"), SignatureLine("Unterschrift"))),
        ),
        footer="Stadt Auenbrück · Steckbrief",
        mark=MARK,
    )
    return replace(sheet, **changes)


def letter(**changes: object) -> LetterSheet:
    """Thanks to Ida Ott."""
    sheet = LetterSheet(
        letterhead=HEAD,
        arms=arms(),
        sender="Stadt Auenbrück · Am Markt 1 · 29999 Auenbrück",
        recipient=("Frau", "Dr. Ida Ott", "Lindenweg 3", "29999 Auenbrück"),
        information=(
            ("Telefon", "05191 555-0"),
            ("E-Mail", "klima@auenbrueck.example"),
            ("Datum", "1. Mai 2027"),
        ),
        subject="Dank für Ihren Einsatz als Klimaschutzpatin",
        salutation="Sehr geehrte Frau Dr. Ott,",
        body=(Paragraph(STREET), Facts((("Wann", "Dienstag, 12. Januar 2027"),)), Bullets(("Solarparty",))),
        closing="Mit freundlichen Grüßen",
        signatory=("Dr. Erika Sommerfeld", "Bürgermeisterin"),
        enclosures=("Urkunde",),
    )
    return replace(sheet, **changes)
