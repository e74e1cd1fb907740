"""The page Ideenpool of a region."""

from klikks_desktop.ui.pages.region_ideas.page import RegionIdeasPage

__all__ = ["RegionIdeasPage"]
