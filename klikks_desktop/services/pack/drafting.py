"""The region's own programme pack: a draft that waits in the workspace, and the signed file made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import safe_part
from klikks_desktop.domain.records import ProgrammePack, Role
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.pack.opening import SUFFIX, factor_files, logo_png
from klikks_desktop.services.pack.texts import check_texts
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

MAX_PICTURE: Final = 20_000_000
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A factor file of the draft, by the hash of its bytes."""

    id: str
    title: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDraft:
    """What the next pack shall set. logo: hash of a PNG, or "". news, periods: ids of own records.

    written_at: when the last file was written.
    """

    title: str = ""
    programme: str = ""
    agency: str = ""
    logo: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[DraftFile, ...] = ()
    factor_set: str = ""
    news: frozenset[UUID] = frozenset()
    periods: frozenset[UUID] = frozenset()
    signup_deadline: date | None = None
    written_at: datetime | None = None


def pack_draft(workspace: Workspace) -> PackDraft:
    """The draft; an empty one before anything was entered. K-580 at a town."""
    require_region(workspace)
    with workspace.store.read() as reader:
        row = draft_row(reader)
    return from_row(row) if row else PackDraft()


# Any: fields of every type, as ``PackDraft`` names them.
def change_draft(workspace: Workspace, **fields: Any) -> PackDraft:
    """Change these fields; what a colleague changed meanwhile stays. K-580 at a town, K-587 a wrong text."""
    require_region(workspace)
    with workspace.store.write("Entwurf des Programmpakets geändert") as unit:
        return _change(workspace, unit, **fields)


def set_logo(workspace: Workspace, file: Path) -> PackDraft:
    """Take a picture as the logo; K-632, K-633 unreadable, K-587 when it may not stand."""
    require_region(workspace)
    png = logo_png(workspace, read_bytes(file, MAX_PICTURE))
    with workspace.store.write("Logo des Programmpakets gewählt") as unit:
        return _change(workspace, unit, logo=unit.put_blob(png))


def logo_picture(workspace: Workspace, digest: str) -> bytes | None:
    """The PNG with this hash."""
    with workspace.store.read() as reader:
        return reader.blob(digest) if digest else None


def add_factor_file(workspace: Workspace, file: Path) -> PackDraft:
    """Enclose a factor file, in place of one with the same id; K-632 unreadable, K-587 what is wrong."""
    from klikks_desktop.reference.factor_files import MAX_BYTES

    require_region(workspace)
    data = read_bytes(file, MAX_BYTES).removeprefix(BYTE_ORDER_MARK)
    (found,) = factor_files(workspace, [data])
    with workspace.store.write("Faktoren-Datei dem Programmpaket beigelegt") as unit:
        digest = unit.put_blob(data)
        kept = DraftFile(id=found.id, title=found.title, edition=found.edition, digest=digest)
        row = draft_row(unit)
        others = (each for each in (from_row(row).files if row else ()) if each.id != found.id)
        return _change(workspace, unit, files=(*others, kept))


def offered_sets(workspace: Workspace, draft: PackDraft) -> list[tuple[str, str]]:
    """Id and title of the factor sets that every town would have: those shipped and those enclosed."""
    with workspace.store.read() as reader:
        files = [data.decode() for each in draft.files if (data := reader.blob(each.digest))]
    return [(one.id, one.title) for one in workspace.shipped.factors.with_files(files).sets.values()]


def suggested_pack_name(workspace: Workspace) -> str:
    """A file name for the pack."""
    title = pack_draft(workspace).title or workspace.name
    return f"KlikKS_Programmpaket_{safe_part(title)}_{workspace.today.isoformat()}{SUFFIX}"


def own_fingerprint(workspace: Workspace) -> str:
    """The fingerprint of the key that signs here, for towns that call to compare it."""
    from klikks_desktop.exchange.pack_file import fingerprint

    return fingerprint(workspace.keys.public.sign_key)


# Any: fields of every type, as ``PackDraft`` names them.
def _change(workspace: Workspace, unit: Unit, **fields: Any) -> PackDraft:
    row = draft_row(unit)
    draft = replace(from_row(row) if row else PackDraft(), **fields)
    check_texts(workspace.shipped.texts, draft.texts)
    unit.put(
        ProgrammePack(
            id=row.id if row else workspace.new_id(),
            title=draft.title,
            sequence=row.sequence if row else 0,
            created_at=row.created_at if row else workspace.clock(),
            data=to_json(draft),
        )
    )
    return draft


def require_region(workspace: Workspace) -> None:
    """K-580 at a town."""
    if workspace.role is not Role.REGION:
        raise UserError("K-580")


def draft_row(reader: Reader) -> ProgrammePack | None:
    """The row of the draft."""
    found = reader.find(ProgrammePack, accepted_at=None, source=None)
    return found[0] if found else None


def to_json(draft: PackDraft) -> str:
    """As the row keeps it."""
    plain = {
        "programme": draft.programme,
        "agency": draft.agency,
        "logo": draft.logo,
        "texts": dict(draft.texts),
        "files": [[each.id, each.title, each.edition, each.digest] for each in draft.files],
        "factor_set": draft.factor_set,
        "news": sorted(map(str, draft.news)),
        "periods": sorted(map(str, draft.periods)),
        "signup_deadline": draft.signup_deadline.isoformat() if draft.signup_deadline else "",
        "written_at": draft.written_at.isoformat() if draft.written_at else "",
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def from_row(row: ProgrammePack) -> PackDraft:
    """Read back what was kept."""
    raw = json.loads(row.data)
    day, written = raw["signup_deadline"], raw["written_at"]
    return PackDraft(
        title=row.title,
        programme=raw["programme"],
        agency=raw["agency"],
        logo=raw["logo"],
        texts=raw["texts"],
        files=tuple(
            DraftFile(id=id_, title=title, edition=edition, digest=digest)
            for id_, title, edition, digest in raw["files"]
        ),
        factor_set=raw["factor_set"],
        news=frozenset(map(UUID, raw["news"])),
        periods=frozenset(map(UUID, raw["periods"])),
        signup_deadline=date.fromisoformat(day) if day else None,
        written_at=datetime.fromisoformat(written) if written else None,
    )
