"""What a real town's database means for the region: reckoned from its rows, beside disclosure and sync file.

Only the sums of savings and CO2 come from the town's own pages (``services.savings.effects`` and
``services.energy.energy_account``): they are what the clerk sees there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from klikks_desktop.domain.records import Stage
from klikks_desktop.services.energy.energy_account import energy_report
from klikks_desktop.services.exchange.delivery import PROGRAM
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.workspace import Workspace
from tests.year.rows import KINDS, Key, Row, Value, of_file, rows

STAYS: Final = {
    "place": {
        *("street", "postcode", "city", "contact_name", "signatory_name", "signatory_title", "deputy_name"),
        *("deputy_title", "deputy_mode", "deputy_signs", "second_name", "second_title", "arms_hash"),
        *("arms_blazon", "accent", "programme", "show_legal_note", "controller", "data_protection_contact"),
        *("supervisory_authority", "consent_contact", "region_office", "signup_deadline"),
    },
    "participation": {"resolution_number"},
    "appointment": {"resolution_on", "resolution_number", "agreed_on", "duty_notice_on", "end_reason"},
    "consent": {"form", "evidence", "withdrawn_on"},
    "project": {"building_id", "resolution_on", "resolution_number", "next_step", "note"},
    "activity": {"note"},
    "achievement": {"note"},
    "funding": {"reference", "note"},
    "task": {"note"},
    "potential": {"building_id", "inputs", "grades", "note"},
}
"""Columns that have to be empty at the region."""
_LEAVING_REMARKS: Final = {"Frage", "Unterstützung gesucht", "Antwort"}
_OF_PROJECT: Final = ("activity", "indicator", "achievement", "funding")


class SaidByDatabase:
    """Everything that the region should have of one town today."""

    def __init__(self, workspace: Workspace, sender: UUID) -> None:
        self.workspace, self.sender = workspace, sender
        select = of_file(workspace.folder / "klikks.db")
        self.own = {table: list(rows(select, table, own=True)) for table in _tables()}
        self.energy = select(
            "SELECT b.place_id, c.year, m.purpose, b.id, b.area_m2, c.quantity_milli, c.cents "
            "FROM consumption c JOIN meter m ON m.id = c.meter_id JOIN building b ON b.id = m.building_id"
        )
        sent = "SELECT max(created_at) FROM delivery WHERE direction = 'gesendet'"
        self.written_at = select(sent)[0][0]
        self.places = {str(each["id"]): uuid5(sender, str(each["key"])) for each in self.own["place"]}
        self.named = self._named()

    def rows(self) -> dict[Key, Row]:
        """By table and id, with the sender and the place as the region calls them."""
        made: dict[Key, Row] = {}
        for table, row in self._leaving():
            told = {column: value for column, value in row.items() if column not in STAYS.get(table, ())}
            told["source"] = str(self.sender)
            for column in ("id", "place_id"):
                if str(told.get(column)) in self.places:
                    told[column] = str(self.places[str(told[column])])
            made[table, str(told["id"])] = told
        for place, here in self.places.items():
            made |= self._counts(place, here) | self._effects(place, here) | self._energy(place, here)
        return made

    # ------------------------------------------------------------------ what leaves

    def _named(self) -> dict[str, Row]:
        """Patrons by id with the consent by which they leave."""
        return {
            str(each["patron_id"]): each
            for each in self.own["consent"]
            if each["purpose"] == "weitergabe" and _is_in_force(each)
        }

    def _leaving(self) -> Iterator[tuple[str, dict[str, Value]]]:
        leaves: dict[str, Callable[[Row], bool]] = {
            **dict.fromkeys(("place", "participation", "locality", "project", *_OF_PROJECT), lambda _: True),
            "appointment": self._is_of_named,
            "project_patron": self._is_of_named,
            "consent": lambda row: self._is_of_named(row) and _is_in_force(row),
            "task": lambda row: bool(row["shared"]),
        }
        for table, condition in leaves.items():
            yield from ((table, row) for row in self.own[table] if condition(row))
        for row in self.own["patron"]:
            if consent := self.named.get(str(row["id"])):
                ticked = {"email": consent["with_email"], "phone": consent["with_phone"]}
                yield "patron", {**row, **{each: row[each] if ticked[each] else "" for each in ticked}}
        for row in self.own["remark"]:
            if row["shared"] and row["kind"] in _LEAVING_REMARKS:
                known = row["about"] in self._shown()
                yield "remark", row if known else {**row, "about": None, "about_title": ""}
        for row in self.own["potential"]:
            yield "potential", {**row, "result": _result(str(row["result"]))}

    def _is_of_named(self, row: Row) -> bool:
        return row["patron_id"] in self.named

    def _shown(self) -> set[Value]:
        """Ids that the region knows."""
        tables = ("project", "potential", "remark")
        return {*self.named, *(row["id"] for table in tables for row in self.own[table])}

    # ------------------------------------------------------------------ counts and sums

    def _counts(self, place: str, here: UUID) -> dict[Key, Row]:
        today = self.workspace.today
        people = {str(row["id"]) for row in self.own["patron"] if row["place_id"] == place}
        terms: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.own["appointment"]:
            terms[str(row["patron_id"])].append(row)
        active = {each for each in people if any(_runs(term, today) for term in terms[each])}
        gone = {each for each in people - active if any(_is_over(term, today) for term in terms[each])}
        found = effects(self.workspace, UUID(place))
        counting = {str(each.potential_id) for each in found.effects if each.potential_id}
        potentials = [each for each in self.own["potential"] if each["place_id"] == place]
        left_out = [
            each["id"]
            for each in potentials
            if each["variant_of"] is None and each["state"] != "verworfen" and each["id"] not in counting
        ]
        row: dict[str, Value] = {
            "id": str(here),
            "source": str(self.sender),
            "in_office": len(active),
            "named": len(people & self.named.keys()),
            "ended": len(gone),
            "factor_set": found.factor_set.id,
            "left_out": len(left_out),
            "program": PROGRAM,
            "reported_at": self.written_at,
        }
        return {("place_report", str(here)): row}

    def _effects(self, place: str, here: UUID) -> dict[Key, Row]:
        found = effects(self.workspace, UUID(place))
        made: dict[Key, Row] = {}
        for each in found.effects:
            about = each.potential_id or each.project_id
            record = str(uuid5(here, str(about)))
            is_achieved = each.stage is Stage.ACHIEVED and each.project_id is not None
            year = found.achieved_in.get(each.project_id) if is_achieved and each.project_id else None
            made["reported_effect", record] = {
                "id": record,
                "source": str(self.sender),
                "place_id": str(here),
                "project_id": str(each.project_id) if each.project_id else None,
                "potential_id": str(each.potential_id) if each.potential_id else None,
                "measure": each.measure,
                "stage": each.stage.value,
                "year": year,
                "wh": _whole(each.kwh * 1000),
                "co2e_g": _whole(each.tonnes * 1_000_000),
                "saved_cents": _whole(each.eur * 100),
                "feed_in_g": _whole(each.feed_in_t * 1_000_000),
                "sink_g": _whole(each.sink_t * 1_000_000),
                "budget_relevant": int(each.budget_relevant),
                "measured": int(each.is_measured),
                "factor_set": found.factor_set.id,
            }
        return made

    def _energy(self, place: str, here: UUID) -> dict[Key, Row]:
        """One meter for heat and one for power, read in kWh, so that nothing has to be converted."""
        years = sorted({int(row[1] or 0) for row in self.energy if row[0] == place})
        made: dict[Key, Row] = {}
        report = energy_report(self.workspace, UUID(place), range(min(years), max(years) + 1))
        for shown in report.years:
            counted = [row for row in self.energy if row[0] == place and row[1] == shown.year]
            heat, power = (
                _whole(Decimal(sum(int(row[5] or 0) for row in counted if row[2] == purpose)) / 1000)
                for purpose in ("Wärme", "Strom")
            )
            areas = {row[3]: Decimal(row[4] or 0) for row in counted}
            record = str(uuid5(here, str(shown.year)))
            made["energy_total", record] = {
                "id": record,
                "source": str(self.sender),
                "place_id": str(here),
                "year": shown.year,
                "buildings": len(areas),
                "area_m2": str(sum(areas.values())),
                "heat_kwh": heat,
                "power_kwh": power,
                "cents": sum(int(row[6] or 0) for row in counted),
                "co2e_kg": _whole(shown.co2_kg or Decimal(0)),
                "factor_set": shown.factor_set,
                "complete": int(shown.heat.is_complete and shown.power.is_complete),
            }
        return made


def _tables() -> Iterator[str]:
    """Those that a town fills itself; the rest is reckoned."""
    yield from (each for each in KINDS if each not in {"place_report", "reported_effect", "energy_total"})


def _is_in_force(consent: Row) -> bool:
    return bool(consent["given_on"] and consent["form"] and not consent["withdrawn_on"])


def _last_day(term: Row) -> date | None:
    last = term["ended_on"] or term["ends_on"]
    return date.fromisoformat(str(last)) if last else None


def _runs(term: Row, today: date) -> bool:
    last = _last_day(term)
    return date.fromisoformat(str(term["begins_on"])) <= today and (last is None or today <= last)


def _is_over(term: Row, today: date) -> bool:
    last = _last_day(term)
    return last is not None and last < today


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))


def _result(stored: str) -> str:
    """A frozen result without inputs and workings, economics in hundredths."""
    if not stored:
        return ""
    told: dict[str, Any] = {**json.loads(stored), "inputs": {}, "assumed": [], "steps": [], "warnings": []}
    for case in ("without_grant", "with_grant"):
        told[case] = [
            None if each is None else str(Decimal(each).quantize(Decimal("0.01"), ROUND_HALF_UP))
            for each in told[case]
        ]
    return json.dumps(told)
