"""Running buildings well: energy management and user behaviour (facts 3.2)."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.book import NOTHING, Book, Default, Known, Spec
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.workings import Stream, Workings
from klikks_desktop.domain.problems import Problem

_NONE: Final = Default("0", NOTHING)


def _consumption(book: Book) -> tuple[Input, ...]:
    return (
        book.carrier("carrier", "Energieträger der Heizung"),
        book.energy(
            "Q_heat",
            "Verbrauch für Wärme",
            "carrier",
            of=_NONE,
            help="Ganze Wärme mit warmem Wasser; Endenergie im Jahr, Heizwert Hi",
        ),
        book.energy("E_el", "Stromverbrauch", Carrier.ELECTRICITY.value, of=_NONE),
    )


def _something_is_used(known: Known) -> list[Problem]:
    if known.number("Q_heat") == 0 and known.number("E_el") == 0:
        return [Problem("Q_heat", "Der Verbrauch fehlt. Bitte Wärme, Strom oder beides eintragen.")]
    return []


def _save(work: Workings, heat: str, power: str) -> None:
    work.know("Q_el", work.values["E_el"], work.sources.get("E_el", ""))
    work.touched.add("E_el")
    if work.values["Q_heat"]:
        carrier = work.carrier("carrier")
        if carrier is Carrier.ELECTRICITY:
            work.save(carrier, f"Q_heat · {heat} + Q_el · {power}")
            return
        work.save(carrier, f"Q_heat · {heat}")
    if work.values["Q_el"]:
        work.save(Carrier.ELECTRICITY, f"Q_el · {power}")


def _management_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_consumption(book),
        book.share("a", "Einsparung", of="saving", help="10 bis 20 % ohne oder mit wenig Investition"),
        book.count("n", "Zahl der Gebäude", "Gebäude", of=Default("1", "R"), help="Für die Investition"),
    )


def _management(work: Workings) -> None:
    _save(work, "a", "a")
    if not work.values["W"]:
        work.tell("Personal", "Üblich sind 0,1 bis 0,3 Stellen. Tragen Sie die Kosten im Jahr als W ein.")


def _management_cost(known: Known) -> Default | None:
    base = known.factor("ENMGMT", "invest_base")
    buildings = known.per_unit("ENMGMT", "invest_per_building", known.number("n"))
    return known.sum_of(base, buildings)


def _behaviour_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_consumption(book),
        book.share("a_h", "Einsparung Wärme", of="saving_heat"),
        book.share("a_e", "Einsparung Strom", of="saving_el"),
        book.share(
            "school_share",
            "Anteil der Schule",
            of=_NONE,
            help="So viel der gesparten Euro geht an die Schule, bei fifty-fifty die Hälfte.",
        ),
    )


def _behaviour(work: Workings) -> None:
    _save(work, "a_h", "a_e")
    if not work.values["school_share"]:
        return
    saved = " + ".join(work.cost(carrier) for carrier in work.energy)
    work.reckon("Gesparte Energiekosten", "EUR_saved", saved, "EUR/a")
    work.reckon("Davon bleibt der Kommune", "EUR_own", "EUR_saved · (1 − school_share)", "EUR/a")
    work.streams = [
        Stream("Energiekosten", "EUR_own", 1 + work.values["rise"], int(work.values["T"])),
    ]


MANAGEMENT: Final = (
    Spec(
        id="ENMGMT",
        title="Kommunales Energiemanagement",
        sentence="Verbräuche beobachten, Anlagen einstellen, Störungen früh merken.",
        inputs=_management_inputs,
        reckon=_management,
        carrier_keys=("carrier",),
        prices={"p_el": "p_el"},
        invest=_management_cost,
        life="energy_management",
        check=_something_is_used,
    ),
    Spec(
        id="BEHAVIOUR",
        title="Nutzerverhalten, fifty-fifty",
        sentence="Mit Schulen, Kitas und Verwaltung üben, Wärme und Strom zu sparen.",
        inputs=_behaviour_inputs,
        reckon=_behaviour,
        carrier_keys=("carrier",),
        prices={"p_el": "p_el"},
        invest=lambda known: known.factor("BEHAVIOUR", "material_per_year"),
        life=1,
        check=_something_is_used,
    ),
)
