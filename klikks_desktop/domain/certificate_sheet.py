"""What stands on one certificate: resolved words and choices, nothing left to look up.

``services`` builds a sheet from records and wording, ``documents`` draws it, the register
keeps it as JSON. The same sheet and program version give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from klikks_desktop.domain.records import CertificateKind, Design


class PartRole(StrEnum):
    """The parts of the one sentence, in reading order (the name stands after the intro)."""

    INTRO = "intro"
    TEXT = "text"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class SentencePart:
    """One part of the sentence, e.g. (FUNCTION, "zur Klimaschutzpatin")."""

    role: PartRole
    text: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Office line above and printed name below the signature line.

    office may have a prefix line: "In Vertretung".
    """

    office: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """A certificate, ready to draw.

    municipality: "Stadt Soltau". form_of_address: "Frau", "Herrn" or "". issued_on: long
    German date. mark: "Zweitschrift", "Übungsurkunde" or "". accent: "#RRGGBB" or "" (the
    modern design's default). arms_hash: SHA-256 of the picture or "". facts: embedded in the
    PDF as JSON.
    """

    kind: CertificateKind
    design: Design
    municipality: str
    title: str
    form_of_address: str
    degree: str
    name: str
    sentence: tuple[SentencePart, ...]
    paragraphs: tuple[str, ...]
    city: str
    issued_on: str
    signers: tuple[Signer, ...]
    number: str
    mark: str = ""
    legal: str = ""
    programme: str = ""
    qr: str = ""
    arms_hash: str = ""
    arms_alt: str = ""
    accent: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def document_title(self) -> str:
        """Title in the PDF's metadata: "Berufungsurkunde für Dr. Ida Ott"."""
        who = " ".join(part for part in (self.degree, self.name) if part)
        return f"{self.title} für {who}"
