"""The ten steps of a municipality in the programme (facts 1.5), in order, each with its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.records import Participation


def _step(name: str, title: str, words: str) -> Field:
    return Field(name=name, title=title, kind=FieldKind.DATE, help=words)


STEPS: Final = (
    _step("contact_on", "Erster Kontakt", "Auftaktgespräch oder Informationsabend."),
    _step("resolution_on", "Ratsbeschluss vom", "Der Rat beschließt, dass die Kommune mitmacht."),
    _step("agreement_on", "Kooperationsvereinbarung vom", "Beide Seiten haben unterschrieben."),
    _step("call_on", "Aufruf", "Ab wann Patinnen und Paten gesucht wurden."),
    _step("appointment_on", "Ernennung", "Die ersten Urkunden sind übergeben."),
    _step("onboarding_on", "Schulung", "Patinnen und Paten haben begonnen, sich einzuarbeiten."),
    _step("analysis_on", "Potenzialanalyse", "Gemeinsam mit dem Regionalmanagement durchgesehen."),
    _step("workshop_on", "Zukunftswerkstatt", "Was zuerst kommt, ist gemeinsam festgelegt."),
    _step("projects_on", "Projekte", "Das erste Projekt ist begonnen."),
    _step("networking_on", "Vernetzung", "Erstes Treffen mit anderen Kommunen oder erster Bericht."),
)
SHORT: Final[Mapping[str, str]] = {
    "resolution_on": "Ratsbeschluss",
    "agreement_on": "Vereinbarung",
}
"""Titles of steps where they stand without their day."""


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step and its day as shown, "" where it has none. done: the day has come."""

    title: str
    day: str = ""
    done: bool = False


def dated_steps(participation: Participation, today: date) -> list[DatedStep]:
    """Every step in order."""
    steps = []
    for step in STEPS:
        day = getattr(participation, step.name)
        title = SHORT.get(step.name, step.title)
        steps.append(DatedStep(title, format_short(day), day <= today) if day else DatedStep(title))
    return steps
