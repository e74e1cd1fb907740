"""What inputs take, what they refuse, and what stands in for what is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.calculate import calculate, check_inputs
from klikks_desktop.domain.measures.catalogue import SPECS, catalogue, find_measure
from klikks_desktop.domain.measures.model import InputKind
from klikks_desktop.domain.measures.reading import units_of
from klikks_desktop.domain.measures.settle import fitted
from klikks_desktop.domain.records.savings import Grade

IDS = [
    "LED_STREET",
    "LED_INDOOR",
    "PV_ROOF",
    "HEAT_PUMP",
    "BIOMASS",
    "HYDRAULIC",
    "TEMP",
    "INSUL",
    "WINDOW",
    "ENMGMT",
    "BEHAVIOUR",
    "EV_FLEET",
    "CAR_SHARING",
    "BIKE_SHARING",
    "BALCONY_PV",
    "THERMO_WALK",
    "TREES",
    "ADAPT",
]


def refused(reckon, code, measure, more=None, factors="geg-2020", **given) -> str:
    with pytest.raises(UserError) as caught:
        reckon(measure, factors, more, **given)
    assert caught.value.code == code
    return caught.value.text.happened


def test_the_catalogue_has_the_18_measures_in_order(library) -> None:
    found = catalogue(library.assumptions)
    assert [measure.id for measure in found] == IDS == list(SPECS)
    for measure in found:
        assert measure.sentence.endswith(".")
        assert "!" not in measure.sentence
        keys = [field.key for field in measure.inputs]
        assert len(keys) == len(set(keys))
        assert {"I", "Z", "W", "T", "i", "rise"} <= set(keys)
        for field in measure.inputs:
            assert field.title
            assert not field.default or field.source, f"{measure.id} {field.key}: default without a source"
            if field.kind is InputKind.NUMBER and field.default:
                assert field.minimum is None or field.minimum <= Decimal(field.default)
                assert field.maximum is None or Decimal(field.default) <= field.maximum


@pytest.mark.parametrize("name", ["led_street", " LED_STREET ", "Led_Street"])
def test_a_measure_is_found_however_it_is_written(library, name) -> None:
    assert find_measure(library.assumptions, name).id == "LED_STREET"


def test_an_unknown_measure_is_refused(library) -> None:
    with pytest.raises(UserError) as caught:
        find_measure(library.assumptions, "LED_STREETS")
    assert caught.value.code == "K-701"
    assert "LED_STREET, LED_INDOOR" in caught.value.line


@pytest.mark.parametrize(
    ("text", "kwh"),
    [
        ("12000", "12000"),
        ("12.000", "12000"),
        ("12.000,5 kWh", "12000.5"),
        ("12 MWh", "12000"),
        ("13320 kWh Hs", "12000"),
        ("1.110 m3", "10300"),
        ("1.110 m³", "10300"),
        ("1110 cbm", "10300"),
        ("12000 kWh Hi", "12000"),
    ],
)
def test_gas_in_the_units_of_its_bill(reckon, text, kwh) -> None:
    result = reckon("TEMP", Q_heat=text)
    assert round(Decimal(result.inputs["Q_heat"]), 9) == Decimal(kwh)
    converted = [step for step in result.steps if step.title.startswith("Umrechnung")]
    plain = text.split()[-1] in {"kWh", "Hi"} or " " not in text
    assert len(converted) == (0 if plain else 1)


@pytest.mark.parametrize(
    ("carrier", "text", "kwh"),
    [
        ("heating_oil", "3000 l", 30000),
        ("heating_oil", "3000 Liter", 30000),
        ("wood_pellets", "2.000 kg", 9800),
        ("lpg", "1000 kg", 12800),
        ("district_heat", "50 MWh", 50000),
    ],
)
def test_other_carriers_in_the_units_of_their_bills(reckon, carrier, text, kwh) -> None:
    result = reckon("TEMP", carrier=carrier, Q_heat=text)
    assert Decimal(result.inputs["Q_heat"]) == kwh
    (step,) = [step for step in result.steps if step.title.startswith("Umrechnung")]
    assert step.value == kwh
    assert text.split()[0] in step.filled or "3.000" in step.filled or "1.000" in step.filled


def test_a_unit_of_another_carrier_is_refused(reckon) -> None:
    words = refused(reckon, "K-702", "TEMP", carrier="heating_oil", Q_heat="100 m³")
    assert "„m³“" in words
    assert "kWh, MWh, l" in words


def test_the_units_follow_the_carrier(library) -> None:
    heat = find_measure(library.assumptions, "TEMP").input("Q_heat")
    assert set(units_of(heat, {"carrier": "natural_gas"})) == {"MWh", "kWh Hs", "m³"}
    assert set(units_of(heat, {"carrier": "wood_pellets"})) == {"MWh", "kg"}


@pytest.mark.parametrize(
    ("measure", "key", "text", "kept"),
    [
        ("LED_STREET", "d", "50 %", "0.5"),
        ("LED_STREET", "d", "0,125", "0.125"),
        ("LED_STREET", "i", "3 %", "0.03"),
        ("LED_STREET", "n", "1.200", "1200"),
        ("LED_STREET", "p_el", "27,5 ct", "0.275"),
        ("LED_STREET", "p_el", "0.27 €/kWh", "0.27"),
        ("HEAT_PUMP", "JAZ", "3.125", "3.125"),
        ("HEAT_PUMP", "Q_fuel", "125.000", "125000"),
        ("PV_ROOF", "tariff", "7,08", "0.0708"),
        ("PV_ROOF", "tariff", "7.08 ct", "0.0708"),
        ("PV_ROOF", "tariff", "0.0708", "0.0708"),
        ("PV_ROOF", "tariff", "0", "0"),
        ("PV_ROOF", "commissioned", "1.3.2026", "2026-03-01"),
        ("TEMP", "dK", "1.375", "1.375"),
        ("LED_STREET", "W", "−250", "-250"),
    ],
)
def test_numbers_as_people_type_them(reckon, *, measure, key, text, kept) -> None:
    given = {
        "LED_STREET": {"n": 10},
        "HEAT_PUMP": {"Q_fuel": 1000},
        "PV_ROOF": {"kWp": 10, "tariff": "0.07"},
        "TEMP": {"Q_heat": 1000},
    }[measure] | {key: text}
    result = reckon(measure, **given)
    assert result.inputs[key] == kept


@pytest.mark.parametrize(
    ("measure", "given", "words"),
    [
        ("LED_STREET", {"n": -1}, "„-1“ ist nicht möglich"),
        ("LED_STREET", {"n": "2,5"}, "ist eine ganze Zahl"),
        ("LED_STREET", {"n": "viele"}, "keine Zahl"),
        ("LED_STREET", {"n": "1e5"}, "Die Einheit „e5“ passt hier nicht"),
        ("LED_STREET", {"n": "9" * 40}, "keine Zahl"),
        ("LED_STREET", {"n": "NaN"}, "keine Zahl"),
        ("LED_STREET", {"n": "Infinity"}, "keine Zahl"),
        ("LED_STREET", {"n": 1, "d": "1,2"}, "höchstens 1"),
        ("LED_STREET", {"n": 1, "t": 9000}, "höchstens 8.784"),
        ("LED_STREET", {"n": 1, "t_dim": 5000}, "höchstens so viele Stunden"),
        ("LED_STREET", {"n": 1, "T": 0}, "mindestens 1"),
        ("LED_STREET", {"n": 1, "i": 3}, "höchstens 0,3"),
        ("LED_STREET", {"n": 1, "Z": 551}, "Zuschuss ist höher"),
        ("LED_STREET", {"n": 1, "p_el": 30}, "höchstens 3"),
        ("LED_STREET", {}, "Zahl der Leuchten (n) fehlt"),
        ("LED_STREET", {"n": 1, "quatsch": 1}, "Die Eingabe „quatsch“ gibt es bei dieser Maßnahme nicht"),
        ("LED_INDOOR", {"n": 1, "P_new": 20}, "(P_old) fehlt"),
        ("LED_INDOOR", {"n": 1, "P_old": 40, "P_new": 20, "use": "Keller"}, "Möglich sind: Büro (office)"),
        ("HEAT_PUMP", {"Q_fuel": 1000, "JAZ": "0,99"}, "mindestens 1"),
        ("HEAT_PUMP", {"Q_fuel": 1000, "eta_old": 0}, "mehr als 0"),
        ("HEAT_PUMP", {"Q_fuel": 1000, "eta_old": "1.21"}, "höchstens 1,2"),
        ("HEAT_PUMP", {"Q_fuel": 1000, "fuel": "lpg"}, "Für diesen Energieträger gibt es keine Vorgabe"),
        ("HEAT_PUMP", {"Q_fuel": 1000, "fuel": "Kohle"}, "Möglich sind: Erdgas (natural_gas)"),
        ("BIOMASS", {"Q_fuel": 1000, "eta_new": 0}, "mehr als 0"),
        ("HYDRAULIC", {"Q_heat": 1000, "a": "1.5"}, "höchstens 1"),
        ("HYDRAULIC", {"Q_heat": 1000, "a": "-0.1"}, "mindestens 0"),
        ("TEMP", {"Q_heat": 1000, "dK": "2,1"}, "höchstens 2"),
        ("TEMP", {"Q_heat": "1000 BTU"}, "Die Einheit „BTU“ passt hier nicht"),
        ("INSUL", {"A": 100, "eta": 0}, "mehr als 0"),
        ("INSUL", {"A": 100, "element": "roof"}, "Für dieses Bauteil gibt es keine Vorgabe"),
        ("INSUL", {}, "(A) fehlt"),
        ("ENMGMT", {}, "Bitte Wärme, Strom oder beides eintragen"),
        ("BEHAVIOUR", {"E_el": 1000, "school_share": 2}, "höchstens 1"),
        ("PV_ROOF", {}, "Bitte in kWp eintragen, oder die Dachfläche"),
        ("PV_ROOF", {"kWp": 0, "tariff": 0}, "mehr als 0"),
        ("PV_ROOF", {"kWp": 100, "commissioned": "01.03.2026"}, "Ab 100 kWp"),
        ("PV_ROOF", {"kWp": 10, "commissioned": "31.07.2025"}, "außerhalb der Tabelle"),
        ("PV_ROOF", {"kWp": 10, "commissioned": "01.08.2026"}, "außerhalb der Tabelle"),
        ("PV_ROOF", {"kWp": 10, "commissioned": "31.02.2026"}, "gibt es nicht"),
        ("ADAPT", {}, "eine Fläche oder eine Zahl von Trinkbrunnen"),
        ("CAR_SHARING", {"n": 1, "share": "-0.1"}, "mindestens 0"),
        ("TREES", {"n": -5}, "mindestens 0"),
    ],
)
def test_refusals_name_the_input_and_the_reason(reckon, measure, given, words) -> None:
    assert words in refused(reckon, "K-702", measure, **given)


def test_all_problems_are_named_at_once_and_none_that_follows_from_another(reckon) -> None:
    words = refused(reckon, "K-702", "LED_STREET", n="viele", P_old=-1, t="x")
    assert words.count("keine Zahl") == 2
    assert "Leistung je Leuchte heute" in words
    assert "Investition" not in words


def test_the_last_day_of_a_tariff_still_counts(reckon) -> None:
    assert reckon("PV_ROOF", kWp=10, commissioned="31.07.2026").inputs["tariff"] == "0.0778"
    assert reckon("PV_ROOF", kWp=10, commissioned="31.01.2026").inputs["tariff"] == "0.0786"
    assert reckon("PV_ROOF", kWp="99,9", commissioned="31.07.2026").inputs["tariff"]


def test_photovoltaics_need_a_yield_and_a_day(reckon) -> None:
    words = refused(reckon, "K-702", "PV_ROOF", {"place_key": "", "today": None}, kWp=10)
    assert "Ertrag je kWp fehlt" in words
    assert "Tag der Inbetriebnahme fehlt" in words


@pytest.mark.parametrize(
    ("measure", "given", "known"),
    [
        ("INSUL", {"A": 300}, {"known_heat_kwh": Decimal(30239)}),
        ("LED_STREET", {"n": 100, "P_old": 90, "P_new": 25}, {"known_power_kwh": Decimal(25999)}),
        ("HEAT_PUMP", {"Q_fuel": 1000}, {"known_heat_kwh": Decimal(999)}),
        ("PV_ROOF", {"kWp": 30, "y": 930, "tariff": 0}, {"known_power_kwh": Decimal(8369)}),
        ("INSUL", {"A": 300, "Q_heat": 30239}, {}),
        ("WINDOW", {"A": 100, "Q_heat": 1000}, {}),
        ("TEMP", {"Q_heat": 1000, "dK": 2, "a": "0.6"}, {}),
    ],
)
def test_more_than_is_used_cannot_be_saved(reckon, measure, given, known) -> None:
    words = refused(reckon, "K-703", measure, known, **given)
    assert "kWh" in words
    enough = {key: value + 1 for key, value in known.items()}
    if known:
        assert reckon(measure, more=enough, **given)


def test_a_set_without_the_carrier_is_refused(reckon) -> None:
    words = refused(reckon, "K-704", "LED_STREET", factors="kea-bw-2016", n=1)
    assert "Strom" in words
    assert reckon("TEMP", "kea-bw-2016", Q_heat=1000).co2e_t_per_year == Decimal("0.015")


def test_what_was_left_out_is_listed_with_its_source(reckon) -> None:
    result = reckon("LED_STREET", n=100, P_old=90, p_el="0.25")
    assumed = {each.key: (each.value, each.source) for each in result.assumed}
    assert assumed["t"] == ("4000", "E3,E4")
    assert assumed["P_new"] == ("22", "M")
    assert assumed["d"] == ("0.5", "M")
    assert assumed["t_dim"][0] == assumed["Z"][0] == assumed["W"][0] == "0"
    assert assumed["I"] == ("55000", "E1,E2,E3")
    assert not {"n", "P_old", "p_el"} & set(assumed)
    assert set(assumed) | {"n", "P_old", "p_el"} == set(result.inputs)


@pytest.mark.parametrize(
    ("measure", "given", "price"),
    [
        ("LED_STREET", {"n": 1}, "0.27"),
        ("HEAT_PUMP", {"Q_fuel": 1000}, "0.26"),
        ("ENMGMT", {"E_el": 1000}, "0.3"),
        ("EV_FLEET", {"n": 1}, "0.3"),
    ],
)
def test_the_price_of_electricity_follows_its_use(reckon, measure, given, price) -> None:
    assert reckon(measure, **given).inputs["p_el"] == price


def test_only_prices_that_count_are_used(reckon) -> None:
    result = reckon("HEAT_PUMP", Q_fuel=1000, fuel="heating_oil", p_gas="0.2")
    assert {key for key in result.inputs if key.startswith("p_")} == {"p_oil", "p_el"}


def test_check_inputs_without_and_with_the_figures(library) -> None:
    measure = find_measure(library.assumptions, "HEAT_PUMP")
    assert [each.field for each in check_inputs(measure, {})] == ["Q_fuel"]
    typed = {"Q_fuel": "1000", "fuel": "lpg"}
    assert check_inputs(measure, typed) == []
    (problem,) = check_inputs(measure, typed, assumptions=library.assumptions)
    assert problem.field == "eta_old"
    assert check_inputs(measure, typed | {"eta_old": "0,9"}, assumptions=library.assumptions) == []
    assert [each.field for each in check_inputs(measure, {"Q_fuel": "x", "zz": "1"})] == ["zz", "Q_fuel"]


def test_the_form_shows_what_counts_now(library) -> None:
    measure = find_measure(library.assumptions, "HEAT_PUMP")

    def shown(**given: str):
        return fitted(
            measure,
            given,
            assumptions=library.assumptions,
            factors=library.sets["geg-2020"],
            today=date(2026, 5, 4),
        )

    gas, oil = shown(Q_fuel="100000"), shown(Q_fuel="100000", fuel="heating_oil", heat_source="ground")
    assert (gas.input("eta_old").default, oil.input("eta_old").default) == ("0.88", "0.82")
    assert (gas.input("JAZ").default, oil.input("JAZ").default) == ("3", "4")
    assert (oil.input("JAZ").usual_min, oil.input("JAZ").usual_max) == (Decimal("3.3"), Decimal(5))
    assert (gas.input("T").default, oil.input("T").default) == ("18", "20")
    assert gas.input("I").default == "78222.22"
    assert {field.key for field in gas.inputs if field.key.startswith("p_")} == {"p_gas", "p_el"}
    heat = shown(fuel="district_heat")
    assert "Fernwärme" in heat.input("dh_row").choices["fernwaerme-kwk-gas-oel"]
    assert heat.input("eta_old").default == ""
    assert shown().input("I").default == ""


def test_unusual_inputs_are_taken_with_a_warning(reckon) -> None:
    (warning,) = reckon("INSUL", A=10, Gt=2500).warnings
    assert warning == (
        "Gradtagzahl (Gt): 2.500 Kd/a ist ungewöhnlich; üblich ist 3.000 bis 4.200. Bitte prüfen."
    )
    assert any("LED spart üblicherweise 50 bis 90 %" in each for each in doubted(reckon, 85))
    assert not doubted(reckon, 30)


def doubted(reckon, new: int) -> tuple[str, ...]:
    return tuple(each for each in reckon("LED_STREET", n=1, P_new=new).warnings if "LED spart" in each)


@pytest.mark.parametrize(
    ("given", "grades", "grade"),
    [
        ({"n": 100, "P_old": 90, "P_new": 25}, {}, Grade.ESTIMATED),
        ({"n": 100}, {}, Grade.GUIDE),
        (
            {"n": 100, "P_old": 90, "P_new": 25, "t": 4000},
            {"n": Grade.MEASURED, "P_old": Grade.READ, "P_new": Grade.READ, "t": Grade.MEASURED},
            Grade.READ,
        ),
        (
            {"n": 100, "P_old": 90, "P_new": 25, "t": 4000, "t_dim": 100},
            dict.fromkeys(("n", "P_old", "P_new", "t", "t_dim"), Grade.MEASURED),
            Grade.GUIDE,  # the depth of dimming counts now, and is a guide value
        ),
    ],
)
def test_the_grade_is_that_of_the_worst_input_that_counts(reckon, given, grades, grade) -> None:
    assert reckon("LED_STREET", more={"grades": grades}, **given).grade is grade


def test_guide_values_are_marked(library) -> None:
    street = find_measure(library.assumptions, "LED_STREET")
    assert street.input("P_old").is_guide_value
    assert not street.input("t").is_guide_value


def test_a_set_without_fuels_takes_the_litres(library, near) -> None:
    geg = library.sets["geg-2020"]
    bare = replace(geg, factors={Carrier.ELECTRICITY: geg.factors[Carrier.ELECTRICITY]})
    result = calculate(
        find_measure(library.assumptions, "EV_FLEET"),
        {"n": "1"},
        factors=bare,
        assumptions=library.assumptions,
    )
    # 12,000 km with 6.5 l per 100 km of 2.645 kg; 18 kWh per 100 km with loss 1.10 of 560 g
    assert near(result.co2e_t_per_year, Fraction("780") * Fraction("2.645") / 1000 - Fraction("1.33056"))


@pytest.mark.parametrize("measure", IDS)
def test_no_sentence_shouts_or_lacks_an_umlaut(library, measure) -> None:
    found = find_measure(library.assumptions, measure)
    for field in found.inputs:
        assert field.title[0].isupper(), field.key
        assert not field.help[:1].islower(), field.key
    texts = [found.title, found.sentence, *(field.title + field.help for field in found.inputs)]
    assert not [text for text in texts if re.search(r"!|\bfuer\b|\bueber\b", text)]
