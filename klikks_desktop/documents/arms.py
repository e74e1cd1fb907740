"""The coat of arms (Wappen): any PNG, JPEG or SVG a town has, made into one plain PNG."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property

from klikks_desktop.documents.canvas import Picture

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class ArmsPicture:
    """A normalised coat of arms: an 8-bit RGB PNG on white without empty borders."""

    png: bytes

    @cached_property
    def picture(self) -> Picture:
        """The picture as a PDF embeds it: the compressed rows of the PNG, untouched."""
        if not self.png.startswith(_PNG_SIGNATURE):
            raise ValueError("arms are not a PNG")
        width, height = struct.unpack_from(">2I", self.png, 16)
        if tuple(self.png[24:29]) != (8, 2, 0, 0, 0):
            raise ValueError("arms are not a plain 8-bit RGB PNG")
        rows = []
        offset = len(_PNG_SIGNATURE)
        while offset < len(self.png):
            length, kind = struct.unpack_from(">I4s", self.png, offset)
            if kind == b"IDAT":
                rows.append(self.png[offset + 8 : offset + 8 + length])
            offset += length + 12
        return Picture(width, height, b"".join(rows))
