"""What stands for a measured project: the last year, summed, with the factor set it was reckoned with."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.achieved import by_year, last_year
from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import Achievement, Grade

KEY = UUID(int=1)


def saved(year: int, kwh: int, **fields: object) -> Achievement:
    given = {"carrier": Carrier.ELECTRICITY, "co2e_kg": Decimal(kwh) / 2, "factor_set": "a", **fields}
    return Achievement(id=KEY, project_id=KEY, year=year, kwh=Decimal(kwh), **given)


def test_nothing_measured_is_nothing() -> None:
    assert last_year([]) is None
    assert by_year([]) == []


def test_the_last_year_stands_whatever_the_order() -> None:
    rows = [saved(2025, 300), saved(2024, 100), saved(2025, 50, carrier=Carrier.NATURAL_GAS, saved_cents=7)]
    assert [each.year for each in by_year(rows)] == [2024, 2025]
    last = last_year(rows)
    assert (last.year, last.kwh) == (2025, {Carrier.ELECTRICITY: 300, Carrier.NATURAL_GAS: 50})
    assert (last.saved_cents, last.co2e_kg, last.factor_set) == (7, 175, "a")
    assert by_year(rows)[0].saved_cents is None, "no bill is not zero euros"


def test_rows_of_one_carrier_are_added_and_grades_rolled_up() -> None:
    rows = [saved(2025, 300), saved(2025, -100, grade=Grade.ESTIMATED), saved(2025, 1, grade=Grade.READ)]
    last = last_year(rows)
    assert (last.kwh, last.grade) == ({Carrier.ELECTRICITY: 201}, Grade.ESTIMATED)


def test_emissions_of_different_sets_are_never_added() -> None:
    assert last_year([saved(2025, 1), saved(2025, 2, factor_set="b")]).co2e_kg is None
    missing = last_year([saved(2025, 1), saved(2025, 2, co2e_kg=None)])
    assert (missing.co2e_kg, missing.factor_set) == (None, "")
