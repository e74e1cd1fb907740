"""Why the system refused a file or a folder, in German; the system itself may speak another language."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

_WORDS: Final[Mapping[int, str]] = {
    errno.ENOENT: "nicht gefunden",
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.EROFS: "schreibgeschützt",
    errno.ENOSPC: "kein Platz mehr",
    errno.EDQUOT: "kein Platz mehr für dieses Konto",
    errno.EFBIG: "zu groß für diesen Datenträger",
    errno.EISDIR: "ein Ordner, keine Datei",
    errno.ENOTDIR: "eine Datei, kein Ordner",
    errno.EEXIST: "schon vorhanden",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EINVAL: "der Name ist so nicht möglich",
    errno.EBUSY: "von einem anderen Programm geöffnet",
    errno.EIO: "Lese- oder Schreibfehler des Datenträgers",
    errno.ENODEV: "Datenträger nicht verbunden",
    errno.ETIMEDOUT: "keine Antwort vom Netzlaufwerk",
}


def refusal_words(error: OSError) -> str:
    """For example "kein Platz mehr"; what the system says where we know no better."""
    return _WORDS.get(error.errno or 0) or error.strerror or "unbekannter Grund"
