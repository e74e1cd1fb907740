"""Files and photos of a project: copied into the workspace, kept under their SHA-256.

What is removed can be brought back by undo, so its bytes stay with the history.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Attachment
from klikks_desktop.domain.values import clean_text
from klikks_desktop.services.files import read_bytes, write_new
from klikks_desktop.services.projects.project_parts import own_project
from klikks_desktop.services.records.conflicts import laid_over
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Unit

MAX_BYTES: Final = 20 * 2**20
PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
PICTURES: Final = frozenset({PNG, JPEG})
UNKNOWN: Final = "application/octet-stream"
_TITLES: Final = {"caption": "Beschreibung"}

_SIGNATURES: Final = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"%PDF-", PDF))
_DOCUMENTS: Final = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
# Programs of Windows, macOS and Linux by their first bytes, and what these systems run by its ending.
_PROGRAMS: Final = (b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")
_ENDINGS: Final = (
    "app appx bat chm cmd com cpl dll docm dotm exe gadget hta htm html inf ins iso jar js jse lnk "
    "mhtml msc msi msix msp pif potm ppam ppsm pptm ps1 py pyw reg scf scr sct settingcontent-ms "
    "sh sldm svg sys url vb vbe vbs vhd vhdx ws wsc wsf wsh xlam xll xlsm xltm"
)
_RUN: Final = frozenset(f".{each}" for each in _ENDINGS.split())


def media_type(file_name: str, data: bytes) -> str:
    """What a file is: by its content for PNG, JPEG and PDF, by its ending otherwise.

    K-763 for programs and for documents that can carry one (macros, web pages).
    """
    suffix = PurePath(file_name.rstrip(" .")).suffix.casefold()
    if suffix in _RUN or data.startswith(_PROGRAMS) or _is_windows_program(data):
        raise UserError("K-763", {"file": file_name})
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return _DOCUMENTS.get(suffix, UNKNOWN)


def _is_windows_program(data: bytes) -> bool:
    """Two letters are no proof: a text may begin with MZ, but holds no zero byte."""
    return data.startswith(b"MZ") and b"\0" in data[:1024]


def add_attachment(workspace: Workspace, project_id: UUID, path: Path, caption: str = "") -> Attachment:
    """Copy a file into a project; the first picture becomes the cover.

    K-632 unreadable, K-633 above 20 MB, K-763 a program, K-764 already there, K-765 empty; K-750
    and K-751 as the project says.
    """
    data = read_bytes(path, MAX_BYTES)
    if not data:
        raise UserError("K-765", {"file": path.name})
    kind = media_type(path.name, data)
    with workspace.store.write("Datei hinzugefügt") as unit:
        project = own_project(unit, project_id)
        present = unit.find(Attachment, project_id=project.id)
        digest = unit.put_blob(data)
        for each in present:
            if each.digest == digest:
                raise UserError("K-764", {"file": path.name, "known": each.file_name})
        attachment = Attachment(
            id=workspace.new_id(),
            project_id=project.id,
            file_name=_free_name(clean_text(path.name), {each.file_name.casefold() for each in present}),
            media_type=kind,
            size=len(data),
            digest=digest,
            caption=clean_text(caption),
            added_on=workspace.today,
            is_cover=kind in PICTURES and not any(each.is_cover for each in present),
        )
        unit.add(attachment)
    return attachment


def _free_name(name: str, taken: set[str]) -> str:
    """``name``, or "name (2)" when another file of the project is called so."""
    path, counter, free = PurePath(name), 1, name
    while free.casefold() in taken:
        counter += 1
        free = f"{path.stem} ({counter}){path.suffix}"
    return free


def list_attachments(workspace: Workspace, project_id: UUID) -> list[Attachment]:
    """Files of a project: the cover first, then as they were added."""
    with workspace.store.read() as reader:
        found = reader.find(Attachment, project_id=project_id, order=("added_on", "id"))
    return sorted(found, key=lambda each: not each.is_cover)


def read_attachment(workspace: Workspace, attachment_id: UUID) -> tuple[Attachment, bytes]:
    """A file and its bytes; K-750 when it is gone, K-766 when its bytes are."""
    with workspace.store.read() as reader:
        attachment = reader.get(Attachment, attachment_id)
        if attachment is None:
            raise UserError("K-750")
        data = reader.blob(attachment.digest)
    if data is None:
        raise UserError("K-766", {"file": attachment.file_name})
    return attachment, data


def save_attachment(workspace: Workspace, attachment_id: UUID, folder: Path) -> Path:
    """Write a copy of a file into ``folder``, beside others of its name; K-630, K-631, K-750, K-766."""
    attachment, data = read_attachment(workspace, attachment_id)
    return write_new(folder, attachment.file_name, data)


def set_caption(
    workspace: Workspace, attachment_id: UUID, caption: str, seen: Attachment | None = None
) -> Attachment:
    """Say what a file shows; K-750 when it is gone, K-751 when a town reported it.

    seen: as it was shown; ``Conflict`` when a colleague described it otherwise meanwhile.
    """

    def again(mine: Attachment, shown: Attachment) -> Attachment:
        return set_caption(workspace, attachment_id, mine.caption, shown)

    with workspace.store.write("Beschreibung der Datei geändert") as unit:
        now = _own(unit, attachment_id)
        attachment = laid_over(
            workspace,
            unit,
            replace(seen or now, caption=clean_text(caption)),
            seen=seen,
            title=now.file_name,
            titles=_TITLES,
            redo=again,
        )
        unit.update(attachment)
    return attachment


def set_cover(workspace: Workspace, attachment_id: UUID) -> Attachment:
    """Make a picture the one on the project sheet; K-767 when it is none, K-750, K-751."""
    with workspace.store.write("Bild des Steckbriefs gewählt") as unit:
        attachment = _own(unit, attachment_id)
        if attachment.media_type not in PICTURES:
            raise UserError("K-767", {"file": attachment.file_name})
        others = unit.find(Attachment, project_id=attachment.project_id, is_cover=True)
        unit.update(*(replace(each, is_cover=False) for each in others if each.id != attachment.id))
        attachment = replace(attachment, is_cover=True)
        unit.update(attachment)
    return attachment


def remove_attachment(workspace: Workspace, attachment_id: UUID) -> None:
    """Move a file to the recycle bin; K-750 when it is gone, K-751 when a town reported it."""
    with workspace.store.write("Datei entfernt") as unit:
        unit.delete(Attachment, _own(unit, attachment_id).id)


def _own(unit: Unit, attachment_id: UUID) -> Attachment:
    attachment = unit.get(Attachment, attachment_id)
    if attachment is None:
        raise UserError("K-750")
    refuse_foreign(attachment)
    return attachment
