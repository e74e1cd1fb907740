"""Makes the fonts of this folder from Debian's fonts-noto-core. Usage: ``python build.py``.

Kept are the Latin letters and sequences of DIN 91379, the punctuation of German office texts and
the features that place marks and kern; hinting and every other script go.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uharfbuzz

NOTO = Path("/usr/share/fonts/truetype/noto")
FACES = (
    "NotoSerif-Regular",
    "NotoSerif-Bold",
    "NotoSerifDisplay-Regular",
    "NotoSans-Regular",
    "NotoSans-Bold",
)
FEATURES = ("kern", "mark", "mkmk", "ccmp")

# Non-letters of DIN 91379 (groups bnlreq to bnlnot) and what office texts need beyond ASCII and Latin-1.
NON_LETTERS = "ʹʺʻʼʾʿˈˌ ‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄₀₁₂₃₄₅₆₇₈₉₋₌⁰⁴⁵⁶⁷⁸⁹€№™−◌\u2002\u2003\u2007\u2009\u202f⅓⅔⅛⅜⅝⅞"


def characters(letters: Path) -> set[int]:
    """Code points to keep; ``letters`` is the program's list of DIN 91379."""
    kept = {*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, NON_LETTERS)}
    for line in letters.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kept.update(int(code, 16) for code in line.split("\t")[0].split())
    return kept


def subset(source: Path, code_points: set[int]) -> bytes:
    """The font with only ``code_points`` and the glyphs its mark features reach from them."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(code_points)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(tag_number(feature) for feature in FEATURES)
    wanted.name_id_set.update({13, 14})
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def tag_number(name: str) -> int:
    """OpenType tag as the number HarfBuzz takes."""
    return int.from_bytes(name.encode("ascii"), "big")


def main(here: Path) -> None:
    """Write the five faces into this folder."""
    code_points = characters(here.parent / "letters" / "din91379.txt")
    for name in FACES:
        data = subset(NOTO / f"{name}.ttf", code_points)
        (here / f"{name}.ttf").write_bytes(data)
        sys.stdout.write(f"{name}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main(Path(__file__).parent)
