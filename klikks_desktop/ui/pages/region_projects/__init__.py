"""The page Projekte of a region."""

from klikks_desktop.ui.pages.region_projects.page import RegionProjectsPage

__all__ = ["RegionProjectsPage"]
