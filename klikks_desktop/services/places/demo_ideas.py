"""Invented good examples for practice mode, as a return of a regional management would bring them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.records import GoodExample, ProjectKind
from klikks_desktop.services.workspace import Workspace

_REGION: Final = UUID("4b6c696b-4b53-5265-a769-6f6e20446564")
"""The invented region that they come from."""

# Any: fields of every type.
_EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "named": True,
        "place_key": "03999777",
        "place_name": "Gemeinde Heidmühlen",
        "contact": "Bauverwaltung\nbauamt@heidmuehlen.example",
        "inhabitants": 3_850,
        "title": "Straßenbeleuchtung in einem Winter umgerüstet",
        "kind": ProjectKind.LIGHTING,
        "measure": "LED_STREET",
        "summary": "312 Leuchten in vier Ortsteilen auf LED getauscht, nachts um die Hälfte gedimmt.",
        "lesson": "Zuerst die Masten prüfen lassen: Jeder zehnte musste ersetzt werden. Ein Rundgang bei "
        "Nacht hat die Bürgerinnen und Bürger überzeugt.",
        "investment_cents": 17_160_000,
        "grant_cents": 4_290_000,
        "saved_cents": 2_410_000,
        "kwh": 92_500,
        "co2e_kg": 51_800,
    },
    {
        "inhabitants": 5_000,
        "title": "Heizung der Grundschule richtig eingestellt",
        "kind": ProjectKind.HEATING,
        "measure": "HYDRAULIC",
        "summary": "Hydraulischer Abgleich, neue Thermostate und eine Absenkung am Wochenende.",
        "lesson": "Der Hausmeister war von Anfang an dabei. Ohne ihn wäre nach zwei Wochen alles wie vorher "
        "gewesen.",
        "investment_cents": 1_340_000,
        "grant_cents": 200_000,
        "saved_cents": 395_000,
        "kwh": 41_000,
        "co2e_kg": 9_840,
    },
    {
        "inhabitants": 1_000,
        "title": "Tauschtag für Balkonkraftwerke",
        "kind": ProjectKind.PARTICIPATION,
        "summary": "Patinnen und Paten halfen an einem Samstag beim Anmelden und Aufhängen: 38 Haushalte.",
        "lesson": "Eine Sammelbestellung spart Geld und Fragen. Den Verein für die Bewirtung früh fragen.",
        "investment_cents": 85_000,
    },
)


def add_ideas(workspace: Workspace) -> None:
    """Fill the idea pool of the practice town."""
    today = workspace.today
    with workspace.store.write("Ideen zum Üben", undoable=False) as unit:
        for number, each in enumerate(_EXAMPLES):
            unit.add(
                GoodExample(
                    id=workspace.new_id(),
                    source=_REGION,
                    project_id=workspace.new_id(),
                    state="Niedersachsen",
                    factor_set="geg-2020" if "kwh" in each else "",
                    finished_on=today - timedelta(days=200 + 90 * number),
                    made_on=today - timedelta(days=20 * number),
                    **each,
                )
            )
