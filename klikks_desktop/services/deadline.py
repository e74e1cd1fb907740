"""One thing that is due, whatever it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.services.targets import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One line of "Was ansteht" and of the page Termine.

    on: ``None`` where there is no day. detail: whom or what it is about. place_id: ``None`` where it is about
    many. target, record: where it
    leads. item: the record that it stands in, where that is another (a task of a project). field: which
    of its dates. is_overdue: the day has passed and it is not done. is_near: it belongs on the
    overview. reminder: the last one that has come, days before. icon: of a line without a day.
    source: key of facts, of a deadline that law sets.
    """

    on: date | None
    title: str
    detail: str
    kind: DeadlineKind
    target: Target
    place_id: UUID | None
    record: UUID | None = None
    item: UUID | None = None
    field: str = ""
    is_overdue: bool = False
    is_near: bool = True
    reminder: int | None = None
    icon: str = "calendar"
    source: str = ""
