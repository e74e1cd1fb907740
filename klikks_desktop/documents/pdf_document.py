"""The file around the pages: structure tree, catalog, attachments and the bytes in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference

from klikks_desktop.documents.metadata import LANGUAGE, PROGRAM, About, xmp_packet
from klikks_desktop.documents.pdf_objects import (
    Dictionary,
    Element,
    Stream,
    name,
    reference,
    text_string,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF."""

    file_name: str
    mime_type: str
    description: str
    data: bytes


class PlainDocument(PDFDocument):
    """reportlab's document, written without its comment lines and with a given identity."""

    # Attributes of reportlab's document; its type stubs leave them out, their types are untyped there.
    Catalog: Any
    info: Any
    _timeStamp: Any  # noqa: N815 - reportlab's name
    objectcounter: int
    idToObject: dict[str, Any]  # noqa: N815 - reportlab's name
    numberToId: dict[int, str]  # noqa: N815 - reportlab's name

    def __init__(self, identity: str) -> None:
        super().__init__(invariant=1, pdfVersion=(1, 7), lang=LANGUAGE)
        self._identity = identity

    def register(self, object_name: str, contents: PDFObject) -> None:
        """Number an object and make it known by name."""
        self.Reference(contents, object_name)  # type: ignore[no-untyped-call]  # reportlab is untyped here

    def register_structure(self, root: Element, pages: list[list[Element]]) -> None:
        """The structure tree, and which element owns each marked content of each page."""
        pending = [root]
        while pending:
            element = pending.pop()
            element.name = f"E{self.objectcounter}"
            self.register(element.name, element)
            pending.extend(reversed(element.elements))
        self.register("ParentTree", _ParentTree(pages))
        tree = (
            f"<</Type/StructTreeRoot/K {{{root.name}}}/ParentTree {{ParentTree}}"
            f"/ParentTreeNextKey {len(pages)}>>"
        )
        self.register("StructTreeRoot", Dictionary(tree, (root.name, "ParentTree")))

    def complete(self, about: About, profile: bytes, attachments: Sequence[Attachment]) -> None:
        """Catalog, metadata, output intent (``profile``: compressed ICC) and attachments."""
        info = self.info
        info.title, info.author, info.subject = about.title, about.author, about.subject
        info.creator = info.producer = PROGRAM
        self._timeStamp.YMDhms = about.utc.timetuple()[:6]
        catalog = self.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.StructTreeRoot = PDFObjectReference("StructTreeRoot")
        catalog.MarkInfo = Dictionary("<</Marked true>>")
        catalog.ViewerPreferences = Dictionary("<</DisplayDocTitle true/PrintScaling/None>>")
        catalog.Metadata = Stream(xmp_packet(about), "/Type/Metadata/Subtype/XML")
        self.register("Profile", Stream(profile, "/N 3", compressed=True))
        intent = (
            "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile {Profile}>>]"
        )
        catalog.OutputIntents = Dictionary(intent, ("Profile",))
        if attachments:
            files = [self._attach(index, item, about) for index, item in enumerate(attachments)]
            pairs = zip(attachments, files, strict=True)
            names = "".join(f"{text_string(item.file_name)}{{{file}}}" for item, file in pairs)
            catalog.Names = Dictionary(f"<</EmbeddedFiles<</Names[{names}]>>>>", files)
            catalog.AF = Dictionary(f"[{' '.join(f'{{{file}}}' for file in files)}]", files)

    def _attach(self, index: int, item: Attachment, about: About) -> str:
        entries = (
            f"/Type/EmbeddedFile/Subtype{name(item.mime_type)}"
            f"/Params<</Size {len(item.data)}/ModDate({about.pdf_date})>>"
        )
        self.register(f"Data{index}", Stream.deflated(item.data, entries))
        file_name, description = text_string(item.file_name), text_string(item.description)
        specification = (
            f"<</Type/Filespec/F{file_name}/UF{file_name}/Desc{description}"
            f"/AFRelationship/Data/EF<</F {{Data{index}}}/UF {{Data{index}}}>>>>"
        )
        self.register(f"File{index}", Dictionary(specification, (f"Data{index}",)))
        return f"File{index}"

    def written(self) -> bytes:
        """The file: objects in the order of their numbers, cross-reference table, trailer."""
        self.register("Catalog", self.Catalog)
        self.register("Info", self.info)
        self.Catalog.Outlines = None
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offset = len(parts[0])
        offsets: list[int] = []
        # Writing an object may register further ones.
        while len(offsets) < self.objectcounter:
            index = len(offsets) + 1
            body = self.idToObject[self.numberToId[index]].format(self)
            part = b"%d 0 obj\n%b\nendobj\n" % (index, body.rstrip(b"\n"))
            offsets.append(offset)
            offset += len(part)
            parts.append(part)
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        parts.extend(b"%010d 00000 n \n" % place for place in offsets)
        root, info = (reference(self, part).encode() for part in ("Catalog", "Info"))
        identity = hashlib.sha256(self._identity.encode()).hexdigest()[:32].encode()
        trailer = b"trailer\n<</Size %d/Root %b/Info %b/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
        parts.append(trailer % (len(offsets) + 1, root, info, identity, identity, offset))
        return b"".join(parts)


class _ParentTree(PDFObject):
    """Which structure element owns each marked content, page by page."""

    def __init__(self, pages: list[list[Element]]) -> None:
        self._pages = pages

    def format(self, document: PlainDocument) -> bytes:
        """The bytes of the object."""
        rows = (
            f"{index}[{' '.join(reference(document, element.name) for element in marks)}]"
            for index, marks in enumerate(self._pages)
        )
        return f"<</Nums[{' '.join(rows)}]>>".encode("latin-1")
