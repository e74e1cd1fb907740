"""K-6xx: this computer: folders, printer, window."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
