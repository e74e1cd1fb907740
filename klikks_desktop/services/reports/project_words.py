"""What the papers of a project have in common: costs, funding, effect, people, each in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.figures import NONE, euro_words, rounded, years_words
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.records import Consent, Funding, FundingState, Patron, Project, Purpose, Task
from klikks_desktop.domain.reports.sheet import Block, Figure, Figures, Paragraph, TableBlock
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.projects.project_savings import Compared
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.services.reports.frame import Frame, printable
from klikks_desktop.services.savings.factors import library

_MOST_GUIDE_VALUES = 8


# -- money --------------------------------------------------------------------------------------------


def cents_words(cents: int | None) -> str:
    """``84.000 EUR``, a dash where nothing was entered."""
    return NONE if cents is None else euro_words(Decimal(cents) / 100)


def costs(project: Project) -> list[tuple[str, str]]:
    """Planned and actual costs, as far as entered."""
    rows = [("Geplante Kosten", project.planned_cents), ("Tatsächliche Kosten", project.actual_cents)]
    return [(label, f"{cents_words(cents)} brutto") for label, cents in rows if cents is not None]


def granted(fundings: Iterable[Funding]) -> int | None:
    """Cents of all grants that were not rejected; ``None`` where no amount is entered."""
    amounts = [
        each.amount_cents
        for each in fundings
        if each.amount_cents is not None and each.state is not FundingState.REJECTED
    ]
    return sum(amounts) if amounts else None


def own_share(project: Project, fundings: Iterable[Funding]) -> int | None:
    """Cents that stay with the municipality; ``None`` while costs or grants are not known."""
    cost = project.actual_cents if project.actual_cents is not None else project.planned_cents
    grants = granted(fundings)
    return None if cost is None or grants is None else cost - grants


def funding_table(fundings: Iterable[Funding]) -> TableBlock:
    """Every grant with programme, state, share and amount."""
    rows = [
        (
            printable(each.title) or NONE,
            each.state.value,
            NONE if each.rate is None else f"{format_number(each.rate * 100)} %",
            cents_words(each.amount_cents),
        )
        for each in fundings
    ]
    columns = (
        Column("Förderung", 3),
        Column("Stand", 1.5),
        Column("Anteil", 0.8, right=True),
        Column("Betrag", 1.2, right=True),
    )
    return TableBlock(columns, tuple(rows))


# -- effect -------------------------------------------------------------------------------------------


def effect_figures(view: ProjectView) -> Figures | None:
    """Relief, CO2e and energy as they stand for the project: measured, else expected."""
    savings = view.savings
    energy = [each.best for each in savings.kwh if each.best is not None]
    figures = []
    euros = savings.eur_per_year.best
    if euros is not None:
        basis = _basis(view, savings.eur_per_year)
        figures.append(Figure("Entlastung des Haushalts", rounded(euros, 0), "EUR im Jahr", basis))
    tonnes = savings.co2e_t_per_year.best
    if tonnes is not None:
        digits = 1 if abs(tonnes) >= 100 else 2
        basis = _basis(view, savings.co2e_t_per_year)
        figures.append(Figure("Vermieden", rounded(tonnes, digits), "t CO₂e im Jahr", basis))
    if energy:
        total = sum(energy, Decimal(0))
        figures.append(Figure("Eingespart", rounded(total, 0), "kWh im Jahr", _basis(view, *savings.kwh)))
    return Figures(tuple(figures)) if figures else None


def _basis(view: ProjectView, *rows: Compared) -> str:
    """Whether a figure was measured."""
    is_measured = any(each.achieved is not None for each in rows)
    return f"gemessen {view.savings.year}" if is_measured else "erwartet"


def effect_rows(view: ProjectView) -> TableBlock:
    """Expected against achieved, line by line."""
    columns = (
        Column("Wirkung im Jahr", 2.4),
        Column("erwartet", 1, right=True),
        Column(f"erreicht {view.savings.year}" if view.savings.year else "erreicht", 1, right=True),
        Column("Anteil", 0.7, right=True),
    )
    rows = []
    for each in view.savings.rows:
        digits = 2 if each is view.savings.co2e_t_per_year else 0
        cells = [
            NONE if value is None else rounded(value, digits) for value in (each.expected, each.achieved)
        ]
        share = NONE if each.share is None else f"{rounded(each.share * 100, 0)} %"
        rows.append((f"{each.title} ({each.unit})", *cells, share))
    return TableBlock(columns, tuple(rows))


def economics_table(view: ProjectView) -> TableBlock | None:
    """Each potential of the project with its investment and when it pays."""
    rows = []
    for each in view.potentials:
        result = each.result
        if result is None or each.is_variant:
            continue
        rows.append(
            (
                printable(each.title),
                euro_words(result.investment_eur),
                euro_words(result.grant_eur),
                years_words(result.without_grant.payback_years),
                years_words(result.with_grant.payback_years),
            )
        )
    columns = (
        Column("Maßnahme", 2.2),
        Column("Investition", 1.1, right=True),
        Column("Zuschuss", 1, right=True),
        Column("Amortisation", 1.2, right=True),
        Column("mit Zuschuss", 1.2, right=True),
    )
    return TableBlock(columns, tuple(rows)) if rows else None


def effect_notes(around: Frame, view: ProjectView) -> list[Block]:
    """Where the figures come from: factor sets, measuring, guide values, and what is not the budget's."""
    results = [each.result for each in view.potentials if each.result is not None and not each.is_variant]
    notes = [*factor_notes(around, results)]
    if view.savings.year:
        notes.append(around.say("wirkung.gemessen", {"Jahr": str(view.savings.year)}))
    if values := guide_values(around, results):
        notes.append(around.say("wirkung.richtwerte", {"Werte": values}))
    if view.savings.outside_eur:
        words = euro_words(view.savings.outside_eur)
        notes.append(f"{words} im Jahr: {around.say('wirkung.ausserhalb')}")
    notes += view.savings.notes
    return [Paragraph(printable(" ".join(notes)), small=True)] if notes else []


def factor_notes(around: Frame, results: Iterable[Result]) -> list[str]:
    """One sentence for each factor set that the results are frozen with."""
    sets = library(around.workspace).sets
    seen = dict.fromkeys((result.factor_set, result.co2_basis) for result in results)
    notes = []
    for set_id, basis in seen:
        title = sets[set_id].title if set_id in sets else set_id
        notes.append(around.say("wirkung.faktoren", {"Satz": title, "Basis": basis}))
    return notes


def guide_values(around: Frame, results: Iterable[Result]) -> str:
    """The inputs that stand in as guide values, by name; "" where there are none."""
    assumptions = library(around.workspace).assumptions
    names: dict[str, None] = {}
    for result in results:
        measure = find_measure(assumptions, result.measure)
        titles = {each.key: each.title for each in measure.inputs}
        for each in result.assumed:
            if "M" in each.source.replace(",", " ").split():
                names[titles.get(each.key, each.key)] = None
    listed = list(names)
    more = len(listed) - _MOST_GUIDE_VALUES
    if more > 0:
        listed = [*listed[:_MOST_GUIDE_VALUES], f"{more} weitere"]
    return ", ".join(listed)


# -- people and time ----------------------------------------------------------------------------------


def span(project: Project) -> str:
    """From when to when, "" where neither is known."""
    begin, end = project.begins_on, project.ends_on
    if begin and end:
        return f"{format_long(begin)} bis {format_long(end)}"
    if begin:
        return f"ab {format_long(begin)}"
    return f"bis {format_long(end)}" if end else ""


def named_patrons(around: Frame, patrons: Iterable[Patron]) -> list[tuple[Patron, Consent]]:
    """Those who agreed that their name is published, with the consent that says what else is."""
    named = []
    with around.workspace.store.read() as reader:
        for patron in patrons:
            consents = reader.find(Consent, patron_id=patron.id)
            consent, _reason = consent_in_force(consents, Purpose.PUBLICITY, around.today)
            if consent is not None:
                named.append((patron, consent))
    return named


def contact_lines(around: Frame, patrons: Iterable[Patron]) -> list[str]:
    """Patrons as far as they agreed, then the municipality's own office."""
    lines = []
    for patron, consent in named_patrons(around, patrons):
        name = " ".join(part for part in (patron.degree, patron.full_name) if part)
        details = [
            patron.email if consent.with_email else "",
            patron.phone if consent.with_phone else "",
        ]
        lines.append(", ".join(part for part in (name, *details) if part))
    place = around.place
    office = (place.designation, place.office, place.contact_phone, place.contact_email)
    lines.append(", ".join(part for part in office if part))
    return lines


def task_words(task: Task) -> str:
    """A task with the day it is due."""
    return f"{task.title} (bis {format_long(task.due_on)})" if task.due_on else task.title


def paragraphs(text: str) -> list[Block]:
    """What somebody typed, line by line."""
    lines = (line.strip() for line in printable(text).splitlines())
    return [Paragraph(line) for line in lines if line]
