"""The page Kommunen of a region."""

from klikks_desktop.ui.pages.places.page import PlacesPage

__all__ = ["PlacesPage"]
