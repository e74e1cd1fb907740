"""The keys of an office (Stelle) whose people share one database: each keeps a copy of the key file.

The secret keys never lie in the database. It knows only the public one, so that nobody writes with
other keys than the towns have confirmed.
"""

from __future__ import annotations

from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.workspace import KEY_FILE, Workspace
from klikks_desktop.storage.store import Reader

_SETTING = "office.sign_key"


def note_keys(workspace: Workspace) -> None:
    """Let the keys in this folder be those of the office; without a shared database nothing is to do."""
    if not workspace.store.is_shared:
        return
    with workspace.store.write("Schlüssel der Stelle vermerkt", undoable=False) as unit:
        unit.put_setting(_SETTING, workspace.keys.public.sign_key)


def expect_keys(folder: Path, reader: Reader) -> None:
    """K-265 when ``folder`` does not hold the keys of the office whose database this is."""
    from klikks_desktop.exchange.keys import load_keys

    known = reader.setting(_SETTING)
    try:
        here = load_keys(folder / KEY_FILE).public.sign_key
    except UserError as error:
        raise UserError("K-265", {"folder": folder}) from error
    if here != known:
        raise UserError("K-265", {"folder": folder})
