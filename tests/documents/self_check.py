"""A check of our PDF files that needs no Java; finds two faults that veraPDF misses.

(A parent tree that points at the wrong element, and marked content without an element.)
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf

_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}
_XMP_PARTS = (
    "<pdfaid:part>3<",
    "<pdfaid:conformance>A<",
    "<pdfuaid:part>1<",
    "<pdfaSchema:prefix>pdfuaid<",
)
_STANDARD_TAGS = {
    *("Document", "Sect", "H1", "H2", "H3", "P", "Figure", "Caption"),
    *("Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody"),
}


def findings(data: bytes) -> list[str]:
    """Everything wrong with the file; an empty list is a good file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_findings(data, pdf))


def _findings(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if re.search(rb"[^\r\n]endstream", data):
        yield "endstream without a line end before it"
    yield from _catalog(pdf)
    owners: dict[tuple[tuple[int, int], int], tuple[int, int]] = {}
    headings: list[int] = []
    yield from _structure(pdf, owners, headings)
    if not headings or headings[0] != 1:
        yield f"headings {headings}"
    if any(after > before + 1 for before, after in pairwise(headings)):
        yield f"headings skip a level: {headings}"
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[index]): nums[index + 1] for index in range(0, len(nums), 2)}
    for page in pdf.pages:
        yield from _page(page, parents, owners)


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted or without ID"
    if str(root.get("/Lang", "")) != "de-DE":
        yield "language"
    if not root.MarkInfo.get("/Marked") or not root.ViewerPreferences.get("/DisplayDocTitle"):
        yield "MarkInfo or DisplayDocTitle"
    if any(key in root for key in ("/OpenAction", "/AA", "/JavaScript", "/AcroForm")):
        yield "active content"
    intent = root.OutputIntents[0]
    if intent.S != pikepdf.Name.GTS_PDFA1 or int(intent.DestOutputProfile.N) != 3:
        yield "output intent"
    xmp = root.Metadata.read_bytes().decode()
    yield from (f"XMP lacks {part}" for part in _XMP_PARTS if part not in xmp)
    if not re.search(r'<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">[^<]+<', xmp):
        yield "XMP title"
    for file in root.get("/AF", []):
        if str(file.EF.F.Subtype) != "/application/json" or "/UF" not in file:
            yield "attachment"


def _structure(
    pdf: pikepdf.Pdf, owners: dict[tuple[tuple[int, int], int], tuple[int, int]], headings: list[int]
) -> Iterator[str]:
    pending = [pdf.Root.StructTreeRoot.K]
    while pending:
        element = pending.pop(0)
        tag = str(element.S).removeprefix("/")
        if tag not in _STANDARD_TAGS:
            yield f"unknown tag {tag}"
        if tag == "Figure" and not str(element.get("/Alt", "")):
            yield "figure without alternative text"
        if tag == "TH" and str(element.A.get("/Scope", "")) not in {"/Column", "/Row"}:
            yield "table head without scope"
        if re.fullmatch("H[1-6]", tag):
            headings.append(int(tag[1]))
        children = []
        for kid in element.K:
            if isinstance(kid, int):
                owners[element.Pg.objgen, kid] = element.objgen
            elif "/MCID" in kid:
                owners[kid.Pg.objgen, int(kid.MCID)] = element.objgen
            else:
                children.append(kid)
        pending = children + pending


def _page(
    page: pikepdf.Page,
    parents: dict[int, pikepdf.Object],
    owners: dict[tuple[tuple[int, int], int], tuple[int, int]],
) -> Iterator[str]:
    if page.obj.get("/Tabs") != pikepdf.Name.S:
        yield "tab order"
    marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            marks.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                mark = int(operands[1].MCID)
                owner = owners.get((page.obj.objgen, mark))
                if owner is None:
                    yield f"marked content {mark} without an element"
                elif parents[int(page.obj.StructParents)][mark].objgen != owner:
                    yield f"parent tree of {mark}"
        elif name == "EMC":
            marks.pop()
        elif name in _SHOWS_TEXT | _PAINTS and not marks:
            yield f"{name} outside of marked content"
    if marks:
        yield "marks without end"
    yield from _fonts(page)


def _fonts(page: pikepdf.Page) -> Iterator[str]:
    font = ""
    shown: dict[str, set[bytes]] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            font = str(operands[0])
        elif name in _SHOWS_TEXT:
            parts = operands[0] if name == "TJ" else operands[-1:]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            shown.setdefault(font, set()).update(codes[at : at + 2] for at in range(0, len(codes), 2))
    for used, codes_used in shown.items():
        description = page.Resources.Font[used]
        if "/ToUnicode" not in description:
            yield "font without ToUnicode"
        if "/FontFile2" not in description.DescendantFonts[0].FontDescriptor:
            yield "font not embedded"
        if b"\0\0" in codes_used:
            yield ".notdef is shown"
