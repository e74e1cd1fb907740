"""Comparison with other buildings: official comparison values of 2021 and VDI 3807 means.

Heat is compared after the weather correction, all in kWh per m2 NGF and year (facts 4.7, 4.8). The
classes A to G are a scale of our own for the ratio to the comparison value, not an official one; the
comparison values tell a good old building, so that many stand above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from klikks_desktop.domain.factors import ComparisonValue, MeanValue

SMALL_AREA: Final = Decimal(500)
LARGE_AREA: Final = Decimal(50_000)
REALISTIC_SHARE: Final = Decimal("0.5")
"""Part of the way to the target that is realistic (facts 4.8, R)."""
POOL_KINDS: Final = frozenset({"32"})
POOL_MEANS: Final = frozenset({"hallenbad"})
"""Indoor pools: the comparison value leaves pool water out, so none is judged by it (facts 4.7)."""
CLASS_NOTE: Final = (
    "Die Klassen A bis G sind eine eigene Einteilung nach dem Verhältnis zum amtlichen Vergleichswert "
    "von 2021, keine amtlichen Klassen."
)
POWER_NOTE: Final = (
    "Der Vergleichswert für Strom enthält Lüftung, Beleuchtung und Kühlung, Geräte weitgehend nicht; "
    "Zähler zeigen daher meist mehr."
)
POOL_NOTE: Final = "Schwimmhallen werden nicht bewertet: Der Vergleichswert enthält das Beckenwasser nicht."


@dataclass(frozen=True, slots=True)
class EnergyClass:
    """A letter and plain words for a ratio to the comparison value up to ``ratio``."""

    letter: str
    words: str
    ratio: Decimal | None


CLASSES: Final[Sequence[EnergyClass]] = (
    EnergyClass("A", "sehr sparsam", Decimal("0.5")),
    EnergyClass("B", "sparsam", Decimal("0.75")),
    EnergyClass("C", "gut, höchstens der Vergleichswert", Decimal(1)),
    EnergyClass("D", "etwas über dem Vergleichswert", Decimal("1.25")),
    EnergyClass("E", "deutlich über dem Vergleichswert", Decimal("1.75")),
    EnergyClass("F", "hoch", Decimal("2.5")),
    EnergyClass("G", "sehr hoch", None),
)


@dataclass(frozen=True, slots=True)
class Rating:
    """Heat or power of a building beside what others need, in kWh/(m2 a). ``None``: not known.

    comparison: value of 2021 with size factor. mean, target: VDI 3807.
    """

    actual: Decimal | None
    comparison: Decimal | None
    mean: Decimal | None = None
    target: Decimal | None = None
    energy_class: EnergyClass | None = None

    @property
    def ratio(self) -> Decimal | None:
        """Actual to comparison value."""
        if self.actual is None or not self.comparison:
            return None
        return self.actual / self.comparison

    @property
    def goal(self) -> Decimal | None:
        """What a potential is reckoned against: the VDI target, else the comparison value."""
        return self.comparison if self.target is None else self.target


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Both ratings of a building. note: a German sentence where nothing can be judged, else ""."""

    heat: Rating
    power: Rating
    size_factor: Decimal | None = None
    note: str = ""


@lru_cache(maxsize=1024)
def size_factor(area_m2: Decimal) -> Decimal:
    """f(A) of the notice: 1.46 to 500 m2, 4.53*A^-0.215+0.27 below 50,000 m2, then 0.71 (F5).

    It jumps a little at both joints, as in the notice.
    """
    if area_m2 <= SMALL_AREA:
        return Decimal("1.46")
    if area_m2 >= LARGE_AREA:
        return Decimal("0.71")
    return Decimal("4.53") * area_m2 ** Decimal("-0.215") + Decimal("0.27")


def comparison_heat(value: ComparisonValue, area_m2: Decimal, *, central_hot_water: bool) -> Decimal:
    """Comparison value for heat: heating * f(A), plus hot water where it is central (F5)."""
    return value.heat * size_factor(area_m2) + (value.hot_water if central_hot_water else Decimal(0))


def classify(ratio: Decimal | None) -> EnergyClass | None:
    """The class of a ratio to the comparison value."""
    if ratio is None:
        return None
    return next(each for each in CLASSES if each.ratio is None or ratio <= each.ratio)


def judge(
    heat_per_m2: Decimal | None,
    power_per_m2: Decimal | None,
    *,
    area_m2: Decimal | None,
    comparison: ComparisonValue | None,
    mean: MeanValue | None,
    central_hot_water: bool,
    is_pool: bool = False,
) -> Benchmark:
    """Both ratings of a building from its figures per m2."""
    if is_pool:
        return Benchmark(Rating(heat_per_m2, None), Rating(power_per_m2, None), note=POOL_NOTE)
    heat_value = power_value = factor = None
    if comparison is not None and area_m2:
        factor = size_factor(area_m2)
        heat_value = comparison_heat(comparison, area_m2, central_hot_water=central_hot_water)
    if comparison is not None:
        power_value = comparison.electricity
    heat = Rating(
        heat_per_m2,
        heat_value,
        mean.heat_mean if mean else None,
        mean.heat_target if mean else None,
    )
    power = Rating(
        power_per_m2,
        power_value,
        mean.power_mean if mean else None,
        mean.power_target if mean else None,
    )
    return Benchmark(_classified(heat), _classified(power), factor)


def is_pool(kind: str, other_kind: str) -> bool:
    """Whether a building is an indoor pool."""
    return kind in POOL_KINDS or other_kind in POOL_MEANS


def potential_kwh(actual: Decimal, target: Decimal, area_m2: Decimal) -> Decimal:
    """Saving per year from a benchmark: max(0, k_actual - k_target) * A * 0.5 (facts 4.8, R)."""
    return max(Decimal(0), actual - target) * area_m2 * REALISTIC_SHARE


def _classified(rating: Rating) -> Rating:
    return Rating(rating.actual, rating.comparison, rating.mean, rating.target, classify(rating.ratio))
