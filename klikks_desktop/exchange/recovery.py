"""The secret keys on paper (Wiederherstellungsblatt), under a passphrase: to be typed back by hand.

    code = version byte, salt, ChaCha20-Poly1305( generation, practice, installation, seed, age identity )

The key comes from the passphrase by scrypt (128 MiB, about half a second), so that a sheet in the wrong
hands is worth as little as its passphrase is good. Letters and digits are Crockford's: none reads as
another. Each line ends with two characters that depend on all others in it, so that a slip is found in
its line.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import struct
import unicodedata
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.keys import OwnKeys, keys_of

VERSION: Final = 1
SHORTEST_PASSPHRASE: Final = 12
LINE: Final = 25
"""Characters of a line, its two check characters not counted."""
_GROUP: Final = 5
_SALT: Final = 16
_FIXED: Final = struct.Struct(">H?16s32s")
_IDENTITY: Final = "AGE-SECRET-KEY-1"
_IDENTITY_LETTERS: Final = 58
_LENGTH: Final = 1 + _SALT + _FIXED.size + _IDENTITY_LETTERS + 16
"""Bytes of version 1: what stands in the head, and the cipher's tag of 16 bytes."""
# A key is used for one sheet only, because the salt is new for each: the nonce may stay the same.
_NONCE: Final = bytes(12)
_RFC: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITTEN: Final = str.maketrans(_RFC, _CROCKFORD)
_READ: Final = str.maketrans(_CROCKFORD + "OIL", _RFC + _RFC[0] + _RFC[1] + _RFC[1])


def write_lines(keys: OwnKeys, passphrase: str) -> tuple[str, ...]:
    """The lines of a sheet: groups of five characters and, last, two check characters.

    Raises K-590 for a passphrase of less than ``SHORTEST_PASSPHRASE`` characters.
    """
    if len(_settled(passphrase)) < SHORTEST_PASSPHRASE:
        raise UserError("K-590", {"shortest": SHORTEST_PASSPHRASE})
    salt = secrets.token_bytes(_SALT)
    letters = keys.age_identity.removeprefix(_IDENTITY).encode("ascii")
    fixed = _FIXED.pack(keys.generation, keys.practice, keys.installation.bytes, bytes.fromhex(keys.seed))
    head = bytes([VERSION])
    sealed = _cipher(passphrase, salt).encrypt(_NONCE, fixed + letters, head)
    text = base64.b32encode(head + salt + sealed).decode("ascii").rstrip("=").translate(_WRITTEN)
    parts = [text[start : start + LINE] for start in range(0, len(text), LINE)]
    return tuple(" ".join((*_groups(part), _check(index, part))) for index, part in enumerate(parts))


def read_lines(text: str, passphrase: str) -> OwnKeys:
    """The keys of a sheet as typed, line by line; blanks, small letters and O, I, L for 0 and 1 are fine.

    Its number may stand before a line, as on the sheet.

    Raises K-591 when a line has a slip, with the numbers of such lines, K-592 when lines are missing,
    K-593 for another passphrase, K-594 for a sheet of a newer program.
    """
    lines = [line for line in (_letters(line) for line in text.splitlines()) if line]
    typed = [_without_number(index, line) for index, line in enumerate(lines)]
    slips = [index + 1 for index, line in enumerate(typed) if line[-2:] != _check(index, line[:-2])]
    if slips:
        raise UserError("K-591", {"lines": _lines_words(slips), "first": slips[0]})
    letters = "".join(line[:-2] for line in typed)
    try:
        data = base64.b32decode(letters.translate(_READ) + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise UserError("K-592") from error
    if data[:1] > bytes([VERSION]):
        raise UserError("K-594")
    if len(data) != _LENGTH:
        raise UserError("K-592")
    salt, sealed = data[1 : 1 + _SALT], data[1 + _SALT :]
    try:
        plain = _cipher(passphrase, salt).decrypt(_NONCE, sealed, data[:1])
    except InvalidTag as error:
        raise UserError("K-593") from error
    generation, practice, installation, seed = _FIXED.unpack_from(plain)
    return keys_of(
        UUID(bytes=installation),
        generation,
        practice,
        seed.hex(),
        _IDENTITY + plain[_FIXED.size :].decode("ascii"),
    )


def suggested_passphrase() -> str:
    """A passphrase nobody guesses (98 bit), in groups: "7KQ2M-…"; without 0 and 1, which read as O and I."""
    plain = _CROCKFORD.translate({ord(digit): None for digit in "01"})
    letters = "".join(secrets.choice(plain) for _ in range(4 * _GROUP))
    return "-".join(_groups(letters))


def _lines_words(numbers: Sequence[int]) -> str:
    """``Zeile 4``, ``den Zeilen 1, 2 und 5``, after "in"."""
    if len(numbers) == 1:
        return f"Zeile {numbers[0]}"
    return f"den Zeilen {', '.join(map(str, numbers[:-1]))} und {numbers[-1]}"


def _settled(passphrase: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _cipher(passphrase: str, salt: bytes) -> ChaCha20Poly1305:
    secret = _settled(passphrase).encode()
    return ChaCha20Poly1305(hashlib.scrypt(secret, salt=salt, n=2**17, r=8, p=1, maxmem=192 << 20, dklen=32))


def _groups(text: str) -> list[str]:
    return [text[start : start + _GROUP] for start in range(0, len(text), _GROUP)]


def _letters(line: str) -> str:
    """What counts of a typed line, as the sheet writes it."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", line)).upper()
    return plain.translate(str.maketrans("OIL", "011"))


def _without_number(index: int, line: str) -> str:
    """Only where the rest is right as a line, so that nothing is taken for a number that is none."""
    rest = line.removeprefix(str(index + 1))
    return rest if line[-2:] != _check(index, line[:-2]) and rest[-2:] == _check(index, rest[:-2]) else line


def _check(index: int, part: str) -> str:
    digest = hashlib.sha256(f"{index}:{part}".encode()).digest()
    return "".join(_CROCKFORD[byte % 32] for byte in digest[:2])
