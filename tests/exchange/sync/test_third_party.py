"""The file can be opened and checked without this program, with Debian's age and OpenSSH."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from klikks_desktop.exchange import age, signing
from klikks_desktop.exchange.enrolment import NAMESPACE as ENROLMENT_NAMESPACE
from klikks_desktop.exchange.envelope import NAMESPACE


@pytest.mark.parametrize("who", ["region", "town"])
def test_age_opens_and_ssh_keygen_verifies(bench, tool, tmp_path: Path, who: str) -> None:
    sealed = bench.seal()
    (tmp_path / "file.klikks").write_bytes(sealed.data)
    (tmp_path / "identity").write_text(getattr(bench, who).age_identity + "\n")
    plain = subprocess.run(
        [tool("age"), "-d", "-i", tmp_path / "identity", tmp_path / "file.klikks"],
        check=True,
        capture_output=True,
    ).stdout
    signature, _, body = plain.partition(b"\n")
    line, _, packed = body.partition(b"\n")
    assert json.loads(line)["sender"] == str(bench.town.installation)
    assert gzip.decompress(packed) == bench.payload
    assert hashlib.sha256(body).hexdigest() == sealed.digest

    good = verify(bench, tool, tmp_path, signature, body)
    assert good.returncode == 0, good.stderr
    assert b"Good" in good.stdout
    assert verify(bench, tool, tmp_path, signature, body + b"x").returncode != 0


@pytest.mark.parametrize("namespace", [NAMESPACE, ENROLMENT_NAMESPACE])
def test_a_file_that_ssh_keygen_signed_is_accepted(tool, tmp_path: Path, namespace: str) -> None:
    """The other way round: the signature form is OpenSSH's own, not merely one it tolerates."""
    subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    message = tmp_path / "message"
    message.write_bytes(b"header\nbody")
    subprocess.run(
        [tool("ssh-keygen"), "-q", "-Y", "sign", "-f", tmp_path / "key", "-n", namespace, message], check=True
    )
    armour = (tmp_path / "message.sig").read_text().splitlines()
    public = (tmp_path / "key.pub").read_text().split()[1]
    key = base64.b64decode(public)[-32:].hex()
    assert signing.public_line(key, "x").split()[1] == public
    signature = "".join(armour[1:-1]).encode()
    assert signing.is_signed(b"header\nbody", signature, key=key, namespace=namespace)
    assert not signing.is_signed(b"header\nbodY", signature, key=key, namespace=namespace)
    assert not signing.is_signed(b"header\nbody", signature, key=key, namespace="file")


def test_a_file_that_age_encrypted_without_a_signature_is_refused(bench, tool, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(bench.payload)
    data = subprocess.run(
        [tool("age"), "-r", bench.region.public.age_key, tmp_path / "plain"], check=True, capture_output=True
    ).stdout
    assert age.decrypt(data, bench.region.age_identity) == bench.payload
    with bench.refused("K-502"):
        bench.open(data)


def test_a_signature_has_one_spelling(bench) -> None:
    """Base64 leaves bits unused before its padding; a signature with those set is another text."""
    good = signing.sign(b"x", seed=bench.town.seed, namespace=ENROLMENT_NAMESPACE).encode()
    assert good.endswith(b"=")
    padding = good[len(good.rstrip(b"=")) :]
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters.index(good[-len(padding) - 1])
    other = good[: -len(padding) - 1] + letters[last + 1 : last + 2] + padding
    assert base64.b64decode(other) == base64.b64decode(good)
    key = bench.town.public.sign_key
    assert signing.is_signed(b"x", good, key=key, namespace=ENROLMENT_NAMESPACE)
    assert not signing.is_signed(b"x", other, key=key, namespace=ENROLMENT_NAMESPACE)


def verify(bench, tool, folder: Path, signature: bytes, body: bytes) -> subprocess.CompletedProcess[bytes]:
    key = signing.public_line(bench.town.public.sign_key, "town")
    (folder / "allowed").write_text(f'town namespaces="{NAMESPACE}" {key}\n')
    (folder / "body.sig").write_text(signing.armour(signature.decode()))
    return subprocess.run(
        [
            tool("ssh-keygen"), "-Y", "verify", "-f", folder / "allowed", "-I", "town",
            "-n", NAMESPACE, "-s", folder / "body.sig",
        ],
        input=body,
        capture_output=True,
        check=False,
    )  # fmt: skip
