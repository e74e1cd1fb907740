"""The page Karte of a region."""

from klikks_desktop.ui.pages.region_map.page import RegionMapPage

__all__ = ["RegionMapPage"]
