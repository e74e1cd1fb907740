"""Taking consumption: a row a meter and a month or year, for buildings that are there already."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.building_fields import usual_unit
from klikks_desktop.domain.carriers import CARRIER_WORDS, KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.dates import MONTHS, DateError, parse_date
from klikks_desktop.domain.lists.columns import Holds, ListColumn
from klikks_desktop.domain.lists.table import ListRow
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind, Value, read_all, words_of
from klikks_desktop.domain.records import Building, Consumption, Grade, Meter, MeterPurpose
from klikks_desktop.domain.values import format_number, quoted
from klikks_desktop.services.list_import.taker import Names, Run, Taker
from klikks_desktop.services.records.import_report import Outcome, RowReport

_WHOLE_YEAR: Final = frozenset({"", "0", "jahr", "ganzes jahr", "gesamtjahr"})
_MONTH_OF_YEAR: Final = re.compile(r"(?:(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4}))", re.ASCII)

FIELDS: Final = (
    Field(
        name="carrier",
        title="Energieträger",
        kind=FieldKind.CHOICE,
        choices=dict[Value, str](CARRIER_WORDS.items()),
        required=True,
    ),
    Field(name="meter", title="Zähler"),
    Field(name="purpose", title="Zweck", kind=FieldKind.CHOICE, choices=words_of(MeterPurpose)),
    Field(name="unit", title="Einheit", kind=FieldKind.CHOICE, choices=words_of(Unit)),
    Field(
        name="year",
        title="Jahr",
        kind=FieldKind.INTEGER,
        required=True,
        minimum=Decimal(1990),
        maximum=Decimal(2100),
    ),
    Field(name="amount", title="Menge", kind=FieldKind.NUMBER, minimum=Decimal(0), maximum=Decimal(10**9)),
    Field(name="cents", title="Kosten", kind=FieldKind.EUROS, unit="EUR", minimum=Decimal(0)),
    Field(name="grade", title="Datengüte", kind=FieldKind.CHOICE, choices=words_of(Grade)),
)

_COLUMNS: Final = (
    ListColumn(
        key="building", title="Gebäude", required=True, aliases=("Liegenschaft", "Objekt", "Gebäudename")
    ),
    ListColumn(
        key="carrier", title="Energieträger", required=True, aliases=("Energieart", "Medium", "Träger")
    ),
    ListColumn(key="meter", title="Zähler", aliases=("Zählernummer", "Zähler-Nr.", "Vertragskonto")),
    ListColumn(key="purpose", title="Zweck", aliases=("Verwendung", "Nutzung")),
    ListColumn(key="unit", title="Einheit", aliases=("Maßeinheit",)),
    ListColumn(key="year", title="Jahr", holds=Holds.NUMBER, required=True, aliases=("Abrechnungsjahr",)),
    ListColumn(key="month", title="Monat", aliases=("Zeitraum", "Abrechnungsmonat")),
    ListColumn(
        key="amount", title="Menge", holds=Holds.NUMBER, required=True, aliases=("Verbrauch", "Verbrauch kWh")
    ),
    ListColumn(
        key="cents", title="Kosten (EUR)", holds=Holds.NUMBER, aliases=("Kosten", "Betrag", "Kosten brutto")
    ),
    ListColumn(key="grade", title="Datengüte"),
)

_Key = tuple[UUID, int, int]


class ConsumptionTaker(Taker):
    """Makes meters that are not there yet; a value that differs from a stored one stays out and is told."""

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """Building, meter, time and amount."""
        return _COLUMNS

    def begin(self, run: Run) -> None:
        """Note buildings, meters and what was counted."""
        super().begin(run)
        buildings = run.unit.find(Building, place_id=run.place.id, source=None)
        self._buildings = Names("Das Gebäude", buildings)
        self._meters: dict[UUID, list[Meter]] = {building.id: [] for building in buildings}
        meters = run.unit.find(Meter, building_id=list(self._meters))
        for meter in meters:
            self._meters[meter.building_id].append(meter)
        counted = run.unit.find(Consumption, meter_id=[meter.id for meter in meters])
        self._known: dict[_Key, Consumption] = {
            (each.meter_id, each.year, each.month): each for each in counted
        }
        self._added: dict[_Key, Consumption] = {}
        self._changed: dict[_Key, Consumption] = {}

    def take(self, row: ListRow) -> list[RowReport]:
        """Take one value."""
        name = row.texts["building"]
        values, problems = read_all(FIELDS, row.texts)
        month = 0
        try:
            building_id = self._buildings.find(name)
            month = month_of(row.texts.get("month", ""), values.get("year"))
        except LookupError as error:
            problems.append(Problem("building", str(error.args[0])))
        except ValueError as error:
            problems.append(Problem("month", str(error)))
        year = values.get("year")
        if isinstance(year, int) and year > self.workspace.today.year:
            problems.append(Problem("year", f"{year} liegt in der Zukunft."))
        if problems:
            return self.run.problems(row, problems, name)
        meter = self._meter(building_id, values)
        if isinstance(meter, Problem):
            return self.run.problems(row, [meter], name)
        return [self._keep(row, name, meter, values, month)]

    def finish(self) -> None:
        """Write all values at once."""
        self.run.unit.add(*self._added.values())
        self.run.unit.update(*self._changed.values())

    def _keep(self, row: ListRow, name: str, meter: Meter, values: dict[str, Value], month: int) -> RowReport:
        year, amount, cents, grade = (values[key] for key in ("year", "amount", "cents", "grade"))
        if not isinstance(year, int) or not isinstance(amount, Decimal):
            raise TypeError("read by its field")
        record = Consumption(
            id=self.workspace.new_id(),
            meter_id=meter.id,
            year=year,
            month=month,
            quantity_milli=int((amount * 1000).to_integral_value()),
            cents=cents if isinstance(cents, int) else None,
            grade=grade if isinstance(grade, Grade) else Grade.READ,
        )
        key = (meter.id, year, month)
        known = self._known.get(key)
        if known is None:
            self._known[key] = self._added[key] = record
            return RowReport(row.number, Outcome.TAKEN, name)
        if known.quantity_milli != record.quantity_milli:
            there = format_number(Decimal(known.quantity_milli or 0) / 1000)
            reason = f"Gespeichert sind schon {there} {meter.unit.value}. Der Wert wird nicht überschrieben."
            return self.run.refused(row, "amount", reason, name)
        if known.cents is None and record.cents is not None:
            self._complete(key, replace(known, cents=record.cents))
            return RowReport(row.number, Outcome.COMPLETED, name)
        if record.cents is not None and known.cents != record.cents:
            there = format_number(Decimal(known.cents or 0) / 100, 2)
            reason = f"Gespeichert sind schon {there} EUR. Der Betrag wird nicht überschrieben."
            return self.run.refused(row, "cents", reason, name)
        return RowReport(row.number, Outcome.KNOWN, name)

    def _complete(self, key: _Key, whole: Consumption) -> None:
        self._known[key] = whole
        (self._added if key in self._added else self._changed)[key] = whole

    def _meter(self, building_id: UUID, values: dict[str, Value]) -> Meter | Problem:
        """The meter that a row speaks of, made where there is none; or why that cannot be said."""
        carrier, unit, purpose = values["carrier"], values["unit"], values["purpose"]
        name = str(values["meter"] or "")
        if not isinstance(carrier, Carrier):
            raise TypeError("read by its field")
        fitting = [
            meter
            for meter in self._meters[building_id]
            if meter.carrier is carrier
            and (not name or meter.name.casefold() == name.casefold())
            and (purpose is None or meter.purpose is purpose)
        ]
        if len(fitting) > 1:
            words = ", ".join(meter.name or "ohne Nummer" for meter in fitting)
            return Problem("meter", f"Mehrere Zähler passen: {words}. Bitte die Nummer angeben.")
        if fitting:
            meter = fitting[0]
            if isinstance(unit, Unit) and unit is not meter.unit:
                reason = f"Der Zähler zählt in {meter.unit.value}, die Zeile nennt {unit.value}."
                return Problem("unit", reason)
            return meter
        counted = usual_unit(carrier)
        if not isinstance(unit, Unit) and counted is not Unit.KWH:
            # Gas by Hs or Hi, oil by litre or kWh: a wrong guess would be off by a tenth or tenfold.
            possible = ", ".join(each.value for each in KWH_PER_UNIT[carrier])
            return Problem(
                "unit", f"Die Einheit fehlt. {CARRIER_WORDS[carrier]} wird gezählt in: {possible}."
            )
        chosen = unit if isinstance(unit, Unit) else counted
        if chosen not in KWH_PER_UNIT[carrier]:
            possible = ", ".join(each.value for each in KWH_PER_UNIT[carrier])
            what = f"{CARRIER_WORDS[carrier]} wird nicht in {chosen.value} gezählt."
            return Problem("unit", f"{what} Möglich sind: {possible}.")
        usual = MeterPurpose.POWER if carrier is Carrier.ELECTRICITY else MeterPurpose.HEAT
        meter = Meter(
            id=self.workspace.new_id(),
            building_id=building_id,
            carrier=carrier,
            purpose=purpose if isinstance(purpose, MeterPurpose) else usual,
            name=name,
            unit=chosen,
        )
        self.run.unit.add(meter)
        self._meters[building_id].append(meter)
        return meter


def month_of(text: str, year: Value) -> int:
    """1 to 12, or 0 for the whole year; ``ValueError`` with a German sentence.

    Takes "3", "März", "Mrz", "03/2025", "2025-03" and dates; the year must be that of the row, where
    the row has one.
    """
    word = text.strip().casefold()
    if word in _WHOLE_YEAR:
        return 0
    month = _named(word)
    if month is None and word.isdecimal() and len(word) <= 2:
        month = int(word)
    if month is None:
        month = _dated(word, year)
    if month is None or not 1 <= month <= 12:
        raise ValueError(f"{quoted(text)} ist kein Monat. Möglich: 1 bis 12, „März“ oder leer für das Jahr.")
    return month


def _named(word: str) -> int | None:
    stem = word.rstrip(".")
    if stem in {"mrz", "mär"}:
        return 3
    fitting = [n for n, name in enumerate(MONTHS, start=1) if name.casefold().startswith(stem)]
    return fitting[0] if len(stem) >= 3 and len(fitting) == 1 else None


def _dated(word: str, year: Value) -> int | None:
    if match := _MONTH_OF_YEAR.fullmatch(word):
        named, month = int(match[1] or match[4]), int(match[2] or match[3])
    else:
        try:
            day: date = parse_date(word)
        except DateError:
            return None
        named, month = day.year, day.month
    if isinstance(year, int) and named != year:
        raise ValueError(f"{quoted(word)} liegt nicht im Jahr {year} dieser Zeile.")
    return month
