"""The page Projekte."""

from klikks_desktop.ui.pages.projects.page import ProjectsPage

__all__ = ["ProjectsPage"]
