"""The page Gebäude und Verbrauch."""

from klikks_desktop.ui.pages.buildings.page import BuildingsPage

__all__ = ["BuildingsPage"]
