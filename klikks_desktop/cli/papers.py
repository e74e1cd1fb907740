"""paper: consent form, information sheet, duty notice."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import say
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.register import papers


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    group = branch(groups.commands, "paper", "Vordrucke")
    for name, text in (
        ("consent", "Einwilligungserklärung"),
        ("information", "Informationsblatt nach Art. 13 DSGVO"),
        ("duty-notice", "Niederschrift über die Pflichtenbelehrung"),
    ):
        paper = leaf(group, name, write, text, place=True)
        paper.set_defaults(paper=name)
        paper.add_argument("--patron", metavar="ID", help="Kennung oder Name; ohne bleibt der Name frei")
        paper.add_argument("--out", type=Path, required=True, metavar="DIR")


def write(context: Context, options: Namespace) -> int:
    """Write one of the forms as PDF."""
    workspace = context.workspace
    patron_id = patron_list.find_patron(workspace, options.patron) if options.patron else None
    place = workspace.own_place(options.place) if patron_id is None else None
    path = papers.save_paper(
        workspace, papers.Paper(options.paper), options.out, patron_id=patron_id, place=place
    )
    say(str(path))
    return 0
