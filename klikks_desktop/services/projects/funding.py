"""Funding (Förderung): programme, what to mind, dates and amounts; suggestions are never stored unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import FundingProgramme
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.funding_rules import (
    KFW_422,
    KFW_422_BONUS,
    FundingDate,
    FundingHint,
    Suggestion,
    due_dates,
    funding_amount,
    hints,
    kfw_422_cap,
    kfw_422_words,
    suggested_dates,
    suggested_state,
)
from klikks_desktop.domain.records import Building, Funding, FundingState, Place, Project
from klikks_desktop.services.projects.project_parts import funding_form, save_part
from klikks_desktop.services.records.record_forms import RecordForm, read_form
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.workspace import Workspace

KFW_SOURCE: Final = "G7,G8,G9"


@dataclass(frozen=True, slots=True)
class AmountSuggestion:
    """A text that might belong into ``field``, with its calculation or condition. source: keys of facts."""

    field: str
    text: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """One grant with what the program knows beside it.

    dates, amounts: suggestions that a person takes with a click. state: what the dates speak of, where
    it is further on than the state that stands. coming: dates that are due or to come.
    """

    form: RecordForm[Funding]
    project: Project
    programme: FundingProgramme | None
    hints: tuple[FundingHint, ...]
    dates: tuple[Suggestion, ...]
    amounts: tuple[AmountSuggestion, ...]
    state: FundingState | None
    coming: tuple[FundingDate, ...]

    @property
    def funding(self) -> Funding:
        """The grant as stored."""
        return self.form.record


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One grant in a list. next_on: its next date, ``next_title`` what that is."""

    id: UUID
    title: str
    programme: str
    project_id: UUID
    project: str
    place_id: UUID
    place: str
    state: FundingState
    amount_cents: int | None
    next_on: date | None
    next_title: str
    is_overdue: bool
    warnings: tuple[str, ...]
    is_own: bool


def list_funding(workspace: Workspace, place_id: UUID | None = None) -> list[FundingRow]:
    """All grants by project and title."""
    where: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        projects = {each.id: each for each in reader.find(Project, order=("id",), **where)}
        places = {each.id: each.name for each in reader.find(Place)}
        fundings = reader.find(Funding, project_id=list(projects))
    programmes = library(workspace).programmes
    rows = []
    for each in fundings:
        project, programme = projects[each.project_id], programmes.get(each.programme)
        coming = due_dates(each, workspace.today)
        rows.append(
            FundingRow(
                id=each.id,
                title=each.title or (programme.title if programme else each.programme),
                programme=programme.title if programme else each.programme,
                project_id=project.id,
                project=project.title,
                place_id=project.place_id,
                place=places[project.place_id],
                state=each.state,
                amount_cents=each.amount_cents,
                next_on=coming[0].on if coming else None,
                next_title=coming[0].title if coming else "",
                is_overdue=bool(coming) and coming[0].is_overdue,
                warnings=tuple(hint.sentence for hint in hints(each, project) if hint.is_warning),
                is_own=each.source is None,
            )
        )
    return sorted(rows, key=lambda row: (row.project, row.title, row.id))


def load_funding(workspace: Workspace, funding_id: UUID) -> FundingView:
    """A grant with hints and suggestions; K-750 when it is gone."""
    with workspace.store.read() as reader:
        form = read_form(reader, funding_form(workspace), funding_id)
        project = reader.get(Project, form.record.project_id)
        if project is None:
            raise UserError("K-750")
        building = reader.get(Building, project.building_id) if project.building_id else None
    funding = form.record
    programme = library(workspace).programmes.get(funding.programme)
    area = (building.area_m2 or building.gross_area_m2) if building else None
    return FundingView(
        form=form,
        project=project,
        programme=programme,
        hints=tuple(hints(funding, project)),
        dates=tuple(suggested_dates(funding, programme)),
        amounts=tuple(_amounts(funding, project, programme, area)),
        state=suggested_state(funding, workspace.today),
        coming=tuple(due_dates(funding, workspace.today)),
    )


def _amounts(
    funding: Funding, project: Project, programme: FundingProgramme | None, area: Decimal | None
) -> list[AmountSuggestion]:
    found = []
    if funding.rate is None and programme is not None:
        found += _rates(programme)
    if funding.eligible_cents is None and project.planned_cents:
        text = rounded(Decimal(project.planned_cents) / 100, 2)
        found.append(AmountSuggestion("eligible_cents", text, "Geplante Kosten des Projekts.", ""))
    if funding.amount_cents is None and funding.rate is not None and funding.eligible_cents:
        found.append(_amount(funding, programme, area))
    return found


def _rates(programme: FundingProgramme) -> list[AmountSuggestion]:
    stand = f"Stand {programme.as_of}"
    rates = [
        (programme.rate, f"{programme.title}, {stand}."),
        (programme.rate_finance_weak, f"{programme.title}, finanzschwache Kommunen, {stand}."),
    ]
    if programme.id == KFW_422 and programme.rate is not None:
        sentence = f"Mit 5 % mehr für Wärmepumpen, wie in den Bedingungen genannt, {stand}."
        rates.append((programme.rate + KFW_422_BONUS, sentence))
    return [
        AmountSuggestion("rate", _percent(rate), sentence, programme.source)
        for rate, sentence in rates
        if rate is not None
    ]


def _amount(funding: Funding, programme: FundingProgramme | None, area: Decimal | None) -> AmountSuggestion:
    """The grant on the eligible cost; for KfW 422 at most on its cap, where the area is known."""
    eligible, rate = Decimal(funding.eligible_cents or 0) / 100, funding.rate or Decimal()
    is_kfw = programme is not None and programme.id == KFW_422
    cap = kfw_422_cap(area) if is_kfw and area is not None else None
    amount = funding_amount(eligible, rate, cap)
    counted = eligible if cap is None else min(eligible, cap)
    words = f"{rounded(counted, 2)} EUR × {_percent(rate)} % = {rounded(amount, 2)} EUR."
    if is_kfw and area is not None:
        words += f" Höchstens förderfähig sind bei Nichtwohngebäuden {kfw_422_words(area)}."
    elif is_kfw:
        words += " Ohne Gebäude mit Fläche ist die Höchstgrenze nicht geprüft."
    return AmountSuggestion("amount_cents", rounded(amount, 2), words, KFW_SOURCE if is_kfw else "")


def _percent(share: Decimal) -> str:
    text = rounded(share * 100, 2)
    return text.rstrip("0").rstrip(",")


def take_suggestion(
    workspace: Workspace, funding_id: UUID, suggestion: Suggestion | AmountSuggestion
) -> RecordForm[Funding]:
    """Store a suggestion after a person said so; K-750 when the grant is gone, K-751 when it is a town's."""
    text = format_short(suggestion.on) if isinstance(suggestion, Suggestion) else suggestion.text
    return save_part(workspace, Funding, funding_id, {suggestion.field: text})


def take_state(workspace: Workspace, funding_id: UUID, state: FundingState) -> RecordForm[Funding]:
    """Store the state that was suggested; K-750 and K-751 as ``take_suggestion``."""
    return save_part(workspace, Funding, funding_id, {"state": state.value})
