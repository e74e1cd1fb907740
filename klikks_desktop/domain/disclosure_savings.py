"""What may leave of potentials and sums: the frozen result without its inputs, and how the town counts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.disclosure_items import Disclosure, Entry, Item, Reason, Value, item, told
from klikks_desktop.domain.disclosure_work import Around, field_items, identity
from klikks_desktop.domain.effects import Effect
from klikks_desktop.domain.figures import (
    euro_words,
    kwh_words,
    per_tonne_words,
    rounded,
    tonnes_words,
    years_words,
)
from klikks_desktop.domain.measures.frozen import from_json
from klikks_desktop.domain.measures.model import Economics, Result
from klikks_desktop.domain.potential_fields import POTENTIAL_FIELDS
from klikks_desktop.domain.records import Potential, Stage

_CENT: Final = Decimal("0.01")
_INPUTS: Final = {"inputs": "Eingaben", "grades": "Datengüte der Eingaben"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyYear:
    """Energy of a municipality's buildings in one year, as ``EnergyTotal`` tells it of a reported one."""

    year: int
    buildings: int
    area_m2: Decimal | None = None
    heat_kwh: int | None = None
    power_kwh: int | None = None
    cents: int | None = None
    co2e_kg: int | None = None
    factor_set: str = ""
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What an effect amounts to, in the units of ``ReportedEffect``."""

    stage: Stage
    year: int | None
    wh: int
    co2e_g: int
    saved_cents: int
    feed_in_g: int
    sink_g: int
    budget_relevant: bool
    measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Savings:
    """Potentials and sums of one place, as read and reckoned.

    measures: id -> title. effects: as they count in all sums. years: project -> when its saving was
    achieved. left_out: how many potentials count in no sum.
    """

    potentials: Sequence[Potential] = ()
    measures: Mapping[str, str] = field(default_factory=dict)
    effects: Sequence[Effect] = ()
    years: Mapping[UUID, int] = field(default_factory=dict)
    factor_set: str = ""
    left_out: int = 0
    energy: Sequence[EnergyYear] = ()


class Potentials:
    """The potentials of one place with what they save."""

    def __init__(self, savings: Savings, around: Around, projects: Mapping[UUID, str]) -> None:
        self._around, self._measures = around, savings.measures
        self._projects = projects
        self._titles = {each.id: each.title for each in savings.potentials}
        self._years = savings.years
        self._effects = {each.potential_id or each.project_id: each for each in savings.effects}

    def entry(self, potential: Potential) -> Entry:
        """The potential as a row."""
        return Entry(
            potential.id,
            potential.title,
            leaves=True,
            make=partial(self.disclosure, potential),
            named=self._around.names.within(potential.title),
        )

    def disclosure(self, potential: Potential) -> Disclosure:
        """The potential field by field, with its result and its effect."""
        references = {**self._projects, **self._titles}
        project, variant = potential.project_id, potential.variant_of
        official = Reason.OFFICIAL
        items = (
            *identity(potential.id, official),
            *field_items(potential, POTENTIAL_FIELDS, official, self._around),
            told(
                "measure",
                "Maßnahme",
                potential.measure,
                official,
                text=self._measures.get(potential.measure, potential.measure),
            ),
            item("project_id", "Projekt", project if project in references else None, official, references),
            item(
                "variant_of", "Variante von", variant if variant in references else None, official, references
            ),
            item("factor_set", "Faktorensatz", potential.factor_set, official, {}),
            item("calculated_on", "Gerechnet am", potential.calculated_on, official, {}),
            *(
                item(name, label, getattr(potential, name), Reason.INPUTS, {})
                for name, label in _INPUTS.items()
            ),
        )
        parts = {}
        if potential.result:
            parts["result"] = _disclose_result(from_json(potential.result))
        if (effect := self.effect(potential.id)) is not None:
            parts["effect"] = effect
        return Disclosure(potential.title, items, parts)

    def effect(self, record_id: UUID) -> Disclosure | None:
        """How a potential counts, or a project whose saving no potential tells."""
        found = self._effects.get(record_id)
        return None if found is None else disclose_effect(found, self._years)


def disclose_effect(effect: Effect, years: Mapping[UUID, int]) -> Disclosure:
    """What a potential or a measured project saves as it counts, in Wh, g and cents."""
    is_achieved = effect.stage is Stage.ACHIEVED and effect.project_id is not None
    return disclose_amounts(
        Amounts(
            stage=effect.stage,
            year=years.get(effect.project_id) if is_achieved and effect.project_id else None,
            wh=_whole(effect.kwh * 1000),
            co2e_g=_whole(effect.tonnes * 10**6),
            saved_cents=_whole(effect.eur * 100),
            feed_in_g=_whole(effect.feed_in_t * 10**6),
            sink_g=_whole(effect.sink_t * 10**6),
            budget_relevant=effect.budget_relevant,
            measured=effect.is_measured,
        )
    )


def disclose_amounts(told: Amounts) -> Disclosure:
    """An effect field by field."""
    items = (
        _sum("stage", "Stufe", told.stage, told.stage.value),
        _sum("year", "Erreicht im Jahr", told.year, str(told.year)),
        _sum("wh", "Energie im Jahr", told.wh, kwh_words(Decimal(told.wh) / 1000)),
        _sum("co2e_g", "Vermieden im Jahr", told.co2e_g, _gram_words(told.co2e_g)),
        _sum(
            "saved_cents",
            "Eingesparte Kosten im Jahr",
            told.saved_cents,
            euro_words(Decimal(told.saved_cents) / 100),
        ),
        _sum("feed_in_g", "Durch Einspeisung", told.feed_in_g, _gram_words(told.feed_in_g)),
        _sum("sink_g", "Gebunden im Jahr", told.sink_g, _gram_words(told.sink_g)),
        item("budget_relevant", "Entlastet den Haushalt", told.budget_relevant, Reason.SUM, {}),
        item("measured", "Gemessen", told.measured, Reason.SUM, {}),
    )
    return Disclosure("So zählt es in der Summe", items)


def disclose_energy(total: EnergyYear) -> Disclosure:
    """The energy of one year."""
    area = "" if total.area_m2 is None else f"{rounded(total.area_m2, 0)} m²"
    co2e = None if total.co2e_kg is None else Decimal(total.co2e_kg) / 1000
    items = (
        _sum("year", "Jahr", total.year, str(total.year)),
        _sum("buildings", "Gebäude", total.buildings, str(total.buildings)),
        _sum("area_m2", "Fläche (NGF)", total.area_m2, area),
        _sum("heat_kwh", "Wärme", total.heat_kwh, kwh_words(Decimal(total.heat_kwh or 0))),
        _sum("power_kwh", "Strom", total.power_kwh, kwh_words(Decimal(total.power_kwh or 0))),
        _sum("cents", "Kosten", total.cents, euro_words(Decimal(total.cents or 0) / 100)),
        _sum("co2e_kg", "CO2", total.co2e_kg, tonnes_words(co2e)),
        item("factor_set", "Faktorensatz", total.factor_set, Reason.SUM, {}),
        item("complete", "Vollständig", total.complete, Reason.SUM, {}),
    )
    return Disclosure(f"Energie {total.year}", items)


def disclose_sums(savings: Savings) -> Disclosure:
    """What holds for all effects together."""
    left_out = savings.left_out
    return Disclosure(
        "Einsparungen",
        (
            item("factor_set", "Faktorensatz der Summen", savings.factor_set, Reason.SUM, {}),
            _sum("left_out", "Nicht mitgezählte Potenziale", left_out, str(left_out)),
        ),
    )


def _disclose_result(result: Result) -> Disclosure:
    energy = Disclosure(
        "Energie im Jahr",
        tuple(
            _figure(carrier.value, CARRIER_WORDS[carrier], kwh, kwh_words(kwh))
            for carrier, kwh in result.energy_kwh_per_year.items()
        ),
    )
    indicators = Disclosure(
        "Kennzahlen",
        tuple(item(title, title, value, Reason.OFFICIAL, {}) for title, value in result.indicators.items()),
    )
    items = (
        item("co2_basis", "CO2-Angabe", result.co2_basis, Reason.OFFICIAL, {}),
        _figure("co2e", "Vermieden im Jahr", result.co2e_t_per_year, tonnes_words(result.co2e_t_per_year)),
        _figure(
            "feed_in",
            "Durch Einspeisung",
            result.co2e_feed_in_t_per_year,
            tonnes_words(result.co2e_feed_in_t_per_year),
        ),
        _figure("sink", "Gebunden im Jahr", result.sink_t_per_year, tonnes_words(result.sink_t_per_year)),
        _figure("eur", "Eingesparte Kosten im Jahr", result.eur_per_year, euro_words(result.eur_per_year)),
        item("budget_relevant", "Entlastet den Haushalt", result.budget_relevant, Reason.OFFICIAL, {}),
        _figure("investment", "Investition", result.investment_eur, euro_words(result.investment_eur)),
        _figure("grant", "Förderung", result.grant_eur, euro_words(result.grant_eur)),
        item("grade", "Datengüte", result.grade, Reason.OFFICIAL, {}),
    )
    parts = {
        "energy": energy,
        "without_grant": _disclose_economics("Ohne Förderung", result.without_grant),
        "with_grant": _disclose_economics("Mit Förderung", result.with_grant),
        "indicators": indicators,
    }
    return Disclosure("Ergebnis", items, parts)


def _disclose_economics(title: str, economics: Economics) -> Disclosure:
    """Rounded to hundredths: nobody adds them up."""
    years, avoidance = economics.payback_years, economics.avoidance_cost_eur_per_t
    return Disclosure(
        title,
        (
            _figure("payback_years", "Zahlt sich zurück in", _hundredths(years), years_words(years)),
            _figure(
                "annuity",
                "Im Jahr",
                _hundredths(economics.annuity_eur_per_year),
                euro_words(economics.annuity_eur_per_year),
            ),
            _figure("npv", "Kapitalwert", _hundredths(economics.npv_eur), euro_words(economics.npv_eur)),
            _figure("avoidance_cost", "Kosten je Tonne", _hundredths(avoidance), per_tonne_words(avoidance)),
        ),
    )


def _figure(name: str, label: str, value: Decimal | None, text: str) -> Item:
    return told(name, label, value, Reason.OFFICIAL, text=text)


def _sum(name: str, label: str, value: Value, text: str) -> Item:
    return told(name, label, value, Reason.SUM, text=text)


def _gram_words(grams: int) -> str:
    return tonnes_words(Decimal(grams) / 10**6)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))


def _hundredths(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_CENT, ROUND_HALF_UP)
