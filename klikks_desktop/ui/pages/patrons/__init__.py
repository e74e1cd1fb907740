"""Patinnen und Paten: the searchable list with the record beside it."""

from klikks_desktop.ui.pages.patrons.page import PatronsPage

__all__ = ["PatronsPage"]
