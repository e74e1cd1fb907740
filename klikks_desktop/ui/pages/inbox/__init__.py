"""The page Posteingang of a region: enrolling towns, taking their files, the log."""

from klikks_desktop.ui.pages.inbox.page import InboxPage

__all__ = ["InboxPage"]
