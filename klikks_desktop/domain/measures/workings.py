"""The Rechenweg while it grows: values by name, steps that show them, and what a measure brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klikks_desktop.domain.carriers import CARRIER_WORDS, HS_PER_HI, KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures.book import PRICE_KEYS
from klikks_desktop.domain.measures.formula import formula
from klikks_desktop.domain.measures.model import Step

SHORT: dict[Carrier, str] = {
    Carrier.ELECTRICITY: "el",
    Carrier.NATURAL_GAS: "gas",
    Carrier.HEATING_OIL: "oil",
    Carrier.LPG: "lpg",
    Carrier.WOOD_PELLETS: "pellets",
    Carrier.WOOD_CHIPS: "wood",
    Carrier.DISTRICT_HEAT: "dh",
    Carrier.DIESEL: "diesel",
    Carrier.PETROL: "petrol",
}
"""How a carrier is called in formulas: ``E_gas``, ``ef_gas``."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Euros that come each year. growth: what they become from year to year; years: at most so long."""

    title: str
    symbol: str
    growth: Decimal
    years: int


@dataclass
class Workings:
    """What is known and reckoned so far.

    values: numbers by symbol. words: choices. sources: symbol -> source keys. energy: kWh Hi saved per
    carrier. tonnes: symbols of the parts of t CO2e, ``None`` where no claim is made. counted: carriers
    whose t are among them already. streams: euros of year 1 where they are not simply energy times
    price. replacements: symbols of what is bought again, at today's value. touched: what was used.
    """

    assumptions: Assumptions
    factors: FactorSet
    values: dict[str, Decimal]
    words: Mapping[str, str | date]
    sources: dict[str, str]
    steps: list[Step] = field(default_factory=list)
    energy: dict[Carrier, Decimal] = field(default_factory=dict)
    tonnes: list[str] | None = field(default_factory=list)
    counted: set[Carrier] = field(default_factory=set)
    streams: list[Stream] = field(default_factory=list)
    feed_in_tonnes: Decimal = Decimal(0)
    sink_tonnes: Decimal = Decimal(0)
    indicators: dict[str, Decimal] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    replacements: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def reckon(
        self,
        title: str,
        symbol: str,
        text: str,
        unit: str,
        *,
        sources: Iterable[str] = (),
        note: str = "",
    ) -> Decimal:
        """Reckon ``symbol = text``, keep it under its symbol and show how."""
        rule = formula(text)
        value = rule.evaluate(self.values)
        self.values[symbol] = value
        self.touched.update(rule.names)
        found = [*sources]
        for name in rule.names:
            found += self.sources.get(name, "").replace(",", " ").split()
        self.steps.append(
            Step(
                title=title,
                formula=f"{symbol} = {text}",
                filled=f"{symbol} = {rule.fill(self.values)}",
                value=value,
                unit=unit,
                sources=tuple(dict.fromkeys(found)),
                note=note,
            )
        )
        return value

    def carrier(self, key: str) -> Carrier:
        """The carrier that was chosen."""
        self.touched.add(key)
        return Carrier(str(self.words[key]))

    def know(self, symbol: str, value: Decimal, source: str) -> None:
        """A figure that is no input, with its source."""
        self.values[symbol] = value
        self.sources[symbol] = source

    def tell(self, title: str, note: str, *sources: str) -> None:
        """A step without arithmetic."""
        self.steps.append(
            Step(title=title, formula="", filled="", value=None, unit="", sources=sources, note=note)
        )

    def save(self, carrier: Carrier, text: str, *, title: str = "", note: str = "") -> Decimal:
        """``text`` kWh Hi of a carrier are saved (negative: used in addition)."""
        words = title or f"Weniger {CARRIER_WORDS[carrier]}"
        symbol = f"E_{SHORT[carrier]}"
        value = self.reckon(words, symbol, text, "kWh/a", note=note)
        self.energy[carrier] = value
        return value

    def default(self, symbol: str, measure: str, name: str) -> None:
        """Know a figure of facts 3.2 or 3.3 that is no input."""
        factor = self.assumptions.defaults[measure, name]
        self.know(symbol, factor.value, factor.source)

    def emission_factor(self, carrier: Carrier) -> str:
        """Know the factor of a carrier and return its symbol; K-704 when the set has none."""
        symbol = f"ef_{SHORT[carrier]}"
        if symbol not in self.values:
            row = self.words.get("dh_row") if carrier is Carrier.DISTRICT_HEAT else None
            factor = self.factors.rows.get(str(row)) if row else self.factors.factor(carrier)
            if factor is None:
                raise UserError("K-704", {"set": self.factors.title, "carrier": CARRIER_WORDS[carrier]})
            self.know(symbol, factor.value, f"{factor.source} {self.factors.id}".strip())
        return symbol

    def emissions(self, carrier: Carrier, text: str, symbol: str, title: str) -> Decimal:
        """Tonnes CO2(e) of ``text`` kWh of a carrier."""
        factor = self.emission_factor(carrier)
        basis = f"Faktorensatz {self.factors.title}: {self.factors.basis}, {self.factors.upstream}"
        return self.reckon(title, symbol, f"{text} · {factor} / 10^6", "t/a", note=basis)

    def count_apart(self, carrier: Carrier, symbol: str) -> None:
        """The t of this carrier are reckoned already, as ``symbol``."""
        self.counted.add(carrier)
        self.count_further(symbol)

    def count_further(self, symbol: str) -> None:
        """``symbol`` is a part of the t saved."""
        if self.tonnes is not None:
            self.tonnes.append(symbol)

    def carbon(self) -> None:
        """Tonnes CO2(e) of all energy that is not counted in another way."""
        if self.tonnes is None:
            return
        for carrier in self.energy:
            if carrier in self.counted:
                continue
            short = SHORT[carrier]
            title = f"Treibhausgase durch {CARRIER_WORDS[carrier]}"
            self.emissions(carrier, f"E_{short}", f"CO2_{short}", title)
            self.tonnes.append(f"CO2_{short}")

    def cost(self, carrier: Carrier) -> str:
        """EUR/a of the energy of a carrier, as its bill counts; returns the symbol."""
        short, price = SHORT[carrier], PRICE_KEYS[carrier]
        symbol, text, note = f"EUR_{short}", f"E_{short} · {price}", ""
        if carrier is Carrier.NATURAL_GAS:
            self.know("Hs_Hi", HS_PER_HI, "F3")
            text = f"E_{short} · Hs_Hi · {price}"
            note = "Gasrechnung und Gaspreis gelten je kWh Hs (Brennwert), der Emissionsfaktor je kWh Hi."
        elif carrier in _BY_AMOUNT:
            self.know(f"H_{short}", KWH_PER_UNIT[carrier][_BY_AMOUNT[carrier]], "M")
            text = f"E_{short} / H_{short} · {price}"
        self.reckon(f"Kosten {CARRIER_WORDS[carrier]}", symbol, text, "EUR/a", note=note)
        return symbol


_BY_AMOUNT = {
    Carrier.HEATING_OIL: Unit.LITRE,
    Carrier.WOOD_PELLETS: Unit.KILOGRAM,
    Carrier.DIESEL: Unit.LITRE,
    Carrier.PETROL: Unit.LITRE,
}
