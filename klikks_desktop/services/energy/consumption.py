"""Consumption and costs in a grid: show, save what was typed or pasted, list.

Each save is one change that can be undone. A text that cannot be read is refused with its reason and
kept beside the values (a draft of the building), so that nothing typed is lost; the others are stored.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5

from klikks_desktop.domain.carriers import CARRIER_WORDS, KWH_PER_UNIT, Unit
from klikks_desktop.domain.energy.account import MONTHS_OF_YEAR
from klikks_desktop.domain.energy.cells import (
    CellChange,
    CellKey,
    Figure,
    Grid,
    GridRow,
    cell_words,
    row_label,
    write_cell,
)
from klikks_desktop.domain.energy.paste import Paste, parse_paste
from klikks_desktop.domain.energy.sheet import SheetContent, Slot, cell_title, columns_of, key_of
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Building, Consumption, Draft, Meter, MeterPurpose
from klikks_desktop.domain.values import ValueFormatError
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader
from klikks_desktop.storage.store import Unit as Writer

__all__ = ["Paste", "Saved", "grid", "list_consumption", "parse_paste", "save_cells", "years_of"]

DRAFT: Final = "consumption"
USUAL_YEARS: Final = 5
"""Years that a grid shows at least, the current one included."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of some changes. stored: cells whose value changed. problems: cells that were refused."""

    stored: int
    problems: Mapping[CellKey, str]


def years_of(workspace: Workspace, building_id: UUID) -> range:
    """The years a grid shows: from the first value, at least five, to the current year or the last value."""
    with workspace.store.read() as reader:
        meters = [meter.id for meter in reader.find(Meter, building_id=building_id)]
        known = [row[0] for row in reader.sums(Consumption, by=("year",), of=(), meter_id=meters)]
    last = max([workspace.today.year, *known])
    return range(min([last - USUAL_YEARS + 1, *known]), last + 1)


def grid(
    workspace: Workspace, building_id: UUID, *, monthly: bool = False, years: range | None = None
) -> Grid:
    """The sheet of a building, a row for each year or month; K-750 when the building is gone."""
    span = years_of(workspace, building_id) if years is None else years
    with workspace.store.read() as reader:
        building = reader.get(Building, building_id)
        if building is None:
            raise UserError("K-750")
        meters = reader.find(Meter, order=("carrier", "name", "id"), building_id=building_id)
        records = reader.find(Consumption, meter_id=[meter.id for meter in meters], year=list(span))
        typed = _typed(reader, building_id)
    rows = [
        GridRow(row_label(year, month), year, month)
        for year in span
        for month in (range(1, MONTHS_OF_YEAR + 1) if monthly else (0,))
    ]
    columns = [column for meter in meters for column in columns_of(meter)]
    content = SheetContent(meters, records, typed)
    cells = [[content.cell(key_of(row, column)) for column in columns] for row in rows]
    return Grid(building_id, monthly, rows, columns, cells, building.source is None)


def save_cells(
    workspace: Workspace, changes: Sequence[CellChange], seen: Mapping[CellKey, str] | None = None
) -> Saved:
    """Store what can be read, as one change; refuse the rest with its reason and keep its text.

    An empty text deletes the value; of two texts for a cell the last counts. seen: the texts that were
    typed over; ``Conflict`` when a colleague changed the same cell meanwhile. K-750 when a meter is gone,
    K-751 when it is another's.
    """
    label = "Verbrauch geändert" if len(changes) == 1 else f"{len(changes)} Verbrauchswerte geändert"
    with workspace.store.write(label) as unit:
        meters = _own_meters(unit, {change.key.meter_id for change in changes})
        years = {change.key.year for change in changes}
        records = unit.find(Consumption, meter_id=list(meters), year=years)
        content = SheetContent(meters.values(), records, {})
        typed = {change.key: change.text for change in changes}
        if seen is not None:
            typed = _over_others(workspace, unit, content, meters, typed=typed, seen=seen)
        problems: dict[CellKey, str] = {}
        wrong: defaultdict[UUID, dict[CellKey, str]] = defaultdict(dict)
        values: dict[CellKey, int | None] = {}
        for key, text in typed.items():
            meter = meters[key.meter_id]
            try:
                values[key] = content.read(CellChange(key, text), meter)
                wrong[meter.building_id][key] = ""
            except ValueFormatError as error:
                problems[key] = str(error)
                wrong[meter.building_id][key] = text
        stored = _store(workspace, unit, content, values)
        for building_id, texts in wrong.items():
            _keep(workspace, unit, building_id, texts)
    return Saved(stored, problems)


def _own_meters(reader: Reader, keys: set[UUID]) -> dict[UUID, Meter]:
    meters = {meter.id: meter for meter in reader.find(Meter, id=keys)}
    if meters.keys() != keys:
        raise UserError("K-750")
    for meter in meters.values():
        refuse_foreign(meter)
    return meters


def _over_others(
    workspace: Workspace,
    unit: Writer,
    content: SheetContent,
    meters: Mapping[UUID, Meter],
    *,
    typed: Mapping[CellKey, str],
    seen: Mapping[CellKey, str],
) -> dict[CellKey, str]:
    """What is left to store of ``typed``; ``Conflict`` about the cells that a colleague changed, too."""
    waiting: dict[CellKey, str] = {}
    for building_id in {meter.building_id for meter in meters.values()}:
        waiting |= _typed(unit, building_id)
    now = {key: waiting.get(key, write_cell(content.stored(key), key.figure)) for key in typed}
    keys = {_name(key): key for key in typed if seen.get(key, now[key]) != now[key]}
    others = {key: text for key, text in typed.items() if _name(key) not in keys}

    def again(chosen: Mapping[str, str], _shown: Mapping[str, str]) -> Saved:
        texts = others | {keys[name]: text for name, text in chosen.items()}
        changes = [CellChange(key, text) for key, text in texts.items()]
        return save_cells(workspace, changes, {**seen, **now})

    left = expect_seen(
        workspace,
        _building_name(unit, meters),
        {name: cell_title(key, meters[key.meter_id]) for name, key in keys.items()},
        seen={name: seen[key] for name, key in keys.items()},
        typed={name: typed[key] for name, key in keys.items()},
        now={name: now[key] for name, key in keys.items()},
        redo=again,
        words=lambda name, text: cell_words(text, keys[name].figure, meters[keys[name].meter_id].unit),
    )
    return others | {keys[name]: text for name, text in left.items()}


def _building_name(reader: Reader, meters: Mapping[UUID, Meter]) -> str:
    found = reader.find(Building, id={meter.building_id for meter in meters.values()}, order=("name",))
    return ", ".join(each.name for each in found)


def _store(
    workspace: Workspace, unit: Writer, content: SheetContent, values: Mapping[CellKey, int | None]
) -> int:
    """Write the values that changed; a record without any value goes. Returns how many cells changed."""
    changed = {key: value for key, value in values.items() if value != content.stored(key)}
    after: dict[Slot, Consumption] = {}
    for key, value in changed.items():
        slot = (key.meter_id, key.year, key.month)
        record = after.get(slot) or content.records.get(slot)
        if record is None:
            record = Consumption(id=workspace.new_id(), meter_id=key.meter_id, year=key.year, month=key.month)
        if key.figure is Figure.QUANTITY:
            after[slot] = replace(record, quantity_milli=value)
        else:
            after[slot] = replace(record, cents=value)
    filled = [each for each in after.values() if not (each.quantity_milli is None and each.cents is None)]
    kept = {each.id for each in filled}
    unit.delete(Consumption, *(each.id for each in after.values() if each.id not in kept))
    unit.put(*filled)
    return len(changed)


# ---------------------------------------------------------------------- texts that wait to be right


def draft_key(building_id: UUID) -> UUID:
    """Under which the wrong texts of a building's grid are kept."""
    return uuid5(building_id, DRAFT)


def _typed(reader: Reader, building_id: UUID) -> dict[CellKey, str]:
    draft = reader.get(Draft, draft_key(building_id))
    if draft is None:
        return {}
    found: dict[CellKey, str] = {}
    for name, text in json.loads(draft.texts).items():
        meter, year, month, figure = name.split(" ")
        found[CellKey(UUID(meter), int(year), int(month), Figure(figure))] = text
    return found


def _name(key: CellKey) -> str:
    """As ``_typed`` reads it."""
    return f"{key.meter_id} {key.year} {key.month} {key.figure}"


def _keep(workspace: Workspace, unit: Writer, building_id: UUID, texts: Mapping[CellKey, str]) -> None:
    """Keep wrong texts beside the values; an empty one is right by now."""
    before = _typed(unit, building_id)
    after = {key: text for key, text in {**before, **texts}.items() if text}
    if after == before:
        return
    if not after:
        unit.delete(Draft, draft_key(building_id))
        return
    building = unit.get(Building, building_id)
    names = {_name(key): text for key, text in after.items()}
    unit.put(
        Draft(
            id=draft_key(building_id),
            entity=DRAFT,
            place_id=building.place_id if building else None,
            texts=json.dumps(names, ensure_ascii=False),
            changed_at=workspace.clock(),
        )
    )


# ---------------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True)
class ConsumptionRow:
    """One value as a list shows it. month: 0 for a whole year. kwh: Hi. cents: gross."""

    id: UUID
    building_id: UUID
    building: str
    meter: str
    carrier: str
    purpose: MeterPurpose
    unit: Unit
    year: int
    month: int
    quantity: Decimal | None
    kwh: Decimal | None
    cents: int | None
    grade: str
    is_own: bool


def list_consumption(workspace: Workspace, place_id: UUID | None = None) -> list[ConsumptionRow]:
    """Every value of one place or of all, by building, meter and time."""
    where: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        buildings = {each.id: each for each in reader.find(Building, order=("name",), **where)}
        meters = {each.id: each for each in reader.find(Meter, building_id=list(buildings))}
        records = reader.find(Consumption, order=("year", "month"), meter_id=list(meters))
    rows = [
        _row(buildings[meters[each.meter_id].building_id], meters[each.meter_id], each) for each in records
    ]
    return sorted(rows, key=lambda row: (row.building, row.building_id, row.carrier, row.meter))


def _row(building: Building, meter: Meter, record: Consumption) -> ConsumptionRow:
    quantity = None if record.quantity_milli is None else Decimal(record.quantity_milli) / 1000
    per_unit = KWH_PER_UNIT[meter.carrier].get(meter.unit)
    return ConsumptionRow(
        id=record.id,
        building_id=building.id,
        building=building.name,
        meter=meter.name,
        carrier=CARRIER_WORDS[meter.carrier],
        purpose=meter.purpose,
        unit=meter.unit,
        year=record.year,
        month=record.month,
        quantity=quantity,
        kwh=None if quantity is None or per_unit is None else quantity * per_unit,
        cents=record.cents,
        grade=record.grade.value,
        is_own=record.source is None,
    )
