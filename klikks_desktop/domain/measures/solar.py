"""Electricity from the sun: on roofs of the municipality, on balconies of citizens (facts 3.2, 4.6, 4.9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.factors import FeedInPeriod
from klikks_desktop.domain.measures.book import Book, Default, Known, Spec, of_factor
from klikks_desktop.domain.measures.formula import show
from klikks_desktop.domain.measures.model import Input, InputKind
from klikks_desktop.domain.measures.reading import plain_text
from klikks_desktop.domain.measures.workings import Stream, Workings

TARIFF_YEARS: Final = 20
"""So long the feed-in tariff is paid (facts 4.6, E6)."""
MOST_BY_TABLE_KWP: Final = 100
"""From here on the tariff has to be entered (savings-decisions)."""
_PERCENT: Final = Decimal("0.01")
_INVERTER: Final = "pv_inverter"
_STEPS: Final = (Decimal(10), Decimal(40), Decimal(100))


def mixed_tariff(power_kwp: Decimal, day: date, periods: Sequence[FeedInPeriod]) -> Default | None:
    """Feed-in tariff in EUR/kWh mixed by shares of power, rounded to 0.01 ct (facts 4.6).

    ``None`` from 100 kWp, for a day outside the table and where the table has no figure.
    """
    if not 0 < power_kwp < MOST_BY_TABLE_KWP:
        return None
    for period in periods:
        if not period.begins_on <= day <= period.ends_on:
            continue
        total, below, parts = Decimal(0), Decimal(0), []
        for upper, rate in zip(_STEPS, (period.to_10_kw, period.to_40_kw, period.to_100_kw), strict=True):
            share = min(power_kwp, upper) - below
            if share <= 0:
                break
            if rate is None:
                return None
            total, below = total + share * rate, upper
            parts.append(f"{show(share)} · {show(rate)}")
        cents = (total / power_kwp).quantize(_PERCENT, ROUND_HALF_UP)
        how = f"({' + '.join(parts)}) / {show(power_kwp)} / 100"
        return Default(plain_text(cents / 100), period.source, how=how)
    return None


def _roof_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.number("kWp", "Leistung der Anlage", "kWp", high=5000, above_minimum=True, derived=True),
        book.number("A", "Oder Dachfläche", "m²", high=100_000, above_minimum=True, optional=True),
        book.number("y", "Ertrag im Jahr", "kWh/kWp", high=2000, derived=True, help=_YIELD_HELP),
        book.share(
            "s",
            "Eigenverbrauch",
            of="self_consumption",
            help=_own_use_help(book),
        ),
        Input(
            key="commissioned",
            title="Inbetriebnahme",
            kind=InputKind.DATE,
            derived=True,
            help="Ihr Tag bestimmt die Einspeisevergütung.",
        ),
        book.number(
            "tariff",
            "Einspeisevergütung",
            "EUR/kWh",
            high=1,
            derived=True,
            units={"ct/kWh": _PERCENT, "ct": _PERCENT},
            help="Teileinspeisung, nach Leistung gemischt; ab 1 sind es ct/kWh.",
        ),
        book.share("degradation", "Weniger Ertrag je Jahr", of=_percent(book, "degradation")),
        book.share("opex", "Betriebskosten je Jahr als Anteil von I", of=_percent(book, "opex")),
    )


def _own_use_help(book: Book) -> str:
    usual = [
        f"{title} {show(book.assumptions.defaults['PV_ROOF', f'self_consumption_{name}'].value)}"
        for title, name in (("Schule", "school"), ("Rathaus", "town_hall"), ("Schwimmbad", "pool"))
    ]
    return f"{', '.join(usual)} (Richtwerte, ohne Speicher)"


_YIELD_HELP: Final = "Vorgabe nach dem Land; genauer mit PVGIS. Ost-West-Dach etwa 0,85 davon (Richtwert)."


def _percent(book: Book, name: str) -> Default:
    """A default that facts print in percent, as a share."""
    return of_factor(book.assumptions.defaults[book.measure, name], _PERCENT)


def _roof(work: Workings) -> None:
    if "I" in work.sources:
        work.tell("Investition", "Der Richtwert ist netto. Bitte prüfen, ob Umsatzsteuer anfällt.", "M")
    work.reckon("Stromertrag", "E", "kWp · y", "kWh/a")
    work.reckon("Einspeisung", "E_feed", "E · (1 − s)", "kWh/a")
    work.save(Carrier.ELECTRICITY, "E · s", title="Eigenverbrauch statt Strom aus dem Netz")
    work.feed_in_tonnes = work.emissions(
        Carrier.ELECTRICITY, "E_feed", "CO2_feed", "Treibhausgase durch Einspeisung (nicht in der Summe)"
    )
    years = int(work.values["T"])
    work.cost(Carrier.ELECTRICITY)
    work.reckon("Erlös der Einspeisung", "EUR_feed", "E_feed · tariff", "EUR/a")
    falling = 1 - work.values["degradation"]
    own = (1 + work.values["rise"]) * falling
    work.streams = [
        Stream("Eigenverbrauch", "EUR_el", own, years),
        Stream("Einspeisung", "EUR_feed", falling, min(years, TARIFF_YEARS)),
    ]
    _replace_inverter(work, years)
    if "opex" in work.values:
        work.reckon("Betriebskosten", "W", "opex · I", "EUR/a")


def _replace_inverter(work: Workings, years: int) -> None:
    year, share = work.assumptions.service_lives[_INVERTER]
    if years <= year.value:
        return
    work.know("t_R", year.value, year.source)
    work.know("R_share", share.value, share.source)
    work.reckon(
        "Neuer Wechselrichter, heutiger Wert",
        "R",
        "R_share · I · ((1 + rise_maint) / (1 + i))^t_R",
        "EUR",
        note=f"im Jahr {year.value:f}",
    )
    work.replacements.append("R")


def _power_from_area(known: Known) -> Default | None:
    area = known.number("A")
    if area is None:
        return None
    need = known.assumptions.defaults["PV_ROOF", "m2_per_kwp"]
    power = plain_text(round(area / need.value, 3))
    return Default(power, need.source, how=f"{show(area)} / {show(need.value)}")


def _yield_of_state(known: Known) -> Default | None:
    found = known.assumptions.yields.get(known.place_key[:2])
    return of_factor(found) if found else None


def _today(known: Known) -> Default | None:
    return Default(known.today.isoformat(), "R") if known.today else None


def _tariff(known: Known) -> Default | None:
    power, day = known.number("kWp"), known.values.get("commissioned")
    if power is None or not isinstance(day, date):
        return None
    return mixed_tariff(power, day, known.assumptions.feed_in)


def _roof_cost(known: Known) -> Default | None:
    power = known.number("kWp")
    if power is None:
        return None
    name = "invest_lt30" if power < 30 else "invest_30_100" if power <= 100 else "invest_gt100"
    return known.per_unit("PV_ROOF", name, power)


def _unused(given: Collection[str], _known: Known) -> set[str]:
    dropped = {"opex" if "W" in given else "W"}
    if "kWp" in given:
        dropped.add("A")
    if "tariff" in given and "commissioned" not in given:
        dropped.add("commissioned")
    return dropped


def _balcony_inputs(book: Book) -> tuple[Input, ...]:
    return (
        book.count("n", "Zahl der Anlagen", "Anlagen"),
        book.number("Wp", "Leistung je Anlage", "Wp", of="wp", high=2000),
        book.number("y", "Ertrag im Jahr", "kWh/kWp", high=2000, derived=True, help=_YIELD_HELP),
        book.share("f_o", "Faktor der Ausrichtung", of="orientation"),
        book.share("s", "Selbst genutzt", of="self_consumption"),
    )


def _balcony(work: Workings) -> None:
    work.save(Carrier.ELECTRICITY, "n · Wp / 1000 · y · f_o · s", title="Selbst genutzter Strom")
    work.tell(
        "Wem es nützt", "Die Anlagen zahlen die Bürgerinnen und Bürger, sie sparen auch die Stromkosten."
    )


def _balcony_cost(known: Known) -> Default | None:
    units = known.per_unit("BALCONY_PV", "invest_per_unit", known.number("n"))
    return known.sum_of(units, known.factor("BALCONY_PV", "campaign"))


_NO_YIELD: Final = "Der Ertrag je kWp fehlt. Er ist bekannt, sobald die Kommune bekannt ist."

SOLAR: Final = (
    Spec(
        id="PV_ROOF",
        title="PV auf kommunalem Dach",
        sentence="Strom vom eigenen Dach selbst nutzen und den Rest einspeisen.",
        inputs=_roof_inputs,
        reckon=_roof,
        rules=(
            ("kWp", _power_from_area),
            ("y", _yield_of_state),
            ("commissioned", _today),
            ("tariff", _tariff),
        ),
        prices={"p_el": "p_el"},
        invest=_roof_cost,
        life="pv",
        unused=_unused,
        missing={
            "kWp": "Die Leistung der Anlage fehlt. Bitte in kWp eintragen, oder die Dachfläche in m².",
            "y": _NO_YIELD,
            "commissioned": "Der Tag der Inbetriebnahme fehlt; ohne ihn bitte die Vergütung eintragen.",
            "tariff": "Die Einspeisevergütung fehlt. Ab 100 kWp und für Tage außerhalb der Tabelle gibt es "
            "keine Vorgabe; bitte tragen Sie die Vergütung in ct/kWh ein.",
        },
    ),
)
"""Roofs of the municipality."""

BALCONIES: Final = (
    Spec(
        id="BALCONY_PV",
        title="Balkon-PV-Kampagne",
        sentence="Bürgerinnen und Bürger für Balkonanlagen gewinnen; der Nutzen ist privat.",
        inputs=_balcony_inputs,
        reckon=_balcony,
        rules=(("y", _yield_of_state),),
        prices={"p_el": "p_el"},
        invest=_balcony_cost,
        life="pv",
        missing={"y": _NO_YIELD},
        budget_relevant=False,
    ),
)
"""Balconies of citizens."""
