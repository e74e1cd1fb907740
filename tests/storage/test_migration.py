"""Migrations: equal to the tables, whole or not at all, also when killed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Announcement,
    Attachment,
    Building,
    CertificateCopy,
    Consumption,
    Draft,
    EnergyTotal,
    FactorFile,
    Funding,
    GoodExample,
    Indicator,
    Locality,
    Meter,
    MeterPurpose,
    NetworkContact,
    Participation,
    Partner,
    Patron,
    Peer,
    Period,
    Place,
    PlaceReport,
    Potential,
    ProgrammePack,
    Project,
    ProjectPatron,
    Receipt,
    Record,
    Remark,
    RemarkKind,
    ReportedEffect,
    Setting,
    Stage,
    TargetPoint,
    Task,
    Verdict,
    WeatherFactor,
)
from klikks_desktop.storage.backup import list_backups
from klikks_desktop.storage.check import check
from klikks_desktop.storage.migrate import migrate, run_steps
from klikks_desktop.storage.migrations import steps
from klikks_desktop.storage.sqlite import connect, core_connection
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import SCHEMA_REVISION, TABLES, metadata

DATA = Path(__file__).parent / "data"
FIRST_SCHEMA = DATA / "schema-0001.db"
SECOND_SCHEMA = DATA / "schema-0002.db"
NEWEST_SCHEMA = DATA / f"schema-{SCHEMA_REVISION:04d}.db"
with closing(sqlite3.connect(f"file:{FIRST_SCHEMA}?mode=ro", uri=True)) as _first:
    FIRST_TABLES = {row[0] for row in _first.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def schema(path: Path) -> list[tuple[str, ...]]:
    """Every object with its SQL, without white space and quotes, which tools set differently.

    The parts of a table stand in order of their letters: a column added later comes last in its SQL.
    """
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    plain = [(*row[:3], "".join((row[3] or "").replace('"', "").split())) for row in rows]
    return sorted((*names, ",".join(sorted(sql.replace(")STRICT", "").split(",")))) for *names, sql in plain)


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608


def copied(schema: Path, folder: Path) -> Path:
    """A workspace with the kept file of a schema."""
    folder.mkdir(parents=True)
    shutil.copy(schema, folder / "klikks.db")
    return folder / "klikks.db"


@pytest.fixture
def first(folder: Path) -> Path:
    """A workspace of the first schema."""
    return copied(FIRST_SCHEMA, folder)


@pytest.fixture
def old(folder: Path) -> Path:
    """A workspace of the newest schema, which a later revision will meet."""
    return copied(NEWEST_SCHEMA, folder)


def test_the_steps_make_what_the_tables_say(store: Store, tmp_path: Path) -> None:
    assert len(steps()) == SCHEMA_REVISION
    stepped = tmp_path / "stepped.db"
    connect(stepped, "rwc").close()
    run_steps(stepped)
    assert schema(stepped) == schema(store.folder / "klikks.db")
    with closing(core_connection(connect(stepped))) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA_REVISION


def test_the_first_schema_opens(first: Path, clock: Any, invented: Any) -> None:
    before = rows(first)
    store = Store.open(first.parent, clock=clock)
    after = rows(first)
    for name, kept in before.items():
        assert [row[: len(kept[0])] for row in after[name]] == kept, name
    with store.read() as reader:
        counts = {kind.__name__: reader.count(kind) for kind in TABLES if TABLES[kind].name in FIRST_TABLES}
        assert min(counts.values()) > 0, counts
        assert len(counts) == 13
        assert reader.find(Place, source=None)[0].name == "Musterstadt"
        assert reader.changes(Patron, reader.find(Patron, source=None)[0].id)
    with store.write("Neu") as unit:
        patron = invented.patron(unit.find(Place, source=None)[0])
        unit.add(patron)
        change = unit.change
    with store.write("Rückgängig") as unit:
        unit.undo(change)
        assert unit.get(Patron, patron.id) is None
        unit.put(Setting(key="neu", value="1"))
    assert check(store) == []
    store.close()


def test_the_second_schema_opens(tmp_path: Path, clock: Any) -> None:
    second = copied(SECOND_SCHEMA, tmp_path / "second")
    before = rows(second)
    Store.open(second.parent, clock=clock).close()
    after = rows(second)
    for name, kept in before.items():
        assert [row[: len(kept[0])] for row in after[name]] == kept, name
    with closing(sqlite3.connect(second)) as raw:
        assert raw.execute("SELECT upward FROM peer").fetchall() == [(1,)]
        assert set(raw.execute("SELECT kind FROM delivery")) == {("bericht",)}


def second_step() -> None:
    """What a later revision may do: a column, and a table rebuilt that has children."""
    op.add_column("patron", sa.Column("motto", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("patron", table_kwargs={"sqlite_strict": True}) as batch:
        batch.alter_column("phone", new_column_name="telephone", existing_type=sa.Text())
    op.execute("UPDATE patron SET motto = 'ja'")


def failing_step() -> None:
    second_step()
    raise ValueError("Absicht")


def orphaning_step() -> None:
    op.execute("DELETE FROM patron")


@pytest.fixture
def migration(old: Path, clock: Any) -> Callable[[Callable[[], None]], None]:
    def run(step: Callable[[], None]) -> None:
        migrate(old, clock=clock, steps=[*steps(), step])

    return run


def test_a_migration_keeps_children_triggers_and_history(old: Path, migration: Any) -> None:
    before = rows(old)
    migration(second_step)
    after = rows(old)
    assert len(before["appointment"]) > 1
    for name in set(before) - {"patron"}:
        assert after[name] == before[name], name
    assert [row[: len(before["patron"][0])] for row in after["patron"]] == before["patron"]
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_REVISION + 1,)
        triggers = raw.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'history_patron_update'"
        ).fetchone()[0]
        assert "motto" in triggers
        assert "telephone" in triggers
        sql = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'patron'").fetchone()[0]
        assert "STRICT" in sql
    (backup,) = list_backups(old.parent)
    assert rows(backup.path) == before


@pytest.mark.parametrize("step", [failing_step, orphaning_step])
def test_a_failing_migration_changes_nothing(old: Path, migration: Any, step: Any) -> None:
    before, tables = rows(old), schema(old)
    with pytest.raises(UserError, match="K-218") as caught:
        migration(step)
    assert rows(old) == before
    assert schema(old) == tables
    (backup,) = list_backups(old.parent)
    assert caught.value.facts["backup"] == backup.path.name
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_REVISION,)


KILLED = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[2])
from alembic import op
from klikks_desktop.storage.migrate import run_steps
from klikks_desktop.storage.migrations import steps
from test_migration import second_step

def step():
    second_step()
    # Enough to spill the cache, so that the file itself is touched before the end.
    op.execute("PRAGMA cache_size = 5")
    op.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
               "INSERT INTO setting SELECT 'k' || i, hex(randomblob(500)) FROM n")
    print("half", flush=True)
    sys.stdin.read()

run_steps(pathlib.Path(sys.argv[1]), [*steps(), step])
"""


def test_a_killed_migration_changes_nothing(old: Path, clock: Any) -> None:
    before, tables = rows(old), schema(old)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(old), str(Path(__file__).parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    assert child.stdin
    assert child.stdout.readline() == b"half\n"
    size = old.stat().st_size
    child.kill()
    child.wait()
    child.stdout.close()
    child.stdin.close()
    assert old.with_name("klikks.db-journal").stat().st_size > 0
    assert size > NEWEST_SCHEMA.stat().st_size
    Store.open(old.parent, clock=clock).close()
    assert rows(old) == before
    assert schema(old) == tables


def make_schema(path: Path, invented: Any) -> None:
    """How the kept file of the newest schema was made; to make that of the next in its turn."""
    store = Store.create(path, clock=invented.clock)
    place, peer = invented.place(), invented.peer()
    guest = invented.place(key="03999002", name="Nachbarstadt", source=peer.id)
    patrons = [invented.patron(place, family_name=f"Muster{number}") for number in range(3)]
    patrons.append(invented.patron(guest, source=peer.id))
    with store.write("Angelegt") as unit:
        digest = unit.put_blob(b"%PDF invented")
        unit.add(place, guest, peer, *patrons, *(invented.appointment(each) for each in patrons))
        unit.add(*(invented.consent(each, source=each.source) for each in patrons))
        unit.add(Locality(id=invented.id(), place_id=place.id, name="Ort", genitive="des Ortsteils Ort"))
        unit.add(Participation(id=place.id, resolution_number="7/2026"))
        line = invented.certificate(place, 1, patrons[0], file_hash=digest)
        unit.add(line, invented.delivery(peer, 3))
        unit.add(
            CertificateCopy(
                id=invented.id(), certificate_id=line.id, made_on=line.issued_on, file_hash=digest
            )
        )
        unit.add(
            PlaceReport(
                id=guest.id, source=peer.id, reported_at=invented.clock(), in_office=1, named=1, ended=0
            )
        )
        unit.add(
            Draft(
                id=invented.id(), entity="patron", place_id=place.id, texts="{}", changed_at=invented.clock()
            )
        )
        unit.put_setting("role", "kommune")
        unit.add(*work_of(place, patrons[0], digest, invented))
        unit.add(*told(guest, patrons[3], peer, digest, invented))
    with store.write("Gelöscht") as unit:
        unit.delete(Patron, patrons[2].id)
    store.close()


def work_of(place: Place, patron: Patron, digest: str, invented: Any) -> list[Record]:
    """One record of each kind that the patrons' work is made of."""
    day, one = date(2026, 3, 1), Decimal("1.5")
    building = Building(id=invented.id(), place_id=place.id, name="Rathaus", area_m2=one)
    meter = Meter(
        id=invented.id(), building_id=building.id, carrier=Carrier.ELECTRICITY, purpose=MeterPurpose.POWER
    )
    project = Project(id=invented.id(), place_id=place.id, title="Licht", building_id=building.id)
    part = {"project_id": project.id}
    return [
        building,
        meter,
        Consumption(id=invented.id(), meter_id=meter.id, year=2025, quantity_milli=12_000, cents=None),
        WeatherFactor(id=invented.id(), place_id=place.id, year=2025, factor=one),
        FactorFile(id="x", title="X", edition="1", valid_from=day, imported_at=invented.clock(), data="{}"),
        project,
        Potential(
            id=invented.id(), place_id=place.id, title="Licht", measure="LED_STREET", project_id=project.id
        ),
        ProjectPatron(id=invented.id(), patron_id=patron.id, **part),
        Activity(id=invented.id(), held_on=day, title="Rundgang", **part),
        Task(id=invented.id(), place_id=place.id, title="Angebot", **part),
        Attachment(
            id=invented.id(),
            file_name="a.pdf",
            media_type="application/pdf",
            size=13,
            digest=digest,
            added_on=day,
            **part,
        ),
        Indicator(id=invented.id(), title="Leuchten", **part),
        Achievement(id=invented.id(), year=2025, carrier=Carrier.ELECTRICITY, kwh=one, **part),
        TargetPoint(id=invented.id(), place_id=place.id, year=2030, tonnes=one),
        Funding(id=invented.id(), title="Kommunalrichtlinie", rate=one, **part),
    ]


def told(guest: Place, patron: Patron, peer: Peer, digest: str, invented: Any) -> list[Record]:
    """One record of each kind that region and towns tell each other."""
    day, now = date(2026, 3, 1), invented.clock()
    theirs = {"source": peer.id, "place_id": guest.id}
    return [
        Remark(id=invented.id(), place_key=guest.key, kind=RemarkKind.QUESTION, text="Wann?", made_on=day),
        Announcement(id=invented.id(), title="Netzwerktreffen", made_on=day),
        Period(id=invented.id(), title="2026", opens_on=day, due_on=day),
        Partner(id=invented.id(), place_key=guest.key, designation="Stadt Nachbarstadt"),
        GoodExample(id=invented.id(), project_id=invented.id(), title="Licht", made_on=day),
        NetworkContact(id=patron.id, source=peer.id, name="Änne Müßig", place_name="Nachbarstadt"),
        Receipt(
            id=invented.id(),
            peer_id=peer.id,
            digest="d3",
            verdict=Verdict.APPLIED,
            created_at=now,
            handled_at=now,
            file_hash=digest,
        ),
        ProgrammePack(id=invented.id(), title="Programm", sequence=1, created_at=now, data="{}"),
        EnergyTotal(id=invented.id(), year=2025, buildings=1, **theirs),
        ReportedEffect(id=invented.id(), stage=Stage.POSSIBLE, measure="LED_STREET", wh=1000, **theirs),
    ]


def test_the_kept_file_is_made_as_said(tmp_path: Path, invented: Any) -> None:
    make_schema(tmp_path / "a", invented)
    made, kept = rows(tmp_path / "a" / "klikks.db"), rows(NEWEST_SCHEMA)
    assert {name: len(each) for name, each in made.items()} == {
        name: len(each) for name, each in kept.items()
    }
