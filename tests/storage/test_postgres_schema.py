"""The schema on a server: the same steps as on SQLite, all of them or none."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres_server import Server

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate, Patron, Place
from klikks_desktop.storage.check import FindingKind, check
from klikks_desktop.storage.erasure import erase
from klikks_desktop.storage.migrations import steps
from klikks_desktop.storage.postgres import PostgresBackend
from klikks_desktop.storage.postgres_schema import check_schema, create_schema, migrate_schema
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import APPLICATION_ID, SCHEMA_REVISION, metadata

COLUMNS = """
SELECT table_name, column_name, data_type, collation_name, is_nullable FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY 1, 2
"""
# A number in a rule is written with its type where the column was of 64 bits from the beginning.
RULES = r"""
SELECT conrelid::regclass::text, conname,
    regexp_replace(pg_get_constraintdef(oid), '[(](\d+)[)]::bigint', '\1', 'g') FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
TRIGGERS = """
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1
"""


def next_step() -> None:
    """As a later revision will be: written for both."""
    op.add_column("patron", sa.Column("motto", sa.Text(), nullable=True))
    op.add_column("place", sa.Column("mottos", sa.Integer(), server_default=sa.text("0"), nullable=False))
    with op.batch_alter_table("patron") as batch:
        batch.alter_column("phone", new_column_name="telephone")


def failing_step() -> None:
    op.add_column("patron", sa.Column("motto", sa.Text(), nullable=True))
    op.execute("UPDATE patron SET motto = given_name")
    raise ZeroDivisionError


def schema(postgres: Server, address: ServerAddress, *queries: str) -> list[Any]:
    return [postgres.sql(query, database=address.database) for query in queries]


@pytest.fixture
def address(postgres: Server, template: str) -> ServerAddress:
    return postgres.database(template)


def test_the_steps_make_what_the_tables_say(
    postgres: Server, address: ServerAddress, tmp_path: Path, clock: Any
) -> None:
    stepped = postgres.database()
    mark = f"INSERT INTO klikks_schema VALUES ({APPLICATION_ID}, 0)"  # noqa: S608 - our own number
    postgres.sql(
        "CREATE TABLE klikks_schema (application bigint NOT NULL, revision bigint NOT NULL)",
        mark,
        database=stepped.database,
    )
    Store.open(tmp_path / "a", clock=clock, server=stepped).close()
    asked = (COLUMNS, RULES, INDEXES, TRIGGERS)
    for query in asked:
        assert schema(postgres, stepped, query) == schema(postgres, address, query)
    backend = PostgresBackend(stepped)
    assert check_schema(backend) == SCHEMA_REVISION
    with closing(backend.connect(read_only=True)) as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        assert [each for each in found if each[0] != "remove_table"] == []


def test_a_later_step_on_a_populated_database(
    postgres: Server, address: ServerAddress, folder: Path, clock: Any, invented: Any
) -> None:
    with closing(Store.open(folder, clock=clock, server=address)) as store, store.write("Zwei") as unit:
        place = invented.place()
        unit.add(place, invented.patron(place), invented.patron(place))
    told = "SELECT count(*) FROM history"
    before = postgres.sql(told, database=address.database)
    migrate_schema(PostgresBackend(address), [*steps(), next_step])
    assert postgres.sql(told, database=address.database) == before
    columns = {row[:2]: row[2:] for row in postgres.sql(COLUMNS, database=address.database)}
    assert columns["patron", "motto"] == ("text", "C", "YES")
    assert columns["place", "mottos"] == ("bigint", None, "NO")
    assert ("patron", "phone") not in columns
    postgres.sql(
        "SET klikks.change = 'x'",
        "UPDATE patron SET motto = motto, telephone = ''",
        database=address.database,
    )
    with pytest.raises(UserError, match="K-258"):
        Store.open(folder, clock=clock, server=address)


def test_a_failing_step_changes_nothing(
    postgres: Server, address: ServerAddress, folder: Path, clock: Any, invented: Any
) -> None:
    with closing(Store.open(folder, clock=clock, server=address)) as store, store.write("Zwei") as unit:
        place = invented.place()
        unit.add(place, invented.patron(place))
    asked = (COLUMNS, RULES, INDEXES, TRIGGERS, "SELECT * FROM patron", "SELECT * FROM klikks_schema")
    before = schema(postgres, address, *asked)
    with pytest.raises(UserError, match="K-269"):
        migrate_schema(PostgresBackend(address), [*steps(), failing_step])
    assert schema(postgres, address, *asked) == before


def test_who_comes_second_finds_it_done(postgres: Server, address: ServerAddress) -> None:
    backend = PostgresBackend(address)
    before = schema(postgres, address, COLUMNS, TRIGGERS)
    migrate_schema(backend)
    assert not create_schema(backend)
    assert schema(postgres, address, COLUMNS, TRIGGERS) == before


SECOND_START = """
import sys, datetime, pathlib
from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store
sys.stdin.readline()
try:
    Store.create(
        pathlib.Path(sys.argv[2]),
        clock=lambda: datetime.datetime.now(datetime.UTC),
        server=ServerAddress.parse(sys.argv[1]),
    ).close()
    print("made")
except UserError as error:
    print(error.code)
"""


def test_two_first_starts_at_once(postgres: Server, tmp_path: Path) -> None:
    empty = postgres.database()
    several = [
        subprocess.Popen(
            [sys.executable, "-c", SECOND_START, empty.shown, str(tmp_path / name)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    for each in several:
        assert each.stdin
        each.stdin.write("\n")
        each.stdin.flush()
    assert sorted(each.communicate()[0].strip() for each in several) == ["K-202", "made"]
    assert check_schema(PostgresBackend(empty)) == SCHEMA_REVISION


def test_erased_is_in_no_dump_of_the_server(
    postgres: Server, address: ServerAddress, folder: Path, clock: Any, invented: Any
) -> None:
    name = "Seltsamernachname"
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        place = invented.place()
        patron = invented.patron(place, family_name=name)
        with store.write(f"{name} aufgenommen") as unit:
            unit.add(place, patron, invented.appointment(patron), invented.certificate(place, 1, patron))
        assert name in postgres.dump(address)
        erase(store, [patron.id])
        assert name not in postgres.dump(address)
        with store.read() as reader:
            assert reader.count(Patron) == 0
            assert reader.count(Place) == 1


def test_an_older_dump_brings_nothing_back(
    postgres: Server, address: ServerAddress, folder: Path, clock: Any, invented: Any
) -> None:
    place = invented.place()
    patron = invented.patron(place, family_name="Seltsamernachname")
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        with store.write("Aufgenommen") as unit:
            unit.add(place, patron, invented.certificate(place, 1))
        dumped = postgres.dump(address)
        with store.write("Noch eine Urkunde") as unit:
            unit.add(invented.certificate(place, 2))
        erase(store, [patron.id])
    back = postgres.database()
    postgres.load(back, dumped)
    with closing(Store.open(folder, clock=clock, server=back)) as store, store.read() as reader:
        assert reader.count(Patron) == 0
        lines = reader.find(Certificate, order=("serial",))
        assert [line.voided_on is None for line in lines] == [True, False]
        assert {each.kind for each in check(store)} == {FindingKind.UNFINISHED}  # invented ones have no file
