"""Which texts a programme pack may put in place of the shipped ones, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.wording import (
    PART_LABELS,
    PLACEHOLDERS,
    certificate_keys,
    check_template,
    placeholders,
)

if TYPE_CHECKING:
    from klikks_desktop.reference.texts import Texts

_ADDRESSES: Final = {"f": "Frau", "m": "Herr", "n": "ohne Anrede"}
_PART_WORDS: Final = {
    **_ADDRESSES,
    "ni": "Niedersachsen",
    "neutral": "andere Länder",
    "titel": "Überschrift",
    "aktivitaeten": "Aktivitäten",
    "apart": "Außerhalb des Haushalts",
    "ausserhalb": "Außerhalb",
    "empfaenger": "Empfänger",
    "foerderung": "Förderung",
    "gebaeude": "Gebäude",
    "gruss": "Gruß",
    "laender": "Länder",
    "massnahme": "Maßnahme",
    "massnahmen": "Maßnahmen",
    "nur_summe": "Nur Summe",
    "spaet": "Verspätet",
    "taetigkeit": "Tätigkeit",
    "uebung": "Übung",
    "unvollstaendig": "Unvollständig",
    "veroeffentlichung": "Veröffentlichung",
    "verspaetet": "Verspätet",
}
_GROUPS: Final = (
    ("belehrung.", "Pflichtenbelehrung"),
    ("einwilligung.", "Einwilligung"),
    ("information.", "Datenschutz-Information"),
    ("wiederherstellung.", "Wiederherstellungsblatt"),
    ("erinnerung.", "Erinnerung"),
    ("brief.", "Brief"),
    ("energiebericht.", "Energiebericht"),
    ("klimaschutz.", "Klimaschutzbericht"),
    ("steckbrief.", "Projektsteckbrief"),
    ("vorlage.", "Beschlussvorlage"),
    ("jahresbericht.", "Jahresbericht"),
    ("ministerium.", "Bericht an das Ministerium"),
    ("bericht.", "Berichte"),
    ("wirkung.", "Wirkung in Berichten"),
)


@dataclass(frozen=True, slots=True)
class TextChoice:
    """A text that a pack may set. shipped: as it came. names: what it may name in braces."""

    key: str
    title: str
    shipped: str
    names: tuple[str, ...]


def text_choices(texts: Texts) -> list[TextChoice]:
    """All of them, as the program ships them."""
    return [
        TextChoice(each.key, text_title(each.key), each.text, tuple(_known(texts, each.key)))
        for each in texts
    ]


def text_title(key: str) -> str:
    """What a text is called in lists: "Urkunde: Berufung, Frau, Ehrenamt", "Brief: Dank, Schluss"."""
    for prefix, group in _GROUPS:
        if key.startswith(prefix):
            parts = key.removeprefix(prefix).split(".")
            return f"{group}: {', '.join(_PART_WORDS.get(part, part.capitalize()) for part in parts)}"
    if key in PART_LABELS:
        return f"Urkunde: {PART_LABELS[key]}"
    if key in certificate_keys():
        act, address, part = key.split(".")
        return f"Urkunde: {act.capitalize()}, {_ADDRESSES[address]}, {PART_LABELS[part]}"
    return f"Sonstiges: {key}"


def check_text(texts: Texts, key: str, text: str) -> str:
    """Why ``text`` may not stand under ``key``, in a sentence; "" when it may. texts: those shipped."""
    from klikks_desktop.domain.civil_service import check_wording

    if key not in texts:
        return "Diesen Text gibt es im Programm nicht."
    if not text.strip():
        return "Der Text ist leer."
    try:
        check_template(text, _known(texts, key))
    except UserError as error:
        return f"{error.text.happened} {error.text.advice}"
    problem = check_wording(text)
    return problem.reason if problem else ""


def check_texts(texts: Texts, offered: Mapping[str, str]) -> None:
    """K-587 names the first text that may not stand."""
    for key, text in offered.items():
        if reason := check_text(texts, key, text):
            raise UserError("K-587", {"where": f"Wortlaut „{text_title(key)}“", "reason": reason})


def _known(texts: Texts, key: str) -> list[str]:
    """A certificate fills all its placeholders, another text those that it was written with."""
    return list(PLACEHOLDERS) if key in certificate_keys() else sorted(placeholders(texts.get(key).text))
