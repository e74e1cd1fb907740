"""From the stored samples to records; words of a newer program become the most careful ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    ActivityKind,
    EnergyTotal,
    Funding,
    FundingState,
    Grade,
    Indicator,
    IndicatorKind,
    Participation,
    PlaceReport,
    Potential,
    PotentialState,
    Priority,
    Project,
    ProjectKind,
    ProjectState,
    Remark,
    ReportedEffect,
    Stage,
    Task,
)
from klikks_desktop.exchange.wire import decode_snapshot
from klikks_desktop.reference.alphabet import load_alphabet
from klikks_desktop.services.exchange.imported import IMPORTED, ImportedRecord, records_of
from klikks_desktop.services.savings.potential_results import read_result
from tests.exchange.sync.wire_samples import schema_1, schema_2, uid

SENDER = UUID(int=7)
PLACE = uuid5(SENDER, "03358021")
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
ALPHABET = load_alphabet(Path(__file__).parents[3] / "resources")


def records(raw: dict[str, Any]) -> list[ImportedRecord]:
    snapshot = decode_snapshot(json.dumps(raw).encode())
    return records_of(snapshot, sender=SENDER, reported_at=NOW, alphabet=ALPHABET)


def one(kind: type[Any], raw: dict[str, Any], number: int | None = None) -> Any:
    """The only record of a kind, or the one with this id."""
    found = [each for each in records(raw) if isinstance(each, kind)]
    (record,) = [each for each in found if number is None or each.id == UUID(uid(number))]
    return record


def test_every_kind_comes_from_the_sample_of_schema_2() -> None:
    made = records(schema_2())
    assert {type(each) for each in made} == set(IMPORTED)
    assert {each.source for each in made} == {SENDER}
    assert len({(type(each), each.id) for each in made}) == len(made)


def test_schema_1_says_nothing_of_the_rest() -> None:
    kinds = {type(each) for each in records(schema_1())}
    assert not kinds & {Project, Potential, Task, Remark, EnergyTotal, ReportedEffect}
    joined = one(Participation, schema_1())
    assert (joined.resolution_on, joined.contact_on) == (date(2024, 3, 14), None)
    report = one(PlaceReport, schema_1())
    assert (report.factor_set, report.left_out, report.program) == ("", 0, "KlikKS Desktop 1.0")


def test_ids_of_sums_follow_from_what_they_tell_of() -> None:
    effects = {each.id: each for each in records(schema_2()) if isinstance(each, ReportedEffect)}
    assert effects.keys() == {uuid5(PLACE, uid(10)), uuid5(PLACE, uid(20))}
    of_potential = effects[uuid5(PLACE, uid(20))]
    assert (of_potential.potential_id, of_potential.project_id) == (UUID(uid(20)), UUID(uid(10)))
    assert (of_potential.measure, of_potential.stage, of_potential.wh) == (
        "LED_INDOOR",
        Stage.ACHIEVED,
        28_345_678,
    )
    assert effects[uuid5(PLACE, uid(10))].potential_id is None
    assert one(EnergyTotal, schema_2()).id == uuid5(PLACE, "2025")


def test_unknown_words_become_the_most_careful_ones() -> None:
    raw = schema_2()
    (place,) = raw["places"]
    project, potential = place["projects"][0], place["potentials"][0]
    for record in (project, potential, *project["activities"], *project["indicators"], *project["funding"]):
        record |= {name: "Neuartig" for name in ("kind", "state", "priority") if name in record}
    project["achievements"][0]["grade"] = potential["result"]["grade"] = "Neuartig"
    potential["result"]["energy"]["fusion"] = "5"
    assert (one(Project, raw, 10).kind, one(Project, raw, 10).state) == (ProjectKind.OTHER, ProjectState.IDEA)
    assert one(Activity, raw).kind is ActivityKind.OTHER
    assert one(Indicator, raw).kind is IndicatorKind.OUTPUT
    assert one(Funding, raw).state is FundingState.IDEA
    assert one(Achievement, raw).grade is Grade.GUIDE
    seen = one(Potential, raw, 20)
    assert (seen.state, seen.priority) == (PotentialState.IDEA, Priority.MEDIUM)
    result = read_result(seen.result)
    assert result is not None
    assert (result.grade, {each.value for each in result.energy_kwh_per_year}) == (
        Grade.GUIDE,
        {"electricity", "lpg"},
    )


def test_what_cannot_be_said_here_is_left_out() -> None:
    raw = schema_2()
    (place,) = raw["places"]
    place["projects"][0]["achievements"][0]["carrier"] = "fusion"
    place["remarks"][0]["kind"] = "Neuartig"
    assert not [each for each in records(raw) if isinstance(each, Achievement | Remark)]
