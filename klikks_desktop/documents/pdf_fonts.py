"""What a PDF embeds of a face: the outlines, the widths and what each glyph reads as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFObject

from klikks_desktop.documents.fonts import Face, Run
from klikks_desktop.documents.pdf_objects import Dictionary, Stream

_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{rows}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class FontUse:
    """The glyphs that one document shows of one face."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._runs: set[Run] = set()
        self._glyphs: dict[int, tuple[int, str]] = {0: (face.natural_width(0), "\N{REPLACEMENT CHARACTER}")}

    def add(self, run: Run) -> None:
        """Note the glyphs of ``run``."""
        if run in self._runs:
            return
        self._runs.add(run)
        for glyph in run.glyphs:
            self._glyphs.setdefault(glyph.code, (glyph.natural, glyph.text))

    def objects(self) -> Iterator[tuple[str, PDFObject]]:
        """The PDF objects with their names; the font itself has ``self.name``."""
        name, face = self.name, self.face
        glyphs = sorted(self._glyphs)
        program, length = face.subset(frozenset(glyphs))
        tag = _subset_tag(glyphs)
        yield f"{name}Program", Stream(program, f"/Length1 {length}", compressed=True)
        left, bottom, right, top = face.bounds
        yield (
            f"{name}Descriptor",
            Dictionary(
                f"<</Type/FontDescriptor/FontName/{tag}+{face.name}/Flags 4/ItalicAngle 0/StemV 80"
                f"/FontBBox[{left} {bottom} {right} {top}]/Ascent {face.ascent}/Descent {face.descent}"
                f"/CapHeight 714/FontFile2 {{{name}Program}}>>",
                (f"{name}Program",),
            ),
        )
        widths = " ".join(f"{index}[{self._glyphs[index][0]}]" for index in glyphs)
        yield (
            f"{name}Descendant",
            Dictionary(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{tag}+{face.name}/CIDToGIDMap/Identity"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {{{name}Descriptor}}/DW 1000/W[{widths}]>>",
                (f"{name}Descriptor",),
            ),
        )
        yield f"{name}ToUnicode", Stream.deflated(self._to_unicode(glyphs))
        yield (
            name,
            Dictionary(
                f"<</Type/Font/Subtype/Type0/BaseFont/{tag}+{face.name}/Encoding/Identity-H"
                f"/DescendantFonts[{{{name}Descendant}}]/ToUnicode {{{name}ToUnicode}}>>",
                (f"{name}Descendant", f"{name}ToUnicode"),
            ),
        )

    def _to_unicode(self, glyphs: list[int]) -> bytes:
        rows = [f"<{index:04X}> <{self._glyphs[index][1].encode('utf-16-be').hex()}>" for index in glyphs]
        blocks = (rows[start : start + 100] for start in range(0, len(rows), 100))
        text = "".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar\n")) for block in blocks)
        return _TO_UNICODE.format(rows=text).encode("ascii")


def _subset_tag(glyphs: list[int]) -> str:
    """Six capitals that stand for exactly these glyphs."""
    digest = hashlib.sha256(repr(glyphs).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
