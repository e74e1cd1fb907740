"""All data of a workspace as one JSON file (Gesamtabzug), and back into a new workspace.

What is in it and what is not: every record, own and imported, settings, the certificates and files
that records refer to, the marks and the ids of what was erased. No history, no recycle bin, and no
secret key: whoever loads it gets new ones and enrols again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop import __version__
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Role
from klikks_desktop.services.files import reading, replacing
from klikks_desktop.services.office_keys import note_keys
from klikks_desktop.services.places.first_start import nothing_half
from klikks_desktop.services.workspace import (
    Clock,
    Progress,
    Rasterise,
    Shipped,
    Workspace,
    make_keys,
    open_workspace,
    silent,
)
from klikks_desktop.storage import dumping
from klikks_desktop.storage.database import is_unfinished
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import SCHEMA_REVISION

if TYPE_CHECKING:
    from klikks_desktop.exchange.dump_file import DumpReader, Header, Row
    from klikks_desktop.storage.dumping import Filler

PROGRAM = f"KlikKS Desktop {__version__}"


def suggested_dump_name(workspace: Workspace) -> str:
    """The name offered for the file."""
    places = workspace.own_places()
    key, name = (places[0].key, places[0].name) if len(places) == 1 else ("", workspace.name)
    return file_name(key, name, workspace.today, "json", "Gesamtabzug")


def dump(workspace: Workspace, out: Path, progress: Progress = silent) -> int:
    """Write everything to ``out``; how many entries that are. K-631; ``progress`` may raise to cancel."""
    from klikks_desktop.exchange.dump_file import write_dump

    done = 0
    with workspace.store.read() as reader, replacing(out) as stream:
        total = dumping.count_rows(reader)

        def counted(name: str) -> Iterator[Row]:
            nonlocal done
            for row in dumping.rows(reader, name):
                progress(done, total)
                done += 1
                yield row

        write_dump(stream, _header(workspace), ((name, counted(name)) for name in dumping.DUMPED))
    progress(total, total)
    return done


def _header(workspace: Workspace) -> Header:
    from klikks_desktop.exchange.dump_file import Header

    marks = Marks(workspace.folder)
    certificates: dict[str, dict[str, int]] = {}
    for (key, year), serial in sorted(marks.certificates().items()):
        certificates.setdefault(key, {})[str(year)] = serial
    return Header(
        schema=SCHEMA_REVISION,
        program=PROGRAM,
        created=workspace.clock(),
        certificates=certificates,
        delivery=marks.delivery_sequence(),
    )


def load(
    folder: Path,
    file: Path,
    *,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    shared: bool = False,
    server: ServerAddress | None = None,
) -> Workspace:
    """A new workspace in ``folder`` with everything that ``dump`` wrote, and with keys of its own.

    server: the empty database where an office will share its data; keys in ``folder`` stay its keys.

    K-202 when there is a workspace, K-524 when there are keys, K-632 unreadable, K-810 to K-814 what is
    wrong with the file. When something fails, nothing stays; what a killed load left is made anew. Leave the
    file alone meanwhile.
    """
    from klikks_desktop.exchange.dump_file import DumpReader

    with reading(file) as stream:
        reader = DumpReader(stream, file.name, dumping.DUMPED, SCHEMA_REVISION)
        with nothing_half(folder):
            with_keys = server is not None or is_unfinished(folder / DATABASE)
            store = Store.create(folder, clock=clock, shared=shared, server=server)
            try:
                # Keys come before all else is there for good: what a killed load leaves is empty or whole.
                with dumping.filling(store, "Gesamtabzug geladen") as filler:
                    practice = _fill(filler, reader, file)
                    make_keys(folder, practice=practice, shared=shared, keep=with_keys)
                note_keys(Workspace(store, clock, Shipped(resources)))
            except BaseException:
                store.discard()
                raise
            store.close()
            return open_workspace(
                folder, clock=clock, resources=resources, rasterise=rasterise, server=server
            )


def _fill(filler: Filler, reader: DumpReader, file: Path) -> bool:
    """Put everything in; whether it is of practice mode."""
    settings: dict[str, str] = {}
    for name, several in groupby(reader.rows(), key=itemgetter(0)):
        try:
            filler.put(name, _sound(name, (row for _, row in several), settings))
        except dumping.RowRefused as refused:
            line = reader.heads[name] + 1 + refused.position
            facts = {"file": file.name, "line": line, "table": name, "reason": refused.reason}
            raise UserError("K-814", facts) from refused
    certificates = reader.header.certificates.items()
    marks = {(key, int(year)): serial for key, years in certificates for year, serial in years.items()}
    filler.remember(marks, reader.header.delivery)
    return settings.get("practice") == "true"


def _sound(name: str, rows: Iterable[Row], settings: dict[str, str]) -> Iterator[Row]:
    """The rows, as long as bytes are what their key says and settings, which are noted, can be read."""
    for position, row in enumerate(rows):
        match name:
            case "blob" if hashlib.sha256(row["data"]).hexdigest() != row["hash"]:
                raise dumping.RowRefused(position, "Die Datei ist verändert, ihre Prüfsumme stimmt nicht")
            case "setting" if not _is_readable(row["key"], row["value"]):
                raise dumping.RowRefused(position, "Der Wert dieser Einstellung ist nicht lesbar")
            case "setting":
                settings[row["key"]] = row["value"]
        yield row


def _is_readable(key: str, value: str) -> bool:
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return key != "role" or read in list(Role)
