"""A town with a workspace of its own, and what happens in it in the course of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import (
    Appointment,
    Building,
    Consent,
    ConsentForm,
    Consumption,
    EndReason,
    Meter,
    MeterPurpose,
    Participation,
    Patron,
    Place,
    Potential,
    PotentialState,
    Priority,
    Project,
    ProjectState,
    Purpose,
    RemarkKind,
    Role,
    Task,
)
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.projects import projects
from klikks_desktop.services.records import history
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.workspace import create_workspace
from tests.services.exchange.work_town import Filler
from tests.year.clock import Clock

RESOURCES = Path(__file__).parents[2] / "resources"
MOST_PEOPLE, MOST_PROJECTS = 8, 5
STEPS = ("contact_on", "resolution_on", "agreement_on", "call_on", "appointment_on")
STEPS += ("onboarding_on", "analysis_on", "workshop_on", "projects_on", "networking_on")
_LETTERS = "bcdfghjklmnpqrstvwxz"


def like_nobody(number: int) -> str:
    """A family name that nobody else has and no other text contains."""
    word = "Q"
    for _ in range(6):
        number, letter = divmod(number, len(_LETTERS))
        word += _LETTERS[letter]
    return word


class RealTown:
    """One municipality: its program on a computer, its clerk, its people.

    names: every person who ever was here.
    """

    def __init__(self, number: int, key: str, folder: Path, clock: Clock, seed: int) -> None:
        self.number, self.key, self.clock = number, key, clock
        self.random = Random(f"{seed} {key}")  # noqa: S311 - the same year every time, no secrets
        self.workspace = create_workspace(
            folder, role=Role.MUNICIPALITY, name=f"Kommune {key}", clock=clock, resources=RESOURCES
        )
        self.names: dict[UUID, str] = {}
        self.join(key)

    def __str__(self) -> str:
        return f"{self.key} ({self.workspace.name})"

    def close(self) -> None:
        self.workspace.close()

    # ------------------------------------------------------------------ setting up

    def join(self, key: str) -> None:
        """The municipality with this key begins: localities, two people, a project, buildings."""
        described = places.describe_place(self.workspace.shipped, self.workspace.new_id(), key)
        contact = {"office": "Bauamt", "contact_email": "rathaus@example.org", "contact_phone": "05191 82-0"}
        place = places.add_place(self.workspace, replace(described.place, contact_name="Qzzz", **contact))
        for name in ("Nord", "Süd"):
            places.add_locality(self.workspace, place.id, name)
        for _ in range(2):
            self.agree(self.appoint(place), Purpose.REPORTING)
        self.begin_project(place)
        self.build(place)

    def build(self, place: Place) -> None:
        """A building with a meter for heat and one for power, read for three years."""
        new = self.workspace.new_id
        with self.workspace.store.write("Gebäude") as unit:
            building = Building(id=new(), place_id=place.id, name="Rathaus", area_m2=Decimal("1250.5"))
            unit.add(building)
            for carrier, purpose in (
                (Carrier.DISTRICT_HEAT, MeterPurpose.HEAT),
                (Carrier.ELECTRICITY, MeterPurpose.POWER),
            ):
                meter = Meter(id=new(), building_id=building.id, carrier=carrier, purpose=purpose)
                unit.add(meter)
                for year in (2023, 2024, 2025):
                    quantity = self.random.randrange(10**6, 10**8)
                    unit.add(
                        Consumption(
                            id=new(), meter_id=meter.id, year=year, quantity_milli=quantity, cents=quantity
                        )
                    )

    # ------------------------------------------------------------------ a month

    def live_a_month(self) -> None:
        """A little of everything."""
        deeds = (
            self.welcome,
            self.say_goodbye,
            self.ask_again,
            self.begin_project,
            self.move_projects_on,
            self.give_up_a_project,
            self.look_at_potentials,
            self.read_meters,
            self.ask_the_region,
            self.take_a_step,
        )
        for place in self.workspace.own_places():
            for deed in self.random.sample(deeds, 4):
                deed(place)

    def appoint(self, place: Place) -> UUID:
        """Somebody takes office."""
        family = like_nobody(self.number * 1000 + len(self.names))
        localities = places.localities_of(self.workspace, place.id)
        texts = {
            "address": self.random.choice(("Frau", "Herr", "keine")),
            "given_name": "Kim",
            "family_name": family,
            "email": f"{family.lower()}@example.org",
            "begins_on": self.day(-60),
            "locality": self.random.choice(localities).name if localities else "",
        }
        found = patrons.add_patron(self.workspace, place.id, texts).id
        self.names[found] = family
        return found

    def agree(self, patron_id: UUID, purpose: Purpose) -> None:
        """Somebody consents, with or without the address."""
        consents.give_consent(
            self.workspace,
            patron_id,
            purpose,
            given_on=self.workspace.today,
            form=ConsentForm.PAPER,
            evidence="Ordner 7",
            with_email=bool(self.random.randrange(2)),
        )

    def withdraw(self, patron_id: UUID) -> None:
        """Somebody takes the consent to be reported back."""
        today = self.workspace.today
        consents.withdraw_consent(self.workspace, patron_id, Purpose.REPORTING, on=today)

    def erase(self, patron_id: UUID) -> None:
        """Somebody is erased for good."""
        history.erase_patron(self.workspace, patron_id)

    def welcome(self, place: Place) -> None:
        if len(self.people(place)) < MOST_PEOPLE:
            found = self.appoint(place)
            for purpose in self.random.sample(list(Purpose), self.random.randrange(3)):
                self.agree(found, purpose)

    def say_goodbye(self, place: Place) -> None:
        """A term ends yesterday."""
        for found in self.people(place)[2:3]:
            with self.workspace.store.read() as reader:
                running = [each for each in reader.find(Appointment, patron_id=found) if not each.ended_on]
            yesterday = self.workspace.today - timedelta(days=1)
            if running:
                patrons.end_appointment(self.workspace, found, on=yesterday, reason=EndReason.RESIGNED)

    def ask_again(self, place: Place) -> None:
        """Somebody agrees, or agrees to more than before."""
        found = self.random.choice(self.people(place))
        if not self.has_withdrawn(found):
            self.agree(found, self.random.choice(list(Purpose)))

    def begin_project(self, place: Place) -> None:
        with self.workspace.store.write("Projekt") as unit:
            filler = Filler(self.workspace, unit, place, self.random)
            if unit.count(Project, place_id=place.id) < MOST_PROJECTS:
                filler.potential(filler.project())
            filler.potential(None)

    def move_projects_on(self, place: Place) -> None:
        with self.workspace.store.write("Projekt") as unit:
            for each in unit.find(Project, place_id=place.id, order=("id",))[:2]:
                state = self.random.choice(list(ProjectState))
                ends = self.workspace.today if state is ProjectState.DONE else None
                shared = bool(self.random.randrange(2))
                moved = replace(each, state=state, ends_on=ends, contact_shared=shared)
                unit.update(replace(moved, actual_cents=self.random.randrange(10**6, 10**8)))

    def give_up_a_project(self, place: Place) -> None:
        """Its potential stays."""
        with self.workspace.store.read() as reader:
            found = reader.find(Project, place_id=place.id, order=("id",))
        if len(found) > 1:
            projects.delete_project(self.workspace, self.random.choice(found).id)

    def look_at_potentials(self, place: Place) -> None:
        """Some are decided, dropped or found to be a variant of another."""
        with self.workspace.store.write("Potenzial") as unit:
            found = unit.find(Potential, place_id=place.id, order=("id",))
            for each in self.random.sample(found, min(2, len(found))):
                state = self.random.choice(list(PotentialState))
                unit.update(replace(each, state=state, priority=self.random.choice(list(Priority))))
            heads = [each for each in found if each.variant_of is None]
            if len(heads) > 3 and not any(each.variant_of == heads[-1].id for each in found):
                unit.update(replace(unit.find(Potential, id=heads[-1].id)[0], variant_of=heads[0].id))

    def read_meters(self, place: Place) -> None:
        """The last year is counted anew."""
        with self.workspace.store.write("Ablesung") as unit:
            buildings = [each.id for each in unit.find(Building, place_id=place.id)]
            meters = [each.id for each in unit.find(Meter, building_id=buildings)]
            for each in unit.find(Consumption, meter_id=meters, year=2025, order=("id",)):
                unit.update(replace(each, quantity_milli=self.random.randrange(10**6, 10**8)))

    def ask_the_region(self, place: Place) -> None:
        """A remark that leaves and one that does not, and a task of each sort."""
        with self.workspace.store.read() as reader:
            found = reader.find(Project, place_id=place.id, order=("id",))
        about = found[0] if found else None
        add_remark(
            self.workspace,
            place_key=place.key,
            kind=self.random.choice((RemarkKind.SUPPORT, RemarkKind.QUESTION)),
            text="Wer hat Erfahrung mit Bewegungsmeldern?",
            about=about.id if about else None,
            about_title=about.title if about else "",
        )
        add_remark(self.workspace, place_key=place.key, kind=RemarkKind.NOTE, text="Vertraulich")
        with self.workspace.store.write("Aufgaben") as unit:
            for shared in (True, False):
                title = "Bericht vorbereiten" if shared else "Vertraulich: Personalgespräch"
                unit.add(
                    Task(
                        id=self.workspace.new_id(),
                        place_id=place.id,
                        title=title,
                        due_on=self.workspace.today,
                        note="Vertraulich",
                        shared=shared,
                    )
                )

    def take_a_step(self, place: Place) -> None:
        """The next date of the life cycle."""
        with self.workspace.store.write("Schritt") as unit:
            known = unit.get(Participation, place.id) or Participation(id=place.id)
            for step in STEPS:
                if getattr(known, step) is None:
                    changes = {step: self.workspace.today, "resolution_number": "Vertraulich 7"}
                    unit.put(replace(known, **changes))
                    break

    # ------------------------------------------------------------------ what is there

    def people(self, place: Place) -> list[UUID]:
        with self.workspace.store.read() as reader:
            found = reader.find(Patron, place_id=place.id, source=None, order=("id",))
        return [each.id for each in found]

    def reported_people(self) -> list[UUID]:
        """Who leaves by name."""
        with self.workspace.store.read() as reader:
            found = reader.find(Consent, purpose=Purpose.REPORTING, withdrawn_on=None, order=("id",))
        return [each.patron_id for each in found]

    def has_withdrawn(self, patron_id: UUID) -> bool:
        with self.workspace.store.read() as reader:
            return any(each.withdrawn_on for each in reader.find(Consent, patron_id=patron_id))

    def day(self, days: int) -> str:
        found: date = self.workspace.today + timedelta(days=days)
        return found.strftime("%d.%m.%Y")
