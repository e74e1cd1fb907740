"""K-1xx: entries and rules."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
