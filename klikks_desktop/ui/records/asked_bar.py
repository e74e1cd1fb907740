"""What the regional management asks about the record that is shown, and the way to where it is answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import RemarkKind, Role
from klikks_desktop.services.region.remarks import Thread, asked
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar

MOST_LETTERS: Final = 140
"""Of a remark in the bar; the whole of it stands on the page Post."""


class AskedBar(InfoBar):
    """Shown at a town's record while a remark on it is not settled; a region has its remarks in a tab."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self._answer = Button(host.theme, _tr("In der Post zeigen"), "quiet", "mail")
        super().__init__(host.theme, "info", "", self._answer, parent=parent)
        self._host = host
        self._first: UUID | None = None
        self._answer.clicked.connect(self._go)
        self.hide()

    def show_asked(self, place_key: str, record: UUID | None) -> None:
        """Look for remarks on a record, or with ``None`` on the municipality itself."""
        is_town = self._host.workspace.role is Role.MUNICIPALITY
        found = asked(self._host.workspace, place_key, record) if is_town else []
        self._first = found[0].remark.id if found else None
        if found:
            self.set_text(_words(found))
        self.setVisible(bool(found))

    def _go(self) -> None:
        if self._first is not None:
            self._host.go(Target.POST, self._first)


def _words(found: Sequence[Thread]) -> str:
    """The words of a single remark, the number of several."""
    if len(found) == 1:
        remark = found[0].remark
        line = remark.text.partition("\n")[0]
        if len(line) > MOST_LETTERS:
            line = f"{line[:MOST_LETTERS].rstrip()} …"
        return _tr("{kind} vom Regionalmanagement: {text}").format(kind=remark.kind.value, text=line)
    counted = Counter(each.remark.kind for each in found)
    parts = [count_words(count, kind.value, _many(kind)) for kind, count in counted.items()]
    together = _tr(" und ").join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return _tr("{what} vom Regionalmanagement").format(what=together)


def _many(kind: RemarkKind) -> str:
    return {
        RemarkKind.QUESTION: _tr("Fragen"),
        RemarkKind.TASK: _tr("Aufgaben"),
        RemarkKind.FEEDBACK: _tr("Rückmeldungen"),
    }.get(kind, kind.value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskedBar", text)
