"""All figures that savings rest on: shipped with the program, imported files laid over them.

A figure of an imported file wins over the shipped one of that name, a factor set as a whole; what the
file does not name stays as shipped. Where no file knows a figure, it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeVar

from klikks_desktop.domain.carriers import CARRIER_WORDS, KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import (
    Assumptions,
    ComparisonValue,
    Factor,
    FactorSet,
    FeedInPeriod,
    FundingProgramme,
    MeanValue,
)
from klikks_desktop.reference import factor_files as files
from klikks_desktop.reference.factor_files import MAX_BYTES, StoredFile, parse_file

__all__ = ["DEFAULT_SET", "MAX_BYTES", "FactorLibrary", "FileHead", "parse_file"]

K = TypeVar("K")

DEFAULT_SET: Final = "geg-2020"
_PER_KWH: Final = "g/kWh"
_COLUMNS: Final = {
    "ventilation": "Lüftung",
    "lighting": "Eingebaute Beleuchtung",
    "cooling": "Kühlung",
    "cooling_aux": "Hilfsenergie Kühlung",
    "humidifying": "Befeuchtung",
    "other": "Sonstiges",
}


@dataclass(frozen=True, slots=True)
class FileHead:
    """What a shipped file says of itself."""

    id: str
    title: str
    edition: str
    valid_from: date
    note: str


@dataclass(frozen=True, eq=False)
class FactorLibrary:
    """Factor sets and figures by name. sources: key -> what it stands for, German.

    primary: primary energy factors of GEG Anlage 4, without unit. electricity_mix: year -> g/kWh.
    """

    sets: Mapping[str, FactorSet]
    assumptions: Assumptions
    comparison: Mapping[str, ComparisonValue]
    means: Mapping[str, MeanValue]
    programmes: Mapping[str, FundingProgramme]
    primary: Mapping[str, Factor]
    electricity_mix: Mapping[int, Factor]
    sources: Mapping[str, str]
    heads: tuple[FileHead, ...]
    _files: tuple[StoredFile, ...] = field(repr=False)
    default_set: str = DEFAULT_SET

    @classmethod
    def load(cls, resources: Path) -> FactorLibrary:
        """The shipped figures in ``resources``; K-73x when a shipped file was damaged."""
        paths = sorted((resources / "factors").glob("*.json"))
        return _library(tuple(parse_file(path.read_bytes()) for path in paths), ())

    def with_files(self, texts: Iterable[str]) -> FactorLibrary:
        """This library with imported files laid over it, in this order.

        Raises K-731 to K-736 for a file that cannot be read, K-737 for a mixed set without its base.
        """
        imported = tuple(parse_file(text.encode()) for text in texts)
        return _library(self._files, imported) if imported else self

    def set(self, set_id: str) -> FactorSet:
        """The set with this id; K-738 when there is none."""
        if set_id not in self.sets:
            raise UserError("K-738", {"set": set_id, "known": ", ".join(self.sets)})
        return self.sets[set_id]

    def source_words(self, source: str) -> str:
        """The keys of a source in words: "Umweltbundesamt, …; Richtwert …"."""
        return "; ".join(self.sources.get(key, key) for key in source.split(","))


def _library(shipped: tuple[StoredFile, ...], imported: tuple[StoredFile, ...]) -> FactorLibrary:
    every = (*shipped, *imported)
    return FactorLibrary(
        sets=_sets(every),
        assumptions=_assumptions(every),
        comparison={each.number: _comparison(each) for file in every for each in file.comparison},
        means={each.id: _mean(each) for file in every for each in file.means},
        programmes={each.id: _programme(each) for file in every for each in file.programmes},
        primary=dict(_figures((each.id, each) for file in every for each in file.primary)),
        electricity_mix={year: factor for year, (factor, _file) in _mix(every).items()},
        sources={each.key: each.title for file in every for each in file.sources},
        heads=tuple(
            FileHead(file.id, file.title, file.edition, file.valid_from, file.note) for file in shipped
        ),
        _files=shipped,
    )


def _sets(every: tuple[StoredFile, ...]) -> dict[str, FactorSet]:
    whole = {one.id: _set(one, file) for file in every for one in file.sets}
    mixed: dict[str, FactorSet] = {}
    for template in [file.mixed_set for file in every if file.mixed_set][-1:]:
        if template.base not in whole:
            raise UserError("K-737", {"set": template.id, "base": template.base})
        for year, (electricity, file) in _mix(every).items():
            one = _mixed(template, whole[template.base], year, electricity, file)
            mixed[one.id] = one
    first = {key: one for key, one in whole.items() if key == DEFAULT_SET}
    return first | mixed | whole


def _set(one: files.StoredSet, file: StoredFile) -> FactorSet:
    return FactorSet(
        id=one.id,
        title=one.title,
        basis=one.basis,
        upstream=one.upstream,
        edition=one.edition or file.edition,
        valid_from=one.valid_from or file.valid_from,
        vintage=one.vintage,
        factors={each.carrier: _carrier_factor(each) for each in one.factors},
        rows=dict(_figures(((each.id, each) for each in one.rows), _PER_KWH)),
    )


def _mixed(
    template: files.MixedSet, base: FactorSet, year: int, electricity: Factor, file: StoredFile
) -> FactorSet:
    return FactorSet(
        id=f"{template.id}-{year}",
        title=f"{template.title} {year}",
        basis=template.basis,
        upstream=template.upstream,
        edition=f"{base.edition}; {file.title}: {file.edition}",
        valid_from=date(year, 1, 1),
        vintage=str(year),
        factors={
            **base.factors,
            Carrier.ELECTRICITY: replace(electricity, title=CARRIER_WORDS[Carrier.ELECTRICITY]),
        },
        rows=base.rows,
    )


def _mix(every: tuple[StoredFile, ...]) -> dict[int, tuple[Factor, StoredFile]]:
    """The electricity mix by year, each with the file that says so; the last file wins."""
    found = {
        each.year: (factor, file)
        for file in every
        for each in file.electricity_mix
        if (factor := _figure(each, _PER_KWH, note=each.status))
    }
    return dict(sorted(found.items()))


def _carrier_factor(stored: files.CarrierFigure) -> Factor:
    per_kwh = stored.value
    if per_kwh is None:
        per_litre = (stored.kg_per_litre or Decimal()) * 1000
        per_kwh = per_litre / KWH_PER_UNIT[stored.carrier][Unit.LITRE]
    return Factor(
        value=per_kwh,
        unit=_PER_KWH,
        source=stored.source,
        title=CARRIER_WORDS[stored.carrier],
        note=stored.note,
    )


def _figure(stored: files.Figure, unit: str = "", note: str = "") -> Factor | None:
    """The figure, or ``None`` where the file names it without a value."""
    if stored.value is None:
        return None
    return Factor(
        value=stored.value,
        unit=stored.unit or unit,
        source=stored.source,
        title=stored.title,
        note=note or stored.note,
        minimum=stored.min,
        maximum=stored.max,
    )


def _figures(named: Iterable[tuple[K, files.Figure]], unit: str = "") -> Iterator[tuple[K, Factor]]:
    """Those that have a value."""
    for key, stored in named:
        if factor := _figure(stored, unit):
            yield key, factor


def _assumptions(every: tuple[StoredFile, ...]) -> Assumptions:
    feed_in = {each.begins_on: _tariff(each) for file in every for each in file.feed_in}
    return Assumptions(
        edition=max(every, key=lambda file: file.valid_from).edition,
        defaults=dict(
            _figures(((each.measure, each.name), each) for file in every for each in file.defaults)
        ),
        prices=dict(_figures((each.id, each) for file in every for each in file.prices)),
        yields=dict(_figures(((each.state, each) for file in every for each in file.yields), "kWh/kWp")),
        feed_in=tuple(feed_in[day] for day in sorted(feed_in)),
        co2_price=dict(_figures(((each.year, each) for file in every for each in file.co2_prices), "EUR/t")),
        service_lives={each.id: _life(each) for file in every for each in file.service_lives},
    )


def _tariff(stored: files.StoredTariff) -> FeedInPeriod:
    return FeedInPeriod(
        begins_on=stored.begins_on,
        ends_on=stored.ends_on,
        to_10_kw=stored.to_10_kw,
        to_40_kw=stored.to_40_kw,
        to_100_kw=stored.to_100_kw,
        source=stored.source,
    )


def _life(stored: files.StoredLife) -> tuple[Factor, Factor]:
    maintenance = stored.maintenance_source or stored.source
    return (
        Factor(value=stored.years, unit="a", source=stored.source, title=stored.title, note=stored.note),
        Factor(value=stored.maintenance, unit="1/a", source=maintenance, title=stored.title),
    )


def _comparison(stored: files.StoredComparison) -> ComparisonValue:
    columns = {title: getattr(stored, name) for name, title in _COLUMNS.items()}
    return ComparisonValue(
        number=stored.number,
        title=stored.title,
        heat=stored.heat,
        hot_water=stored.hot_water,
        electricity=sum(columns.values(), Decimal()),
        source=stored.source,
        columns=columns,
        note=stored.note,
    )


def _mean(stored: files.StoredMean) -> MeanValue:
    return MeanValue(
        title=stored.title,
        heat_mean=stored.heat_mean,
        heat_target=stored.heat_target,
        power_mean=stored.power_mean,
        power_target=stored.power_target,
        source=stored.source,
    )


def _programme(stored: files.StoredProgramme) -> FundingProgramme:
    return FundingProgramme(
        id=stored.id,
        title=stored.title,
        measure=stored.measure,
        rate=stored.rate,
        rate_finance_weak=stored.rate_finance_weak,
        conditions=stored.conditions,
        as_of=stored.as_of,
        source=stored.source,
        url=stored.url,
    )
