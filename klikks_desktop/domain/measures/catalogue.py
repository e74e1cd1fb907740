"""The catalogue of measures (Maßnahmenkatalog), in the order of facts 3.2."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Assumptions, Factor
from klikks_desktop.domain.measures.book import (
    NOTHING,
    PERCENT,
    PRICE_KEYS,
    Book,
    Default,
    Known,
    Spec,
    of_factor,
)
from klikks_desktop.domain.measures.citizens import CITIZENS
from klikks_desktop.domain.measures.envelope import ENVELOPE
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.heating import HEATING
from klikks_desktop.domain.measures.lighting import LIGHTING
from klikks_desktop.domain.measures.management import MANAGEMENT
from klikks_desktop.domain.measures.mobility import FLEET, SHARING
from klikks_desktop.domain.measures.model import Input, InputKind, Measure
from klikks_desktop.domain.measures.solar import BALCONIES, SOLAR

SPECS: Final[Mapping[str, Spec]] = {
    spec.id: spec
    for spec in (
        *LIGHTING,
        *SOLAR,
        *HEATING,
        *ENVELOPE,
        *MANAGEMENT,
        *FLEET,
        *SHARING,
        *BALCONIES,
        *CITIZENS,
    )
}
_LARGEST_SUM: Final = 1_000_000_000
_LONGEST_LIFE: Final = 100


def catalogue(assumptions: Assumptions) -> tuple[Measure, ...]:
    """All measures, described for form, command line, help, import and export."""
    return tuple(_measure(spec, assumptions) for spec in SPECS.values())


def find_measure(assumptions: Assumptions, measure_id: str) -> Measure:
    """One measure by its id; K-701 when there is none."""
    spec = SPECS.get(measure_id.strip().upper())
    if spec is None:
        raise UserError("K-701", {"measure": measure_id, "known": ", ".join(SPECS)})
    return _measure(spec, assumptions)


def life_of(spec: Spec, known: Known) -> Default | None:
    """The usual life of a measure in years (facts 3.1)."""
    if callable(spec.life):
        return spec.life(known)
    if isinstance(spec.life, int):
        return Default(str(spec.life), "M")
    return of_factor(known.assumptions.service_lives[spec.life][0])


def _measure(spec: Spec, assumptions: Assumptions) -> Measure:
    book = Book(assumptions, spec.id)
    own = spec.inputs(book)
    return Measure(
        id=spec.id,
        title=spec.title,
        sentence=spec.sentence,
        inputs=(*own, *_common(spec, book, own), *_prices(spec, book, own)),
        budget_relevant=spec.budget_relevant,
        icon=spec.icon,
    )


def _common(spec: Spec, book: Book, own: tuple[Input, ...]) -> tuple[Input, ...]:
    nothing = Default("0", NOTHING)
    start = {field.key: field.default for field in own if field.kind is InputKind.CHOICE}
    life = life_of(spec, Known(book.assumptions, start))
    interest, rise, maintenance = (
        book.assumptions.defaults["ECON", name] for name in ("interest", "price_rise", "maintenance_rise")
    )
    return (
        book.number("I", "Investition", "EUR", high=_LARGEST_SUM, derived=True, is_common=True, help=_INVEST),
        book.number("Z", "Zuschuss", "EUR", of=nothing, high=_LARGEST_SUM, is_common=True),
        book.number(
            "W",
            "Mehr Betriebskosten",
            "EUR/a",
            of=nothing,
            low=-_LARGEST_SUM,
            high=_LARGEST_SUM,
            is_common=True,
            help=_running_help(spec, book),
        ),
        book.number(
            "T", "Nutzungsdauer", "a", of=life or "", low=1, high=_LONGEST_LIFE, whole=True, is_common=True
        ),
        book.number("i", "Zins", "", of=interest, high=Decimal("0.3"), units=PERCENT, is_common=True),
        _rate("rise", "Energiepreise steigen je Jahr", rise, book),
        _rate("rise_maint", "Betriebskosten steigen je Jahr", maintenance, book),
        book.number("RW", "Restwert am Ende", "EUR", of=nothing, high=_LARGEST_SUM, is_common=True),
        *_optional_prices(spec, book),
    )


def _running_help(spec: Spec, book: Book) -> str:
    words = "Negativ, wenn sie sinken."
    if not isinstance(spec.life, str) or not (share := book.assumptions.service_lives[spec.life][1]).value:
        return words
    return f"{words} Für Wartung üblich: {show(share.value * 100)} % der Investition (Richtwert)."


_INVEST: Final = "So, wie die Kommune sie bezahlt, in der Regel mit Umsatzsteuer"


def _rate(key: str, title: str, default: Factor, book: Book) -> Input:
    return book.number(
        key,
        title,
        of=default,
        low=Decimal("-0.1"),
        high=Decimal("0.3"),
        units=PERCENT,
        is_common=True,
    )


def _optional_prices(spec: Spec, book: Book) -> tuple[Input, ...]:
    shadow = book.number(
        "shadow_price",
        "Klimaschaden je Tonne",
        "EUR/t",
        high=10_000,
        optional=True,
        is_common=True,
        help="Umweltbundesamt: 195 (2020); wird gezeigt und nie mit Geld der Kommune verrechnet.",
    )
    if not spec.carrier_keys or not spec.budget_relevant:
        return (shadow,)
    carbon = book.number(
        "co2_price",
        "Künftiger CO2-Preis",
        "EUR/t",
        high=10_000,
        optional=True,
        is_common=True,
        help="Gezeigt wird der Unterschied zum heutigen Preis; der steht schon in der Rechnung.",
    )
    return (carbon, shadow)


def _prices(spec: Spec, book: Book, own: tuple[Input, ...]) -> tuple[Input, ...]:
    names = dict(spec.prices)
    for key in spec.carrier_keys:
        choices = next(field.choices for field in own if field.key == key)
        for choice in choices:
            names.setdefault(PRICE_KEYS[Carrier(choice)], PRICE_KEYS[Carrier(choice)])
    heat = _district_heat(book) if "p_dh" in names else ()
    return (*(book.price(key, name) for key, name in names.items()), *heat)


def _district_heat(book: Book) -> tuple[Input, ...]:
    return (
        Input(
            key="dh_row",
            title="Art der Fernwärme",
            kind=InputKind.CHOICE,
            optional=True,
            is_common=True,
            help="Zeile des Faktorensatzes; ohne Angabe Kraft-Wärme-Kopplung mit Gas oder Öl.",
        ),
        book.number(
            "ef_dh",
            "Emissionsfaktor des Versorgers",
            "g/kWh",
            high=2000,
            optional=True,
            is_common=True,
            help="Veröffentlicht der Versorger einen eigenen Faktor, gilt dieser.",
        ),
    )
