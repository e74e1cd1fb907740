"""What the pane of a municipality says, as pairs and rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.figures import NONE, rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import EnergyTotal, Place, Stage
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.services.exchange.place_report import PlaceDetail, ReportedPerson
from klikks_desktop.services.region.place_view import PlaceView
from klikks_desktop.ui.records.pills import PROJECT_PILLS
from klikks_desktop.ui.widgets.cells import Cell, Row

Pair = tuple[str, str, str]


def facts(data: PlaceView, today: date) -> list[Pair]:
    """Where it lies, who is in office, how old the report is."""
    detail = data.detail
    place = detail.place
    reported = detail.reported_at.astimezone().date() if detail.reported_at else None
    age = f"{format_short(reported)}, {age_words(reported, today)}" if reported else ""
    return [
        ("place", _tr("Kreis und Land"), ", ".join(filter(None, (place.county, place.state)))),
        ("info", _tr("Amtlicher Schlüssel"), place.key),
        ("import", _tr("Bericht vom"), age),
        ("patrons", _tr("Im Amt"), format_integer(detail.in_office)),
        ("history", _tr("Nicht mehr im Amt"), format_integer(detail.ended)),
        ("townhall", _tr("Ortsteile"), ", ".join(detail.localities)),
    ]


def office(place: Place) -> list[Pair]:
    """Whom to write to."""
    return [
        ("townhall", _tr("Stelle"), place.office),
        ("mail", _tr("Postfach"), place.contact_email),
        ("person", _tr("Telefon"), place.contact_phone),
    ]


def people(detail: PlaceDetail) -> list[Row]:
    """Those who agreed to be named."""
    return [_person(each) for each in detail.people]


def unnamed(detail: PlaceDetail) -> str:
    """How many are only counted."""
    words = _tr("{n} im Amt, {named} mit Namen. Mit Namen steht hier nur, wer der Weitergabe zugestimmt hat.")
    return words.format(n=detail.in_office, named=len(detail.people))


def projects(data: PlaceView) -> list[Row]:
    """Title and state of each."""
    return [
        Row(each.id, (Cell(each.title), Cell(each.state.value, state=PROJECT_PILLS[each.state])))
        for each in data.projects
    ]


def savings(data: PlaceView) -> list[Row]:
    """Three stages for each factor set, surest first."""
    several = len(data.saved) > 1
    rows: list[Row] = []
    for title, saved in data.saved:
        for stage in Stage:
            amounts = saved.at(stage)
            figures = (Cell(rounded(figure.of(amounts), figure.digits)) for figure in Figure)
            name = f"{stage.value} ({title})" if several else stage.value
            rows.append(Row((title, stage), (Cell(name, sort=len(rows)), *figures)))
    return rows


def basis(data: PlaceView) -> str:
    """With which factor set it was reckoned."""
    titles = ", ".join(f"„{title}“" for title, _ in data.saved)
    return _tr("Gerechnet mit dem Faktorensatz {titles}. EUR nur, was den Haushalt entlastet.").format(
        titles=titles
    )


def energy(data: PlaceView) -> list[Row]:
    """Year by year, the newest first; a year of which something is missing says so."""
    return [_year(each) for each in data.energy]


def _year(each: EnergyTotal) -> Row:
    buildings = count_words(each.buildings, _tr("Gebäude"), _tr("Gebäude"))
    told = buildings if each.complete else _tr("{buildings}, unvollständig").format(buildings=buildings)
    euros = None if each.cents is None else Decimal(each.cents) / 100
    tonnes = None if each.co2e_kg is None else Decimal(each.co2e_kg) / 1000
    return Row(
        each.id,
        (
            Cell(str(each.year), told, sort=each.year),
            _number(each.heat_kwh, 0),
            _number(each.power_kwh, 0),
            _number(euros, 0),
            _number(tonnes, 1),
        ),
    )


def _number(value: Decimal | int | None, digits: int) -> Cell:
    if value is None:
        return Cell(NONE, muted=True)
    return Cell(rounded(Decimal(value), digits), sort=float(value))


def _person(person: ReportedPerson) -> Row:
    contacts = " · ".join(part for part in (person.locality, person.email, person.phone) if part)
    term = Cell("")
    if person.begins_on is not None:
        begins = _tr("ab {day}").format(day=format_short(person.begins_on))
        until = _tr("unbefristet")
        if person.last_day is not None:
            until = _tr("bis {day}").format(day=format_short(person.last_day))
        term = Cell(begins, until, sort=person.begins_on.toordinal())
    return Row(person.id, (Cell(person.name, contacts or _tr("ohne Kontakt")), term))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlacePane", text)
