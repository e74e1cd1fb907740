"""The shipped figures against the printed tables, and the reader of factor files against bad ones."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Factor
from klikks_desktop.reference.factors import MAX_BYTES, FactorLibrary, parse_file

GEG_ANLAGE_9 = (310, 240, 270, 400, 430, 140, 75, 180, 210, 105, 20, 560, 0, 860, 0, 0, 40, None, 20)
GEG_DISTRICT_HEAT = (300, 180, 40, 400, 300, 60)
GEG_ANLAGE_4 = [*["1.1"] * 4, "1.2", "1.1", "1.1", "0.2", "1.8", "0", "2.8", "0", "0", "0", "-", "0"]
UBA = {2015: 528, 2016: 524, 2017: 486, 2018: 473, 2019: 411, 2020: 369, 2021: 410, 2022: 433, 2023: 386}
FILE: dict[str, Any] = {
    "format": "klikks-faktoren",
    "version": 1,
    "id": "eigene-werte",
    "title": "Eigene Werte",
    "edition": "2027-01",
    "valid_from": "2027-01-01",
    "electricity_mix": [{"year": 2025, "value": 344, "source": "F7", "status": "vorläufig"}],
}


@pytest.fixture(scope="module")
def library(resources: Path) -> FactorLibrary:
    return FactorLibrary.load(resources)


def text(**changes: object) -> bytes:
    return json.dumps(FILE | changes, ensure_ascii=False).encode()


def a_year(**changes: object) -> dict[str, object]:
    return {"year": 2025, "value": 344, "source": "R", **changes}


def refused(data: bytes, code: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_file(data)
    assert caught.value.code == code, str(caught.value)
    line = str(caught.value)
    assert not re.search(r"[{}`$]", line), line
    return line


def every_figure(library: FactorLibrary) -> dict[str, Factor]:
    assumed = library.assumptions
    figures: dict[str, Factor] = {}
    for one in library.sets.values():
        figures |= {f"{one.id} {carrier}": each for carrier, each in one.factors.items()}
        figures |= {f"{one.id} {key}": each for key, each in one.rows.items()}
    figures |= {" ".join(key): each for key, each in assumed.defaults.items()}
    figures |= assumed.prices
    figures |= {f"y{key}": each for key, each in assumed.yields.items()}
    figures |= {f"co2 {key}": each for key, each in assumed.co2_price.items()}
    figures |= {f"primary {key}": each for key, each in library.primary.items()}
    figures |= {f"mix {key}": each for key, each in library.electricity_mix.items()}
    for key, both in assumed.service_lives.items():
        figures |= {f"life {key} {at}": each for at, each in enumerate(both)}
    return figures


# ---------------------------------------------------------------------- what is shipped


def test_anlage_9_row_by_row(resources: Path, library: FactorLibrary) -> None:
    stored = json.loads((resources / "factors" / "geg-2020.json").read_text("utf-8"))["sets"][0]["rows"]
    assert tuple(row["value"] for row in stored) == (*GEG_ANLAGE_9, *GEG_DISTRICT_HEAT)
    assert [row["note"].split(";")[0] for row in stored] == [
        f"Anlage 9 Nr. 3, Zeile {number}" for number in range(1, 26)
    ]
    one = library.sets["geg-2020"]
    assert "kwk-gebaeude" not in one.rows, "a row without a figure is missing, never 0"
    assert len(one.rows) == 24
    values = {carrier: one.factors[carrier].value for carrier in Carrier}
    assert values == {
        Carrier.ELECTRICITY: 560,
        Carrier.NATURAL_GAS: 240,
        Carrier.HEATING_OIL: 310,
        Carrier.LPG: 270,
        Carrier.WOOD_PELLETS: 20,
        Carrier.WOOD_CHIPS: 20,
        Carrier.DISTRICT_HEAT: 180,
        Carrier.DIESEL: Decimal(2645) / Decimal("9.8"),
        Carrier.PETROL: Decimal(2326) / Decimal("8.6"),
    }


def test_anlage_4_row_by_row(resources: Path, library: FactorLibrary) -> None:
    stored = json.loads((resources / "factors" / "geg-primaerenergie.json").read_text("utf-8"))["primary"]
    shown = ["-" if row["value"] is None else f"{row['value']:g}" for row in stored]
    assert shown == GEG_ANLAGE_4
    assert library.primary["strom-netz"].value == Decimal("1.8")
    assert len(library.primary) == 15


def test_a_set_for_each_year_of_the_electricity_mix(library: FactorLibrary) -> None:
    mix = {**UBA, 2024: 363}
    assert {year: each.value for year, each in library.electricity_mix.items()} == mix
    for year, value in mix.items():
        one = library.sets[f"geg-uba-{year}"]
        assert one.factors[Carrier.ELECTRICITY].value == value
        assert one.factors[Carrier.NATURAL_GAS].value == 240
        assert one.title == f"GEG-Brennstoffe + UBA-Strommix {year}"
        assert one.vintage == str(year)
        assert one.basis.startswith("gemischt")
    assert "geg-uba-2025" not in library.sets, "a year without a figure is never guessed"
    assert library.electricity_mix[2023].note == "vorläufig (ältere Ausgabe: 380)"


def test_kea_2016_has_no_electricity(library: FactorLibrary) -> None:
    one = library.sets["kea-bw-2016"]
    assert one.factor(Carrier.ELECTRICITY) is None
    assert one.factor(Carrier.DISTRICT_HEAT) is None
    fuels = {carrier.value: int(each.value) for carrier, each in one.factors.items()}
    assert fuels == {
        "natural_gas": 250,
        "heating_oil": 319,
        "lpg": 277,
        "wood_pellets": 27,
        "wood_chips": 24,
    }
    assert one.rows["scheitholz"].value == 19


def test_every_figure_has_a_source_that_is_spelled_out(library: FactorLibrary) -> None:
    unknown = {
        (name, key)
        for name, each in every_figure(library).items()
        for key in each.source.split(",")
        if key not in library.sources
    }
    tables = [*library.comparison.values(), *library.means.values(), *library.programmes.values()]
    unknown |= {
        (each.title, key) for each in tables for key in each.source.split(",") if key not in library.sources
    }
    unknown |= {
        (str(each.begins_on), each.source)
        for each in library.assumptions.feed_in
        if each.source not in library.sources
    }
    assert unknown == set()
    assert library.source_words("E16,M").endswith("bitte prüfen")


def test_every_source_is_used(library: FactorLibrary) -> None:
    tables = [*library.comparison.values(), *library.means.values(), *library.programmes.values()]
    used = {key for each in every_figure(library).values() for key in each.source.split(",")}
    used |= {key for each in (*tables, *library.assumptions.feed_in) for key in each.source.split(",")}
    assert set(library.sources) - used == set()


def test_defaults_with_their_ranges(library: FactorLibrary) -> None:
    printed = """
        LED_STREET hours 4000 3500 4200 E3,E4
        LED_STREET invest_per_light 550 379 736 E1,E2,E3
        PV_ROOF self_consumption 0.30 0.10 0.90 M
        HEAT_PUMP jaz_air 3.0 2.6 3.8 M
        HYDRAULIC saving 0.08 0.05 0.15 E8,E9
        INSUL gt 3500 3000 4200 M
        EV_FLEET diesel_co2 2.645 None None E16
        TREES kg_co2_per_tree 10 5 12.5 E22,E23
        ECON interest 0.03 0 0.06 R
        ECON maintenance_rise 0.02 None None R
    """
    for measure, name, *expected in (line.split() for line in printed.strip().splitlines()):
        each = library.assumptions.defaults[measure, name]
        assert [str(each.value), str(each.minimum), str(each.maximum), each.source] == expected, name
        assert each.is_guide_value == (expected[-1] == "M")


def test_every_default_lies_in_its_range(library: FactorLibrary) -> None:
    for name, each in every_figure(library).items():
        assert each.minimum is None or each.minimum <= each.value, name
        assert each.maximum is None or each.value <= each.maximum, name


def test_prices_tariffs_yields_and_lives(library: FactorLibrary) -> None:
    assumed = library.assumptions
    prices = {key: str(each.value) for key, each in assumed.prices.items()}
    assert prices == {
        "p_el": "0.30",
        "p_el_street": "0.27",
        "p_el_heat_pump": "0.26",
        "p_gas": "0.10",
        "p_oil": "0.95",
        "p_pellets": "0.32",
        "p_wood": "0.045",
        "p_dh": "0.15",
        "p_lpg": "0.11",
        "p_diesel": "1.60",
        "p_petrol": "1.75",
    }
    assert assumed.prices["p_gas"].unit == "EUR/kWh Hs"
    assert sorted(assumed.yields) == [f"{number:02}" for number in range(1, 17)]
    assert assumed.yields["03"].value == 940
    assert {year: each.value for year, each in assumed.co2_price.items()} == {
        2021: 25,
        2022: 30,
        2023: 30,
        2024: 45,
        2025: 55,
        2026: 65,
    }
    first, second, third = assumed.feed_in
    assert (first.to_10_kw, second.to_40_kw, third.to_100_kw) == (Decimal("7.86"), Decimal("6.73"), None)
    assert (second.begins_on, second.ends_on) == (date(2026, 2, 1), date(2026, 7, 31))
    thirty_kwp = (10 * second.to_10_kw + 20 * second.to_40_kw) / 30
    assert round(thirty_kwp, 2) == Decimal("7.08")
    lives = {
        key: (int(years.value), float(share.value)) for key, (years, share) in assumed.service_lives.items()
    }
    assert lives["pv_inverter"] == (12, 0.10)
    assert lives["insulation"] == (40, 0.0)
    assert lives["heat_pump_air"] == (18, 0.025)
    assert len(lives) == 12


def test_comparison_values_are_sums_of_their_columns(library: FactorLibrary) -> None:
    assert len(library.comparison) == 22
    school = library.comparison["21"]
    assert (school.heat, school.hot_water) == (Decimal("49.3"), Decimal("22.4"))
    assert school.electricity == Decimal("10.5")  # 3.9 + 5.5 + 0.3 + 0.2 + 0 + 0.6
    assert library.comparison["1"].electricity == Decimal("22.5")  # 3.2 + 10.7 + 2.6 + 3.1 + 0.1 + 2.8
    assert library.comparison["32"].electricity == Decimal("61.2")  # 8.3 + 13.4 + 1.1 + 1.1 + 30 + 7.3
    for each in library.comparison.values():
        assert each.electricity == sum(each.columns.values())
        assert len(each.columns) == 6


def test_means_and_programmes(library: FactorLibrary) -> None:
    school = library.means["schule"]
    assert (school.heat_mean, school.heat_target, school.power_mean, school.power_target) == (154, 90, 14, 6)
    assert {key for key, each in library.means.items() if each.source == "M"} == {"kita", "bibliothek"}
    kfw = library.programmes["kfw-422"]
    assert (kfw.rate, kfw.rate_finance_weak, kfw.as_of) == (Decimal("0.30"), None, "2024-11")
    assert len(library.programmes) == 9
    assert all(each.as_of for each in library.programmes.values())


# ---------------------------------------------------------------------- files laid over


def test_a_newer_year_makes_a_set_of_its_own(library: FactorLibrary) -> None:
    over = library.with_files([text().decode()])
    assert over.sets["geg-uba-2025"].factors[Carrier.ELECTRICITY].value == 344
    assert "geg-uba-2025" not in library.sets
    assert "Eigene Werte: 2027-01" in over.sets["geg-uba-2025"].edition


def test_a_figure_of_a_file_wins_and_the_others_stay(library: FactorLibrary) -> None:
    price = {"id": "p_gas", "value": 0.125, "unit": "EUR/kWh Hs", "source": "R"}
    over = library.with_files([text(prices=[price]).decode()])
    assert over.assumptions.prices["p_gas"].value == Decimal("0.125")
    assert over.assumptions.prices["p_oil"] == library.assumptions.prices["p_oil"]


def test_the_later_file_wins(library: FactorLibrary) -> None:
    files = [
        text(id=name, prices=[{"id": "p_gas", "value": value, "source": "R"}]).decode()
        for name, value in (("a", 0.1), ("b", 0.2))
    ]
    assert library.with_files(files).assumptions.prices["p_gas"].value == Decimal("0.2")
    assert library.with_files(files[::-1]).assumptions.prices["p_gas"].value == Decimal("0.1")


def test_a_mixed_set_needs_its_base(library: FactorLibrary) -> None:
    mixed = {"base": "gibt-es-nicht", "id": "x", "title": "X", "basis": "CO2", "upstream": "ohne"}
    with pytest.raises(UserError) as caught:
        library.with_files([text(mixed_set=mixed).decode()])
    assert caught.value.code == "K-737"


def test_an_unknown_set_is_refused_with_those_that_are_known(library: FactorLibrary) -> None:
    with pytest.raises(UserError) as caught:
        library.set("geg-1999")
    assert caught.value.code == "K-738"
    assert "kea-bw-2016" in str(caught.value)


# ---------------------------------------------------------------------- files that are wrong


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        (b"", "K-732", ""),
        (b"\xff\xfe{\x00", "K-732", "JSON"),
        (b'{"format": "klikks-faktoren"', "K-732", "bricht"),
        (b"PK\x03\x04", "K-732", "JSON"),
        (b'{"format": "klikks-faktoren", "version": 1, "id": "\xff"}', "K-732", "UTF-8"),
        (b"[]", "K-733", "oberste Ebene"),
        (b"{}", "K-733", "format"),
        (b'{"format": "anderes", "version": 1}', "K-732", "klikks-faktoren"),
        (b"[" * 5000 + b"]" * 5000, "K-732", "geschachtelt"),
        (b" " * (MAX_BYTES + 1), "K-731", "1 MB"),
    ],
)
def test_what_is_no_factor_file(data: bytes, code: str, part: str) -> None:
    assert part in refused(data, code)


@pytest.mark.parametrize(
    ("changes", "code", "parts"),
    [
        ({"version": 2}, "K-736", ["2"]),
        ({"electricity_mix": []}, "K-735", ["prices"]),
        ({"id": "Ä b"}, "K-733", ["id", "Form"]),
        ({"id": "a\n"}, "K-733", ["id"]),
        ({"title": ""}, "K-733", ["title"]),
        ({"valid_from": "1.1.2027"}, "K-733", ["valid_from", "JJJJ-MM-TT"]),
        ({"electricity_mix": [a_year(value="viel")]}, "K-733", ["1. Eintrag › value"]),
        ({"electricity_mix": [a_year(value="NaN")]}, "K-733", ["keine Zahl"]),
        ({"electricity_mix": [a_year(value=-1)]}, "K-733", ["-1", "zwischen 0 und"]),
        ({"electricity_mix": [a_year(value=1e300)]}, "K-733", ["zwischen 0 und"]),
        ({"electricity_mix": [a_year(value=1e-300)]}, "K-733", ["Stellen"]),
        ({"electricity_mix": [{"year": 2025, "value": 344}]}, "K-733", ["„source“ fehlt"]),
        ({"electricity_mix": [a_year(source="")]}, "K-733", ["source"]),
        ({"electricity_mix": [a_year(year=25)]}, "K-733", ["year", "zu klein"]),
        ({"electricity_mix": {"2025": 344}}, "K-733", ["eine Liste", "ein Objekt"]),
        ({"prices": [{"id": "p_gas", "value": 1, "source": "R"}] * 2}, "K-734", ["prices", "p_gas"]),
        ({"feed_in": [{"from": "2027-02-01", "to": "2027-01-01", "source": "R"}]}, "K-733", ["fehlt"]),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_place(
    changes: dict[str, object], code: str, parts: list[str]
) -> None:
    line = refused(text(**changes), code)
    assert [part for part in parts if part not in line] == [], line


def a_set(**changes: object) -> dict[str, object]:
    factors = [{"carrier": "electricity", "value": 400, "source": "R"}]
    words = {"id": "x", "title": "X", "basis": "CO2", "upstream": "ohne Vorkette"}
    return {**words, "factors": factors, **changes}


@pytest.mark.parametrize(
    ("factors", "code", "part"),
    [
        ([], "K-733", "sets › 1. Eintrag › factors"),
        ([{"carrier": "uran", "value": 1, "source": "R"}], "K-733", "„uran“ ist nicht bekannt"),
        ([{"carrier": "lpg", "source": "R"}], "K-733", "kg_per_litre"),
        ([{"carrier": "lpg", "kg_per_litre": 1.6, "source": "R"}], "K-733", "nur für diesel"),
        ([{"carrier": "lpg", "value": 1, "source": "R"}] * 2, "K-734", "lpg"),
    ],
)
def test_a_set_with_wrong_factors(factors: list[object], code: str, part: str) -> None:
    assert part in refused(text(sets=[a_set(factors=factors)]), code)


def test_unknown_fields_are_passed_over_and_a_mark_of_the_editor_too() -> None:
    file = parse_file(b"\xef\xbb\xbf" + text(later={"x": [1, {"y": 2}]}))
    assert file.id == "eigene-werte"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_file(data)
    except UserError as error:
        assert error.code in {"K-732", "K-733"}
        assert error.text


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["id", "title", "valid_from", "sets", "mixed_set", "electricity_mix", "prices", "defaults", "means"]


@given(st.sampled_from(KEYS), any_json)
def test_any_value_in_any_place_is_read_or_refused(key: str, value: object) -> None:
    try:
        parse_file(json.dumps(FILE | {key: value}).encode())
    except UserError as error:
        assert error.code in {"K-732", "K-733", "K-734", "K-735"}
        assert "Expected" not in error.line, "told in German"


@given(st.decimals(min_value=0, max_value=1_000_000, places=6))
def test_numbers_come_through_as_they_are_written(value: Decimal) -> None:
    data = text(prices=[{"id": "p_gas", "value": "hier", "source": "R"}])
    data = data.replace(b'"hier"', format(value, "f").encode())
    assert parse_file(data).prices[0].value == value
