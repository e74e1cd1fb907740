"""Looking at an XLSX before openpyxl opens it: bombs, entities, and what the workbook contains."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.tables.limits import (
    MAX_DATA_TAGS,
    MAX_ENTRIES,
    MAX_OTHER_TAGS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    too_large,
)

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 16_384
# A document type brings entities along, the stuff of XML bombs; Office never writes one.
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# UTF-16 would hide the above; Office writes UTF-8.
_WIDE_XML: Final = (b"\xff\xfe<", b"\xfe\xff\0<", b"<\0", b"\0<")
# A formula cell without a value. An empty one of type "str" is a result: the formula answered "".
# Every repetition has a bound, so that no part makes the search slow; a formula has at most 8,192 characters.
_UNANSWERED: Final = re.compile(
    rb"<(?:\w{1,9}:)?c(?![^<>]{0,200} t=\"str\")[^<>]{0,200}>\s{0,9}"
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,400})?(?:/>|>[^<]{0,8192}</(?:\w{1,9}:)?f>)\s{0,9}"
    rb"(?:<(?:\w{1,9}:)?v\s?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
)
_MERGE: Final = re.compile(
    rb"<(?:\w{1,9}:)?mergeCell [^<>]{0,200}?ref=\"[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})\""
)
_ODS_MIMETYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Contents:
    """What the raw parts tell: formulas without a stored result, cells merged over several rows."""

    has_unanswered_formulas: bool
    has_tall_merges: bool


def inspect(data: bytes, name: str) -> Contents:
    """Check that ``data`` is a harmless XLSX; ``UserError`` K-302 to K-307 otherwise."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, name)
            _check_kind(archive, entries, name)
            return _scan(archive, entries, name)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UserError("K-306", {"file": name}) from error


def _check_sizes(entries: list[ZipInfo], name: str) -> None:
    """Refuse bombs. A declared size holds: zipfile reads no further than that."""
    if len(entries) > MAX_ENTRIES:
        raise UserError("K-307", {"file": name, "reason": f"{len(entries)} Teile"})
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED_BYTES:
        raise UserError("K-307", {"file": name, "reason": f"ausgepackt {total >> 20} MB"})
    for entry in entries:
        if entry.file_size > _CHUNK and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UserError("K-307", {"file": name, "reason": "übermäßig verdichtete Teile"})


def _check_kind(archive: ZipFile, entries: list[ZipInfo], name: str) -> None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserError("K-304", {"file": name})
    if "mimetype" in names and archive.read("mimetype").startswith(_ODS_MIMETYPE):
        raise UserError("K-305", {"file": name, "found": "eine OpenDocument-Tabelle (.ods)"})
    if "xl/workbook.bin" in names:
        raise UserError("K-305", {"file": name, "found": "eine binäre Excel-Mappe (.xlsb)"})
    if any(part.startswith(("word/", "ppt/")) for part in names):
        raise UserError("K-303", {"file": name, "found": "ein Word- oder PowerPoint-Dokument"})
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise UserError("K-303", {"file": name, "found": "ein gepacktes Archiv"})


def _scan(archive: ZipFile, entries: list[ZipInfo], name: str) -> Contents:
    unanswered = tall_merges = False
    tags = Counter[bool]()
    for entry in entries:
        is_sheet = entry.filename.startswith("xl/worksheets/")
        is_data = is_sheet or entry.filename == "xl/sharedStrings.xml"
        tail = b""
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                if (not tail and chunk.startswith(_WIDE_XML)) or _DOCTYPE.search(window := tail + chunk):
                    raise UserError("K-307", {"file": name, "reason": "XML mit eigenen Ersetzungen"})
                if is_sheet:
                    unanswered = unanswered or _UNANSWERED.search(window) is not None
                    tall_merges = tall_merges or any(top != bottom for top, bottom in _MERGE.findall(window))
                tail = chunk[-_OVERLAP:]
                tags[is_data] += chunk.count(b"<")
                if tags[True] > MAX_DATA_TAGS or tags[False] > MAX_OTHER_TAGS:
                    raise too_large(name, "zu viele XML-Elemente")
    return Contents(unanswered, tall_merges)
