"""K-70x to K-72x: measures and their inputs."""

from klikks_desktop.domain.errors import ErrorText

TEXTS: dict[str, ErrorText] = {}
