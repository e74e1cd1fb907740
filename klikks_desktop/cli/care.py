"""check, backup, restore, demo, explain."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from klikks_desktop import paths
from klikks_desktop.cli.context import Context, now, rasterise
from klikks_desktop.cli.grammar import Groups, leaf
from klikks_desktop.cli.output import print_json, say
from klikks_desktop.domain.errors import UserError, catalogue
from klikks_desktop.services import care


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    leaf(groups.commands, "check", check, "Daten prüfen", json=True)
    saved = leaf(groups.commands, "backup", backup, "Sicherung schreiben")
    saved.add_argument("--out", type=Path, metavar="FILE")
    restored = leaf(groups.commands, "restore", restore, "Sicherung zurückholen")
    restored.add_argument("file", type=Path)
    restored.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    played = leaf(groups.commands, "demo", demo, "Beispiel von der Einrichtung bis zum Import, mit Bildern")
    played.add_argument("folder", type=Path, metavar="DIR")
    leaf(groups.commands, "explain", explain, "eine Meldung K-nnn erklären").add_argument("code")


def check(context: Context, options: Namespace) -> int:
    """Check the data; K-173 when something is wrong."""
    findings = care.check(context.workspace)
    if options.json:
        print_json(findings)
    else:
        for finding in findings:
            say(finding.text)
        if not findings:
            say("Alles in Ordnung: Datenbank, Register, archivierte Urkunden.")
    if findings:
        raise UserError("K-173", {"count": len(findings)})
    return 0


def backup(context: Context, options: Namespace) -> int:
    """Write a backup."""
    say(f"Sicherung: {care.backup(context.workspace, options.out)}")
    return 0


def restore(context: Context, options: Namespace) -> int:
    """Bring a backup back, after a backup of what is there now."""
    if options.dry_run:
        for line in care.preview_restore(context.folder, options.file, server=context.server):
            say(line)
        return 0
    for line in care.restore(context.folder, options.file, clock=now, server=context.server):
        say(line)
    return 0


def demo(context: Context, options: Namespace) -> int:
    """The whole main job on invented data, with screenshots."""
    from klikks_desktop.services.places.demo import run_demo
    from klikks_desktop.ui.screenshots import take_screenshots

    result = run_demo(options.folder, clock=now, resources=paths.resources_dir(), rasterise=rasterise)
    for title, path in result.papers:
        say(f"{title}: {path}")
    for folder in (result.town, result.region):
        pictures = options.folder / "bilder" / folder.name
        for path in take_screenshots(folder, pictures, resources=paths.resources_dir()):
            say(f"Bild: {path}")
    return 0


def explain(context: Context, options: Namespace) -> int:
    """Explain a message by its code."""
    code = options.code.strip().upper()
    texts = catalogue()
    if code not in texts:
        raise UserError("K-199", {"code": options.code})
    text = texts[code]
    say(f"{code} {text.title}")
    for head, part in (
        ("Was ist passiert", text.happened),
        ("Was ist erhalten", text.kept),
        ("Was Sie tun können", text.advice),
    ):
        say(f"\n{head}\n  {part}")
    return 0
