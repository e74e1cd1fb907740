"""On the road: vehicles of the municipality, shared cars, shared bikes (facts 3.2)."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.carriers import KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.measures.book import Book, Default, Known, Spec, of_factor
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.workings import SHORT, Workings

_MOST_KM: Final = 1_000_000
_KWH_PER_100_KM: Final = "kWh/100 km"


def _charging(book: Book) -> tuple[Input, ...]:
    return (
        book.number("k", "Stromverbrauch", _KWH_PER_100_KM, of="kwh_per_100km", high=200),
        book.number("loss", "Faktor für Ladeverluste", of="charging_loss", low=1, high=2),
    )


def _fleet_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.count("n", "Zahl der Fahrzeuge", "Fahrzeuge"),
        book.carrier("fuel", "Kraftstoff heute", (Carrier.DIESEL, Carrier.PETROL)),
        book.number("km", "Fahrleistung je Fahrzeug", "km/a", of="km_per_car", high=_MOST_KM),
        book.number("l", "Verbrauch heute", "l/100 km", of="l_per_100km", high=100),
        *_charging(book),
    )


def _fleet(work: Workings) -> None:
    fuel = work.carrier("fuel")
    short = SHORT[fuel]
    work.reckon("Weniger Kraftstoff", "L", "n · km · l / 100", "l/a")
    work.know(f"H_{short}", KWH_PER_UNIT[fuel][Unit.LITRE], "M")
    work.save(fuel, f"L · H_{short}")
    work.save(Carrier.ELECTRICITY, "−n · km · k / 100 · loss", title="Strom zum Laden")
    if work.factors.factor(fuel) is None:
        work.default(f"co2_{short}", "EV_FLEET", f"{fuel.value}_co2")
        note = "CO2 aus der Verbrennung, ohne Vorkette; der Faktorensatz nennt keine Kraftstoffe"
        work.reckon("Treibhausgase durch Kraftstoff", "CO2_fuel", f"L · co2_{short} / 1000", "t/a", note=note)
        work.count_apart(fuel, "CO2_fuel")


def _fuel_price(known: Known) -> Default | None:
    return of_factor(known.assumptions.prices[f"p_{known.choice('fuel')}"])


def _fleet_cost(known: Known) -> Default | None:
    cars = known.number("n")
    extra = known.per_unit("EV_FLEET", "invest_car", cars)
    return known.sum_of(extra, known.per_unit("EV_FLEET", "invest_wallbox", cars))


def _shared(book: Book, words: str, km: str) -> tuple[Input, ...]:
    return (
        book.count("n", f"Zahl der {words}", words),
        book.number("km", "Fahrleistung je Stück", "km/a", of=km, high=_MOST_KM),
        book.share("share", "Anteil, der Fahrten mit Verbrenner ersetzt", of="replaced_share"),
        book.number("ef_car", "Ausstoß des ersetzten Autos", "g/km", of="ef_car", high=1000),
    )


def _car_inputs(book: Book) -> tuple[Input, ...]:
    return (*_shared(book, "Autos", "km_per_car"), *_charging(book))


def _replaced(work: Workings) -> None:
    work.reckon("Ersetzte Fahrten mit Verbrenner", "CO2_km", "n · km · share · ef_car / 10^6", "t/a")
    work.count_further("CO2_km")


def _cars(work: Workings) -> None:
    _replaced(work)
    work.save(Carrier.ELECTRICITY, "−n · km · k / 100 · loss", title="Strom zum Laden")
    work.tell("Was nicht zählt", "Der Kraftstoff wird privat gespart; er zählt nicht in kWh und EUR.")
    if not work.values["W"]:
        lease = work.assumptions.defaults["CAR_SHARING", "lease_per_month"]
        words = f"Üblich sind {show(lease.value)} EUR im Monat je Auto. Tragen Sie sie im Jahr als W ein."
        work.tell("Leasing", words, *lease.source.split(","))


def _bikes(work: Workings) -> None:
    _replaced(work)
    work.tell("Was nicht zählt", "Strom für die Räder wird nicht gerechnet, Kraftstoff wird privat gespart.")


FLEET: Final = (
    Spec(
        id="EV_FLEET",
        title="E-Fahrzeuge im Fuhrpark",
        sentence="Dienstwagen mit Verbrenner durch E-Fahrzeuge ersetzen.",
        inputs=_fleet_inputs,
        reckon=_fleet,
        rules=(("p_fuel", _fuel_price),),
        carrier_keys=("fuel",),
        prices={"p_el": "p_el", "p_fuel": "p_diesel"},
        invest=_fleet_cost,
        life="bev",
    ),
)
"""Vehicles of the municipality."""

SHARING: Final = (
    Spec(
        id="CAR_SHARING",
        title="Dorfauto, E-Carsharing",
        sentence="Ein geteiltes E-Auto, das private Fahrten mit Verbrenner ersetzt.",
        inputs=_car_inputs,
        reckon=_cars,
        prices={"p_el": "p_el"},
        life="bev",
        budget_relevant=False,
    ),
    Spec(
        id="BIKE_SHARING",
        title="Rad- und Lastenradverleih",
        sentence="Räder zum Leihen, die Fahrten mit dem Auto ersetzen.",
        inputs=lambda book: _shared(book, "Räder", "km_per_bike"),
        reckon=_bikes,
        invest=lambda known: known.per_unit("BIKE_SHARING", "invest_per_bike", known.number("n")),
        budget_relevant=False,
    ),
)
"""What citizens share."""
