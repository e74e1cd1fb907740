"""The page Ideenpool of a town."""

from klikks_desktop.ui.pages.ideas.page import IdeasPage

__all__ = ["IdeasPage"]
