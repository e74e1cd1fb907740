"""What a region reports to its coordinating office: counts, points and sums of its towns, nobody and no text.

Titles may name people, so a project is told by its kind and a potential by its measure. The file is built
from these disclosures alone, as a town's is, so that list and file cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.disclosure import PlaceDisclosure, WorkDisclosure
from klikks_desktop.domain.disclosure_items import (
    COUNTS,
    PARTICIPATION,
    Disclosure,
    Entry,
    Item,
    Reason,
    Value,
    item,
    items_of,
    told,
)
from klikks_desktop.domain.disclosure_savings import (
    Amounts,
    EnergyYear,
    Savings,
    disclose_amounts,
    disclose_energy,
    disclose_sums,
)
from klikks_desktop.domain.disclosure_work import identity
from klikks_desktop.domain.figures import euro_words
from klikks_desktop.domain.records import (
    EnergyTotal,
    Funding,
    Participation,
    Place,
    PlaceReport,
    Potential,
    Project,
    ReportedEffect,
)

UNKNOWN_MEASURE: Final = "Maßnahme"
_DIGITS: Final = 3
"""Of degrees: a point is told to about 100 m."""
_PLACE: Final = {
    "key": "Schlüssel",
    "name": "Name",
    "designation": "Bezeichnung",
    "kind": "Art",
    "county": "Landkreis",
    "state": "Land",
}
_PLACE_STAYS: Final = {
    "office": "Stelle",
    "contact_email": "Postfach",
    "contact_phone": "Telefon der Stelle",
}
_PROJECT_STAYS: Final = {
    "description": "Beschreibung",
    "begins_on": "Beginn",
    "ends_on": "Ende",
    "contract_on": "Erster Vertrag am",
}
_GRANT_STAYS: Final = {
    "title": "Bezeichnung",
    "rate": "Fördersatz",
    "eligible_cents": "Förderfähige Ausgaben",
    "applied_on": "Beantragt am",
    "granted_on": "Bewilligt am",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a town reported of one place, as far as any of it is passed on.

    funding: grants of each project. measures, programmes: id -> title, of those that are known here.
    """

    place: Place
    report: PlaceReport
    participation: Participation | None = None
    projects: Sequence[Project] = ()
    potentials: Sequence[Potential] = ()
    effects: Sequence[ReportedEffect] = ()
    energy: Sequence[EnergyTotal] = ()
    funding: Mapping[UUID, Sequence[Funding]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)


def disclose_upward(found: Reported) -> PlaceDisclosure:
    """All of one place that its region passes on, and what stays."""
    counts: Mapping[str, Value] = {
        "in_office": found.report.in_office,
        "named": 0,
        "ended": found.report.ended,
    }
    return PlaceDisclosure(
        place=found.place,
        office=_place(found.place, found.participation),
        counts=Disclosure(
            "Anzahl", tuple(item(name, COUNTS[name], counts[name], Reason.COUNT, {}) for name in COUNTS)
        ),
        localities=(),
        patrons=(),
        work=_work(found),
    )


def _place(place: Place, participation: Participation | None) -> Disclosure:
    items = items_of(place, _PLACE, Reason.OFFICIAL, {})
    if participation is not None:
        items += items_of(participation, PARTICIPATION, Reason.OFFICIAL, {})
    return Disclosure(place.designation, items + items_of(place, _PLACE_STAYS, Reason.ONLY_HERE, {}))


def _work(found: Reported) -> WorkDisclosure:
    effects = {each.potential_id or each.project_id: each for each in found.effects}
    known = {each.id: each.kind.value for each in found.projects}
    sums = Savings(factor_set=found.report.factor_set, left_out=found.report.left_out)
    return WorkDisclosure(
        projects=tuple(
            Entry(
                each.id,
                each.kind.value,
                leaves=True,
                make=partial(_project, each, effects.get(each.id), found),
            )
            for each in found.projects
        ),
        potentials=tuple(
            Entry(
                each.id,
                title := found.measures.get(each.measure, UNKNOWN_MEASURE),
                leaves=True,
                make=partial(_potential, each, title, effects.get(each.id), known),
            )
            for each in found.potentials
            if each.variant_of is None
        ),
        energy=tuple(disclose_energy(_year(each)) for each in found.energy),
        sums=disclose_sums(sums),
    )


def _project(project: Project, effect: ReportedEffect | None, found: Reported) -> Disclosure:
    grants = tuple(_grant(each, found.programmes) for each in found.funding.get(project.id, ()))
    kind = project.kind.value
    items = (
        *identity(project.id, Reason.OFFICIAL),
        told("title", "Titel", kind, Reason.COARSE, text=kind),
        *items_of(project, {"kind": "Art", "state": "Stand"}, Reason.OFFICIAL, {}),
        item("latitude", "Geografische Breite", _coarse(project.latitude), Reason.OFFICIAL, {}),
        item("longitude", "Geografische Länge", _coarse(project.longitude), Reason.OFFICIAL, {}),
        _euros("planned_cents", "Kosten geplant", project.planned_cents),
        _euros("actual_cents", "Kosten tatsächlich", project.actual_cents),
        *items_of(project, _PROJECT_STAYS, Reason.ONLY_HERE, {}),
    )
    return Disclosure(kind, items, _parts(effect), {"funding": grants})


def _grant(grant: Funding, programmes: Mapping[str, str]) -> Disclosure:
    """How far it has come and its euros; what its town calls it, its numbers and days stay."""
    programme = programmes.get(grant.programme, "")
    why = Reason.OFFICIAL if programme else Reason.ONLY_HERE
    items = (
        *identity(grant.id, Reason.OFFICIAL),
        told("programme", "Förderprogramm", grant.programme, why, text=programme or grant.programme),
        *items_of(grant, {"state": "Stand"}, Reason.OFFICIAL, {}),
        _euros("amount_cents", "Zuwendung", grant.amount_cents),
        _euros("called_cents", "Abgerufen", grant.called_cents),
        *items_of(grant, _GRANT_STAYS, Reason.ONLY_HERE, {}),
    )
    return Disclosure(f"Förderung {programme}".rstrip(), items)


def _potential(
    potential: Potential, title: str, effect: ReportedEffect | None, projects: Mapping[UUID, str]
) -> Disclosure:
    project = potential.project_id if potential.project_id in projects else None
    items = (
        *identity(potential.id, Reason.OFFICIAL),
        told("title", "Bezeichnung", title, Reason.COARSE, text=title),
        told("measure", "Maßnahme", potential.measure, Reason.OFFICIAL, text=title),
        *items_of(potential, {"priority": "Priorität", "state": "Stand"}, Reason.OFFICIAL, {}),
        item("project_id", "Projekt", project, Reason.OFFICIAL, projects),
    )
    return Disclosure(title, items, _parts(effect))


def _parts(effect: ReportedEffect | None) -> dict[str, Disclosure]:
    if effect is None:
        return {}
    amounts = Amounts(**{each.name: getattr(effect, each.name) for each in fields(Amounts)})
    return {"effect": disclose_amounts(amounts)}


def _year(each: EnergyTotal) -> EnergyYear:
    return EnergyYear(
        year=each.year,
        buildings=each.buildings,
        area_m2=each.area_m2,
        heat_kwh=each.heat_kwh,
        power_kwh=each.power_kwh,
        cents=each.cents,
        co2e_kg=each.co2e_kg,
        factor_set=each.factor_set,
        complete=each.complete,
    )


def _coarse(degrees: Decimal | None) -> Decimal | None:
    return None if degrees is None else round(degrees, _DIGITS)


def _euros(name: str, label: str, cents: int | None) -> Item:
    return told(name, label, cents, Reason.OFFICIAL, text=euro_words(Decimal(cents or 0) / 100))
