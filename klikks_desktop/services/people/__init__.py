"""Patrons (Patinnen und Paten): their records, consents and lists."""
