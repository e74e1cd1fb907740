"""The page Übersicht."""

from klikks_desktop.ui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
