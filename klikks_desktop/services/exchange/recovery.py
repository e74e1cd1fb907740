"""The keys of this workspace for bad days: a recovery sheet (Wiederherstellungsblatt), and back from it."""

from __future__ import annotations

from klikks_desktop.domain.dates import format_long, format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.papers import CodeSheet, Letterhead
from klikks_desktop.domain.wording import fill
from klikks_desktop.services.exchange.enrolment import put_keys
from klikks_desktop.services.pack.accepted import texts_of
from klikks_desktop.services.workspace import KEY_FILE, Workspace

_MADE = "recovery.made"
_AREAS = {False: "echten Arbeitsbereich", True: "Arbeitsbereich zum Üben"}


def missing_keys(workspace: Workspace) -> str:
    """Why the keys cannot be read, in a sentence: the file is gone or damaged; "" when they can."""
    try:
        workspace.keys  # noqa: B018 - reads the file
    except UserError as error:
        return error.text.happened
    return ""


def sheet_made_on(workspace: Workspace) -> str:
    """The day a sheet of the present keys was made last, ISO; "" when there is none, also without keys."""
    if missing_keys(workspace):
        return ""
    with workspace.store.read() as reader:
        made = reader.setting(_MADE)
    if isinstance(made, dict) and made.get("key") == workspace.keys.public.sign_key:
        return str(made["on"])
    return ""


def suggested_passphrase() -> str:
    """A passphrase nobody guesses, easy to write down."""
    from klikks_desktop.exchange import recovery

    return recovery.suggested_passphrase()


def recovery_sheet(workspace: Workspace, passphrase: str) -> bytes:
    """The sheet as PDF, and remembered that there is one. K-590 when the passphrase is too short.

    The passphrase stands nowhere on it and is not kept.
    """
    from klikks_desktop.documents.forms import FormPress
    from klikks_desktop.exchange.recovery import write_lines

    lines = write_lines(workspace.keys, passphrase)
    texts = texts_of(workspace)
    values = {"Stelle": workspace.name, "Datum": format_long(workspace.today)}

    def text(key: str) -> str:
        return fill(texts.get(f"wiederherstellung.{key}").text, values)

    sheet = CodeSheet(
        letterhead=Letterhead(workspace.name),
        title=text("titel"),
        subtitle=text("einleitung"),
        heads=("Zeile", "Zeichen", "Prüfzeichen"),
        lines=tuple(tuple(line.split(" ")) for line in lines),
        notes=(text("kennwort"), text("verwenden"), text("aufbewahren")),
    )
    created = workspace.clock().replace(microsecond=0)
    data = FormPress(workspace.shipped.folder).code(sheet, created=created)
    with workspace.store.write("Wiederherstellungsblatt gedruckt", undoable=False) as unit:
        unit.put_setting(_MADE, {"key": workspace.keys.public.sign_key, "on": workspace.today.isoformat()})
    return data


def sheet_name(workspace: Workspace) -> str:
    """The file name offered for the sheet."""
    return file_name("", workspace.name, workspace.today, "pdf", "Wiederherstellungsblatt")


def restore_keys(workspace: Workspace, lines: str, passphrase: str) -> str:
    """Take the keys of a sheet as typed; returns in words where the former key file lies.

    K-591 to K-594 as ``exchange.recovery.read_lines``; K-595 when only one of sheet and workspace is
    for practice.
    """
    from klikks_desktop.exchange.recovery import read_lines

    keys = read_lines(lines, passphrase)
    if keys.practice != workspace.is_practice:
        raise UserError("K-595", {"of": _AREAS[keys.practice], "here": _AREAS[workspace.is_practice]})
    aside = put_keys(workspace, keys)
    with workspace.store.write("Schlüssel aus dem Wiederherstellungsblatt", undoable=False) as unit:
        unit.put_setting(_MADE, {"key": keys.public.sign_key, "on": workspace.today.isoformat()})
    return f"Die bisherigen Schlüssel liegen in {aside.name}." if aside.name != KEY_FILE else ""


def sheet_words(workspace: Workspace) -> str:
    """Whether there is a sheet, in a sentence; that the keys are gone, if they are."""
    missing = missing_keys(workspace)
    if missing:
        return missing
    made = sheet_made_on(workspace)
    if not made:
        return "Für die jetzigen Schlüssel wurde noch kein Wiederherstellungsblatt gedruckt."
    return f"Zuletzt gedruckt am {format_short(workspace.today.fromisoformat(made))}."
