"""The overview of a region: real sums, whose report is missing, who asked for help, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.effects import Stages
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import Place, ProjectState, Remark, RemarkKind
from klikks_desktop.domain.region.totals import Grouping, Row, Totals
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.domain.region.totals_words import notes, people_words
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.deadlines import deadlines
from klikks_desktop.services.overview_parts import (
    MeasureSums,
    NextStep,
    Overview,
    Tile,
    project_tile,
    sum_tile,
)
from klikks_desktop.services.region.remarks import Thread, threads_of
from klikks_desktop.services.region.status import PeriodStatus, period_status
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.savings.effects import MeasureRow
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

_DECIDED = (ProjectState.RESOLUTION, ProjectState.IMPLEMENTATION)
_NEAR: Final = 30
"""A task or a period of the region belongs on the overview so many days before its day."""
_LONGEST: Final = 60


def region_overview(workspace: Workspace, factor_set: str = "") -> Overview:
    """As of today; ``factor_set`` as in the evaluation."""
    found, standing = totals(workspace), period_status(workspace)
    shown = factor_set if factor_set in found.sets else found.factor_set
    tiles = [_town_tile(found, standing), _patron_tile(found)]
    if found.states:
        done = found.states.get(ProjectState.DONE, 0)
        decided = sum(found.states.get(each, 0) for each in _DECIDED)
        tiles.append(project_tile(done, decided, sum(found.states.values())))
    if found.sets:
        stages = _stages(found.total(shown), Figure.TONNES)
        tiles.append(sum_tile("emission", "Vermiedene Treibhausgase", "t CO₂e/a", stages, 1))
    return Overview(
        tiles=tuple(tiles),
        due=tuple(_due(workspace, standing)),
        next_step=_next_step(workspace, found, standing),
        is_empty=not found.towns,
        measures=_measures(found, shown) if found.sets else None,
    )


def _town_tile(found: Totals, standing: PeriodStatus | None) -> Tile:
    towns = len(found.towns)
    people = people_words(found.inhabitants(found.towns))
    if standing is None:
        return Tile("townhall", "Kommunen", format_integer(towns), "mit einem Bericht", towns, 0, 0, people)
    arrived, older = standing.counts.arrived, max(0, towns - standing.counts.arrived)
    missing = max(0, standing.counts.expected - arrived - older)
    return Tile(
        "townhall",
        "Kommunen",
        format_integer(arrived),
        f"von {format_integer(standing.counts.expected)} haben berichtet",
        arrived,
        older,
        missing,
        f"Berichtszeitraum {standing.period.title}",
        are_things=False,
    )


def _patron_tile(found: Totals) -> Tile:
    active = sum(town.patrons for town in found.towns)
    named = sum(town.named for town in found.towns)
    return Tile(
        "patrons",
        "Patinnen und Paten",
        format_integer(active),
        "im Amt",
        named,
        0,
        max(0, active - named),
        f"{format_integer(named)} mit Namen gemeldet",
        are_things=False,
    )


def _stages(row: Row, figure: Figure) -> Stages:
    return Stages(*(figure.of(each) for each in row.saved.stages))


def _measures(found: Totals, factor_set: str) -> MeasureSums:
    rows = found.rows(Grouping.MEASURE, factor_set)
    outside = (Decimal(each.outside_cents) / 100 for each in found.saved(factor_set).stages)
    return MeasureSums(
        by_measure=[
            MeasureRow(
                measure=row.key,
                title=row.name,
                budget_relevant=True,
                count=row.effects or 0,
                tonnes=_stages(row, Figure.TONNES),
                eur=_stages(row, Figure.EUROS),
                kwh=_stages(row, Figure.KWH),
            )
            for row in rows
        ],
        outside_eur=Stages(*outside),
        notes=notes(found, factor_set, with_money=False),
    )


def _due(workspace: Workspace, standing: PeriodStatus | None) -> list[Deadline]:
    """Requests of towns, which have no day, then missing reports and own tasks by day."""
    found = list(_of_remarks(workspace))
    if standing is None:
        found += [each for each in deadlines(workspace) if each.is_near]
    else:
        found += [
            each for each in deadlines(workspace) if each.is_near and each.kind is not DeadlineKind.REPORT
        ]
        found += _of_period(standing, workspace.today)
    return sorted(found, key=lambda each: (each.on or date.min, each.title, each.detail))


def _of_period(standing: PeriodStatus, today: date) -> Iterator[Deadline]:
    if standing.open:
        due = standing.period.due_on
        yield Deadline(
            on=due,
            title=count_words(len(standing.open), "Bericht fehlt noch", "Berichte fehlen noch"),
            detail=f"Berichtszeitraum {standing.period.title}",
            kind=DeadlineKind.REPORT,
            target=Target.STATUS,
            place_id=None,
            icon="board",
            is_overdue=due < today,
            is_near=True,
        )


def _of_remarks(workspace: Workspace) -> Iterator[Deadline]:
    """Requests that wait for an answer, and what the region wants to do itself by a day."""
    today = workspace.today
    with workspace.store.read() as reader:
        threads = threads_of(reader.find(Remark))
        rows = reader.fields(Place, ("key", "id", "designation"))
    places = {key: (place_id, name) for key, place_id, name in rows}
    for thread in threads:
        remark = thread.remark
        if not _waits(thread, today):
            continue
        place_id, name = places.get(remark.place_key, (None, remark.place_key))
        yield Deadline(
            on=remark.due_on,
            title=f"{remark.kind.value}: {_short(remark.text)}",
            detail=" · ".join(filter(None, (name, remark.about_title))),
            kind=DeadlineKind.TASK,
            target=Target.PLACE,
            place_id=place_id,
            record=place_id,
            item=remark.id,
            icon="idea" if remark.kind is RemarkKind.SUPPORT else "due",
            is_overdue=remark.due_on is not None and remark.due_on < today,
            is_near=True,
        )


def _waits(thread: Thread, today: date) -> bool:
    remark = thread.remark
    if not thread.is_open:
        return False
    if remark.source is not None:
        return remark.kind is RemarkKind.SUPPORT
    return (
        remark.kind is RemarkKind.TASK and remark.due_on is not None and (remark.due_on - today).days <= _NEAR
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


def _next_step(workspace: Workspace, found: Totals, standing: PeriodStatus | None) -> NextStep | None:
    from klikks_desktop.services.exchange.recovery import missing_keys, sheet_made_on

    if missing_keys(workspace):
        return NextStep(
            "Die Schlüssel zurückholen",
            "Die Schlüsseldatei ist nicht da oder beschädigt. Tippen Sie das Wiederherstellungsblatt ab.",
            "Zu den Einstellungen",
            Target.SETTINGS,
        )
    if not found.towns:
        return NextStep(
            "Die erste Kommune anmelden",
            "Geben Sie den Kommunen Ihre Anmeldedatei und vergleichen Sie am Telefon eine Nummer.",
            "Zum Posteingang",
            Target.EXCHANGE,
        )
    if not sheet_made_on(workspace):
        return NextStep(
            "Das Wiederherstellungsblatt drucken",
            "Geht dieser Computer verloren, kommen Sie nur mit dem Blatt wieder an die Dateien der Kommunen.",
            "Zu den Einstellungen",
            Target.SETTINGS,
        )
    if standing is None:
        return NextStep(
            "Einen Berichtszeitraum anlegen",
            "Dann sehen Sie, wer berichtet hat und wer noch fehlt, und können erinnern.",
            "Zum Rückmeldestand",
            Target.STATUS,
        )
    if standing.counts.unreminded and standing.period.due_on <= workspace.today:
        return NextStep(
            f"{count_words(standing.counts.unreminded, 'Kommune', 'Kommunen')} erinnern",
            f"Die Frist für {standing.period.title} ist da. Alle Erinnerungen entstehen in einem Zug.",
            "Zum Rückmeldestand",
            Target.STATUS,
        )
    return None
