"""paper: consent form, information sheet, duty notice."""

from __future__ import annotations

from argparse import Namespace

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.output import say
from klikks_desktop.services.people import patron_list
from klikks_desktop.services.register import papers


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
