"""The list of patrons as a table, in the columns that ``import-table`` reads back."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.patron_columns import STANDARD, Column
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.patron_state import current_appointment
from klikks_desktop.domain.records import Appointment, Consent, Locality, Patron, Place, Purpose
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn

DATES = frozenset({Column.BEGINS_ON, Column.ENDS_ON, Column.RESOLUTION_ON, Column.CONSENT_ON})


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the people come from several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Patinnen-und-Paten")


def export_patrons(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the patrons with these ids to ``path``; how many there were. K-634, K-330.

    Drafts are left out: nobody has been appointed yet. A column "AGS" leads when the people
    belong to several places.
    """
    with workspace.store.read() as reader:
        patrons = reader.find(Patron, order=("search_key", "id"), id=set(ids))
        places = {place.id: place for place in reader.find(Place)}
        rows = [_cells(reader, workspace, patron) for patron in patrons]
    several = len({patron.place_id for patron in patrons}) > 1
    if several:
        rows = [[places[patron.place_id].key, *row] for patron, row in zip(patrons, rows, strict=True)]
    columns = _columns((Column.PLACE_KEY, *STANDARD) if several else STANDARD)
    return write_table(path, "Patinnen und Paten", columns, rows)


def _columns(wanted: Collection[Column]) -> list[SheetColumn]:
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn
    from klikks_desktop.exchange.tables.writer import ColumnKind

    return [
        SheetColumn(column.value, ColumnKind.DATE if column in DATES else ColumnKind.TEXT)
        for column in wanted
    ]


def _cells(reader: Reader, workspace: Workspace, patron: Patron) -> list[CellValue]:
    """One row in the order of ``STANDARD``."""
    term = current_appointment(reader.find(Appointment, patron_id=patron.id), workspace.today)
    locality = reader.get(Locality, term.locality_id) if term and term.locality_id else None
    consents = reader.find(Consent, patron_id=patron.id, purpose=Purpose.REPORTING, withdrawn_on=None)
    consent = consents[-1] if consents else None
    cells: dict[Column, CellValue] = {
        Column.ADDRESS: ADDRESS_WORDS[patron.address],
        Column.DEGREE: patron.degree,
        Column.GIVEN_NAME: patron.given_name,
        Column.FAMILY_NAME: patron.family_name,
        Column.EMAIL: patron.email,
        Column.PHONE: patron.phone,
        Column.LOCALITY: locality.name if locality else "",
        Column.BEGINS_ON: term.begins_on if term else None,
        Column.ENDS_ON: term.last_day if term else None,
        Column.RESOLUTION_ON: term.resolution_on if term else None,
        Column.RESOLUTION_NUMBER: term.resolution_number if term else "",
        Column.CONSENT: "ja" if consent else "",
        Column.CONSENT_ON: consent.given_on if consent else None,
        Column.CONSENT_FORM: consent.form.value if consent and consent.form else "",
    }
    return [cells[column] for column in STANDARD]
