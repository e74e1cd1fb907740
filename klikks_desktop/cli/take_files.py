"""import: files and folders as they came, each in its own way; what has none is told where it belongs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.exchange import VERDICTS
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.output import print_json, say, warn
from klikks_desktop.cli.post import receipt_lines, return_line, write_receipts
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import DeliveryKind, Verdict
from klikks_desktop.services.exchange import importing, inbox, post, proof
from klikks_desktop.services.exchange.difference import Difference
from klikks_desktop.services.exchange.given_files import given_files
from klikks_desktop.services.exchange.import_outcome import ImportOutcome, ImportStopped
from klikks_desktop.services.exchange.upward import post_kind
from klikks_desktop.services.workspace import Workspace


def add_commands(groups: Groups) -> None:
    """Teach the parser this command."""
    parser = leaf(
        groups.commands,
        "import",
        take,
        "Dateien von Kommunen übernehmen, Post der koordinierenden Stelle öffnen",
        json=True,
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE|DIR")
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    parser.add_argument(
        "--confirm-fork", action="store_true", help="von zwei Ständen diesen nach Rückfrage übernehmen"
    )
    parser.add_argument("--receipts", type=Path, metavar="DIR", help="für jede Datei eine Quittung hierhin")


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of one file, for programs and as lines for people. kind: unknown of a refused one."""

    outcome: ImportOutcome
    kind: DeliveryKind | None
    lines: Sequence[str]


def take(context: Context, options: Namespace) -> int:
    """Take what was given; 1 when something was refused, or when disk or server failed among the files."""
    workspace = context.workspace
    given = given_files(options.files)
    for folder in given.deeper:
        warn(f"Die Unterordner von {folder} wurden nicht durchsucht.")
    stopped: ImportStopped | None = None
    outcomes: Sequence[ImportOutcome]
    if options.dry_run:
        outcomes = importing.preview_import(workspace, given.files)
    else:
        try:
            outcomes = importing.import_files(workspace, given.files, confirm_fork=options.confirm_fork)
        except ImportStopped as stop:
            stopped, outcomes = stop, stop.outcomes
    told = [_report(each) for each in outcomes] if stopped else _sorted(workspace, outcomes, options)
    told += [_report(_pack(file)) for file in given.packs]
    # Receipts belong to the whole import: running it again writes those of now, too.
    if options.receipts and not options.dry_run and stopped is None:
        write_receipts(context, outcomes, options.receipts)
    _tell(told, options)
    if stopped is not None:
        raise stopped
    return 1 if any(each.outcome.problem for each in told) else 0


def _sorted(workspace: Workspace, outcomes: Sequence[ImportOutcome], options: Namespace) -> list[_Told]:
    """In the order they were given: reports as they were taken, post of the office above opened now."""
    found = inbox.sort_outcomes(workspace, outcomes)
    reports = {each.file: each for each in found.reports}
    return [
        _opened(workspace, each.file, options)
        if each.file in found.post
        else _report(reports.get(each.file, each))
        for each in outcomes
    ]


def _report(outcome: ImportOutcome) -> _Told:
    if outcome.verdict is None:
        return _Told(outcome, None, ())
    verdict = VERDICTS[outcome.verdict]
    line = f"{outcome.file.name}: {outcome.sender}, {outcome.created}: {verdict}.{_changes(outcome)}"
    return _Told(outcome, DeliveryKind.REPORT, [line])


def _opened(workspace: Workspace, file: Path, options: Namespace) -> _Told:
    """A receipt or return of the office above, opened or, for a dry run, looked at."""
    try:
        kind = post_kind(workspace, file)
        if kind is DeliveryKind.RECEIPT:
            return _receipt(workspace, file, dry_run=options.dry_run)
        return _return(workspace, file, options)
    except UserError as problem:
        if problem.is_of_workspace:
            raise
        return _Told(ImportOutcome(file, problem=problem), None, ())


def _receipt(workspace: Workspace, file: Path, *, dry_run: bool) -> _Told:
    view = (proof.preview_receipt if dry_run else proof.open_receipt)(workspace, file)
    came = view.receipt.created_at.astimezone()
    outcome = ImportOutcome(
        file, sender=view.sender, created=f"{came:%d.%m.%Y %H:%M}", verdict=view.receipt.verdict
    )
    first, *more = receipt_lines(view)
    return _Told(outcome, DeliveryKind.RECEIPT, [f"{file.name}: {first}", *more])


def _return(workspace: Workspace, file: Path, options: Namespace) -> _Told:
    if options.dry_run:
        found = post.preview_return(workspace, file)
    else:
        found = post.open_return(workspace, file, confirm_fork=options.confirm_fork)
    outcome = ImportOutcome(
        file,
        sender=found.sender,
        created=f"{found.created.astimezone():%d.%m.%Y %H:%M}",
        verdict=found.verdict,
        difference=Difference(found.added, found.changed, found.gone),
    )
    return _Told(outcome, DeliveryKind.RETURN, [return_line(found)])


def _pack(file: Path) -> ImportOutcome:
    return ImportOutcome(file, problem=UserError("K-516", {"kind": "ein Programmpaket"}))


def _tell(told: Sequence[_Told], options: Namespace) -> None:
    """Each file with what became of it; of those that are left the error itself tells."""
    if options.json:
        print_json(_row(each) for each in told)
    for each in told:
        if each.outcome.problem is not None:
            warn(f"{each.outcome.file.name}: {each.outcome.problem.line}")
        elif not options.json:
            for line in each.lines:
                say(line)


def _row(told: _Told) -> dict[str, object]:
    outcome = told.outcome
    return {
        "file": outcome.file.name,
        "kind": told.kind,
        "sender": outcome.sender,
        "created": outcome.created,
        "verdict": outcome.verdict or ("offen" if outcome.is_left else "abgelehnt"),
        "added": outcome.difference.added,
        "changed": outcome.difference.changed,
        "gone": outcome.difference.gone,
        "kinds": {kind.name: kind.difference for kind in outcome.kinds},
        "named": outcome.named,
        "in_office": outcome.in_office,
        "problem": outcome.problem.code if outcome.problem else None,
    }


def _changes(outcome: ImportOutcome) -> str:
    difference = outcome.difference
    if outcome.verdict is not Verdict.APPLIED:
        return ""
    kinds = "; ".join(kind.words for kind in outcome.kinds)
    total = f" Neu {difference.added}, geändert {difference.changed}, entfallen {difference.gone}."
    return f"{total} {kinds}." if kinds else total
