"""From records and wording to what stands on one certificate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from klikks_desktop.domain.certificate_sheet import CertificateSheet, PartRole, SentencePart, Signer
from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    CertificateKind,
    Design,
    Locality,
    Patron,
    Place,
)
from klikks_desktop.domain.wording import (
    THANKS_TITLE,
    TITLES,
    WordingFacts,
    build_sentence,
    check_template,
)
from klikks_desktop.services.pack.accepted import texts_of
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

PRACTICE_MARK = "Übungsurkunde"
_EDITED = "wording"
_SALUTATION = {Address.FEMALE: "Frau", Address.MALE: "Herrn", Address.NONE: ""}
_ARTICLE = {Address.FEMALE: "Die ", Address.MALE: "Der ", Address.NONE: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """Whose certificate, of which kind and look, with all that is needed to write it.

    title "": the usual one. deputy: signs instead. templates: key to text. practice: watermarked.
    """

    place: Place
    patron: Patron
    appointment: Appointment
    locality: Locality | None
    templates: Mapping[str, str]
    practice: bool
    kind: CertificateKind
    design: Design
    title: str = ""
    issued_on: date
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet and the instant its file carries: together they give the same bytes again."""

    sheet: CertificateSheet
    created: datetime

    def to_json(self) -> str:
        """As the register keeps it."""
        return json.dumps(
            {"created": self.created.isoformat(), "sheet": asdict(self.sheet)}, ensure_ascii=False
        )

    @classmethod
    def from_json(cls, text: str) -> StoredSheet:
        """Read back what ``to_json`` wrote."""
        raw = json.loads(text)
        fields = raw["sheet"]
        return cls(
            CertificateSheet(
                **{
                    **fields,
                    "kind": CertificateKind(fields["kind"]),
                    "design": Design(fields["design"]),
                    "sentence": tuple(
                        SentencePart(PartRole(p["role"]), p["text"]) for p in fields["sentence"]
                    ),
                    "paragraphs": tuple(fields["paragraphs"]),
                    "signers": tuple(Signer(**signer) for signer in fields["signers"]),
                    "facts": tuple((name, text) for name, text in fields["facts"]),
                }
            ),
            datetime.fromisoformat(raw["created"]),
        )

    def marked(self, mark: str) -> StoredSheet:
        """The same sheet with a mark beside its number."""
        marks = [known for known in (self.sheet.mark, mark) if known]
        return replace(self, sheet=replace(self.sheet, mark=" · ".join(marks)))


def build_sheet(request: SheetRequest, *, number: str, created: datetime) -> StoredSheet:
    """Everything that will stand on the paper.

    Raises K-161 without a begin, K-166 without a signatory, K-168 for a wording that would make a
    civil servant.
    """
    place, patron = request.place, request.patron
    title = request.title or (THANKS_TITLE if request.kind is CertificateKind.THANKS else TITLES[0])
    words = build_sentence(
        request.kind,
        title,
        patron.address,
        _facts(request),
        request.templates,
    )
    sheet = CertificateSheet(
        kind=request.kind,
        design=request.design,
        municipality=place.designation,
        title=title,
        form_of_address=_SALUTATION[patron.address],
        degree=patron.degree,
        name=patron.full_name,
        sentence=words.sentence,
        paragraphs=words.paragraphs,
        city=place.city or place.name,
        issued_on=format_long(request.issued_on),
        signers=_signers(place, request.deputy),
        number=number,
        mark=PRACTICE_MARK if request.practice else "",
        legal=words.legal if place.show_legal_note else "",
        programme=place.programme,
        arms_hash=place.arms_hash or "",
        arms_alt=arms_alt(place),
        accent=place.accent,
        facts=_embedded(request, number, title),
    )
    return StoredSheet(sheet, created.replace(microsecond=0))


def _facts(request: SheetRequest) -> WordingFacts:
    place, appointment = request.place, request.appointment
    thanks = request.kind is CertificateKind.THANKS
    return WordingFacts(
        nominative=place.nominative,
        genitive=place.genitive,
        locative=place.locative,
        territory=request.locality.genitive if request.locality else "",
        council=place.council,
        begins_on=appointment.begins_on,
        ends_on=appointment.last_day if thanks else appointment.ends_on,
        resolution_on=None if thanks else appointment.resolution_on,
        resolution_number=appointment.resolution_number,
    )


def _signers(place: Place, deputy: bool) -> tuple[Signer, ...]:
    if deputy:
        if not place.deputy_name:
            raise UserError("K-166")
        mode = place.deputy_mode or "In Vertretung"
        office = " · ".join(part for part in (mode, place.deputy_title) if part)
        first = Signer(office, place.deputy_name)
    else:
        if not place.signatory_name:
            raise UserError("K-166")
        first = Signer(_office(place.signatory_address, place.signatory_title), place.signatory_name)
    if place.second_name:
        return first, Signer(_office(place.second_address, place.second_title), place.second_name)
    return (first,)


def _office(address: Address, title: str) -> str:
    """The office with its article, "Die Bürgermeisterin"; without one when no address is known."""
    return f"{_ARTICLE[address]}{title}" if title else ""


def arms_alt(place: Place) -> str:
    """What a coat of arms is for who does not see it."""
    return f"Wappen: {place.designation}" + (f", {place.arms_blazon}" if place.arms_blazon else "")


def _embedded(request: SheetRequest, number: str, title: str) -> tuple[tuple[str, str], ...]:
    """What the PDF carries as JSON, for archives and checks."""
    appointment, patron = request.appointment, request.patron
    facts = {
        "nummer": number,
        "art": request.kind.value,
        "titel": title,
        "schluessel": request.place.key,
        "kommune": request.place.designation,
        "ortsteil": request.locality.name if request.locality else "",
        "grad": patron.degree,
        "vorname": patron.given_name,
        "nachname": patron.family_name,
        "beginn": appointment.begins_on.isoformat(),
        "ende": appointment.ends_on.isoformat() if appointment.ends_on else "",
        "beschluss_vom": appointment.resolution_on.isoformat() if appointment.resolution_on else "",
        "ausgestellt_am": request.issued_on.isoformat(),
    }
    return tuple(facts.items())


# ------------------------------------------------------------------ wording


def templates(workspace: Workspace) -> dict[str, str]:
    """All templates by key: shipped, those of the programme pack over them, the municipality's own on top."""
    return texts_of(workspace).templates(edited_templates(workspace))


def edited_templates(workspace: Workspace) -> dict[str, str]:
    """The templates that were changed here."""
    with workspace.store.read() as reader:
        stored = reader.setting(_EDITED, {})
    return {str(key): str(text) for key, text in stored.items()} if isinstance(stored, Mapping) else {}


def put_edited(unit: Unit, edited: Mapping[str, str]) -> None:
    """Keep these as the templates that were changed here."""
    unit.put_setting(_EDITED, dict(edited))


def edit_template(workspace: Workspace, key: str, text: str, seen: str | None = None) -> str:
    """Change one template; that of pack or program again when ``text`` is empty or equal to it.

    seen: the text that was typed over; ``Conflict`` when a colleague changed it meanwhile.
    Raises K-120, K-121 for placeholders that do not work, K-168 for a wording that would make a
    civil servant, ``KeyError`` for an unknown key.
    """
    from klikks_desktop.domain.civil_service import check_wording

    given = texts_of(workspace).get(key).text
    check_template(text)
    if problem := check_wording(text):
        raise UserError("K-168", {"reason": problem.reason})
    with workspace.store.write("Wortlaut der Urkunde geändert") as unit:
        edited = edited_templates(workspace)
        text = text.strip() or given
        if seen is not None:
            now = {key: edited.get(key, given)}
            left = expect_seen(
                workspace,
                "Urkunde",
                {key: "Wortlaut"},
                seen={key: seen},
                typed={key: text},
                now=now,
                redo=lambda mine, shown: edit_template(workspace, key, (now | dict(mine))[key], shown[key]),
            )
            text = left.get(key, now[key])
        edited[key] = text
        put_edited(unit, {name: words for name, words in edited.items() if name != key or words != given})
    return text
