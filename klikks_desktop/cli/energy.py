"""list buildings, list consumption; weather list, set, import: climate factors."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.energy import buildings, consumption, weather
from klikks_desktop.services.energy.buildings import BuildingRow
from klikks_desktop.services.energy.weather import WeatherImport


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    leaf(groups.lists, "buildings", show_buildings, "Gebäude mit Kennwerten", json=True, place=True)
    leaf(groups.lists, "consumption", show_consumption, "Verbrauch und Kosten", json=True, place=True)
    group = branch(groups.commands, "weather", "Klimafaktoren für die Witterungsbereinigung")
    leaf(group, "list", show_factors, "Klimafaktoren", json=True, place=True)
    given = leaf(group, "set", set_factor, "Klimafaktor eintragen oder ändern", place=True)
    given.add_argument("--year", type=int, required=True, metavar="JAHR")
    given.add_argument("--factor", required=True, metavar="ZAHL", help="zum Beispiel 1,08")
    given.add_argument(
        "--postcode", default="", metavar="PLZ", help="ohne: für alle Gebäude ohne eigenen Faktor"
    )
    taken = leaf(group, "import", import_factors, "Klimafaktoren aus CSV oder XLSX des DWD", place=True)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")


def show_buildings(context: Context, options: Namespace) -> int:
    """Buildings with figures per square metre and their class."""
    rows = buildings.list_buildings(context.workspace, _place_id(context, options))
    if options.json:
        print_json(_building_json(row) for row in rows)
        return 0
    print_table(
        ("Gebäude", "Art", "m²", "Wärme kWh/m²", "Klasse", "Strom kWh/m²", "Klasse", "Hinweise"),
        [
            (
                row.name,
                row.kind_title,
                _number(row.area_m2, 0),
                _heat(row),
                row.heat_class.letter if row.heat_class else "",
                _number(row.power_kwh_per_m2, 1),
                row.power_class.letter if row.power_class else "",
                len(row.problems) or "",
            )
            for row in rows
        ],
    )
    if any(row.heat_kwh_per_m2 is not None and not row.is_corrected for row in rows):
        say("* nicht witterungsbereinigt, weil der Klimafaktor fehlt.")
    return 0


def _building_json(row: BuildingRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind_title,
        "place": row.place,
        "where": row.where,
        "area_m2": row.area_m2,
        "heat_year": row.heat_year,
        "heat_kwh": row.heat_kwh,
        "heat_kwh_per_m2": row.heat_kwh_per_m2,
        "heat_weather_corrected": row.is_corrected,
        "heat_class": row.heat_class.letter if row.heat_class else None,
        "power_year": row.power_year,
        "power_kwh": row.power_kwh,
        "power_kwh_per_m2": row.power_kwh_per_m2,
        "power_class": row.power_class.letter if row.power_class else None,
        "meters": row.meters,
        "problems": row.problems,
        "own": row.is_own,
    }


def show_consumption(context: Context, options: Namespace) -> int:
    """Every value that was entered."""
    rows = consumption.list_consumption(context.workspace, _place_id(context, options))
    if options.json:
        print_json(
            {
                "id": row.id,
                "building_id": row.building_id,
                "building": row.building,
                "meter": row.meter,
                "carrier": row.carrier,
                "purpose": row.purpose,
                "unit": row.unit,
                "year": row.year,
                "month": row.month or None,
                "quantity": row.quantity,
                "kwh_hi": row.kwh,
                "cost_eur": None if row.cents is None else Decimal(row.cents) / 100,
                "grade": row.grade,
                "own": row.is_own,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Gebäude", "Energieträger", "Zähler", "Zeit", "Menge", "Einheit", "kWh Hi", "EUR"),
        [
            (
                row.building,
                row.carrier,
                row.meter,
                f"{row.month:02}.{row.year}" if row.month else row.year,
                "" if row.quantity is None else format_number(row.quantity),
                row.unit,
                _number(row.kwh, 0),
                "" if row.cents is None else format_number(Decimal(row.cents) / 100, 2),
            )
            for row in rows
        ],
    )
    return 0


def show_factors(context: Context, options: Namespace) -> int:
    """Climate factors of an own place."""
    workspace = context.workspace
    rows = weather.list_factors(workspace, workspace.own_place(options.place).id)
    if options.json:
        print_json(
            {
                "id": row.id,
                "year": row.year,
                "postcode": row.postcode or None,
                "factor": row.factor,
                "origin": row.origin,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Jahr", "Postleitzahl", "Klimafaktor", "Herkunft"),
        [(row.year, row.postcode, format_number(row.factor), row.origin) for row in rows],
    )
    return 0


def set_factor(context: Context, options: Namespace) -> int:
    """Enter or change a climate factor."""
    workspace = context.workspace
    record = weather.set_factor(
        workspace,
        workspace.own_place(options.place).id,
        options.year,
        options.factor,
        postcode=options.postcode,
    )
    say(f"Klimafaktor {record.year}: {format_number(record.factor)}.")
    return 0


def import_factors(context: Context, options: Namespace) -> int:
    """Take climate factors from a table."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    work = weather.preview_import if options.dry_run else weather.import_factors
    _tell(work(workspace, place.id, options.file), is_trial=options.dry_run)
    return 0


def _tell(done: WeatherImport, *, is_trial: bool) -> None:
    for row in (*done.new, *done.changed):
        say(f"{row.postcode} {row.year}: {format_number(row.factor)}")
    say(
        f"{'Käme dazu' if is_trial else 'Neu'}: {len(done.new)}, geändert: {len(done.changed)}, "
        f"gleich geblieben: {done.same}, andere Postleitzahlen: {done.elsewhere}, "
        f"andere Zeiträume: {done.other_periods}."
    )
    for line in done.refused:
        warn(line)


def _heat(row: BuildingRow) -> str:
    text = _number(row.heat_kwh_per_m2, 1)
    return f"{text}*" if text and not row.is_corrected else text


def _number(value: Decimal | None, digits: int) -> str:
    return "" if value is None else rounded(value, digits)


def _place_id(context: Context, options: Namespace) -> UUID | None:
    return context.workspace.own_place(options.place).id if options.place else None
