"""Certificates (Urkunden): what is printed, numbered and kept."""
