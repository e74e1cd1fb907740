"""Reporting periods (Berichtszeiträume) of a region: dates of the programme are data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import read_all, write_all
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.fields import PERIOD_FIELDS, check_period, next_period
from klikks_desktop.services.records.conflicts import laid_over
from klikks_desktop.services.workspace import Workspace

_NO_PERIOD: Final = "Angelegt ist noch keiner."


def periods(workspace: Workspace) -> list[Period]:
    """All of the region's own, the latest first."""
    with workspace.store.read() as reader:
        return reader.find(Period, order=("-opens_on", "title", "id"), source=None)


def find_period(workspace: Workspace, title: str = "") -> Period:
    """The period called ``title``, without it the current one; K-840 when there is none."""
    known = periods(workspace)
    named = [each for each in known if each.title.casefold() == title.strip().casefold()]
    if title and not named:
        titles = ", ".join(f"„{each.title}“" for each in known)
        offered = f"Angelegt sind: {titles}." if known else _NO_PERIOD
        raise UserError("K-840", {"title": title, "known": offered})
    found = named[0] if named else current_period(workspace, known)
    if found is None:
        raise UserError("K-840", {"title": workspace.today.year, "known": _NO_PERIOD})
    return found


def current_period(workspace: Workspace, known: list[Period]) -> Period | None:
    """The one that opened last; before any has opened, the first to come."""
    opened = [each for each in known if each.opens_on <= workspace.today]
    return opened[0] if opened else (known[-1] if known else None)


def begun_period(workspace: Workspace) -> Period | None:
    """The one that opened last; reports can have come in for it."""
    found = current_period(workspace, periods(workspace))
    return found if found is not None and found.opens_on <= workspace.today else None


def suggested_period(workspace: Workspace) -> Mapping[str, str]:
    """Texts to begin a new period with: a year after the last one; nothing when there is none yet."""
    known = periods(workspace)
    return next_period(known[0]) if known else {}


def check_texts(
    workspace: Workspace, texts: Mapping[str, str], period: Period | None = None
) -> list[Problem]:
    """What is wrong with a new period, or with another state of ``period``, field by field."""
    record, problems = _read(period.id if period else workspace.new_id(), texts)
    if record is None:
        return problems
    # The command line asks for a period by its title.
    titles = {each.title.casefold() for each in periods(workspace) if each.id != record.id}
    if record.title.casefold() in titles:
        return [Problem("title", f"Einen Zeitraum „{record.title}“ gibt es schon.")]
    return []


def add_period(workspace: Workspace, texts: Mapping[str, str]) -> Period:
    """Store a new period; K-841 says what is wrong with it."""
    record = _right(workspace, texts)
    with workspace.store.write(f"Berichtszeitraum {record.title} angelegt") as unit:
        unit.add(record)
    return record


def change_period(workspace: Workspace, period: Period, texts: Mapping[str, str]) -> Period:
    """Store other dates or another title; K-841 as for a new one, K-840 when it is gone.

    ``Conflict`` when a colleague changed the same since ``period`` was shown.
    """

    def again(mine: Period, shown: Period) -> Period:
        return change_period(workspace, shown, write_all(PERIOD_FIELDS, mine))

    record = _right(workspace, texts, period)
    with workspace.store.write(f"Berichtszeitraum {record.title} geändert") as unit:
        if unit.get(Period, period.id) is None:
            raise UserError("K-840", {"title": record.title, "known": ""})
        titles = {field.name: field.title for field in PERIOD_FIELDS}
        record = laid_over(
            workspace, unit, record, seen=period, title=record.title, titles=titles, redo=again
        )
        unit.update(record)
    return record


def delete_period(workspace: Workspace, period: Period) -> None:
    """Take a period away; files and partners stay."""
    with workspace.store.write(f"Berichtszeitraum {period.title} gelöscht") as unit:
        unit.delete(Period, period.id)


def _right(workspace: Workspace, texts: Mapping[str, str], period: Period | None = None) -> Period:
    problems = check_texts(workspace, texts, period)
    record, _ = _read(period.id if period else workspace.new_id(), texts)
    if record is None or problems:
        raise UserError("K-841", {"problem": problems[0].message})
    return record


def _read(period_id: UUID, texts: Mapping[str, str]) -> tuple[Period | None, list[Problem]]:
    values, problems = read_all(PERIOD_FIELDS, texts)
    if problems:
        return None, problems
    # Any: each field's value has the type of the record's attribute of that name.
    typed: dict[str, Any] = dict(values)
    record = Period(id=period_id, **typed)
    wrong = check_period(record)
    return (None, wrong) if wrong else (record, [])
