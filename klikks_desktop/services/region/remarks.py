"""Remarks (Vermerke) on a municipality or one of its records: own ones, and what the other side wrote.

Each side changes only its own rows. What the other side asked is answered, or ticked off, by an own
row of kind ANSWER about it, which leaves with the next file. A note never leaves the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Patron, Remark, RemarkKind, Role
from klikks_desktop.services.records.conflicts import laid_over
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

LONGEST_TEXT: Final = 10_000
LONGEST_TITLE: Final = 200
PERSON: Final = "Person"
"""What a remark calls the person it is on: a name copied here would outlive an erasure."""
DONE_WORD: Final = "Erledigt."
_TITLES: Final = {"kind": "Art", "text": "Text", "due_on": "Termin", "shared": "Geht an die andere Seite"}
"""The text of an answer that only ticks something off."""

KINDS: Final[Mapping[Role, Sequence[RemarkKind]]] = {
    Role.REGION: (RemarkKind.NOTE, RemarkKind.QUESTION, RemarkKind.FEEDBACK, RemarkKind.TASK),
    Role.MUNICIPALITY: (RemarkKind.SUPPORT,),
}
"""What each side may begin; both may answer."""

_AWAITED: Final = frozenset({RemarkKind.QUESTION, RemarkKind.TASK, RemarkKind.SUPPORT})


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with the answers to it, oldest first."""

    remark: Remark
    answers: tuple[Remark, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it was written here."""
        return self.remark.source is None

    @property
    def done_on(self) -> date | None:
        """Since when it is done, by whoever said so last."""
        return max((each.done_on for each in (self.remark, *self.answers) if each.done_on), default=None)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for the other side or for oneself: a question until its answer."""
        if self.remark.kind not in _AWAITED or self.done_on is not None:
            return False
        is_question = self.remark.kind is RemarkKind.QUESTION
        return not (is_question and any(each.source != self.remark.source for each in self.answers))


def threads(workspace: Workspace, *, place_key: str | None = None, about: UUID | None = None) -> list[Thread]:
    """Remarks of one municipality (``place_key``) or on one record (``about``), what is open first."""
    with workspace.store.read() as reader:
        if about is not None:
            return threads_of(_with_answers(reader, reader.find(Remark, about=about)))
        return threads_of(
            reader.find(Remark) if place_key is None else reader.find(Remark, place_key=place_key)
        )


def asked(workspace: Workspace, place_key: str, about: UUID | None) -> list[Thread]:
    """What the other side says to one record, or to the municipality itself, and what is not settled yet."""
    with workspace.store.read() as reader:
        found = reader.find(Remark, place_key=place_key, about=about)
        came = [each for each in found if each.source is not None and each.kind is not RemarkKind.ANSWER]
        made = threads_of(_with_answers(reader, came))
    return [
        each
        for each in made
        if each.is_open or (each.remark.kind is RemarkKind.FEEDBACK and each.done_on is None)
    ]


def _with_answers(reader: Reader, found: Sequence[Remark]) -> list[Remark]:
    answers = reader.find(Remark, about=[each.id for each in found]) if found else ()
    return [*found, *answers]


def threads_of(remarks: Iterable[Remark]) -> list[Thread]:
    """Put answers to what they answer; open ones first, then the newest."""
    known = {each.id: each for each in sorted(remarks, key=lambda each: (each.made_on, each.id))}
    answers: dict[UUID, list[Remark]] = {}
    for each in known.values():
        if each.kind is RemarkKind.ANSWER and each.about in known:
            answers.setdefault(each.about, []).append(each)
    given = {each.id for group in answers.values() for each in group}
    made = [Thread(each, tuple(answers.get(each.id, ()))) for each in known.values() if each.id not in given]
    made.reverse()
    return sorted(made, key=lambda each: not each.is_open)


def add_remark(
    workspace: Workspace,
    *,
    place_key: str,
    kind: RemarkKind,
    text: str,
    about: UUID | None = None,
    about_title: str = "",
    due_on: date | None = None,
    shared: bool = True,
) -> Remark:
    """Write a remark; K-566 when the text is empty or too long. A note is never shared.

    about_title: what the record is called; of a person the name is not kept.
    """
    words = _checked(text)
    with workspace.store.write(f"{kind.value} eingetragen") as unit:
        is_person = about is not None and unit.get(Patron, about) is not None
        remark = Remark(
            id=workspace.new_id(),
            place_key=place_key,
            kind=kind,
            about=about,
            about_title=PERSON if is_person else plain_text(about_title)[:LONGEST_TITLE],
            text=words,
            due_on=due_on,
            made_on=workspace.today,
            shared=shared and kind is not RemarkKind.NOTE,
        )
        unit.add(remark)
    return remark


def change_remark(
    workspace: Workspace,
    remark_id: UUID,
    *,
    kind: RemarkKind,
    text: str,
    due_on: date | None = None,
    shared: bool = True,
    seen: Remark | None = None,
) -> Remark:
    """Change an own remark; K-564 when it is gone, K-565 when it is the other side's, K-566.

    seen: as it was shown; ``Conflict`` when a colleague changed the same meanwhile.
    """

    def again(mine: Remark, shown: Remark) -> Remark:
        return change_remark(
            workspace,
            remark_id,
            kind=mine.kind,
            text=mine.text,
            due_on=mine.due_on,
            shared=mine.shared,
            seen=shown,
        )

    with workspace.store.write(f"{kind.value} geändert") as unit:
        changed = replace(
            seen or _own(unit, remark_id),
            kind=kind,
            text=_checked(text),
            due_on=due_on,
            shared=shared and kind is not RemarkKind.NOTE,
        )
        _own(unit, remark_id)
        changed = laid_over(
            workspace,
            unit,
            changed,
            seen=seen,
            title=changed.about_title or changed.kind.value,
            titles=_TITLES,
            redo=again,
        )
        unit.update(changed)
    return changed


def answer(workspace: Workspace, remark_id: UUID, text: str) -> Remark:
    """Answer a remark of the other side; K-564 when it is gone, K-566."""
    with workspace.store.write("Antwort eingetragen") as unit:
        made = _answer_to(workspace, _known(unit, remark_id), _checked(text))
        unit.add(made)
    return made


def set_done(workspace: Workspace, remark_id: UUID, *, done: bool = True) -> None:
    """Tick a remark off as of today, or open it again; K-564 when it is gone.

    What the other side wrote is ticked off by an own answer, which tells them with the next file.
    """
    with workspace.store.write("Erledigt" if done else "Wieder geöffnet") as unit:
        remark = _known(unit, remark_id)
        on = workspace.today if done else None
        if remark.source is None:
            # A colleague may have ticked it off before: then it stands as of that day.
            unit.update(replace(remark, done_on=(remark.done_on or on) if done else None))
            return
        own = unit.find(Remark, about=remark_id, kind=RemarkKind.ANSWER, source=None)
        ticked = [each for each in own if each.done_on is not None]
        if done and not ticked:
            unit.add(replace(_answer_to(workspace, remark, DONE_WORD), done_on=on))
        if not done:
            unit.delete(Remark, *(each.id for each in ticked if each.text == DONE_WORD))
            unit.update(*(replace(each, done_on=None) for each in ticked if each.text != DONE_WORD))


def delete_remark(workspace: Workspace, remark_id: UUID) -> None:
    """Delete an own remark; with the next file it is gone from the other side too. K-564, K-565."""
    with workspace.store.write("Vermerk gelöscht") as unit:
        unit.delete(Remark, _own(unit, remark_id).id)


def _answer_to(workspace: Workspace, remark: Remark, text: str) -> Remark:
    return Remark(
        id=workspace.new_id(),
        place_key=remark.place_key,
        kind=RemarkKind.ANSWER,
        about=remark.id,
        # Not the words that it answers: a copy of them would outlive their deletion on the other side.
        about_title=remark.about_title,
        text=text,
        made_on=workspace.today,
        shared=True,
    )


def _known(reader: Reader, remark_id: UUID) -> Remark:
    remark = reader.get(Remark, remark_id)
    if remark is None:
        raise UserError("K-564")
    return remark


def _own(unit: Unit, remark_id: UUID) -> Remark:
    remark = _known(unit, remark_id)
    if remark.source is not None:
        raise UserError("K-565")
    return remark


def plain_text(text: str) -> str:
    """``text`` without what no file may carry: control characters, line feeds and tabs excepted."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in unified if each.isprintable() or each in "\n\t").strip()


def _checked(text: str) -> str:
    words = plain_text(text)
    reason = ""
    if not words:
        reason = "Es steht kein Text darin."
    elif len(words) > LONGEST_TEXT:
        reason = f"Der Text hat mehr als {LONGEST_TEXT} Zeichen."
    if reason:
        raise UserError("K-566", {"reason": reason})
    return words
