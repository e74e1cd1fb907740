"""Less heat: balancing, room temperature, insulation, windows (facts 3.2)."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.measures.book import MOST_EFFICIENT, NOTHING, Book, Default, Known, Spec
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.reading import plain_text
from klikks_desktop.domain.measures.workings import Workings

_PARTS: Final = {
    "wall": "Außenwand",
    "roof": "Dach",
    "top_ceiling": "oberste Geschossdecke",
    "cellar_ceiling": "Kellerdecke",
}
_SPACE_HEATING: Final = "Nur Raumwärme, ohne warmes Wasser; Endenergie im Jahr, Heizwert Hi"


def _heat(book: Book) -> tuple[Input, ...]:
    return (
        book.carrier("carrier", "Energieträger der Heizung"),
        book.energy("Q_heat", "Verbrauch für Raumwärme", "carrier", help=_SPACE_HEATING),
    )


def _balance_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_heat(book),
        book.share("a", "Einsparung", of="saving", help="Fachliteratur: 5 bis 20 %"),
        book.number("A", "Beheizte Fläche", "m²", high=1_000_000, derived=True, help="Für die Investition"),
    )


def _balance(work: Workings) -> None:
    work.save(work.carrier("carrier"), "Q_heat · a")


def _area_of_heat(known: Known) -> Default | None:
    heat = known.number("Q_heat")
    if heat is None:
        return None
    usual = known.assumptions.defaults["HYDRAULIC", "heat_per_m2"]
    area = plain_text(round(heat / usual.value, 2))
    return Default(area, usual.source, how=f"{show(heat)} / {show(usual.value)}")


def _cooler_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_heat(book),
        book.number("dK", "Absenkung", "K", of=Default("1", "R"), high=2, help="Höchstens 2 K"),
        book.share("a", "Einsparung je Kelvin", of="saving_per_k"),
    )


def _cooler(work: Workings) -> None:
    work.save(work.carrier("carrier"), "Q_heat · a · dK", note="linear gerechnet, Faustregel")


def _known_heat(book: Book) -> tuple[Input, ...]:
    return (
        book.carrier("carrier", "Energieträger der Heizung"),
        book.energy(
            "Q_heat",
            "Verbrauch für Raumwärme",
            "carrier",
            optional=True,
            help=f"Wenn bekannt: Mehr als das kann nicht gespart werden. {_SPACE_HEATING}",
        ),
    )


def _surface(book: Book, title: str) -> Input:
    return book.number("A", title, "m²", high=1_000_000)


def _climate(book: Book) -> tuple[Input, ...]:
    insulation = book.assumptions.defaults
    return (
        book.number("Gt", "Gradtagzahl", "Kd/a", of=insulation["INSUL", "gt"], high=10_000),
        book.share("Fx", "Korrekturfaktor der Temperatur", of=insulation["INSUL", "fx_wall"]),
        book.share("fu", "Nutzungsfaktor", of=insulation["INSUL", "use_factor"]),
        book.number(
            "eta",
            "Nutzungsgrad der Heizung",
            of=insulation["INSUL", "eta"],
            high=MOST_EFFICIENT,
            above_minimum=True,
        ),
    )


def _insulation_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_known_heat(book),
        book.choice("element", "Bauteil", dict(_PARTS)),
        _surface(book, "Gedämmte Fläche"),
        book.number("U_old", "U-Wert heute", "W/(m²K)", of="u_old_wall", high=10),
        book.number("U_new", "U-Wert danach", "W/(m²K)", of="u_new_wall", high=10),
        *_climate(book),
    )


def _envelope(work: Workings) -> None:
    work.save(work.carrier("carrier"), "A · (U_old − U_new) · Gt · 24 / 1000 · Fx · fu / eta")


def _of_element(prefix: str, known: Known) -> Default | None:
    name = "INSUL", f"{prefix}_{known.choice('element')}"
    return known.factor(*name) if name in known.assumptions.defaults else None


def _insulation_cost(known: Known) -> Default | None:
    return known.per_unit("INSUL", f"invest_{known.choice('element')}", known.number("A"))


def _window_inputs(book: Book) -> tuple[Input, ...]:
    return (
        *_known_heat(book),
        _surface(book, "Fensterfläche"),
        book.number("U_old", "U-Wert heute", "W/(m²K)", of="u_old", high=10),
        book.number("U_new", "U-Wert danach", "W/(m²K)", of="u_new", high=10),
        *_climate(book),
    )


_NO_U_VALUE: Final = "Der U-Wert fehlt. Für dieses Bauteil gibt es keine Vorgabe."

ENVELOPE: Final = (
    Spec(
        id="HYDRAULIC",
        title="Hydraulischer Abgleich und Regelung",
        sentence="Die Heizung so einstellen, dass jeder Raum bekommt, was er braucht.",
        inputs=_balance_inputs,
        reckon=_balance,
        rules=(("A", _area_of_heat),),
        carrier_keys=("carrier",),
        invest=lambda known: known.per_unit("HYDRAULIC", "invest_per_m2", known.number("A")),
        life="hydraulic",
    ),
    Spec(
        id="TEMP",
        title="Raumtemperatur senken",
        sentence="Räume um ein oder zwei Grad weniger heizen.",
        inputs=_cooler_inputs,
        reckon=_cooler,
        carrier_keys=("carrier",),
        invest=lambda _known: Default("0", NOTHING),
        most_saved="Q_heat",
    ),
    Spec(
        id="INSUL",
        title="Dämmung von Dach, Fassade oder Decke",
        sentence="Bauteile dämmen, durch die Wärme verloren geht.",
        inputs=_insulation_inputs,
        reckon=_envelope,
        rules=(
            ("U_old", lambda known: _of_element("u_old", known)),
            ("U_new", lambda known: _of_element("u_new", known)),
            ("Fx", lambda known: _of_element("fx", known)),
        ),
        carrier_keys=("carrier",),
        invest=_insulation_cost,
        life="insulation",
        most_saved="Q_heat",
        missing={"U_old": _NO_U_VALUE, "U_new": _NO_U_VALUE},
    ),
    Spec(
        id="WINDOW",
        title="Fenster tauschen",
        sentence="Alte Fenster durch Dreifachglas ersetzen.",
        inputs=_window_inputs,
        reckon=_envelope,
        carrier_keys=("carrier",),
        invest=lambda known: known.per_unit("WINDOW", "invest", known.number("A")),
        life="windows",
        most_saved="Q_heat",
    ),
)
