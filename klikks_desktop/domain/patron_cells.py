"""One cell of a patron list: what people write there, read as what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.place_key import STATES
from klikks_desktop.domain.records import Address, ConsentForm
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.domain.values import (
    FALSE_WORDS,
    TRUE_WORDS,
    ValueFormatError,
    check_email,
    check_phone,
    clean_text,
    format_number,
    parse_bool,
    quoted,
)

ADDRESS_WORDS: Final[Mapping[str, Address]] = {
    "frau": Address.FEMALE,
    "fr": Address.FEMALE,
    "herr": Address.MALE,
    "herrn": Address.MALE,
    "hr": Address.MALE,
    "keine": Address.NONE,
    "keine anrede": Address.NONE,
    "ohne": Address.NONE,
    "ohne anrede": Address.NONE,
    "divers": Address.NONE,
}
_FORM_WORDS: Final[Mapping[str, ConsentForm]] = {
    "papier": ConsentForm.PAPER,
    "auf papier": ConsentForm.PAPER,
    "schriftlich": ConsentForm.PAPER,
    "formular": ConsentForm.PAPER,
    "e-mail": ConsentForm.EMAIL,
    "email": ConsentForm.EMAIL,
    "mail": ConsentForm.EMAIL,
    "per e-mail": ConsentForm.EMAIL,
    "per mail": ConsentForm.EMAIL,
    "zur niederschrift": ConsentForm.RECORDED,
    "niederschrift": ConsentForm.RECORDED,
}
OPEN_ENDED: Final = frozenset({"unbefristet", "offen", "unbegrenzt", "bis auf weiteres", "-", "–"})

_LONGEST_TEXT: Final = 200
# Day 0 of Excel's calendar from March 1900 on; plausible serials run from 1954 to 2119.
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_MIDNIGHT: Final = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_TERM: Final = re.compile(
    r"(?:(?:ab|seit|von|vom)\s+)?(?P<begin>\d{4}-\d\d-\d\d|[\d.]+\d)\s*"
    r"(?:(?:-|–|—|bis(?:\s+zum)?)\s*(?P<end>.*))?",
    re.ASCII | re.IGNORECASE,
)
_DEGREES: Final = re.compile(
    r"((?:Prof|Dr|Dipl|Mag)\.\S*\s+(?:(?:(?:Prof|Dr|Dipl|Mag)\.\S*|[a-z]{2,5}\.)\s+)*)(.*)"
)
_PARTICLES: Final = frozenset(
    (
        "von",
        "vom",
        "van",
        "de",
        "der",
        "den",
        "zu",
        "zum",
        "zur",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "del",
        "della",
        "la",
        "le",
        "ten",
        "ter",
        "el",
        "al",
        "bin",
        "ibn",
        "af",
        "av",
    )
)


class NameOrder(StrEnum):
    """How names stand in a single column; the value is the command line's word for it."""

    FAMILY_COMMA = "nachname-komma"
    GIVEN_FIRST = "vorname-zuerst"


class CellError(ValueError):
    """The cell cannot be used; the message is a German sentence."""


def read_text(value: CellValue) -> str:
    """Read a cell as one line of text; numbers as they would be typed, dates as TT.MM.JJJJ."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format_number(value, grouped=False)
    if isinstance(value, date):
        return format_short(value)
    text = clean_text(value or "")
    if len(text) > _LONGEST_TEXT:
        raise CellError(f"Der Text hat {len(text)} Zeichen; höchstens {_LONGEST_TEXT} sind möglich.")
    return text


def read_date(value: CellValue) -> date:
    """Read a date cell, an Excel serial, or text; a time of day is dropped."""
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(value))
    text = _MIDNIGHT.sub("", read_text(value))
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text))
    try:
        return parse_date(text)
    except DateError as error:
        raise CellError(str(error)) from error


def read_end(value: CellValue) -> date | None:
    """Read the end of a term; ``None`` where it says that there is none."""
    return None if read_text(value).casefold().rstrip(".") in OPEN_ENDED else read_date(value)


def read_term(value: CellValue) -> tuple[date, date | None, bool]:
    """Read "1.11.2021 - 31.10.2026", "seit 1.11.2021": begin, end, and whether it says "open-ended"."""
    if not isinstance(value, str):
        return read_date(value), None, False
    match = _TERM.fullmatch(read_text(value))
    if match is None:
        raise CellError(f"{quoted(value)} ist keine Amtszeit. Bitte so: 01.11.2021 bis 31.10.2026.")
    end = match["end"]
    return read_date(match["begin"]), read_end(end) if end else None, bool(end) and read_end(end) is None


def read_address(value: CellValue) -> tuple[Address, str]:
    """Read the form of address; what follows it ("Frau Dr.") comes second, as a degree."""
    text = read_text(value)
    word, _, rest = text.partition(" ")
    if (address := ADDRESS_WORDS.get(text.casefold().rstrip("."))) is not None:
        return address, ""
    if (address := ADDRESS_WORDS.get(word.casefold().rstrip("."))) is not None and _DEGREES.match(
        f"{rest} x"
    ):
        return address, rest
    raise CellError(f"{quoted(text)} ist keine Anrede. Bitte Frau, Herr oder keine.")


def read_email(value: CellValue) -> str:
    """Read an e-mail address, also one that was copied with "mailto:"."""
    text = read_text(value)
    if text[:7].casefold() == "mailto:":
        text = text[7:]
    if problem := check_email(text):
        raise CellError(problem)
    return text


def read_phone(value: CellValue) -> tuple[str, str]:
    """Read a telephone number; second comes a remark where Excel had eaten its leading zero."""
    text, remark = read_text(value), ""
    if isinstance(value, int | float) and not text.startswith("0"):
        international = text.startswith("49") and len(text) >= 12
        text = f"+{text}" if international else f"0{text}"
        remark = f"Die Telefonnummer stand als Zahl in der Liste und wurde als {text} gelesen."
    if problem := check_phone(text):
        raise CellError(problem)
    return text, remark


def read_number_of_resolution(value: CellValue) -> str:
    """Read the number of a council resolution; a date there was made by Excel and is refused."""
    if isinstance(value, date):
        raise CellError("Excel hat aus der Beschlussnummer ein Datum gemacht. Bitte als Text eintragen.")
    return read_text(value)


def read_consent(value: CellValue) -> tuple[bool, date | None]:
    """Read whether consent was given; a date instead of "ja" says yes, and since when."""
    if looks_like_date(value):
        return True, read_date(value)
    try:
        return parse_bool(str(int(value)) if isinstance(value, float) else read_text(value)), None
    except ValueFormatError as error:
        raise CellError(f"{error} Bitte ja oder nein.") from error


def read_consent_form(value: CellValue) -> ConsentForm:
    """Read how a consent was given."""
    text = read_text(value)
    form = _FORM_WORDS.get(text.casefold())
    if form is None:
        raise CellError(
            f"{quoted(text)} ist keine bekannte Form. Bitte Papier, E-Mail oder zur Niederschrift."
        )
    return form


def read_place_key(value: CellValue) -> str:
    """Read an AGS (8 digits), association key (9) or ARS (12), with the leading zero that Excel ate."""
    text = read_text(value).replace(" ", "")
    if not (text.isascii() and text.isdigit()):
        raise CellError(f"{quoted(text)} ist kein Gemeindeschlüssel. Bitte 8 Ziffern, zum Beispiel 03358021.")
    # Eight digits that start with no Land's number are an association's nine without the zero.
    if len(text) in {7, 11} or (len(text) == 8 and text[:2] not in STATES):
        text = "0" + text
    if len(text) == 12:
        # ARS: Land 2, Bezirk 1, Kreis 2, association 4, municipality 3; the AGS leaves out the association.
        text = text[:5] + text[9:]
    if len(text) not in {8, 9} or text[:2] not in STATES:
        raise CellError(f"{quoted(text)} ist kein Gemeindeschlüssel. Bitte 8 Ziffern, zum Beispiel 03358021.")
    return text


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name taken apart. address: where the name began with "Frau" or "Herr"."""

    given: str
    family: str
    degree: str = ""
    address: Address | None = None


def split_name(value: CellValue, order: NameOrder) -> SplitName:
    """Take apart a whole name as somebody said it is written; ``CellError`` where it is not written so."""
    text = read_text(value)
    word, _, rest = text.partition(" ")
    address = {"frau": Address.FEMALE, "herr": Address.MALE, "herrn": Address.MALE}.get(word.casefold())
    if address is not None:
        text = rest
    degree, text = _degree(text)
    if order is NameOrder.FAMILY_COMMA:
        family, comma, given = (part.strip() for part in text.partition(","))
        if not comma or not family or not given or "," in given:
            raise CellError(f"{quoted(text)} ist nicht als „Nachname, Vorname“ geschrieben.")
        inner, given = _degree(given)
        degree = degree or inner
    else:
        if "," in text:
            raise CellError(
                f"{quoted(text)} enthält ein Komma und ist nicht als „Vorname Nachname“ geschrieben."
            )
        words = text.split()
        start = len(words) - 1
        while start > 1 and words[start - 1] in _PARTICLES:
            start -= 1
        given, family = " ".join(words[:start]), " ".join(words[start:])
    if not given or not family:
        raise CellError(f"{quoted(text)} enthält nicht Vorname und Nachname.")
    return SplitName(given, family, degree, address)


def looks_like_date(value: CellValue) -> bool:
    """Say whether a cell holds a date, is a plausible serial, or can be read as one."""
    try:
        read_date(value)
    except CellError:
        return False
    return True


def looks_like_yes_or_no(value: CellValue) -> bool:
    """Say whether a cell holds ja, nein, x, 1 … or a date in their place."""
    return isinstance(value, bool) or read_short(value) in TRUE_WORDS | FALSE_WORDS or looks_like_date(value)


def read_short(value: CellValue) -> str:
    """Read a cell as folded text; empty where it is too long to be a word."""
    try:
        return read_text(value).casefold()
    except CellError:
        return ""


def _degree(text: str) -> tuple[str, str]:
    """Take academic degrees from the front of a name."""
    match = _DEGREES.match(text)
    return (match[1].strip(), match[2].strip()) if match else ("", text)
