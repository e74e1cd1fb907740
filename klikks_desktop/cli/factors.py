"""factors list, files, import, remove, diff, use: factor sets and the other figures that savings rest on."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.grammar import Groups, branch, leaf
from klikks_desktop.cli.output import print_json, print_object, print_table, say
from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factor_difference import SetDifference
from klikks_desktop.domain.figures import euro_words, tonnes_words
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.savings import factors

if TYPE_CHECKING:
    from klikks_desktop.services.savings.factor_imports import ImportPreview

_SHOWN = (Carrier.ELECTRICITY, Carrier.NATURAL_GAS, Carrier.HEATING_OIL, Carrier.DISTRICT_HEAT)
_NO_WORKSPACE = {"K-201", "K-256"}


def add_commands(groups: Groups) -> None:
    """Teach the parser these commands."""
    group = branch(groups.commands, "factors", "Faktorensätze und Richtwerte")
    leaf(group, "list", show_sets, "Faktorensätze, auch ohne Arbeitsbereich", json=True)
    leaf(group, "files", show_files, "Dateien mit Faktoren und Richtwerten", json=True)
    taken = leaf(group, "import", import_file, "Faktoren-Datei einlesen")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")
    removed = leaf(group, "remove", remove_file, "eingelesene Faktoren-Datei entfernen")
    removed.add_argument("id", metavar="ID", help="Kennung, wie „factors files“ sie zeigt")
    compared = leaf(group, "diff", show_difference, "zeigen, was ein anderer Satz ändern würde")
    compared.add_argument("old", metavar="OLD", help="Kennung des bisherigen Satzes")
    compared.add_argument("new", metavar="NEW", help="Kennung des neuen Satzes")
    compared.add_argument("--json", action="store_true", help="ein JSON-Objekt ausgeben")
    chosen = leaf(group, "use", use_set, "Satz wählen und alle eigenen Potenziale damit neu rechnen")
    chosen.add_argument("set", metavar="SET", help="Kennung des Satzes")
    chosen.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")


def show_sets(context: Context, options: Namespace) -> int:
    """All sets; those that come with the program where there is no workspace."""
    try:
        rows = factors.list_sets(context.workspace)
    except UserError as error:
        if error.code not in _NO_WORKSPACE:
            raise
        rows = factors.shipped_sets(context.shipped.factors)
    if options.json:
        print_json(rows)
        return 0
    print_table(
        ("Kennung", "Satz", "Grundlage", "Vorkette", "Strom", "Erdgas", "Heizöl", "Fernwärme", "gewählt"),
        [
            (
                row.id,
                row.title,
                row.basis,
                row.upstream,
                *(_number(row, carrier) for carrier in _SHOWN),
                row.is_chosen,
            )
            for row in rows
        ],
    )
    say("Faktoren in g/kWh Endenergie (Heizwert). Summen verschiedener Sätze werden nie zusammengezählt.")
    return 0


def _number(row: factors.SetRow, carrier: Carrier) -> str:
    value = row.factors.get(carrier.value)
    return "" if value is None else format_number(round(value, 1))


def show_files(context: Context, options: Namespace) -> int:
    """Shipped and imported files."""
    from klikks_desktop.services.savings.factor_imports import list_files

    rows = list_files(context.workspace)
    if options.json:
        print_json(rows)
        return 0
    print_table(
        ("Kennung", "Inhalt", "Ausgabe", "gilt ab", "eingelesen"),
        [(row.id, row.title, row.edition, row.valid_from, row.imported_at) for row in rows],
    )
    return 0


def import_file(context: Context, options: Namespace) -> int:
    """Take a file in, or say what it would do."""
    from klikks_desktop.services.savings import factor_imports

    preview = factor_imports.preview_import(context.workspace, options.file)
    _say_preview(preview)
    if not options.dry_run:
        done = factor_imports.import_file(context.workspace, options.file)
        say(f"Eingelesen: {done.file.title} ({done.file.edition}).")
        _say_recalculated(len(done.recalculated))
    return 0


def remove_file(context: Context, options: Namespace) -> int:
    """Take an imported file out again."""
    from klikks_desktop.services.savings import factor_imports

    done = factor_imports.remove_file(context.workspace, options.id)
    say(f"Entfernt: {done.file.title} ({done.file.edition}).")
    _say_recalculated(len(done.recalculated))
    return 0


def show_difference(context: Context, options: Namespace) -> int:
    """What the potentials would bring with another set."""
    from klikks_desktop.services.savings.factor_change import difference

    found = difference(context.workspace, options.old, options.new)
    if options.json:
        print_object(_plain(found))
    else:
        _say_difference(found)
    return 0


def use_set(context: Context, options: Namespace) -> int:
    """Choose a set after saying what that changes."""
    from klikks_desktop.services.savings import factor_change

    workspace = context.workspace
    _say_difference(factor_change.difference(workspace, factors.chosen_set(workspace).id, options.set))
    if options.dry_run:
        return 0
    done = factor_change.apply_set(workspace, options.set)
    say(f"Gewählt: {done.chosen.title}.")
    _say_recalculated(len(done.recalculated))
    for title in done.left:
        say(f"Unverändert mit dem alten Satz: „{title}“.")
    return 0


def _say_recalculated(count: int) -> None:
    if count:
        say("1 Potenzial neu gerechnet." if count == 1 else f"{count} Potenziale neu gerechnet.")


def _say_preview(preview: ImportPreview) -> None:
    say(f"{preview.title} ({preview.edition}), gilt ab {preview.valid_from:%d.%m.%Y}")
    say(", ".join(f"{title}: {count}" for title, count in preview.counts.items()))
    if preview.replaces:
        say(f"Ersetzt die eingelesene Ausgabe „{preview.replaces}“.")
    for title in preview.new_sets:
        say(f"Neuer Satz: {title}")
    for title in preview.replaced_sets:
        say(f"Andere Werte im Satz: {title}")
    if preview.guide_values:
        say(f"Richtwerte, bitte prüfen: {preview.guide_values}")
    for found in preview.differences:
        _say_difference(found)


def _say_difference(found: SetDifference) -> None:
    print_table(
        ("Potenzial", "t im Jahr bisher", "neu", "EUR im Jahr bisher", "neu"),
        [
            (
                row.title,
                tonnes_words(row.old.co2e_t_per_year, ""),
                tonnes_words(row.new.co2e_t_per_year, "") if row.new else row.problem,
                euro_words(row.old.eur_per_year),
                euro_words(row.new.eur_per_year) if row.new else "",
            )
            for row in found.rows
        ],
    )
    say(found.sentence)
    for reason in found.reasons:
        say(f"- {reason}")
    for note in found.notes:
        say(note)


def _plain(found: SetDifference) -> dict[str, object]:
    return {
        "old": found.old.id,
        "new": found.new.id,
        "sentence": found.sentence,
        "co2_old_t_per_year": found.old_tonnes,
        "co2_new_t_per_year": found.new_tonnes,
        "budget_old_eur_per_year": found.old_eur,
        "budget_new_eur_per_year": found.new_eur,
        "reasons": found.reasons,
        "notes": found.notes,
        "potentials": [
            {
                "id": row.id,
                "title": row.title,
                "measure": row.old.measure,
                "counts": row.counts,
                "co2_old_t_per_year": row.old.co2e_t_per_year,
                "co2_new_t_per_year": row.new.co2e_t_per_year if row.new else None,
                "old_eur_per_year": row.old.eur_per_year,
                "new_eur_per_year": row.new.eur_per_year if row.new else None,
                "problem": row.problem,
            }
            for row in found.rows
        ],
    }
