"""Reading a table that someone sent: what the file is, is decided by its content, not its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import Sheet
from klikks_desktop.exchange.tables.csv_reader import read_csv
from klikks_desktop.exchange.tables.limits import MAX_FILE_BYTES, too_large
from klikks_desktop.exchange.tables.xlsx_reader import read_xlsx

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Name of the stream in which Office stores an encrypted package (MS-OFFCRYPTO 1.3.2).
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_FOREIGN: Final = (
    (b"%PDF", "ein PDF-Dokument"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"GIF8", "ein Bild"),
    (b"{\\rtf", "ein Textdokument"),
    (b"\x1f\x8b", "ein gepacktes Archiv"),
    (b"7z\xbc\xaf", "ein gepacktes Archiv"),
    (b"Rar!", "ein gepacktes Archiv"),
    (b"SQLite format 3", "eine Datenbank"),
    (b"age-encryption.org", "eine verschlüsselte Datei von KlikKS"),
)


def read_table(path: Path) -> list[Sheet]:
    """Read the visible sheets of an XLSX or the table of a CSV; refusals are ``UserError`` K-301 to K-309."""
    data = _bytes_of(path)
    if data.startswith(b"PK"):
        return read_xlsx(data, path.name)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UserError("K-304", {"file": path.name})
        raise UserError("K-305", {"file": path.name, "found": "eine alte Excel-Mappe (.xls)"})
    for magic, found in _FOREIGN:
        if data.startswith(magic):
            raise UserError("K-303", {"file": path.name, "found": found})
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UserError(
            "K-305", {"file": path.name, "found": "eine Webseite oder XML-Datei, keine echte Excel-Mappe"}
        )
    return [read_csv(data, path.name)]


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            # Not what the folder says of its size: a device or a growing file has no end.
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError("K-301", {"file": path.name, "reason": "Sie ist nicht da"}) from error
    except IsADirectoryError as error:
        raise UserError("K-301", {"file": path.name, "reason": "Das ist ein Ordner"}) from error
    except PermissionError as error:
        raise UserError("K-301", {"file": path.name, "reason": "Der Zugriff ist verweigert"}) from error
    except (OSError, ValueError) as error:
        raise UserError(
            "K-301", {"file": path.name, "reason": "Der Datenträger meldet einen Fehler"}
        ) from error
    if len(data) > MAX_FILE_BYTES:
        raise too_large(path.name, f"höchstens {MAX_FILE_BYTES >> 20} MB")
    return data
