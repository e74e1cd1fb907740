"""Good examples (gute Beispiele): fields, figures, and what stays of one when its town may not be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from klikks_desktop.domain.figures import euro_words, kwh_words, tonnes_words, years_words
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.project_fields import NO_TITLE
from klikks_desktop.domain.record_fields import Field, FieldKind, Value, words_of
from klikks_desktop.domain.records import Funding, GoodExample, Project, ProjectKind, ReportedEffect

CLASSES: Final = (0, 1_000, 5_000, 20_000, 50_000, 100_000)
"""Sizes of municipalities: each class begins with so many inhabitants."""
NOT_NAMED: Final = "Kommune nicht genannt"
_ZERO: Final = Decimal(0)


def example_fields(measures: Mapping[Value, str]) -> tuple[Field, ...]:
    """What a region writes about an example. measures: id -> title of those in the catalogue."""
    return (
        Field(name="title", title="Titel", help="Was andere nachmachen können, in einer Zeile."),
        Field(name="kind", title="Art", kind=FieldKind.CHOICE, choices=words_of(ProjectKind), required=True),
        Field(
            name="measure",
            title="Maßnahme",
            kind=FieldKind.CHOICE,
            choices=measures,
            empty="",
            help="Mit einer Maßnahme rechnen andere gleich mit eigenen Zahlen.",
        ),
        Field(
            name="summary",
            title="Was wurde gemacht",
            kind=FieldKind.TEXT,
            help="Ohne Namen von Personen. Ohne Ortsnamen, wenn die Kommune nicht genannt wird.",
        ),
        Field(
            name="lesson",
            title="Was andere wissen sollten",
            kind=FieldKind.TEXT,
            help="Was half, was aufhielt, was man beim nächsten Mal anders macht.",
        ),
        *_amounts(),
        Field(name="finished_on", title="Abgeschlossen am", kind=FieldKind.DATE),
        Field(
            name="named",
            title="Kommune nennen",
            kind=FieldKind.CHECK,
            help="Mit Stelle und Postfach. Nur möglich, wenn die Kommune das beim Projekt angekreuzt hat.",
        ),
    )


def _amounts() -> tuple[Field, ...]:
    return (
        Field(name="investment_cents", title="Kosten", kind=FieldKind.EUROS, minimum=_ZERO),
        Field(name="grant_cents", title="Davon gefördert", kind=FieldKind.EUROS, minimum=_ZERO),
        Field(name="saved_cents", title="Eingespart im Jahr", kind=FieldKind.EUROS),
        Field(name="kwh", title="Energie im Jahr", kind=FieldKind.INTEGER, unit="kWh"),
        Field(name="co2e_kg", title="Vermieden im Jahr", kind=FieldKind.INTEGER, unit="kg CO2e"),
    )


def check_example(example: GoodExample) -> list[Problem]:
    """What is wrong with the whole example."""
    problems = [] if example.title else [Problem("title", NO_TITLE)]
    if (example.grant_cents or 0) > (example.investment_cents or 0):
        problems.append(Problem("grant_cents", "Die Förderung ist höher als die Kosten."))
    return problems


# ------------------------------------------------------------------ figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleFigures:
    """Figures of a project as its town reported them; named as in ``GoodExample``."""

    investment_cents: int | None = None
    grant_cents: int | None = None
    saved_cents: int | None = None
    kwh: int | None = None
    co2e_kg: int | None = None
    factor_set: str = ""
    is_measured: bool = False


def figures_of(
    project: Project, effects: Iterable[ReportedEffect], granted: Iterable[Funding]
) -> ExampleFigures:
    """What the town reported of its project. granted: only grants that were promised."""
    counted = list(effects)
    amounts = [each.amount_cents for each in granted if each.amount_cents is not None]
    investment = project.planned_cents if project.actual_cents is None else project.actual_cents
    found = ExampleFigures(investment_cents=investment, grant_cents=sum(amounts) if amounts else None)
    if not counted:
        return found
    return replace(
        found,
        saved_cents=sum(each.saved_cents for each in counted if each.budget_relevant),
        kwh=_thousands(sum(each.wh for each in counted)),
        co2e_kg=_thousands(sum(each.co2e_g for each in counted)),
        factor_set=counted[0].factor_set,
        is_measured=all(each.measured for each in counted),
    )


def payback_years(example: GoodExample) -> Decimal | None:
    """After how many years what was paid without the grant is saved; ``None`` when unknown or never."""
    if example.investment_cents is None or not example.saved_cents or example.saved_cents < 0:
        return None
    return Decimal(example.investment_cents - (example.grant_cents or 0)) / example.saved_cents


def figure_words(example: GoodExample) -> list[tuple[str, str]]:
    """Names and values of the figures that are known, with their units."""
    cents = {
        "Kosten": example.investment_cents,
        "Davon gefördert": example.grant_cents,
        "Eingespart im Jahr": example.saved_cents,
    }
    pairs = [(name, euro_words(Decimal(value) / 100)) for name, value in cents.items() if value is not None]
    if (years := payback_years(example)) is not None:
        pairs.append(("Zahlt sich zurück in", years_words(years)))
    if example.kwh is not None:
        pairs.append(("Energie im Jahr", kwh_words(Decimal(example.kwh))))
    if example.co2e_kg is not None:
        pairs.append(("Vermieden im Jahr", tonnes_words(Decimal(example.co2e_kg) / 1000)))
    return pairs


def comparison_words(example: GoodExample) -> str:
    """The example and its figures in one sentence, to stand beside own ones."""
    cost, grant, saved = (
        "" if cents is None else euro_words(Decimal(cents) / 100)
        for cents in (example.investment_cents, example.grant_cents, example.saved_cents)
    )
    kwh = "" if example.kwh is None else kwh_words(Decimal(example.kwh))
    tonnes = "" if example.co2e_kg is None else tonnes_words(Decimal(example.co2e_kg) / 1000, "CO₂e")
    yearly = ", ".join(filter(None, (saved, kwh, tonnes)))
    years = payback_years(example)
    parts = (
        f"Kosten {cost}{f', davon {grant} gefördert' if grant else ''}" if cost else "",
        f"im Jahr {yearly} gespart" if yearly else "",
        "" if years is None else f"Amortisation {years_words(years)}",
    )
    told = "; ".join(filter(None, parts))
    beginning = f"Zum Vergleich „{example.title}“, {where_words(example)}"
    return f"{beginning}: {told}." if told else f"{beginning}."


# ------------------------------------------------------------------ the town


def without_name(example: GoodExample) -> GoodExample:
    """The example without name, key and office of its town, and with inhabitants that do not tell it."""
    return replace(
        example,
        named=False,
        place_key="",
        place_name="",
        contact="",
        inhabitants=None if example.inhabitants is None else class_of(example.inhabitants),
    )


def class_of(inhabitants: int) -> int:
    """With how many inhabitants the class of this municipality begins: 21.987 is in that from 20.000."""
    return max(begin for begin in CLASSES if begin <= max(inhabitants, 0))


def class_words(begin: int) -> str:
    """``1.000 bis 5.000``; below the first and from the last bound ``unter 1.000``, ``ab 100.000``."""
    place = CLASSES.index(begin)
    if begin == CLASSES[0]:
        return f"unter {format_integer(CLASSES[1])}"
    if begin == CLASSES[-1]:
        return f"ab {format_integer(begin)}"
    return f"{format_integer(begin)} bis {format_integer(CLASSES[place + 1])}"


def where_words(example: GoodExample) -> str:
    """Which municipality it was; of one that is not named Land and size."""
    if example.named:
        return example.place_name
    size = "" if example.inhabitants is None else f"{class_words(class_of(example.inhabitants))} Menschen"
    return ", ".join(filter(None, (example.state or NOT_NAMED, size)))


def contact_parts(contact: str) -> tuple[str, str]:
    """The office and its mailbox, each "" when there is none."""
    lines = contact.splitlines()
    mailbox = next((line for line in lines if "@" in line), "")
    return ", ".join(line for line in lines if line and line != mailbox), mailbox


def _thousands(amount: int) -> int:
    return int((Decimal(amount) / 1000).to_integral_value(ROUND_HALF_UP))
