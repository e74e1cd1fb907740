"""Papers beside the certificate (Vordrucke): consent form, information sheet, duty notice, disclosure list.

Filled from the master data; what is missing there becomes a line to write on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.papers import (
    Column,
    ConsentChoice,
    ConsentFormSheet,
    DutyNotice,
    InformationSheet,
    Letterhead,
    ListSheet,
    SignatureLine,
)
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.records import Address, Patron, Place
from klikks_desktop.domain.wording import fill
from klikks_desktop.services.files import write_new
from klikks_desktop.services.pack.accepted import consent_version, texts_of
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.services.exchange.disclosing import ExportPreview

LOWER_SAXONY = "03"
_LINE = "________________"
_FUNCTION = {
    Address.FEMALE: "Klimaschutzpatin",
    Address.MALE: "Klimaschutzpate",
    Address.NONE: "Klimaschutzpatenschaft",
}


class Paper(StrEnum):
    """Which paper; the value is the command line's word and part of the file name."""

    CONSENT = "consent"
    INFORMATION = "information"
    DUTY_NOTICE = "duty-notice"


_FILE_WORDS = {
    Paper.CONSENT: "Einwilligung",
    Paper.INFORMATION: "Information-Art-13",
    Paper.DUTY_NOTICE: "Pflichtenbelehrung",
}


def save_paper(
    workspace: Workspace,
    paper: Paper,
    out: Path,
    *,
    patron_id: UUID | None = None,
    place: Place | None = None,
) -> Path:
    """Write a paper into the folder ``out``, for one person or with lines left free."""
    data, at = _draw(workspace, paper, patron_id, place)
    return write_new(out, file_name(at.key, at.name, workspace.today, "pdf", _FILE_WORDS[paper]), data)


def paper_pdf(
    workspace: Workspace, paper: Paper, *, patron_id: UUID | None = None, place: Place | None = None
) -> bytes:
    """The same as bytes, for preview and print."""
    return _draw(workspace, paper, patron_id, place)[0]


def _draw(
    workspace: Workspace, paper: Paper, patron_id: UUID | None, place: Place | None
) -> tuple[bytes, Place]:
    from klikks_desktop.documents.forms import FormPress

    with workspace.store.read() as reader:
        patron = reader.get(Patron, patron_id) if patron_id else None
        if patron_id and patron is None:
            raise UserError("K-140")
        at = reader.get(Place, patron.place_id) if patron else place
    if at is None:
        at = workspace.own_place()
    press = FormPress(workspace.shipped.folder)
    text = _texts(workspace, at, patron)
    created = workspace.clock().replace(microsecond=0)
    if paper is Paper.CONSENT:
        return press.consent_form(_consent_form(workspace, at, patron, text), created=created), at
    if paper is Paper.INFORMATION:
        return press.information(_information(at, text), created=created), at
    return press.duty_notice(_duty_notice(at, patron, text), created=created), at


Text = Callable[[str], str]


def _texts(workspace: Workspace, place: Place, patron: Patron | None) -> Text:
    """Texts by key, filled from the master data."""
    address = ", ".join(part for part in (place.street, f"{place.postcode} {place.city}".strip()) if part)
    contact = ", ".join(part for part in (place.contact_phone, place.contact_email) if part)
    values: Mapping[str, str] = {
        "Gemeinde": place.nominative,
        "Kommune": place.nominative,
        "Anschrift": address or _LINE,
        "Kontakt": place.consent_contact or contact or _LINE,
        "Stelle": place.region_office or _LINE,
        "Datenschutzkontakt": place.data_protection_contact or _LINE,
        "Aufsichtsbehörde": place.supervisory_authority or _LINE,
        "Monate Kontakt": str(place.months_contact),
        "Jahre Register": str(place.years_register),
        "Jahre Nachweis": str(place.years_consent),
        "E-Mail": (patron.email if patron else "") or _LINE,
        "Telefon": (patron.phone if patron else "") or _LINE,
    }
    texts = texts_of(workspace)

    def text(key: str) -> str:
        return fill(texts.get(key).text, values)

    return text


def letterhead(place: Place) -> Letterhead:
    """Who a paper is from."""
    address = ", ".join(
        part for part in (place.office, place.street, f"{place.postcode} {place.city}".strip()) if part
    )
    return Letterhead(place.designation, address)


def _who(patron: Patron | None) -> str:
    if patron is None:
        return ""
    salutation = "" if patron.address is Address.NONE else ADDRESS_WORDS[patron.address]
    return " ".join(part for part in (salutation, patron.degree, patron.full_name) if part)


def _office(place: Place, patron: Patron | None) -> str:
    function = _FUNCTION[patron.address] if patron else "Klimaschutzpatin / Klimaschutzpate"
    return f"{function} {place.genitive}"


def _date_line(place: Place, label: str) -> SignatureLine:
    return SignatureLine(label, f"{place.city}, den " if place.city else "")


def _duty_notice(place: Place, patron: Patron | None, text: Text) -> DutyNotice:
    variant = "ni" if place.key.startswith(LOWER_SAXONY) else "neutral"
    return DutyNotice(
        letterhead=letterhead(place),
        title=text("belehrung.titel"),
        facts=(
            (text("belehrung.person"), _who(patron)),
            (text("belehrung.taetigkeit"), _office(place, patron)),
        ),
        statement=text(f"belehrung.{variant}"),
        note=text(f"belehrung.{variant}.akte"),
        signatures=(
            _date_line(place, text("belehrung.ort")),
            SignatureLine(text("belehrung.unterschrift.person")),
            SignatureLine(text("belehrung.unterschrift.kommune")),
        ),
    )


def _consent_form(workspace: Workspace, place: Place, patron: Patron | None, text: Text) -> ConsentFormSheet:
    return ConsentFormSheet(
        letterhead=letterhead(place),
        title=text("einwilligung.titel"),
        facts=(
            (text("einwilligung.person"), _who(patron)),
            (text("einwilligung.taetigkeit"), _office(place, patron)),
        ),
        intro=text("einwilligung.einleitung"),
        choices=(
            ConsentChoice(text("einwilligung.weitergabe")),
            ConsentChoice(text("einwilligung.vernetzung")),
            ConsentChoice(
                text("einwilligung.veroeffentlichung"), (text("einwilligung.veroeffentlichung.foto"),)
            ),
        ),
        contacts_label=text("einwilligung.kontakte"),
        contacts=(text("einwilligung.kontakt.email"), text("einwilligung.kontakt.telefon")),
        tail=text("einwilligung.gemeinsam"),
        signatures=(
            _date_line(place, text("einwilligung.ort")),
            SignatureLine(text("einwilligung.unterschrift")),
        ),
        version=consent_version(workspace),
    )


def _information(place: Place, text: Text) -> InformationSheet:
    basis = "ni" if place.key.startswith(LOWER_SAXONY) else "neutral"
    keys = {
        "verantwortlich": "verantwortlich",
        "datenschutz": "datenschutz",
        "zwecke": "zwecke",
        "rechtsgrundlage": f"rechtsgrundlage.{basis}",
        "empfaenger": "empfaenger",
        "dauer": "dauer",
        "rechte": "rechte",
        "pflicht": "pflicht",
    }
    sections = [
        (text(f"information.{head}.titel"), text(f"information.{body}")) for head, body in keys.items()
    ]
    # A heading stands before it, so the town is named without its article.
    controller = place.controller or sections[0][1].replace(place.nominative, place.designation, 1)
    sections[0] = (sections[0][0], controller)
    return InformationSheet(
        letterhead=letterhead(place),
        title=text("information.titel"),
        intro=text("information.einleitung"),
        sections=tuple(sections),
    )


def disclosure_pdf(workspace: Workspace, preview: ExportPreview) -> bytes:
    """The list "Das verlässt Ihr Haus", for the data-protection officer."""
    from klikks_desktop.documents.forms import FormPress
    from klikks_desktop.services.exchange.disclosure_print import printed_lines

    place = preview.places[0].place if preview.places else workspace.own_place()
    receiver = preview.receiver.name if preview.receiver else "noch nicht bestätigt"
    sheet = ListSheet(
        letterhead=letterhead(place),
        title="Das verlässt Ihr Haus",
        subtitle=f"Empfänger: {receiver} · Stand {format_long(workspace.today)}",
        columns=(Column("Datensatz", 3), Column("Angabe", 2.5), Column("Inhalt", 3.5), Column("Grund", 3)),
        rows=tuple(printed_lines(preview)),
        notes=(
            "Personen ohne nachgewiesene Einwilligung zur Weitergabe stehen nur als Zahl in der Datei.",
            "Zu jedem Datensatz, der mitgeht, gehört außerdem eine technische Kennung ohne Aussage.",
            "Gebäude, Zähler, Dateien, Notizen und nächste Schritte stehen in keiner Datei.",
        ),
    )
    return FormPress(workspace.shipped.folder).listing(
        sheet, created=workspace.clock().replace(microsecond=0)
    )
