"""All towns' projects: what each saves, when it ends, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import FundingState, Project, ProjectKind, ProjectState
from klikks_desktop.services.region.project_rows import RegionProject, RegionProjects, region_projects
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.pills import PROJECT_PILLS
from klikks_desktop.ui.records.reading_list import Reading, ReadingList, choices
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords

STATES = {state: place for place, state in enumerate(ProjectState)}


class RegionProjectList(ReadingList):
    """Every project that a town reported."""

    def __init__(self, host: Host) -> None:
        super().__init__(
            host,
            Project,
            [
                Column("title", _tr("Projekt")),
                Column("saved", _tr("Im Jahr"), "number"),
                Column("ends", _tr("Ende"), "date"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Projekte"),
                _tr("Projekt, Kommune oder Kreis suchen"),
                _tr("Projekte filtern"),
                _tr("Zu Suche und Filter passt kein Projekt."),
            ),
            _groups(RegionProjects((), {})),
            count=self._count,
        )

    def read(self, workspace: Workspace) -> Reading:
        """All projects with the filters that they offer."""
        found = region_projects(workspace)
        lines = [
            Line(Row(row.id, LazyCells(row, place, MAKERS)), row.search, _filters(row))
            for place, row in enumerate(found.rows)
        ]
        return Reading(lines, _groups(found))

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) != total:
            words = _tr("{count} von {total} Projekten")
            return words.format(count=format_integer(len(shown)), total=format_integer(total))
        return count_words(total, _tr("Projekt"), _tr("Projekte"))


def _groups(found: RegionProjects) -> list[FilterGroup]:
    rows = found.rows
    measures = [(f"measure:{key}", title) for key, title in found.measures.items()]
    return [
        FilterGroup(_tr("Stand"), [(state.value, state.value) for state in ProjectState]),
        FilterGroup(_tr("Art"), [(f"kind:{kind.value}", kind.value) for kind in ProjectKind]),
        FilterGroup(_tr("Land"), choices([row.place.state for row in rows], "land")),
        FilterGroup(_tr("Kreis"), choices([row.place.county for row in rows], "county")),
        FilterGroup(_tr("Maßnahme"), measures),
        FilterGroup(_tr("Förderung"), _funding()),
        FilterGroup(_tr("Lage"), [("point", _tr("Mit Lage auf der Karte")), ("no-point", _tr("Ohne Lage"))]),
    ]


def _funding() -> list[tuple[str, str]]:
    states = [(f"funding:{state.value}", state.value) for state in FundingState]
    return [*states, ("funding:", _tr("keine"))]


def _filters(row: RegionProject) -> frozenset[str]:
    return frozenset(
        (
            row.state.value,
            f"kind:{row.kind.value}",
            f"land:{row.place.state}",
            f"county:{row.place.county}",
            "point" if row.has_point else "no-point",
            *(f"measure:{each}" for each in row.measures),
            *([f"funding:{each.value}" for each in row.funding] or ["funding:"]),
        )
    )


def _title(row: RegionProject, _place: int) -> Cell:
    return Cell(row.title, f"{row.place.name} · {row.kind.value}")


def _saved(row: RegionProject, _place: int) -> Cell:
    if row.tonnes is None:
        several = _tr("mehrere Faktorensätze") if row.grams else ""
        return Cell("–", several, muted=True)
    euros = _tr("{euros} EUR").format(euros=format_integer(round(row.cents / 100)))
    tonnes = _tr("{tonnes} t CO₂e").format(tonnes=rounded(row.tonnes, 1))
    return Cell(tonnes, euros)


def _ends(row: RegionProject, _place: int) -> Cell:
    if row.ends_on is None:
        return Cell("–", muted=True)
    return Cell(format_short(row.ends_on))


def _state(row: RegionProject, _place: int) -> Cell:
    return Cell(row.state.value, state=PROJECT_PILLS[row.state])


MAKERS = (
    Maker(_title, lambda _row, place: place),
    Maker(_saved, lambda row, _place: sum(row.grams.values()) if len(row.grams) == 1 else None),
    Maker(_ends, lambda row, _place: row.ends_on.toordinal() if row.ends_on else None),
    Maker(_state, lambda row, _place: STATES[row.state]),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectList", text)
