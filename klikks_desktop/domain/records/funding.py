"""Funding (Förderung) of a project, from the idea to the end of the period it binds for (facts 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class FundingState(StrEnum):
    """How far an application has come."""

    IDEA = "Idee"
    OWN_FUNDS = "Eigenmittel beschlossen"
    APPLIED = "beantragt"
    GRANTED = "bewilligt"
    AWARDED = "vergeben"
    CALLED = "abgerufen"
    PROOF = "Verwendungsnachweis"
    CLOSED = "abgeschlossen"
    REJECTED = "abgelehnt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """A grant applied for. programme: id of a shipped funding programme, or "".

    rate: share of the eligible costs, 0 to 1. Legal deadlines (objection_until, proof_due, bound_until,
    keep_until) stand as the notice says; the program only suggests them.
    """

    id: UUID
    source: UUID | None = None
    project_id: UUID
    programme: str = ""
    title: str
    reference: str = ""
    state: FundingState = FundingState.IDEA
    rate: Decimal | None = None
    eligible_cents: int | None = None
    amount_cents: int | None = None
    resolution_on: date | None = None
    applied_on: date | None = None
    granted_on: date | None = None
    objection_until: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    awarded_on: date | None = None
    called_on: date | None = None
    called_cents: int | None = None
    proof_due: date | None = None
    proof_sent_on: date | None = None
    closed_on: date | None = None
    bound_until: date | None = None
    keep_until: date | None = None
    note: str = ""
