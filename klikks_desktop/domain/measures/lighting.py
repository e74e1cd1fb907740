"""LED lighting: streets, and rooms and halls (facts 3.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.book import NOTHING, Book, Default, Known, Spec
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.workings import Workings
from klikks_desktop.domain.problems import Problem

_HOURS_OF_YEAR: Final = 8784


def _street_inputs(book: Book) -> tuple[Input, ...]:
    dimming = book.default("t_dim")
    return (
        book.count("n", "Zahl der Leuchten", "Leuchten"),
        book.number(
            "P_old", "Leistung je Leuchte heute", "W", of="P_old", high=5000, help="Mit Vorschaltgerät"
        ),
        book.number("P_new", "Leistung je Leuchte mit LED", "W", of="P_new", high=5000),
        book.number("t", "Betriebsstunden", "h/a", of="hours", high=_HOURS_OF_YEAR),
        book.number(
            "t_dim",
            "Davon gedimmt",
            "h/a",
            of=Default("0", NOTHING, dimming.usual_min, dimming.usual_max),
            high=_HOURS_OF_YEAR,
            help=f"Üblich sind {show(Decimal(dimming.text))} Stunden (Richtwert).",
        ),
        book.share("d", "Absenkung beim Dimmen", of="dim_depth", help="Anteil, um den die Leistung sinkt"),
    )


def _street(work: Workings) -> None:
    work.reckon("Stromverbrauch heute", "E_old", "n · P_old · t / 1000", "kWh/a")
    text = "n · P_new · t / 1000"
    if work.values["t_dim"]:
        text = "n · (P_new · (t − t_dim) + P_new · (1 − d) · t_dim) / 1000"
    work.reckon("Stromverbrauch mit LED", "E_new", text, "kWh/a")
    work.save(Carrier.ELECTRICITY, "E_old − E_new")
    _doubt_saving(work, "LED_STREET")


def _room_inputs(book: Book) -> tuple[Input, ...]:
    control = book.default("control_factor")
    return (
        book.count("n", "Zahl der Leuchten", "Leuchten"),
        book.number("P_old", "Leistung je Leuchte heute", "W", high=5000, help="Mit Vorschaltgerät"),
        book.number("P_new", "Leistung je Leuchte mit LED", "W", high=5000),
        book.choice(
            "use",
            "Nutzung",
            {"office": "Büro", "school": "Schule", "sports_hall": "Sporthalle"},
            "Bestimmt die üblichen Betriebsstunden",
        ),
        book.number("t", "Betriebsstunden", "h/a", of="hours_office", high=_HOURS_OF_YEAR),
        book.share(
            "c",
            "Weniger durch Regelung",
            of=Default("0", NOTHING, control.usual_min, control.usual_max),
            help=f"Üblich sind {show(Decimal(control.text))}, mit Präsenz- und Tageslichtregelung 0,25 "
            "(Richtwerte).",
        ),
    )


def _room(work: Workings) -> None:
    work.reckon("Stromverbrauch heute", "E_old", "n · P_old · t / 1000", "kWh/a")
    work.reckon("Stromverbrauch mit LED", "E_new", "n · P_new · t · (1 − c) / 1000", "kWh/a")
    work.save(Carrier.ELECTRICITY, "E_old − E_new")
    _doubt_saving(work, "LED_INDOOR")


def _doubt_saving(work: Workings, measure: str) -> None:
    usual = work.assumptions.defaults.get((measure, "saving_check"))
    old, saved = work.values["E_old"], work.energy[Carrier.ELECTRICITY]
    if usual is None or usual.minimum is None or usual.maximum is None or old <= 0:
        return
    if not usual.minimum <= saved / old <= usual.maximum:
        low, high = (f"{100 * value:.0f}" for value in (usual.minimum, usual.maximum))
        work.warnings.append(
            f"LED spart üblicherweise {low} bis {high} % des Stroms, hier sind es "
            f"{100 * saved / old:.0f} %. Bitte die Leistungen prüfen."
        )


def _dimmed_within_hours(known: Known) -> list[Problem]:
    hours, dimmed = known.number("t"), known.number("t_dim")
    if hours is not None and dimmed is not None and dimmed > hours:
        return [Problem("t_dim", "Gedimmt werden höchstens so viele Stunden, wie die Leuchten an sind.")]
    return []


def _lights(measure: str, name: str, known: Known) -> Default | None:
    return known.per_unit(measure, name, known.number("n"))


LIGHTING: Final = (
    Spec(
        id="LED_STREET",
        title="LED-Straßenbeleuchtung",
        sentence="Alte Leuchtenköpfe gegen LED tauschen und nachts dimmen.",
        inputs=_street_inputs,
        reckon=_street,
        prices={"p_el": "p_el_street"},
        invest=lambda known: _lights("LED_STREET", "invest_per_light", known),
        life="led_street",
        check=_dimmed_within_hours,
    ),
    Spec(
        id="LED_INDOOR",
        title="LED in Räumen und Hallen",
        sentence="Leuchten in Büros, Schulen und Hallen gegen LED tauschen, auf Wunsch mit Regelung.",
        inputs=_room_inputs,
        reckon=_room,
        rules=(("t", lambda known: known.factor("LED_INDOOR", f"hours_{known.choice('use')}")),),
        prices={"p_el": "p_el"},
        invest=lambda known: _lights("LED_INDOOR", "invest_per_light", known),
        life="led_indoor",
        unused=lambda given, _known: {"use"} if "t" in given else set(),
    ),
)
