"""Projects and potentials with everything a town can write down about them, in any number."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    ActivityKind,
    Building,
    Consumption,
    Funding,
    FundingState,
    Grade,
    Indicator,
    IndicatorKind,
    Locality,
    Meter,
    MeterPurpose,
    Patron,
    Place,
    Potential,
    PotentialState,
    Priority,
    Project,
    ProjectKind,
    ProjectPatron,
    ProjectState,
    Remark,
    RemarkKind,
    Task,
)
from klikks_desktop.services.savings.potential_results import recalculated, stored
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

_Member = TypeVar("_Member")

WHERE = ("Rathaus", "Turnhalle", "Grundschule", "Feuerwehrhaus", "Bauhof", "Kita Sonnenschein", "Freibad")
WHAT = {
    "LED_STREET": "Straßenbeleuchtung auf LED umrüsten",
    "PV_ROOF": "Photovoltaik auf dem Dach",
    "HEAT_PUMP": "Wärmepumpe statt Gaskessel",
    "INSUL": "Oberste Geschossdecke dämmen",
    "ENMGMT": "Energiemanagement einführen",
}
SENTENCES = (
    "Der Ausschuss hat sich einstimmig dafür ausgesprochen.",
    "Die vorhandene Anlage ist über zwanzig Jahre alt und störanfällig.",
    "Ein Angebot des örtlichen Handwerks liegt vor.",
    "Schülerinnen und Schüler begleiten das Vorhaben mit eigenen Messungen.",
    "Die Arbeiten sollen in den Sommerferien stattfinden.",
    "Nach der Umsetzung wird der Verbrauch monatlich abgelesen.",
)
KILOGRAMS = Decimal("0.56")


def inputs(measure: str, random: Random) -> dict[str, str]:
    """Inputs of a measure, of a different size each time."""
    size = random.randrange(40, 400)
    return {
        "LED_STREET": {"n": str(size), "P_old": "90", "P_new": "25", "I": str(size * 410), "Z": "9000"},
        "PV_ROOF": {"kWp": str(size // 10), "commissioned": "2026-03-01"},
        "HEAT_PUMP": {"Q_fuel": str(size * 300)},
        "INSUL": {"A": str(size)},
        "ENMGMT": {"Q_heat": str(size * 900), "E_el": str(size * 130)},
    }[measure]


class Filler:
    """Adds work to a place of a workspace, or to its only one; the same random texts every time."""

    def __init__(
        self, workspace: Workspace, unit: Unit, place: Place | None = None, random: Random | None = None
    ) -> None:
        self.workspace, self.unit = workspace, unit
        self.random = random or Random(2026)  # noqa: S311 - the same texts every time, no secrets
        self.place = place or workspace.own_place()
        self.localities = unit.find(Locality, order=("name",), source=None, place_id=self.place.id)
        self.patrons = unit.find(Patron, order=("search_key",), source=None, place_id=self.place.id)

    def pick(self, members: list[_Member] | tuple[_Member, ...]) -> _Member:
        return self.random.choice(members)

    def day(self, year: int = 2025) -> date:
        return date(year, 1, 1) + timedelta(days=self.random.randrange(360))

    def fill(self, projects: int, potentials: int) -> None:
        made = [self.project() for _ in range(projects)]
        for number in range(potentials):
            self.potential(made[number % len(made)] if made else None)
        self.municipal()

    def project(self) -> Project:
        new, pick, measure = self.workspace.new_id, self.pick, self.pick(list(WHAT))
        project = Project(
            id=new(),
            place_id=self.place.id,
            title=f"{WHAT[measure]}: {pick(WHERE)}",
            kind=pick(list(ProjectKind)),
            description=" ".join(self.random.sample(SENTENCES, 3)),
            state=pick(list(ProjectState)),
            locality_id=pick(self.localities).id if self.localities else None,
            latitude=Decimal(self.random.randrange(5_290_000, 5_310_000)) / 100_000,
            longitude=Decimal(self.random.randrange(970_000, 1_000_000)) / 100_000,
            begins_on=self.day(),
            ends_on=self.day(2026),
            contract_on=self.day(),
            resolution_on=self.day(2024),
            resolution_number="2024/117",
            planned_cents=self.random.randrange(500_000, 90_000_000),
            actual_cents=self.random.randrange(500_000, 90_000_000),
            next_step="Hausmeisterin anrufen",
            note="Vertraulich: Streit mit dem Nachbarn",
            contact_shared=bool(self.random.randrange(2)),
        )
        self.unit.add(project)
        if self.patrons:
            responsible = pick(self.patrons)
            self.unit.add(ProjectPatron(id=new(), project_id=project.id, patron_id=responsible.id))
        self.unit.add(*self.parts(project))
        return project

    def parts(self, project: Project) -> list[Activity | Indicator | Achievement | Funding | Task]:
        new, key, random = self.workspace.new_id, project.id, self.random
        kwh = Decimal(random.randrange(1_000_000, 90_000_000)) / 1000
        return [
            Activity(
                id=new(),
                project_id=key,
                held_on=self.day(),
                kind=self.pick(list(ActivityKind)),
                title=f"Rundgang {self.pick(WHERE)}",
                people=random.randrange(90),
                hours=Decimal(random.randrange(80)) / 2,
                note="Vertraulich: wer nicht kam",
            ),
            Indicator(
                id=new(),
                project_id=key,
                kind=self.pick(list(IndicatorKind)),
                title="Leuchten getauscht",
                unit="Stück",
                target=Decimal(random.randrange(200)),
                actual=Decimal(random.randrange(200)),
            ),
            Achievement(
                id=new(),
                project_id=key,
                year=2025,
                carrier=self.pick(list(Carrier)),
                kwh=kwh,
                saved_cents=random.randrange(10_000, 3_000_000),
                co2e_kg=kwh * KILOGRAMS,
                factor_set="geg-2020",
                grade=self.pick(list(Grade)),
                note="Vertraulich: Zähler war falsch",
            ),
            Funding(
                id=new(),
                project_id=key,
                title="Kommunalrichtlinie",
                reference="67K12345",
                state=self.pick(list(FundingState)),
                rate=Decimal("0.25"),
                eligible_cents=random.randrange(500_000, 9_000_000),
                amount_cents=random.randrange(100_000, 900_000),
                applied_on=self.day(),
                granted_on=self.day(2026),
                note="Vertraulich: Ärger mit der Bank",
            ),
            Task(
                id=new(),
                place_id=self.place.id,
                project_id=key,
                title="Angebote einholen",
                due_on=self.day(2027),
                note="Vertraulich: nicht bei Meier",
                shared=True,
            ),
        ]

    def potential(self, project: Project | None) -> Potential:
        measure = self.pick(list(WHAT))
        potential = Potential(
            id=self.workspace.new_id(),
            place_id=self.place.id,
            title=f"{WHAT[measure]}: {self.pick(WHERE)} {self.random.randrange(100)}",
            measure=measure,
            locality_id=self.pick(self.localities).id if self.localities else None,
            project_id=project.id if project else None,
            priority=self.pick(list(Priority)),
            state=self.pick(list(PotentialState)),
            inputs=stored(inputs(measure, self.random)),
            note="Vertraulich: nur eine Idee",
        )
        potential = recalculated(self.workspace, self.unit, potential)
        self.unit.add(potential)
        return potential

    def municipal(self) -> None:
        """Tasks, energy and remarks of the municipality itself."""
        new, place = self.workspace.new_id, self.place
        building = Building(
            id=new(), place_id=place.id, name="Vertrauliches Gebäude", area_m2=Decimal("1250.5")
        )
        meter = Meter(
            id=new(),
            building_id=building.id,
            carrier=Carrier.NATURAL_GAS,
            purpose=MeterPurpose.HEAT,
            name="Vertraulicher Zähler",
        )
        self.unit.add(building, meter)
        self.unit.add(
            *(
                Consumption(
                    id=new(), meter_id=meter.id, year=year, quantity_milli=9 * 10**7 + year, cents=750_000
                )
                for year in range(2021, 2026)
            ),
            Task(
                id=new(), place_id=place.id, title="Bericht vorbereiten", due_on=self.day(2027), shared=True
            ),
            Task(id=new(), place_id=place.id, title="Vertraulich: Personalgespräch", due_on=self.day(2027)),
            Remark(
                id=new(),
                place_key=place.key,
                kind=RemarkKind.SUPPORT,
                text="Wer hat Erfahrung mit Bewegungsmeldern?",
                made_on=self.day(2026),
                shared=True,
            ),
            Remark(
                id=new(),
                place_key=place.key,
                kind=RemarkKind.NOTE,
                text="Vertraulich",
                made_on=self.day(2026),
            ),
        )


def fill_work(workspace: Workspace, projects: int, potentials: int) -> None:
    """Projects with all their parts, potentials spread over them, tasks, energy and remarks."""
    with workspace.store.write("Arbeit") as unit:
        Filler(workspace, unit).fill(projects, potentials)
