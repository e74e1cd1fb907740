"""The page Datenaustausch of a town: enrolment, "Das verlässt Ihr Haus", the sync file."""

from klikks_desktop.ui.pages.delivery.page import DeliveryPage

__all__ = ["DeliveryPage"]
