"""The climate report (Klimaschutz-Bericht) of a municipality: one page for the council, or the long form.

All figures are those of ``services.savings.effects``, which the overview shows too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from klikks_desktop.domain.effects import Stages
from klikks_desktop.domain.figures import NONE, rounded, years_words
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.records import Place, ProjectState, Task
from klikks_desktop.domain.reports.climate import MeasureBars, TargetPath
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Chart,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    ReportSheet,
    TableBlock,
)
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.projects.project_list import ProjectRow, list_projects
from klikks_desktop.services.reports import project_words as words
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.reports.letters import patrons_in_office
from klikks_desktop.services.savings.effects import Effects, effects
from klikks_desktop.services.savings.potentials import PotentialRow, list_potentials
from klikks_desktop.services.workspace import Progress, Workspace, silent

_SHORT_MEASURES, _SHORT_STEPS = (6, 5, 4, 3), 5
"""Bars on the one page for the council, fewer where other things need the room."""
_OVER: frozenset[ProjectState] = frozenset({ProjectState.DONE, ProjectState.PAUSED})


def climate_report_pdf(
    workspace: Workspace, place: Place, *, long: bool = False, progress: Progress = silent
) -> bytes:
    """The report; ``progress`` may raise to give it up."""
    from klikks_desktop.documents.reports.press import ReportPress

    around = frame(workspace, place)
    gathered = _Gathered(around)
    press = ReportPress(workspace.shipped.folder)
    if long:
        return press.report(gathered.long(), created=around.created, progress=progress)
    sheets = [gathered.short(most) for most in _SHORT_MEASURES]
    return press.shortest(sheets, created=around.created, progress=progress)


def save_climate_report(
    workspace: Workspace, place: Place, out: Path, *, long: bool = False, progress: Progress = silent
) -> Path:
    """Write it; K-440 when ``out`` is no .pdf, K-544 when it is there already."""
    suffix_of(out, "pdf")
    expect_new(out)
    return save(out, climate_report_pdf(workspace, place, long=long, progress=progress))


class _Gathered:
    """What is known of a municipality, and how the report says it."""

    def __init__(self, around: Frame) -> None:
        workspace, place = around.workspace, around.place
        self._around, self._say = around, around.say
        self._effects: Effects = effects(workspace, place.id)
        self._projects: list[ProjectRow] = list_projects(workspace, place.id)
        rows = list_potentials(workspace, place.id)
        self._potentials: list[PotentialRow] = [row for row in rows if not row.is_variant]
        self._patrons = patrons_in_office(workspace, place)
        with workspace.store.read() as reader:
            tasks = reader.find(Task, order=("id",), place_id=place.id, done_on=None)
        self._tasks = sorted(tasks, key=lambda each: (each.due_on or date.max, each.id))

    def short(self, most: int) -> ReportSheet:
        """One page for the council with ``most`` bars."""
        return self._around.sheet(
            kind="Klimaschutz-Bericht",
            title=self._say("klimaschutz.titel"),
            subtitle=self._say("klimaschutz.untertitel.kurz"),
            blocks=(
                Paragraph(self._say("klimaschutz.text")),
                self._figures(),
                Heading(self._say("klimaschutz.massnahmen.titel")),
                *self._measures(most),
                Paragraph(self._say("klimaschutz.stufen"), small=True),
                *self._path_in_words(),
                Heading(self._say("klimaschutz.schritte.titel")),
                *self._steps(_SHORT_STEPS),
                Paragraph(" ".join(self._sources()), small=True),
            ),
            one_page=True,
        )

    def long(self) -> ReportSheet:
        """Everything, with all projects and potentials."""
        say = self._say
        return self._around.sheet(
            kind="Klimaschutz-Bericht",
            title=say("klimaschutz.titel"),
            subtitle=say("klimaschutz.untertitel.lang"),
            blocks=(
                Paragraph(say("klimaschutz.text")),
                self._figures(),
                Paragraph(say("klimaschutz.stufen"), small=True),
                Heading(say("klimaschutz.massnahmen.titel")),
                *self._measures(0),
                Heading(say("klimaschutz.pfad.titel")),
                *self._path(),
                Heading(say("klimaschutz.entlastung.titel")),
                *self._relief(),
                *self._apart(),
                Heading(say("klimaschutz.projekte.titel")),
                *self._project_table(),
                Heading(say("klimaschutz.potenziale.titel")),
                *self._potential_table(),
                Heading(say("klimaschutz.personen.titel")),
                *self._people(),
                Heading(say("klimaschutz.schritte.titel")),
                *self._steps(0),
                Heading(say("klimaschutz.grundlagen.titel")),
                *(Paragraph(text, small=True) for text in self._sources()),
            ),
        )

    # -- figures and charts -----------------------------------------------------------------------

    def _figures(self) -> Figures:
        done = sum(row.state is ProjectState.DONE for row in self._projects)
        found = self._effects
        return Figures(
            (
                Figure("Patinnen und Paten", str(len(self._patrons)), "im Amt"),
                Figure("Projekte", str(len(self._projects)), "", f"{done} abgeschlossen"),
                Figure("Entlastung erreicht", rounded(found.eur.achieved, 0), "EUR/a", _rest(found.eur, 0)),
                Figure("CO₂e vermieden", rounded(found.tonnes.achieved, 1), "t/a", _rest(found.tonnes, 1)),
            )
        )

    def _measures(self, most: int) -> list[Block]:
        rows = [(row.title, row.tonnes) for row in self._effects.by_measure if _tells(row.tonnes)]
        if not rows:
            return [Paragraph(self._say("klimaschutz.massnahmen.keine"))]
        return [Chart(MeasureBars(tuple(rows), "t CO₂e im Jahr", most))]

    def _relief(self) -> list[Block]:
        rows = [
            (row.title, row.eur)
            for row in self._effects.by_measure
            if row.budget_relevant and _tells(row.eur)
        ]
        if not rows:
            return [Paragraph(self._say("klimaschutz.massnahmen.keine"))]
        return [Chart(MeasureBars(tuple(rows), "EUR im Jahr"))]

    def _path(self) -> list[Block]:
        target = self._target()
        if not target:
            return [Paragraph(self._say("klimaschutz.pfad.keine"))]
        points = self._effects.by_year
        achieved = {each.year: each.achieved_t for each in points if each.achieved_t is not None}
        return [Chart(TargetPath(achieved, target))]

    def _target(self) -> dict[int, Decimal]:
        return {each.year: each.target_t for each in self._effects.by_year if each.target_t is not None}

    def _path_in_words(self) -> list[Block]:
        target = self._target()
        ahead = [year for year in sorted(target) if year >= self._around.today.year]
        if not ahead:
            return []
        values = {
            "Erreicht": rounded(self._effects.tonnes.achieved, 1),
            "Jahr": str(ahead[0]),
            "Ziel": rounded(target[ahead[0]], 1),
        }
        return [Paragraph(self._say("klimaschutz.pfad.satz", values))]

    def _apart(self) -> list[Block]:
        """What helps others, the grid and the air, and never relieves the budget."""
        found = self._effects
        rows = [
            ("Für Bürgerinnen und Bürger", found.outside_eur, 0, "EUR im Jahr"),
            ("Einspeisung ins Netz", found.feed_in_t, 1, "t CO₂e im Jahr"),
            ("Bindung durch Bäume", found.sink_t, 1, "t CO₂ im Jahr"),
        ]
        shown = tuple(
            (
                label,
                f"{rounded(stages.achieved, digits)} {unit} erreicht; {_rest(stages, digits)}",
            )
            for label, stages, digits, unit in rows
            if _tells(stages)
        )
        return [Heading(self._say("klimaschutz.apart.titel"), 3), Facts(shown)] if shown else []

    # -- tables -----------------------------------------------------------------------------------

    def _project_table(self) -> list[Block]:
        if not self._projects:
            return [Paragraph(self._say("klimaschutz.projekte.keine"))]
        columns = (
            Column("Projekt", 3.2),
            Column("Stand", 1.3),
            Column("Kosten EUR", 1.1, right=True),
            Column("EUR/a", 1, right=True),
            Column("t CO₂e/a", 1, right=True),
        )
        rows = tuple(
            (
                printable(row.title),
                row.state.value,
                _cents(row.actual_cents if row.actual_cents is not None else row.planned_cents),
                _cell(row.savings.eur_per_year.best, 0),
                _cell(row.savings.co2e_t_per_year.best, 2),
            )
            for row in self._projects
        )
        return [TableBlock(columns, rows)]

    def _potential_table(self) -> list[Block]:
        if not self._potentials:
            return [Paragraph(self._say("klimaschutz.massnahmen.keine"))]
        columns = (
            Column("Potenzial", 3),
            Column("Stand", 1.2),
            Column("Priorität", 1),
            Column("EUR/a", 1, right=True),
            Column("t CO₂e/a", 1, right=True),
            Column("Amortisation", 1.3, right=True),
        )
        rows = []
        for row in self._potentials:
            result = row.result
            title, figures = printable(row.title), (NONE, NONE, NONE)
            if result is not None:
                pays = years_words(result.with_grant.payback_years) if result.budget_relevant else NONE
                figures = (rounded(result.eur_per_year, 0), _cell(result.co2e_t_per_year, 2), pays)
                title += "" if result.budget_relevant else f"\n{self._say('klimaschutz.ausserhalb')}"
            rows.append((title, row.state.value, row.priority.value, *figures))
        return [TableBlock(columns, tuple(rows))]

    # -- people and steps -------------------------------------------------------------------------

    def _people(self) -> list[Block]:
        count = count_words(len(self._patrons), "Person ist", "Personen sind")
        named = [patron.full_name for patron, _ in words.named_patrons(self._around, self._patrons)]
        if named:
            told = self._say("klimaschutz.personen.text", {"Namen": ", ".join(named)})
        else:
            told = self._say("klimaschutz.personen.keine")
        return [Paragraph(f"{count} im Amt. {told}")]

    def _steps(self, most: int) -> list[Block]:
        """The next step of each running project, then tasks of the municipality itself."""
        points = [
            f"{printable(row.title)}: {printable(row.next_step)}"
            for row in self._projects
            if row.next_step and row.state not in _OVER
        ]
        points += [
            printable(words.task_words(each))
            for each in self._tasks
            if each.project_id is None and each.title
        ]
        if not points:
            return [Paragraph(self._say("klimaschutz.schritte.keine"))]
        if most and len(points) > most:
            points = [*points[: most - 1], f"{len(points) - most + 1} weitere Schritte"]
        return [Bullets(tuple(points))]

    def _sources(self) -> Sequence[str]:
        """Factor set, guide values, what was left out and why."""
        found = self._effects
        factors = {"Satz": found.factor_set.title, "Basis": found.factor_set.basis}
        texts = [self._say("klimaschutz.faktoren", factors)]
        results = [row.result for row in self._potentials if row.result is not None]
        if guides := words.guide_values(self._around, results):
            texts.append(self._say("klimaschutz.richtwerte", {"Werte": guides}))
        texts += [f"{each.title}: {each.reason}" for each in found.left_out]
        return [printable(text) for text in (*texts, *found.notes)]


def _tells(stages: Stages) -> bool:
    """Whether there is anything but zeros."""
    return any((stages.achieved, stages.decided, stages.possible))


def _rest(stages: Stages, digits: int) -> str:
    """What is decided and possible beside the achieved."""
    return f"{rounded(stages.decided, digits)} beschlossen, {rounded(stages.possible, digits)} möglich"


def _cell(value: Decimal | None, digits: int) -> str:
    return NONE if value is None else rounded(value, digits)


def _cents(cents: int | None) -> str:
    return NONE if cents is None else rounded(Decimal(cents) / 100, 0)
