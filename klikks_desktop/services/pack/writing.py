"""A programme pack is signed into a file: from the draft of the workspace, or from a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid5

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Announcement, Period, ProgrammePack
from klikks_desktop.services.files import read_bytes, replace_file
from klikks_desktop.services.pack.draft import PackDraft, from_row, to_json
from klikks_desktop.services.pack.drafting import (
    BYTE_ORDER_MARK,
    MAX_PICTURE,
    draft_row,
    pack_draft,
    require_region,
)
from klikks_desktop.services.pack.opening import factor_files, logo_png
from klikks_desktop.services.pack.texts import check_texts
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.exchange.pack_description import Description


@dataclass(frozen=True, slots=True, kw_only=True)
class _Enclosed:
    """What goes into the file beside the words of the draft."""

    logo: bytes
    files: Sequence[bytes]
    news: Sequence[Announcement]
    periods: Sequence[Period]


def write_draft(workspace: Workspace, out: Path) -> Path:
    """Sign the draft into a file. K-580 at a town, K-588 what is missing, K-631 when it cannot be written."""
    draft = pack_draft(workspace)
    with workspace.store.read() as reader:
        news = [each for each in reader.find(Announcement, source=None) if each.id in draft.news]
        periods = [each for each in reader.find(Period, source=None) if each.id in draft.periods]
        logo = reader.blob(draft.logo) if draft.logo else None
        files = [data for each in draft.files if (data := reader.blob(each.digest))]
    enclosed = _Enclosed(logo=logo or b"", files=files, news=news, periods=periods)
    return _write(workspace, draft, enclosed, out)


def write_described(workspace: Workspace, description: Path, out: Path) -> Path:
    """Sign what a JSON description names into a file; the draft stays as it is. Raises as ``write_draft``."""
    from klikks_desktop.exchange.pack_description import MAX_FILE, read_description
    from klikks_desktop.reference.factor_files import MAX_BYTES

    require_region(workspace)
    said = read_description(read_bytes(description, MAX_FILE))
    beside = description.parent
    draft = PackDraft(
        title=said.title,
        programme=said.programme,
        agency=said.agency,
        texts=said.texts,
        factor_set=said.factor_set,
        signup_deadline=said.signup_deadline,
    )
    logo = logo_png(workspace, read_bytes(beside / said.logo, MAX_PICTURE)) if said.logo else b""
    files = [read_bytes(beside / each, MAX_BYTES).removeprefix(BYTE_ORDER_MARK) for each in said.factors]
    news, periods = _described(workspace, said)
    return _write(workspace, draft, _Enclosed(logo=logo, files=files, news=news, periods=periods), out)


def _described(workspace: Workspace, said: Description) -> tuple[list[Announcement], list[Period]]:
    """News and periods of a description keep their identity from one file to the next by their titles."""
    own = workspace.keys.installation
    news = [
        Announcement(
            id=uuid5(own, f"Nachricht {each.title}"),
            title=each.title,
            text=each.text,
            due_on=each.due_on,
            until=each.until,
            made_on=workspace.today,
        )
        for each in said.news
    ]
    periods = [
        Period(
            id=uuid5(own, f"Zeitraum {each.title}"),
            title=each.title,
            opens_on=each.opens_on,
            due_on=each.due_on,
        )
        for each in said.periods
    ]
    return news, periods


def _write(workspace: Workspace, draft: PackDraft, enclosed: _Enclosed, out: Path) -> Path:
    from klikks_desktop.exchange.enrolment import create_enrolment
    from klikks_desktop.exchange.pack_content import build_pack
    from klikks_desktop.exchange.pack_file import write_pack

    _check(workspace, draft, enclosed.files)
    keys, name, now = workspace.keys, workspace.name, workspace.clock()
    with workspace.store.write("Programmpaket geschrieben", undoable=False) as unit:
        row = draft_row(unit)
        sequence = max(int(now.timestamp() * 1000), row.sequence + 1 if row else 0)
        pack = build_pack(
            keys,
            name=name,
            title=" ".join(draft.title.split()),
            created=now,
            sequence=sequence,
            programme=draft.programme.strip(),
            agency=draft.agency.strip(),
            texts=draft.texts,
            factor_set=draft.factor_set,
            signup_deadline=draft.signup_deadline,
            logo=enclosed.logo,
            files=enclosed.files,
            news=enclosed.news,
            periods=enclosed.periods,
            enrolment=create_enrolment(keys, name=name, created=now),
        )
        data = write_pack(pack, keys)
        kept = from_row(row) if row else draft
        unit.put(
            ProgrammePack(
                id=row.id if row else workspace.new_id(),
                title=kept.title,
                sequence=sequence,
                created_at=now,
                data=to_json(replace(kept, written_at=now)),
            )
        )
        # Before the commit: no number is used up by a file that was not written.
        replace_file(out, data)
    return out


def _check(workspace: Workspace, draft: PackDraft, files: Sequence[bytes]) -> None:
    if not draft.title.strip():
        raise UserError("K-588", {"reason": "Es fehlt der Name des Programms."})
    check_texts(workspace.shipped.texts, draft.texts)
    records = factor_files(workspace, files)
    known = workspace.shipped.factors.with_files(each.data for each in records).sets
    if draft.factor_set and draft.factor_set not in known:
        reason = f"Den Faktorensatz „{draft.factor_set}“ gibt es weder im Programm noch im Paket."
        raise UserError("K-588", {"reason": reason})
