"""The coat of arms (Wappen): any PNG, JPEG or SVG a town has, made into one plain PNG."""

from __future__ import annotations

import colorsys
import io
import struct
import warnings
import zlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from PIL import Image, ImageChops, ImageCms, ImageOps

from klikks_desktop.documents.canvas import Picture
from klikks_desktop.documents.colour import darkened
from klikks_desktop.documents.svg_check import harmless_svg
from klikks_desktop.domain.errors import UserError

# Draws an SVG (bytes) as PNG with this width in pixels; ValueError when it cannot. Qt does it, which is
# not at home here.
Rasterise = Callable[[bytes, int], bytes]

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_SIGNATURE = b"\xff\xd8\xff"
_MOST_BYTES = 20_000_000
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 10_000

# On paper: equal area, not equal height; wide arms get more of it. mm², ratio of width to height, mm.
_AREA, _WIDE_AREA, _WIDE = 880.0, 1144.0, 1.6
_TALLEST, _WIDEST = 38.0, 76.0
_STORED_DPI, _SHARP_DPI = 600, 300
_SVG_SIDE = round(_WIDEST * _STORED_DPI / 25.4)

# JPEG noise: what differs less from white counts as white.
_NEARLY_WHITE = 12

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, KeyError, IndexError)


@dataclass(frozen=True)
class ArmsPicture:
    """A normalised coat of arms: an 8-bit RGB PNG on white without empty borders (``read_arms``)."""

    png: bytes

    @cached_property
    def picture(self) -> Picture:
        """The picture as a PDF embeds it: the compressed rows of the PNG, untouched."""
        if not self.png.startswith(_PNG_SIGNATURE) or tuple(self.png[24:29]) != (8, 2, 0, 0, 0):
            raise ValueError("not a normalised coat of arms")
        width, height = struct.unpack_from(">2I", self.png, 16)
        rows = []
        offset = len(_PNG_SIGNATURE)
        while offset < len(self.png):
            length, kind = struct.unpack_from(">I4s", self.png, offset)
            if kind == b"IDAT":
                rows.append(self.png[offset + 8 : offset + 8 + length])
            offset += length + 12
        return Picture(width, height, b"".join(rows))

    @property
    def is_coarse(self) -> bool:
        """Less than 300 dpi in the size it is printed."""
        width, _height = arms_size(self.picture.width / self.picture.height)
        return self.picture.width < width * _SHARP_DPI / 25.4


def arms_size(ratio: float, room: float = _TALLEST) -> tuple[float, float]:
    """Width and height in mm of arms with this ratio of width to height, at most ``room`` high."""
    area = _WIDE_AREA if ratio > _WIDE else _AREA
    height = min(sqrt(area / ratio), _TALLEST, room, _WIDEST / ratio)
    return height * ratio, height


def read_arms(data: bytes, rasterise: Rasterise | None = None) -> ArmsPicture:
    """The coat of arms in a PNG, JPEG or (with ``rasterise``) SVG file.

    ``K-410`` not such a picture, ``K-411`` too large, ``K-412`` SVG with parts that could do harm,
    ``K-413`` nothing on it.
    """
    if len(data) > _MOST_BYTES:
        raise _too_large(f"{len(data) // 1_000_000} MB", f"{_MOST_BYTES // 1_000_000} MB")
    if not data.startswith((_PNG_SIGNATURE, _JPEG_SIGNATURE)):
        if rasterise is None:
            raise UserError("K-410")
        svg, ratio = harmless_svg(data)
        try:
            data = rasterise(svg, round(_SVG_SIDE * min(1.0, ratio)))
        except ValueError as error:
            raise UserError("K-410") from error
    image = _scaled(_trimmed(on_white(data)))
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return ArmsPicture(target.getvalue())


def accent_suggestions(arms: ArmsPicture) -> list[str]:
    """One to three colours of the arms as "#RRGGBB", dark enough for print; the most frequent first.

    Empty for arms in black, white and grey.
    """
    image = Image.open(io.BytesIO(arms.png)).convert("RGB").resize((120, 120), Image.Resampling.NEAREST)
    hues: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    pixels = image.tobytes()
    for red, green, blue in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True):
        hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
        if saturation > 0.35 and value > 0.2:
            hues[round(hue * 18) % 18].append((red, green, blue))
    frequent = sorted(hues.values(), key=len, reverse=True)[:3]
    return [_hex(_middle(colours)) for colours in frequent if len(colours) > 120 * 120 // 50]


def _middle(colours: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    return sorted(colours, key=sum)[len(colours) // 2]


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*darkened(colour))


def _too_large(size: str, limit: str) -> UserError:
    return UserError("K-411", {"size": size, "limit": limit})


def on_white(data: bytes) -> Image.Image:
    """The picture upright, in sRGB, on white."""
    try:
        with warnings.catch_warnings():
            # Our own limit below is stricter than the one Pillow warns of.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except Image.DecompressionBombError as error:
        raise _too_large("zu viele Bildpunkte", _limit()) from error
    except _BROKEN as error:
        raise UserError("K-410") from error
    if max(image.size) > _LONGEST_SIDE or image.width * image.height > _MOST_PIXELS:
        size = f"{image.width} × {image.height} Bildpunkte"
        raise _too_large(size, _limit())
    try:
        image.load()
        image = _with_alpha(_in_srgb(ImageOps.exif_transpose(image)))
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise UserError("K-410") from error
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _limit() -> str:
    return f"{_LONGEST_SIDE} Bildpunkte je Seite und {_MOST_PIXELS // 1_000_000} Millionen insgesamt"


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture converted from its own colour profile, where it has one that fits."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *_BROKEN):
        return image
    return converted or image


def _with_alpha(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # 16 bits of grey; Pillow would clip them.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGB").convert("RGBA") if image.mode == "CMYK" else image.convert("RGBA")


def _trimmed(image: Image.Image) -> Image.Image:
    """The picture without its white borders."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, "white"))
    strongest = difference.getchannel(0)
    for channel in (1, 2):
        strongest = ImageChops.lighter(strongest, difference.getchannel(channel))
    content = strongest.point([0] * _NEARLY_WHITE + [255] * (256 - _NEARLY_WHITE)).getbbox()
    if content is None:
        raise UserError("K-413")
    return image.crop(content)


def _scaled(image: Image.Image) -> Image.Image:
    """The picture with at most 600 dpi in the size it is printed."""
    width, height = (side * _STORED_DPI / 25.4 for side in arms_size(image.width / image.height))
    if image.width <= width:
        return image
    return image.resize((max(1, round(width)), max(1, round(height))), Image.Resampling.LANCZOS)
