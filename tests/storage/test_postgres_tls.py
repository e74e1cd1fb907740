"""A server that is reached over the network: encrypted, with a certificate that is looked at."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from postgres_server import USER, Server

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.postgres import PostgresBackend
from klikks_desktop.storage.server import ServerAddress


def certificate() -> tuple[bytes, bytes]:
    """One that signed itself, for ``localhost``, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    return made.public_bytes(pem), key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)


@pytest.fixture
def shown(postgres: Server, tmp_path: Path) -> Iterator[str]:
    """A database as the network sees it; ``trusted.crt`` in ``tmp_path`` vouches for it."""
    known, secret = certificate()
    for name, data in (("server.crt", known), ("server.key", secret)):
        path = postgres.data / name
        path.write_bytes(data)
        path.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(path, "postgres")
    (tmp_path / "trusted.crt").write_bytes(known)
    (tmp_path / "other.crt").write_bytes(certificate()[0])
    database = postgres.database().database
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    postgres.stop("fast")
    postgres.start("listen_addresses=127.0.0.1", "ssl=on", f"port={port}")
    yield f"postgresql+psycopg://{USER}@localhost:{port}/{database}?hostaddr=127.0.0.1"
    postgres.stop("fast")
    postgres.start()


def connect(address: str, certificate: Path, mode: str = "verify-full") -> str:
    """What the server says of the connection."""
    server = ServerAddress.parse(f"{address}&sslmode={mode}&sslrootcert={certificate}")
    backend = PostgresBackend(server)
    with backend.explained(), closing(backend.connect(read_only=True)) as connection:
        return str(
            connection.exec_driver_sql(
                "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            ).scalar_one()
        )


def test_a_known_certificate_is_enough(shown: str, tmp_path: Path) -> None:
    assert connect(shown, tmp_path / "trusted.crt").startswith("TLSv1.")


@pytest.mark.parametrize("name", ["other.crt", "missing.crt"])
def test_a_certificate_that_nobody_vouches_for_is_told(shown: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="K-267") as caught:
        connect(shown, tmp_path / name)
    assert "Zertifikat" in caught.value.text.title
    assert "localhost" in caught.value.text.happened


def test_a_certificate_for_another_name_is_told(shown: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="K-267"):
        connect(shown.replace("@localhost:", "@db.amt.example:"), tmp_path / "trusted.crt")


def test_a_server_that_is_gone_is_no_matter_of_certificates(shown: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="K-251"):
        connect(re.sub(r":\d+/", ":1/", shown), tmp_path / "trusted.crt")
