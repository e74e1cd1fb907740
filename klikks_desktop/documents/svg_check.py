"""Lets through only SVG files that can do nothing but show a drawing."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.parsers import expat

from klikks_desktop.domain.errors import UserError

_MOST_BYTES = 5_000_000
_MOST_ELEMENTS = 50_000
_DEEPEST = 100
_MOST_COPIES = 5_000
_MOST_STRETCHED = 20

_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|javascript:", re.IGNORECASE)
_UNIT = re.compile(r"[a-z]+$")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")


def harmless_svg(data: bytes) -> tuple[bytes, float]:
    """The SVG without its document type, and its width as a share of its height.

    ``K-410`` when it is none, ``K-411`` or ``K-412`` when it could do harm.
    """
    if len(data) > _MOST_BYTES:
        facts = {"size": f"{len(data) // 1_000_000} MB", "limit": f"{_MOST_BYTES // 1_000_000} MB"}
        raise UserError("K-411", facts)
    checker = _Checker()
    try:
        checker.parse(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UserError("K-410") from error
    checker.refuse_copies()
    return _DOCTYPE.sub(b"", data, count=1), checker.ratio


def _narrowest(root: dict[str, str]) -> float:
    """Width / height of the drawing; the smaller one where size and viewBox differ."""
    sizes = [root.get("viewBox", "").replace(",", " ").split()[2:4]]
    sizes.append([_UNIT.sub("", root.get(side, "")) for side in ("width", "height")])
    ratios = []
    for size in sizes:
        try:
            width, height = map(float, size)
            ratios.append(width / height)
        except (ValueError, ZeroDivisionError):
            continue
    ratio = min(ratios, default=1.0)
    if not 1 / _MOST_STRETCHED <= ratio <= _MOST_STRETCHED:
        raise UserError("K-410")
    return ratio


def _unsafe(part: str) -> UserError:
    return UserError("K-412", {"part": part})


class _Checker:
    """Reads the file once, without resolving anything."""

    def __init__(self) -> None:
        self._count = 0
        self._open: list[str] = []
        # Which ids an element with an id shows again through <use>; "" is the whole drawing.
        self._copies: dict[str, list[str]] = defaultdict(list)
        self._in_style = 0
        self.ratio = 1.0

    def parse(self, data: bytes) -> None:
        """Check every part of the file."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(data, True)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        # A bare document type is common and harmless; it is cut off afterwards.
        if internal:
            raise _unsafe("eigene Definitionen (DOCTYPE)")

    def _entity(self, *_declaration: object) -> None:
        raise _unsafe("eigene Definitionen (ENTITY)")

    def _instruction(self, _target: str, _data: str) -> None:
        raise _unsafe("eine Verarbeitungsanweisung")

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2].lower()
        if not self._open:
            if name != "svg":
                raise UserError("K-410")
            self.ratio = _narrowest(attributes)
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) >= _DEEPEST:
            raise _unsafe("zu viele oder zu tief verschachtelte Teile")
        if name in _ACTIVE:
            raise _unsafe("aktive Inhalte")
        if name == "image":
            raise _unsafe("ein eingebettetes Bild")
        self._open.append(attributes.get("id", ""))
        self._in_style += name == "style" or self._in_style > 0
        for attribute, value in attributes.items():
            self._attribute(name, attribute.rpartition(" ")[2].lower(), value.strip())

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            raise _unsafe("aktive Inhalte")
        if name in {"href", "src"}:
            if not value.startswith("#"):
                raise _unsafe("einen Verweis auf eine andere Datei")
            if element == "use":
                for owner in {"", *self._open}:
                    self._copies[owner].append(value[1:])
        if _OUTSIDE.search(value):
            raise _unsafe("einen Verweis auf eine andere Datei")

    def _end(self, _name: str) -> None:
        self._open.pop()
        self._in_style = max(0, self._in_style - 1)

    def _text(self, text: str) -> None:
        if self._in_style and _OUTSIDE.search(text):
            raise _unsafe("einen Verweis auf eine andere Datei")

    def refuse_copies(self) -> None:
        """Refuse copies of copies that grow without end ("billion laughs" in <use>)."""
        sizes: dict[str, int] = {}
        entered: set[str] = set()

        def size(owner: str) -> int:
            if owner in sizes:
                return sizes[owner]
            if owner in entered or len(entered) > _DEEPEST:
                raise _unsafe("Kopien von Kopien")
            entered.add(owner)
            sizes[owner] = 1 + sum(map(size, self._copies.get(owner, ())))
            entered.discard(owner)
            if sizes[owner] > _MOST_COPIES:
                raise _unsafe("Kopien von Kopien")
            return sizes[owner]

        size("")
