"""What a measure is made of and what its calculation gives.

Described by data, so that form, command line, help, import and export come from one description.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records.savings import Grade


class InputKind(Enum):
    """What an input holds."""

    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a measure (Eingabe).

    key: as in the formulas ("P_old"). unit: German, "" for a plain number or a share 0 to 1.
    default: "" when there is none and a person must say; text of a plain decimal ("0.5"), an ISO date
    or a choice. source: source keys of the default, "M" a guide value (Richtwert, bitte prüfen).
    usual_min, usual_max: beyond them the form asks to look again; minimum, maximum: refused beyond.
    above_minimum: ``minimum`` itself is refused too. optional: may stay empty. derived: a default is
    found once other inputs are known (``fitted`` shows it), so ``default`` may be empty.
    units: further units the form takes and converts visibly ("MWh" -> in ``unit``). carrier_key: the
    choice or, as a word of ``Carrier``, the carrier whose units are taken ("kWh Hs", "l").
    is_common: one of the inputs that all measures share (I, Z, W, T, i, rise, prices).
    """

    key: str
    title: str
    kind: InputKind = InputKind.NUMBER
    unit: str = ""
    help: str = ""
    default: str = ""
    source: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    usual_min: Decimal | None = None
    usual_max: Decimal | None = None
    above_minimum: bool = False
    whole: bool = False
    optional: bool = False
    derived: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Decimal] = field(default_factory=dict)
    carrier_key: str = ""
    is_common: bool = False

    @property
    def is_guide_value(self) -> bool:
        """Whether the default is a Richtwert that somebody has to check."""
        return bool(self.default) and "M" in self.source.replace(",", " ").split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of the catalogue. sentence: what it is, in one German sentence.

    budget_relevant: its euros relieve the municipal budget. icon: name of an icon.
    """

    id: str
    title: str
    sentence: str
    inputs: tuple[Input, ...]
    budget_relevant: bool = True
    icon: str = "potential"

    def input(self, key: str) -> Input:
        """The input with this key; ``KeyError`` when there is none."""
        for each in self.inputs:
            if each.key == key:
                return each
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An input that was left out, and what stands in for it."""

    key: str
    value: str
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the Rechenweg.

    formula: in letters. filled: the same with the numbers, German. value: what comes out, exact.
    sources: keys of facts or names of factor sets. note: a German sentence beside it.
    """

    title: str
    formula: str
    filled: str
    value: Decimal | None
    unit: str
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics:
    """Economics without or with grant (VDI 2067 style). ``None``: does not apply.

    payback_years: ``None`` means "rechnet sich nicht"; 0 where nothing is to be paid.
    """

    payback_years: Decimal | None
    annuity_eur_per_year: Decimal
    npv_eur: Decimal
    avoidance_cost_eur_per_t: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a measure brings; savings positive, additional use negative. Frozen with its factor set.

    inputs: every input used, as texts of plain decimals, ISO dates or choices, given or assumed.
    energy_kwh_per_year: kWh Hi per carrier. co2e_t_per_year: ``None`` where no claim is made.
    indicators: title with unit -> value (adaptation). warnings: German sentences, "bitte prüfen".
    grade: the worst grade of the inputs that matter.
    """

    measure: str
    factor_set: str
    co2_basis: str
    inputs: Mapping[str, str]
    assumed: tuple[Assumed, ...]
    energy_kwh_per_year: Mapping[Carrier, Decimal]
    co2e_t_per_year: Decimal | None
    co2e_feed_in_t_per_year: Decimal
    sink_t_per_year: Decimal
    eur_per_year: Decimal
    budget_relevant: bool
    investment_eur: Decimal
    grant_eur: Decimal
    without_grant: Economics
    with_grant: Economics
    indicators: Mapping[str, Decimal]
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]
    grade: Grade
