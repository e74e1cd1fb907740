"""list buildings, list consumption, weather: on tables that were taken in."""

from __future__ import annotations

from typing import Any

import pytest

BUILDINGS = (
    "Bezeichnung;Gebäudeart;Nettogrundfläche (NGF)\r\nGrundschule;Schulen;1.000\r\nStraßenbeleuchtung;;\r\n"
)
CONSUMPTION = (
    "Gebäude;Energieträger;Zähler;Einheit;Jahr;Menge;Kosten\r\n"
    "Grundschule;Erdgas;G1;kWh Hs;2024;111.000;9.999,90\r\n"
    "Straßenbeleuchtung;Strom;S1;kWh;2024;20.000;5.000\r\n"
)


@pytest.fixture
def filled(cli: Any) -> Any:
    cli("import-table", "buildings", cli.write("g.csv", BUILDINGS)).done()
    cli("import-table", "consumption", cli.write("v.csv", CONSUMPTION)).done()
    return cli


def test_buildings_with_figures(filled: Any) -> None:
    filled("weather", "set", "--year", 2024, "--factor", "1,1").done()
    school, lights = filled("list", "buildings", "--json").rows
    assert (school["name"], school["kind"], school["area_m2"]) == ("Grundschule", "Schulen", 1000)
    # 111,000 kWh Hs / 1.11 * 1.1
    assert school["heat_kwh"] == pytest.approx(110_000)
    assert school["heat_kwh_per_m2"] == pytest.approx(110)
    # 110 / (49.3 * 1.2959) = 1.72
    assert (school["heat_weather_corrected"], school["heat_year"], school["heat_class"]) == (True, 2024, "E")
    assert (lights["power_kwh"], lights["power_kwh_per_m2"], lights["power_class"]) == (20_000, None, None)
    shown = filled("list", "buildings").done().out.splitlines()
    assert shown[0].split()[:3] == ["Gebäude", "Art", "m²"]
    assert "1.000" in shown[1] and "110,0" in shown[1]
    assert len(shown) == 3


def test_a_missing_climate_factor_is_said(filled: Any) -> None:
    (school, _) = filled("list", "buildings", "--json").rows
    assert (school["heat_weather_corrected"], school["heat_kwh_per_m2"]) == (False, pytest.approx(100))
    out = filled("list", "buildings").done().out
    assert "100,0*" in out
    assert "* nicht witterungsbereinigt" in out


def test_consumption(filled: Any) -> None:
    gas, power = filled("list", "consumption", "--json").rows
    assert (gas["building"], gas["carrier"], gas["meter"], gas["unit"]) == (
        "Grundschule",
        "Erdgas",
        "G1",
        "kWh Hs",
    )
    assert (gas["quantity"], gas["kwh_hi"], gas["cost_eur"]) == (111_000, pytest.approx(100_000), 9_999.9)
    assert (power["year"], power["month"], power["purpose"]) == (2024, None, "Strom")
    assert "9.999,90" in filled("list", "consumption").done().out


def test_climate_factors(filled: Any) -> None:
    out = filled("weather", "set", "--year", 2024, "--factor", "1,08", "--postcode", "29614").done().out
    assert out == "Klimafaktor 2024: 1,08.\n"
    (row,) = filled("weather", "list", "--json").rows
    assert (row["year"], row["postcode"], row["factor"]) == (2024, "29614", 1.08)
    assert "1,08" in filled("weather", "list").done().out
    filled("weather", "set", "--year", 2024, "--factor", "7").refused("K-780")
    filled("weather", "set", "--year", "bald", "--factor", "1").misused()
    filled("undo").done()
    assert filled("weather", "list", "--json").rows == []


def test_climate_factors_from_a_table(filled: Any) -> None:
    filled("place", "set", "postcode=29614").done()
    file = filled.write("kf.csv", "PLZ;Jahr;KF\r\n29614;2023;1,1\r\n29614;2024;nichts\r\n")
    trial = filled("weather", "import", file, "--dry-run").done()
    assert trial.out.splitlines() == [
        "29614 2023: 1,1",
        "Käme dazu: 1, geändert: 0, gleich geblieben: 0, andere Postleitzahlen: 0, andere Zeiträume: 0.",
    ]
    assert trial.err.startswith("Zeile 3: ")
    assert filled("weather", "list", "--json").rows == []
    filled("weather", "import", file).done()
    assert [row["year"] for row in filled("weather", "list", "--json").rows] == [2023]
    filled("weather", "import", filled.write("fremd.csv", "PLZ;Jahr;KF\r\n01067;2023;1,1\r\n")).refused(
        "K-782"
    )
    filled("weather", "import", filled.write("leer.csv", "a;b\r\n1;2\r\n")).refused("K-781")
