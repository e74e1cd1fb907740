"""What a command gets: the workspace, opened when it is first asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from klikks_desktop import paths
from klikks_desktop.services.workspace import Shipped, Workspace, open_workspace


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
        return Shipped(paths.resources_dir())

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace in ``folder``, opened."""
        return open_workspace(
            self.folder,
            clock=now,
            resources=paths.resources_dir(),
            rasterise=rasterise,
            read_only=self.read_only,
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
