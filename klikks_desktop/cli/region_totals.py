"""totals: the sums of all municipalities, by Land, county, municipality, measure or year."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.output import print_json, print_table, say, warn
from klikks_desktop.domain.region.amounts import Amounts
from klikks_desktop.domain.region.totals import Grouping, Row, Totals
from klikks_desktop.domain.region.totals_table import Figure, columns
from klikks_desktop.domain.region.totals_words import basis, notes
from klikks_desktop.services.region.totals import find_set, totals
from klikks_desktop.services.region.totals_export import shown_rows


def add_commands(groups: Groups) -> None:
    """Teach the parser this command."""
    parser = leaf(
        groups.commands, "totals", show, "Auswertung: Summen aller Kommunen (Regionalmanagement)", json=True
    )
    parser.add_argument(
        "--by",
        choices=[grouping.value for grouping in Grouping],
        default=Grouping.STATE.value,
        help="wonach gruppiert wird",
    )
    parser.add_argument(
        "--figure",
        choices=[figure.value for figure in Figure],
        default=Figure.TONNES.value,
        help="worin Einsparungen gezeigt werden (JSON hat immer alle)",
    )
    parser.add_argument(
        "--factors", default="", metavar="SET", help="Faktorensatz, sonst der der meisten Kommunen"
    )


def show(context: Context, options: Namespace) -> int:
    """The table with its total; what is not in the sums goes to the error output."""
    found = totals(context.workspace)
    factor_set = find_set(found, options.factors)
    grouping, figure = Grouping(options.by), Figure(options.figure)
    for note in notes(found, factor_set):
        warn(note)
    if options.json:
        rows = shown_rows(found, grouping, factor_set)
        print_json(_facts(row, found, grouping, factor_set, is_total=row is rows[-1]) for row in rows)
        return 0
    say(basis(found, factor_set))
    known = columns(grouping, figure)
    print_table(
        (grouping.heading, *(column.full_title for column in known)),
        [
            (row.name, *(column.words(row) for column in known))
            for row in shown_rows(found, grouping, factor_set)
        ],
    )
    return 0


def _facts(
    row: Row, found: Totals, grouping: Grouping, factor_set: str, *, is_total: bool
) -> Mapping[str, object]:
    """Exact integers; what a row of this grouping cannot tell is null."""
    return {
        "by": grouping.value,
        "key": row.key,
        "name": row.name,
        "is_total": is_total,
        "factor_set": factor_set,
        "factor_set_title": found.set_title(factor_set),
        "towns": row.towns,
        "patrons": row.patrons,
        "projects": row.projects,
        "finished": row.finished,
        "effects": row.effects,
        "applied_cents": row.applied_cents,
        "granted_cents": row.granted_cents,
        "inhabitants": row.inhabitants,
        "counted_towns": row.counted_towns,
        "counted_inhabitants": row.counted_inhabitants,
        "achieved": _amounts(row.saved.achieved),
        "decided": _amounts(row.saved.decided),
        "possible": _amounts(row.saved.possible),
    }


def _amounts(amounts: Amounts) -> Mapping[str, int]:
    return {
        "wh": amounts.wh,
        "co2e_g": amounts.co2e_g,
        "saved_cents": amounts.cents,
        "outside_cents": amounts.outside_cents,
    }
