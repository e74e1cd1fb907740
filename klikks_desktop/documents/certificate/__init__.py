"""Certificates (Urkunden) as PDF: fitted, laid out, drawn."""
