"""Invented papers beside the certificate, with the shipped texts."""

from __future__ import annotations

import json
from pathlib import Path

from klikks_desktop.domain.papers import (
    CodeSheet,
    Column,
    ConsentChoice,
    ConsentFormSheet,
    DutyNotice,
    InformationSheet,
    Letterhead,
    ListSheet,
    SignatureLine,
)

TERM = "1. Dezember 2026 bis 30. November 2031"
LETTERHEAD = Letterhead("Stadt Auenbrück", "Markt 1 · 29614 Auenbrück")
FACTS = (
    ("Name", "Frau Dr. K\u035fhadīja Ott"),
    ("Ehrenamt", "Klimaschutzpatin der Stadt Auenbrück, vom 1. Dezember 2026 bis zum 30. November 2031"),
)
VALUES = {
    "Gemeinde": "die Stadt Auenbrück",
    "Kommune": "die Stadt Auenbrück",
    "Stelle": "Landesenergieagentur Nord, Musterweg 3, 30159 Musterstadt",
    "Kontakt": "Rathaus Auenbrück, Markt 1, klima@auenbrueck.example",
    "Anschrift": "Markt 1, 29614 Auenbrück",
    "Datenschutzkontakt": "Kim Beispiel, datenschutz@auenbrueck.example",
    "E-Mail": "ott@auenbrueck.example",
    "Telefon": "05191 820",
    "Datum": "22. November 2026",
    "Monate Kontakt": "12",
    "Jahre Register": "10",
    "Jahre Nachweis": "3",
    "Aufsichtsbehörde": "der Aufsichtsbehörde, Musterstraße 5, 30159 Musterstadt",
}


def shipped(resources: Path) -> dict[str, str]:
    """The shipped form texts, filled in."""
    texts = json.loads((resources / "texts" / "forms.json").read_text(encoding="utf-8"))
    return {key: entry["text"].format_map(VALUES) for key, entry in texts.items()}


def duty_notice(texts: dict[str, str], law: str = "ni") -> DutyNotice:
    """The Lower Saxon or the neutral form."""
    place = SignatureLine(texts["belehrung.ort"], "Auenbrück, den 22. November 2026")
    return DutyNotice(
        letterhead=LETTERHEAD,
        title=texts["belehrung.titel"],
        facts=FACTS,
        statement=texts[f"belehrung.{law}"],
        signatures=(
            place,
            SignatureLine(texts["belehrung.unterschrift.person"]),
            place,
            SignatureLine(texts["belehrung.unterschrift.kommune"]),
        ),
        note=texts[f"belehrung.{law}.akte"],
        version="2026-11",
    )


def consent_form(texts: dict[str, str]) -> ConsentFormSheet:
    """All three purposes."""
    photo = (texts["einwilligung.veroeffentlichung.foto"],)
    return ConsentFormSheet(
        letterhead=LETTERHEAD,
        title=texts["einwilligung.titel"],
        facts=FACTS,
        intro=texts["einwilligung.einleitung"],
        choices=(
            ConsentChoice(texts["einwilligung.weitergabe"]),
            ConsentChoice(texts["einwilligung.vernetzung"]),
            ConsentChoice(texts["einwilligung.veroeffentlichung"], photo),
        ),
        contacts_label=texts["einwilligung.kontakte"],
        contacts=(texts["einwilligung.kontakt.email"], texts["einwilligung.kontakt.telefon"]),
        tail=texts["einwilligung.gemeinsam"],
        signatures=(
            SignatureLine(texts["einwilligung.ort"]),
            SignatureLine(texts["einwilligung.unterschrift"]),
        ),
        version="2026-11",
    )


SECTIONS = (
    "verantwortlich",
    "datenschutz",
    "zwecke",
    "rechtsgrundlage",
    "empfaenger",
    "dauer",
    "rechte",
    "pflicht",
)


def information(texts: dict[str, str], law: str = "ni") -> InformationSheet:
    """Information after Art. 13 DSGVO."""
    pairs = []
    for section in SECTIONS:
        key = f"information.{section}"
        pairs.append((texts[f"{key}.titel"], texts[f"{key}.{law}" if section == "rechtsgrundlage" else key]))
    return InformationSheet(
        letterhead=LETTERHEAD,
        title=texts["information.titel"],
        intro=texts["information.einleitung"],
        sections=tuple(pairs),
        version="2026-11",
    )


def code(lines: int) -> CodeSheet:
    """A recovery sheet with that many whole lines and a short one."""
    groups = ("7KQ2M", "WWWWW", "11111", "0M8B5", "Q0QRS")
    return CodeSheet(
        letterhead=LETTERHEAD,
        title="Wiederherstellungsblatt",
        subtitle="Mit diesem Blatt und dem Kennwort lassen sich die Schlüssel zurückholen.",
        heads=("Zeile", "Zeichen", "Prüfzeichen"),
        lines=(*(((*groups, "9X"),) * lines), ("S5G", "50")),
        notes=("Das Kennwort steht nicht auf diesem Blatt.",),
    )


def listing(rows: int) -> ListSheet:
    """The list of what leaves the house, with that many people."""
    mail = "sehr.lange.adresse.ohne.jede.trennstelle@hohenauen-wiesenbrueck.example"
    return ListSheet(
        letterhead=LETTERHEAD,
        title="Das verlässt Ihr Haus",
        subtitle="Diese Angaben stehen in der Datei für die Landesenergieagentur Nord.",
        columns=(
            Column("Person", 1.3),
            Column("Kontakt", 1.4),
            Column("Amtszeit"),
            Column("kWh", 0.6, right=True),
        ),
        rows=tuple(
            (
                f"Frau Ida Ott-{row}",
                mail if row % 3 else "",
                "1. Dezember 2026 bis 30. November 2031",
                f"{row}.000",
            )
            for row in range(rows)
        ),
        notes=("3 Personen haben nicht eingewilligt und sind nur gezählt.",),
    )
