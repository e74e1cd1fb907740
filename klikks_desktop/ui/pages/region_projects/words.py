"""What the pane of a project says, as pairs and rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.figures import NONE, euro_words, kwh_words, rounded, tonnes_words
from klikks_desktop.domain.records import Funding, ReportedEffect, Stage
from klikks_desktop.domain.region.amounts import added, saved_in
from klikks_desktop.domain.region.totals_words import amounts_words
from klikks_desktop.services.region.project_view import ProjectDetail
from klikks_desktop.services.region.totals import amounts_of
from klikks_desktop.ui.widgets.cells import Cell, Row

Pair = tuple[str, str, str]


def facts(data: ProjectDetail) -> list[Pair]:
    """Whose project, of what kind, from when to when, by whom."""
    project = data.project
    where = ", ".join(filter(None, (data.place.designation, data.locality)))
    begin, end = (format_short(day) if day else "" for day in (project.begins_on, project.ends_on))
    days = f"{begin} – {end}" if begin and end else _tr("ab {day}").format(day=begin) if begin else ""
    days = days or (_tr("bis {day}").format(day=end) if end else "")
    people = ", ".join(each.full_name for each in data.patrons)
    return [
        ("townhall", _tr("Kommune"), where),
        ("project", _tr("Art"), project.kind.value),
        ("calendar", _tr("Zeitraum"), days),
        ("patrons", _tr("Verantwortlich"), people or _tr("nicht mit Namen gemeldet")),
    ]


def money(data: ProjectDetail) -> list[Pair]:
    """What it costs, and when the first contract was signed."""
    project = data.project
    contract = format_short(project.contract_on) if project.contract_on else ""
    return [
        ("euro", _tr("Geplant"), _euros(project.planned_cents)),
        ("euro", _tr("Tatsächlich"), _euros(project.actual_cents)),
        ("calendar", _tr("Erster Auftrag"), contract),
    ]


def effects(data: ProjectDetail) -> list[Row]:
    """Each potential as it counts, with its frozen investment; measured savings of the project itself."""
    by_potential = {each.potential_id: each for each in data.effects if each.potential_id}
    rows = []
    for potential in data.potentials:
        result = data.results.get(potential.id)
        measure = data.measures.get(potential.measure, potential.measure)
        effect = by_potential.get(potential.id)
        stage = effect.stage.value if effect else _tr("zählt nicht mit")
        rows.append(
            Row(
                potential.id,
                (
                    Cell(potential.title, f"{measure} · {stage}"),
                    _saving(effect),
                    Cell(euro_words(result.investment_eur), sort=float(result.investment_eur))
                    if result
                    else "",
                ),
            )
        )
    for effect in data.effects:
        if effect.potential_id is None:
            title = _tr("Gemessen am Projekt") if effect.measured else _tr("Ohne Potenzial")
            rows.append(Row(effect.id, (Cell(title, effect.stage.value), _saving(effect), "")))
    return rows


def effect_total(data: ProjectDetail) -> str:
    """All of it together, by how sure it is; nothing across factor sets."""
    if not data.effects:
        return _tr("Noch keine Einsparung gemeldet.")
    if len({each.factor_set for each in data.effects}) > 1:
        return _tr("Mit mehreren Faktorensätzen gerechnet: keine Summe.")
    saved = added(saved_in(each.stage, amounts_of(each)) for each in data.effects)
    stages = [(stage, saved.at(stage)) for stage in Stage]
    told = [f"{stage.value} {amounts_words(each)}" for stage, each in stages if each.co2e_g or each.wh]
    return "; ".join(told)


def basis(data: ProjectDetail) -> str:
    """With which factor sets it was reckoned."""
    sets = dict.fromkeys(each.factor_set for each in data.effects)
    titles = ", ".join(f"„{data.sets.get(each, each)}“" for each in sets)
    words = _tr("Eingefrorene Ergebnisse der Kommune, gerechnet mit dem Faktorensatz {titles}.")
    return words.format(titles=titles) if titles else ""


def measured(data: ProjectDetail) -> list[Row]:
    """What was measured, year by year."""
    return [
        Row(
            each.id,
            (
                Cell(str(each.year), f"{each.carrier.value} · {each.grade.value}", sort=each.year),
                Cell(
                    kwh_words(each.kwh),
                    "" if each.co2e_kg is None else tonnes_words(each.co2e_kg / 1000),
                    sort=float(each.kwh),
                ),
            ),
        )
        for each in data.achievements
    ]


def indicators(data: ProjectDetail) -> list[Row]:
    """By what the project is told to succeed."""
    rows = []
    for each in data.indicators:
        target = _tr("Ziel {target} {unit}").format(target=_plain(each.target), unit=each.unit)
        reached = f"{_plain(each.actual)} {each.unit}".strip()
        rows.append(Row(each.id, (Cell(each.title, each.kind.value), Cell(reached, target.strip()))))
    return rows


def fundings(data: ProjectDetail) -> list[Row]:
    """Every grant with its state and dates."""
    return [
        Row(
            each.id,
            (Cell(each.title, " · ".join(_grant(each))), Cell(_euros(each.amount_cents), _rate(each))),
        )
        for each in data.fundings
    ]


def activities(data: ProjectDetail) -> list[Row]:
    """What was done with the citizens, the latest first."""
    rows = []
    for each in data.activities:
        people = "" if each.people is None else _tr("{n} Menschen").format(n=each.people)
        hours = "" if each.hours is None else _tr("{n} Stunden").format(n=rounded(each.hours, 1))
        day = f"{each.kind.value} · {format_short(each.held_on)}"
        rows.append(
            Row(
                each.id,
                (
                    Cell(each.title, day, sort=each.held_on.toordinal()),
                    Cell(people or hours, hours if people else ""),
                ),
            )
        )
    return rows


def tasks(data: ProjectDetail) -> list[Row]:
    """What the town shared of its tasks."""
    rows = []
    for each in data.tasks:
        done = (
            _tr("erledigt am {day}").format(day=format_short(each.done_on)) if each.done_on else _tr("offen")
        )
        due = Cell(format_short(each.due_on), sort=each.due_on.toordinal()) if each.due_on else Cell("")
        rows.append(Row(each.id, (Cell(each.title, done), due)))
    return rows


def _saving(effect: ReportedEffect | None) -> Cell:
    if effect is None:
        return Cell(NONE, muted=True)
    amounts = amounts_of(effect)
    euros = euro_words(Decimal(effect.saved_cents) / 100)
    if not effect.budget_relevant:
        euros = _tr("{euros} außerhalb des Haushalts").format(euros=euros)
    return Cell(tonnes_words(amounts.tonnes, "CO₂e"), euros, sort=effect.co2e_g)


def _grant(funding: Funding) -> Iterator[str]:
    yield funding.state.value
    for words, day in (
        (_tr("beantragt {day}"), funding.applied_on),
        (_tr("bewilligt {day}"), funding.granted_on),
        (_tr("Nachweis bis {day}"), funding.proof_due),
    ):
        if day is not None:
            yield words.format(day=format_short(day))


def _rate(funding: Funding) -> str:
    if funding.rate is None:
        return ""
    return _tr("Quote {percent} %").format(percent=rounded(funding.rate * 100, 0))


def _euros(cents: int | None) -> str:
    return "" if cents is None else euro_words(Decimal(cents) / 100)


def _plain(value: Decimal | None) -> str:
    return NONE if value is None else rounded(value, 0 if value == value.to_integral_value() else 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectPane", text)
