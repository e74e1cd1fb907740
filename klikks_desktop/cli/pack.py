"""pack create, inspect, accept, texts, remove: the programme pack (Programmpaket)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import print_json, print_table, say
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.pack import accepting, drafting, writing
from klikks_desktop.services.pack.accepting import PackPreview
from klikks_desktop.services.pack.opening import Standing
from klikks_desktop.services.pack.plan import Line
from klikks_desktop.services.pack.texts import text_choices


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    pack = branch(groups.commands, "pack", "Programmpaket: schreiben, ansehen, annehmen, entfernen")
    made = leaf(pack, "create", create, "ein Programmpaket schreiben und unterschreiben (Regionalmanagement)")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument(
        "--from",
        type=Path,
        dest="description",
        metavar="FILE.json",
        help="Beschreibung als JSON; sonst gilt der Entwurf aus den Einstellungen",
    )
    seen = leaf(pack, "inspect", inspect, "zeigen, was ein Programmpaket hier ändern würde", json=True)
    seen.add_argument("file", type=Path, metavar="FILE")
    taken = leaf(pack, "accept", accept, "ein Programmpaket annehmen")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts ändern")
    taken.add_argument(
        "--all", action="store_true", help="auch eigene Eintragungen durch die des Pakets ersetzen"
    )
    leaf(pack, "texts", texts, "die Texte, die ein Programmpaket ersetzen kann", json=True)
    leaf(pack, "remove", remove, "das angenommene Programmpaket wieder entfernen")


def create(context: Context, options: Namespace) -> int:
    """Write a pack from the draft or from a description."""
    workspace, out = context.workspace, expect_new(options.out)
    if options.description:
        writing.write_described(workspace, options.description, out)
    else:
        writing.write_draft(workspace, out)
    say(f"Programmpaket geschrieben: {out}")
    say(f"Fingerabdruck Ihres Schlüssels, falls eine Kommune anruft: {drafting.own_fingerprint(workspace)}")
    return 0


def inspect(context: Context, options: Namespace) -> int:
    """Show who wrote a pack and what it would change."""
    preview = accepting.preview_pack(context.workspace, options.file)
    if options.json:
        print_json([_plain(preview)])
    else:
        _show(preview)
    return 0


def accept(context: Context, options: Namespace) -> int:
    """Accept a pack; own entries stay unless all is wanted."""
    workspace = context.workspace
    preview = accepting.preview_pack(workspace, options.file)
    keys = frozenset(line.key for line in preview.lines) if options.all else preview.usual
    if options.dry_run:
        _show(preview)
        say("Nichts geändert (Probelauf).")
        return 0
    done = accepting.accept_offer(workspace, preview.offer, keys)
    _show_lines(line for line in preview.lines if line.key in keys)
    say(f"Programmpaket „{done.title}“ angenommen.{_recalculated(done)}")
    if kept := [line.title for line in preview.lines if line.key not in keys]:
        say(f"Wie bisher geblieben, weil hier selbst eingetragen: {', '.join(kept)}.")
    return 0


def texts(context: Context, options: Namespace) -> int:
    """Keys, words and placeholders of all texts; needs no workspace."""
    choices = text_choices(context.shipped.texts)
    if options.json:
        print_json(choices)
    else:
        rows = [(each.key, ", ".join(each.names), each.shipped) for each in choices]
        print_table(("Schlüssel", "Platzhalter", "Wortlaut"), rows)
    return 0


def remove(context: Context, _options: Namespace) -> int:
    """Without a pack again."""
    done = accepting.remove_pack(context.workspace)
    say(f"Programmpaket „{done.title}“ entfernt.{_recalculated(done)}")
    return 0


def _recalculated(done: accepting.PackAccepted) -> str:
    count = len(done.recalculated)
    return f" {count_words(count, 'Potenzial', 'Potenziale')} neu gerechnet." if count else ""


def _show(preview: PackPreview) -> None:
    offer = preview.offer
    say(f"{offer.title}, von {offer.issuer_name}, geschrieben am {offer.created.astimezone():%d.%m.%Y %H:%M}")
    if offer.standing is Standing.CONFIRMED:
        say("Der Schlüssel der Stelle wurde am Telefon bestätigt.")
    else:
        say(f"Die Stelle ist hier nicht angemeldet. Fingerabdruck zum Vergleich: {offer.fingerprint}")
    if offer.unknown_texts:
        words = count_words(offer.unknown_texts, "Text", "Texte")
        say(f"{words} kennt diese Programmversion nicht; sie werden übergangen.")
    _show_lines(preview.lines)
    if not preview.lines:
        say("Es würde sich nichts ändern.")


def _show_lines(lines: Iterable[Line]) -> None:
    for line in lines:
        mark = " (hier selbst eingetragen)" if line.is_own else ""
        say(f"{line.topic}: {line.title}{mark}\n  bisher: {line.old}\n  neu:    {line.new}")


def _plain(preview: PackPreview) -> dict[str, object]:
    offer = preview.offer
    return {
        "title": offer.title,
        "issuer": offer.issuer_name,
        "installation": offer.issuer,
        "confirmed": offer.standing is Standing.CONFIRMED,
        "fingerprint": offer.fingerprint,
        "created": offer.created,
        "sequence": offer.sequence,
        "holds": preview.holds,
        "lines": [
            {
                "key": line.key,
                "topic": line.topic.value,
                "title": line.title,
                "old": line.old,
                "new": line.new,
                "own": line.is_own,
            }
            for line in preview.lines
        ],
    }
