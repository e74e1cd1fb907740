"""Bring the database and what is kept outside it together, at every start and at every restore.

Marks rise to what the database holds. Numbers that were issued but are missing in the database
(an older state was put in its place) become voided lines of the register, so that none is ever
issued twice. What was erased is erased again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from klikks_desktop.domain.numbering import CertificateNumber
from klikks_desktop.domain.records import Certificate, CertificateKind, Direction, Patron
from klikks_desktop.storage.backend import Backend
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.purge import purge, read_erased, remember_erased
from klikks_desktop.storage.tables import certificate, delivery, erased, place
from klikks_desktop.storage.unit import Clock, Unit, new_key, transaction

VOID_REASON: Final = "Nummer vergeben, Datensatz in der Sicherung nicht enthalten"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What had to be done. voided: numbers that came back as voided lines; erased: how many people."""

    voided: tuple[str, ...] = ()
    erased: int = 0


def raise_marks(connection: Connection, folder: Path) -> None:
    """Raise the marks to what the database holds. Raises ``OSError``."""
    query = (
        select(place.c.key, certificate.c.year, func.max(certificate.c.serial))
        .join(place, place.c.id == certificate.c.place_id)
        .group_by(place.c.key, certificate.c.year)
    )
    serials = {(key, year): serial for key, year, serial in connection.execute(query)}
    sent = select(func.max(delivery.c.sequence)).where(delivery.c.direction == Direction.SENT)
    Marks(folder).raise_all(serials, connection.execute(sent).scalar() or 0)


def reconcile(backend: Backend, connection: Connection, folder: Path, clock: Clock) -> Reconciled:
    """Reconcile an open database with the marks and the erased ids of ``folder``.

    The connection must be outside a transaction. Raises ``OSError`` and database errors.
    """
    backend.begin_reading(connection)
    try:
        raise_marks(connection, folder)
        known = set(connection.execute(select(erased.c.id)).scalars())
        listed = read_erased(folder)
        marks = Marks(folder).certificates()
        is_missing = bool(_missing_serials(connection, marks))
    finally:
        backend.roll_back(connection)
    remember_erased(folder, known)
    to_erase = listed - known
    voided: list[str] = []
    people = 0
    if is_missing or to_erase:
        with transaction(backend, connection, clock, "Abgleich mit dem Register", undoable=False) as unit:
            people = unit.count(Patron, id=to_erase)
            purge(unit, to_erase, clock())
            # Asked again: a colleague may have been here in between.
            voided = _void_missing(unit, _missing_serials(connection, marks), clock)
    if to_erase:
        backend.shrink(connection)
    return Reconciled(tuple(voided), people)


def _missing_serials(
    connection: Connection, marks: Mapping[tuple[str, int], int]
) -> list[tuple[UUID, CertificateNumber]]:
    """Numbers up to the marks of own places that have no line in the register."""
    places = dict(connection.execute(select(place.c.key, place.c.id).where(place.c.source.is_(None))).all())
    lines = select(certificate.c.place_id, certificate.c.year, certificate.c.serial)
    present = {tuple(row) for row in connection.execute(lines)}
    return [
        (places[key], CertificateNumber(key, year, serial))
        for (key, year), mark in sorted(marks.items())
        if key in places
        for serial in range(1, mark + 1)
        if (places[key], year, serial) not in present
    ]


def _void_missing(unit: Unit, missing: list[tuple[UUID, CertificateNumber]], clock: Clock) -> list[str]:
    today = clock().astimezone().date()
    lines = [
        Certificate(
            id=new_key(clock),
            place_id=place_id,
            patron_id=None,
            appointment_id=None,
            kind=CertificateKind.APPOINTMENT,
            number=str(number),
            year=number.year,
            serial=number.serial,
            # The true day is lost; the line has to stand in the year of its number.
            issued_on=min(max(today, date(number.year, 1, 1)), date(number.year, 12, 31)),
            name="",
            sheet="",
            program="",
            voided_on=today,
            void_reason=VOID_REASON,
        )
        for place_id, number in missing
    ]
    unit.add(*lines)
    return [line.number for line in lines]
