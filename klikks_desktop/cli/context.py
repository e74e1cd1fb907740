"""What a command gets: the workspace, opened when it is first asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from getpass import getpass
from pathlib import Path
from typing import TypeAlias

from klikks_desktop import paths
from klikks_desktop.cli.output import warn
from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.workspace import (
    ServerAddress,
    Shipped,
    Workspace,
    find_server,
    open_workspace,
    shipped_in,
)

LOGIN_REFUSED = "K-254"


def now() -> datetime:
    """The clock of the command line."""
    return datetime.now(UTC)


def rasterise(svg: bytes, width: int) -> bytes:
    """SVG to PNG through Qt, imported only when a picture is one."""
    from klikks_desktop.ui.rasterise import rasterise_svg

    return rasterise_svg(svg, width)


@dataclass
class Context:
    """One run of the command line."""

    folder: Path
    read_only: bool = False

    @cached_property
    def shipped(self) -> Shipped:
        """Shipped resources; need no workspace."""
        return shipped_in(paths.resources_dir())

    @cached_property
    def server(self) -> ServerAddress | None:
        """Where an office keeps its data; ``None`` for the folder itself."""
        return find_server(self.folder, paths.database_url())

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace in ``folder``, opened; asks once for the server's password where a person sits."""
        try:
            return self._open(self.server)
        except UserError as error:
            if error.code != LOGIN_REFUSED or self.server is None or not sys.stdin.isatty():
                raise
            warn(error.line)
            return self._open(self.server.with_password(getpass("Kennwort: ")))

    def _open(self, server: ServerAddress | None) -> Workspace:
        return open_workspace(
            self.folder,
            clock=now,
            resources=paths.resources_dir(),
            rasterise=rasterise,
            read_only=self.read_only,
            server=server,
        )

    def use(self, workspace: Workspace) -> None:
        """Work on a workspace that this command made itself."""
        self.__dict__["workspace"] = workspace

    def close(self) -> None:
        """Let go of what was opened."""
        opened = self.__dict__.get("workspace")
        if isinstance(opened, Workspace):
            opened.close()


Run: TypeAlias = Callable[[Context, argparse.Namespace], int]
