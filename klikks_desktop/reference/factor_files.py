"""Factor files: JSON with factor sets and the other figures that savings rest on, shipped or imported.

Strict where it matters: a wrong type, a number out of range or a name given twice is refused with its
place in the file. Fields that this version does not know are passed over, so that a newer file can be
read as far as it is understood.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

import msgspec

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.reference.json_reasons import in_german, why_malformed

FORMAT: Final = "klikks-faktoren"
VERSION: Final = 1
MAX_BYTES: Final = 1 << 20
MOST: Final = Decimal(1_000_000)
"""No figure is larger."""
_DEEPEST: Final = 12
_LONGEST_NUMBER: Final = 20
_MOST_ENTRIES: Final = 2_000

_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$(?!\n)")]
_Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$(?!\n)")]
_Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
_Text = Annotated[str, msgspec.Meta(max_length=2_000)]
_Short = Annotated[str, msgspec.Meta(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
_Year = Annotated[int, msgspec.Meta(ge=1990, le=2100)]
_Source = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Za-z0-9]{0,9}(,[A-Z][A-Za-z0-9]{0,9})*$(?!\n)")]


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever carries numbers: all of them are finite, not negative and of a sane size."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, Decimal):
                _check_number(value)


class Figure(_Entry, frozen=True, kw_only=True):
    """A figure with its source. source: keys separated by ",", "M" a guide value.

    value: ``None`` where the law names the row but no figure.
    """

    value: Decimal | None
    source: _Source
    unit: _Short = ""
    title: _Short = ""
    note: _Text = ""
    min: Decimal | None = None
    max: Decimal | None = None


class NamedFigure(Figure, frozen=True, kw_only=True):
    """A price, a yield, a row of a set, a primary energy factor."""

    id: _Id


class PriceFigure(Figure, frozen=True, kw_only=True):
    """A price. id: "p_gas"."""

    id: _Key


class DefaultFigure(Figure, frozen=True, kw_only=True):
    """A default of a measure. name: "hours"."""

    measure: _Key
    name: _Key


class YieldFigure(Figure, frozen=True, kw_only=True):
    """Yield of photovoltaics in a state, kWh/kWp a. state: the first two digits of the AGS."""

    state: Annotated[str, msgspec.Meta(pattern=r"^(0[1-9]|1[0-6])$(?!\n)")]


class YearFigure(Figure, frozen=True, kw_only=True):
    """A figure of one year. status: of the figure, German."""

    year: _Year
    status: _Short = ""


class CarrierFigure(_Entry, frozen=True, kw_only=True):
    """Emission factor of a carrier: g/kWh Hi, or kg per litre of a fuel."""

    carrier: Carrier
    source: _Source
    value: Decimal | None = None
    kg_per_litre: Decimal | None = None
    note: _Text = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.value is None) == (self.kg_per_litre is None):
            raise ValueError("genau eines von value und kg_per_litre ist nötig")
        if self.kg_per_litre is not None and self.carrier not in {Carrier.DIESEL, Carrier.PETROL}:
            raise ValueError("kg_per_litre gibt es nur für diesel und petrol")


class StoredSet(msgspec.Struct, frozen=True, kw_only=True):
    """A whole factor set. edition, valid_from: those of the file where left out."""

    id: _Id
    title: _Line
    basis: _Line
    upstream: _Line
    factors: Annotated[list[CarrierFigure], msgspec.Meta(min_length=1, max_length=50)]
    rows: Annotated[list[NamedFigure], msgspec.Meta(max_length=200)] = []
    vintage: _Short = ""
    edition: _Short = ""
    valid_from: date | None = None


class MixedSet(msgspec.Struct, frozen=True, kw_only=True):
    """How a set is mixed for each year of the electricity mix: ``base`` with the electricity of the year."""

    base: _Id
    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$(?!\n)")]
    title: _Line
    basis: _Line
    upstream: _Line


class StoredTariff(_Entry, frozen=True, kw_only=True):
    """Feed-in tariffs of one period, ct/kWh; ``None`` unknown."""

    begins_on: date = msgspec.field(name="from")
    ends_on: date = msgspec.field(name="to")
    to_10_kw: Decimal | None
    to_40_kw: Decimal | None
    to_100_kw: Decimal | None
    source: _Source

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.ends_on < self.begins_on:
            raise ValueError("das Ende liegt vor dem Anfang")


class StoredLife(_Entry, frozen=True, kw_only=True):
    """Service life in years and maintenance per year as a share of the investment."""

    id: _Key
    title: _Line
    years: Decimal
    maintenance: Decimal
    source: _Source
    maintenance_source: _Source | None = None
    note: _Text = ""


class StoredComparison(_Entry, frozen=True, kw_only=True):
    """One category of the comparison values of 2021, kWh/(m2 NGF a), with its electric columns."""

    number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,3}$(?!\n)")]
    title: _Line
    heat: Decimal
    hot_water: Decimal
    ventilation: Decimal
    lighting: Decimal
    cooling: Decimal
    cooling_aux: Decimal
    humidifying: Decimal
    other: Decimal
    source: _Source
    note: _Text = ""


class StoredMean(_Entry, frozen=True, kw_only=True):
    """One row of the VDI 3807 means, kWh/(m2 a)."""

    id: _Id
    title: _Line
    heat_mean: Decimal
    heat_target: Decimal
    power_mean: Decimal
    power_target: Decimal
    source: _Source


class StoredProgramme(_Entry, frozen=True, kw_only=True):
    """A funding programme; rates as shares."""

    id: _Id
    title: _Line
    measure: _Line
    rate: Decimal | None
    rate_finance_weak: Decimal | None
    conditions: _Text
    as_of: _Line
    source: _Source
    url: Annotated[str, msgspec.Meta(max_length=300, pattern=r"^(https://\S+)?$(?!\n)")] = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(rate is not None and rate > 1 for rate in (self.rate, self.rate_finance_weak)):
            raise ValueError("ein Fördersatz ist ein Anteil von 0 bis 1")


class StoredSource(msgspec.Struct, frozen=True, kw_only=True):
    """What a key of a source stands for."""

    key: Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Za-z0-9]{0,9}$(?!\n)")]
    title: _Line


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file. id: a file with the same id takes its place."""

    format: Literal["klikks-faktoren"]
    version: Annotated[int, msgspec.Meta(ge=1)]
    id: _Id
    title: _Line
    edition: _Line
    valid_from: date
    note: _Text = ""
    sets: list[StoredSet] = []
    mixed_set: MixedSet | None = None
    electricity_mix: list[YearFigure] = []
    primary: list[NamedFigure] = []
    defaults: list[DefaultFigure] = []
    prices: list[PriceFigure] = []
    co2_prices: list[YearFigure] = []
    feed_in: list[StoredTariff] = []
    yields: list[YieldFigure] = []
    service_lives: list[StoredLife] = []
    comparison: list[StoredComparison] = []
    means: list[StoredMean] = []
    programmes: list[StoredProgramme] = []
    sources: list[StoredSource] = []


_NAMES: Final = {
    "sets": ("id",),
    "electricity_mix": ("year",),
    "primary": ("id",),
    "defaults": ("measure", "name"),
    "prices": ("id",),
    "co2_prices": ("year",),
    "feed_in": ("begins_on",),
    "yields": ("state",),
    "service_lives": ("id",),
    "comparison": ("number",),
    "means": ("id",),
    "programmes": ("id",),
    "sources": ("key",),
}
"""The lists of a file, and what names an entry."""


def parse_file(data: bytes) -> StoredFile:
    """Read a factor file.

    Raises K-731 too large, K-732 not a factor file, K-733 something in it is wrong (where and what),
    K-734 a name twice, K-735 nothing in it, K-736 of a newer version of the program.
    """
    if len(data) > MAX_BYTES:
        raise UserError("K-731", {"limit": "1 MB"})
    file = _decoded(data.removeprefix(b"\xef\xbb\xbf"))
    for name, keys in _NAMES.items():
        _check_entries(name, [tuple(getattr(entry, key) for key in keys) for entry in getattr(file, name)])
    for one in file.sets:
        _check_entries(f"sets › {one.id} › factors", [(each.carrier.value,) for each in one.factors])
        _check_entries(f"sets › {one.id} › rows", [(each.id,) for each in one.rows])
    if not file.mixed_set and not any(getattr(file, name) for name in _NAMES):
        raise UserError("K-735", {"lists": ", ".join(_NAMES)})
    return file


def _decoded(data: bytes) -> StoredFile:
    _check_depth(data)
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise UserError("K-732", {"reason": f"das Feld format heißt nicht „{FORMAT}“"})
        if head.version > VERSION:
            raise UserError("K-736", {"version": head.version})
        return msgspec.json.decode(data, type=StoredFile)
    except msgspec.ValidationError as error:
        where, what = in_german(str(error))
        raise UserError("K-733", {"where": where, "what": what}) from error
    except msgspec.DecodeError as error:
        raise UserError("K-732", {"reason": why_malformed(str(error))}) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise UserError("K-732", {"reason": "der Text ist nicht in UTF-8 gespeichert"}) from error


class _Head(msgspec.Struct, frozen=True):
    format: Annotated[str, msgspec.Meta(max_length=100)]
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000)]


def _check_number(value: Decimal) -> None:
    if not value.is_finite():
        raise ValueError("das ist keine Zahl")
    _sign, digits, exponent = value.as_tuple()
    if value < 0 or value > MOST:
        raise ValueError(f"die Zahl {value:.6g} liegt nicht zwischen 0 und 1.000.000")
    if len(digits) > _LONGEST_NUMBER or not -_LONGEST_NUMBER <= int(exponent) <= _LONGEST_NUMBER:
        raise ValueError("die Zahl hat zu viele Stellen")


def _check_entries(where: str, names: list[tuple[object, ...]]) -> None:
    if len(names) > _MOST_ENTRIES:
        raise UserError("K-733", {"where": where, "what": f"mehr als {_MOST_ENTRIES} Einträge"})
    seen: set[tuple[object, ...]] = set()
    for name in names:
        if name in seen:
            raise UserError("K-734", {"where": where, "name": " ".join(str(part) for part in name)})
        seen.add(name)


def _check_depth(data: bytes) -> None:
    """K-732 for brackets nested deeper than any factor file; texts are passed over."""
    depth = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', data, re.DOTALL):
        first = token[0][:1]
        if first != b'"':
            depth += 1 if first in b"[{" else -1
            if depth > _DEEPEST:
                raise UserError("K-732", {"reason": "die Klammern sind zu tief geschachtelt"})
