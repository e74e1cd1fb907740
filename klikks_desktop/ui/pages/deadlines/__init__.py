"""The page Termine."""

from klikks_desktop.ui.pages.deadlines.page import DeadlinesPage

__all__ = ["DeadlinesPage"]
