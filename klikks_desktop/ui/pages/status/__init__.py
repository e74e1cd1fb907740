"""The page Rückmeldestand of a region."""

from klikks_desktop.ui.pages.status.page import StatusPage

__all__ = ["StatusPage"]
