"""Projects, potentials and sums of a place in a sync file (since schema 2).

Kinds, states and grades are the German words that the program shows ("Planung"), carriers its keys ("lpg");
a receiver that does not know one takes the most careful of those it knows. What is left out has the
default. Notes, next steps, attachments, buildings and meters never stand in a file.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.exchange.wire_types import Line, Natural, Number, Text, Title, UuidText, Whole, Year


class _Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is left out of the file has its default."""


class WireEffect(_Record, frozen=True, kw_only=True):
    """What one potential, or a measured project without any, saves in a year, as its town counts it.

    Rounded to watt-hours (Hi), grams of CO2e and cents. year: in which it was achieved. saved_cents: of
    the municipal budget only when budget_relevant. feed_in_g, sink_g: stand apart, never in co2e_g.
    """

    stage: Literal["erreicht", "beschlossen", "möglich"]
    year: Year | None = None
    wh: Whole = 0
    co2e_g: Whole = 0
    saved_cents: Whole = 0
    feed_in_g: Whole = 0
    sink_g: Whole = 0
    budget_relevant: bool = True
    measured: bool = False


class WireTask(_Record, frozen=True, kw_only=True):
    """A task that the town shares with the region."""

    id: UuidText
    title: Title
    due_on: date | None = None
    done_on: date | None = None


class WireProjectPatron(_Record, frozen=True, kw_only=True):
    """A patron responsible for a project; only people who stand in the file themselves."""

    id: UuidText
    patron_id: UuidText


class WireActivity(_Record, frozen=True, kw_only=True):
    """Something done with the citizens. people: reached. hours: of volunteers, all together."""

    id: UuidText
    held_on: date
    kind: Line
    title: Title
    people: Natural | None = None
    hours: Number | None = None


class WireIndicator(_Record, frozen=True, kw_only=True):
    """A figure by which a project is told to succeed; kind: "Umsetzung" or "Wirkung"."""

    id: UuidText
    kind: Line
    title: Title
    unit: Title = ""
    target: Number | None = None
    actual: Number | None = None


class WireAchievement(_Record, frozen=True, kw_only=True):
    """What a project saved in one year: kWh Hi of one carrier, cents, kg CO2e with ``factor_set``."""

    id: UuidText
    year: Year
    carrier: Line
    kwh: Number
    saved_cents: Whole | None = None
    co2e_kg: Number | None = None
    factor_set: Line = ""
    grade: Line


class WireFunding(_Record, frozen=True, kw_only=True):
    """A grant. programme: id of a funding programme, or "". rate: share of the eligible costs, 0 to 1."""

    id: UuidText
    programme: Line = ""
    title: Title = ""
    state: Line
    rate: Number | None = None
    eligible_cents: Natural | None = None
    amount_cents: Natural | None = None
    called_cents: Natural | None = None
    resolution_on: date | None = None
    applied_on: date | None = None
    granted_on: date | None = None
    objection_until: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    awarded_on: date | None = None
    called_on: date | None = None
    proof_due: date | None = None
    proof_sent_on: date | None = None
    closed_on: date | None = None
    bound_until: date | None = None
    keep_until: date | None = None


class WireProject(_Record, frozen=True, kw_only=True):
    """A project. latitude, longitude: WGS84 degrees. planned_cents, actual_cents: gross costs.

    contact_shared: as a good example it may name the municipality and its office to other towns.
    effect: what was measured, where no potential of the project tells it.
    """

    id: UuidText
    title: Title
    kind: Line
    description: Text = ""
    state: Line
    locality_id: UuidText | None = None
    latitude: Number | None = None
    longitude: Number | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    contract_on: date | None = None
    planned_cents: Natural | None = None
    actual_cents: Natural | None = None
    contact_shared: bool = False
    patrons: Annotated[list[WireProjectPatron], Meta(max_length=1_000)] = []
    activities: Annotated[list[WireActivity], Meta(max_length=5_000)] = []
    indicators: Annotated[list[WireIndicator], Meta(max_length=1_000)] = []
    achievements: Annotated[list[WireAchievement], Meta(max_length=5_000)] = []
    funding: Annotated[list[WireFunding], Meta(max_length=1_000)] = []
    tasks: Annotated[list[WireTask], Meta(max_length=5_000)] = []
    effect: WireEffect | None = None


class WireEconomics(_Record, frozen=True, kw_only=True):
    """Economics in EUR. payback_years: left out means that it never pays back or does not apply."""

    payback_years: Number | None = None
    annuity: Number = "0"
    npv: Number = "0"
    avoidance_cost: Number | None = None


class WireResult(_Record, frozen=True, kw_only=True):
    """The frozen result of a potential, per year; savings are positive.

    energy: kWh Hi by carrier. co2e: t CO2e, left out where no claim is made; co2_basis: what it counts.
    feed_in, sink: t CO2e, never part of co2e. eur, investment, grant: EUR. indicators: title with unit ->
    value. grade: the worst of the inputs that matter.
    """

    co2_basis: Line = ""
    energy: Annotated[dict[Line, Number], Meta(max_length=50)] = {}
    co2e: Number | None = None
    feed_in: Number = "0"
    sink: Number = "0"
    eur: Number = "0"
    budget_relevant: bool = True
    investment: Number = "0"
    grant: Number = "0"
    without_grant: WireEconomics = WireEconomics()
    with_grant: WireEconomics = WireEconomics()
    indicators: Annotated[dict[Title, Number], Meta(max_length=100)] = {}
    grade: Line


class WirePotential(_Record, frozen=True, kw_only=True):
    """A savings potential with its result. measure: id in the catalogue ("LED_STREET").

    variant_of: the potential this is an alternative to; a variant has no effect. effect: as it counts in
    the town's sums; left out when it does not.
    """

    id: UuidText
    title: Title
    measure: Line
    priority: Line
    state: Line
    locality_id: UuidText | None = None
    project_id: UuidText | None = None
    variant_of: UuidText | None = None
    factor_set: Line = ""
    calculated_on: date | None = None
    result: WireResult | None = None
    effect: WireEffect | None = None


class WireEnergyTotal(_Record, frozen=True, kw_only=True):
    """Energy of the municipality's buildings in one calendar year, kWh Hi as counted, cents gross.

    buildings, area_m2: those with an area that tell something of the year. co2e_kg: with ``factor_set``.
    What is not known is left out. complete: nothing of heat and electricity is missing.
    """

    year: Year
    buildings: Natural
    area_m2: Number | None = None
    heat_kwh: Whole | None = None
    power_kwh: Whole | None = None
    cents: Whole | None = None
    co2e_kg: Whole | None = None
    factor_set: Line = ""
    complete: bool = False
