"""Texts, factor files and the factor set of a programme pack, as lines of what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klikks_desktop.domain.records import FactorFile
from klikks_desktop.services.pack.accepted import AcceptedPack
from klikks_desktop.services.pack.plan import NOTHING, Item, Line, Settling, Topic
from klikks_desktop.services.pack.texts import text_title

if TYPE_CHECKING:
    from klikks_desktop.reference.factors import FactorLibrary
    from klikks_desktop.reference.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """A text. offered, of_pack: of this pack and of the one before, "" for none; own: edited here.

    gave_way: an own text that the pack before took the place of.
    """

    key: str
    shipped: str
    offered: str
    of_pack: str
    own: str
    gave_way: str

    @property
    def line(self) -> Line | None:
        """Old and new text."""
        current = self.own or self.of_pack or self.shipped
        target = self.offered or self.own or self.gave_way or self.shipped
        if target == current:
            return None
        return Line(
            key=f"text {self.key}",
            topic=Topic.WORDING,
            title=text_title(self.key),
            old=current,
            new=target,
            is_own=bool(self.own),
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """An own text that stays lies over that of the pack; one that gives way is remembered."""
        text = self.offered if taken or self.own else self.of_pack
        if text:
            settling.texts[self.key] = text
        if self.own:
            if taken and self.offered not in {"", self.own}:
                settling.wording_before[self.key] = settling.wording.pop(self.key)
        elif self.gave_way:
            kept = settling.wording_before if text else settling.wording
            kept[self.key] = self.gave_way


@dataclass(frozen=True, slots=True, kw_only=True)
class FileItem:
    """A factor file. current: imported before, by hand or (of_pack) with a pack; shipped: its edition."""

    offered: FactorFile | None
    current: FactorFile | None
    of_pack: bool
    shipped: str

    @property
    def line(self) -> Line | None:
        """Old and new edition."""
        offered, current = self.offered, self.current
        either = offered or current
        if either is None or (offered and current and offered.data == current.data):
            return None
        return Line(
            key=f"file {either.id}",
            topic=Topic.FACTORS,
            title=f"Faktoren-Datei „{either.title}“",
            old=current.edition if current else self.shipped or NOTHING,
            new=offered.edition if offered else self.shipped or NOTHING,
            is_own=current is not None and not self.of_pack,
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """What a pack brings counts as imported with it; what it brought and nobody wants any more goes."""
        offered, current = self.offered, self.current
        if taken and offered is not None:
            is_own = current is not None and not self.of_pack and current.data == offered.data
            if not is_own:
                settling.files.append(replace(offered, imported_at=settling.now))
        elif taken and current is not None:
            settling.dropped_files.append(current.id)
        elif current is not None and self.of_pack:
            settling.files.append(replace(current, imported_at=settling.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetItem:
    """The recommended factor set. known: with all files of the pack; chosen: here, by a person or a pack."""

    offered: str
    current: str
    chosen: str
    known: FactorLibrary
    before: AcceptedPack | None

    @property
    def _of_pack(self) -> bool:
        return self.before is not None and self.before.data.factor_set == self.current

    @property
    def line(self) -> Line | None:
        """Titles of both sets."""
        if self.offered in {"", self.current} or self.offered not in self.known.sets:
            return None
        return Line(
            key="factor_set",
            topic=Topic.FACTORS,
            title="Faktorensatz für neue Ergebnisse",
            old=self.known.sets[self.current].title if self.current in self.known.sets else self.current,
            new=self.known.sets[self.offered].title,
            is_own=bool(self.chosen) and not self._of_pack,
        )

    def settle(self, settling: Settling, *, taken: bool) -> None:
        """Results that are there stay; the choice before the first pack is remembered, also that of none."""
        wanted = self.offered if taken and self.line is not None else self.current
        if wanted != self.current:
            settling.factor_set = wanted
        if wanted != self.current or self._of_pack:
            first = self.before.data.set_before if self.before and self._of_pack else self.chosen
            settling.pack = replace(settling.pack, factor_set=wanted, set_before=first)


def text_items(
    texts: Texts, offered: Mapping[str, str], before: AcceptedPack | None, own: Mapping[str, str]
) -> Iterator[Item]:
    """One item for each shipped text that this pack or the one before sets."""
    of_pack = before.data.texts if before else {}
    for key in [each.key for each in texts if each.key in offered or each.key in of_pack]:
        yield TextItem(
            key=key,
            shipped=texts.get(key).text,
            offered=offered.get(key, ""),
            of_pack=of_pack.get(key, ""),
            own=own.get(key, ""),
            gave_way=before.data.wording_before.get(key, "") if before else "",
        )
