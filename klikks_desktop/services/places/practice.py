"""Practice mode (Übungsmodus): an invented town with realistic data, beside the real workspace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import CertificateKind, Participation, Role
from klikks_desktop.services.places import places
from klikks_desktop.services.places.demo import TOWN_NAME, fill_practice_town
from klikks_desktop.services.places.demo_ideas import add_ideas
from klikks_desktop.services.places.demo_work import fill_work
from klikks_desktop.services.places.first_start import nothing_half
from klikks_desktop.services.register import issuing
from klikks_desktop.services.workspace import (
    Clock,
    Progress,
    Rasterise,
    Workspace,
    create_workspace,
    open_workspace,
    silent,
)

_EXISTS = "K-202"
_CERTIFIED = 5
"""So many have their certificate already; the others show what a next step is."""
_STEPS = 3


def practice_folder(folder: Path) -> Path:
    """Where the practice workspace of ``folder`` lies: beside it, never in it."""
    return folder.with_name(f"{folder.name}-uebung")


def open_practice(
    folder: Path,
    *,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    progress: Progress = silent,
) -> Workspace:
    """The practice workspace in ``folder``, made when there is none yet."""
    try:
        return create_practice(
            folder, clock=clock, resources=resources, rasterise=rasterise, progress=progress
        )
    except UserError as error:
        if error.code != _EXISTS:
            raise
    return open_workspace(folder, clock=clock, resources=resources, rasterise=rasterise)


def create_practice(
    folder: Path,
    *,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    progress: Progress = silent,
) -> Workspace:
    """A new workspace in ``folder`` with the invented town Auenbrück, its patrons and certificates.

    K-202 when there is one already; when something fails or ``progress`` raises, nothing stays.
    """
    with nothing_half(folder):
        workspace = create_workspace(
            folder,
            role=Role.MUNICIPALITY,
            name=f"Stadt {TOWN_NAME}",
            clock=clock,
            resources=resources,
            rasterise=rasterise,
            practice=True,
        )
        try:
            _fill(workspace, progress)
        except BaseException:
            workspace.close()
            raise
    return workspace


def _fill(workspace: Workspace, progress: Progress) -> None:
    """People in every state, some certificates, when the town joined, and what it works on."""
    today = workspace.today
    progress(0, _STEPS)
    place = fill_practice_town(workspace).own_place()
    progress(1, _STEPS)
    resolution_on = today - timedelta(days=1_120)
    places.save_participation(
        workspace,
        Participation(
            id=place.id,
            contact_on=resolution_on - timedelta(days=70),
            resolution_on=resolution_on,
            resolution_number=f"{resolution_on.year}/041",
            agreement_on=resolution_on + timedelta(days=30),
            call_on=resolution_on + timedelta(days=45),
            appointment_on=resolution_on + timedelta(days=140),
            onboarding_on=resolution_on + timedelta(days=170),
            analysis_on=resolution_on + timedelta(days=260),
        ),
    )
    waiting = issuing.patrons_without_certificate(workspace, CertificateKind.APPOINTMENT)
    chosen = [patron.id for patron in waiting[:_CERTIFIED]]
    issuing.issue(workspace, chosen, issuing.IssueOptions(issued_on=today))
    progress(2, _STEPS)
    fill_work(workspace)
    add_ideas(workspace)
    progress(_STEPS, _STEPS)
