"""What a programme pack shall set, as it waits in the workspace until it is signed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from klikks_desktop.domain.records import ProgrammePack


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
