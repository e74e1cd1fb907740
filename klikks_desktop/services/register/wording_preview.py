"""The wording of certificates in the editor: which texts there are, and how they would look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Address, Appointment, CertificateKind, Patron, Place
from klikks_desktop.domain.wording import PART_LABELS, THANKS_TITLE, TITLES, check_template, template_keys
from klikks_desktop.services.pack.accepted import texts_of
from klikks_desktop.services.register.certificate_sheets import (
    SheetRequest,
    build_sheet,
    edited_templates,
    templates,
)
from klikks_desktop.services.register.issuing import CertificateWriter
from klikks_desktop.services.workspace import Workspace

PREVIEW_NUMBER = "wird beim Ausstellen vergeben"
_NAMES: Mapping[Address, str] = {Address.FEMALE: "Ida", Address.MALE: "Emil", Address.NONE: "Kim"}
_TERM = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class WordingChoice:
    """Which certificate is edited: its kind, title and form of address. title "" is the usual one."""

    kind: CertificateKind = CertificateKind.APPOINTMENT
    title: str = ""
    address: Address = Address.FEMALE

    @property
    def printed_title(self) -> str:
        """The title on the paper."""
        return self.title or (THANKS_TITLE if self.kind is CertificateKind.THANKS else TITLES[0])


@dataclass(frozen=True, slots=True)
class WordingPart:
    """One editable text. text: in force; shipped: as it came with program or pack; source: of that."""

    key: str
    label: str
    text: str
    shipped: str
    source: str

    @property
    def is_edited(self) -> bool:
        """The municipality has its own version."""
        return self.text != self.shipped


def wording_parts(workspace: Workspace, choice: WordingChoice) -> list[WordingPart]:
    """The texts that one kind of certificate uses, in reading order."""
    edited, texts = edited_templates(workspace), texts_of(workspace)
    parts = []
    for part, key in template_keys(choice.kind, choice.printed_title, choice.address).items():
        shipped = texts.get(key)
        parts.append(
            WordingPart(key, PART_LABELS[part], edited.get(key, shipped.text), shipped.text, shipped.source)
        )
    return parts


def check_part(text: str) -> str:
    """Why ``text`` is refused, in a sentence; "" when it may stand on a certificate."""
    from klikks_desktop.domain.civil_service import check_wording

    try:
        check_template(text)
    except UserError as error:
        return f"{error.text.happened} {error.text.advice}"
    problem = check_wording(text)
    return problem.reason if problem else ""


def preview_wording(
    workspace: Workspace, place: Place, choice: WordingChoice, typed: Mapping[str, str]
) -> bytes:
    """A certificate of an invented person with ``typed`` (key to text) in place of the stored texts.

    K-120, K-121 and K-168 for a wording that cannot stand, K-421 for one that does not fit.
    """
    thanks = choice.kind is CertificateKind.THANKS
    begins_on = workspace.today - _TERM if thanks else workspace.today + timedelta(days=7)
    patron_id = workspace.new_id()
    request = SheetRequest(
        place=place if place.signatory_name else replace(place, signatory_name="Name der Unterschrift"),
        patron=Patron(
            id=patron_id,
            place_id=place.id,
            address=choice.address,
            given_name=_NAMES[choice.address],
            family_name="Beispiel",
        ),
        appointment=Appointment(
            id=workspace.new_id(),
            patron_id=patron_id,
            begins_on=begins_on,
            ends_on=begins_on + _TERM,
            resolution_on=begins_on - timedelta(days=21),
            resolution_number=f"{begins_on.year}/017",
        ),
        locality=None,
        templates=templates(workspace) | {key: text for key, text in typed.items() if text.strip()},
        practice=workspace.is_practice,
        kind=choice.kind,
        design=place.design,
        title=choice.printed_title,
        issued_on=workspace.today,
    )
    stored = build_sheet(request, number=PREVIEW_NUMBER, created=workspace.clock())
    return CertificateWriter(workspace).draw(stored)
