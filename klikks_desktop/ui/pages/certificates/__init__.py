"""The page Urkunden: the register, and issuing."""

from klikks_desktop.ui.pages.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]
