"""keys sheet, restore: the keys of this workspace on paper, and back from it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import say
from klikks_desktop.services.exchange import recovery
from klikks_desktop.services.files import expect_new, read_bytes, replace_file

_MAX_FILE = 1 << 16


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    group = branch(groups.commands, "keys", "Schlüssel dieser Stelle")
    sheet = leaf(group, "sheet", write_sheet, "Wiederherstellungsblatt als PDF schreiben")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE")
    back = leaf(group, "restore", restore, "Schlüssel aus dem abgeschriebenen Blatt zurückholen")
    back.add_argument("file", type=Path, metavar="FILE", help="Textdatei mit den Zeilen des Blattes")
    for parser in (sheet, back):
        parser.add_argument(
            "--passphrase-file", type=Path, required=True, metavar="FILE", help="Textdatei mit dem Kennwort"
        )


def write_sheet(context: Context, options: Namespace) -> int:
    """Write the sheet."""
    out = expect_new(options.out)
    replace_file(out, recovery.recovery_sheet(context.workspace, _text(options.passphrase_file)))
    say(f"Wiederherstellungsblatt: {out}")
    return 0


def restore(context: Context, options: Namespace) -> int:
    """Take the keys of a sheet."""
    words = recovery.restore_keys(context.workspace, _text(options.file), _text(options.passphrase_file))
    say(f"Die Schlüssel des Blattes gelten wieder. {words}".strip())
    return 0


def _text(file: Path) -> str:
    return read_bytes(file, _MAX_FILE).decode("utf-8-sig", errors="replace")
