"""The first start: from everything that was chosen to a workspace, or to nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.places import places
from klikks_desktop.services.places.arms import set_arms
from klikks_desktop.services.workspace import Clock, Rasterise, Workspace, create_workspace
from klikks_desktop.storage.server import ServerAddress

_MOST_BYTES = 1 << 20
_NOT_OURS = {"K-202", "K-203", "K-204", "K-208"}
"""Errors that say that somebody else's files lie in the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a person chose at the first start.

    name: of the region's office; a town is called as its place. arms: file content as chosen.
    enrolment, answer: the region's file, and where the answer to it goes. practice: watermarked.
    """

    role: Role
    name: str = ""
    place: Place | None = None
    arms: bytes | None = None
    enrolment: Path | None = None
    answer: Path | None = None
    shared: bool = False
    practice: bool = False


def set_up(
    folder: Path,
    setup: Setup,
    *,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    server: ServerAddress | None = None,
) -> Workspace:
    """Make the workspace in ``folder`` with all that was chosen; when something fails, nothing stays.

    server: the empty database where its data shall lie.
    """
    name = setup.place.designation if setup.place else setup.name
    with nothing_half(folder):
        workspace = create_workspace(
            folder,
            role=setup.role,
            name=name,
            clock=clock,
            resources=resources,
            rasterise=rasterise,
            shared=setup.shared,
            practice=setup.practice,
            server=server,
        )
        with _discarded_on_error(workspace):
            if setup.place is not None:
                place = places.add_place(workspace, setup.place)
                if setup.arms is not None:
                    set_arms(workspace, place, setup.arms)
            if setup.enrolment is not None and setup.answer is not None:
                enrolment.accept_enrolment_file(workspace, setup.enrolment, setup.answer)
    return workspace


def read_region_name(file: Path) -> str:
    """Whose enrolment file (Anmeldedatei) it is; K-5xx when it is none, K-632 or K-633 unreadable."""
    from klikks_desktop.exchange.enrolment import read_enrolment
    from klikks_desktop.exchange.keys import create_keys

    # Any keys do: nothing is trusted here, and the real ones do not exist yet.
    return read_enrolment(read_bytes(file, _MOST_BYTES), keys=create_keys()).name


@contextmanager
def nothing_half(folder: Path) -> Iterator[None]:
    """When making a workspace in ``folder`` fails, take away what was made; other files stay."""
    existed = folder.is_dir()
    before = set(folder.iterdir()) if existed else set()
    try:
        yield
    except BaseException as error:
        if not (isinstance(error, UserError) and error.code in _NOT_OURS):
            _take_away(folder, before, existed=existed)
        raise


@contextmanager
def _discarded_on_error(workspace: Workspace) -> Iterator[None]:
    try:
        yield
    except BaseException:
        workspace.store.discard()
        raise


def _take_away(folder: Path, before: set[Path], *, existed: bool) -> None:
    with suppress(OSError):
        for path in set(folder.iterdir()) - before:
            if path.is_file():
                path.unlink()
        if not existed:
            folder.rmdir()
