"""measures, calculate: the catalogue and a pure calculation without a workspace."""

from __future__ import annotations

from argparse import Namespace

from klikks_desktop.cli.context import Context, now
from klikks_desktop.cli.grammar import Groups, leaf, pair
from klikks_desktop.cli.output import print_json, print_object, print_table, say
from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.figures import (
    euro_words,
    kwh_words,
    per_tonne_words,
    tonnes_words,
    years_words,
)
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Economics, Input, InputKind, Result
from klikks_desktop.domain.measures.totals import answer
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.savings import calculation
from klikks_desktop.services.workspace import Shipped, Workspace

_IMPORTED = "eingelesene Faktoren-Dateien und den gewählten Satz des Arbeitsbereichs verwenden"


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    listed = leaf(groups.commands, "measures", show_measures, "Katalog der Maßnahmen", json=True)
    listed.add_argument("measure", nargs="?", metavar="MEASURE", help="nur diese, mit ihren Eingaben")
    listed.add_argument("--imported", action="store_true", help=_IMPORTED)
    one = leaf(groups.commands, "calculate", calculate, "eine Maßnahme berechnen, ohne etwas zu speichern")
    one.options_anywhere = True
    one.add_argument("measure", metavar="MEASURE", help="Kennung, wie „measures“ sie zeigt")
    one.add_argument("inputs", nargs="*", type=pair, metavar="key=value", help="Eingabe, auch mit Einheit")
    one.add_argument("--factors", default="", metavar="SET", help="Kennung des Faktorensatzes")
    one.add_argument(
        "--place", default="", metavar="KEY", help="Schlüssel der Kommune: bestimmt den Ertrag der Sonne"
    )
    one.add_argument("--imported", action="store_true", help=_IMPORTED)
    one.add_argument("--json", action="store_true", help="ein JSON-Objekt ausgeben")


def show_measures(context: Context, options: Namespace) -> int:
    """The catalogue, or the inputs of one measure."""
    source = _source(context, options)
    found = calculation.list_measures(source)
    if options.measure:
        found = (calculation.find(source, options.measure),)
    if options.json:
        print_json(calculation.describe(measure) for measure in found)
    elif options.measure:
        (measure,) = found
        say(f"{measure.title}: {measure.sentence}")
        rows = [
            (field.key, field.title, field.unit, field.default, field.source, _help(field))
            for field in measure.inputs
        ]
        print_table(("Eingabe", "Bedeutung", "Einheit", "Vorgabe", "Quelle", "Hinweis"), rows)
    else:
        print_table(
            ("Kennung", "Maßnahme", "Worum es geht"),
            [(measure.id, measure.title, measure.sentence) for measure in found],
        )
    return 0


def calculate(context: Context, options: Namespace) -> int:
    """One measure with its Rechenweg."""
    result = calculation.calculate(
        _source(context, options),
        options.measure,
        options.inputs,
        set_id=options.factors,
        place_key=options.place,
        today=now().astimezone().date(),
    )
    if options.json:
        print_object(answer(result))
    else:
        _say_result(result)
    return 0


def _source(context: Context, options: Namespace) -> Shipped | Workspace:
    return context.workspace if options.imported else context.shipped


def _help(field: Input) -> str:
    if field.kind is InputKind.CHOICE and field.choices:
        return ", ".join(f"{value}: {words}" for value, words in field.choices.items())
    return field.help


def _say_result(result: Result) -> None:
    for step in result.steps:
        say(f"{step.title}: {step.filled or step.note}")
        if step.value is not None:
            say(f"  = {show(step.value)} {step.unit}".rstrip())
    say()
    rows = [(CARRIER_WORDS[carrier], kwh_words(kwh)) for carrier, kwh in result.energy_kwh_per_year.items()]
    rows += [
        ("Treibhausgase im Jahr", tonnes_words(result.co2e_t_per_year, "")),
        ("durch Einspeisung", tonnes_words(result.co2e_feed_in_t_per_year, "")),
        ("Senke im Jahr", tonnes_words(result.sink_t_per_year, "CO₂")),
        ("Euro im Jahr", euro_words(result.eur_per_year)),
        ("entlastet den Haushalt", "ja" if result.budget_relevant else "nein"),
        ("Investition", euro_words(result.investment_eur)),
    ]
    print_table(("Ergebnis", ""), rows)
    say()
    print_table(
        ("Wirtschaftlichkeit", "ohne Zuschuss", "mit Zuschuss"),
        list(zip(_NAMES, _words(result.without_grant), _words(result.with_grant), strict=True)),
    )
    for title, value in result.indicators.items():
        say(f"{title}: {format_number(value)}")
    assumed = ", ".join(f"{each.key} = {each.value} {each.unit}".rstrip() for each in result.assumed)
    say(f"\nFaktorensatz {result.factor_set} ({result.co2_basis}). Angenommen: {assumed or 'nichts'}.")
    for warning in result.warnings:
        say(f"Hinweis: {warning}")


_NAMES = ("Amortisation", "Annuität im Jahr", "Kapitalwert", "Vermeidungskosten")


def _words(economics: Economics) -> tuple[str, str, str, str]:
    return (
        years_words(economics.payback_years),
        euro_words(economics.annuity_eur_per_year),
        euro_words(economics.npv_eur),
        per_tonne_words(economics.avoidance_cost_eur_per_t),
    )
