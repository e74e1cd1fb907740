"""Who letters of the region are from (Absender); kept as a setting of the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final
from uuid import UUID

from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.values import check_email, check_phone, check_postcode
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

_KEY: Final = "region_sender"
SENDER_FIELDS: Final = (
    Field(name="street", title="Straße und Hausnummer"),
    Field(name="postcode", title="PLZ"),
    Field(name="city", title="Ort"),
    Field(name="contact", title="Auskunft", help="Stelle oder Name, wie er auf Briefen stehen soll."),
    Field(name="phone", title="Telefon"),
    Field(name="email", title="E-Mail", help="Dorthin sollen die Kommunen ihre Dateien senden."),
    Field(name="signatory", title="Wer unterschreibt"),
    Field(name="programme", title="Name des Programms"),
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Address, mailbox and signature of the region's office; its name is the workspace's."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    signatory: str = ""
    programme: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether a letter can be answered."""
        return bool(self.postcode and self.city)


def sender(workspace: Workspace) -> Sender:
    """What was entered last; empty before."""
    with workspace.store.read() as reader:
        kept = reader.setting(_KEY)
    names = {field.name for field in fields(Sender)}
    texts = kept.items() if isinstance(kept, dict) else ()
    return Sender(**{name: str(text) for name, text in texts if name in names})


def set_sender(workspace: Workspace, new: Sender, seen: Sender | None = None) -> Sender:
    """Keep it for the letters to come.

    seen: as it was shown; ``Conflict`` when a colleague changed the same field meanwhile.
    """

    def again(chosen: Mapping[str, str], shown: Mapping[str, str]) -> Sender:
        return set_sender(workspace, Sender(**{**shown, **chosen}), Sender(**shown))

    with workspace.store.write("Absender geändert") as unit:
        if seen is not None:
            now = asdict(sender(workspace))
            titles = {field.name: field.title for field in SENDER_FIELDS}
            typed = expect_seen(
                workspace, "Absender", titles, seen=asdict(seen), typed=asdict(new), now=now, redo=again
            )
            new = Sender(**{**now, **typed})
        put_sender(unit, new)
    return new


def put_sender(unit: Unit, new: Sender) -> None:
    """As ``set_sender``, within a change."""
    unit.put_setting(_KEY, asdict(new))


def check_sender(new: Sender) -> list[Problem]:
    """What is wrong with it, field by field. Without a town nothing can be answered."""
    checks = {"postcode": check_postcode, "phone": check_phone, "email": check_email}
    problems = [
        Problem(name, problem)
        for name, check in checks.items()
        if (text := getattr(new, name)) and (problem := check(text))
    ]
    if not new.postcode:
        problems.append(Problem("postcode", "Bitte die Postleitzahl eintragen."))
    if not new.city:
        problems.append(Problem("city", "Bitte den Ort eintragen."))
    return problems


def office(workspace: Workspace, known: Sender) -> Place:
    """The region's office as the place that its letters come from; it is not stored."""
    name = workspace.name
    return Place(
        id=UUID(int=0),
        key="",
        name=name,
        kind="",
        designation=name,
        nominative=name,
        genitive=name,
        locative=name,
        street=known.street,
        postcode=known.postcode,
        city=known.city,
        contact_name=known.contact,
        contact_phone=known.phone,
        contact_email=known.email,
        signatory_name=known.signatory,
        programme=known.programme,
    )
