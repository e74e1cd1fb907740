"""The page Potenziale."""

from klikks_desktop.ui.pages.potentials.page import PotentialsPage

__all__ = ["PotentialsPage"]
