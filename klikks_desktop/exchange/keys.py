"""The keys of one workspace (Schlüsseldatei): who signs here, and for whom others encrypt.

A file beside the database, mode 0600 where modes exist. It is never part of a sync file.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID, uuid4

import msgspec

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.system_words import refusal_words
from klikks_desktop.exchange import age, signing

VERSION = 1
_MAX_FILE = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What the other side may know: installation, Ed25519 public key (hex), age public key."""

    installation: UUID
    sign_key: str
    age_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """The secret keys of this installation.

    generation: 1 for the first keys, one more each time they are made anew.
    practice: made in practice mode; real workspaces refuse everything signed with them.
    """

    installation: UUID
    generation: int
    practice: bool
    seed: str = field(repr=False)
    age_identity: str = field(repr=False)
    public: PublicKeys


class _KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """The public keys are kept only to notice a damaged secret."""

    format: Literal["klikks-keys"] = "klikks-keys"
    version: Annotated[int, msgspec.Meta(ge=1)]
    installation: UUID
    generation: Annotated[int, msgspec.Meta(ge=1)]
    practice: bool
    sign_seed: str
    age_identity: str
    sign_key: str
    age_key: str


class _KeyFileVersion(msgspec.Struct, frozen=True):
    format: Literal["klikks-keys"]
    version: int


def create_keys(*, practice: bool = False) -> OwnKeys:
    """Keys of a new installation."""
    return keys_of(uuid4(), 1, practice, signing.new_seed(), age.new_identity())


def renewed_keys(keys: OwnKeys) -> OwnKeys:
    """New keys for the same installation; the other side must confirm them again."""
    return keys_of(
        keys.installation, keys.generation + 1, keys.practice, signing.new_seed(), age.new_identity()
    )


def load_keys(path: Path) -> OwnKeys:
    """Read the key file. Raises K-520 missing, K-521 damaged, K-522 newer, K-523 not accessible."""
    facts = {"file": path.name}
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_FILE + 1)
    except FileNotFoundError as error:
        raise UserError("K-520", facts) from error
    except OSError as error:
        raise UserError("K-523", {**facts, "reason": refusal_words(error)}) from error
    try:
        if msgspec.json.decode(data, type=_KeyFileVersion).version > VERSION:
            raise UserError("K-522", facts)
        stored = msgspec.json.decode(data, type=_KeyFile)
        keys = keys_of(
            stored.installation, stored.generation, stored.practice, stored.sign_seed, stored.age_identity
        )
    except (ValueError, RecursionError) as error:
        raise UserError("K-521", facts) from error
    if (keys.public.sign_key, keys.public.age_key) != (stored.sign_key, stored.age_key):
        raise UserError("K-521", facts)
    return keys


def save_keys(path: Path, keys: OwnKeys, *, replace: bool = False, shared: bool = False) -> None:
    """Write the key file whole or not at all.

    replace: overwrite existing keys, which is otherwise refused with K-524.
    shared: the workspace lies on an office share, so the rights follow the folder.
    Raises K-523 when the disk is full or read-only.
    """
    facts = {"file": path.name}
    if not replace and path.exists():
        raise UserError("K-524", facts)
    stored = _KeyFile(
        version=VERSION,
        installation=keys.installation,
        generation=keys.generation,
        practice=keys.practice,
        sign_seed=keys.seed,
        age_identity=keys.age_identity,
        sign_key=keys.public.sign_key,
        age_key=keys.public.age_key,
    )
    data = msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"
    try:
        _write_whole(path, data, 0o666 if shared else 0o600)
    except OSError as error:
        raise UserError("K-523", {**facts, "reason": refusal_words(error)}) from error


def keys_of(installation: UUID, generation: int, practice: bool, seed: str, age_identity: str) -> OwnKeys:
    """Keys from their secrets; ``ValueError`` when one is none."""
    public = PublicKeys(
        installation=installation, sign_key=signing.public_of(seed), age_key=age.recipient_of(age_identity)
    )
    return OwnKeys(
        installation=installation,
        generation=generation,
        practice=practice,
        seed=seed,
        age_identity=age_identity,
        public=public,
    )


def _write_whole(path: Path, data: bytes, mode: int) -> None:
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, mode), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    # The rename itself is durable only once the folder is; Windows opens no folder and needs none.
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
