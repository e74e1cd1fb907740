"""A programme pack: what it would change, line by line with a tick each, then accepted."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from klikks_desktop.services.pack.accepting import PackAccepted, PackPreview, accept_offer, preview_pack
from klikks_desktop.services.pack.opening import Standing
from klikks_desktop.services.pack.plan import Line
from klikks_desktop.services.pack.suffix import SUFFIX
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.files import choose_file
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label

_MOST_LINES = 7


class PackFiles(QObject):
    """Opens packs one after another; ``opened`` carries a sentence about one that was accepted.

    ``finished`` comes when none is left.
    """

    opened = Signal(str)
    finished = Signal()

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window
        self._waiting: list[Path] = []
        self._is_open = False

    def choose(self) -> None:
        """Ask for a file."""
        kinds = _tr("Programmpakete (*{suffix});;Alle Dateien (*)").format(suffix=SUFFIX)
        if (file := choose_file(self._window, _tr("Programmpaket öffnen"), kinds)) is not None:
            self.take(file)

    def take(self, *files: Path) -> None:
        """Reckon what each pack would change off the window's thread, show it, accept what is wanted."""
        self._waiting += files
        if not self._is_open:
            self._open_next()

    def _open_next(self) -> None:
        self._is_open = bool(self._waiting)
        if not self._waiting:
            self.finished.emit()
            return
        file = self._waiting.pop(0)

        def job(workspace: Workspace, control: Control) -> PackPreview:
            control.checkpoint()
            return preview_pack(workspace, file)

        title = _tr("Das Programmpaket wird gelesen")
        self._host.run(title, _tr("Potenzialen"), job, self._show, self._open_next)

    def _show(self, preview: PackPreview) -> None:
        dialog = PackDialog(self._host, preview, self._window)
        keys = dialog.ask()
        if keys is None:
            self._open_next()
            return

        def job(workspace: Workspace, control: Control) -> PackAccepted:
            control.checkpoint()
            return accept_offer(workspace, preview.offer, keys)

        title = _tr("Das Programmpaket wird übernommen")
        self._host.run(title, _tr("Potenzialen"), job, self._tell, self._open_next)

    def _tell(self, done: PackAccepted) -> None:
        words = _tr("Programmpaket angenommen: {title}. Strg+Z nimmt es zurück.").format(title=done.title)
        self._host.changed()
        self.opened.emit(words)
        self._open_next()


class PackDialog(Dialog):
    """Who wrote the pack, what it would change, and of the current line what stands there now."""

    def __init__(self, host: Host, preview: PackPreview, parent: QWidget | None = None) -> None:
        offer, theme = preview.offer, host.theme
        subtitle = _tr("Programmpaket von {name}, geschrieben am {day}").format(
            name=offer.issuer_name, day=f"{offer.created.astimezone():%d.%m.%Y}"
        )
        super().__init__(theme, offer.title, subtitle, icon="import", parent=parent)
        self._lines = {line.key: line for line in preview.lines}
        self.origin = self._make_origin(preview)
        self.body.addWidget(self.origin)
        self.list = CheckList(theme, _tr("Was sich ändern würde"))
        self.list.set_lines([_check_line(line) for line in preview.lines], list(preview.usual))
        self.list.entered.connect(self._explain)
        self.old, self.new = self._add_lines(preview)
        for found in preview.differences:
            self.body.addWidget(InfoBar(theme, "info", found.sentence))
        if offer.unknown_texts:
            words = _tr("{n} Texte kennt diese Programmversion nicht; sie werden übergangen.")
            self.body.addWidget(Label(theme, words.format(n=offer.unknown_texts), "body", "muted", wrap=True))
        self.leave = self.add_action(Button(theme, _tr("Nicht annehmen")))
        self.take = self.add_action(Button(theme, _tr("Annehmen"), "primary", "check"))
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self._explain(self.list.current_key())

    def ask(self) -> Collection[str] | None:
        """Show it and wait; keys of the wanted lines, ``None`` when the pack is not accepted."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        keys = [str(key) for key in self.list.ticked_keys()]
        self.deleteLater()
        return keys if chosen else None

    def _make_origin(self, preview: PackPreview) -> InfoBar:
        offer = preview.offer
        if offer.standing is Standing.CONFIRMED:
            return InfoBar(
                self.theme, "ok", _tr("Unterschrieben mit dem Schlüssel, den Sie bestätigt haben.")
            )
        words = _tr(
            "Diese Stelle ist hier nicht angemeldet. Rufen Sie sie unter einer Nummer an, die Sie schon "
            "kennen, und vergleichen Sie den Fingerabdruck ihres Schlüssels: {fingerprint}"
        )
        return InfoBar(self.theme, "warn", words.format(fingerprint=offer.fingerprint))

    def _add_lines(self, preview: PackPreview) -> tuple[Label, Label]:
        """The list and, below, both texts of its current line; a sentence where nothing would change."""
        theme = self.theme
        old, new = Label(theme, "", wrap=True), Label(theme, "", "strong", wrap=True)
        if not preview.lines:
            words = _tr("Was das Paket setzt, steht hier schon so. Es ändert sich nichts.")
            self.body.addWidget(Label(theme, words, wrap=True))
            for part in (self.list, old, new):
                part.hide()
            return old, new
        words = _tr(
            "Übernommen wird, was angekreuzt ist. Selbst Eingetragenes ist zunächst nicht angekreuzt."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        self.list.setMinimumHeight(theme.px(7.5) * min(len(preview.lines), _MOST_LINES) + 2)
        self.body.addWidget(self.list, 1)
        for title, label in ((_tr("Bisher"), old), (_tr("Neu"), new)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(Label(theme, title, "small", "muted"))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            pair.addWidget(label)
            self.body.addLayout(pair)
        return old, new

    def _explain(self, key: Hashable | None) -> None:
        line = self._lines.get(str(key))
        if line is not None:
            self.old.setText(line.old)
            self.new.setText(line.new)
            self._fit_height()


def _check_line(line: Line) -> CheckLine:
    note = _tr("selbst eingetragen") if line.is_own else line.topic.value
    return CheckLine(line.key, line.title, note)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackDialog", text)
