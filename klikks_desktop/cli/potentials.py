"""potential add, set, to-project; list potentials."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from uuid import UUID

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.fields import refuse_twice, short_name, texts_of
from klikks_desktop.cli.grammar import Groups, branch, leaf, pair
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.figures import euro_words, rounded, tonnes_words, years_words
from klikks_desktop.domain.measures.model import Measure, Result
from klikks_desktop.domain.potential_fields import POTENTIAL_FIELDS
from klikks_desktop.domain.record_fields import read_all
from klikks_desktop.services.projects.project_list import find_named
from klikks_desktop.services.projects.project_parts import refuse_problems
from klikks_desktop.services.savings import calculation, potentials
from klikks_desktop.services.savings.potentials import PotentialForm, PotentialRow
from klikks_desktop.services.workspace import Workspace

_NAMES = ", ".join(short_name(field) for field in POTENTIAL_FIELDS)


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    leaf(groups.lists, "potentials", show, "Einsparpotenziale", json=True, place=True)
    group = branch(groups.commands, "potential", "Einsparpotenziale")
    new = leaf(group, "add", add, "Einsparpotenzial anlegen und berechnen", place=True)
    new.options_anywhere = True
    new.add_argument("measure", metavar="MEASURE", help="Kennung, wie „measures“ sie zeigt")
    change = leaf(group, "set", change_values, "Eingaben und Angaben ändern")
    change.options_anywhere = True
    change.add_argument("potential", help="Kennung oder Bezeichnung")
    for parser in (new, change):
        parser.add_argument(
            "values",
            nargs="*",
            type=pair,
            metavar="key=value",
            help=f"Eingabe der Maßnahme oder Angabe: {_NAMES}",
        )
    to_project = leaf(group, "to-project", make_project, "Projekt daraus machen")
    to_project.add_argument("potential", help="Kennung oder Bezeichnung")
    delete = leaf(group, "delete", remove, "in den Papierkorb legen (30 Tage)")
    delete.add_argument("potential", help="Kennung oder Bezeichnung")


def add(context: Context, options: Namespace) -> int:
    """Begin a potential with its inputs."""
    workspace = context.workspace
    place = workspace.own_place(options.place)
    measure = calculation.find(workspace, options.measure)
    fields, inputs = _sorted_out(workspace, place.id, measure, options.values)
    key = potentials.new_potential(workspace, place.id, options.measure, _building(fields))
    form = _save(workspace, key, fields, inputs)
    say(f"Angelegt: {form.potential.title}. Kennung: {form.potential.id}")
    _say_result(form)
    return 0


def _building(fields: dict[str, str]) -> UUID | None:
    """The building, which also gives the potential its title."""
    text = fields.pop("building_id", "")
    return UUID(text) if text else None


def change_values(context: Context, options: Namespace) -> int:
    """Change inputs and fields."""
    workspace = context.workspace
    key = _find(workspace, options.potential)
    before = potentials.load_potential(workspace, key)
    fields, inputs = _sorted_out(workspace, before.place.id, before.measure, options.values)
    form = _save(workspace, key, fields, inputs)
    say(f"Gespeichert: {form.potential.title}.")
    _say_result(form)
    return 0


def _sorted_out(
    workspace: Workspace, place_id: UUID, measure: Measure, values: Sequence[tuple[str, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Texts of the fields, and inputs of the measure; K-760, K-769 before anything is stored."""
    names = [short_name(field) for field in POTENTIAL_FIELDS]
    keys = {each.key for each in measure.inputs}
    for name, _ in values:
        if name not in keys and name not in names:
            raise UserError("K-769", {"name": name, "known": ", ".join([*names, *sorted(keys)])})
    pairs = [(name, value) for name, value in values if name in names]
    fields = texts_of(workspace, place_id, POTENTIAL_FIELDS, pairs)
    refuse_problems(read_all([field for field in POTENTIAL_FIELDS if field.name in fields], fields)[1])
    inputs: dict[str, str] = {}
    for name, value in values:
        if name in keys:
            refuse_twice(name, name in inputs)
            inputs[name] = value
    return fields, inputs


def _save(workspace: Workspace, key: UUID, fields: dict[str, str], inputs: dict[str, str]) -> PotentialForm:
    if fields:
        potentials.save_fields(workspace, key, fields)
    return potentials.save_inputs(workspace, key, inputs)


def _say_result(form: PotentialForm) -> None:
    for problem in form.problems:
        warn(problem.message)
    if form.result is None:
        say("Noch kein Ergebnis.")
        return
    for sentence in form.result.warnings:
        warn(sentence)
    result = form.result
    say(
        f"Im Jahr {tonnes_words(result.co2e_t_per_year)} und {euro_words(result.eur_per_year)}, "
        f"Investition {euro_words(result.investment_eur)}, "
        f"Amortisation mit Zuschuss: {years_words(result.with_grant.payback_years)}."
    )


def make_project(context: Context, options: Namespace) -> int:
    """Make a project of a potential."""
    workspace = context.workspace
    project_id = potentials.make_project(workspace, _find(workspace, options.potential))
    say(f"Projekt angelegt. Kennung: {project_id}")
    return 0


def remove(context: Context, options: Namespace) -> int:
    """Move a potential to the recycle bin."""
    potentials.delete_potential(context.workspace, _find(context.workspace, options.potential))
    say("Im Papierkorb.")
    return 0


def _find(workspace: Workspace, wanted: str) -> UUID:
    rows = potentials.list_potentials(workspace)
    return find_named(workspace, wanted, [(row.id, row.title) for row in rows if row.is_own])


def show(context: Context, options: Namespace) -> int:
    """List potentials with what they would bring in a year."""
    workspace = context.workspace
    place_id = workspace.own_place(options.place).id if options.place else None
    rows = potentials.list_potentials(workspace, place_id)
    if options.json:
        print_json(_plain(row) for row in rows)
        return 0
    print_table(
        (
            "Potenzial",
            "Ort",
            "Stand",
            "Priorität",
            "t CO2e/a",
            "EUR/a",
            "Investition",
            "Amortisation",
            "Kennung",
        ),
        [(row.title, row.where, row.state.value, row.priority.value, *_figures(row), row.id) for row in rows],
    )
    return 0


def _figures(row: PotentialRow) -> tuple[str, str, str, str]:
    result = row.result
    if result is None:
        return ("", "", "", "noch kein Ergebnis")
    tonnes = "" if result.co2e_t_per_year is None else rounded(result.co2e_t_per_year, 2)
    payback = years_words(result.with_grant.payback_years)
    return tonnes, rounded(result.eur_per_year, 0), rounded(result.investment_eur, 0), payback


def _plain(row: PotentialRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "measure": row.measure_id,
        "measure_title": row.measure_title,
        "place": row.place,
        "building_id": row.building_id,
        "where": row.where,
        "priority": row.priority,
        "state": row.state,
        "variant_of": row.variant_of,
        "project_id": row.project_id,
        "problems": row.problems_count,
        "stale": row.is_stale,
        "own": row.is_own,
        **_result(row.result, row.factor_set),
    }


def _result(result: Result | None, factor_set: str) -> dict[str, object]:
    """Figures under the names that ``calculate --json`` gives them; ``None`` while there is no result."""
    return {
        "factor_set": factor_set or None,
        "energy_kwh_per_year": dict(result.energy_kwh_per_year) if result else None,
        "co2e_t_per_year": result.co2e_t_per_year if result else None,
        "co2e_feed_in_t_per_year": result.co2e_feed_in_t_per_year if result else None,
        "sink_t_per_year": result.sink_t_per_year if result else None,
        "eur_per_year": result.eur_per_year if result else None,
        "budget_relevant": result.budget_relevant if result else None,
        "investment_eur": result.investment_eur if result else None,
        "payback_years_without_grant": result.without_grant.payback_years if result else None,
        "payback_years_with_grant": result.with_grant.payback_years if result else None,
        "grade": result.grade if result else None,
    }
