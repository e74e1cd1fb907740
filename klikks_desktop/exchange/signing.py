"""Ed25519 signatures in OpenSSH's SSHSIG form, so that ``ssh-keygen -Y verify`` can check them.

Format: openssh-portable PROTOCOL.sshsig. The namespace keeps a signature made for one use from
being passed off as one made for another.
"""

from __future__ import annotations

import base64
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALGORITHM = b"ssh-ed25519"
_SIGNATURE_LENGTH = 64


def new_seed() -> str:
    """A new Ed25519 secret key: 32 bytes as hex."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(seed: str) -> str:
    """The public key of a secret key, both hex; ``ValueError`` when ``seed`` is none."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).public_key().public_bytes_raw().hex()


def sign(message: bytes, *, seed: str, namespace: str) -> str:
    """Sign and return the SSHSIG blob in base64, in one line."""
    secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
    public = secret.public_key().public_bytes_raw()
    signature = secret.sign(_signed_part(message, namespace))
    return base64.b64encode(_frame(public, namespace) + signature).decode("ascii")


def is_signed(message: bytes, signature: bytes, *, key: str, namespace: str) -> bool:
    """Whether ``signature`` (base64) is the one of ``key`` (hex) over ``message``.

    Exactly one spelling is accepted: everything but the 64 signature bytes is rebuilt and compared.
    """
    public = bytes.fromhex(key)
    frame = _frame(public, namespace)
    try:
        blob = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    if len(blob) != len(frame) + _SIGNATURE_LENGTH or not blob.startswith(frame):
        return False
    if base64.b64encode(blob) != signature:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            blob[len(frame) :], _signed_part(message, namespace)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def public_line(key: str, comment: str) -> str:
    """The public key (hex) as a line of an OpenSSH allowed-signers or .pub file."""
    return f"ssh-ed25519 {base64.b64encode(_public_blob(bytes.fromhex(key))).decode('ascii')} {comment}"


def armour(signature: str) -> str:
    """The signature as the text file that ``ssh-keygen -Y verify -s`` reads."""
    lines = [signature[start : start + 70] for start in range(0, len(signature), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _public_blob(public: bytes) -> bytes:
    return _string(_ALGORITHM) + _string(public)


def _signed_part(message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    return b"SSHSIG" + _string(namespace.encode()) + _string(b"") + _string(b"sha512") + _string(digest)


def _frame(public: bytes, namespace: str) -> bytes:
    """Everything before the 64 signature bytes."""
    head = b"SSHSIG" + struct.pack(">I", 1) + _string(_public_blob(public))
    middle = _string(namespace.encode()) + _string(b"") + _string(b"sha512")
    tail = struct.pack(">I", 4 + len(_ALGORITHM) + 4 + _SIGNATURE_LENGTH) + _string(_ALGORITHM)
    return head + middle + tail + struct.pack(">I", _SIGNATURE_LENGTH)
