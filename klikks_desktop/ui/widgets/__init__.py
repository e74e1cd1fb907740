"""Widgets that know one record type or none."""
