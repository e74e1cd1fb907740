"""Values as people type them: yes and no, numbers, addresses of mail, telephone and post."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

TRUE_WORDS: Final = frozenset({"ja", "j", "1", "x", "true", "wahr", "yes", "y", "✓", "✔", "☑", "☒"})
FALSE_WORDS: Final = frozenset({"nein", "n", "0", "false", "falsch", "no", "-", "–", "☐"})

# What comes along unseen when text is copied from Word, PDF or a web page: soft hyphens, joiners, signs of
# writing direction, halves of characters and control characters; those that part words are left to ``split``.
_INVISIBLE = dict.fromkeys(
    (
        *map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *(code for code in range(0xA0) if not chr(code).isprintable() and not chr(code).isspace()),
    )
)

_GERMAN_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_ENGLISH_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)

# Local part: RFC 5321 "dot-string". Domain: labels with letters of any script (IDN), a dot, a top level.
_EMAIL_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_EMAIL_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_PHONE = re.compile(r"\+?[\d\s()/.–-]+", re.ASCII)
_LONGEST_QUOTE = 40


class ValueFormatError(ValueError):
    """The text is not the value it should be; the message is a German sentence."""


def clean_text(text: str) -> str:
    """Normalise to NFC on one line: no-break spaces are spaces, invisible characters go, blanks collapse."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def quoted(text: str) -> str:
    """Put ``text`` in German quotes, on one line and shortened where it is long."""
    line = " ".join(text.split())
    return f"„{line[:_LONGEST_QUOTE]}…“" if len(line) > _LONGEST_QUOTE else f"„{line}“"


def parse_bool(text: str) -> bool:
    """Read ja, 1, x, TRUE, wahr … as true and nein, 0, FALSE … as false; ``ValueFormatError`` otherwise."""
    word = clean_text(text).casefold()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ValueFormatError(f"{quoted(text)} heißt weder ja noch nein.")


def parse_number(text: str) -> Decimal:
    """Read 1.234,5 and 1234,5 and 1234.5; a point before exactly three digits groups (1.234 is 1234)."""
    compact = re.sub(r"[\s']", "", text).replace("−", "-")
    if _GERMAN_NUMBER.fullmatch(compact):
        return Decimal(compact.replace(".", "").replace(",", "."))
    if _ENGLISH_NUMBER.fullmatch(compact):
        return Decimal(compact.replace(",", ""))
    raise ValueFormatError(f"{quoted(text)} ist keine Zahl. Bitte so: 1.234,5.")


def format_number(value: Decimal | float, digits: int | None = None, *, grouped: bool = True) -> str:
    """Write ``1.234,5``; ``digits`` fixes the decimal places, otherwise as many as the value has."""
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    pattern = f"{',' if grouped else ''}{'' if digits is None else f'.{digits}'}f"
    text = format(exact, pattern)
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def check_email(text: str) -> str | None:
    """Say in a German sentence why ``text`` is no e-mail address; ``None`` when it is one."""
    local, at, domain = text.strip().rpartition("@")
    if not at:
        return f"In {quoted(text)} fehlt das @-Zeichen."
    if len(local) > 64 or not _EMAIL_LOCAL.fullmatch(local):
        return f"{quoted(text)} ist keine E-Mail-Adresse: Der Teil vor dem @ stimmt nicht."
    if len(domain) > 253 or not _EMAIL_DOMAIN.fullmatch(domain):
        return f"{quoted(text)} ist keine E-Mail-Adresse: Der Teil nach dem @ stimmt nicht."
    return None


def check_phone(text: str) -> str | None:
    """Say in a German sentence why ``text`` is no telephone number; ``None`` when it is one."""
    number = text.strip()
    if not _PHONE.fullmatch(number):
        return f"{quoted(text)} ist keine Telefonnummer. Bitte nur Ziffern, Leerzeichen und + ( ) / -."
    count = sum(character.isdigit() for character in number)
    # The longest international number has 15 digits (ITU-T E.164); "(0)" and an extension may add a few.
    if not 3 <= count <= 20:
        return f"{quoted(text)} hat {count} Ziffern. Eine Telefonnummer hat 3 bis 20."
    return None


def check_postcode(text: str) -> str | None:
    """Say in a German sentence why ``text`` is no German postcode; ``None`` when it is one."""
    code = text.strip()
    if re.fullmatch(r"\d{5}", code, re.ASCII) and not code.startswith("00"):
        return None
    return f"{quoted(text)} ist keine Postleitzahl. Bitte fünf Ziffern, zum Beispiel 01067."
