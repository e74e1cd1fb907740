"""Lists of buildings, consumption, projects and potentials: taken once, refused with cell and reason."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.frozen import from_json
from klikks_desktop.domain.records import Building, Consumption, Meter, Potential, Project, ProjectPatron
from klikks_desktop.services.list_import import ListKind, import_list, look_into, read_mapping
from klikks_desktop.services.records import history
from klikks_desktop.services.records.import_report import ImportReport, Outcome
from klikks_desktop.services.workspace import Workspace

TOWN = Path(__file__).parent.parent / "data" / "auenbrueck"
FILES = {
    ListKind.BUILDINGS: "gebaeude.csv",
    ListKind.CONSUMPTION: "verbrauch.csv",
    ListKind.PROJECTS: "projekte.csv",
    ListKind.POTENTIALS: "potenziale.csv",
}


def csv_file(folder: Path, *lines: str) -> Path:
    path = folder / "liste.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def taken(town: Workspace, kind: ListKind, file: Path, **options: object) -> ImportReport:
    return import_list(town, kind, file, place=town.own_place(), **options)  # type: ignore[arg-type]  # as given


def outcomes(report: ImportReport) -> list[tuple[int, Outcome]]:
    return [(row.number, row.outcome) for row in report.rows]


def reasons(report: ImportReport) -> list[tuple[str, str]]:
    return [(row.cell, row.text) for row in report.rows if row.outcome is Outcome.REFUSED]


@pytest.fixture
def filled(town: Workspace, tmp_path: Path) -> Workspace:
    """The town with all of the open test data."""
    for kind, name in FILES.items():
        report = taken(town, kind, Path(shutil.copy(TOWN / name, tmp_path)))
        assert reasons(report) == []
        assert report.taken > 0
    return town


def counts(town: Workspace) -> dict[str, int]:
    kinds = (Building, Meter, Consumption, Project, ProjectPatron, Potential)
    with town.store.read() as reader:
        return {kind.__name__: reader.count(kind) for kind in kinds}


def test_the_open_data_are_taken_whole(filled: Workspace) -> None:
    lines = {kind: (TOWN / name).read_text("utf-8-sig").count("\n") - 1 for kind, name in FILES.items()}
    found = counts(filled)
    assert found["Building"] == lines[ListKind.BUILDINGS]
    assert found["Consumption"] == lines[ListKind.CONSUMPTION]
    assert found["Project"] == lines[ListKind.PROJECTS]
    assert found["Potential"] == lines[ListKind.POTENTIALS]
    assert found["ProjectPatron"] == 7
    with filled.store.read() as reader:
        (light,) = reader.find(Project, title="Neues Licht in der Sporthalle")
        assert [each.title for each in reader.find(Potential, project_id=light.id)] == [
            "LED in der Sporthalle"
        ]
    with filled.store.read() as reader:
        (meter,) = reader.find(Meter, name="WZ-2000")
        assert (meter.carrier, meter.unit) == (Carrier.NATURAL_GAS, Unit.KWH_HS)
        (value,) = reader.find(Consumption, meter_id=meter.id, year=2021)
        assert (value.quantity_milli, value.cents) == (203_452_000, 1_180_022)
        assert reader.count(Consumption, meter_id=meter.id, year=2025) == 12


def test_a_second_import_changes_nothing(filled: Workspace, tmp_path: Path) -> None:
    before = counts(filled)
    for kind, name in FILES.items():
        report = taken(filled, kind, tmp_path / name)
        assert {row.outcome for row in report.rows} == {Outcome.KNOWN}, kind
    assert counts(filled) == before


def test_undo_takes_an_import_back_as_a_whole(filled: Workspace) -> None:
    assert history.undo_label(filled) == "Aus potenziale.csv übernommen"
    history.undo(filled)
    assert counts(filled)["Potential"] == 0


def test_a_dry_run_tells_the_same_and_keeps_nothing(town: Workspace) -> None:
    dry = taken(town, ListKind.BUILDINGS, TOWN / "gebaeude.csv", dry_run=True)
    assert counts(town)["Building"] == 0
    wet = taken(town, ListKind.BUILDINGS, TOWN / "gebaeude.csv")
    assert outcomes(dry) == outcomes(wet)


def test_good_rows_stay_and_refused_ones_get_a_file(town: Workspace, tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        "Name;Fläche NGF;Baujahr;Ortsteil",
        "Rathaus;1.200,5;1962;",
        "Schule;viel;1971;",
        "Kita;400;19;",
        "Halle;900;1980;Nirgendwo",
        ";100;1990;",
        "Summe;2.600;;",
    )
    report = taken(town, ListKind.BUILDINGS, file)
    assert outcomes(report) == [
        (2, Outcome.TAKEN),
        (3, Outcome.REFUSED),
        (4, Outcome.REFUSED),
        (5, Outcome.REFUSED),
        (6, Outcome.REFUSED),
        (7, Outcome.SKIPPED),
    ]
    cells = dict(reasons(report))
    assert "keine Zahl" in cells["B3"]
    assert "800" in cells["C4"]
    assert "Nirgendwo" in cells["D5"]
    assert "fehlt" in cells["A6"]
    assert report.refused_path == tmp_path / "liste – abgelehnt.xlsx"
    sheet = openpyxl.load_workbook(report.refused_path).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Schule", "Kita", "Halle", None]
    assert counts(town)["Building"] == 1


def test_an_empty_field_is_completed_and_a_filled_one_stays(town: Workspace, tmp_path: Path) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF;Baujahr", "Rathaus;1200;"))
    report = taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF;Baujahr", "rathaus;1300;1962"))
    (row,) = report.rows
    assert (row.outcome, row.text) == (
        Outcome.COMPLETED,
        "Anders als gespeichert und nicht übernommen: Nettogrundfläche (NGF).",
    )
    with town.store.read() as reader:
        (building,) = reader.find(Building)
    assert (building.area_m2, building.year_built) == (Decimal(1200), 1962)


def test_consumption_of_an_unknown_building_is_refused(town: Workspace, tmp_path: Path) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF", "Rathaus;1200"))
    head = "Gebäude;Energieträger;Einheit;Jahr;Monat;Menge;Kosten"
    report = taken(
        town,
        ListKind.CONSUMPTION,
        csv_file(
            tmp_path,
            head,
            "Rathaus;Strom;kWh;2024;;38.000;11.000",
            "Rathhaus;Strom;kWh;2024;;1;1",
            "Rathaus;Kohle;kWh;2024;;1;1",
            "Rathaus;Strom;m³;2024;;1;1",
            "Rathaus;Erdgas;Fass;2024;;1;1",
            "Rathaus;Strom;kWh;1024;;1;1",
            "Rathaus;Strom;kWh;2024;13;1;1",
            "Rathaus;Strom;kWh;2023;2024-03;1;1",
            "Rathaus;Strom;kWh;2023;;-5;1",
            "Rathaus;Erdgas;;2023;;200.000;1",
            "Rathaus;Strom;kWh;2027;;1;1",
            "Rathaus;Strom;kWh;2023;;1;-5",
            "Rathaus;Strom;kWh;viel;03/2023;1;1",
        ),
    )
    cells = dict(reasons(report))
    assert "„Rathhaus“ gibt es nicht. Vorhanden: Rathaus." in cells["A3"]
    assert "Heizöl" in cells["B4"]
    assert "in kWh" in cells["C5"]
    assert "„Fass“" in cells["C6"]
    assert "zwischen 1990 und 2100" in cells["D7"]
    assert "kein Monat" in cells["E8"]
    assert "nicht im Jahr 2023" in cells["E9"]
    assert "mindestens" in cells["F10"] or "zwischen" in cells["F10"]
    assert "kWh Hs" in cells["C11"]
    assert "Zukunft" in cells["D12"]
    assert "mindestens 0" in cells["G13"]
    assert "keine Zahl" in cells["D14"]
    assert "E14" not in cells
    assert report.taken == 1


@pytest.mark.parametrize(
    ("month", "number"), [("3", 3), ("März", 3), ("Mrz", 3), ("mär.", 3), ("2024-03", 3), ("03/2024", 3)]
)
def test_months_are_read_as_people_write_them(
    town: Workspace, tmp_path: Path, month: str, number: int
) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF", "Rathaus;1200"))
    file = csv_file(tmp_path, "Gebäude;Energieträger;Jahr;Monat;Menge", f"Rathaus;Strom;2024;{month};5")
    assert reasons(taken(town, ListKind.CONSUMPTION, file)) == []
    with town.store.read() as reader:
        assert [each.month for each in reader.find(Consumption)] == [number]


def test_a_value_is_never_overwritten(town: Workspace, tmp_path: Path) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF", "Rathaus;1200"))
    head = "Gebäude;Energieträger;Jahr;Menge;Kosten"
    taken(town, ListKind.CONSUMPTION, csv_file(tmp_path, head, "Rathaus;Strom;2024;38.000;"))
    report = taken(
        town,
        ListKind.CONSUMPTION,
        csv_file(tmp_path, head, "Rathaus;Strom;2024;38.000;11.000", "Rathaus;Strom;2024;39.000;"),
    )
    assert outcomes(report) == [(2, Outcome.COMPLETED), (3, Outcome.REFUSED)]
    assert "38.000 kWh" in report.rows[1].text
    with town.store.read() as reader:
        (value,) = reader.find(Consumption)
    assert (value.quantity_milli, value.cents) == (38_000_000, 1_100_000)


def test_headings_can_be_mapped(town: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Immobilie;Quadratmeter;Baujahr", "Rathaus;1.200;1962")
    with pytest.raises(UserError, match="K-323"):
        taken(town, ListKind.BUILDINGS, file)
    found = look_into(town, ListKind.BUILDINGS, file)
    assert [title for title, _ in found.found] == ["Immobilie", "Quadratmeter", "Baujahr"]
    mapping = tmp_path / "zuordnung.json"
    mapping.write_text(json.dumps({"Immobilie": "name", "Quadratmeter": "area_m2"}), encoding="utf-8")
    report = taken(town, ListKind.BUILDINGS, file, mapping=read_mapping(mapping))
    assert outcomes(report) == [(2, Outcome.TAKEN)]


@pytest.mark.parametrize(("mapping", "code"), [({"Haus": "name"}, "K-324"), ({"Name": "Farbe"}, "K-324")])
def test_a_mapping_that_does_not_fit_is_refused(
    town: Workspace, tmp_path: Path, mapping: dict[str, str], code: str
) -> None:
    file = csv_file(tmp_path, "Name;NGF;Baujahr", "Rathaus;1.200;1962")
    with pytest.raises(UserError, match=code):
        taken(town, ListKind.BUILDINGS, file, mapping=mapping)


@pytest.mark.parametrize("text", ["", "[1]", '{"a": 1}', "\x00", "{" * 5000])
def test_a_mapping_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "zuordnung.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="K-325"):
        read_mapping(path)


def test_a_required_column_that_lacks_is_named(town: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Gebäude;Jahr;Menge", "Rathaus;2024;5")
    with pytest.raises(UserError, match=r"K-321.*Energieträger"):
        taken(town, ListKind.CONSUMPTION, file)


def test_a_workbook_as_it_is_in_real_life(town: Workspace, tmp_path: Path) -> None:
    """Merged heading, hidden sheet, formula without result, date in a number column, number as date."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Liegenschaften"
    sheet["A1"] = "Gebäudeliste der Stadt"
    sheet.merge_cells("A1:D1")
    for row in (
        ["Gebäude", "Fläche NGF (m²)", "Baujahr", "PLZ"],
        ["Rathaus", 1200, 1962, 1067],
        ["Schule", "=B3*2", 1971, "01067"],
        ["Kita", date(2026, 5, 1), 1994, None],
        ["Halle", 900.5, "neunzehnhundert", None],
    ):
        sheet.append(row)
    hidden = book.create_sheet("Alt")
    hidden.sheet_state = "hidden"
    hidden.append(["Gebäude", "Fläche NGF (m²)"])
    hidden.append(["Ruine", 5])
    path = tmp_path / "liste.xlsx"
    book.save(path)
    report = taken(town, ListKind.BUILDINGS, path)
    assert outcomes(report) == [
        (3, Outcome.TAKEN),
        (4, Outcome.REFUSED),
        (5, Outcome.REFUSED),
        (6, Outcome.REFUSED),
    ]
    cells = dict(reasons(report))
    assert "kein gespeichertes Ergebnis" in cells["B4"]
    assert "Datum 01.05.2026" in cells["B5"]
    assert "C6" in cells
    assert any("Alt" in remark for remark in report.remarks)
    with town.store.read() as reader:
        assert [(each.name, each.postcode) for each in reader.find(Building)] == [("Rathaus", "01067")]


def test_too_many_rows_are_refused_at_once(town: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Name;NGF\n" + "x;1\n" * 120_000, encoding="utf-8")
    with pytest.raises(UserError, match="K-302"):
        taken(town, ListKind.BUILDINGS, path)
    assert counts(town)["Building"] == 0


class StopHereError(Exception):
    """What a cancelled import raises."""


def test_a_cancelled_import_keeps_nothing(town: Workspace, tmp_path: Path) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF", "Rathaus;1200"))
    rows = [f"Rathaus;Strom;{year};{month};5" for year in range(1990, 2026) for month in range(1, 13)]
    file = csv_file(tmp_path, "Gebäude;Energieträger;Jahr;Monat;Menge", *rows)

    def stop(done: int, _total: int) -> None:
        if done:
            raise StopHereError

    with pytest.raises(StopHereError):
        taken(town, ListKind.CONSUMPTION, file, progress=stop)
    assert counts(town)["Consumption"] == counts(town)["Meter"] == 0


def test_potentials_take_inputs_from_columns_or_from_one(town: Workspace, tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        "Bezeichnung;Maßnahme;n;P_old;P_new;t;t_dim;Eingaben",
        "Licht A;LED_STREET;100;90;25;4000;0;",
        'Licht B;LED_STREET;;;;;;"n=100; P_old=90; P_new=25; t=4000; t_dim=0"',
        "Rad;Fliegen;1;;;;;",
        "Baum;TREES;viele;;;;;",
        "Licht C;LED_STREET;;90;;;;",
        "Licht D;LED_STREET;5;;;;;JAZ=3",
    )
    report = taken(town, ListKind.POTENTIALS, file)
    assert outcomes(report) == [
        (2, Outcome.TAKEN),
        (3, Outcome.TAKEN),
        (4, Outcome.REFUSED),
        (5, Outcome.REFUSED),
        (6, Outcome.TAKEN),
        (7, Outcome.REFUSED),
    ]
    cells = dict(reasons(report))
    assert "„Fliegen“ gibt es nicht" in cells["B4"]
    assert "viele" in cells["C5"]
    assert "JAZ" in cells["H7"]
    with town.store.read() as reader:
        found = {each.title: each for each in reader.find(Potential)}
    assert json.loads(found["Licht A"].result) == json.loads(found["Licht B"].result)
    # Facts 7.1: 100 x (90 W - 25 W) x 4,000 h.
    assert from_json(found["Licht A"].result).energy_kwh_per_year == {Carrier.ELECTRICITY: 26_000}
    assert found["Licht C"].result == ""


def test_wrong_inputs_of_potentials_are_named_with_their_cell(town: Workspace, tmp_path: Path) -> None:
    taken(town, ListKind.BUILDINGS, csv_file(tmp_path, "Name;NGF", "Rathaus;1200"))
    head = "Gebäude;Energieträger;Einheit;Jahr;Menge"
    taken(town, ListKind.CONSUMPTION, csv_file(tmp_path, head, "Rathaus;Erdgas;kWh;2025;1000"))
    file = csv_file(
        tmp_path,
        "Bezeichnung;Maßnahme;Gebäude;n;Eingaben",
        "Licht A;LED_STREET;;;n=-5",
        'Licht B;LED_STREET;;;"n=5; n=6"',
        "Licht C;LED_STREET;;5;n=6",
        "Licht D;LED_STREET;;5;n=5",
        "Pumpe;HEAT_PUMP;Rathaus;;Q_fuel=99999",
        "Licht E;LED_STREET;;;",
    )
    report = taken(town, ListKind.POTENTIALS, file)
    cells = dict(reasons(report))
    assert "„-5“" in cells["E2"]
    assert "zweimal" in cells["E3"]
    assert "zweimal" in cells["E4"]
    told = {row.name: row.text for row in report.rows if row.outcome is Outcome.TAKEN}
    assert told["Licht D"] == ""
    assert "99.999 kWh" in told["Pumpe"]
    assert "Zahl der Leuchten (n) fehlt" in told["Licht E"]


def test_people_responsible_are_found_in_either_order(town: Workspace, tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        "Titel;Verantwortlich",
        "Eins;Behrens, Frauke",
        "Zwei;Frauke Behrens",
        "Drei;Niemand Hier",
    )
    report = taken(town, ListKind.PROJECTS, file)
    assert outcomes(report) == [(2, Outcome.TAKEN), (3, Outcome.TAKEN), (4, Outcome.REFUSED)]
    assert counts(town)["ProjectPatron"] == 2
