"""The page Post vom Regionalmanagement of a town: remarks, news, network, receipts."""

from klikks_desktop.ui.pages.post.page import PostPage

__all__ = ["PostPage"]
