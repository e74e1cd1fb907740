"""The words of a certificate: templates filled in, put into one sentence (facts/texts.md 2).

A template has placeholders in braces and parts in ⟨ ⟩ that are left out when a placeholder in
them is empty. Every template comes as data; here is only how it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from klikks_desktop.domain.certificate_sheet import PartRole, SentencePart
from klikks_desktop.domain.civil_service import check_wording
from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Address, CertificateKind

TITLES: Final = ("Berufungsurkunde", "Urkunde", "Ernennungsurkunde", "Bestellungsurkunde")
"""Titles of an appointment certificate to choose from, the usual one first."""
THANKS_TITLE: Final = "Dankurkunde"
_ACTS: Final = {
    "Ernennungsurkunde": ("ernennung", "Ernennung"),
    "Bestellungsurkunde": ("bestellung", "Bestellung"),
}
"""What a title makes of the appointment: prefix of its template keys, noun. Others: Berufung."""

PLACEHOLDERS: Final = {
    "Nominativ": "die Kommune mit Artikel am Satzanfang: Die Stadt Soltau",
    "Genitiv": "die Kommune im Genitiv: der Stadt Soltau",
    "in-Form": "in der Kommune: in der Stadt Soltau",
    "Gebiet": "Wirkungsbereich im Genitiv: der Stadt Soltau, des Ortsteils Harber",
    "Beginn": "erster Tag: 1. Dezember 2026",
    "Ende": "letzter Tag: 30. November 2031",
    "Dauer": "bis zum 30. November 2031 oder auf unbestimmte Zeit",
    "Gremium": "beschließendes Gremium im Genitiv: des Rates",
    "Datum": "Tag des Beschlusses",
    "Nummer": "Nummer der Vorlage",
    "Handlung": "Berufung, Ernennung oder Bestellung, wie der Titel sagt",
}
"""What a template may name, with an explanation for who edits it."""

PART_LABELS: Final[Mapping[str, str]] = {
    "intro": "Anfang des Satzes",
    "effect": "Wirkung",
    "term": "Zeitraum",
    "praise": "Würdigung",
    "function": "Ehrenamt",
    "territory": "Wirkungsbereich",
    "dauer.bis": "Dauer mit Ende",
    "dauer.unbestimmt": "Dauer ohne Ende",
    "grundlage": "Grundlage",
    "dank": "Dank",
    "hinweis": "Rechtlicher Hinweis",
}
"""What the parts of a certificate are called, for who edits them."""

_SENTENCE: Final = {
    CertificateKind.APPOINTMENT: (
        ("intro", PartRole.INTRO),
        ("effect", PartRole.TEXT),
        ("function", PartRole.FUNCTION),
        ("territory", PartRole.TEXT),
    ),
    CertificateKind.THANKS: (
        ("intro", PartRole.INTRO),
        ("effect", PartRole.TEXT),
        ("term", PartRole.TEXT),
        ("praise", PartRole.TEXT),
        ("function", PartRole.FUNCTION),
    ),
}
_PLACEHOLDER: Final = re.compile(r"\{([^{}⟨⟩]*)\}")
_OPTIONAL: Final = re.compile("⟨([^⟨⟩]*)⟩")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingFacts:
    """What one certificate says.

    nominative, genitive, locative: forms of the place. territory: Ortsteil in the genitive, ""
    for the whole place. council: "des Rates". ends_on ``None``: open-ended.
    """

    nominative: str
    genitive: str
    locative: str
    territory: str = ""
    council: str = ""
    begins_on: date | None
    ends_on: date | None = None
    resolution_on: date | None = None
    resolution_number: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a certificate says besides names and numbers.

    sentence: its parts without the name, which stands after the intro. legal: the note that no
    civil-service or employment relation arises; printed where it is wanted.
    """

    sentence: tuple[SentencePart, ...]
    paragraphs: tuple[str, ...]
    legal: str


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``values`` put in, runs of blanks made one.

    Raises:
        UserError: K-120 an unknown placeholder, K-121 a bracket without its counterpart.
    """
    check_template(template, values)

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(values[name].strip() for name in _PLACEHOLDER.findall(match[1])) else ""

    kept = _OPTIONAL.sub(optional, template)
    return " ".join(_PLACEHOLDER.sub(lambda match: values[match[1]], kept).split())


def check_template(template: str, known: Iterable[str] = PLACEHOLDERS) -> None:
    """Raise K-120 or K-121 when ``template`` cannot be filled; for the editor."""
    names = list(known)
    for name in _PLACEHOLDER.findall(template):
        if name not in names:
            listed = ", ".join(f"{{{known_name}}}" for known_name in names)
            raise UserError("K-120", {"placeholder": f"{{{name}}}", "known": listed})
    rest = _OPTIONAL.sub("", _PLACEHOLDER.sub("", template))
    if lonely := re.search("[{}⟨⟩]", rest):
        raise UserError("K-121", {"bracket": lonely[0], "text": template[:80]})


def placeholders(template: str) -> set[str]:
    """What a template names."""
    return set(_PLACEHOLDER.findall(template))


def certificate_keys() -> frozenset[str]:
    """The templates of all certificates."""
    return frozenset(
        key
        for kind in CertificateKind
        for title in TITLES
        for address in Address
        for key in template_keys(kind, title, address).values()
    )


def template_keys(kind: CertificateKind, title: str, address: Address) -> dict[str, str]:
    """The templates that one certificate uses: part → key, e.g. ``intro`` → ``berufung.f.intro``."""
    prefix = kind.value if kind is CertificateKind.THANKS else _act(title)[0]
    keys = {part: f"{prefix}.{address.value}.{part}" for part, _ in _SENTENCE[kind]}
    if kind is CertificateKind.APPOINTMENT:
        keys |= {name: name for name in ("dauer.bis", "dauer.unbestimmt", "grundlage", "dank", "hinweis")}
    return keys


def build_sentence(
    kind: CertificateKind,
    title: str,
    address: Address,
    facts: WordingFacts,
    templates: Mapping[str, str],
) -> Words:
    """The words of one certificate.

    ``templates``: key to text, shipped or edited (``template_keys`` tells which are used). Parts
    that come out empty are left out: no resolution, no paragraph about it.

    Raises:
        UserError: K-120, K-121 a template that cannot be filled, K-168 a wording that would
            make a civil servant.
    """
    texts = {part: templates[key] for part, key in template_keys(kind, title, address).items()}
    values = _values(title, facts, texts)
    filled = {part: fill(text, values) for part, text in texts.items()}
    if not values["Datum"]:
        filled["grundlage"] = ""
    sentence = tuple(SentencePart(role, filled[part]) for part, role in _SENTENCE[kind] if filled[part])
    paragraphs = tuple(filled[part] for part in ("grundlage", "dank") if filled.get(part))
    legal = filled.get("hinweis", "")
    whole = " ".join([*(part.text for part in sentence), *paragraphs, legal])
    if problem := check_wording(whole):
        raise UserError("K-168", {"reason": problem.reason})
    return Words(sentence, paragraphs, legal)


def _act(title: str) -> tuple[str, str]:
    return _ACTS.get(title, ("berufung", "Berufung"))


def _values(title: str, facts: WordingFacts, texts: Mapping[str, str]) -> dict[str, str]:
    values = {
        "Nominativ": facts.nominative[:1].upper() + facts.nominative[1:],
        "Genitiv": facts.genitive,
        "in-Form": facts.locative,
        "Gebiet": facts.territory or facts.genitive,
        "Beginn": _long(facts.begins_on),
        "Ende": _long(facts.ends_on),
        "Gremium": facts.council,
        "Datum": _long(facts.resolution_on),
        "Nummer": facts.resolution_number,
        "Handlung": _act(title)[1],
        "Dauer": "",
    }
    term = "dauer.bis" if facts.ends_on else "dauer.unbestimmt"
    if term in texts:
        values["Dauer"] = fill(texts[term], values)
    return values


def _long(day: date | None) -> str:
    return format_long(day) if day else ""
