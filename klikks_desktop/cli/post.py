"""receipt open, return create, return open: what comes back from the region, and what a region sends."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import print_json, say
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange import post, proof, receipts
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.post import ReturnOutcome
from klikks_desktop.services.exchange.proof import ReceiptView
from klikks_desktop.services.region import returns

_VERDICTS = {
    Verdict.APPLIED: "übernommen",
    Verdict.DUPLICATE: "schon übernommen, nichts geändert",
    Verdict.OLDER: "älter als der vorhandene Stand, nichts geändert",
    Verdict.FORK: "zwei Stände: passt nicht zum zuletzt übernommenen Stand, nichts geändert",
}


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    receipt = branch(groups.commands, "receipt", "Quittungen des Regionalmanagements")
    opened = leaf(receipt, "open", open_receipt, "Quittung öffnen und ablegen", json=True)
    opened.add_argument("file", type=Path, metavar="FILE")
    back = branch(groups.commands, "return", "Rücksendungen an die Kommunen")
    create = leaf(back, "create", create_returns, "Rücksendungen schreiben (Regionalmanagement)", json=True)
    who = create.add_mutually_exclusive_group(required=True)
    who.add_argument("--to", metavar="KEY", help="AGS der Kommune")
    who.add_argument("--all", action="store_true", help="für jede angemeldete Kommune")
    create.add_argument("--out", type=Path, required=True, metavar="DIR")
    create.add_argument(
        "--confirm-clock", action="store_true", help="das heutige Datum ist richtig (nach Meldung K-519)"
    )
    taken = leaf(back, "open", open_return, "Rücksendung öffnen (Kommune)", json=True)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    taken.add_argument(
        "--confirm-fork", action="store_true", help="von zwei Ständen diesen nach Rückfrage übernehmen"
    )


def write_receipts(context: Context, outcomes: Sequence[ImportOutcome], folder: Path) -> None:
    """Answer the files of an import."""
    workspace = context.workspace
    receipts.write_receipts(workspace, receipts.handled(workspace, outcomes), folder)


def open_receipt(context: Context, options: Namespace) -> int:
    """Take a receipt, and say what it says."""
    view = proof.open_receipt(context.workspace, options.file)
    if options.json:
        print_json(
            [
                {
                    "file": view.delivery.file_name,
                    "verdict": view.receipt.verdict,
                    "received": view.receipt.created_at,
                    "gone": view.gone,
                    "backup_until": view.receipt.backup_until,
                }
            ]
        )
        return 0
    for line in receipt_lines(view):
        say(line)
    return 0


def create_returns(context: Context, options: Namespace) -> int:
    """Write the return for one town or for all."""
    workspace = context.workspace
    peers = returns.receivers(workspace) if options.all else returns.receivers_of(workspace, options.to)
    written = returns.write_returns(
        workspace, [peer.id for peer in peers], options.out, clock_confirmed=options.confirm_clock
    )
    if options.json:
        print_json({"file": path} for path in written)
        return 0
    for path in written:
        say(f"Geschrieben: {path}")
    say(f"{count_words(len(written), 'Rücksendung', 'Rücksendungen')} geschrieben.")
    return 0


def open_return(context: Context, options: Namespace) -> int:
    """Take a return."""
    workspace = context.workspace
    if options.dry_run:
        outcome = post.preview_return(workspace, options.file)
    else:
        outcome = post.open_return(workspace, options.file, confirm_fork=options.confirm_fork)
    if options.json:
        print_json([outcome])
        return 0
    say(return_line(outcome))
    return 0


def receipt_lines(view: ReceiptView) -> list[str]:
    """What a receipt says; the first line says what became of the file."""
    gone = f"{view.gone_words}: {', '.join(view.gone)}" if view.gone else ""
    return [line for line in (view.sentence, view.advice, gone) if line]


def return_line(outcome: ReturnOutcome) -> str:
    """What became of a return."""
    changes = f" Neu {outcome.added}, geändert {outcome.changed}, entfallen {outcome.gone}."
    created = outcome.created.astimezone()
    return (
        f"{outcome.file.name}: {outcome.sender}, {created:%d.%m.%Y %H:%M}: {_VERDICTS[outcome.verdict]}."
        f"{changes if outcome.verdict is Verdict.APPLIED else ''}"
    )
