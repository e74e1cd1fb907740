"""German words and pills about files and towns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.services.exchange.difference import Difference
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.inbox import PeerState, Registered
from klikks_desktop.ui.widgets.info_bar import State as BarState
from klikks_desktop.ui.widgets.pill import State

VERDICT_PILLS: Final[dict[Verdict, State]] = {
    Verdict.APPLIED: "ok",
    Verdict.DUPLICATE: "past",
    Verdict.OLDER: "past",
    Verdict.FORK: "warn",
}
PEER_PILLS: Final[dict[PeerState, State]] = {
    PeerState.CONFIRMED: "ok",
    PeerState.WAITING: "warn",
    PeerState.CHANGED: "error",
    PeerState.REPLACED: "past",
}
_EXPLAINED: Final = {
    Verdict.DUPLICATE: "Diese Datei wurde schon übernommen. Es ändert sich nichts.",
    Verdict.OLDER: "Von dieser Kommune ist schon ein neuerer Stand übernommen. Es ändert sich nichts.",
    Verdict.FORK: (
        "Die Datei beruht auf einem überholten Stand, etwa aus einer zurückgeholten Sicherung oder einem "
        "zweiten Rechner. Rufen Sie die Kommune an, bevor Sie sie übernehmen."
    ),
}


def change_words(difference: Difference) -> tuple[str, str]:
    """For example "12 neu" and "5 geändert · 1 entfallen"; "ohne Änderung" when nothing changes."""
    parts = [
        f"{count} {word}"
        for count, word in (
            (difference.added, "neu"),
            (difference.changed, "geändert"),
            (difference.gone, "entfallen"),
        )
        if count
    ]
    return (parts[0], " · ".join(parts[1:])) if parts else ("ohne Änderung", "")


def explain(outcome: ImportOutcome, *, done: bool) -> str:
    """Sentences about one file: its problem with code, or what becomes (became) of it."""
    if outcome.problem is not None:
        return outcome.problem.line
    if outcome.is_left:
        return "Das Übernehmen endete vor dieser Datei. Von ihr ist nichts übernommen."
    if outcome.verdict is None:
        return ""
    if outcome.verdict in _EXPLAINED:
        return _EXPLAINED[outcome.verdict]
    people = count_words(outcome.named, "Person", "Personen")
    verb = "wurde übernommen" if done else "wird übernommen"
    said = f"{outcome.sender}: Der ganze Stand {verb}, {people} mit Namen, {outcome.in_office} im Amt."
    kinds = "; ".join(kind.words for kind in outcome.kinds if kind.words)
    return f"{said} {kinds}." if kinds else f"{said} Es ändert sich nichts."


def outcome_sentence(outcomes: Sequence[ImportOutcome]) -> str:
    """For example "7 Dateien übernommen, 1 ohne Änderung, 2 abgelehnt"; "Keine Datei übernommen"."""
    taken = sum(outcome.verdict is Verdict.APPLIED for outcome in outcomes)
    known = sum(outcome.verdict in {Verdict.DUPLICATE, Verdict.OLDER} for outcome in outcomes)
    forks = sum(outcome.verdict is Verdict.FORK for outcome in outcomes)
    refused = sum(outcome.problem is not None for outcome in outcomes)
    parts = [f"{count_words(taken, 'Datei', 'Dateien') if taken else 'Keine Datei'} übernommen"]
    parts += [f"{known} ohne Änderung"] if known else []
    parts += [f"{forks} wegen zweier Stände offen"] if forks else []
    parts += [f"{refused} abgelehnt"] if refused else []
    left = sum(outcome.is_left for outcome in outcomes)
    parts += [f"{left} noch offen"] if left else []
    return ", ".join(parts)


def outcome_state(outcomes: Sequence[ImportOutcome]) -> BarState:
    """Green only where everything went well."""
    if any(outcome.problem is not None or outcome.verdict is Verdict.FORK for outcome in outcomes):
        return "warn"
    return "ok" if any(outcome.verdict is Verdict.APPLIED for outcome in outcomes) else "info"


def town_keys(town: Registered) -> list[str]:
    """Keys of the places it reports or wants to report."""
    return (town.peer.place_keys or town.peer.pending_place_keys).split()


def town_details(town: Registered, today: date) -> str:
    """Since when it is trusted, else its keys, and its last file: "seit 03.02.2026 · Datei heute".

    A region that reports here is told as one.
    """
    since, last = town.peer.confirmed_at, town.last_file
    trusted = f"seit {format_short(since.astimezone().date())}" if since else ", ".join(town_keys(town))
    file = f"Datei {age_words(last.astimezone().date(), today)}" if last else "ohne Datei"
    region = "Region" if town.peer.role is Role.REGION else ""
    return " · ".join(part for part in (region, trusted, file) if part)
