"""K-44x and K-45x: reports."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
