"""Practice mode (Übungsmodus): an invented town with realistic data, beside the real workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.place_key import state_of
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import Address, Place, Role
from klikks_desktop.services import demo_data, issuing, patrons, places
from klikks_desktop.services.first_start import nothing_half
from klikks_desktop.services.workspace import (
    Clock,
    Progress,
    Rasterise,
    Workspace,
    create_workspace,
    open_workspace,
    silent,
)

NAME = "Auenbrück"
KEY = "03999888"
"""Of the right form, given to no municipality: county 999 does not exist in Lower Saxony."""

_EXISTS = "K-202"
_CERTIFIED = slice(1, 6)
"""Whose certificates are written already; the others show what a next step is."""


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
            name=f"Stadt {NAME}",
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
    today = workspace.today
    place = places.add_place(workspace, _town(workspace))
    if workspace.rasterise is not None:
        place = places.set_arms(workspace, place, demo_data.ARMS_SVG)
    places.set_participation(
        workspace,
        place.id,
        resolution_on=today - timedelta(days=1_120),
        resolution_number=f"{(today - timedelta(days=1_120)).year}/041",
        agreement_on=today - timedelta(days=1_090),
    )
    for name in demo_data.LOCALITIES:
        places.add_locality(workspace, place.id, name)
    people = []
    for index in range(len(demo_data.PEOPLE)):
        people.append(patrons.add_patron(workspace, place.id, demo_data.patron_texts(index, today)).id)
        progress(index + 1, len(demo_data.PEOPLE) + 1)
    issuing.issue(workspace, people[_CERTIFIED], issuing.IssueOptions(issued_on=today))
    progress(len(demo_data.PEOPLE) + 1, len(demo_data.PEOPLE) + 1)


def _town(workspace: Workspace) -> Place:
    forms = grammatical_forms("Stadt", "Stadt", NAME)
    place = Place(
        id=workspace.new_id(),
        key=KEY,
        name=NAME,
        kind="Stadt",
        county="Landkreis Auenland",
        state=state_of(KEY),
        designation=forms.designation,
        nominative=forms.nominative,
        genitive=forms.genitive,
        locative=forms.locative,
        city=NAME,
    )
    return replace(
        place,
        office="Fachbereich Bauen und Umwelt",
        street="Am Markt 1",
        postcode="29999",
        contact_email="klimaschutz@auenbrueck.example",
        signatory_name="Henrike Sandmann",
        signatory_title="Bürgermeisterin",
        signatory_address=Address.FEMALE,
        deputy_name="Ole Petersen",
        deputy_title="Erster Stadtrat",
        deputy_mode="In Vertretung",
        controller=f"Stadt {NAME}, Am Markt 1, 29999 {NAME}",
        data_protection_contact="datenschutz@auenbrueck.example",
        consent_contact="klimaschutz@auenbrueck.example",
        region_office="Übungsregion",
    )
