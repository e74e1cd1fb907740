"""Savings at one building: shares multiply, a heat pump uses the reduced heat, stages stay independent.

Prices and factors in these tests: gas 0.10 EUR/kWh Hs, electricity 0.30 and 0.26 (heat pump) EUR/kWh,
gas 240 g, electricity 560 g CO2e/kWh (GEG).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import amounts_of, stages_of
from klikks_desktop.domain.interaction import Saving, together
from klikks_desktop.domain.records import Stage

GAS, POWER = Carrier.NATURAL_GAS, Carrier.ELECTRICITY
GAS_PRICE = Decimal("1.11") * Decimal("0.10")
CLOSE = Decimal("1e-9")
HEAT = {"carrier": "natural_gas", "Q_heat": "100000"}


def close(value: Decimal, expected: Decimal) -> bool:
    return abs(value - expected) < CLOSE


def test_alone_every_saving_counts_as_its_result_says(saving: Callable[..., Saving]) -> None:
    one = saving("HYDRAULIC", **HEAT)
    joint = together([one])
    assert (joint.notes, joint.left_out) == ((), ())
    (effect,) = joint.effects
    assert effect.kwh == one.result.energy_kwh_per_year[GAS]
    assert (effect.tonnes, effect.eur) == (one.result.co2e_t_per_year, one.result.eur_per_year)


def test_shares_at_one_building_multiply(saving: Callable[..., Saving]) -> None:
    joint = together([saving("HYDRAULIC", a="0.08", **HEAT), saving("ENMGMT", a="0.10", **HEAT)])
    amounts = amounts_of(joint.effects)
    kwh = 100_000 * (1 - Decimal("0.92") * Decimal("0.90"))
    assert close(amounts.kwh[GAS], kwh)
    assert close(amounts.tonnes, kwh * 240 / 10**6)
    assert close(amounts.eur, kwh * GAS_PRICE)
    # Each keeps its portion of the common saving.
    first, second = (effect.kwh for effect in joint.effects)
    assert close(first / second, Decimal("0.8"))
    assert joint.notes[0].startswith("Rathaus: ")
    assert "nicht addiert" in joint.notes[0]


@pytest.mark.parametrize("other", [None, UUID(int=8)])
def test_shares_at_different_or_unknown_buildings_are_added(
    saving: Callable[..., Saving], other: UUID | None
) -> None:
    joint = together([saving("HYDRAULIC", at=None, **HEAT), saving("ENMGMT", at=other, a="0.10", **HEAT)])
    assert amounts_of(joint.effects).kwh[GAS] == 18_000
    assert joint.notes == ()


def test_shares_of_different_carriers_do_not_touch_each_other(saving: Callable[..., Saving]) -> None:
    joint = together([saving("ENMGMT", E_el="20000", a="0.10"), saving("HYDRAULIC", a="0.08", **HEAT)])
    assert amounts_of(joint.effects).kwh == {POWER: 2_000, GAS: 8_000}
    assert joint.notes == ()


def test_only_the_carrier_that_two_share_is_reduced(saving: Callable[..., Saving]) -> None:
    both = saving("BEHAVIOUR", a_h="0.08", a_e="0.07", E_el="20000", school_share="0.5", **HEAT)
    joint = together([both, saving("TEMP", a="0.06", dK="1", **HEAT)])
    behaviour = joint.effects[0]
    heat = 100_000 * (1 - Decimal("0.92") * Decimal("0.94")) * Decimal("0.08") / Decimal("0.14")
    assert close(behaviour.parts[GAS].kwh, heat)
    assert behaviour.parts[POWER].kwh == 1_400
    # Half of the saved euros goes to the school.
    assert close(behaviour.eur, (heat * GAS_PRICE + 1_400 * Decimal("0.30")) / 2)


def test_operating_cost_is_not_reduced(saving: Callable[..., Saving]) -> None:
    joint = together([saving("ENMGMT", a="0.10", W="500", **HEAT), saving("HYDRAULIC", a="0.08", **HEAT)])
    kwh = 100_000 * (1 - Decimal("0.92") * Decimal("0.90"))
    assert close(amounts_of(joint.effects).eur, kwh * GAS_PRICE - 500)


def test_a_heat_pump_after_insulation_uses_the_reduced_heat(saving: Callable[..., Saving]) -> None:
    # 100 m2 x (1.4 - 0.2) x 3500 Kd x 24 / 1000 x 0.9 / 0.9 = 10,080 kWh of 100,000.
    insulation = saving(
        "INSUL",
        A="100",
        U_old="1.4",
        U_new="0.2",
        Gt="3500",
        Fx="1",
        fu="0.9",
        eta="0.9",
        carrier="natural_gas",
    )
    pump = saving("HEAT_PUMP", fuel="natural_gas", Q_fuel="100000", eta_old="0.9", JAZ="3")
    amounts = amounts_of(together([pump, insulation]).effects)
    left = Decimal(100_000) - 10_080
    assert close(amounts.kwh[GAS], Decimal(100_000))
    assert close(amounts.kwh[POWER], -left * Decimal("0.9") / 3)
    assert close(amounts.tonnes, Decimal(100_000) * 240 / 10**6 - left * Decimal("0.3") * 560 / 10**6)
    assert close(amounts.eur, Decimal(100_000) * GAS_PRICE - left * Decimal("0.3") * Decimal("0.26"))


def test_insulation_comes_before_shares(saving: Callable[..., Saving]) -> None:
    insulation = saving(
        "INSUL",
        A="100",
        U_old="1.4",
        U_new="0.2",
        Gt="3500",
        Fx="1",
        fu="0.9",
        eta="0.9",
        carrier="natural_gas",
    )
    joint = together([saving("HYDRAULIC", a="0.08", **HEAT), insulation])
    hydraulic, envelope = joint.effects
    assert envelope.kwh == insulation.result.energy_kwh_per_year[GAS]
    assert close(hydraulic.kwh, (Decimal(100_000) - envelope.kwh) * Decimal("0.08"))


def test_what_is_achieved_does_not_change_by_what_is_possible(saving: Callable[..., Saving]) -> None:
    done = saving("HYDRAULIC", stage=Stage.ACHIEVED, a="0.08", **HEAT)
    idea = saving("ENMGMT", a="0.10", **HEAT)
    kwh = stages_of(together([idea, done]).effects, lambda each: each.kwh)
    assert close(kwh.achieved, Decimal(8_000))
    assert close(kwh.possible, Decimal(100_000) * Decimal("0.92") * Decimal("0.10"))


@pytest.mark.parametrize(
    ("pump_stage", "later"), [(Stage.ACHIEVED, Stage.POSSIBLE), (Stage.DECIDED, Stage.POSSIBLE)]
)
def test_a_saving_after_the_new_heating_saves_the_new_carrier(
    saving: Callable[..., Saving], pump_stage: Stage, later: Stage
) -> None:
    pump = saving("HEAT_PUMP", stage=pump_stage, fuel="natural_gas", Q_fuel="100000", eta_old="0.9", JAZ="3")
    joint = together([pump, saving("HYDRAULIC", stage=later, a="0.08", **HEAT)])
    heating, hydraulic = joint.effects
    assert heating.tonnes == pump.result.co2e_t_per_year
    saved = Decimal(8_000) * Decimal("0.9") / 3
    assert hydraulic.parts.keys() == {POWER}
    assert close(hydraulic.kwh, saved)
    assert close(hydraulic.tonnes, saved * 560 / 10**6)
    assert close(hydraulic.eur, saved * Decimal("0.26"))


def test_a_new_electric_heating_leaves_savings_of_the_rest(saving: Callable[..., Saving]) -> None:
    pump = saving("HEAT_PUMP", stage=Stage.ACHIEVED, fuel="electricity", Q_fuel="90000", eta_old="1", JAZ="3")
    later = saving("TEMP", carrier="electricity", Q_heat="90000", a="0.06", dK="1")
    kwh = stages_of(together([pump, later]).effects, lambda each: each.kwh)
    assert close(kwh.achieved, Decimal(60_000))
    assert close(kwh.possible, Decimal(90_000) * Decimal("0.06") / 3)


def test_one_heating_is_replaced_once(saving: Callable[..., Saving]) -> None:
    old = {"fuel": "natural_gas", "Q_fuel": "100000", "eta_old": "0.9"}
    pump = saving("HEAT_PUMP", title="Wärmepumpe", JAZ="3", **old)
    pellets = saving("BIOMASS", title="Pellets", carrier="wood_pellets", **old)
    joint = together([pump, pellets])
    # Pellets avoid more; both together would save the gas twice.
    assert [each.measure for each in joint.effects] == ["BIOMASS"]
    (left,) = joint.left_out
    assert left.id == pump.id
    assert "„Pellets“" in left.reason
    decided = together([saving("HEAT_PUMP", stage=Stage.DECIDED, JAZ="3", **old), pellets])
    assert [each.measure for each in decided.effects] == ["HEAT_PUMP"]


def test_two_heatings_that_stand_already_both_count(saving: Callable[..., Saving]) -> None:
    old = {"fuel": "natural_gas", "Q_fuel": "50000", "eta_old": "0.9", "JAZ": "3"}
    joint = together([saving("HEAT_PUMP", stage=Stage.ACHIEVED, **old) for _ in range(2)])
    assert len(joint.effects) == 2
    assert joint.left_out == ()


SHARE = st.decimals("0.01", "0.5", places=2)


@given(
    shares=st.lists(SHARE, min_size=2, max_size=4),
    stages=st.lists(st.sampled_from(Stage), min_size=4, max_size=4),
)
def test_however_they_are_staged_shares_save_together_what_is_left_over(
    saving: Callable[..., Saving], shares: list[Decimal], stages: list[Stage]
) -> None:
    savings = [
        saving("HYDRAULIC", stage=stage, a=str(share), **HEAT)
        for share, stage in zip(shares, stages, strict=False)
    ]
    left = Decimal(1)
    for share in shares:
        left *= 1 - share
    joint = together(savings)
    assert close(amounts_of(joint.effects).kwh[GAS], 100_000 * (1 - left))
    assert all(
        0 < each.kwh <= one.result.energy_kwh_per_year[GAS]
        for each, one in zip(joint.effects, savings, strict=True)
    )
