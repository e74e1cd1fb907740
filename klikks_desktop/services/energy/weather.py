"""Climate factors of a municipality: enter by hand, take from a table of the DWD, delete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.energy.weather import known_postcode, known_year, read_factor
from klikks_desktop.domain.energy.weather_table import WeatherRow, WeatherTable, read_weather_table
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Building, Place, WeatherFactor
from klikks_desktop.domain.values import ValueFormatError, format_number
from klikks_desktop.services.records.conflicts import Texts, expect_seen
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

BY_HAND: Final = "von Hand eingetragen"


@dataclass(frozen=True, slots=True)
class WeatherImport:
    """What a table brings. new, changed: factors for own postcodes. refused: sentences that name the row.

    same: factors that are there already. elsewhere: rows of other postcodes. other_periods: rows that are
    no calendar year.
    """

    new: tuple[WeatherRow, ...]
    changed: tuple[WeatherRow, ...]
    same: int
    elsewhere: int
    other_periods: int
    refused: tuple[str, ...]
    postcodes: tuple[str, ...]


def list_factors(workspace: Workspace, place_id: UUID) -> list[WeatherFactor]:
    """The factors of a place, the last year first."""
    with workspace.store.read() as reader:
        return reader.find(WeatherFactor, order=("-year", "postcode"), place_id=place_id)


def set_factor(
    workspace: Workspace,
    place_id: UUID,
    year: int,
    factor: str,
    *,
    postcode: str = "",
    origin: str = BY_HAND,
    seen: str | None = None,
) -> WeatherFactor:
    """Enter or change a factor; without a postcode it holds for the whole municipality.

    seen: as ``factor_text`` had it when it was shown, "" where none was; ``Conflict`` when a colleague
    entered another meanwhile.
    K-780 when year, postcode or factor is none, K-750 when the place is gone, K-751 when it is another's.
    """

    def again(mine: Texts, shown: Texts) -> WeatherFactor | bool:
        """One's own factor after all; without it the other one, or that there is none, stays."""
        if "factor" not in mine:
            return True
        return set_factor(workspace, place_id, year, mine["factor"], postcode=postcode, seen=shown["factor"])

    try:
        known_year(year)
        if postcode:
            known_postcode(postcode)
        value = read_factor(factor)
    except ValueFormatError as error:
        raise UserError("K-780", {"reason": str(error)}) from error
    with workspace.store.write(f"Klimafaktor {year} geändert") as unit:
        _own_place(unit, place_id)
        found = unit.find(WeatherFactor, place_id=place_id, postcode=postcode, year=year)
        now = factor_text(found[0].factor) if found else ""
        typed = expect_seen(
            workspace,
            f"Klimafaktor {year}",
            {"factor": f"Klimafaktor {year}"},
            seen={"factor": now if seen is None else seen},
            typed={"factor": factor_text(value)},
            now={"factor": now},
            redo=again,
        )
        if not typed and found:
            return found[0]
        record = WeatherFactor(
            id=found[0].id if found else workspace.new_id(),
            place_id=place_id,
            postcode=postcode,
            year=year,
            factor=value,
            origin=origin,
        )
        unit.put(record)
    return record


def factor_text(factor: Decimal) -> str:
    """A factor as it is shown and typed."""
    return format_number(factor)


def delete_factor(workspace: Workspace, factor_id: UUID) -> None:
    """Take a factor away; the heat of that year is then shown uncorrected. K-750, K-751 as above."""
    with workspace.store.write("Klimafaktor gelöscht") as unit:
        record = unit.get(WeatherFactor, factor_id)
        if record is None:
            raise UserError("K-750")
        refuse_foreign(record)
        unit.delete(WeatherFactor, factor_id)


def preview_import(workspace: Workspace, place_id: UUID, path: Path) -> WeatherImport:
    """What ``import_factors`` would change; nothing does.

    K-781 when the table has no climate factors, K-782 when none of the own postcodes is in it, K-301 to
    K-309 when it cannot be read.
    """
    table = _read(path)
    with workspace.store.read() as reader:
        return _compare(reader, place_id, table, path)


def import_factors(workspace: Workspace, place_id: UUID, path: Path) -> WeatherImport:
    """Take the factors of the own postcodes from a table, as one change; refusals as in the preview."""
    table = _read(path)
    with workspace.store.write("Klimafaktoren übernommen") as unit:
        _own_place(unit, place_id)
        plan = _compare(unit, place_id, table, path)
        known = {(each.postcode, each.year): each for each in unit.find(WeatherFactor, place_id=place_id)}
        unit.put(
            *(
                WeatherFactor(
                    id=workspace.new_id(),
                    place_id=place_id,
                    postcode=row.postcode,
                    year=row.year,
                    factor=row.factor,
                    origin=path.name,
                )
                for row in plan.new
            ),
            *(
                replace(known[row.postcode, row.year], factor=row.factor, origin=path.name)
                for row in plan.changed
            ),
        )
    return plan


def postcodes_of(reader: Reader, place_id: UUID) -> tuple[str, ...]:
    """Postcodes that factors are needed for: of the town hall and of the buildings."""
    place = reader.get(Place, place_id)
    found = {building.postcode for building in reader.find(Building, place_id=place_id)}
    return tuple(sorted({*found, place.postcode if place else ""} - {""}))


def _read(path: Path) -> WeatherTable:
    from klikks_desktop.exchange.tables.reader import read_table

    for sheet in read_table(path):
        table = read_weather_table(sheet)
        if table is not None:
            return table
    raise UserError("K-781", {"file": path.name})


def _compare(reader: Reader, place_id: UUID, table: WeatherTable, path: Path) -> WeatherImport:
    wanted = postcodes_of(reader, place_id)
    own = {(row.postcode, row.year): row for row in table.rows if row.postcode in wanted}
    if not own:
        raise UserError("K-782", {"file": path.name, "postcodes": ", ".join(wanted) or "keine"})
    known = {(each.postcode, each.year): each for each in reader.find(WeatherFactor, place_id=place_id)}
    new = tuple(row for key, row in own.items() if key not in known)
    changed = tuple(row for key, row in own.items() if key in known and known[key].factor != row.factor)
    return WeatherImport(
        new=new,
        changed=changed,
        same=len(own) - len(new) - len(changed),
        elsewhere=sum(row.postcode not in wanted for row in table.rows),
        other_periods=table.other_periods,
        refused=table.refused,
        postcodes=wanted,
    )


def _own_place(unit: Unit, place_id: UUID) -> Place:
    place = unit.get(Place, place_id)
    if place is None:
        raise UserError("K-750")
    refuse_foreign(place)
    return place
