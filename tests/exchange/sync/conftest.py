"""One region, one town, one stranger, and files as they or a forger would write them."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.envelope import NAMESPACE, SNAPSHOT, Header, Opened, Sealed, open_sealed, seal
from klikks_desktop.exchange.keys import OwnKeys, create_keys


class Bench:
    """The people of these tests; ``values`` of headers and payloads are Any by nature."""

    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    ms = int(now.timestamp() * 1000)
    payload = b'{"hello":"world"}' * 20

    def __init__(self, kind: str = SNAPSHOT) -> None:
        self.kind = kind
        self.region = create_keys()
        self.town = create_keys()
        self.stranger = create_keys()

    @contextlib.contextmanager
    def refused(self, *codes: str) -> Iterator[None]:
        """The block is refused with one of ``codes``, and the message can be shown in full."""
        with pytest.raises(UserError) as caught:
            yield
        assert caught.value.code in codes, caught.value
        text = caught.value.text
        for part in (text.title, text.happened, text.kept, text.advice):
            assert part
            assert "{" not in part

    def seal(self, payload: bytes = payload, **changes: Any) -> Sealed:
        """A file as the town writes it for the region."""
        fields: dict[str, Any] = {
            "kind": self.kind,
            "keys": self.town,
            "receiver": self.region.installation,
            "receiver_age": self.region.public.age_key,
            "sequence": self.ms,
            "previous": "",
            "created": self.now,
            "program": "KlikKS Desktop 1.0",
            "schema": 1,
        }
        return seal(payload, **{**fields, **changes})

    def open(self, data: bytes, **changes: Any) -> Opened:
        """Open a file as the region does."""
        fields: dict[str, Any] = {
            "keys": self.region,
            "trusted": {self.town.installation: self.town.public.sign_key},
            "now": self.now,
            "kind": self.kind,
        }
        return open_sealed(data, **{**fields, **changes})

    def header(self, packed: bytes, **changes: Any) -> Header:
        """The header of a file of the town, with any field changed."""
        header = Header(
            kind=self.kind,
            practice=False,
            program="x",
            schema=1,
            sender=self.town.installation,
            sender_key=self.town.public.sign_key,
            receiver=self.region.installation,
            receiver_key=self.region.public.age_key,
            sequence=self.ms,
            previous="",
            created=self.now,
            length=len(self.payload),
            sha256=hashlib.sha256(packed).hexdigest(),
        )
        return msgspec.structs.replace(header, **changes)

    def forge(self, packed: bytes | None = None, *, signer: OwnKeys | None = None, **changes: Any) -> bytes:
        """Any header and content, rightly signed by ``signer`` and encrypted for the region."""
        packed = gzip.compress(self.payload, mtime=0) if packed is None else packed
        return self.enclose(msgspec.json.encode(self.header(packed, **changes)), packed, signer=signer)

    def enclose(self, line: bytes, packed: bytes, *, signer: OwnKeys | None = None) -> bytes:
        """Any header line and content, rightly signed and encrypted."""
        body = line + b"\n" + packed
        signature = signing.sign(body, seed=(signer or self.town).seed, namespace=NAMESPACE).encode()
        return age.encrypt(signature + b"\n" + body, [self.region.public.age_key])


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest) -> Bench:
    """For files of one kind: reports, unless a test is run for others."""
    return Bench(getattr(request, "param", SNAPSHOT))


@pytest.fixture(scope="session")
def tool() -> Any:  # a function name -> path
    """Find a program of this machine; without it the test is skipped, but fails where tools must be there."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            if os.environ.get("KLIKKS_REQUIRE_TOOLS") == "1":
                pytest.fail(f"{name} is missing, and KLIKKS_REQUIRE_TOOLS=1")
            pytest.skip(f"{name} is not installed")
        return path

    return find
