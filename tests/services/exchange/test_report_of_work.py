"""Projects, potentials and what they save on their way to the region: whole, lean, and never a note."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.disclosure_items import Fate
from klikks_desktop.domain.effects import Effect
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Delivery,
    EnergyTotal,
    Funding,
    GoodExample,
    Indicator,
    Patron,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectPatron,
    Purpose,
    Remark,
    RemarkKind,
    ReportedEffect,
    Task,
    Verdict,
)
from klikks_desktop.exchange.envelope import open_sealed
from klikks_desktop.services.energy.energy_account import energy_report
from klikks_desktop.services.exchange import disclosing, importing
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.imported import IMPORTED
from klikks_desktop.services.people import consents
from klikks_desktop.services.projects import projects
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.potential_results import read_result
from klikks_desktop.services.workspace import Workspace
from tests.services.exchange.work_town import fill_work

MOST_BYTES = 200_000
STAYS: dict[type, dict[str, Any]] = {
    Project: {
        "building_id": None,
        "resolution_on": None,
        "resolution_number": "",
        "next_step": "",
        "note": "",
    },
    Activity: {"note": ""},
    Indicator: {},
    Achievement: {"note": ""},
    Funding: {"reference": "", "note": ""},
    Task: {"note": ""},
    Remark: {},
}


@pytest.fixture
def working(desk, pair) -> tuple[Workspace, Workspace]:
    """A region and a town with work that trust each other."""
    region, town = pair
    fill_work(town, 6, 15)
    return region, town


def send(desk, region: Workspace, town: Workspace) -> ImportOutcome:
    file = desk.report(town)
    (seen,) = importing.preview_import(region, [file])
    assert seen.problem is None, seen.problem
    (outcome,) = importing.import_files(region, [file])
    assert outcome.problem is None, outcome.problem
    assert outcome.verdict is Verdict.APPLIED
    return outcome


def payload(desk, region: Workspace, town: Workspace) -> str:
    trusted = {town.keys.installation: town.keys.public.sign_key}
    data = desk.report(town).read_bytes()
    return open_sealed(data, keys=region.keys, trusted=trusted, now=desk.clock()).payload.decode()


def erased(desk, region: Workspace) -> dict[str, list[str]]:
    newest = max(desk.records(region, Delivery), key=lambda delivery: delivery.sequence)
    found: dict[str, list[str]] = json.loads(newest.counts)["erased"]
    return found


def change(town: Workspace, *records: Any) -> None:
    with town.store.write("Geändert") as unit:
        unit.update(*records)


def test_two_hundred_projects_with_five_hundred_potentials_stay_small(desk, pair) -> None:
    _, town = pair
    fill_work(town, 200, 500)
    assert desk.report(town).stat().st_size < MOST_BYTES


def test_what_is_confidential_stays_in_the_house(desk, working) -> None:
    region, town = working
    text = payload(desk, region, town)
    for word in ("Vertraulich", "67K12345", "Hausmeisterin", "2024/117", "resolution_number"):
        assert word not in text
    assert "Bericht vorbereiten" in text
    assert "Bewegungsmeldern" in text
    stay = {each.patron_id for each in desk.records(town, ProjectPatron)} - {
        each.patron.id for each in disclosing.preview_export(town).places[0].patrons if each.leaves
    }
    assert stay
    assert not [each for each in stay if str(each) in text]


def test_the_file_holds_what_the_page_shows_as_leaving_and_nothing_else(desk, working) -> None:
    region, town = working
    (place,) = disclosing.preview_export(town).places
    records = [place.office, place.counts, *place.localities, place.work.sums, *place.work.energy]
    for person in place.patrons:
        records += [person.person, *person.appointments, *person.consents]
    records += [entry.make() for entry in place.work.entries]
    shown = {
        plain(item.value)
        for record in disclosing.flattened(records)
        for item in record.items
        if item.fate is Fate.LEAVES
    }
    sent = set(values(json.loads(payload(desk, region, town))["places"]))
    empty = {"None", "False", ""}
    assert sent - empty == shown - empty


def plain(value: Any) -> str:
    """A value as text; numbers without zeros that say nothing."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def values(part: Any) -> Iterator[str]:
    """Every single value in JSON."""
    if isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from values(each)
    else:
        text = str(part)
        is_number = isinstance(part, str) and re.fullmatch(r"-?\d+(\.\d+)?", text) and text != "03999888"
        yield plain(Decimal(text)) if is_number else text


def test_the_region_has_what_the_town_has(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    source, (place,) = town.keys.installation, desk.records(region, Place)
    for kind, stays in STAYS.items():
        leaving = [each for each in desk.records(town, kind) if getattr(each, "shared", True)]
        assert leaving
        for record in leaving:
            fields = {"source": source, **stays}
            if hasattr(kind, "place_id"):
                fields["place_id"] = place.id
            (seen,) = desk.records(region, kind, id=record.id)
            assert seen == replace(record, **fields)


def test_results_arrive_exactly_without_their_inputs(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    pairs = [(each, desk.records(region, Potential, id=each.id)[0]) for each in desk.records(town, Potential)]
    assert pairs
    for sent, seen in pairs:
        assert (seen.inputs, seen.grades, seen.note, seen.building_id) == ("{}", "{}", "", None)
        assert (seen.title, seen.measure, seen.state, seen.priority) == (
            sent.title,
            sent.measure,
            sent.state,
            sent.priority,
        )
        before, after = read_result(sent.result), read_result(seen.result)
        assert (after.inputs, after.steps, after.assumed, after.warnings) == ({}, (), (), ())
        for name in ("energy_kwh_per_year", "co2e_t_per_year", "eur_per_year", "investment_eur", "grade"):
            assert getattr(after, name) == getattr(before, name)
        years, exact = after.without_grant.payback_years, before.without_grant.payback_years
        assert (years is None) == (exact is None)
        assert years is None or abs(years - exact) <= Decimal("0.005")


def test_the_sums_of_the_region_are_those_of_the_town(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    found = effects(town, town.own_place().id)
    rows = {each.potential_id or each.project_id: each for each in desk.records(region, ReportedEffect)}
    assert rows.keys() == {each.potential_id or each.project_id for each in found.effects}
    assert {each.measured for each in rows.values()} == {True, False}

    def grams(effect: Effect) -> int:
        return int((effect.tonnes * 10**6).quantize(Decimal(1), "ROUND_HALF_UP"))

    assert sum(row.co2e_g for row in rows.values()) == sum(grams(each) for each in found.effects)
    for effect in found.effects:
        row = rows[effect.potential_id or effect.project_id]
        assert (row.stage, row.measure, row.project_id) == (effect.stage, effect.measure, effect.project_id)
        assert abs(row.wh - effect.kwh * 1000) <= Decimal("0.5")
        assert abs(row.saved_cents - effect.eur * 100) <= Decimal("0.5")
        assert (row.year is not None) == (effect.stage.value == "erreicht")
    (report,) = desk.records(region, PlaceReport)
    assert report.factor_set == found.factor_set.id
    assert (
        report.left_out
        == 15
        - sum(row.potential_id is not None for row in rows.values())
        - Counter(each.state.value for each in desk.records(town, Potential))["verworfen"]
    )
    assert report.program.startswith("KlikKS Desktop ")


def test_energy_is_told_by_year(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    totals = {each.year: each for each in desk.records(region, EnergyTotal)}
    report = energy_report(town, town.own_place().id, range(2021, 2026))
    assert totals.keys() == {each.year for each in report.years}
    for each in report.years:
        total = totals[each.year]
        assert (total.heat_kwh, total.power_kwh, total.cents) == (round(each.heat.kwh), None, each.cents)
        assert (total.buildings, total.area_m2, total.complete) == (1, Decimal("1250.5"), False)


def test_nothing_changed_changes_nothing(desk, working) -> None:
    region, town = working
    first = send(desk, region, town)
    assert {each.name for each in first.kinds} >= {"Projekte", "Potenziale", "Einsparungen", "Nachrichten"}
    before = desk.dump(region, without={"history", "history_change", "delivery", "peer", "place_report"})
    again = send(desk, region, town)
    assert (again.difference.words, again.kinds) == ("", ())
    after = desk.dump(region, without={"history", "history_change", "delivery", "peer", "place_report"})
    assert after == before


def test_the_difference_is_told_by_kind_before_and_after(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    first, second, *_ = desk.records(town, Project)
    change(town, replace(first, title="Neuer Titel"))
    projects.delete_project(town, second.id)
    file = desk.report(town)
    (seen,) = importing.preview_import(region, [file])
    words = {each.name: each.difference.words for each in seen.kinds}
    assert words["Projekte"] == "1 geändert, 1 entfallen"
    assert words["Aktivitäten"] == "1 entfallen"
    (done,) = importing.import_files(region, [file])
    assert done.kinds == seen.kinds


def test_who_withdraws_is_gone_from_everything(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    responsible = desk.records(region, ProjectPatron)
    person = responsible[0].patron_id
    hers = {each.id for each in responsible if each.patron_id == person}
    consents.withdraw_consent(town, person, Purpose.REPORTING, on=desk.today)
    send(desk, region, town)
    assert desk.records(region, Patron, id=person) == []
    assert desk.records(region, ProjectPatron, patron_id=person) == []
    assert desk.records(region, Project)
    gone = erased(desk, region)
    assert gone["patron"] == [str(person)]
    assert set(map(UUID, gone["project_patron"])) == hers
    assert {"appointment", "consent"} <= gone.keys()


@pytest.mark.parametrize("how", ["withdrawn", "deleted"])
def test_a_good_example_names_its_town_only_as_long_as_it_may(desk, working, how: str) -> None:
    region, town = working
    project = replace(desk.records(town, Project)[0], contact_shared=True)
    change(town, project)
    send(desk, region, town)
    example = GoodExample(
        id=region.new_id(),
        project_id=project.id,
        named=True,
        place_key="03999888",
        place_name="Stadt Auenbrück",
        contact="Klimaschutz",
        inhabitants=21_987,
        title="Abschreiben erwünscht",
        made_on=desk.today,
    )
    other = replace(example, id=region.new_id(), project_id=region.new_id())
    with region.store.write("Beispiele") as unit:
        unit.add(example, other)
    send(desk, region, town)
    assert desk.records(region, GoodExample, id=example.id) == [example]
    if how == "withdrawn":
        change(town, replace(project, contact_shared=False))
    else:
        projects.delete_project(town, project.id)
    send(desk, region, town)
    hidden = replace(example, named=False, place_key="", place_name="", contact="", inhabitants=20_000)
    assert desk.records(region, GoodExample, id=example.id) == [hidden]
    assert desk.records(region, GoodExample, id=other.id) == [other]


def test_own_remarks_on_what_is_gone_keep_its_id_only(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    project = desk.records(region, Project)[0]
    remark = Remark(
        id=region.new_id(),
        place_key="03999888",
        kind=RemarkKind.NOTE,
        about=project.id,
        about_title=project.title,
        text="Nachfragen",
        made_on=desk.today,
    )
    with region.store.write("Vermerk") as unit:
        unit.add(remark)
    projects.delete_project(town, project.id)
    send(desk, region, town)
    assert desk.records(region, Remark, id=remark.id) == [remark]
    assert erased(desk, region)["project"] == [str(project.id)]


@pytest.mark.parametrize("kind", [Project, Potential, Task, Remark, Funding])
def test_an_id_of_somebody_else_is_refused(desk, working, kind: type[Any]) -> None:
    region, town = working
    taken = next(each for each in desk.records(town, kind) if getattr(each, "shared", True))
    own = (
        replace(taken, note="Eigene Zeile") if hasattr(taken, "note") else replace(taken, text="Eigene Zeile")
    )
    place = replace(town.own_place(), id=region.new_id(), key="03358021")
    parents = desk.records(town, Project, id=getattr(taken, "project_id", None))
    with region.store.write("Eigenes") as unit:
        unit.add(place)
        bare = {"place_id": place.id, "locality_id": None, "project_id": None}
        for record in (*parents, own):
            fields = {name: value for name, value in bare.items() if hasattr(record, name)}
            if kind is Funding and record is own:
                fields = {}
            unit.add(replace(record, **fields))
    before = desk.dump(region)
    file = desk.report(town)
    for take in (importing.preview_import, importing.import_files):
        (outcome,) = take(region, [file])
        assert outcome.problem.code == "K-545"
    assert desk.dump(region) == before


def test_a_place_that_moves_to_another_program_takes_everything_along(desk, working) -> None:
    region, town = working
    send(desk, region, town)
    patron = desk.records(region, Patron)[0].id
    project, shown, *_ = desk.records(region, Project)
    with region.store.write("Beispiel") as unit:
        unit.add(
            GoodExample(
                id=region.new_id(),
                project_id=shown.id,
                named=True,
                place_name="Stadt Auenbrück",
                title="Vorbild",
                made_on=desk.today,
            )
        )
    copy = desk.copy_of(town, "neuer-rechner")
    desk.enrol(region, copy)
    projects.delete_project(copy, project.id)
    change(copy, replace(desk.records(copy, Project, id=shown.id)[0], contact_shared=False))
    send(desk, region, copy)
    assert not desk.records(region, GoodExample)[0].named
    for kind in IMPORTED:
        assert {each.source for each in desk.records(region, kind) if each.source} == {
            copy.keys.installation
        }, kind
    assert desk.records(region, Patron, id=patron)
    assert erased(desk, region)["project"] == [str(project.id)]
    assert "patron" not in erased(desk, region)
