"""From what was typed to a value for every input: given, assumed, or a problem in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures.book import PRICE_KEYS, Default, Known, Rule, Spec
from klikks_desktop.domain.measures.catalogue import SPECS, life_of
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Assumed, Input, InputKind, Measure, Step
from klikks_desktop.domain.measures.reading import (
    Conversion,
    Value,
    conversion_words,
    default_value,
    read_input,
)
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.values import ValueFormatError, quoted


@dataclass(frozen=True, slots=True)
class Settled:
    """Every input that counts. given: keys that a person filled. defaults: what stands in for the others."""

    values: Mapping[str, Value]
    given: frozenset[str]
    defaults: Mapping[str, Default]
    unused: frozenset[str]
    conversions: Mapping[str, Conversion]
    problems: tuple[Problem, ...]


def read_given(
    measure: Measure, given: Mapping[str, str], factors: FactorSet | None = None
) -> tuple[dict[str, Value], dict[str, Conversion], list[Problem]]:
    """What was typed, the conversions of units, and what cannot be read. Empty texts are left out."""
    typed = {key: text for key, text in given.items() if text.strip()}
    known = {field.key: with_rows(field, factors) for field in measure.inputs}
    problems = [
        Problem(
            key, f"Die Eingabe {quoted(key)} gibt es bei dieser Maßnahme nicht. Es gibt: {', '.join(known)}."
        )
        for key in typed
        if key not in known
    ]
    values: dict[str, Value] = {}
    conversions: dict[str, Conversion] = {}
    choices = {key: field.default for key, field in known.items() if field.kind is InputKind.CHOICE}
    for key, field in sorted(known.items(), key=lambda item: item[1].kind is not InputKind.CHOICE):
        if key not in typed:
            continue
        try:
            reading = read_input(field, typed[key], choices)
        except ValueFormatError as error:
            problems.append(Problem(key, str(error)))
            continue
        values[key] = reading.value
        if isinstance(reading.value, str):
            choices[key] = reading.value
        if reading.conversion:
            conversions[key] = reading.conversion
    return values, conversions, problems


def settle(
    measure: Measure,
    given: Mapping[str, str],
    *,
    assumptions: Assumptions,
    factors: FactorSet | None,
    place_key: str,
    today: date | None,
) -> Settled:
    """A value for every input, or what is wrong."""
    spec = SPECS[measure.id]
    values, conversions, problems = read_given(measure, given, factors)
    typed = frozenset(values)
    known = Known(assumptions, values, factors, place_key, today)
    wrong = {problem.field for problem in problems}
    defaults: dict[str, Default] = {}
    rules = _rules(spec)
    _take_choices(measure, known, values, defaults)
    unused = _unused(spec, measure, known, typed)
    for field in measure.inputs:
        if field.key not in values and field.key not in rules and field.key not in unused and field.default:
            values[field.key] = default_value(field, field.default)
            defaults[field.key] = Default(field.default, field.source)
    for key, rule in rules.items():
        if key in values or key in unused:
            continue
        found = rule(known)
        if found is not None:
            values[key] = default_value(measure.input(key), found.text)
            defaults[key] = found
    for key in unused:
        values.pop(key, None)
    problems += _missing(spec, measure, values, unused | wrong)
    problems += _contradictions(spec, known, wrong)
    if any(problem.field != "I" for problem in problems):
        # What an investment is reckoned from is missing; that is said already.
        problems = [problem for problem in problems if problem.field != "I" or "I" in wrong]
    return Settled(values, typed, defaults, unused, conversions, tuple(problems))


def fitted(
    measure: Measure,
    given: Mapping[str, str],
    *,
    assumptions: Assumptions,
    factors: FactorSet | None = None,
    place_key: str = "",
    today: date | None = None,
) -> Measure:
    """The measure as a form shows it with these inputs: only what counts, with the defaults of now."""
    settled = settle(
        measure, given, assumptions=assumptions, factors=factors, place_key=place_key, today=today
    )
    open_rules = _rules(SPECS[measure.id]).keys() - settled.given
    return replace(
        measure,
        inputs=tuple(
            _shown(with_rows(field, factors), settled.defaults.get(field.key), field.key in open_rules)
            for field in measure.inputs
            if field.key not in settled.unused
        ),
    )


def assumed(measure: Measure, settled: Settled) -> tuple[Assumed, ...]:
    """The inputs that were left out, in the order of the measure."""
    return tuple(
        Assumed(
            key=field.key,
            value=settled.defaults[field.key].text,
            unit=field.unit,
            source=settled.defaults[field.key].source,
        )
        for field in measure.inputs
        if field.key in settled.defaults
    )


def assumption_steps(measure: Measure, settled: Settled) -> list[Step]:
    """One step for each default that was reckoned from other inputs."""
    return [
        Step(
            title=f"Annahme: {field.title}",
            formula=f"{field.key} aus Richtwerten",
            filled=f"{field.key} = {default.how}",
            value=value,
            unit=field.unit,
            sources=tuple(default.source.split(",")),
        )
        for field in measure.inputs
        if (default := settled.defaults.get(field.key))
        and default.how
        and isinstance(value := settled.values.get(field.key), Decimal)
    ]


def conversion_steps(measure: Measure, settled: Settled) -> list[Step]:
    """One step for each amount that was typed in another unit."""
    steps = []
    for field in measure.inputs:
        conversion, value = settled.conversions.get(field.key), settled.values.get(field.key)
        if conversion is None or not isinstance(value, Decimal):
            continue
        filled, source = conversion_words(conversion)
        steps.append(
            Step(
                title=f"Umrechnung: {field.title}",
                formula=f"{field.key} in {field.unit or 'Anteil'}",
                filled=f"{field.key} = {filled} = {show(value)} {field.unit}".rstrip(),
                value=value,
                unit=field.unit,
                sources=tuple(source.split()),
            )
        )
    return steps


def with_rows(field: Input, factors: FactorSet | None) -> Input:
    """The input with the rows of the factor set to choose from, where it asks for one."""
    if field.key == "dh_row" and factors is not None:
        return replace(field, choices={key: row.title or key for key, row in factors.rows.items()})
    return field


def _rules(spec: Spec) -> dict[str, Rule]:
    return {**dict(spec.rules), "I": spec.invest, "T": lambda known: life_of(spec, known)}


def _take_choices(
    measure: Measure, known: Known, values: dict[str, Value], defaults: dict[str, Default]
) -> None:
    for field in measure.inputs:
        if field.kind is InputKind.CHOICE and field.key not in known.values and field.default:
            values[field.key] = field.default
            defaults[field.key] = Default(field.default, field.source)


def _unused(spec: Spec, measure: Measure, known: Known, typed: frozenset[str]) -> frozenset[str]:
    unused = spec.unused(typed, known)
    if spec.carrier_keys:
        carriers = {Carrier(known.choice(key)) for key in spec.carrier_keys if known.choice(key)}
        needed = {PRICE_KEYS[carrier] for carrier in carriers} | set(spec.prices)
        unused |= {field.key for field in measure.inputs if field.key in PRICE_KEYS.values()} - needed
        if Carrier.DISTRICT_HEAT not in carriers:
            unused |= {"dh_row", "ef_dh"}
    if "ef_dh" in typed:
        unused |= {"dh_row"}
    return frozenset(unused)


def _missing(
    spec: Spec, measure: Measure, values: Mapping[str, Value], known: frozenset[str]
) -> list[Problem]:
    return [
        Problem(
            field.key,
            spec.missing.get(field.key, f"{field.title} ({field.key}) fehlt. Bitte eintragen."),
        )
        for field in measure.inputs
        if field.key not in values and field.key not in known and not field.optional
    ]


def _contradictions(spec: Spec, known: Known, wrong: set[str]) -> list[Problem]:
    problems = [problem for problem in spec.check(known) if problem.field not in wrong]
    invest, grant = known.number("I"), known.number("Z")
    if invest is not None and grant is not None and grant > invest:
        problems.append(Problem("Z", "Der Zuschuss ist höher als die Investition."))
    return problems


def _shown(field: Input, default: Default | None, needs_rule: bool) -> Input:
    if default is None:
        return replace(field, default="", source="") if needs_rule else field
    return replace(
        field,
        default=default.text,
        source=default.source,
        usual_min=field.usual_min if default.usual_min is None else default.usual_min,
        usual_max=field.usual_max if default.usual_max is None else default.usual_max,
    )
