"""The region's own programme pack: a draft that waits in the workspace, and the signed file made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import safe_part
from klikks_desktop.domain.records import FactorFile, ProgrammePack, Role
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.pack.draft import DraftFile, PackDraft, from_row, to_json
from klikks_desktop.services.pack.draft_conflicts import over_others
from klikks_desktop.services.pack.opening import factor_files, logo_png
from klikks_desktop.services.pack.suffix import SUFFIX
from klikks_desktop.services.pack.texts import check_texts
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

MAX_PICTURE: Final = 20_000_000
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def pack_draft(workspace: Workspace) -> PackDraft:
    """The draft; an empty one before anything was entered. K-580 at a town."""
    require_region(workspace)
    with workspace.store.read() as reader:
        return _now(reader)


# Any: fields of every type, as ``PackDraft`` names them.
def change_draft(workspace: Workspace, seen: PackDraft | None = None, /, **changed: Any) -> PackDraft:
    """Change these fields; K-580 at a town, K-587 a wrong text.

    seen: the draft that was changed. What a colleague changed meanwhile stays, text by text and file by
    file; ``Conflict`` when it is the same.
    """
    require_region(workspace)

    def again(mine: PackDraft, shown: PackDraft) -> PackDraft:
        return change_draft(workspace, shown, **_fields(mine))

    with workspace.store.write("Entwurf des Programmpakets geändert") as unit:
        return _change(workspace, unit, seen, again, **changed)


def set_logo(workspace: Workspace, file: Path, seen: PackDraft | None = None) -> PackDraft:
    """Take a picture as the logo; K-632, K-633 unreadable, K-587 when it may not stand.

    seen: as for ``change_draft``.
    """
    require_region(workspace)
    return _set_logo(workspace, logo_png(workspace, read_bytes(file, MAX_PICTURE)), seen)


def _set_logo(workspace: Workspace, png: bytes, seen: PackDraft | None) -> PackDraft:
    def again(mine: PackDraft, shown: PackDraft) -> PackDraft:
        return shown if mine.logo == shown.logo else _set_logo(workspace, png, shown)

    with workspace.store.write("Logo des Programmpakets gewählt") as unit:
        return _change(workspace, unit, seen, again, logo=unit.put_blob(png))


def logo_picture(workspace: Workspace, digest: str) -> bytes | None:
    """The PNG with this hash."""
    with workspace.store.read() as reader:
        return reader.blob(digest) if digest else None


def add_factor_file(workspace: Workspace, file: Path, seen: PackDraft | None = None) -> PackDraft:
    """Enclose a factor file, in place of one with the same id; K-632 unreadable, K-587 what is wrong.

    seen: as for ``change_draft``.
    """
    from klikks_desktop.reference.factor_files import MAX_BYTES

    require_region(workspace)
    data = read_bytes(file, MAX_BYTES).removeprefix(BYTE_ORDER_MARK)
    (found,) = factor_files(workspace, [data])
    return _add_file(workspace, data, found, seen)


def _add_file(workspace: Workspace, data: bytes, found: FactorFile, seen: PackDraft | None) -> PackDraft:
    def again(mine: PackDraft, shown: PackDraft) -> PackDraft:
        return _add_file(workspace, data, found, shown) if kept in mine.files else shown

    with workspace.store.write("Faktoren-Datei dem Programmpaket beigelegt") as unit:
        digest = unit.put_blob(data)
        kept = DraftFile(id=found.id, title=found.title, edition=found.edition, digest=digest)
        others = (each for each in (seen or _now(unit)).files if each.id != found.id)
        return _change(workspace, unit, seen, again, files=(*others, kept))


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
def _change(
    workspace: Workspace,
    unit: Unit,
    seen: PackDraft | None,
    redo: Callable[[PackDraft, PackDraft], object],
    **changed: Any,
) -> PackDraft:
    row, now = draft_row(unit), _now(unit)
    draft = replace(seen or now, **changed)
    if seen is not None:
        draft = over_others(workspace, draft, seen=seen, now=now, redo=redo)
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


# Any: as above.
def _fields(draft: PackDraft) -> dict[str, Any]:
    return {each.name: getattr(draft, each.name) for each in fields(draft)}


def _now(reader: Reader) -> PackDraft:
    row = draft_row(reader)
    return from_row(row) if row else PackDraft()


def require_region(workspace: Workspace) -> None:
    """K-580 at a town."""
    if workspace.role is not Role.REGION:
        raise UserError("K-580")


def draft_row(reader: Reader) -> ProgrammePack | None:
    """The row of the draft."""
    found = reader.find(ProgrammePack, accepted_at=None, source=None)
    return found[0] if found else None
