"""Sums of all municipalities: exact whatever the grouping, one factor set at a time, people once."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.records import Stage
from klikks_desktop.domain.region.amounts import Amounts, Saved, added, saved_in
from klikks_desktop.domain.region.totals import Grouping, Part, Row, Totals, Town, together
from klikks_desktop.domain.region.totals_table import Figure, bars, columns
from klikks_desktop.domain.region.totals_words import basis, notes

SETS = ("uba-2024", "geg-2020")
KEYS = ("03358021", "03358001", "033585401", "03452001", "04011000")
POPULATION = {"03358021": 20_000, "03358001": 1_500, "03452001": 40_000, "04011000": 550_000}
MEMBERS = {"033585401": ("03358001",)}


@st.composite
def effects(draw: st.DrawFn) -> tuple[str, str, Stage, str, int | None, Amounts]:
    stage = draw(st.sampled_from(Stage))
    year = draw(st.sampled_from((None, 2023, 2024, 2025))) if stage is Stage.ACHIEVED else None
    number = st.integers(-(10**12), 10**15)
    amounts = Amounts(*(draw(number) for _ in range(4)))
    measure = draw(st.sampled_from(("LED_STREET", "PV_ROOF", "")))
    return draw(st.sampled_from(KEYS)), draw(st.sampled_from(SETS)), stage, measure, year, amounts


def totals_of(found: list[tuple[str, str, Stage, str, int | None, Amounts]]) -> Totals:
    towns = []
    for key in sorted({each[0] for each in found}):
        mine = [each for each in found if each[0] == key]
        sets = {each[1] for each in mine}
        towns.append(
            Town(
                id=UUID(int=int(key)),
                key=key,
                name=f"Ort {key}",
                county=f"Kreis {key[:5]}",
                state=f"Land {key[:2]}",
                members=MEMBERS.get(key, (key,)),
                saved={
                    one: added(saved_in(each[2], each[5]) for each in mine if each[1] == one) for one in sets
                },
            )
        )
    return Totals(
        towns=towns,
        parts=[Part(each[1], each[3], each[4], each[2], each[5], 1) for each in found],
        population=POPULATION,
        measures={"PV_ROOF": "PV auf dem Dach", "LED_STREET": "Licht"},
        set_titles={"uba-2024": "UBA 2024"},
    )


@given(st.lists(effects(), max_size=12), st.sampled_from(SETS))
def test_rows_of_every_grouping_add_up_to_the_sum_of_the_towns(found, factor_set: str) -> None:
    totals = totals_of(found)
    wanted = [saved_in(each[2], each[5]) for each in found if each[1] == factor_set]
    for grouping in Grouping:
        rows = totals.rows(grouping, factor_set)
        assert added(row.saved for row in rows) == added(wanted), grouping
    assert totals.total(factor_set).saved == added(wanted)
    assert totals.saved(factor_set) == added(wanted)


@given(st.lists(effects(), min_size=1, max_size=12))
def test_sets_are_never_added_and_each_is_told(found) -> None:
    totals = totals_of(found)
    shown = totals.factor_set
    used = {each[1] for each in found}
    assert set(totals.sets) == used
    told = [note for note in notes(totals, shown) if note.startswith("Nicht in diesen Summen")]
    assert len(told) == len(used) - 1
    for other in used - {shown}:
        (note,) = [each for each in told if f"„{totals.set_title(other)}“" in each]
        assert all(town.name in note for town in totals.towns if other in town.saved)


@given(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True))
def test_who_lives_in_a_member_of_an_association_is_counted_once(keys: list[str]) -> None:
    totals = totals_of([(key, SETS[0], Stage.ACHIEVED, "", 2025, Amounts(1, 1, 1, 0)) for key in keys])
    lives = {member for key in keys for member in MEMBERS.get(key, (key,))}
    assert totals.total(SETS[0]).inhabitants == sum(POPULATION[key] for key in lives)


def test_what_falls_to_one_inhabitant_leaves_out_towns_that_stand_apart() -> None:
    amounts = Amounts(wh=20_000_000, co2e_g=2_000_000, cents=100_000)
    totals = totals_of(
        [
            ("03358021", SETS[0], Stage.ACHIEVED, "", 2025, amounts),
            ("03452001", SETS[0], Stage.ACHIEVED, "", 2025, Amounts()),
            ("04011000", SETS[1], Stage.ACHIEVED, "", 2025, amounts),
        ]
    )
    total = totals.total(SETS[0])
    assert (total.inhabitants, total.counted_inhabitants) == (610_000, 60_000)
    assert Figure.EUROS.per_head(total) == Decimal(1000) / 60_000
    assert Figure.TONNES.per_head(total) == Decimal(2000) / 60_000
    assert Figure.KWH.per_head(total) == Decimal(20_000) / 60_000
    assert "2 Kommunen mit zusammen 60.000" in basis(totals, SETS[0])


def test_the_set_of_most_municipalities_is_shown() -> None:
    one = Amounts(wh=1)
    totals = totals_of(
        [
            ("03358021", "geg-2020", Stage.POSSIBLE, "", None, one),
            ("03452001", "geg-2020", Stage.POSSIBLE, "", None, one),
            *[("04011000", "uba-2024", Stage.POSSIBLE, "", None, one)] * 5,
        ]
    )
    assert totals.sets == ("geg-2020", "uba-2024")


def test_years_end_with_what_has_none() -> None:
    one = Amounts(wh=1)
    found = [("03358021", SETS[0], Stage.ACHIEVED, "", year, one) for year in (2025, 2023, None)]
    totals = totals_of([*found, ("03358021", SETS[0], Stage.DECIDED, "", None, one)])
    assert [row.name for row in totals.rows(Grouping.YEAR, SETS[0])] == [
        "2023",
        "2025",
        "ohne Jahr",
        "noch nicht erreicht",
    ]


def test_measures_stand_as_in_the_catalogue() -> None:
    one = Amounts(wh=1)
    found = [
        ("03358021", SETS[0], Stage.ACHIEVED, measure, 2025, one)
        for measure in ("", "LED_STREET", "NEU", "PV_ROOF")
    ]
    rows = totals_of(found).rows(Grouping.MEASURE, SETS[0])
    assert [row.name for row in rows] == ["PV auf dem Dach", "Licht", "NEU", "Projekte ohne Potenzial"]


def test_figures_are_rounded_only_when_shown() -> None:
    third = Row(key="", name="a", saved=saved_in(Stage.ACHIEVED, Amounts(co2e_g=50_000, cents=149, wh=499)))
    rows = [third] * 3
    tonnes, euros = (columns(Grouping.STATE, figure)[3] for figure in (Figure.TONNES, Figure.EUROS))
    assert (tonnes.words(third), euros.words(third)) == ("0,1", "1")
    whole = together("alle", rows)
    assert (tonnes.words(whole), euros.words(whole)) == ("0,2", "4")
    assert tonnes.number(whole) == Decimal("0.2")


def test_minus_zero_is_plain_and_unknown_is_a_dash() -> None:
    row = Row(key="", name="a", saved=saved_in(Stage.ACHIEVED, Amounts(co2e_g=-1)))
    known = {column.key: column for column in columns(Grouping.STATE, Figure.TONNES)}
    assert (known["stage0"].words(row), known["head"].words(row), known["towns"].words(row)) == (
        "0,0",
        "–",
        "–",
    )
    assert str(known["stage0"].number(row)) == "0.0"


def test_rows_without_saving_are_no_bars() -> None:
    some = Row(key="a", name="a", saved=saved_in(Stage.DECIDED, Amounts(wh=5000)))
    shown = bars([some, Row(key="b", name="b", saved=Saved())], Figure.KWH)
    assert [(bar.label, bar.decided) for bar in shown] == [("a", Decimal(5))]


def test_a_part_is_taken_away_exactly() -> None:
    whole, part = Amounts(5, 4, 3, 2, 1, 9), Amounts(1, 1, 1, 1, 1, 1)
    assert whole.plus(part, -1).plus(part) == whole
