"""Photos of projects: any JPEG or PNG, made into one plain sRGB JPEG in the size it is printed."""

from __future__ import annotations

import io

from PIL import Image

from klikks_desktop.documents.arms import on_white
from klikks_desktop.documents.canvas import Picture
from klikks_desktop.domain.errors import UserError

_DPI = 220
_QUALITY = 86


def read_photo(data: bytes, width: float, height: float, name: str) -> tuple[Picture, float, float]:
    """The picture and its size in mm inside ``width`` by ``height`` mm.

    name: what the person calls it. ``K-441`` when it is no readable JPEG or PNG, or too large.
    """
    try:
        image = on_white(data)
    except UserError as error:
        raise UserError("K-441", {"picture": name}) from error
    scale = min(width / image.width, height / image.height)
    shown = image.width * scale, image.height * scale
    pixels = (max(1, round(shown[0] * _DPI / 25.4)), max(1, round(shown[1] * _DPI / 25.4)))
    if image.width > pixels[0]:
        image = image.resize(pixels, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(image.width, image.height, target.getvalue(), is_jpeg=True), *shown
