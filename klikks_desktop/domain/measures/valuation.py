"""Euros, payback, annuity, net present value and avoidance cost, each with its step.

VDI 2067 sheet 1 style, price-dynamic (facts 3.1; savings-decisions): annuity factor
``a = i q^T / (q^T − 1)`` with ``q = 1 + i``, present value factor ``b = (1 − (r/q)^T) / (q − r)``.
Rates are shares per year, times whole years.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.factors import Factor
from klikks_desktop.domain.measures.model import Economics
from klikks_desktop.domain.measures.workings import SHORT, Stream, Workings

_METHOD: Final = "VDI 2067"
_CARBON_FIGURES: Final = {
    "vat": "vat",
    "co2_gas": "co2_gas_kg_per_kwh_hs",
    "co2_oil": "co2_oil_kg_per_l",
}


def value(work: Workings, tonnes: Decimal | None, *, budget_relevant: bool) -> tuple[Economics, Economics]:
    """Economics without and with grant; leaves ``EUR`` (EUR/a of year 1) among the values."""
    years = int(work.values["T"])
    if not work.streams:
        symbols = [work.cost(carrier) for carrier in work.energy]
        text = " + ".join(symbols) if symbols else "0"
        work.reckon("Gesparte Energiekosten im ersten Jahr", "E_1", text, "EUR/a")
        work.streams = [Stream("Energiekosten", "E_1", 1 + work.values["rise"], years)]
    saved = " + ".join(stream.symbol for stream in work.streams)
    title = "Entlastung im Jahr" if budget_relevant else "Euro im Jahr, nicht im Haushalt"
    work.reckon(title, "EUR", f"{saved} − W", "EUR/a")
    benefit = _benefit(work, years)
    without = _one(work, "ohne", "", benefit, tonnes)
    return without, _one(work, "mit", " − Z", benefit, tonnes)


def _benefit(work: Workings, years: int) -> str:
    """What comes in each year, levelled; returns the formula of its annuity."""
    work.know("q", 1 + work.values["i"], "")
    text = "i · q^T / (q^T − 1)" if work.values["i"] else "1 / T"
    work.reckon("Annuitätsfaktor", "a_T", text, "1/a", sources=[_METHOD])
    parts = []
    for number, stream in enumerate(work.streams, start=1):
        work.know(f"r_{number}", stream.growth, "")
        work.know(f"T_{number}", Decimal(stream.years), "")
        factor = _present_value(work, stream.title, str(number))
        parts.append(f"{stream.symbol} · {factor} · a_T")
    if work.values["W"]:
        work.know("r_W", 1 + work.values["rise_maint"], "")
        work.know("T_W", Decimal(years), "")
        parts.append(f"W · {_present_value(work, 'Betriebskosten', 'W')} · a_T")
        return " + ".join(parts[:-1]) + " − " + parts[-1]
    return " + ".join(parts)


def _present_value(work: Workings, title: str, name: str) -> str:
    same = work.values[f"r_{name}"] == work.values["q"]
    text = f"T_{name} / q" if same else f"(1 − (r_{name} / q)^T_{name}) / (q − r_{name})"
    work.reckon(f"Barwertfaktor {title}", f"b_{name}", text, "a", sources=[_METHOD])
    return f"b_{name}"


def _one(work: Workings, name: str, grant: str, benefit: str, tonnes: Decimal | None) -> Economics:
    head = f"{name} Zuschuss"
    to_pay = work.values["I"] - (work.values["Z"] if grant else 0)
    payback = payback_years(to_pay, work.values["EUR"])
    if payback is None:
        work.tell(f"Amortisation {head}", "Rechnet sich nicht: Es wird im Jahr nichts gespart.")
    elif payback == 0:
        work.tell(f"Amortisation {head}", "Sofort: Es ist nichts zu bezahlen.")
    else:
        text = f"(I{grant}) / EUR" if grant else "I / EUR"
        work.reckon(f"Amortisation {head}", f"n_{name}", text, "a")
    further = "".join(f" + {symbol}" for symbol in work.replacements)
    rest = " − RW / q^T" if work.values["RW"] else ""
    capital = f"I{grant}{further}{rest}"
    annuity = work.reckon(
        f"Annuität {head}",
        f"A_{name}",
        f"{benefit} − ({capital}) · a_T" if capital != "I" else f"{benefit} − I · a_T",
        "EUR/a",
        sources=[_METHOD],
    )
    present = work.reckon(f"Kapitalwert {head}", f"C_{name}", f"A_{name} / a_T", "EUR", sources=[_METHOD])
    cost = avoidance_cost(annuity, tonnes)
    if cost is not None:
        work.reckon(f"Vermeidungskosten {head}", f"K_{name}", f"−A_{name} / CO2", "EUR/t")
    return Economics(
        payback_years=payback,
        annuity_eur_per_year=annuity,
        npv_eur=present,
        avoidance_cost_eur_per_t=cost,
    )


def show_carbon_price(work: Workings, today: Factor | None) -> None:
    """What a future CO2 price would add, as the difference to today's; never part of the euros."""
    if "co2_price" not in work.values or today is None:
        return
    work.know("co2_today", today.value, today.source)
    for symbol, name in _CARBON_FIGURES.items():
        work.default(symbol, "ECON", name)
    texts = {
        Carrier.NATURAL_GAS: "E_gas · Hs_Hi · co2_gas / 1000 · (co2_price − co2_today) · (1 + vat)",
        Carrier.HEATING_OIL: "E_oil / H_oil · co2_oil / 1000 · (co2_price − co2_today) · (1 + vat)",
    }
    for carrier, text in texts.items():
        if carrier in work.energy:
            work.reckon(
                "Unterschied durch den CO2-Preis",
                f"EUR_CO2_{SHORT[carrier]}",
                text,
                "EUR/a",
                note="Nur zur Ansicht: Der heutige CO2-Preis steht schon in der Rechnung.",
            )


def show_shadow_cost(work: Workings, tonnes: Decimal | None) -> None:
    """Climate damage avoided; never mixed with the municipality's money."""
    if "shadow_price" in work.values and tonnes is not None:
        work.reckon(
            "Vermiedener Klimaschaden",
            "Klimaschaden",
            "CO2 · shadow_price",
            "EUR/a",
            note="Kosten der Allgemeinheit, kein Geld der Kommune; in keiner Summe enthalten.",
        )


def payback_years(to_pay: Decimal, eur_per_year: Decimal) -> Decimal | None:
    """Simple payback in years: 0 where nothing is to be paid, ``None`` where it never pays."""
    if eur_per_year <= 0:
        return None
    return max(to_pay / eur_per_year, Decimal(0))


def avoidance_cost(annuity: Decimal, tonnes: Decimal | None) -> Decimal | None:
    """``−A / t`` in EUR per t CO2e; ``None`` where CO2 does not fall."""
    return -annuity / tonnes if tonnes is not None and tonnes > 0 else None
