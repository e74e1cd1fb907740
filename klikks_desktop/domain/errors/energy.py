"""K-78x and K-79x: buildings, meters, consumption."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
