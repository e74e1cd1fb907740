"""The list of projects: what each brings, what is due next, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import search_query
from klikks_desktop.domain.records import ProjectState
from klikks_desktop.services.projects.project_list import ProjectRow, list_projects
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.pills import PROJECT_PILLS
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList

UNDERWAY = frozenset({ProjectState.PLANNING, ProjectState.RESOLUTION, ProjectState.IMPLEMENTATION})


class ProjectList(RecordList):
    """All projects of the place chosen in the window."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.rows: Sequence[ProjectRow] = ()
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("title", _tr("Projekt")),
                Column("saved", _tr("Im Jahr"), "number"),
                Column("due", _tr("Termin"), "date"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Projekte"),
                _tr("Projekt, Ort oder Person suchen"),
                _tr("Stand"),
                _tr("Zu Suche und Filter passt kein Projekt."),
            ),
            [
                ("underway", _tr("In Arbeit")),
                ("due", _tr("Überfällig")),
                ("unnamed", _tr("Niemand verantwortlich")),
                *((state.value, state.value) for state in ProjectState),
            ],
            query=lambda text: search_query(text, alphabet),
            count=self._count,
            two_lines=True,
        )

    def reload(self) -> None:
        """Read the list again."""
        self.rows = list_projects(self._host.workspace, place_id=self._host.place_id)
        several = len({row.place_id for row in self.rows}) > 1
        self.set_lines([self._line(row, several) for row in self.rows])

    def _line(self, row: ProjectRow, several: bool) -> Line:
        today = self._host.workspace.today
        passes = {row.state.value}
        if row.state in UNDERWAY:
            passes.add("underway")
        if row.next_due is not None and row.next_due < today:
            passes.add("due")
        if not row.patrons:
            passes.add("unnamed")
        parts = [row.place] if several else []
        parts += [row.kind.value, *row.patrons[:2]]
        state = Cell(_tr("Änderung offen"), state="draft")
        if not row.has_draft:
            rank = list(ProjectState).index(row.state)
            state = Cell(row.state.value, state=PROJECT_PILLS[row.state], sort=rank)
        cells = (Cell(row.title, " · ".join(parts), sort=row.search), _savings(row), _due(row), state)
        return Line(Row(row.id, cells, bold=row.has_draft), row.search, frozenset(passes))

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) != total:
            return _tr("{count} von {total} Projekten").format(count=len(shown), total=total)
        done = sum(row.state is ProjectState.DONE for row in self.rows)
        words = count_words(total, _tr("Projekt"), _tr("Projekte"))
        return _tr("{projects} · {done} abgeschlossen").format(projects=words, done=done)


def _savings(row: ProjectRow) -> Cell:
    tonnes, euros = row.co2e_t_per_year, row.eur_per_year
    if tonnes is None and euros is None:
        return Cell("–", muted=True)
    first = "–" if tonnes is None else _tr("{tonnes} t CO₂e").format(tonnes=rounded(tonnes, 1))
    second = "" if euros is None else _tr("{euros} EUR").format(euros=rounded(euros, 0))
    return Cell(first, second, sort=float(tonnes or 0))


def _due(row: ProjectRow) -> Cell:
    if row.next_due is None:
        return Cell("–", muted=True)
    return Cell(format_short(row.next_due), sort=row.next_due.toordinal())


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProjectList", text)
