"""What part of the plane is seen: zoom, shift, fit. Pixels grow to the right and downwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from klikks_desktop.domain.map.geometry import Bounds, Point

LEAST_SCALE, MOST_SCALE = 0.25, 60.0
"""Pixels per kilometre: Germany in the palm of a hand, a village that fills the window."""


@dataclass(frozen=True, slots=True)
class View:
    """A window of ``width`` by ``height`` pixels on the plane; scale: pixels per kilometre."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    def to_screen(self, x: float, y: float) -> Point:
        """Where a point of the plane is seen."""
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def to_plane(self, x: float, y: float) -> Point:
        """Which point of the plane is seen there."""
        return (x - self.width / 2) / self.scale + self.x, (y - self.height / 2) / self.scale + self.y

    @property
    def bounds(self) -> Bounds:
        """The part of the plane that is seen."""
        return Bounds(*self.to_plane(0, 0), *self.to_plane(self.width, self.height))

    def zoomed(self, factor: float, at: Point | None = None) -> View:
        """Larger or smaller around ``at`` (pixels), which stays where it is; without, around the middle."""
        scale = min(MOST_SCALE, max(LEAST_SCALE, self.scale * factor))
        if at is None:
            return replace(self, scale=scale)
        x, y = self.to_plane(*at)
        rest = self.scale / scale
        return replace(self, x=x + (self.x - x) * rest, y=y + (self.y - y) * rest, scale=scale)

    def shifted(self, dx: float, dy: float) -> View:
        """The picture moved by so many pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def resized(self, width: float, height: float) -> View:
        """The same middle in another window."""
        return replace(self, width=width, height=height)

    def kept_near(self, land: Bounds) -> View:
        """Moved back where the middle has left ``land``, so that nobody gets lost."""
        return replace(
            self, x=min(max(self.x, land.left), land.right), y=min(max(self.y, land.top), land.bottom)
        )


def fitting(land: Bounds, width: float, height: float, margin: float) -> View:
    """The view that shows all of ``land`` with so many pixels around."""
    free_width, free_height = max(1.0, width - 2 * margin), max(1.0, height - 2 * margin)
    scale = min(free_width / max(land.width, 1e-9), free_height / max(land.height, 1e-9))
    scale = min(MOST_SCALE, max(LEAST_SCALE, scale))
    return View((land.left + land.right) / 2, (land.top + land.bottom) / 2, scale, width, height)
