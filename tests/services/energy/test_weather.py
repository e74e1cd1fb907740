"""Climate factors: by hand, from a table, undone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.records import WeatherFactor
from klikks_desktop.services.energy import buildings, weather
from klikks_desktop.services.records import history, record_forms
from klikks_desktop.services.workspace import Workspace

HEADINGS = "PLZ;Zeitraum;KF\r\n"


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


@pytest.fixture
def postcode(town: Workspace) -> str:
    return town.own_place().postcode


def table(desk: Any, *lines: str, headings: str = HEADINGS) -> Path:
    path: Path = desk.path("csv")
    path.write_bytes((headings + "\r\n".join(lines)).encode("cp1252"))
    return path


def stored(desk: Any, town: Workspace) -> dict[tuple[str, int], Decimal]:
    return {(each.postcode, each.year): each.factor for each in desk.records(town, WeatherFactor)}


def test_a_factor_by_hand_is_entered_and_changed(town: Workspace, desk: Any, place_id: UUID) -> None:
    first = weather.set_factor(town, place_id, 2024, "1,08")
    again = weather.set_factor(town, place_id, 2024, "1.10", origin="DWD, Auskunft")
    weather.set_factor(town, place_id, 2024, "1,2", postcode="29614")
    assert again.id == first.id
    assert stored(desk, town) == {("", 2024): Decimal("1.10"), ("29614", 2024): Decimal("1.2")}
    assert [(each.year, each.postcode) for each in weather.list_factors(town, place_id)] == [
        (2024, ""),
        (2024, "29614"),
    ]
    weather.delete_factor(town, first.id)
    assert stored(desk, town) == {("29614", 2024): Decimal("1.2")}
    history.undo(town)
    assert len(stored(desk, town)) == 2


@pytest.mark.parametrize(
    "given",
    [(2024, "warm", ""), (2024, "1,7", ""), (2024, "0", ""), (1066, "1,1", ""), (2024, "1,1", "2961")],
)
def test_what_is_no_factor(town: Workspace, desk: Any, place_id: UUID, given: tuple[int, str, str]) -> None:
    year, factor, postcode = given
    with desk.refused("K-780"):
        weather.set_factor(town, place_id, year, factor, postcode=postcode)
    assert stored(desk, town) == {}


def test_what_is_gone(town: Workspace, desk: Any) -> None:
    with desk.refused("K-750"):
        weather.set_factor(town, town.new_id(), 2024, "1,1")
    with desk.refused("K-750"):
        weather.delete_factor(town, town.new_id())


def test_a_table_brings_the_own_postcodes(town: Workspace, desk: Any, place_id: UUID, postcode: str) -> None:
    house = buildings.new_building(town, place_id)
    record_forms.save(town, buildings.building_form(town), house, {"postcode": "29640"})
    weather.set_factor(town, place_id, 2023, "1,01", postcode=postcode)
    weather.set_factor(town, place_id, 2022, "1,02", postcode=postcode)
    path = table(
        desk,
        f"{postcode};01.01.2022 - 31.12.2022;1,02",
        f"{postcode};01.01.2023 - 31.12.2023;1,03",
        f"{postcode};01.01.2024 - 31.12.2024;1,04",
        f"{postcode};01.02.2024 - 31.01.2025;1,05",
        f"{postcode};01.01.2025 - 31.12.2025;kaputt",
        "29640;2024;1.06",
        "01067;2024;1,2",
    )
    before = desk.dump(town)
    preview = weather.preview_import(town, place_id, path)
    assert desk.dump(town) == before
    assert [(row.postcode, row.year) for row in preview.new] == [(postcode, 2024), ("29640", 2024)]
    assert [(row.year, row.factor) for row in preview.changed] == [(2023, Decimal("1.03"))]
    assert (preview.same, preview.elsewhere, preview.other_periods) == (1, 1, 1)
    assert preview.postcodes == tuple(sorted({postcode, "29640"}))
    (refused,) = preview.refused
    assert refused.startswith("Zeile 6: ")
    assert weather.import_factors(town, place_id, path) == preview
    assert stored(desk, town) == {
        (postcode, 2022): Decimal("1.02"),
        (postcode, 2023): Decimal("1.03"),
        (postcode, 2024): Decimal("1.04"),
        ("29640", 2024): Decimal("1.06"),
    }
    again = weather.import_factors(town, place_id, path)
    assert (again.new, again.changed, again.same) == ((), (), 4)
    assert {each.origin for each in desk.records(town, WeatherFactor, year=2024)} == {path.name}


def test_an_import_is_undone_at_once(town: Workspace, desk: Any, place_id: UUID, postcode: str) -> None:
    weather.set_factor(town, place_id, 2023, "1,01", postcode=postcode)
    before = desk.dump(town)
    weather.import_factors(town, place_id, table(desk, f"{postcode};2023;1,1", f"{postcode};2024;1,2"))
    history.undo(town)
    assert desk.dump(town) == before


def test_tables_that_do_not_fit(town: Workspace, desk: Any, place_id: UUID) -> None:
    for path, code in (
        (table(desk, "01067;2024;1,1"), "K-782"),
        (table(desk, "01067;2024;1,1", headings="Ort;Jahr;KF\r\n"), "K-781"),
        (desk.path("csv"), "K-301"),
    ):
        with desk.refused(code):
            weather.preview_import(town, place_id, path)
        with desk.refused(code):
            weather.import_factors(town, place_id, path)
