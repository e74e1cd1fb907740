"""CSV of any encoding, delimiter and line end that office programs write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow
from klikks_desktop.exchange.tables.cells import clean_cell, unguard
from klikks_desktop.exchange.tables.limits import Budget

# In the order of preference: a decimal comma must not win over the semicolon beside it.
_DELIMITERS: Final = (";", "\t", ",", "|")
_SAMPLE_RECORDS: Final = 200
_SAMPLE_CHARACTERS: Final = 1 << 20
_SEP_LINE: Final = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# An umlaut between letters: tells old DOS and Mac files from Windows-1252, where these bytes are quotes.
_GERMAN_WORD: Final = re.compile(r"[A-Za-z][äöüß][a-z]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ENCODING_NAMES: Final = {"cp1252": "Windows-1252", "cp850": "DOS (CP850)", "mac_roman": "Mac Roman"}


def read_csv(data: bytes, name: str) -> Sheet:
    """Read the one table of a CSV file; ``UserError`` K-302, K-303, K-308 or K-309."""
    text, remarks = _decode(data)
    sample = text[:_SAMPLE_CHARACTERS]
    if len(_CONTROL.findall(sample)) > 2 + len(sample) // 200:
        raise UserError("K-303", {"file": name, "found": "Zeichen, die in keiner Liste vorkommen"})
    delimiter = None
    if match := _SEP_LINE.match(text):
        delimiter = match[1]
        text = text[match.end() :]
    rows = _rows(text, delimiter or _delimiter(text), name)
    if not rows:
        raise UserError("K-308", {"file": name})
    return Sheet(name, tuple(rows), remarks=tuple(remarks))


def _decode(data: bytes) -> tuple[str, list[str]]:
    """Decode with what the file says of itself, else with what fits."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None) or _wide_encoding(
        data
    )
    if encoding is None:
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError:
            encoding = _single_byte_encoding(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    remarks = []
    if encoding in _ENCODING_NAMES:
        remarks.append(f"Die Datei wurde als {_ENCODING_NAMES[encoding]} gelesen.")
    if lost := text.count("\ufffd"):
        remarks.append(f"{lost} Zeichen ließen sich nicht entziffern; sie stehen als „\ufffd“ in der Liste.")
    return text, remarks


def _wide_encoding(data: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark by where its zero bytes lie."""
    sample = data[:_SAMPLE_CHARACTERS]
    half = len(sample) // 2
    if half == 0 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _single_byte_encoding(data: bytes) -> str:
    sample = data[:_SAMPLE_CHARACTERS]
    scores = {
        encoding: len(_GERMAN_WORD.findall(sample.decode(encoding, errors="replace")))
        for encoding in _ENCODING_NAMES
    }
    return max(scores, key=lambda encoding: scores[encoding])


def _delimiter(text: str) -> str:
    """Choose the delimiter that gives most rows the same number of columns, above one."""
    fitting: dict[str, int] = {}
    wide: set[int] = set()
    for delimiter in _DELIMITERS:
        records = _sample(text, delimiter)
        widths = Counter(len(record) for record in records if len(record) > 1)
        wide |= {index for index, record in enumerate(records) if len(record) > 1}
        fitting[delimiter] = widths.most_common(1)[0][1] if widths else 0
    for delimiter in _DELIMITERS:
        if fitting[delimiter] and fitting[delimiter] * 2 >= len(wide):
            return delimiter
    return max(_DELIMITERS, key=lambda delimiter: fitting[delimiter])


def _sample(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(_reader(text, delimiter), _SAMPLE_RECORDS))
    except csv.Error:
        return []


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # newline="" keeps line ends as they are: the csv module then takes each as an end of line, mixed or not.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _rows(text: str, delimiter: str, name: str) -> list[SheetRow]:
    budget = Budget(name)
    rows = []
    number = 0
    record: list[str] = []
    reader = _reader(text, delimiter)
    try:
        for number, record in enumerate(reader, start=1):
            budget.visit(len(record))
            cells: tuple[CellValue, ...] = tuple(_cell(raw, budget) for raw in record)
            if any(cell is not None for cell in cells):
                budget.keep_row()
                rows.append(SheetRow(number, cells))
    except csv.Error as error:
        # The csv module's own limit on a field (131,072 characters): the text after an open quote.
        raise UserError("K-309", {"file": name, "row": number + 1}) from error
    if text.count('"') % 2 and any("\n" in cell or "\r" in cell for cell in record):
        raise UserError("K-309", {"file": name, "row": number})
    return rows


def _cell(raw: str, budget: Budget) -> CellValue:
    value = clean_cell(unguard(raw))
    if value is not None:
        budget.keep_text(len(value))
    return value
