"""Fields of a potential beside the inputs of its measure, and the kind of project each measure makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from klikks_desktop.domain.record_fields import Field, FieldKind, words_of
from klikks_desktop.domain.records import Grade, PotentialState, Priority, ProjectKind

POTENTIAL_FIELDS: Final = (
    Field(
        name="title",
        title="Bezeichnung",
        required=True,
        help="Woran Sie das Potenzial wiedererkennen, zum Beispiel „LED in der Turnhalle“.",
    ),
    Field(
        name="building_id",
        title="Gebäude",
        kind=FieldKind.REFERENCE,
        help="Mit einem Gebäude werden dessen Verbrauch geprüft und Einsparungen am selben Gebäude "
        "miteinander verrechnet.",
    ),
    Field(name="locality_id", title="Ortsteil", kind=FieldKind.REFERENCE),
    Field(
        name="priority", title="Priorität", kind=FieldKind.CHOICE, choices=words_of(Priority), required=True
    ),
    Field(
        name="state",
        title="Stand",
        kind=FieldKind.CHOICE,
        choices=words_of(PotentialState),
        required=True,
        help="Idee und geprüft zählen als möglich, beschlossen als beschlossen, umgesetzt als erreicht; "
        "verworfen zählt nicht.",
    ),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT),
)

GRADE_HELP: Final[Mapping[Grade, str]] = {
    Grade.MEASURED: "mit einem Messgerät oder Zähler für genau diesen Zweck gemessen",
    Grade.READ: "von Rechnung, Typenschild oder Zähler abgelesen",
    Grade.ESTIMATED: "von jemandem geschätzt, der den Ort kennt",
    Grade.GUIDE: "allgemeiner Richtwert, bitte prüfen",
}
"""What a grade of data quality (Datengüte) means."""

PROJECT_KINDS: Final[Mapping[str, ProjectKind]] = {
    "LED_STREET": ProjectKind.LIGHTING,
    "LED_INDOOR": ProjectKind.LIGHTING,
    "PV_ROOF": ProjectKind.SOLAR,
    "BALCONY_PV": ProjectKind.SOLAR,
    "HEAT_PUMP": ProjectKind.HEATING,
    "BIOMASS": ProjectKind.HEATING,
    "HYDRAULIC": ProjectKind.HEATING,
    "INSUL": ProjectKind.ENVELOPE,
    "WINDOW": ProjectKind.ENVELOPE,
    "TEMP": ProjectKind.MANAGEMENT,
    "ENMGMT": ProjectKind.MANAGEMENT,
    "BEHAVIOUR": ProjectKind.PARTICIPATION,
    "THERMO_WALK": ProjectKind.PARTICIPATION,
    "EV_FLEET": ProjectKind.MOBILITY,
    "CAR_SHARING": ProjectKind.MOBILITY,
    "BIKE_SHARING": ProjectKind.MOBILITY,
    "TREES": ProjectKind.GREEN,
    "ADAPT": ProjectKind.GREEN,
}


def project_kind(measure: str) -> ProjectKind:
    """What a project is about that a potential with this measure becomes."""
    return PROJECT_KINDS.get(measure, ProjectKind.OTHER)
