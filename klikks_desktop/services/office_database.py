"""Where the data of a workspace lie: in its folder, or in a database that an office shares."""

from __future__ import annotations

from enum import Enum

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.workspace import ServerAddress, Workspace
from klikks_desktop.storage.server import server_of, set_server

_EMPTY = "K-256"


class Whence(Enum):
    """Who said where the data lie."""

    FOLDER = "folder"
    SETTINGS = "settings"
    ADMINISTRATOR = "administrator"


def whence(workspace: Workspace) -> Whence:
    """Whether the data lie in the folder, or on a server that the settings or the administrator named."""
    if not workspace.store.is_shared:
        return Whence.FOLDER
    return Whence.SETTINGS if server_of(workspace.folder) is not None else Whence.ADMINISTRATOR


def look_at(server: ServerAddress) -> bool:
    """Whether there is a workspace in that database; ``False`` when it is empty. Else K-25x and K-26x."""
    from klikks_desktop.storage.postgres import PostgresBackend  # psycopg is slow to import
    from klikks_desktop.storage.postgres_schema import check_schema

    try:
        check_schema(PostgresBackend(server))
    except UserError as error:
        if error.code != _EMPTY:
            raise
        return False
    return True


def use_server(workspace: Workspace, server: ServerAddress | None) -> None:
    """From the next start on work there, or in the folder again; what lies here stays.

    No password is kept.
    """
    set_server(workspace.folder, server)
