"""Who letters of the region are from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.region import sender as senders
from klikks_desktop.services.region.sender import SENDER_FIELDS, Sender
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.paired_dialog import PairedDialog
from klikks_desktop.ui.widgets.record_form import spec_of

_NEEDED: Final = frozenset({"postcode", "city"})


class SenderDialog(PairedDialog):
    """Kept for the next letters."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Absender"),
            host.workspace.name,
            sentence=_tr("Steht auf allen Briefen Ihrer Stelle und wird für die nächsten behalten."),
            specs=[spec_of(field, needed=field.name in _NEEDED) for field in SENDER_FIELDS],
            pairs=(("postcode", "city"), ("phone", "email"), ("signatory", "programme")),
            verb=_tr("Sichern"),
            icon="townhall",
            parent=parent,
        )
        self._host = host
        self._seen = senders.sender(host.workspace)
        for name, text in asdict(self._seen).items():
            self.fields[name].set_value(text)

    def finish(self) -> bool:
        """Store it; every field says what is wrong with it."""
        new = Sender(**{name: self.text(name) for name in self.fields})
        problems = senders.check_sender(new)
        for problem in reversed(problems):
            self.refuse(problem.field, problem.message)
        if problems:
            return False
        workspace, seen = self._host.workspace, self._seen
        return self._host.attempt(lambda: senders.set_sender(workspace, new, seen)) is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("SenderDialog", text)
