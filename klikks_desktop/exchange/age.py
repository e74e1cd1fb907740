"""age encryption (age-encryption.org/v1) with X25519 keys: all that the program knows of pyrage.

Plain X25519 recipients only, so that Debian's ``age`` opens every file.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage  # type: ignore[import-untyped]  # the library ships no type information

MAGIC = b"age-encryption.org/v1\n"

# rage parses a header in time that grows with the square of its length (300 recipients: 5 s, 1000: 27 s).
# The line with the header's MAC must therefore come early; the headers we write have under 1 KiB.
MAX_HEADER = 4096


class WrongKeyError(Exception):
    """The file is encrypted for somebody else."""


class DamagedError(Exception):
    """The file is no whole age file."""


class HeaderTooLongError(Exception):
    """The header is longer than ``MAX_HEADER`` bytes: not parsed at all."""


def new_identity() -> str:
    """A new secret key, "AGE-SECRET-KEY-1…"."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key, "age1…", of a secret key; ``ValueError`` when it is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("not an age identity") from error


def is_recipient(text: str) -> bool:
    """Whether ``text`` is an X25519 public key in its one canonical spelling."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def encrypt(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt for all ``recipients`` ("age1…")."""
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(text) for text in recipients]))


def decrypt(data: bytes, identity: str) -> bytes:
    """Decrypt with a secret key. Raises one of this module's three errors."""
    if data.find(b"\n--- ", 0, MAX_HEADER) < 0:
        raise HeaderTooLongError if len(data) >= MAX_HEADER else DamagedError
    key = pyrage.x25519.Identity.from_str(identity)
    try:
        return bytes(pyrage.decrypt(data, [key]))
    except pyrage.DecryptError as error:
        # pyrage gives no kinds of error; the wording of this one is held by a test.
        raise (WrongKeyError if "No matching keys" in str(error) else DamagedError) from error
