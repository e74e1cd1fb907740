"""How a measure is described: its inputs from the assumptions, and where a default comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

from klikks_desktop.domain.carriers import CARRIER_WORDS, HS_PER_HI, Carrier
from klikks_desktop.domain.factors import Assumptions, Factor, FactorSet
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input, InputKind
from klikks_desktop.domain.measures.reading import plain_text
from klikks_desktop.domain.problems import Problem

if TYPE_CHECKING:
    from klikks_desktop.domain.measures.workings import Workings

NOTHING: Final = "R"
"""Source of a default that means "none of it": no grant, no further cost."""
PERCENT: Final = {"%": Decimal("0.01")}
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
_CENT: Final = Decimal("0.01")
_LARGEST_SUM: Final = Decimal(1_000_000_000)

MOST_EFFICIENT: Final = Decimal("1.2")
"""Efficiencies lie in (0, 1.2], related to Hi (savings-decisions)."""

HEATING_CARRIERS: Final = (
    Carrier.NATURAL_GAS,
    Carrier.HEATING_OIL,
    Carrier.LPG,
    Carrier.DISTRICT_HEAT,
    Carrier.WOOD_PELLETS,
    Carrier.WOOD_CHIPS,
    Carrier.ELECTRICITY,
)
PRICE_KEYS: Final[Mapping[Carrier, str]] = {
    Carrier.ELECTRICITY: "p_el",
    Carrier.NATURAL_GAS: "p_gas",
    Carrier.HEATING_OIL: "p_oil",
    Carrier.LPG: "p_lpg",
    Carrier.WOOD_PELLETS: "p_pellets",
    Carrier.WOOD_CHIPS: "p_wood",
    Carrier.DISTRICT_HEAT: "p_dh",
    Carrier.DIESEL: "p_fuel",
    Carrier.PETROL: "p_fuel",
}
_PER_KWH: Final = {"ct/kWh": _CENT, "ct": _CENT}
_PRICES: Final[Mapping[str, tuple[str, str, int, Mapping[str, Decimal]]]] = {
    "p_el": ("Strompreis", "EUR/kWh", 3, _PER_KWH),
    "p_gas": (
        "Gaspreis",
        "EUR/kWh Hs",
        3,
        {**_PER_KWH, "EUR/kWh": ONE, "ct/kWh Hs": _CENT, "EUR/kWh Hi": 1 / HS_PER_HI},
    ),
    "p_oil": ("Heizölpreis", "EUR/l", 10, {"ct/l": _CENT, "ct": _CENT}),
    "p_lpg": ("Flüssiggaspreis", "EUR/kWh", 3, _PER_KWH),
    "p_pellets": ("Pelletpreis", "EUR/kg", 5, {"ct/kg": _CENT, "ct": _CENT, "EUR/t": Decimal("0.001")}),
    "p_wood": ("Preis für Hackschnitzel", "EUR/kWh", 3, _PER_KWH),
    "p_dh": ("Fernwärmepreis", "EUR/kWh", 3, _PER_KWH),
    "p_fuel": ("Kraftstoffpreis", "EUR/l", 10, {"ct/l": _CENT, "ct": _CENT}),
}


@dataclass(frozen=True, slots=True)
class Default:
    """What stands in for an input that was left out. how: the arithmetic, filled, where there is some."""

    text: str
    source: str
    usual_min: Decimal | None = None
    usual_max: Decimal | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known while the defaults are found, and where further ones come from.

    values: numbers, choices and dates so far, given or assumed.
    """

    assumptions: Assumptions
    values: Mapping[str, Decimal | date | str]
    factors: FactorSet | None = None
    place_key: str = ""
    today: date | None = None

    def number(self, key: str) -> Decimal | None:
        """The number of an input, ``None`` while it is missing."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def choice(self, key: str) -> str:
        """The choice of an input, "" while it is missing."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def factor(self, measure: str, name: str) -> Default:
        """A default of facts 3.2 or 3.3 as it is printed there."""
        return of_factor(self.assumptions.defaults[measure, name])

    def per_unit(self, measure: str, name: str, *counts: Decimal | None) -> Default | None:
        """A cost per unit times how many there are, ``None`` while that is not known."""
        value = self.assumptions.defaults[measure, name]
        amount, shown = value.value, [show(value.value)]
        for count in counts:
            if count is None:
                return None
            amount *= count
            shown.insert(0, show(count))
        return Default(plain_text(round(amount, 2)), value.source, how=" · ".join(shown))

    def sum_of(self, *parts: Default | None) -> Default | None:
        """Several costs together, ``None`` while one is not known."""
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        sources = dict.fromkeys(part.source for part in known)
        amount = sum((Decimal(part.text) for part in known), ZERO)
        how = " + ".join(part.how or show(Decimal(part.text)) for part in known)
        return Default(plain_text(amount), ",".join(sources), how=how)

    def heat_cost(self, measure: str, name: str) -> Default | None:
        """Cost per kW times the power that the useful heat needs (facts 3.2: kW ~ Q_useful / 1800)."""
        fuel, eta = self.number("Q_fuel"), self.number("eta_old")
        if fuel is None or eta is None:
            return None
        hours = self.number("h_full") or self.assumptions.defaults["HEAT_PUMP", "full_load_hours"].value
        cost = self.per_unit(measure, name, fuel * eta / hours)
        per_kw = show(self.assumptions.defaults[measure, name].value)
        how = f"{show(fuel)} · {show(eta)} / {show(hours)} · {per_kw}"
        return None if cost is None else replace(cost, how=how)


Rule = Callable[[Known], Default | None]


def of_factor(factor: Factor, scale: Decimal = ONE) -> Default:
    """A figure of a data file as a default; scale: 0.01 where the file says percent."""
    low = None if factor.minimum is None else factor.minimum * scale
    high = None if factor.maximum is None else factor.maximum * scale
    return Default(plain_text(factor.value * scale), factor.source, low, high)


class Flags(TypedDict, total=False):
    """Further attributes of an ``Input``."""

    help: str
    above_minimum: bool
    optional: bool
    derived: bool
    is_common: bool


@dataclass(frozen=True, slots=True)
class Book:
    """Makes the inputs of one measure from the assumptions; usual ranges come from there too."""

    assumptions: Assumptions
    measure: str

    def number(
        self,
        key: str,
        title: str,
        unit: str = "",
        *,
        of: str | Factor | Default = "",
        low: Decimal | int | None = 0,
        high: Decimal | int | None = None,
        whole: bool = False,
        units: Mapping[str, Decimal] | None = None,
        carrier_key: str = "",
        **more: Unpack[Flags],
    ) -> Input:
        """A number. of: name of its default in facts 3.3, or the default itself."""
        default = self.default(of)
        return Input(
            key=key,
            title=title,
            unit=unit,
            default=default.text,
            source=default.source,
            minimum=None if low is None else Decimal(low),
            maximum=None if high is None else Decimal(high),
            usual_min=default.usual_min,
            usual_max=default.usual_max,
            whole=whole,
            units=units or {},
            carrier_key=carrier_key,
            **more,
        )

    def share(self, key: str, title: str, *, of: str | Factor | Default = "", **more: Unpack[Flags]) -> Input:
        """A share from 0 to 1, also taken in percent."""
        return self.number(key, title, of=of, high=1, units=PERCENT, **more)

    def count(
        self, key: str, title: str, unit: str = "", *, of: str | Default = "", **more: Unpack[Flags]
    ) -> Input:
        """How many; a whole number."""
        return self.number(key, title, unit, of=of, high=1_000_000, whole=True, **more)

    def energy(
        self, key: str, title: str, carrier_key: str, *, of: Default | str = "", **more: Unpack[Flags]
    ) -> Input:
        """Final energy of a year in kWh Hi, also taken in what the carrier's bill counts in."""
        return self.number(key, title, "kWh", of=of, high=_LARGEST_SUM, carrier_key=carrier_key, **more)

    def carrier(self, key: str, title: str, carriers: Iterable[Carrier] = HEATING_CARRIERS) -> Input:
        """Which carrier; the first one where nothing is said."""
        choices = {carrier.value: CARRIER_WORDS[carrier] for carrier in carriers}
        return self.choice(key, title, choices)

    def choice(self, key: str, title: str, choices: dict[str, str], help_text: str = "") -> Input:
        """One of several; the first one where nothing is said, to be checked."""
        return Input(
            key=key,
            title=title,
            kind=InputKind.CHOICE,
            help=help_text,
            default=next(iter(choices)),
            source="M",
            choices=choices,
        )

    def price(self, key: str, of: str = "") -> Input:
        """An energy price as bills print it. of: name in the assumptions where it is not the key."""
        title, unit, most, units = _PRICES[key]
        factor = self.assumptions.prices[of or key]
        return self.number(key, title, unit, of=factor, high=most, units=units, is_common=True)

    def default(self, of: str | Factor | Default) -> Default:
        """The default that is meant; without a text where there is none."""
        if isinstance(of, Default):
            return of
        if isinstance(of, Factor):
            return of_factor(of)
        return of_factor(self.assumptions.defaults[self.measure, of]) if of else Default("", "")


def no_cost(_known: Known) -> Default:
    """Nothing has to be bought."""
    return Default("0", NOTHING)


def all_count(_given: Collection[str], _known: Known) -> set[str]:
    """Every input counts."""
    return set()


def all_fits(_known: Known) -> list[Problem]:
    """Nothing can contradict."""
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A measure as it is built in: description and formulas.

    inputs: its own inputs. rules: defaults that follow from other inputs, in the order they are found;
    such an input has no other default. carrier_keys: choices of carriers, whose prices are needed.
    prices: names in the assumptions of further prices, by key. price_names: the same where a choice of
    carrier would lead to another name. invest: default of ``I``. life: component of the service lives,
    years where none fits, or a rule. unused: inputs that do not count with what is given. check: what
    does not fit together. missing: what to say where an input has no default. most_saved: input that the
    saving cannot exceed.
    """

    id: str
    title: str
    sentence: str
    inputs: Callable[[Book], tuple[Input, ...]]
    reckon: Callable[[Workings], None]
    rules: tuple[tuple[str, Rule], ...] = ()
    carrier_keys: tuple[str, ...] = ()
    prices: Mapping[str, str] = field(default_factory=dict)
    invest: Rule = no_cost
    life: str | int | Rule = 10
    unused: Callable[[Collection[str], Known], set[str]] = all_count
    check: Callable[[Known], list[Problem]] = all_fits
    missing: Mapping[str, str] = field(default_factory=dict)
    most_saved: str = ""
    budget_relevant: bool = True
    icon: str = "potential"
