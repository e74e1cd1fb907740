"""Another heat source: heat pump, or wood (facts 3.2)."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.book import MOST_EFFICIENT, Book, Default, Known, Spec, of_factor
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.workings import SHORT, Workings

_OIL_OR_GAS: Final = {
    Carrier.NATURAL_GAS.value: "eta_old_gas",
    Carrier.HEATING_OIL.value: "eta_old_oil",
}
_NO_EFFICIENCY: Final = (
    "Der Nutzungsgrad der alten Heizung fehlt. Für diesen Energieträger gibt es keine Vorgabe."
)


def _old_boiler(book: Book) -> tuple[Input, ...]:
    # Both measures take the usual efficiencies from the heat pump's rows.
    usual = book.assumptions.defaults["HEAT_PUMP", "eta_old_gas"]
    condensing = book.assumptions.defaults["HEAT_PUMP", "eta_old_condensing"]
    return (
        book.carrier("fuel", "Energieträger heute"),
        book.energy("Q_fuel", "Verbrauch heute", "fuel", help="Endenergie im Jahr, Heizwert Hi"),
        book.number(
            "eta_old",
            "Nutzungsgrad der alten Heizung",
            of=usual,
            high=MOST_EFFICIENT,
            above_minimum=True,
            help=f"Brennwertkessel {show(condensing.value)} (Richtwert)",
        ),
    )


def _old_efficiency(known: Known) -> Default | None:
    name = _OIL_OR_GAS.get(known.choice("fuel"))
    return known.factor("HEAT_PUMP", name) if name else None


def _pump_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_old_boiler(book),
        book.choice("heat_source", "Wärmequelle", {"air": "Außenluft", "ground": "Erdreich"}),
        book.number(
            "JAZ",
            "Jahresarbeitszahl",
            of="jaz_air",
            low=1,
            high=10,
            help="In Wohnhäusern gemessen 3,4 (Luft) und 4,3 (Erdreich); mit Heizkörpern 2,8 bis 3,1.",
        ),
        book.number("h_full", "Volllaststunden", "h/a", of="full_load_hours", high=8784, above_minimum=True),
    )


def _pump(work: Workings) -> None:
    fuel = work.carrier("fuel")
    work.reckon("Nutzwärme", "Q_useful", "Q_fuel · eta_old", "kWh/a")
    if fuel is Carrier.ELECTRICITY:
        work.save(fuel, "Q_fuel − Q_useful / JAZ")
        return
    work.save(fuel, "Q_fuel")
    work.save(Carrier.ELECTRICITY, "−Q_useful / JAZ", title="Strom für die Wärmepumpe")


def _efficiency_of_pump(known: Known) -> Default | None:
    return known.factor("HEAT_PUMP", f"jaz_{known.choice('heat_source')}")


def _pump_cost(known: Known) -> Default | None:
    return known.heat_cost("HEAT_PUMP", f"invest_{known.choice('heat_source')}")


def _pump_life(known: Known) -> Default | None:
    return of_factor(known.assumptions.service_lives[f"heat_pump_{known.choice('heat_source')}"][0])


def _wood_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_old_boiler(book),
        book.carrier("carrier", "Neuer Brennstoff", (Carrier.WOOD_PELLETS, Carrier.WOOD_CHIPS)),
        book.number(
            "eta_new",
            "Nutzungsgrad der neuen Heizung",
            of="eta_new",
            high=MOST_EFFICIENT,
            above_minimum=True,
        ),
    )


def _wood(work: Workings) -> None:
    fuel, wood = work.carrier("fuel"), work.carrier("carrier")
    work.reckon("Verbrauch der neuen Heizung", "Q_new", "Q_fuel · eta_old / eta_new", "kWh/a")
    if fuel is wood:
        work.save(fuel, "Q_fuel − Q_new")
        return
    work.save(fuel, "Q_fuel")
    work.save(wood, "−Q_new", title=f"Brennstoff der neuen Heizung (E_{SHORT[wood]})")


HEATING: Final = (
    Spec(
        id="HEAT_PUMP",
        title="Wärmepumpe",
        sentence="Den alten Kessel durch eine Wärmepumpe ersetzen.",
        inputs=_pump_inputs,
        reckon=_pump,
        rules=(("eta_old", _old_efficiency), ("JAZ", _efficiency_of_pump)),
        carrier_keys=("fuel",),
        prices={"p_el": "p_el_heat_pump"},
        invest=_pump_cost,
        life=_pump_life,
        missing={"eta_old": _NO_EFFICIENCY},
    ),
    Spec(
        id="BIOMASS",
        title="Pellets oder Hackschnitzel",
        sentence="Den alten Kessel durch eine Holzheizung ersetzen.",
        inputs=_wood_inputs,
        reckon=_wood,
        rules=(("eta_old", _old_efficiency),),
        carrier_keys=("fuel", "carrier"),
        invest=lambda known: known.heat_cost("BIOMASS", "invest_per_kw"),
        life="pellet_boiler",
        missing={"eta_old": _NO_EFFICIENCY},
    ),
)
