"""Einstellungen: places, wording, participation, privacy, backups, look, about."""

from klikks_desktop.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
