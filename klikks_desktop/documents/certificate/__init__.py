"""Certificates (Urkunden) as PDF: fitted, laid out, drawn."""

from klikks_desktop.documents.certificate.press import (
    CertificatePress,
    check_fit,
    render_certificate,
    render_certificates,
)

__all__ = ["CertificatePress", "check_fit", "render_certificate", "render_certificates"]
