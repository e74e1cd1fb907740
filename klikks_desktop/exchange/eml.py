"""Drafts of e-mails (RFC 5322, 2045 to 2047): opened by the mail program, sent by a person, never by us."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

LONGEST_LABEL: Final = 63


def write_draft(*, to: str, to_name: str, sender: str = "", subject: str, body: str, now: datetime) -> bytes:
    """A message in UTF-8 that opens to be sent on (X-Unsent). sender: "" leaves it to the mail program.

    to, sender: addresses as ``check_email`` accepts them. now: aware. Raises ``ValueError`` for a domain
    that cannot be written in ASCII.
    """
    message = EmailMessage(policy=policy.SMTP)
    if sender:
        message["From"] = _address(sender)
    message["To"] = _address(to, to_name)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["X-Unsent"] = "1"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _address(text: str, name: str = "") -> Address:
    local, _, domain = text.strip().rpartition("@")
    return Address(name, local, ".".join(_ascii_label(label) for label in domain.split(".")))


def _ascii_label(label: str) -> str:
    """A part of a domain as IDNA 2008 writes it (RFC 5891): straße is not strasse, as it was in 2003."""
    if label.isascii():
        return label
    plain = unicodedata.normalize("NFC", label.lower())
    written = f"xn--{plain.encode('punycode').decode('ascii')}"
    if len(written) > LONGEST_LABEL:
        raise ValueError(f"{label} is too long")
    return written
