"""What all reports share: who they are from, their shipped words, the instant, how they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.reports.sheet import Arms, Block, ReportSheet
from klikks_desktop.domain.wording import fill
from klikks_desktop.services.files import expect_new, replace_file
from klikks_desktop.services.pack.accepted import logo_of, texts_of
from klikks_desktop.services.register.certificate_sheets import arms_alt
from klikks_desktop.services.register.papers import letterhead
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.reference.texts import Texts

# Signs that people and sources use and that the faces of the program do not have.
_IN_WORDS = {"−": "–", "→": "–", "≥": "mindestens ", "≤": "höchstens ", "≈": "rund ", "✓": "ja"}
_PRINTABLE = str.maketrans(_IN_WORDS)


def printable(text: str) -> str:
    """``text`` with the signs of formulas that the faces lack in words."""
    return text.translate(_PRINTABLE).replace("  ", " ")


@dataclass(frozen=True)
class Frame:
    """One place that reports are made for. mark: said on every page in practice mode, else ""."""

    workspace: Workspace
    place: Place
    letterhead: Letterhead
    arms: Arms | None
    logo: Arms | None
    texts: Texts
    mark: str

    @property
    def today(self) -> date:
        """Today."""
        return self.workspace.today

    @property
    def created(self) -> datetime:
        """The instant written into the file."""
        return self.workspace.clock().replace(microsecond=0)

    def say(self, key: str, values: Mapping[str, str] | None = None) -> str:
        """A text of program or pack, filled with the forms of the place and ``values``."""
        place = self.place
        forms = {
            "Kommune": place.designation,
            "Nominativ": place.nominative,
            "Genitiv": place.genitive,
            "in-Form": place.locative,
            "Gremium": place.council,
            "Programm": place.programme or "",
            "Heute": format_long(self.today),
        }
        return fill(self.texts.get(key).text, {**forms, **(values or {})})

    def sheet(
        self,
        *,
        kind: str,
        title: str,
        subtitle: str,
        blocks: tuple[Block, ...],
        one_page: bool = False,
    ) -> ReportSheet:
        """The sheet of a report from this place; ``kind`` is not said again over a title that says it."""
        return ReportSheet(
            letterhead=self.letterhead,
            arms=self.arms,
            logo=self.logo,
            kind="" if title.startswith(kind) else kind,
            title=printable(title),
            subtitle=printable(subtitle),
            blocks=blocks,
            footer=f"{self.place.designation} · {kind} · {format_long(self.today)}",
            mark=self.mark,
            one_page=one_page,
        )


def frame(workspace: Workspace, place: Place) -> Frame:
    """The frame for ``place``."""
    png = None
    if place.arms_hash is not None:
        with workspace.store.read() as reader:
            png = reader.blob(place.arms_hash)
    arms = Arms(png, arms_alt(place)) if png is not None else None
    texts = texts_of(workspace)
    mark = texts.get("bericht.uebung").text if workspace.is_practice else ""
    return Frame(workspace, place, letterhead(place), arms, logo_of(workspace), texts, mark)


def suffix_of(out: Path, *allowed: str) -> str:
    """What kind of file is asked for; K-440 for one that this paper does not come as."""
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in allowed:
        raise UserError("K-440", {"file": out.name, "allowed": " oder ".join(f".{each}" for each in allowed)})
    return suffix


def save(out: Path, data: bytes) -> Path:
    """Write a report; K-544 when something lies there, K-631 when it cannot be written."""
    replace_file(expect_new(out), data)
    return out
