"""Sync files of many invented towns, made without a workspace for each; the region knows their keys already.

Names, figures and dates come from the number of the town alone, so that two runs write the same content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from sample_town import RESOURCES

from klikks_desktop.domain.records import Peer, Role
from klikks_desktop.domain.sync import milliseconds
from klikks_desktop.exchange.envelope import SNAPSHOT, Sealed, seal
from klikks_desktop.exchange.keys import OwnKeys, create_keys
from klikks_desktop.exchange.wire import SCHEMA, Snapshot, WirePlace, encode_snapshot
from klikks_desktop.exchange.wire_people import (
    WireAppointment,
    WireConsent,
    WireContact,
    WireCounts,
    WireLocality,
    WirePatron,
)
from klikks_desktop.exchange.wire_work import (
    WireActivity,
    WireEffect,
    WireEnergyTotal,
    WireFunding,
    WirePotential,
    WireProject,
    WireResult,
)
from klikks_desktop.reference.directory import DirectoryPlace
from klikks_desktop.services.workspace import Shipped, Workspace

PROGRAM = "KlikKS Desktop 0.0"
START = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
PROJECTS, POTENTIALS = 4, 10
_SPACE = UUID("6f0d7c52-4a5b-5e7e-9a55-0c1d2f3a4b5c")
_GIVEN = ("Änne", "Jörg", "Wiebke", "Ole", "Mareike", "Tjark", "Insa", "Hinnerk")
_FAMILY = ("Behrens", "Lüders", "Tödter", "Großmann", "Weiß", "Meyer", "Ohlendorf")
_MEASURES = ("LED_STREET", "PV_ROOF", "HEAT_PUMP", "INSUL", "HYDRAULIC", "ENMGMT", "LED_INDOOR", "TREES")
_KINDS = ("Beleuchtung", "Solarenergie", "Heizung", "Gebäudehülle", "Energiemanagement")
_STATES = ("Idee", "Planung", "Beschluss", "Umsetzung", "abgeschlossen")
_STAGES = {"Beschluss": "beschlossen", "Umsetzung": "beschlossen", "abgeschlossen": "erreicht"}
_SET = "uba-2024"


@dataclass(frozen=True)
class Town:
    """One invented sender. number: which of them; sequence and digest: of its file before."""

    number: int
    place: DirectoryPlace
    keys: OwnKeys
    sequence: int = 0
    digest: str = ""


def make_towns(count: int) -> list[Town]:
    """The first ``count`` municipalities of the directory, each with keys of its own."""
    directory = Shipped(RESOURCES).directory
    lines = (RESOURCES / "places" / "places.tsv").read_text("utf-8").splitlines()
    keys = [key for line in lines if len(key := line.split("\t")[1]) == 8 and key.isdigit()]
    # Spread over all Länder, however few they are.
    step = max(1, len(keys) // count)
    towns = []
    for number, key in enumerate(keys[::step][:count]):
        place = directory.find(key)
        assert place is not None
        towns.append(Town(number, place, create_keys()))
    return towns


def enrol_all(region: Workspace, towns: list[Town]) -> None:
    """Trust all of them, as after 10,000 telephone calls."""
    with region.store.write("Angemeldet", undoable=False) as unit:
        unit.add(
            *(
                Peer(
                    id=town.keys.installation,
                    role=Role.MUNICIPALITY,
                    name=f"{town.place.kind} {town.place.name}",
                    sign_key=town.keys.public.sign_key,
                    age_key=town.keys.public.age_key,
                    place_keys=town.place.key,
                    confirmed_at=START,
                )
                for town in towns
            )
        )


def write_file(
    town: Town, region: OwnKeys, path: Path, *, month: int = 0, place: WirePlace | None = None
) -> Town:
    """Write the file of a month, which says more than the one before. Returns the sender after it.

    place: what to say instead.
    """
    created = START + timedelta(days=30 * month, seconds=town.number)
    sealed = _sealed(town, region, created, place or place_of(town, month))
    path.write_bytes(sealed.data)
    return replace(town, sequence=milliseconds(created), digest=sealed.digest)


def _sealed(town: Town, region: OwnKeys, created: datetime, place: WirePlace) -> Sealed:
    snapshot = Snapshot(program=PROGRAM, created=created, places=[place])
    return seal(
        encode_snapshot(snapshot),
        kind=SNAPSHOT,
        keys=town.keys,
        receiver=region.installation,
        receiver_age=region.public.age_key,
        sequence=milliseconds(created),
        previous=town.digest,
        created=created,
        program=PROGRAM,
        schema=SCHEMA,
    )


def place_of(town: Town, month: int) -> WirePlace:
    """What a town says in a month."""
    place, number = town.place, town.number
    locality = id_of(number, "locality")
    patrons = list(_patrons(number, locality))
    return WirePlace(
        key=place.key,
        name=place.name,
        designation=f"{place.kind} {place.name}",
        kind=place.kind,
        county=place.county,
        state=place.state,
        contact=WireContact(function="Bauamt", email="rathaus@example.org", phone="05191 82-0"),
        resolution_on=date(2025, 3, 1 + number % 28),
        agreement_on=date(2025, 5, 1 + number % 28),
        localities=[WireLocality(id=locality, name="Ortsteil Nord", genitive="des Ortsteils Nord")],
        counts=WireCounts(in_office=3, named=len(patrons), ended=number % 2),
        patrons=patrons,
        projects=[_project(town, index, month) for index in range(PROJECTS)],
        potentials=[_potential(town, index, month) for index in range(POTENTIALS)],
        energy=[_energy(number, year) for year in (2023, 2024, 2025)],
        factor_set=_SET,
    )


def _patrons(number: int, locality: str) -> Iterator[WirePatron]:
    for index in range(2):
        seed = number * 2 + index
        yield WirePatron(
            id=id_of(number, f"patron {index}"),
            address="f" if seed % 2 else "m",
            given_name=_GIVEN[seed % len(_GIVEN)],
            family_name=_FAMILY[seed % len(_FAMILY)],
            email=f"patin{seed}@example.org",
            appointments=[
                WireAppointment(
                    id=id_of(number, f"appointment {index}"), locality_id=locality, begins_on=date(2025, 6, 1)
                )
            ],
            consents=[
                WireConsent(
                    id=id_of(number, f"consent {index} {purpose}"),
                    purpose=purpose,
                    text_version="2026-11",
                    given_on=date(2025, 6, 1),
                    with_email=True,
                )
                for purpose in ("weitergabe", "vernetzung")
            ],
        )


def _project(town: Town, index: int, month: int) -> WireProject:
    seed = town.number + index
    state = _STATES[min(seed % len(_STATES) + month // 4, len(_STATES) - 1)]
    return WireProject(
        id=id_of(town.number, f"project {index}"),
        title=f"{_KINDS[seed % len(_KINDS)]} {index + 1}",
        kind=_KINDS[seed % len(_KINDS)],
        description="Wir tauschen, was viel verbraucht, und sprechen mit allen, die es nutzen.",
        state=state,
        latitude=f"{town.place.lat + index * 0.004:.5f}",
        longitude=f"{town.place.lon + index * 0.006:.5f}",
        begins_on=date(2025, 7, 1),
        ends_on=date(2026, 1 + seed % 12, 1) if state == "abgeschlossen" else None,
        planned_cents=1_000_000 + seed * 12_345,
        contact_shared=seed % 3 == 0,
        activities=[
            WireActivity(
                id=id_of(town.number, f"activity {index}"),
                held_on=date(2025, 9, 1 + seed % 28),
                kind="Infoveranstaltung",
                title="Abend im Gemeindehaus",
                people=20 + seed % 40,
                hours="6.5",
            )
        ],
        funding=[
            WireFunding(
                id=id_of(town.number, f"funding {index}"),
                title="Kommunalrichtlinie",
                state="beantragt",
                rate="0.25",
                amount_cents=250_000 + seed * 3_000,
            )
        ],
    )


def _potential(town: Town, index: int, month: int) -> WirePotential:
    seed = town.number * POTENTIALS + index
    project = index if index < PROJECTS else None
    state = _STATES[min((town.number + index) % len(_STATES) + month // 4, len(_STATES) - 1)]
    stage = _STAGES.get(state, "möglich") if project is not None else "möglich"
    kwh, eur = 1_500 + seed % 9_000, 400 + seed % 3_000
    return WirePotential(
        id=id_of(town.number, f"potential {index}"),
        title=f"Maßnahme {index + 1}",
        measure=_MEASURES[seed % len(_MEASURES)],
        priority="mittel",
        state="Idee",
        project_id=None if project is None else id_of(town.number, f"project {project}"),
        factor_set=_SET,
        calculated_on=date(2026, 1, 10),
        result=WireResult(
            energy={"electricity": f"{kwh}.5"},
            co2e=f"{kwh * 0.363 / 1000:.6f}",
            eur=f"{eur}.25",
            investment=str(eur * 9),
            grade="geschätzt",
        ),
        effect=WireEffect(
            stage=stage,  # type: ignore[arg-type]  # one of the three words, from _STAGES
            year=2026 if stage == "erreicht" else None,
            wh=kwh * 1000 + 500,
            co2e_g=kwh * 363,
            saved_cents=eur * 100 + 25,
        ),
    )


def _energy(number: int, year: int) -> WireEnergyTotal:
    return WireEnergyTotal(
        year=year,
        buildings=4 + number % 9,
        area_m2=str(2_000 + number % 5_000),
        heat_kwh=400_000 + number % 90_000 - (year - 2023) * 9_000,
        power_kwh=80_000 + number % 20_000,
        cents=9_000_000 + number % 1_000_000,
        co2e_kg=120_000 + number % 20_000,
        factor_set=_SET,
        complete=True,
    )


def id_of(number: int, what: str) -> str:
    """The id of something in the town with this number."""
    return str(uuid5(_SPACE, f"{number} {what}"))
