"""The region's good examples: taken from finished projects of towns, worded, kept up to date.

Those of its coordinating office stand among them, to read and to pass on.

A town is named only while its own project says that it may; figures begin as it reported them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.disclosure_names import StayingNames
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.good_examples import (
    ExampleFigures,
    check_example,
    class_of,
    example_fields,
    without_name,
)
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.record_fields import Value
from klikks_desktop.domain.records import (
    Draft,
    GoodExample,
    Patron,
    Place,
    Project,
    ProjectState,
    ReportedEffect,
    Role,
)
from klikks_desktop.services.ideas.example_figures import (
    FIGURES,
    are_newer,
    figures_now,
    note_known,
    reported,
)
from klikks_desktop.services.ideas.shared import held_back
from klikks_desktop.services.records.record_forms import (
    FormKind,
    RecordForm,
    read_form,
    refuse_foreign,
    save_within,
    seen_by,
)
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

_NAME: Final = "example"


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One line of the table. has_draft: something typed waits to be right. are_newer: as in ``IdeaView``.

    is_held: of the office, and not passed on.
    """

    example: GoodExample
    has_draft: bool = False
    are_newer: bool = False
    is_held: bool = False

    @property
    def is_theirs(self) -> bool:
        """Whether it came from the coordinating office."""
        return self.example.source is not None


@dataclass(frozen=True, slots=True)
class IdeaView:
    """A good example as the region edits it.

    project, place: of the town, ``None`` when it is not reported any more. reported: its figures now;
    are_newer: they changed since a person saw them here. named: reported people whose name stands in the
    texts. tells_place: the name of the town stands there although it is not to be named. is_held: as in
    ``ExampleRow``.
    """

    form: RecordForm[GoodExample]
    project: Project | None
    place: Place | None
    reported: ExampleFigures
    are_newer: bool
    named: tuple[str, ...]
    tells_place: bool
    is_held: bool = False

    @property
    def example(self) -> GoodExample:
        """The example as stored, which is what towns get."""
        return self.form.record

    @property
    def may_name(self) -> bool:
        """Whether the town agreed to be named."""
        return self.project is not None and self.project.contact_shared


def example_form(workspace: Workspace) -> FormKind[GoodExample]:
    """The form of an example."""
    measures: dict[Value, str] = {each.id: each.title for each in catalogue(library(workspace).assumptions)}
    return FormKind(GoodExample, _NAME, "Gutes Beispiel geändert", example_fields(measures), check_example)


def list_examples(workspace: Workspace) -> list[ExampleRow]:
    """The region's own and those of its office, the newest first."""
    with workspace.store.read() as reader:
        found = reader.find(GoodExample, order=("-made_on", "-id"))
        drafts = {each.id for each in reader.find(Draft, entity=_NAME)}
        held = held_back(reader)
        return [
            ExampleRow(each, each.id in drafts, are_newer(reader, each), each.id in held) for each in found
        ]


def find_example(workspace: Workspace, project_id: UUID) -> UUID | None:
    """The region's own example of this project, if there is one."""
    with workspace.store.read() as reader:
        found = reader.find(GoodExample, project_id=project_id, source=None)
    return found[0].id if found else None


def load_example(workspace: Workspace, example_id: UUID) -> IdeaView:
    """One example with what its town reports now; K-750 when it is gone."""
    form = example_form(workspace)
    with workspace.store.read() as reader:
        return _view(workspace, reader, read_form(reader, form, example_id))


def add_example(workspace: Workspace, project_id: UUID) -> UUID:
    """Remember a town's finished project as a good example, not named at first.

    K-860 when no town reports it, K-861 when it is not finished, K-862 when it is in the pool already,
    K-864 at a town.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-864")
    with workspace.store.write("Gutes Beispiel aufgenommen") as unit:
        project, place = reported(unit, project_id)
        if project is None or place is None:
            raise UserError("K-860")
        if project.state is not ProjectState.DONE:
            raise UserError("K-861", {"title": project.title, "state": project.state.value})
        if unit.count(GoodExample, project_id=project_id, source=None):
            raise UserError("K-862", {"title": project.title})
        example = _begin(workspace, unit, project, place)
        unit.add(example)
        note_known(unit, example.id, figures_now(unit, project))
    return example.id


def save_example(
    workspace: Workspace, example_id: UUID, texts: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> IdeaView:
    """Keep what was typed, in the example or in a draft; as ``record_forms.save``.

    K-750 when it is gone, K-751 when it is another office's, K-863 when the town may not be named.
    """
    form = example_form(workspace)
    again = partial(save_example, workspace, example_id)
    with workspace.store.write(form.label) as unit:
        saved = save_within(workspace, unit, form, example_id, texts, seen=seen_by(seen, again))
        wanted = _as_told(workspace, unit, saved.record)
        if wanted != saved.record:
            unit.update(wanted)
        return _view(workspace, unit, replace(saved, record=wanted))


def take_figures(workspace: Workspace, example_id: UUID) -> IdeaView:
    """Let the example say what its town reports now; K-750, K-860 when it reports nothing any more."""
    with workspace.store.write("Zahlen des Beispiels übernommen") as unit:
        example, project = _own_with_project(workspace, unit, example_id)
        found = figures_now(unit, project)
        unit.update(replace(example, **{name: getattr(found, name) for name in FIGURES}))
        unit.delete(Draft, example_id)
        note_known(unit, example_id, found)
    return load_example(workspace, example_id)


def keep_figures(workspace: Workspace, example_id: UUID) -> IdeaView:
    """The figures stay although the town reports others now; K-750, K-860."""
    with workspace.store.write("Zahlen des Beispiels behalten", undoable=False) as unit:
        _, project = _own_with_project(workspace, unit, example_id)
        note_known(unit, example_id, figures_now(unit, project))
    return load_example(workspace, example_id)


def delete_example(workspace: Workspace, example_id: UUID) -> None:
    """Take an example out of the pool; with the next return it is gone from the towns. K-750, K-751."""
    with workspace.store.write("Gutes Beispiel gelöscht") as unit:
        example = read_form(unit, example_form(workspace), example_id).record
        refuse_foreign(example)
        unit.delete(Draft, example_id)
        unit.delete(GoodExample, example_id)


# ------------------------------------------------------------------ inside


def _view(workspace: Workspace, reader: Reader, form: RecordForm[GoodExample]) -> IdeaView:
    example = form.record
    project, place = reported(reader, example.project_id)
    found = figures_now(reader, project) if project else ExampleFigures()
    people = reader.find(Patron, place_id=place.id) if place else []
    texts = [form.texts.get(name, "") for name in ("title", "summary", "lesson")]
    tells = place is not None and place.name.casefold() in " ".join(texts).casefold()
    return IdeaView(
        form=form,
        project=project,
        place=place,
        reported=found,
        are_newer=are_newer(reader, example),
        named=StayingNames(people, workspace.shipped.alphabet).within(*texts),
        tells_place=tells and not example.named,
        is_held=example.id in held_back(reader),
    )


def _begin(workspace: Workspace, reader: Reader, project: Project, place: Place) -> GoodExample:
    found = figures_now(reader, project)
    plain = GoodExample(
        id=workspace.new_id(),
        project_id=project.id,
        title=project.title,
        kind=project.kind,
        measure=_measure(reader, project),
        summary=project.description,
        finished_on=project.ends_on,
        made_on=workspace.today,
        **{name: getattr(found, name) for name in FIGURES},
    )
    return replace(plain, state=state_of(place.key), inhabitants=_class(workspace, place))


def _as_told(workspace: Workspace, reader: Reader, example: GoodExample) -> GoodExample:
    """With the name of its town where that agreed; K-863 where it did not."""
    if not example.named:
        return without_name(example)
    project, place = reported(reader, example.project_id)
    if project is None or place is None or not project.contact_shared:
        raise UserError("K-863", {"place": place.designation if place else "dieser Kommune"})
    known = workspace.shipped.directory.find(place.key)
    return replace(
        example,
        place_key=place.key,
        place_name=place.designation,
        contact="\n".join(filter(None, (place.office, place.contact_email))),
        inhabitants=known.population if known else None,
    )


def _class(workspace: Workspace, place: Place) -> int | None:
    known = workspace.shipped.directory.find(place.key)
    return class_of(known.population) if known else None


def _own_with_project(workspace: Workspace, unit: Unit, example_id: UUID) -> tuple[GoodExample, Project]:
    example = read_form(unit, example_form(workspace), example_id).record
    refuse_foreign(example)
    project, _ = reported(unit, example.project_id)
    if project is None:
        raise UserError("K-860")
    return example, project


def _measure(reader: Reader, project: Project) -> str:
    """That of the largest of its savings, "" when no potential tells one."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for effect in reader.find(ReportedEffect, order=("id",), project_id=project.id):
        sizes[effect.measure] += effect.wh
    return max(sizes, key=lambda measure: (sizes[measure], measure), default="")
