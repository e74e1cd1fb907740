"""Factor sets and figures in force: those shipped, with imported files laid over them; the chosen set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from klikks_desktop.domain.factors import Factor, FactorSet
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import FactorFile
from klikks_desktop.services.pack.accepted import pack_factor_ids
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.reference.factors import FactorLibrary

CHOSEN: Final = "factor_set"
"""The setting that holds the id of the chosen set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """A set to choose from. factors: id of a carrier -> g/kWh."""

    id: str
    title: str
    basis: str
    upstream: str
    edition: str
    vintage: str
    is_chosen: bool
    factors: dict[str, Decimal]


def library(workspace: Workspace) -> FactorLibrary:
    """Everything in force: shipped figures with the imported files laid over them (``imported_files``)."""
    with workspace.store.read() as reader:
        return library_within(workspace, reader)


def library_within(workspace: Workspace, reader: Reader) -> FactorLibrary:
    """As ``library``, within a transaction."""
    return laid_over(workspace, imported_files(reader))


def imported_files(reader: Reader) -> list[FactorFile]:
    """Imported files in the order in which they hold: those of the programme pack, then the own ones."""
    of_pack = pack_factor_ids(reader)
    files = reader.find(FactorFile, order=("imported_at", "id"))
    return sorted(files, key=lambda each: (each.id, each.imported_at) not in of_pack)


def laid_over(workspace: Workspace, files: Iterable[FactorFile]) -> FactorLibrary:
    """The shipped figures with these files laid over them."""
    return _with_files(workspace.shipped.factors, tuple(file.data for file in files))


@lru_cache(maxsize=8)
def _with_files(shipped: FactorLibrary, texts: tuple[str, ...]) -> FactorLibrary:
    return shipped.with_files(texts)


def chosen_set(workspace: Workspace) -> FactorSet:
    """The set that new results are reckoned with."""
    with workspace.store.read() as reader:
        return chosen_within(workspace, reader)


def chosen_within(workspace: Workspace, reader: Reader) -> FactorSet:
    """As ``chosen_set``, within a transaction."""
    known = library_within(workspace, reader)
    chosen = str(reader.setting(CHOSEN, known.default_set))
    return known.sets.get(chosen) or known.sets[known.default_set]


def choose_set(workspace: Workspace, set_id: str) -> FactorSet:
    """Reckon new results with this set; results that are there stay as they are. K-738 unknown set."""
    chosen = library(workspace).set(set_id)
    with workspace.store.write("Faktorensatz gewählt") as unit:
        unit.put_setting(CHOSEN, set_id)
    return chosen


def list_sets(workspace: Workspace) -> list[SetRow]:
    """All sets, the default first."""
    chosen = chosen_set(workspace).id
    return [_row(each, is_chosen=each.id == chosen) for each in library(workspace).sets.values()]


def shipped_sets(shipped: FactorLibrary) -> list[SetRow]:
    """The sets that come with the program, where there is no workspace."""
    return [_row(each, is_chosen=each.id == shipped.default_set) for each in shipped.sets.values()]


def _row(one: FactorSet, *, is_chosen: bool) -> SetRow:
    return SetRow(
        id=one.id,
        title=one.title,
        basis=one.basis,
        upstream=one.upstream,
        edition=one.edition,
        vintage=one.vintage,
        is_chosen=is_chosen,
        factors={carrier.value: factor.value for carrier, factor in one.factors.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure as the settings list it. source: in words. group: "Energiepreise", title of a measure."""

    group: str
    key: str
    title: str
    factor: Factor
    source: str


def figures(workspace: Workspace) -> list[FigureRow]:
    """Every figure in force with its source in words: the chosen set first, then prices and defaults."""
    known = library(workspace)
    chosen = chosen_set(workspace)
    return [
        FigureRow(
            group=group, key=key, title=factor.title, factor=factor, source=known.source_words(factor.source)
        )
        for group, key, factor in _every_figure(known, chosen)
    ]


def _every_figure(known: FactorLibrary, chosen: FactorSet) -> Iterator[tuple[str, str, Factor]]:
    assumed = known.assumptions
    yield from ((chosen.title, carrier.value, each) for carrier, each in chosen.factors.items())
    yield from ((chosen.title, key, each) for key, each in chosen.rows.items())
    yield from (("Energiepreise", key, each) for key, each in assumed.prices.items())
    titles = {each.id: each.title for each in catalogue(assumed)}
    for (measure, name), each in assumed.defaults.items():
        yield titles.get(measure, "Wirtschaftlichkeit"), f"{measure}.{name}", each
    for year, each in assumed.co2_price.items():
        yield "CO2-Preis", str(year), replace(each, title=str(year))
    yield from (("PV-Ertrag je Land", state, each) for state, each in assumed.yields.items())
    for key, (years, maintenance) in assumed.service_lives.items():
        yield "Nutzungsdauern", key, years
        yield "Wartung im Jahr", key, maintenance
    yield from (("Primärenergiefaktoren", key, each) for key, each in known.primary.items())
    for year, each in known.electricity_mix.items():
        yield "Strommix", str(year), replace(each, title=str(year))
