"""K-73x and K-74x: factor sets and reference figures."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
