"""What can be said of a sync file without trusting or taking it, for programs and for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from klikks_desktop.domain.formatting import format_integer

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Peeked

_KINDS: Final = {
    "snapshot": "Bericht",
    "enrolment-answer": "Antwort auf eine Anmeldung",
    "receipt": "Quittung",
    "return": "Rücksendung",
}


def facts(file: Path, seen: Peeked) -> dict[str, object]:
    """By name; ``None`` for what only who has the key can read."""
    header = seen.header
    return {
        "file": file.name,
        "size": seen.size,
        "kind": header.kind if header else None,
        "sender": str(header.sender) if header else None,
        "created": header.created if header else None,
        "sequence": header.sequence if header else None,
        "signature_valid": seen.signature_valid,
        "standing": seen.standing,
        "for_me": seen.for_me,
        "problem": seen.problem.code if seen.problem else None,
    }


def lines(file: Path, seen: Peeked) -> list[str]:
    """In German; what only who has the key can read is left out."""
    told = [f"Datei: {file.name} ({format_integer(seen.size)} Bytes)"]
    header, problem = seen.header, seen.problem
    if header is None:
        return told
    return [
        *told,
        f"Art: {_KINDS.get(header.kind, 'etwas anderes')}",
        f"Geschrieben: {header.created.astimezone():%d.%m.%Y %H:%M} Uhr",
        f"Absender: {seen.standing} (Kennung {header.sender})",
        f"Unterschrift: {'gültig' if seen.signature_valid else 'ungültig'}",
        f"Für diesen Arbeitsbereich: {'ja' if seen.for_me else 'nein'}",
        f"Hindernis: {problem.line if problem else 'keines, die Datei kann übernommen werden.'}",
    ]
