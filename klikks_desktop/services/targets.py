"""Where a line of the overview or of the deadlines leads."""

from __future__ import annotations

from enum import StrEnum


class Target(StrEnum):
    """A place in the window."""

    PATRON = "patron"
    NEW_PATRON = "new-patron"
    CERTIFICATES = "certificates"
    EXCHANGE = "exchange"
    SETTINGS = "settings"
    PROJECT = "project"
    NEW_PROJECT = "new-project"
    POTENTIAL = "potential"
    BUILDING = "building"
    DEADLINES = "deadlines"
    POST = "post"
    IDEA = "idea"
    PLACE = "place"
    STATUS = "status"
    EVALUATION = "evaluation"
