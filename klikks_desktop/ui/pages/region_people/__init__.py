"""The page Patinnen und Paten of a region."""

from klikks_desktop.ui.pages.region_people.page import RegionPeoplePage

__all__ = ["RegionPeoplePage"]
