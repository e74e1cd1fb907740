"""Papers beside the certificate, ready to print: every word is resolved, nothing is left to look up.

Their texts come from the shipped or edited wording; ``version`` names it and stands on the paper,
so that a consent can be traced to the words it was given to.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who the paper is from: "Stadt Soltau", and one line of address or ""."""

    municipality: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line to write on: what belongs there below it, and what already stands on it."""

    label: str
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyNotice:
    """Record of the instruction on duties (Niederschrift über die Pflichtenbelehrung).

    facts: rows of label and value, e.g. ("Name", "Frau Ida Ott").
    """

    letterhead: Letterhead
    title: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    signatures: tuple[SignatureLine, ...]
    note: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class ConsentChoice:
    """One purpose with an empty box to tick. boxes: further boxes that belong to it ("mit Foto")."""

    text: str
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFormSheet:
    """Consent form (Einwilligungserklärung): one empty box per purpose, never ticked beforehand."""

    letterhead: Letterhead
    title: str
    facts: tuple[tuple[str, str], ...]
    intro: str
    choices: tuple[ConsentChoice, ...]
    contacts_label: str
    contacts: tuple[str, ...]
    tail: str
    signatures: tuple[SignatureLine, ...]
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationSheet:
    """Information after Art. 13 DSGVO, on one page. sections: heading and text."""

    letterhead: Letterhead
    title: str
    intro: str
    sections: tuple[tuple[str, str], ...]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. share: of the width, relative to the other columns; numbers stand right."""

    title: str
    share: float = 1
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """Letters to be typed off the paper by hand, line by line. heads: of number, letters and check.

    lines: groups of letters, the last of them the check of the line. notes: paragraphs below.
    """

    letterhead: Letterhead
    title: str
    subtitle: str
    heads: tuple[str, str, str]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A list with a table, e.g. "Das verlässt Ihr Haus". notes: paragraphs below the table."""

    letterhead: Letterhead
    title: str
    subtitle: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = field(default=())
