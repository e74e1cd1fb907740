"""One row of a list of patrons: its cells read into a person, or refused with column and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.patron_cells import (
    CellError,
    NameOrder,
    read_address,
    read_consent,
    read_consent_form,
    read_date,
    read_email,
    read_end,
    read_number_of_resolution,
    read_phone,
    read_place_key,
    read_term,
    read_text,
    split_name,
)
from klikks_desktop.domain.patron_columns import Column
from klikks_desktop.domain.patron_header import Layout
from klikks_desktop.domain.records import Address, ConsentForm
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow, cell_address

CheckName = Callable[[str], str | None]
"""Says in a German sentence what is wrong with a name; ``None`` when nothing is."""

FIELDS: Final[Mapping[str, Column]] = {
    "address": Column.ADDRESS,
    "degree": Column.DEGREE,
    "given_name": Column.GIVEN_NAME,
    "family_name": Column.FAMILY_NAME,
    "email": Column.EMAIL,
    "phone": Column.PHONE,
    "locality": Column.LOCALITY,
    "begins_on": Column.BEGINS_ON,
    "ends_on": Column.ENDS_ON,
    "resolution_on": Column.RESOLUTION_ON,
    "resolution_number": Column.RESOLUTION_NUMBER,
    "weitergabe": Column.CONSENT,
    "weitergabe_on": Column.CONSENT_ON,
    "weitergabe_form": Column.CONSENT_FORM,
}
"""The fields of the patron's form (``domain/patron_form.py``) and the columns that fill them."""

T = TypeVar("T")
E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatronRow:
    """What one row says of a person; ``None`` and "" are empty cells.

    row: number in the file. open_ended: the list says so ("unbefristet").
    consent: to Weitergabe; ``False`` only where the list says "nein".
    remarks: German sentences for the clerk; the row is taken all the same.
    """

    row: int
    place_key: str = ""
    address: Address | None = None
    degree: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    locality: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    resolution_on: date | None = None
    resolution_number: str = ""
    consent: bool | None = None
    consent_on: date | None = None
    consent_form: ConsentForm | None = None
    remarks: tuple[str, ...] = ()

    def form_texts(self) -> dict[str, str]:
        """Return the texts for the patron's form, filled cells only, so that an empty one never overwrites.

        A "nein" to the consent is left out: it withdraws nothing that is on record.
        """
        days = {"begins_on": self.begins_on, "ends_on": self.ends_on, "resolution_on": self.resolution_on}
        texts = {
            "address": self.address.value if self.address else "",
            "degree": self.degree,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "email": self.email,
            "phone": self.phone,
            "locality": self.locality,
            "resolution_number": self.resolution_number,
            **{name: format_short(day) for name, day in days.items() if day},
        }
        if self.consent:
            texts["weitergabe"] = "ja"
            texts["weitergabe_on"] = format_short(self.consent_on) if self.consent_on else ""
            texts["weitergabe_form"] = self.consent_form.value if self.consent_form else ""
        return {name: text for name, text in texts.items() if text}


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """Why a row was not taken. column: its title in the file. address: the cell ("C17") or ""."""

    row: int
    column: str
    address: str
    reason: str


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row and collects what is wrong with them."""

    sheet: Sheet
    layout: Layout
    row: SheetRow
    refusals: list[RowRefusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, column: Column, reason: str, index: int | None = None) -> None:
        """Note why the row cannot be taken; ``index`` where it is not the column's first."""
        indexes = self.layout.columns.get(column, ())
        at = index if index is not None else next(iter(indexes), None)
        title = self.layout.titles[at] if at is not None and at < len(self.layout.titles) else column.value
        address = cell_address(at, self.row.number) if at is not None else ""
        self.refusals.append(RowRefusal(self.row.number, title.replace("\n", " "), address, reason))

    def read(self, column: Column, convert: Callable[[CellValue], T], empty: E) -> T | E:
        """Convert the first filled cell of ``column``; ``empty`` where none is or it was refused."""
        indexes = self.layout.columns.get(column, ())
        filled = [
            index for index in indexes if index < len(self.row.cells) and self.row.cells[index] is not None
        ]
        if not filled:
            for index in indexes:
                if problem := self.sheet.problems.get((self.row.number, index)):
                    self.refuse(column, problem, index)
            return empty
        first = self.row.cells[filled[0]]
        others = [index for index in filled[1:] if self.row.cells[index] != first]
        if others and column in {Column.PHONE, Column.EMAIL}:
            self.remarks.append(f"Von mehreren Angaben zu „{column}“ wurde nur die erste übernommen.")
        elif others:
            self.refuse(column, "Zwei Spalten dafür sagen Verschiedenes.", others[0])
            return empty
        try:
            return convert(first)
        except CellError as error:
            self.refuse(column, str(error), filled[0])
            return empty


def read_row(reader: RowReader, check_name: CheckName, name_order: NameOrder | None) -> PatronRow:
    """Read a row; the result counts only where ``reader.refusals`` stays empty."""
    phone, phone_remark = reader.read(Column.PHONE, read_phone, ("", ""))
    if phone_remark:
        reader.remarks.append(phone_remark)
    row = PatronRow(
        row=reader.row.number,
        place_key=reader.read(Column.PLACE_KEY, read_place_key, ""),
        email=reader.read(Column.EMAIL, read_email, ""),
        phone=phone,
        locality=reader.read(Column.LOCALITY, read_text, ""),
        resolution_on=reader.read(Column.RESOLUTION_ON, read_date, None),
        resolution_number=reader.read(Column.RESOLUTION_NUMBER, read_number_of_resolution, ""),
    )
    row = _with_name(row, reader, check_name, name_order)
    row = _with_term(row, reader)
    row = _with_consent(row, reader)
    return replace(row, remarks=tuple(reader.remarks))


def _with_name(
    row: PatronRow, reader: RowReader, check_name: CheckName, name_order: NameOrder | None
) -> PatronRow:
    address, degree_beside = reader.read(Column.ADDRESS, read_address, (None, ""))
    degree = reader.read(Column.DEGREE, read_text, "") or degree_beside
    given = reader.read(Column.GIVEN_NAME, read_text, "")
    family = reader.read(Column.FAMILY_NAME, read_text, "")
    needed = {Column.GIVEN_NAME: given, Column.FAMILY_NAME: family}
    if name_order is not None and reader.layout.needs_name_order:
        name = reader.read(Column.FULL_NAME, lambda value: split_name(value, name_order), None)
        needed = {Column.FULL_NAME: name.family if name else ""}
        if name is not None:
            given, family = name.given, name.family
            address, degree = address or name.address, degree or name.degree
    refused = {refusal.column for refusal in reader.refusals}
    for column, text in needed.items():
        if not text and reader.layout.title(column).replace("\n", " ") not in refused:
            reader.refuse(column, f"Der {column} fehlt.")
    for column, text in ((Column.DEGREE, degree), (Column.GIVEN_NAME, given), (Column.FAMILY_NAME, family)):
        if text and (problem := check_name(text)):
            reader.refuse(column if column in reader.layout.columns else Column.FULL_NAME, problem)
    return replace(row, address=address, degree=degree, given_name=given, family_name=family)


def _with_term(row: PatronRow, reader: RowReader) -> PatronRow:
    begin, end, open_ended = reader.read(Column.TERM, read_term, (None, None, False))
    begin = reader.read(Column.BEGINS_ON, read_date, None) or begin
    if Column.ENDS_ON in reader.layout.columns:
        empty = object()
        last = reader.read(Column.ENDS_ON, read_end, empty)
        if last is None:
            open_ended = True
        elif isinstance(last, date):
            end = last
    if begin and end and end < begin:
        column = Column.ENDS_ON if Column.ENDS_ON in reader.layout.columns else Column.TERM
        reader.refuse(column, f"Das Ende ({format_short(end)}) liegt vor dem Beginn ({format_short(begin)}).")
    return replace(row, begins_on=begin, ends_on=end, open_ended=open_ended)


def _with_consent(row: PatronRow, reader: RowReader) -> PatronRow:
    consent, said_on = reader.read(Column.CONSENT, read_consent, (None, None))
    given_on = reader.read(Column.CONSENT_ON, read_date, None) or said_on
    form = reader.read(Column.CONSENT_FORM, read_consent_form, None)
    if consent is None and (given_on or form) and not reader.refusals:
        reader.remarks.append("Ohne „ja“ in der Spalte zur Einwilligung gilt sie als nicht erteilt.")
    if consent and (given_on is None or form is None):
        reader.remarks.append(
            "Die Einwilligung ist unbelegt, weil Datum oder Form fehlt: Die Person wird nicht weitergegeben."
        )
    return replace(row, consent=consent, consent_on=given_on, consent_form=form)
