"""Where everything comes from: the text of "Über"."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop import __version__
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.services.workspace import Shipped

_LAWS = (
    "Rechtliche Texte nennen ihre Quelle. Alle mitgelieferten Wortlaute sind eigene Entwürfe und können "
    "geändert werden; lassen Sie sie von Ihrer Rechtsstelle prüfen."
)
_LETTERS = (
    "Liste der Buchstaben und Sequenzen nach DIN 91379 (Datentyp A): "
    "„DIN-91379-Characters-and-Sequences“ von String-Latin, Version 1.3, CC-BY 4.0 "
    "(creativecommons.org/licenses/by/4.0), gekürzt."
)
_FONTS = (
    "Noto Serif, Noto Serif Display und Noto Sans: © 2010–2020 Google, SIL Open Font License 1.1, "
    "auf die Zeichen der DIN 91379 verkleinert. Farbprofil sRGB: Debian icc-profiles-free, zlib-Lizenz."
)
LIBRARIES = (
    "Qt und PySide6 (LGPL 3), Python (PSF), SQLAlchemy und Alembic (MIT), SQLite (gemeinfrei), "
    "reportlab und rl-accel (BSD), uharfbuzz (Apache 2), Pillow (MIT-CMU), msgspec (BSD), pyrage (MIT), "
    "cryptography (Apache 2 oder BSD), openpyxl (MIT), python-docx (MIT) mit lxml (BSD), platformdirs (MIT), "
    "psycopg (LGPL 3) mit libpq (PostgreSQL-Lizenz)."
)


@dataclass(frozen=True, slots=True)
class AboutPart:
    """One part of "Über": icon, heading, text."""

    icon: str
    title: str
    text: str


def about(shipped: Shipped) -> list[AboutPart]:
    """Version, licence, sources and attributions, in the order they are shown."""
    directory = shipped.directory
    return [
        AboutPart(
            "info",
            f"KlikKS Desktop {__version__}",
            "Klimaschutzpatinnen und Klimaschutzpaten verwalten, würdigen und zeigen, was es bringt. "
            "Das Programm arbeitet ohne Netz und sendet nichts.",
        ),
        AboutPart("document", "Lizenz", "European Union Public Licence 1.2 (EUPL-1.2)."),
        AboutPart(
            "townhall",
            f"Gemeindeverzeichnis, Gebietsstand {directory.edition}",
            f"{format_integer(directory.municipality_count)} Gemeinden und ihre Verbände. "
            f"{directory.attribution}",
        ),
        AboutPart("map", f"Karte, {shipped.map.edition}", shipped.map.attribution),
        AboutPart("person", "Zeichen in Namen", _LETTERS),
        AboutPart("certificate", "Schriften und Farben", _FONTS),
        AboutPart("lock", "Texte und Recht", _LAWS),
        AboutPart("folder", "Bibliotheken", LIBRARIES),
    ]
