"""The page Rücksendung of a region: work list, news, what goes to the towns, network directory."""

from klikks_desktop.ui.pages.network.page import NetworkPage

__all__ = ["NetworkPage"]
