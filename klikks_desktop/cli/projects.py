"""project, task, calendar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from klikks_desktop.cli import project_lists
from klikks_desktop.cli.context import Context
from klikks_desktop.cli.fields import short_name, texts_of
from klikks_desktop.cli.grammar import GermanParser, Group, Groups, branch, leaf, pair
from klikks_desktop.cli.output import say, warn
from klikks_desktop.cli.project_lists import chosen_place
from klikks_desktop.domain.project_fields import PROJECT_FIELDS
from klikks_desktop.domain.record_fields import Field
from klikks_desktop.domain.records import Achievement, Activity, Funding, Task
from klikks_desktop.services import deadlines
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.projects import attachments, funding, project_parts, projects
from klikks_desktop.services.workspace import Workspace


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    leaf(groups.lists, "projects", project_lists.show_projects, "Projekte", json=True, place=True)
    leaf(groups.lists, "funding", project_lists.show_funding, "Förderungen", json=True, place=True)
    leaf(groups.lists, "deadlines", project_lists.show_deadlines, "was ansteht", json=True, place=True)
    group = branch(groups.commands, "project", "Projekte")
    new = leaf(group, "add", add, "Projekt anlegen", place=True)
    new.add_argument("--title", required=True, metavar="TITEL")
    change = leaf(group, "set", change_project, "Angaben ändern, Zuständige festlegen")
    _project(change)
    for parser in (new, change):
        parser.options_anywhere = True
        parser.add_argument(
            "--patron", action="append", metavar="ID", help="zuständig: Kennung oder Name, mehrfach möglich"
        )
        _values(parser, PROJECT_FIELDS)
    one = leaf(group, "show", project_lists.show_project, "ein Projekt mit Erwartung und Ergebnis")
    _project(one)
    one.add_argument("--json", action="store_true", help="ein JSON-Objekt ausgeben")
    attach = leaf(group, "attach", attach_file, "Datei oder Bild hinzufügen, höchstens 20 MB")
    _project(attach)
    attach.add_argument("file", type=Path)
    attach.add_argument("--caption", default="", metavar="TEXT")
    _project(leaf(group, "delete", delete, "in den Papierkorb legen (30 Tage)"))
    for name, kind, text in (
        ("activity", Activity, "Aktivität mit den Menschen vor Ort eintragen"),
        ("achieved", Achievement, "gemessene Einsparung eines Jahres eintragen"),
        ("fund", Funding, "Förderung eintragen"),
    ):
        part = leaf(group, name, add_part, text)
        part.set_defaults(kind=kind)
        _project(part)
        _values(part, project_parts.PART_FORMS[kind].fields)
    _task_commands(groups.commands)
    calendar = leaf(
        groups.commands, "calendar", write_calendar, "Termine als Kalenderdatei (iCalendar)", place=True
    )
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE")


def _task_commands(commands: Group) -> None:
    tasks = branch(commands, "task", "Aufgaben")
    new = leaf(tasks, "add", add_task, "Aufgabe anlegen", place=True)
    new.add_argument("title", metavar="TITEL")
    new.add_argument("--due", default="", metavar="DATE", help="fällig am")
    new.add_argument("--project", default="", metavar="ID", help="gehört zu diesem Projekt")
    done = leaf(tasks, "done", finish_task, "Aufgabe abhaken")
    done.add_argument("task", type=UUID, help="Kennung")


def _project(parser: GermanParser) -> None:
    parser.add_argument("project", help="Kennung oder Titel")


def _values(parser: GermanParser, fields: Sequence[Field]) -> None:
    names = ", ".join(short_name(field) for field in fields if field.name != "title")
    parser.add_argument("values", nargs="*", type=pair, metavar="FELD=WERT", help=f"möglich: title, {names}")


def add(context: Context, options: Namespace) -> int:
    """Begin a project."""
    workspace = context.workspace
    place_id = workspace.own_place(options.place).id
    patrons = [patron_list.find_patron(workspace, each) for each in options.patron or ()]
    texts = texts_of(workspace, place_id, PROJECT_FIELDS, options.values)
    project_id = projects.add_project(workspace, place_id, {"title": options.title, **texts})
    if patrons:
        projects.set_patrons(workspace, project_id, patrons)
    say(f"Projekt angelegt. Kennung: {project_id}")
    return 0


def change_project(context: Context, options: Namespace) -> int:
    """Change fields and who is responsible."""
    workspace = context.workspace
    project_id, place_id = _find(workspace, options.project)
    patrons = [patron_list.find_patron(workspace, each) for each in options.patron or ()]
    texts = texts_of(workspace, place_id, PROJECT_FIELDS, options.values)
    project = projects.change_project(workspace, project_id, texts)
    if options.patron:
        projects.set_patrons(workspace, project_id, patrons)
    say(f"Gespeichert: {project.title}.")
    return 0


def _find(workspace: Workspace, wanted: str) -> tuple[UUID, UUID]:
    """A project and its place."""
    project_id = projects.find_project(workspace, wanted)
    return project_id, projects.load_project(workspace, project_id).place.id


def delete(context: Context, options: Namespace) -> int:
    """Move to the recycle bin."""
    workspace = context.workspace
    projects.delete_project(workspace, projects.find_project(workspace, options.project))
    say("Im Papierkorb. Mit undo zurückzuholen.")
    return 0


def attach_file(context: Context, options: Namespace) -> int:
    """Copy a file into a project."""
    workspace = context.workspace
    project_id = projects.find_project(workspace, options.project)
    added = attachments.add_attachment(workspace, project_id, options.file, options.caption)
    say(f"Hinzugefügt: {added.file_name}. SHA-256: {added.digest}")
    return 0


def add_part(context: Context, options: Namespace) -> int:
    """Add an activity, a measured saving or a grant."""
    workspace = context.workspace
    project_id, place_id = _find(workspace, options.project)
    fields = project_parts.part_form(workspace, options.kind).fields
    texts = texts_of(workspace, place_id, fields, options.values)
    part_id = project_parts.add_part(workspace, project_id, options.kind, texts)
    if options.kind is Funding:
        for hint in funding.load_funding(workspace, part_id).hints:
            warn(hint.sentence)
    say(f"Eingetragen. Kennung: {part_id}")
    return 0


def add_task(context: Context, options: Namespace) -> int:
    """Add a task of a project or of the municipality."""
    workspace = context.workspace
    texts = {"title": options.title, "due_on": options.due}
    if options.project:
        project_id = projects.find_project(workspace, options.project)
        task_id = project_parts.add_part(workspace, project_id, Task, texts)
    else:
        task_id = project_parts.add_task(workspace, workspace.own_place(options.place).id, texts)
    say(f"Aufgabe angelegt. Kennung: {task_id}")
    return 0


def finish_task(context: Context, options: Namespace) -> int:
    """Tick a task off."""
    task = project_parts.complete_task(context.workspace, options.task)
    say(f"Erledigt: {task.title}.")
    return 0


def write_calendar(context: Context, options: Namespace) -> int:
    """Write all days to come as iCalendar."""
    workspace = context.workspace
    target = expect_new(options.out)
    deadlines.export_calendar(workspace, target, place_id=chosen_place(workspace, options))
    say(f"Geschrieben: {target}")
    return 0
