"""Fields of a project and of its parts: one description for form, table, history, import and export."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind, words_of
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    ActivityKind,
    Funding,
    FundingState,
    Grade,
    Indicator,
    IndicatorKind,
    Project,
    ProjectKind,
    ProjectState,
    Task,
)

NO_TITLE: Final = "Bitte einen Titel eintragen."
FIRST_YEAR, LAST_YEAR = Decimal(1990), Decimal(2199)
_ZERO: Final = Decimal(0)
# Germany with its islands, WGS84 degrees: a point beyond is a slip of the pen (swapped, or a comma lost).
SOUTH, NORTH, WEST, EAST = Decimal(47), Decimal(56), Decimal(5), Decimal(16)

PROJECT_FIELDS: Final = (
    Field(name="title", title="Titel", help="Kurz und so, dass der Rat es wiedererkennt."),
    Field(name="kind", title="Art", kind=FieldKind.CHOICE, choices=words_of(ProjectKind), required=True),
    Field(
        name="state",
        title="Stand",
        kind=FieldKind.CHOICE,
        choices=words_of(ProjectState),
        required=True,
        help="Beschluss und Umsetzung zählen als beschlossen, abgeschlossen als erreicht.",
    ),
    Field(
        name="description",
        title="Beschreibung",
        kind=FieldKind.TEXT,
        help="Zwei, drei Sätze; sie stehen auf dem Steckbrief und in der Beschlussvorlage.",
    ),
    Field(name="building_id", title="Gebäude", kind=FieldKind.REFERENCE),
    Field(name="locality_id", title="Ortsteil", kind=FieldKind.REFERENCE),
    Field(
        name="latitude",
        title="Geografische Breite",
        kind=FieldKind.NUMBER,
        unit="°",
        minimum=SOUTH,
        maximum=NORTH,
        help="Punkt auf der Karte (WGS84), zum Beispiel 52,986.",
    ),
    Field(
        name="longitude",
        title="Geografische Länge",
        kind=FieldKind.NUMBER,
        unit="°",
        minimum=WEST,
        maximum=EAST,
        help="Punkt auf der Karte (WGS84), zum Beispiel 9,843.",
    ),
    Field(name="begins_on", title="Beginn", kind=FieldKind.DATE),
    Field(name="ends_on", title="Ende", kind=FieldKind.DATE),
    Field(
        name="contract_on",
        title="Erster Vertrag am",
        kind=FieldKind.DATE,
        help="Der erste Auftrag ist der Beginn der Maßnahme. Förderung wird vorher beantragt.",
    ),
    Field(name="resolution_on", title="Ratsbeschluss vom", kind=FieldKind.DATE),
    Field(name="resolution_number", title="Nummer des Beschlusses"),
    Field(
        name="planned_cents",
        title="Kosten geplant",
        kind=FieldKind.EUROS,
        minimum=_ZERO,
        help="Brutto, ohne Förderung gerechnet.",
    ),
    Field(
        name="actual_cents",
        title="Kosten tatsächlich",
        kind=FieldKind.EUROS,
        minimum=_ZERO,
        help="Brutto, nach der Schlussrechnung.",
    ),
    Field(name="next_step", title="Nächster Schritt", help="Was als Nächstes zu tun ist, und wer es tut."),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT, help="Bleibt im Haus."),
    Field(
        name="contact_shared",
        title="Als Beispiel mit Ansprechstelle weitergeben",
        kind=FieldKind.CHECK,
        help="Als gutes Beispiel darf es anderen den Namen und die Stelle Ihrer Kommune nennen.",
    ),
)

ACTIVITY_FIELDS: Final = (
    Field(name="title", title="Was", help="Zum Beispiel „Thermografie-Rundgang in Harber“."),
    Field(name="kind", title="Art", kind=FieldKind.CHOICE, choices=words_of(ActivityKind), required=True),
    Field(name="held_on", title="Am", kind=FieldKind.DATE, required=True),
    Field(name="people", title="Erreichte Personen", kind=FieldKind.INTEGER, minimum=_ZERO),
    Field(
        name="hours",
        title="Ehrenamtliche Stunden",
        kind=FieldKind.NUMBER,
        unit="Stunden",
        minimum=_ZERO,
        help="Alle Beteiligten zusammen.",
    ),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT),
)

TASK_FIELDS: Final = (
    Field(name="title", title="Aufgabe"),
    Field(name="due_on", title="Fällig am", kind=FieldKind.DATE),
    Field(name="done_on", title="Erledigt am", kind=FieldKind.DATE),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT, help="Bleibt im Haus."),
    Field(
        name="shared",
        title="Dem Regionalmanagement mitteilen",
        kind=FieldKind.CHECK,
        help="Aufgabe und Termine gehen mit dem nächsten Bericht mit, die Notiz nicht.",
    ),
)

INDICATOR_FIELDS: Final = (
    Field(name="title", title="Kennzahl", help="Zum Beispiel „Leuchten getauscht“."),
    Field(
        name="kind",
        title="Art",
        kind=FieldKind.CHOICE,
        choices=words_of(IndicatorKind),
        required=True,
        help="Umsetzung: was getan wurde. Wirkung: was es verändert hat.",
    ),
    Field(name="unit", title="Einheit", help="Zum Beispiel Stück, m², Personen."),
    Field(name="target", title="Ziel", kind=FieldKind.NUMBER),
    Field(name="actual", title="Erreicht", kind=FieldKind.NUMBER),
)

ACHIEVEMENT_FIELDS: Final = (
    Field(
        name="year",
        title="Jahr",
        kind=FieldKind.INTEGER,
        required=True,
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    ),
    Field(
        name="carrier",
        title="Energieträger",
        kind=FieldKind.CHOICE,
        choices=dict(CARRIER_WORDS.items()),
        required=True,
    ),
    Field(
        name="kwh",
        title="Eingespart",
        kind=FieldKind.NUMBER,
        unit="kWh",
        required=True,
        help="In diesem Jahr gegenüber vorher, in kWh Hi. Ein Mehrverbrauch steht mit Minus.",
    ),
    Field(
        name="saved_cents",
        title="Eingesparte Energiekosten",
        kind=FieldKind.EUROS,
        help="In diesem Jahr, nach den Rechnungen.",
    ),
    Field(name="grade", title="Datengüte", kind=FieldKind.CHOICE, choices=words_of(Grade), required=True),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT),
)


def funding_fields(programmes: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields of a grant; ``programmes``: id of a funding programme -> its title with "Stand"."""
    return (
        Field(
            name="programme",
            title="Förderprogramm",
            kind=FieldKind.CHOICE,
            choices=dict(programmes.items()),
            empty="",
            help="Ein anderes Programm tragen Sie mit seinem Namen als Bezeichnung ein.",
        ),
        *_FUNDING_FIELDS,
    )


_FUNDING_FIELDS: Final = (
    Field(name="title", title="Bezeichnung", help="Wie Sie die Förderung im Haus nennen."),
    Field(name="reference", title="Aktenzeichen", help="Förderkennzeichen oder Nummer des Antrags."),
    Field(name="state", title="Stand", kind=FieldKind.CHOICE, choices=words_of(FundingState), required=True),
    Field(
        name="rate",
        title="Fördersatz",
        kind=FieldKind.SHARE,
        minimum=_ZERO,
        maximum=Decimal(100),
        help="Wie im Bescheid. Den Satz des Programms finden Sie unter den Vorschlägen.",
    ),
    Field(name="eligible_cents", title="Förderfähige Ausgaben", kind=FieldKind.EUROS, minimum=_ZERO),
    Field(
        name="amount_cents",
        title="Zuwendung",
        kind=FieldKind.EUROS,
        minimum=_ZERO,
        help="Wie beantragt, später wie bewilligt.",
    ),
    Field(name="resolution_on", title="Eigenmittel beschlossen am", kind=FieldKind.DATE),
    Field(name="applied_on", title="Antrag gestellt am", kind=FieldKind.DATE),
    Field(name="granted_on", title="Bescheid vom", kind=FieldKind.DATE),
    Field(
        name="objection_until",
        title="Rechtsbehelf möglich bis",
        kind=FieldKind.DATE,
        help="Wie in der Rechtsbehelfsbelehrung des Bescheids.",
    ),
    Field(name="period_from", title="Bewilligungszeitraum von", kind=FieldKind.DATE),
    Field(name="period_to", title="Bewilligungszeitraum bis", kind=FieldKind.DATE),
    Field(name="awarded_on", title="Auftrag vergeben am", kind=FieldKind.DATE),
    Field(name="called_on", title="Mittel abgerufen am", kind=FieldKind.DATE),
    Field(name="called_cents", title="Abgerufener Betrag", kind=FieldKind.EUROS, minimum=_ZERO),
    Field(
        name="proof_due",
        title="Verwendungsnachweis bis",
        kind=FieldKind.DATE,
        help="Wie im Bescheid. Das Programm schlägt nur vor.",
    ),
    Field(name="proof_sent_on", title="Verwendungsnachweis abgegeben am", kind=FieldKind.DATE),
    Field(name="closed_on", title="Schlussbescheid vom", kind=FieldKind.DATE),
    Field(name="bound_until", title="Zweckbindung bis", kind=FieldKind.DATE, help="Wie im Bescheid."),
    Field(name="keep_until", title="Belege aufbewahren bis", kind=FieldKind.DATE),
    Field(name="note", title="Notiz", kind=FieldKind.TEXT),
)


def check_project(project: Project) -> list[Problem]:
    """What is wrong with a whole project."""
    problems = check_title(project)
    if project.begins_on and project.ends_on and project.ends_on < project.begins_on:
        problems.append(Problem("ends_on", "Das Ende liegt vor dem Beginn."))
    if (project.latitude is None) != (project.longitude is None):
        missing = "latitude" if project.latitude is None else "longitude"
        problems.append(Problem(missing, "Ein Punkt auf der Karte braucht Breite und Länge."))
    return problems


def check_title(record: Project | Activity | Task | Indicator) -> list[Problem]:
    """Whether it has a title."""
    return [] if record.title else [Problem("title", NO_TITLE)]


def check_achievement(achievement: Achievement) -> list[Problem]:
    """Whether the figure can be one year's saving."""
    if abs(achievement.kwh) > 10**9:
        return [Problem("kwh", "Mehr als 1.000.000.000 kWh spart kein Projekt einer Kommune.")]
    return []


def check_funding(funding: Funding) -> list[Problem]:
    """What is wrong with a whole grant; deadlines of the notice stand as they were entered."""
    problems: list[Problem] = []
    if not funding.title and not funding.programme:
        problems.append(Problem("title", "Bitte ein Förderprogramm wählen oder eine Bezeichnung eintragen."))
    for earlier, later, message in _ORDERS:
        first, then = getattr(funding, earlier), getattr(funding, later)
        if first and then and then < first:
            problems.append(Problem(later, message))
    for name, of, message in _PARTS:
        part, whole = getattr(funding, name), getattr(funding, of)
        if part is not None and whole is not None and part > whole:
            problems.append(Problem(name, message))
    return problems


_ORDERS: Final = (
    ("applied_on", "granted_on", "Der Bescheid kann nicht vor dem Antrag liegen."),
    ("granted_on", "objection_until", "Die Rechtsbehelfsfrist endet nach dem Bescheid."),
    ("period_from", "period_to", "Das Ende des Bewilligungszeitraums liegt vor seinem Beginn."),
    ("granted_on", "called_on", "Mittel werden erst nach dem Bescheid abgerufen."),
    ("granted_on", "proof_due", "Der Verwendungsnachweis wird erst nach dem Bescheid fällig."),
    ("proof_sent_on", "closed_on", "Der Schlussbescheid folgt auf den Verwendungsnachweis."),
)
_PARTS: Final = (
    ("amount_cents", "eligible_cents", "Die Zuwendung ist höher als die förderfähigen Ausgaben."),
    ("called_cents", "amount_cents", "Es wurde mehr abgerufen als bewilligt."),
)
