"""What the sums leave out, and how much that is, in German sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.region.amounts import Amounts, added
from klikks_desktop.domain.region.totals import Totals
from klikks_desktop.domain.region.totals_table import Figure

_NAMED = 5


def notes(totals: Totals, factor_set: str, *, with_money: bool = True) -> list[str]:
    """Everything that a reader of the sums must know; with_money: also what is not in EUR."""
    return [
        *_apart(totals, factor_set),
        *(_outside(totals, factor_set) if with_money else ()),
        *_beside(totals, factor_set),
        *_left_out(totals),
        *totals.notes,
        *_unknown(totals),
    ]


def people_words(count: int) -> str:
    """How many live in the municipalities; the directory does not know of every one."""
    return f"{format_integer(count)} Menschen wohnen dort" if count else "Einwohnerzahl nicht bekannt"


def basis(totals: Totals, factor_set: str) -> str:
    """What was counted, and how."""
    total = totals.total(factor_set)
    counted = count_words(total.counted_towns or 0, "Kommune", "Kommunen")
    people = format_integer(total.counted_inhabitants or 0)
    title = totals.set_title(factor_set)
    # Without any saving there is no set, either.
    start = f"Gerechnet mit dem Faktorensatz „{title}“" if title else "Noch ohne gemeldete Einsparung"
    return (
        f"{start}: {counted} mit zusammen {people} Einwohnerinnen und Einwohnern. Erreicht: umgesetzt oder "
        "abgeschlossen. Beschlossen: beschlossen oder in der Umsetzung. Möglich: Idee oder geprüft. Je Kopf: "
        "was erreicht ist. EUR nur, was den Haushalt entlastet."
    )


def names(found: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = f" und {len(found) - _NAMED} weitere" if len(found) > _NAMED else ""
    return ", ".join(found[:_NAMED]) + more


def amounts_words(amounts: Amounts) -> str:
    """12,3 t CO₂e, 4.567 EUR und 89.000 kWh im Jahr."""
    tonnes, euros, kwh = (rounded(figure.of(amounts), figure.digits) for figure in Figure)
    return f"{tonnes} t CO₂e, {euros} EUR und {kwh} kWh im Jahr"


def _apart(totals: Totals, factor_set: str) -> Iterator[str]:
    for other in totals.sets:
        if other == factor_set:
            continue
        towns = [town for town in totals.towns if other in town.saved]
        saved = added(town.saved[other] for town in towns)
        who = count_words(len(towns), "Kommune", "Kommunen")
        achieved, decided, possible = map(amounts_words, saved.stages)
        yield (
            f"Nicht in diesen Summen, weil mit dem Faktorensatz „{totals.set_title(other)}“ gerechnet: {who} "
            f"({names([town.name for town in towns])}). Dort sind {achieved} erreicht, {decided} beschlossen "
            f"und {possible} möglich."
        )


def _outside(totals: Totals, factor_set: str) -> Iterator[str]:
    outside = [each.outside_cents for each in totals.saved(factor_set).stages]
    if any(outside):
        achieved, decided, possible = (format_integer(round(cents / 100)) for cents in outside)
        yield (
            "Nicht in EUR enthalten, weil es nicht den Haushalt entlastet, sondern Bürgerinnen und Bürger: "
            f"{achieved} EUR im Jahr erreicht, {decided} EUR beschlossen, {possible} EUR möglich."
        )


def _beside(totals: Totals, factor_set: str) -> Iterator[str]:
    saved = totals.saved(factor_set)
    for title, grams in (
        ("Durch Einspeisung ins Netz", [each.feed_in_g for each in saved.stages]),
        ("Durch Bäume gebunden", [each.sink_g for each in saved.stages]),
    ):
        if any(grams):
            tonnes = [rounded(Amounts(co2e_g=each).tonnes, 1) for each in grams]
            yield (
                f"{title}, für sich und nicht in t CO₂e enthalten: {tonnes[0]} t im Jahr erreicht, "
                f"{tonnes[1]} t beschlossen, {tonnes[2]} t möglich."
            )


def _left_out(totals: Totals) -> Iterator[str]:
    if totals.left_out:
        words = count_words(totals.left_out, "Potenzial zählt", "Potenziale zählen")
        yield f"{words} nicht mit: noch ohne Ergebnis oder mit einem anderen Faktorensatz als die Kommune."


def _unknown(totals: Totals) -> Iterator[str]:
    unknown = [town.name for town in totals.towns if not town.members]
    if unknown:
        yield f"Ohne Einwohnerzahl, weil nicht im amtlichen Verzeichnis: {names(unknown)}."
