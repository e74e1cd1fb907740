"""Fields of buildings and meters, and what is wrong with a whole record."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.carriers import CARRIER_WORDS, KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind, Value, words_of
from klikks_desktop.domain.records import Building, Meter, MeterPurpose
from klikks_desktop.domain.values import check_postcode

LARGEST_AREA: Final = Decimal(1_000_000)
HEATING_CARRIERS: Final = tuple(each for each in Carrier if each not in (Carrier.DIESEL, Carrier.PETROL))


def building_fields(kinds: Mapping[str, str], other_kinds: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields of a building.

    kinds: number -> title of the comparison values. other_kinds: id -> title of the VDI 3807 means.
    """
    return (*_identity(kinds, other_kinds), *_place(), *_size(), *_heating(), _NOTE)


_NOTE: Final = Field(name="note", title="Notiz", kind=FieldKind.TEXT)


def _identity(kinds: Mapping[str, str], other_kinds: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field(
            name="name",
            title="Bezeichnung",
            required=True,
            help="Wie das Gebäude im Haus heißt, zum Beispiel „Grundschule am Markt“.",
        ),
        Field(
            name="kind",
            title="Gebäudeart",
            kind=FieldKind.CHOICE,
            choices=_choices(kinds),
            empty="",
            help="Nach dem Bauwerkszuordnungskatalog; bestimmt den amtlichen Vergleichswert von 2021. "
            "Ohne Angabe, wenn nichts passt, zum Beispiel bei der Straßenbeleuchtung.",
        ),
        Field(
            name="other_kind",
            title="Vergleichsgruppe nach VDI 3807",
            kind=FieldKind.CHOICE,
            choices=_choices(other_kinds),
            empty="",
            help="Ältere Mittel- und Zielwerte für den ganzen Zähler, für einen ersten Blick.",
        ),
    )


def _place() -> tuple[Field, ...]:
    return (
        Field(name="locality_id", title="Ortsteil", kind=FieldKind.REFERENCE),
        Field(name="street", title="Straße und Hausnummer"),
        Field(
            name="postcode",
            title="Postleitzahl",
            help="Der Klimafaktor gilt für diese Postleitzahl; ohne sie der Faktor der Kommune.",
        ),
    )


def _size() -> tuple[Field, ...]:
    return (
        Field(
            name="area_m2",
            title="Nettogrundfläche (NGF)",
            kind=FieldKind.NUMBER,
            unit="m²",
            minimum=Decimal(1),
            maximum=LARGEST_AREA,
            help="Alle nutzbaren Flächen innen. Ohne Fläche gibt es keine Werte je m².",
        ),
        Field(
            name="gross_area_m2",
            title="Bruttogrundfläche (BGF)",
            kind=FieldKind.NUMBER,
            unit="m²",
            minimum=Decimal(1),
            maximum=LARGEST_AREA,
            help="Nur nötig, wenn die NGF fehlt: Dann gilt NGF = 0,85 × BGF.",
        ),
        Field(
            name="year_built",
            title="Baujahr",
            kind=FieldKind.INTEGER,
            minimum=Decimal(800),
            maximum=Decimal(2199),
        ),
    )


def _heating() -> tuple[Field, ...]:
    return (
        Field(
            name="heating",
            title="Heizung mit",
            kind=FieldKind.CHOICE,
            choices={each: CARRIER_WORDS[each] for each in HEATING_CARRIERS},
        ),
        Field(
            name="central_hot_water",
            title="Warmwasser kommt aus der Heizung",
            kind=FieldKind.CHECK,
            help="Dann gehört es zur Wärme: Der Vergleichswert wird größer, und sein Anteil wird nicht "
            "witterungsbereinigt.",
        ),
        Field(
            name="hot_water_share",
            title="Anteil Warmwasser an der Wärme",
            kind=FieldKind.SHARE,
            minimum=Decimal(0),
            maximum=Decimal(100),
            help="Wenn er bekannt ist. Sonst gilt bei zentralem Warmwasser ein Richtwert: 5 %, in Schulen, "
            "Kitas und Sportstätten 20 %. Bitte prüfen.",
        ),
    )


METER_FIELDS: Final = (
    Field(
        name="carrier",
        title="Energieträger",
        kind=FieldKind.CHOICE,
        choices=dict[Value, str](CARRIER_WORDS.items()),
        required=True,
    ),
    Field(
        name="purpose",
        title="Wofür",
        kind=FieldKind.CHOICE,
        choices=words_of(MeterPurpose),
        required=True,
        help="Der Strom einer Wärmepumpe oder Nachtspeicherheizung ist Wärme. Warmwasser nur, wenn der "
        "Zähler nichts anderes zählt.",
    ),
    Field(name="name", title="Zählernummer oder Name", help="Zum Beispiel „1 EMH 0012345“ oder „Altbau“."),
    Field(
        name="unit",
        title="Einheit",
        kind=FieldKind.CHOICE,
        choices=words_of(Unit),
        required=True,
        help="Wie auf der Rechnung. Gas wird meist in kWh Hs (Brennwert) abgerechnet. Eingetragene Zahlen "
        "bleiben beim Wechsel stehen und gelten dann in der neuen Einheit.",
    ),
    _NOTE,
)


def check_building(building: Building) -> list[Problem]:
    """A postcode that is none, less gross than net area."""
    problems = []
    if building.postcode and (wrong := check_postcode(building.postcode)):
        problems.append(Problem("postcode", wrong))
    net, gross = building.area_m2, building.gross_area_m2
    if net is not None and gross is not None and gross < net:
        problems.append(Problem("gross_area_m2", "Die BGF ist nie kleiner als die NGF."))
    return problems


def check_meter(meter: Meter) -> list[Problem]:
    """A unit that the carrier is not counted in; power from something that is no electricity."""
    problems = []
    units = KWH_PER_UNIT[meter.carrier]
    if meter.unit not in units:
        known = ", ".join(units)
        problems.append(Problem("unit", f"{CARRIER_WORDS[meter.carrier]} wird hier gezählt in: {known}."))
    if meter.purpose is MeterPurpose.POWER and meter.carrier is not Carrier.ELECTRICITY:
        problems.append(
            Problem("purpose", f"{CARRIER_WORDS[meter.carrier]} ist kein Strom. Bitte „Wärme“ wählen.")
        )
    return problems


def usual_unit(carrier: Carrier) -> Unit:
    """What bills for a carrier usually count in."""
    usual = {
        Carrier.NATURAL_GAS: Unit.KWH_HS,
        Carrier.HEATING_OIL: Unit.LITRE,
        Carrier.LPG: Unit.KILOGRAM,
        Carrier.WOOD_PELLETS: Unit.KILOGRAM,
        Carrier.DIESEL: Unit.LITRE,
        Carrier.PETROL: Unit.LITRE,
    }
    return usual.get(carrier, Unit.KWH)


def usual_purpose(carrier: Carrier) -> MeterPurpose:
    """What a carrier is usually for."""
    return MeterPurpose.POWER if carrier is Carrier.ELECTRICITY else MeterPurpose.HEAT


def _choices(titles: Mapping[str, str]) -> dict[Value, str]:
    return dict[Value, str](titles.items())
