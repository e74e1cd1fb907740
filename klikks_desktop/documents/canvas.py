"""A reportlab canvas that writes PDF/A-3a and PDF/UA-1 in one file, in mm from the top left.

Every mark stands inside ``tag()`` (structure, in reading order) or ``artifact()`` (decoration).
The same calls with the same ``About`` give the same bytes. Nothing of reportlab is patched: pages,
fonts and streams are written by the objects of ``pdf_objects``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfgen.canvas import Canvas

from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import Face, Fonts, Run, load_fonts
from klikks_desktop.documents.metadata import About
from klikks_desktop.documents.pdf_document import Attachment, PlainDocument
from klikks_desktop.documents.pdf_fonts import FontUse
from klikks_desktop.documents.pdf_objects import Dictionary, Element, Stream, number, text_string

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # mm, A4
POINTS_PER_MM = 72 / 25.4

# One step of a path in mm: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",).
Step = tuple[str | float, ...]
_PATH_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@dataclass(frozen=True, slots=True)
class Supplies:
    """What every document needs, read once: the faces and the compressed sRGB profile."""

    fonts: Fonts
    profile: bytes


def load_supplies(resources: Path) -> Supplies:
    """Read ``resources/fonts`` and ``resources/icc``; ``K-402`` when a font is missing."""
    profile = (resources / "icc" / "sRGB.icc").read_bytes()
    return Supplies(load_fonts(resources / "fonts"), zlib.compress(profile, 9))


@dataclass(frozen=True, slots=True)
class Picture:
    """An 8-bit RGB picture: the zlib stream of a PNG file (rows with PNG predictors) or a JPEG file."""

    width: int
    height: int
    rows: bytes
    is_jpeg: bool = False

    def stream(self) -> Stream:
        """The image object."""
        entries = (
            f"/Type/XObject/Subtype/Image/Width {self.width}/Height {self.height}"
            "/BitsPerComponent 8/ColorSpace/DeviceRGB"
        )
        if self.is_jpeg:
            return Stream(self.rows, f"{entries}/Filter/DCTDecode")
        entries += f"/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns {self.width}>>"
        return Stream(self.rows, entries, compressed=True)


class TaggedCanvas(Canvas):
    """The canvas. ``finish()`` gives the file."""

    # Attributes of reportlab's canvas that its type stubs leave out.
    _code: list[str]
    _pageNumber: int  # noqa: N815 - reportlab's name
    _doc: PlainDocument

    def __init__(self, supplies: Supplies, about: About, attachments: Sequence[Attachment] = ()) -> None:
        super().__init__("", pagesize=(PAGE_WIDTH * POINTS_PER_MM, PAGE_HEIGHT * POINTS_PER_MM))
        identity = f"{about.identifier}|{about.title}|{about.pdf_date}"
        self._doc = PlainDocument(identity)
        self._supplies, self._about, self._attachments = supplies, about, attachments
        self._root = Element("Document", None, "")
        self._open = [self._root]
        self._inside = ""
        self._fonts: dict[Face, FontUse] = {}
        self._pictures: dict[Picture, str] = {}
        self._page_marks: list[list[Element]] = []
        self._marks: list[Element] = []
        self._page_pictures: set[str] = set()
        self._start_colours()

    def _make_preamble(self) -> None:
        """Start pages without naming a standard font, which would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def _start_colours(self) -> None:
        self._fill: Colour = BLACK
        self._stroke: Colour = BLACK

    # -- structure ----------------------------------------------------------------------------

    @contextmanager
    def group(self, tag: str, attributes: str = "") -> Iterator[None]:
        """A structure element that holds other elements: Table, TR, L, Sect."""
        element = self._add(tag, attributes)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    def tag(self, tag: str, attributes: str = "") -> AbstractContextManager[Element]:
        """Content of one new structure element of the kind ``tag``."""
        return self.resume(self._add(tag, attributes))

    @contextmanager
    def resume(self, element: Element) -> Iterator[Element]:
        """More content of an element, e.g. on the next page."""
        self._begin(f"/{element.tag} <</MCID {len(self._marks)}>> BDC")
        element.append((self._pageNumber, len(self._marks)))
        self._marks.append(element)
        yield element
        self._end()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Decoration, which a reader leaves out."""
        self._begin("/Artifact BMC")
        yield
        self._end()

    def _begin(self, operator: str) -> None:
        if self._inside:
            raise AssertionError(f"marked content inside {self._inside}")
        self._inside = operator
        self._code.append(operator)

    def _end(self) -> None:
        self._code.append("EMC")
        self._inside = ""

    def _add(self, tag: str, attributes: str) -> Element:
        parent = self._open[-1]
        element = Element(tag, parent, attributes)
        parent.append(element)
        return element

    # -- drawing ------------------------------------------------------------------------------

    def text(
        self,
        run: Run,
        x: float,
        y: float,
        size: float,
        *,
        tracking: float = 0,
        colour: Colour = BLACK,
        joins: bool = False,
        actual: str = "",
    ) -> None:
        """Show ``run`` from ``x`` on the baseline ``y`` (mm) in ``size`` pt.

        tracking: mm between letters. joins: a space follows, so that readers do not run the last
        word into the next line. actual: what it reads as, when not as drawn.
        """
        use = self._fonts.get(run.face)
        if use is None:
            use = self._fonts[run.face] = FontUse(run.face, f"F{len(self._fonts) + 1}")
        use.add(run)
        if joins:
            use.add(run.face.shape(" "))
        self._set_fill(colour)
        self._code.append(_text_operators(use.name, run, x, y, size, tracking, joins, actual))

    def path(
        self,
        steps: Sequence[Step],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        line_width: float = 0.5,
        dots: float = 0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A path in mm; ``line_width`` in pt; ``dots``: round dots this far apart (mm) as its line.

        dash: length of dashes and gaps, mm.
        """
        if fill is not None:
            self._set_fill(fill)
        if stroke is not None:
            if stroke != self._stroke:
                self._stroke = stroke
                self._code.append(f"{_rgb(stroke)} RG")
            line = f"{number(line_width)} w"
            self._code.append(f"{line} 1 J [0 {number(dots * POINTS_PER_MM)}] 0 d" if dots else line)
            if dash:
                self._code.append(f"[{' '.join(number(part * POINTS_PER_MM) for part in dash)}] 0 d")
        self._code.append(_path_operators(tuple(steps)))
        self._code.append("f" if stroke is None else "S" if fill is None else "B")
        if dots:
            self._code.append("0 J [] 0 d")
        elif dash:
            self._code.append("[] 0 d")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture with its top left corner at ``x``, ``y`` (mm)."""
        shared = self._pictures.setdefault(picture, f"Im{len(self._pictures) + 1}")
        self._page_pictures.add(shared)
        corner = f"{number(x * POINTS_PER_MM)} {number((PAGE_HEIGHT - y - height) * POINTS_PER_MM)}"
        size = f"{number(width * POINTS_PER_MM)} 0 0 {number(height * POINTS_PER_MM)}"
        self._code.append(f"q {size} {corner} cm /{shared} Do Q")

    def _set_fill(self, colour: Colour) -> None:
        if colour != self._fill:
            self._fill = colour
            self._code.append(f"{_rgb(colour)} rg")

    # -- writing ------------------------------------------------------------------------------

    def _setAnnotations(self, page: PDFPage) -> None:  # noqa: N802 - reportlab's hook, called by showPage
        """Complete a finished page: its stream, its resources and its place in the structure."""
        fonts = [use.name for use in self._fonts.values()]
        pictures = sorted(self._page_pictures)
        listed = ["".join(f"/{used} {{{used}}}" for used in names) for names in (fonts, pictures)]
        resources = f"<</Font<<{listed[0]}>>/XObject<<{listed[1]}>>>>"
        own: dict[str, object] = {
            "Contents": Stream.deflated(page.stream.encode("latin-1")),
            "Resources": Dictionary(resources, (*fonts, *pictures)),
            "StructParents": len(self._page_marks),
            "Tabs": "/S",
            "Trans": None,
            "stream": None,
        }
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        for attribute, value in own.items():
            setattr(page, attribute, value)
        self._page_marks.append(self._marks)
        self._marks, self._page_pictures = [], set()
        self._start_colours()

    def finish(self) -> bytes:
        """The whole file; the canvas must not be used afterwards."""
        document = self._doc
        for use in self._fonts.values():
            for part, contents in use.objects():
                document.register(part, contents)
        for picture, shared in self._pictures.items():
            document.register(shared, picture.stream())
        document.register_structure(self._root, self._page_marks)
        document.complete(self._about, self._supplies.profile, self._attachments)
        return document.written()


def figure_attributes(alt: str, x: float, y: float, width: float, height: float) -> str:
    """Alternative text and place (mm) of a Figure."""
    edges = (x, PAGE_HEIGHT - y - height, x + width, PAGE_HEIGHT - y)
    box = " ".join(number(edge * POINTS_PER_MM) for edge in edges)
    return f"/Alt{text_string(alt)}/A<</O/Layout/Placement/Block/BBox[{box}]>>"


def _rgb(colour: Colour) -> str:
    return " ".join(number(channel / 255) for channel in colour)


@lru_cache(maxsize=8192)
def _text_operators(  # noqa: PLR0917 - cached, so all of it is the key
    font: str, run: Run, x: float, y: float, size: float, tracking: float, joins: bool, actual: str
) -> str:
    face = run.face
    shown = face.show(run, size, tracking * POINTS_PER_MM * 1000 / size)
    if actual:
        shown = f"/Span <</ActualText {text_string(actual)}>> BDC {shown} EMC"
    if joins:
        shown = f"{shown} {face.show(face.shape(' '), size, 0.0)}"
    place = f"{number(x * POINTS_PER_MM)} {number((PAGE_HEIGHT - y) * POINTS_PER_MM)}"
    return f"BT /{font} {number(size)} Tf {place} Td {shown} ET"


@lru_cache(maxsize=512)
def _path_operators(steps: tuple[Step, ...]) -> str:
    parts = []
    for operator, *numbers in steps:
        points = [
            number((value if index % 2 == 0 else PAGE_HEIGHT - value) * POINTS_PER_MM)
            for index, value in enumerate(map(float, numbers))
        ]
        parts.append(" ".join((*points, _PATH_OPERATORS[str(operator)])))
    return " ".join(parts)
