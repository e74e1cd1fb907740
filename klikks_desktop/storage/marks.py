"""High-water marks (Höchststände) outside the database: restoring a backup never lowers them.

They hold, per place and year, the last certificate serial, and the last delivery sequence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from klikks_desktop.storage.files import MARKS, read_json, write_json
from klikks_desktop.storage.sqlite import explained_files

_YEARS: Final = frozenset(map(str, range(1900, 3000)))
_MOST: Final = 99_999
"""What a place can issue in a year; above it the file is damaged, and nobody would fill the gap."""


class Marks:
    """The marks of one workspace; every question reads the file, every raise replaces it.

    Every method raises K-210 or K-213 when the file is there and cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARKS

    def certificate_serial(self, place_key: str, year: int) -> int:
        """The highest serial ever issued for this place and year; 0 when none."""
        return self.certificates().get((place_key, year), 0)

    def delivery_sequence(self) -> int:
        """The highest sequence ever sent; 0 when none."""
        sequence = self._read().get("delivery")
        return sequence if isinstance(sequence, int) else 0

    def certificates(self) -> dict[tuple[str, int], int]:
        """All certificate marks: (place key, year) to serial."""
        places = self._read().get("certificates")
        result: dict[tuple[str, int], int] = {}
        for key, years in places.items() if isinstance(places, dict) else ():
            for year, serial in years.items() if isinstance(years, dict) else ():
                if str(year) in _YEARS and isinstance(serial, int) and 0 < serial <= _MOST:
                    result[str(key), int(year)] = serial
        return result

    def raise_certificate(self, place_key: str, year: int, serial: int) -> None:
        """Raise one certificate mark; a lower serial changes nothing."""
        self.raise_all({(place_key, year): serial}, 0)

    def raise_delivery(self, sequence: int) -> None:
        """Raise the delivery mark; a lower sequence changes nothing."""
        self.raise_all({}, sequence)

    def raise_all(self, certificates: dict[tuple[str, int], int], delivery: int) -> None:
        """Raise several marks in one write. Raises ``OSError``; the file is then as before."""
        known = self.certificates()
        higher = known | {at: serial for at, serial in certificates.items() if serial > known.get(at, 0)}
        sequence = max(delivery, self.delivery_sequence())
        if higher == known and sequence == self.delivery_sequence():
            return
        places: dict[str, dict[str, int]] = {}
        for (key, year), serial in higher.items():
            places.setdefault(key, {})[str(year)] = serial
        write_json(self._path, {"certificates": places, "delivery": sequence})

    def _read(self) -> dict[str, object]:
        # Marks that cannot be read may be higher than the database: no number is given then.
        with explained_files(self._path):
            value = read_json(self._path)
        return value if isinstance(value, dict) else {}
