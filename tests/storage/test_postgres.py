"""A database on a PostgreSQL server: whose it is, who may enter, and what the server refuses."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from postgres_server import Server

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Delivery, Patron, Place
from klikks_desktop.storage import postgres as backend
from klikks_desktop.storage.backup import backup_here, daily, make_backup
from klikks_desktop.storage.check import check
from klikks_desktop.storage.server import ServerAddress, server_of, set_server
from klikks_desktop.storage.store import Store

SECRET = "sehr geheim"  # noqa: S105 - of an invented person


@pytest.fixture
def address(postgres: Server, template: str) -> ServerAddress:
    return postgres.database(template)


def opened(folder: Path, clock: Any, address: ServerAddress) -> None:
    Store.open(folder, clock=clock, server=address).close()


def tables(postgres: Server, database: str) -> list[tuple[Any, ...]]:
    query = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
    return postgres.sql(query, database=database)


# ---------------------------------------------------------------------- whose database it is


def test_the_first_makes_it_and_the_second_joins(postgres: Server, tmp_path: Path, clock: Any) -> None:
    empty = postgres.database()
    with pytest.raises(UserError, match="K-256"):
        opened(tmp_path / "a", clock, empty)
    assert not (tmp_path / "a").exists()
    Store.create(tmp_path / "a", clock=clock, server=empty).close()
    with pytest.raises(UserError, match="K-202"):
        Store.create(tmp_path / "b", clock=clock, server=empty)
    with closing(Store.open(tmp_path / "b", clock=clock, server=empty)) as second:
        assert check(second) == []
        assert second.is_shared
    assert not (tmp_path / "b" / "klikks.db").exists()


def test_a_first_start_that_failed_leaves_the_database_empty(
    postgres: Server, tmp_path: Path, clock: Any
) -> None:
    empty = postgres.database()
    Store.create(tmp_path / "a", clock=clock, server=empty).discard()
    assert tables(postgres, empty.database) == []
    Store.create(tmp_path / "a", clock=clock, server=empty).close()


@pytest.mark.parametrize(
    "theirs",
    [
        "CREATE TABLE kunden (id int)",
        "CREATE TABLE klikks_schema (id int)",
        "CREATE TABLE klikks_schema (application bigint, revision bigint)",
        "CREATE TABLE klikks_schema AS SELECT 1 AS application, 3 AS revision",
    ],
)
def test_another_programs_database_is_refused(
    theirs: str, postgres: Server, tmp_path: Path, clock: Any
) -> None:
    address = postgres.database()
    postgres.sql(theirs, database=address.database)
    before = tables(postgres, address.database)
    with pytest.raises(UserError, match="K-257"):
        opened(tmp_path / "a", clock, address)
    with pytest.raises(UserError, match="K-257"):
        Store.create(tmp_path / "a", clock=clock, server=address)
    assert tables(postgres, address.database) == before


def test_a_newer_schema_is_refused_also_while_working(
    postgres: Server, address: ServerAddress, tmp_path: Path, clock: Any, invented: Any
) -> None:
    with closing(Store.open(tmp_path / "a", clock=clock, server=address)) as store:
        postgres.sql("UPDATE klikks_schema SET revision = revision + 1", database=address.database)
        with pytest.raises(UserError, match="K-258"), store.write("Kommune") as unit:
            unit.add(invented.place())
        with store.read() as reader:
            assert reader.count(Place) == 0
    with pytest.raises(UserError, match="K-258"):
        opened(tmp_path / "a", clock, address)


def test_a_server_that_is_too_old(
    address: ServerAddress, tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "OLDEST_VERSION", 99)
    with pytest.raises(UserError, match="K-259") as caught:
        opened(tmp_path / "a", clock, address)
    assert "mindestens PostgreSQL 99" in caught.value.line


def test_a_database_that_cannot_hold_every_letter(postgres: Server, tmp_path: Path, clock: Any) -> None:
    address = postgres.database("template0", "ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(UserError, match="K-264"):
        Store.create(tmp_path / "a", clock=clock, server=address)


# ---------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "text",
    ["", "klikks.db", "sqlite:///x", "mysql://a@b/c", "postgresql://server", "postgresql://s:x/d", "://"],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(UserError, match="K-250"):
        ServerAddress.parse(text)


def test_an_unknown_parameter_is_no_address(tmp_path: Path, clock: Any) -> None:
    with pytest.raises(UserError, match="K-250"):
        opened(tmp_path / "a", clock, ServerAddress.parse("postgresql://a@/b?unsinn=1"))
    with pytest.raises(UserError, match="K-250"):
        ServerAddress.parse("postgresql://a@/b?service=anderer")


def test_other_computers_must_show_a_certificate() -> None:
    assert "sslmode=verify-full" in ServerAddress.parse("postgresql://a@db.amt.example/k").shown
    assert "sslmode=require" in ServerAddress.parse("postgresql://a@db.amt.example/k?sslmode=require").shown
    for here in ("localhost", "127.0.0.1", "[::1]", ""):
        assert "sslmode" not in ServerAddress.parse(f"postgresql://a@{here}/k").shown


def test_a_password_is_in_nothing_but_memory(folder: Path) -> None:
    address = ServerAddress.parse(f"postgresql://a:{SECRET}@localhost:1/k?sslpassword={SECRET}")
    assert address.parameters["password"] == address.parameters["sslpassword"] == SECRET
    folder.mkdir(parents=True)
    set_server(folder, address)
    kept = server_of(folder)
    assert kept is not None
    assert kept.shown == address.shown
    assert "password" not in kept.parameters
    with pytest.raises(UserError, match="K-251") as caught:
        Store.open(folder, clock=lambda: None, server=address)  # type: ignore[arg-type, return-value]  # not asked
    told = (caught.value.line, repr(caught.value.facts), repr(address), address.shown)
    told += tuple(path.read_text() for path in folder.iterdir())
    assert not [each for each in told if "geheim" in each]
    set_server(folder, None)
    assert server_of(folder) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"address": 1}', '{"address": "x"}'])
def test_a_damaged_note_of_the_address_is_never_taken_for_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "database.json").write_text(text)
    with pytest.raises(UserError, match="K-250"):
        server_of(tmp_path)


# ---------------------------------------------------------------------- who may enter


@pytest.fixture
def asks(postgres: Server, address: ServerAddress) -> Iterator[ServerAddress]:
    """The address for a colleague whom the server asks for a password."""
    with postgres.asking(address, "berta", SECRET) as hers:
        yield hers


def test_passwords(asks: ServerAddress, tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for refused in (asks, asks.with_password("falsch")):
        with pytest.raises(UserError, match="K-254"):
            opened(tmp_path / "a", clock, refused)
    opened(tmp_path / "a", clock, asks.with_password(SECRET))
    # The password is right, and the next thing is wrong.
    with pytest.raises(UserError, match="K-255"):
        missing = asks.shown.replace(asks.database, "fehlt")
        opened(tmp_path / "a", clock, ServerAddress.parse(missing).with_password(SECRET))
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:{asks.user}:{SECRET}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    opened(tmp_path / "a", clock, asks)


def test_who_is_not_let_in(postgres: Server, address: ServerAddress, tmp_path: Path, clock: Any) -> None:
    with pytest.raises(UserError, match="K-255"):
        opened(tmp_path / "a", clock, postgres.address("fehlt"))
    with pytest.raises(UserError, match="K-254"):
        opened(tmp_path / "a", clock, postgres.address(address.database, "niemand"))
    with pytest.raises(UserError, match="K-251"):
        opened(tmp_path / "a", clock, ServerAddress.parse(f"postgresql://a@/b?host={tmp_path}"))


def test_rights_that_are_missing(
    postgres: Server, address: ServerAddress, tmp_path: Path, clock: Any, invented: Any
) -> None:
    postgres.sql("CREATE ROLE gast LOGIN")
    theirs = postgres.address(address.database, "gast")
    with pytest.raises(UserError, match="K-260"):
        opened(tmp_path / "a", clock, theirs)
    postgres.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO gast", database=address.database)
    with closing(Store.open(tmp_path / "a", clock=clock, server=theirs)) as store:
        with pytest.raises(UserError, match="K-260"), store.write("Kommune") as unit:
            unit.add(invented.place())
        with store.read() as reader:
            assert reader.count(Place) == 0
    postgres.sql(f"REVOKE CONNECT ON DATABASE {address.database} FROM public")
    with pytest.raises(UserError, match="K-260"):
        opened(tmp_path / "a", clock, theirs)


# ---------------------------------------------------------------------- what the server refuses


def test_a_server_that_lets_nobody_write(
    postgres: Server, address: ServerAddress, tmp_path: Path, clock: Any, invented: Any
) -> None:
    postgres.sql(f"ALTER DATABASE {address.database} SET default_transaction_read_only = on")
    with closing(Store.open(tmp_path / "a", clock=clock, server=address)) as store:
        with pytest.raises(UserError, match="K-262"), store.write("Kommune") as unit:
            unit.add(invented.place())
        with store.read() as reader:
            assert reader.count(Place) == 0


def test_who_opens_it_read_only_cannot_write(address: ServerAddress, folder: Path, clock: Any) -> None:
    with closing(Store.open(folder, clock=clock, server=address, read_only=True)) as store:
        with pytest.raises(UserError, match="K-214"), store.write("Nichts"):
            pass
        with store.read() as reader:
            assert reader.count(Place) == 0
    assert not folder.exists()


def test_somebody_saves_for_a_long_time(
    address: ServerAddress, tmp_path: Path, clock: Any, invented: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "LOCK_TIMEOUT", "50ms")
    with (
        closing(Store.open(tmp_path / "a", clock=clock, server=address)) as one,
        closing(Store.open(tmp_path / "b", clock=clock, server=address)) as other,
    ):
        with one.write("Kommune") as unit:
            unit.add(invented.place())
            with pytest.raises(UserError, match="K-263"), other.write("Nichts"):
                pass
            with other.read() as reader:
                assert reader.count(Place) == 0
        with other.write("Noch eine") as unit:
            unit.add(invented.place(key="03999002"))
            assert unit.count(Place) == 2


@pytest.fixture
def on_small_disk(postgres: Server, template: str) -> Iterator[ServerAddress]:
    """A database on a disk of 16 MB, where we may mount one."""
    disk = postgres.folder / "klein"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m,uid=postgres,mode=0700", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount")
    postgres.sql(f"CREATE TABLESPACE klein LOCATION '{disk}'")
    address = postgres.database(template, "TABLESPACE klein STRATEGY file_copy")
    yield address
    postgres.tidy_up()
    postgres.sql("DROP TABLESPACE klein")
    subprocess.run(["umount", disk], check=True)
    disk.rmdir()


def test_the_servers_disk_is_full(
    on_small_disk: ServerAddress, tmp_path: Path, clock: Any, invented: Any
) -> None:
    place, done = invented.place(), 0
    with closing(Store.open(tmp_path / "a", clock=clock, server=on_small_disk)) as store:
        with store.write("Kommune") as unit:
            unit.add(place)
        with pytest.raises(UserError, match="K-261"):
            while True:
                with store.write("Viele") as unit:
                    # What can be packed takes no room.
                    unit.add(*(invented.patron(place, email=os.urandom(1000).hex()) for _ in range(100)))
                done += 100
        with store.read() as reader:
            assert reader.count(Patron) == done > 0


def test_a_server_is_backed_up_by_its_own_tools(
    address: ServerAddress, folder: Path, tmp_path: Path, clock: Any
) -> None:
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        assert backup_here(store) is None
        assert daily(store) is None
        with pytest.raises(UserError, match="K-266"):
            make_backup(store, tmp_path / "x.klikksdb")
    assert {path.name for path in folder.iterdir()} == {"workspace.lock"}


# ---------------------------------------------------------------------- values


def test_values_beyond_32_bits_and_in_the_order_of_sqlite(
    address: ServerAddress, folder: Path, clock: Any, invented: Any
) -> None:
    peer = invented.peer()
    later = replace(invented.delivery(peer, 1), sequence=1_800_000_000_000, digest="é")
    sooner = replace(invented.delivery(peer, 2), digest="Z", acknowledged_at=invented.clock())
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        with store.write("Zwei") as unit:
            unit.add(peer, later, sooner)
        with store.read() as reader:
            assert reader.find(Delivery, order=("digest",)) == [sooner, later]
            assert reader.find(Delivery, order=("acknowledged_at",)) == [later, sooner]
            assert reader.find(Delivery, order=("-acknowledged_at",)) == [sooner, later]
            assert reader.sums(Delivery, by=("peer_id",), of=("sequence",)) == [
                (peer.id, 1_800_000_000_002, 2)
            ]


def test_errors_never_quote_rows(address: ServerAddress, folder: Path, clock: Any, invented: Any) -> None:
    place = invented.place()
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        with pytest.raises(Exception, match="foreign key") as caught, store.write("Ohne Kommune") as unit:
            unit.add(invented.patron(place, family_name="Nichtzunennen"))
        assert not re.search("Nichtzunennen", str(caught.value))
