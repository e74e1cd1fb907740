"""With the citizens and for the green: thermal walks, trees, adaptation (facts 3.2)."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.measures.book import NOTHING, Book, Default, Known, Spec
from klikks_desktop.domain.measures.model import Input
from klikks_desktop.domain.measures.workings import Workings
from klikks_desktop.domain.problems import Problem

_NONE: Final = Default("0", NOTHING)
_MOST_M2: Final = 10_000_000


def _walk_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.count("part", "Teilnehmende Häuser", "Häuser", of="participants"),
        book.share("rate", "Anteil, der danach etwas tut", of="implementation_rate"),
        book.number("dQ", "Einsparung je Haus", "kWh/a", of="saving_per_house", high=100_000),
        book.carrier("carrier", "Energieträger der Häuser"),
    )


def _walk(work: Workings) -> None:
    work.save(work.carrier("carrier"), "part · rate · dQ")
    work.warnings.append(
        "Die Wirkung ist indirekt und unsicher. Die Energiekosten sparen die Haushalte, nicht die Kommune."
    )


def _tree_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.count("n", "Zahl der Bäume", "Bäume"),
        book.number("kg_per_tree", "Bindung je Baum", "kg/a", of="kg_co2_per_tree", high=100),
    )


def _trees(work: Workings) -> None:
    work.sink_tonnes = work.reckon(
        "Senke (keine Vermeidung)",
        "Senke",
        "n · kg_per_tree / 1000",
        "t/a",
        note="erst, wenn die Bäume groß sind; wird nie zur Einsparung gezählt",
    )


def _adaptation_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.number("m2_unsealed", "Entsiegelte Fläche", "m²", of=_NONE, high=_MOST_M2),
        book.number("m2_shaded", "Verschattete Fläche", "m²", of=_NONE, high=_MOST_M2),
        book.number("mm", "Regen, der versickern soll", "mm", of=_NONE, high=1000),
        book.count("n", "Zahl der Trinkbrunnen", "Brunnen", of=_NONE),
    )


def _adaptation(work: Workings) -> None:
    work.tonnes = None
    for symbol, title in (
        ("m2_unsealed", "Entsiegelte Fläche (m²)"),
        ("m2_shaded", "Verschattete Fläche (m²)"),
        ("n", "Trinkbrunnen (Zahl)"),
    ):
        if work.values[symbol]:
            work.indicators[title] = work.values[symbol]
    if work.values["mm"] and work.values["m2_unsealed"]:
        work.indicators["Regenrückhalt (m³)"] = work.reckon(
            "Regenrückhalt", "V", "m2_unsealed · mm / 1000", "m³"
        )
    work.tell("Keine Aussage zu CO2", "Klimaanpassung wird mit Kennzahlen beschrieben, nicht mit Tonnen.")


def _something_is_done(known: Known) -> list[Problem]:
    if any(known.number(key) for key in ("m2_unsealed", "m2_shaded", "n")):
        return []
    return [Problem("m2_unsealed", "Bitte eine Fläche oder eine Zahl von Trinkbrunnen eintragen.")]


def _unsealing_cost(known: Known) -> Default | None:
    return known.per_unit("ADAPT", "unsealing_per_m2", known.number("m2_unsealed"))


CITIZENS: Final = (
    Spec(
        id="THERMO_WALK",
        title="Thermografie-Spaziergang",
        sentence="Mit der Wärmebildkamera durch den Ort; wer Lecks sieht, dämmt eher.",
        inputs=_walk_inputs,
        reckon=_walk,
        carrier_keys=("carrier",),
        invest=lambda known: known.factor("THERMO_WALK", "cost_per_walk"),
        budget_relevant=False,
    ),
    Spec(
        id="TREES",
        title="Baumpflanzung",
        sentence="Bäume pflanzen, die CO2 binden, sobald sie groß sind.",
        inputs=_tree_inputs,
        reckon=_trees,
        invest=lambda known: known.per_unit("TREES", "invest_per_tree", known.number("n")),
        life=40,
        budget_relevant=False,
    ),
    Spec(
        id="ADAPT",
        title="Klimaanpassung",
        sentence="Entsiegeln, begrünen, verschatten, Trinkbrunnen aufstellen.",
        inputs=_adaptation_inputs,
        reckon=_adaptation,
        invest=_unsealing_cost,
        check=_something_is_done,
        life=20,
        budget_relevant=False,
    ),
)
