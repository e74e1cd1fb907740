"""PDF objects that reportlab lacks or writes in a form that PDF/A refuses."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Protocol

from reportlab.pdfbase.pdfdoc import PDFObject


class Numbering(Protocol):
    """What these objects need of reportlab's document."""

    idToObjectNumberAndVersion: dict[str, tuple[int, int]]  # noqa: N815 - reportlab's name


def number(value: float) -> str:
    """A PDF number with at most three decimals."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text_string(text: str) -> str:
    """A PDF text string in UTF-16, as hex."""
    with_byte_order_mark = f"\ufeff{text}"
    return f"<{with_byte_order_mark.encode('utf-16-be').hex().upper()}>"


def name(text: str) -> str:
    """A PDF name; "/" inside it is escaped, which reportlab's PDFName leaves out."""
    regular = (
        chr(byte) if 0x21 <= byte <= 0x7E and chr(byte) not in "#/%()<>[]{}" else f"#{byte:02X}"
        for byte in text.encode()
    )
    return "/" + "".join(regular)


def reference(document: Numbering, object_name: str) -> str:
    """The reference ("12 0 R") to an object that the document knows by name."""
    index, generation = document.idToObjectNumberAndVersion[object_name]
    return f"{index} {generation} R"


class Dictionary(PDFObject):
    """An object written as given; ``{name}`` in the text is replaced by a reference."""

    def __init__(self, entries: str, references: Iterable[str] = ()) -> None:
        self._entries, self._references = entries, tuple(references)

    def format(self, document: Numbering) -> bytes:
        """The bytes of the object."""
        text = self._entries
        for target in self._references:
            text = text.replace(f"{{{target}}}", reference(document, target))
        return text.encode("latin-1")


class Stream(PDFObject):
    """A stream with the line end before "endstream" that ISO 19005-2 6.1.7.1 asks for.

    reportlab 5.1 writes none. Contents are already compressed when ``compressed`` is true.
    """

    # reportlab writes objects with this mark as indirect objects only.
    __RefOnly__ = 1

    def __init__(self, contents: bytes, entries: str = "", *, compressed: bool = False) -> None:
        self._contents = contents
        self._entries = entries + ("/Filter/FlateDecode" if compressed else "")

    @classmethod
    def deflated(cls, contents: bytes, entries: str = "") -> Stream:
        """Compress ``contents`` now."""
        return cls(zlib.compress(contents), entries, compressed=True)

    def format(self, document: Numbering) -> bytes:  # noqa: ARG002 - reportlab's protocol
        """The bytes of the object."""
        head = f"<<{self._entries}/Length {len(self._contents)}>>\nstream\n"
        return head.encode("latin-1") + self._contents + b"\nendstream\n"


class Element(PDFObject):
    """A structure element: other elements, or marked contents as (page number, id on it)."""

    __slots__ = ("_attributes", "_kids", "name", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None, attributes: str) -> None:
        self.tag, self.parent, self._attributes = tag, parent, attributes
        self.name = ""
        self._kids: list[Element | tuple[int, int]] = []

    @property
    def elements(self) -> list[Element]:
        """The child elements, in order."""
        return [kid for kid in self._kids if isinstance(kid, Element)]

    def append(self, kid: Element | tuple[int, int]) -> None:
        """Add the next child in reading order."""
        self._kids.append(kid)

    def format(self, document: Numbering) -> bytes:
        """The bytes of the object."""
        own_page = next((kid[0] for kid in self._kids if not isinstance(kid, Element)), 0)
        kids = []
        for kid in self._kids:
            if isinstance(kid, Element):
                kids.append(reference(document, kid.name))
            elif kid[0] == own_page:
                kids.append(str(kid[1]))
            else:
                page = reference(document, f"Page{kid[0]}")
                kids.append(f"<</Type/MCR/Pg {page}/MCID {kid[1]}>>")
        page = f"/Pg {reference(document, f'Page{own_page}')}" if own_page else ""
        parent = reference(document, self.parent.name if self.parent else "StructTreeRoot")
        text = f"<</Type/StructElem/S/{self.tag}/P {parent}{page}{self._attributes}/K[{' '.join(kids)}]>>"
        return text.encode("latin-1")
