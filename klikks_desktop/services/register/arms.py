"""Looking at a coat of arms (Wappen) before it is taken, and at the one in use."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop.domain.colour_names import colour_name
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.workspace import Rasterise, Workspace


@dataclass(frozen=True, slots=True)
class ArmsLook:
    """A coat of arms as it will be printed.

    png: on white. accents: pairs of "#RRGGBB" and German name, the most frequent first.
    is_coarse: less than 300 dpi in print.
    """

    png: bytes
    accents: tuple[tuple[str, str], ...]
    is_coarse: bool


def look_at_arms(data: bytes, rasterise: Rasterise | None) -> ArmsLook:
    """What a PNG, JPEG or SVG file would become; K-410 to K-413 when it cannot be taken."""
    from klikks_desktop.documents.arms import ArmsPicture, accent_suggestions, read_arms

    picture: ArmsPicture = read_arms(data, rasterise)
    accents = tuple((colour, colour_name(colour)) for colour in accent_suggestions(picture))
    return ArmsLook(picture.png, accents, picture.is_coarse)


def arms_of(workspace: Workspace, place: Place) -> ArmsLook | None:
    """The coat of arms of ``place``; ``None`` without one, K-169 when its picture is lost."""
    from klikks_desktop.documents.arms import ArmsPicture, accent_suggestions

    if place.arms_hash is None:
        return None
    with workspace.store.read() as reader:
        png = reader.blob(place.arms_hash)
    if png is None:
        raise UserError("K-169")
    picture = ArmsPicture(png)
    accents = tuple((colour, colour_name(colour)) for colour in accent_suggestions(picture))
    return ArmsLook(png, accents, picture.is_coarse)
