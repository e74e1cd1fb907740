"""Makes ``din91379.txt`` from the lists of the project "DIN-91379-Characters-and-Sequences".

Usage: ``python build.py latin_letters_1.3.txt latin_list_search_form_1.3.txt > din91379.txt``.
Kept are data type A: group bll with the search form of each letter, and group bnlreq.
"""

from __future__ import annotations

import sys
from pathlib import Path

HEAD = """\
# Letters and sequences of DIN 91379 for names of people (data type A), list 1.3.
# From "DIN-91379-Characters-and-Sequences" by String-Latin, CC-BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), shortened: code points, search form.
# First line: other characters allowed. Then one letter or sequence per line.
"""


def main(letters: Path, search_forms: Path) -> None:
    """Write the compact list to standard output."""
    lines = letters.read_text("utf-8-sig").split("\n")
    position = next(number for number, line in enumerate(lines) if line.startswith("bnlreq;"))
    others = sorted(set(lines[position + 1]))
    out = [HEAD + " ".join(f"{ord(char):04X}" for char in others)]
    for line in search_forms.read_text("utf-8-sig").splitlines():
        fields = [field.strip() for field in line.split(";")]
        if fields[0] == "bll":
            out.append(f"{fields[2]}\t{fields[6]}")
    sys.stdout.buffer.write(("\n".join(out) + "\n").encode())


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
