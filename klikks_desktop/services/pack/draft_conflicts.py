"""The draft of a programme pack that two colleagues change: text by text, file by file, tick by tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from klikks_desktop.domain.conflict import ticks
from klikks_desktop.domain.dates import format_short
from klikks_desktop.services.pack.draft import DraftFile, PackDraft
from klikks_desktop.services.pack.texts import text_title
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace

_LINES: Final = {
    "title": "Name des Programms",
    "programme": "Programmzeile",
    "agency": "Stelle, an die Daten gehen",
    "factor_set": "Empfohlener Faktorensatz",
    "logo": "Logo",
}
_SIGNUP: Final = "signup_deadline"
_TEXT, _FILE = "text ", "file "
"""Before the key of a text and the id of a factor file."""


def over_others(
    workspace: Workspace,
    mine: PackDraft,
    *,
    seen: PackDraft,
    now: PackDraft,
    redo: Callable[[PackDraft, PackDraft], object],
) -> PackDraft:
    """``mine`` with what a colleague changed since ``seen``; ``Conflict`` where both changed the same.

    A tick is set or not: there both always want the same. redo: stores a draft again, over another.
    """
    flat = [_flat(each) for each in (seen, mine, now)]
    names = dict.fromkeys(name for each in flat for name in each)
    base, typed, theirs = (dict.fromkeys(names, "") | each for each in flat)
    files = {each.digest: each for draft in (seen, mine, now) for each in draft.files}
    logos = {
        now.logo: "Logo der anderen Person",
        mine.logo: "Ihr Logo",
        seen.logo: "Logo von vorher",
        "": "",
    }

    def words(name: str, text: str) -> str:
        if name.startswith(_FILE) and text:
            return f"{files[text].edition}, Prüfsumme {text[:8]}"
        if name == _SIGNUP and text:
            return format_short(date.fromisoformat(text))
        if name == "factor_set" and text in workspace.shipped.factors.sets:
            return workspace.shipped.factors.sets[text].title
        return logos[text] if name == "logo" else text

    ticked = replace(
        now,
        news=ticks(seen.news, mine.news, now.news),
        periods=ticks(seen.periods, mine.periods, now.periods),
    )
    left = expect_seen(
        workspace,
        now.title or "Programmpaket",
        {name: _title(name, files) for name in names},
        seen=base,
        typed=typed,
        now=theirs,
        redo=lambda chosen, _shown: redo(_unflat(ticked, {**theirs, **chosen}, files), now),
        words=words,
    )
    return _unflat(ticked, {**theirs, **left}, files)


def _title(name: str, files: Mapping[str, DraftFile]) -> str:
    if name.startswith(_TEXT):
        return text_title(name.removeprefix(_TEXT))
    if name.startswith(_FILE):
        return next(each.title for each in files.values() if each.id == name.removeprefix(_FILE))
    return _LINES.get(name, "Anmeldung zum Programm bis")


def _flat(draft: PackDraft) -> dict[str, str]:
    return {
        **{name: getattr(draft, name) for name in _LINES},
        _SIGNUP: draft.signup_deadline.isoformat() if draft.signup_deadline else "",
        **{_TEXT + key: text for key, text in draft.texts.items()},
        **{_FILE + each.id: each.digest for each in draft.files},
    }


def _unflat(draft: PackDraft, flat: Mapping[str, str], files: Mapping[str, DraftFile]) -> PackDraft:
    """``draft`` with these texts and files; an empty one is not in it."""
    kept = {name: text for name, text in flat.items() if text}
    return replace(
        draft,
        title=flat["title"],
        programme=flat["programme"],
        agency=flat["agency"],
        factor_set=flat["factor_set"],
        logo=flat["logo"],
        signup_deadline=date.fromisoformat(kept[_SIGNUP]) if _SIGNUP in kept else None,
        texts={name.removeprefix(_TEXT): text for name, text in kept.items() if name.startswith(_TEXT)},
        files=tuple(files[digest] for name, digest in kept.items() if name.startswith(_FILE)),
    )
