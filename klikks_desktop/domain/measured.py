"""What was measured in finished projects beats what was expected of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.achieved import Achieved
from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.effects import ZERO, Effect, Part
from klikks_desktop.domain.records import Stage


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Effects of one project with its measured figures. notes: German sentences without a name."""

    effects: tuple[Effect, ...]
    notes: tuple[str, ...]


def overlay(
    effects: Sequence[Effect], achieved: Achieved, factor_set: str, project_id: UUID | None = None
) -> Overlaid:
    """The expected ``effects`` of one project with what its last year of measuring says.

    kWh of a measured carrier, all t and all EUR are those that were measured; the expected ones stand
    for carriers without a figure, for t without a factor or of another set than ``factor_set``, and for
    EUR where no bill was entered. Several potentials share what was measured as they share the expected
    kWh of the measured carriers. Without any potential the measured figures stand by themselves.
    """
    every = list(effects) or [Effect(measure="", stage=Stage.ACHIEVED, project_id=project_id)]
    tonnes = achieved.co2e_kg / 1000 if achieved.co2e_kg is not None else None
    if achieved.factor_set != factor_set:
        tonnes = None
    euros = None if achieved.saved_cents is None else Decimal(achieved.saved_cents) / 100
    shares = _shares([sum((abs(_kwh(each, key)) for key in achieved.kwh), ZERO) for each in every])
    by_carrier = {key: _shares([abs(_kwh(each, key)) for each in every]) for key in achieved.kwh}
    changed = []
    for at, each in enumerate(every):
        measured = {key: achieved.kwh[key] * by_carrier[key][at] for key in achieved.kwh}
        changed.append(
            _measured(
                each,
                {key: kwh for key, kwh in measured.items() if kwh or key in each.parts},
                None if tonnes is None else tonnes * shares[at],
                None if euros is None else euros * shares[at],
            )
        )
    return Overlaid(tuple(changed), tuple(_notes(every, achieved, tonnes)))


def _kwh(effect: Effect, carrier: Carrier) -> Decimal:
    part = effect.parts.get(carrier)
    return part.kwh if part else ZERO


def _shares(weights: Sequence[Decimal]) -> list[Decimal]:
    """Each weight out of all; the first one takes everything where nothing weighs."""
    total = sum(weights, ZERO)
    if total == 0:
        return [Decimal(at == 0) for at in range(len(weights))]
    return [weight / total for weight in weights]


def _measured(
    effect: Effect, kwh: dict[Carrier, Decimal], tonnes: Decimal | None, euros: Decimal | None
) -> Effect:
    """One effect with measured kWh and, where they are known, the t and EUR of the measured carriers."""
    parts = dict(effect.parts)
    for carrier, amount in kwh.items():
        before = parts.get(carrier, Part())
        parts[carrier] = Part(
            amount,
            before.tonnes if tonnes is None else ZERO,
            before.eur if euros is None else ZERO,
        )
    return replace(
        effect,
        parts=parts,
        rest_tonnes=effect.rest_tonnes + (tonnes or ZERO),
        # Bills tell what remained of everything, operating cost and feed-in included.
        rest_eur=effect.rest_eur if euros is None else euros,
        is_measured=True,
    )


def _notes(effects: Iterable[Effect], achieved: Achieved, tonnes: Decimal | None) -> Iterator[str]:
    expected = {carrier for each in effects for carrier in each.parts}
    missing = [CARRIER_WORDS[key] for key in Carrier if key in expected and key not in achieved.kwh]
    if missing:
        yield (
            f"Für {' und '.join(missing)} ist {achieved.year} keine gemessene Einsparung eingetragen; "
            "dort zählt die erwartete."
        )
    if tonnes is None:
        yield (
            "Die gemessenen Tonnen fehlen oder gelten für einen anderen Faktorensatz; "
            "es zählen die erwarteten."
        )
