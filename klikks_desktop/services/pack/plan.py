"""What a programme pack would change here, line by line, each with what it takes to follow it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Announcement, FactorFile, Period, Place
from klikks_desktop.services.pack.accepted import FIELD_TITLES, PackData
from klikks_desktop.services.region.sender import Sender

if TYPE_CHECKING:
    pass

NOTHING: Final = "–"
SENDER: Final = "sender"


class Topic(StrEnum):
    """What a line is about, as its group is headed."""

    PROGRAMME = "Programm"
    WORDING = "Wortlaut"
    FACTORS = "Faktoren und Förderprogramme"
    DATES = "Nachrichten und Termine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that would be another. is_own: an entry of one's own would give way, so it is not ticked."""

    key: str
    topic: Topic
    title: str
    old: str
    new: str
    is_own: bool = False


@dataclass(kw_only=True)
class Settling:
    """What was decided so far; ``pack`` becomes the data of the accepted pack.

    factor_set: to be chosen now; "" for the usual one, ``None`` for the one that is.
    """

    pack: PackData
    now: datetime
    places: dict[UUID, Place]
    sender: Sender
    wording: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    wording_before: dict[str, str] = field(default_factory=dict)
    news: list[Announcement] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    files: list[FactorFile] = field(default_factory=list)
    dropped_files: list[str] = field(default_factory=list)
    factor_set: str | None = None

    def value_of(self, owner: str, name: str) -> str:
        """A field of a place or of the sender as text."""
        of = self.sender if owner == SENDER else self.places[UUID(owner)]
        value = getattr(of, name)
        return value.isoformat() if isinstance(value, date) else value or ""

    def set_value(self, owner: str, name: str, text: str) -> None:
        """Another text in such a field."""
        if owner == SENDER:
            self.sender = replace(self.sender, **{name: text})
            return
        value = (date.fromisoformat(text) if text else None) if name == "signup_deadline" else text
        # The names of all fields come from FIELD_TITLES.
        self.places[UUID(owner)] = replace(self.places[UUID(owner)], **{name: value})  # type: ignore[arg-type]


class Item(Protocol):
    """One thing that a pack sets, or that the pack before it had set."""

    @property
    def line(self) -> Line | None:
        """What would change; ``None`` where it stands like that already."""

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Follow the pack, or leave it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldItem:
    """A field of a place or of the region's sender. offered "": the pack says nothing."""

    owner: str
    owner_title: str
    name: str
    current: str
    offered: str
    before: tuple[str, str] | None

    @property
    def _of_pack(self) -> bool:
        return self.before is not None and self.before[1] == self.current

    @property
    def _target(self) -> str:
        if self.offered or self.before is None or not self._of_pack:
            return self.offered or self.current
        return self.before[0]

    @property
    def line(self) -> Line | None:
        """Old and new text."""
        if self._target == self.current:
            return None
        title = FIELD_TITLES[self.name]
        return Line(
            key=f"field {self.owner} {self.name}",
            topic=Topic.PROGRAMME,
            title=f"{title} ({self.owner_title})" if self.owner_title else title,
            old=_shown(self.name, self.current),
            new=_shown(self.name, self._target),
            is_own=bool(self.current) and not self._of_pack,
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Write it and remember what stood there before the first pack."""
        if not taken:
            return
        settling.set_value(self.owner, self.name, self._target)
        if self.offered and (self._of_pack or self.current != self.offered):
            first = self.before[0] if self.before is not None and self._of_pack else self.current
            settling.fields[f"{self.owner} {self.name}"] = (first, self.offered)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoItem:
    """The logo, by the hashes of both pictures; "" for none."""

    offered: str
    current: str

    @property
    def line(self) -> Line | None:
        """In words: pictures are shown beside."""
        if self.offered == self.current:
            return None
        words = {self.current: "bisheriges Logo", self.offered: "neues Logo", "": "ohne Logo"}
        return Line(
            key="logo",
            topic=Topic.PROGRAMME,
            title="Logo im Kopf der Berichte",
            old=words[self.current],
            new=words[self.offered],
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Keep the hash."""
        settling.pack = replace(settling.pack, logo=self.offered if taken else self.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignupItem:
    """Until when towns may sign up, at a region: ISO, "" for no day."""

    offered: str
    current: str

    @property
    def line(self) -> Line | None:
        """Old and new day."""
        if self.offered == self.current:
            return None
        name = "signup_deadline"
        return Line(
            key=name,
            topic=Topic.DATES,
            title=FIELD_TITLES[name],
            old=_shown(name, self.current),
            new=_shown(name, self.offered),
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Keep the day."""
        kept = self.offered if taken else self.current
        settling.pack = replace(settling.pack, signup_deadline=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """News or a reporting period. before: the same one of the pack before."""

    offered: Announcement | Period
    before: Announcement | Period | None

    @property
    def line(self) -> Line | None:
        """Its day, or that it is news."""
        if self.offered == self.before:
            return None
        word = "Berichtszeitraum" if isinstance(self.offered, Period) else "Nachricht"
        return Line(
            key=f"news {self.offered.id}",
            topic=Topic.DATES,
            title=f"{word} „{self.offered.title}“",
            old=_day_words(self.before) if self.before else NOTHING,
            new=_day_words(self.offered),
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Show it from now on."""
        kept = self.offered if taken else self.before
        if isinstance(kept, Period):
            settling.periods.append(kept)
        elif kept is not None:
            settling.news.append(kept)


def _shown(name: str, text: str) -> str:
    if name == "signup_deadline" and text:
        return format_short(date.fromisoformat(text))
    return text or NOTHING


def _day_words(found: Announcement | Period) -> str:
    if isinstance(found, Period):
        return f"{format_short(found.opens_on)} bis {format_short(found.due_on)}"
    return f"Frist {format_short(found.due_on)}" if found.due_on else "ohne Frist"
