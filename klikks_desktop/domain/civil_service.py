"""The one wording a certificate for volunteers must never have.

"Unter Berufung in das Beamtenverhältnis" makes a civil servant (§ 8 BeamtStG, facts/domain.md
0.5, source L5). Refused is that phrase in all its forms, and nothing else: who says that no such
relation arises may say so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class WordingProblem:
    """A refused phrase in its plain form, why, and the key of the source in facts/domain.md 9."""

    phrase: str
    reason: str
    source: str = "L5"


_ACT: Final = re.compile(
    r"\b(?:beruf(?!lich)\w*|berief\w*|ernenn\w*|ernann\w*|bestell\w*|eingestell\w*"
    r"|aufnahme|aufgenommen|nimmt|nehmen|uebernahme|uebernommen|uebernimmt|uebernehmen)\b"
)
_PHRASES: Final = (
    (
        re.compile(r"\b(?:in (?:das|ein|dieses)|ins) (?:\w+ ){0,3}(?:ehren)?beamt\w*verhaeltnis\w*"),
        "in das Beamtenverhältnis berufen",
    ),
    (re.compile(r"\bzu[rm]? (?:\w+ ){0,3}ehrenbeamt\w*"), "zur Ehrenbeamtin, zum Ehrenbeamten ernannt"),
    (
        re.compile(r"\bals (?:\w+ ){0,2}ehrenbeamt\w* (?:\w+ ){0,2}(?=ernannt|berufen|bestellt)"),
        "als Ehrenbeamtin, als Ehrenbeamter berufen",
    ),
)
_NEGATION: Final = re.compile(
    r"\b(?:kein\w*|nicht(?! (?:nur|allein|zuletzt|bloss|ohne)\b)|(?<!nicht )ohne|weder|niemals)\b"
)
_WORDS_BEFORE: Final = 25
_WORDS_AFTER: Final = 6
_NEGATED_WITHIN: Final = 4
_NEAR: Final = 1000
"""Characters that are looked at on either side."""


def check_wording(text: str) -> WordingProblem | None:
    """The phrase in ``text`` that would make a civil servant, or ``None``.

    Case, line breaks, hyphenation, invisible and no-break characters do not hide it.
    """
    plain = _plain(text)
    for pattern, phrase in _PHRASES:
        for match in pattern.finditer(plain):
            start, end = match.span()
            before = re.split(r"(?<=\w{5})[.!?] ", plain[max(0, start - _NEAR) : start])[-1]
            after = re.split(r"[.!?;] ?", plain[end : end + _NEAR])[0]
            if _is_act(before, after) and not _is_denied(before, after):
                return WordingProblem(phrase, _reason(phrase))
    return None


def _is_act(before: str, after: str) -> bool:
    """Somebody is appointed in the same sentence."""
    near = [*before.split()[-_WORDS_BEFORE:], "|", *after.split()[:_WORDS_AFTER]]
    return _ACT.search(" ".join(near)) is not None


def _is_denied(before: str, after: str) -> bool:
    """The clause says that it is not so: "keine Berufung in das …", "… ist damit nicht verbunden"."""
    clause_before = re.split("[,;:]", before)[-1].split()[-_NEGATED_WITHIN:]
    clause_after = re.split("[,;:]", after)[0].split()[:_WORDS_AFTER]
    return any(_NEGATION.search(" ".join(words)) for words in (clause_before, clause_after))


def _reason(phrase: str) -> str:
    return (
        f"Der Text enthält die Formel „{phrase}“ oder eine Abwandlung davon. Mit dieser Formel wird nach "
        "§ 8 Beamtenstatusgesetz ein Beamtenverhältnis begründet; für ein einfaches Ehrenamt darf sie nicht "
        "verwendet werden."
    )


def _plain(text: str) -> str:
    """Lower case, ae for ä, words whole: no soft or line-end hyphens, single blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        folded = folded.replace(umlaut, letters)
    visible = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    joined = re.sub(r"(?<=\w)[-\u2010\u2011]\s*[\r\n\u2028\x0b]\s*(?=\w)", "", visible)
    joined = re.sub(r"(?<=\w)[-\u2010]\s+(?=beamt|verhaeltnis)", "", joined)
    joined = re.sub(r"(?<=\w)[-\u2010:*_/](?=\w)", "", joined)
    return re.sub(r"[\s\"„“”»«'’‚‘()\[\]]+", " ", joined)
